// The text of a release record in parts: the lines of each definition, with a digest of what they follow from.

import type { Catalog } from "../catalog/catalog.ts";
import { digestOf, digestOfParts, type TextPart } from "../text/digest.ts";
import type { TextRange } from "../text/excerpt.ts";
import type { SourceFile } from "../text/source.ts";
import {
  type CatalogContext,
  type CatalogParts,
  catalogParts,
  contextOf,
  definitionPart,
  digestWithout,
} from "./catalog-parts.ts";

/** The lines of a definition in a record. */
export interface RecordedDefinition {
  /** Its facts. */
  readonly facts: TextRange;
  /** The digest of them and of the text that they follow from. */
  readonly digest: string;
}

/** A catalog's text in parts, with what is around its definitions. */
export interface CatalogSides {
  readonly parts: CatalogParts;
  readonly context: CatalogContext;
}

/** A record's text in parts. */
export interface RecordParts {
  readonly file: SourceFile;
  readonly definitions: ReadonlyMap<string, RecordedDefinition>;
  /** What is before the definitions, and what is behind them. */
  readonly around: readonly [TextRange, TextRange];
}

const start = "definition ";

/** Returns the digest of a definition's lines in a record, and of the texts in the catalog that they follow from. */
export function recordDigest(
  { parts, context }: CatalogSides,
  name: string,
  lines: TextPart,
): string {
  const whole = { text: context.digest, start: 0, end: context.digest.length };
  return digestOfParts([whole, definitionPart(parts, name), lines]);
}

/** What later comparisons know the lines of a record and the texts of its catalog by. */
export interface RecordDigests {
  /** Returns the digest of a definition, for its lines. */
  readonly ofDefinition: (name: string, lines: string) => string;
  /** Returns the digest of what is around the definitions, for all lines. */
  readonly ofCatalog: (lines: string) => string;
}

/** Returns what makes the digests of a catalog that was read from a file; nothing if its text cannot be taken apart. */
export function digestsFor({ definitions }: Catalog, file: SourceFile): RecordDigests | undefined {
  const parts = catalogParts(file);
  const context = parts && contextOf(parts);
  if (parts === undefined || context === undefined) return undefined;
  // Only a parser knows what the names in a text are.
  const isRight =
    parts.definitions.size === definitions.length &&
    definitions.every(({ name }) => parts.definitions.has(name));
  if (!isRight) return undefined;
  return {
    ofDefinition: (name, text) =>
      recordDigest({ parts, context }, name, { text, start: 0, end: text.length }),
    ofCatalog: (lines) => catalogDigest(context, lines),
  };
}

const catalogLines = /^'?(?:catalog (?!yaml:)|(?:envelope|family|schema|status) )[^\n]*\n/gm;

/** Returns the digest of what is around the definitions of a catalog, but for its version and what it reserves, and of the lines for that in a record. */
function catalogDigest({ value }: CatalogContext, lines: string): string {
  const own = digestWithout(value, ["version", "reserved", "definitions"]);
  return digestOf([own, ...(lines.match(catalogLines) ?? [])].join("\n"));
}

/** Returns whether a record's lines have the digest of what is around the definitions of a catalog. */
export function hasCatalogDigest(lines: string, context: CatalogContext): boolean {
  const [digest, ...more] = lines.match(/^catalog yaml: .*$/gm) ?? [];
  return (
    more.length === 0 && digest === digestLine("catalog", catalogDigest(context, lines)).trim()
  );
}

/** Returns the line that holds the digest of a thing, behind its facts. */
export function digestLine(thing: string, digest: string): string {
  return `${thing} yaml: "${digest}"\n`;
}

/** Matches the line of a digest, which is no fact. */
export const digestForm = /^(?:catalog|definition [A-Z][A-Za-z0-9]*) yaml: "[a-z0-9]{11}"$/;

const digestEnd = /([a-z0-9]{11})"\r?\n/y;

/** Returns the parts of a record; `undefined` if some of its definitions have no digest, or several. */
export function recordParts(file: SourceFile): RecordParts | undefined {
  const { text } = file;
  const definitions = new Map<string, RecordedDefinition>();
  const first = text.indexOf(`\n${start}`) + 1;
  let at = first;
  while (first > 0 && text.startsWith(start, at)) {
    const name = text.slice(at + start.length, text.indexOf(" ", at + start.length));
    const key = `\n${start}${name} yaml: "`;
    const end = text.indexOf(key, at) + 1;
    if (end === 0 || definitions.has(name)) return undefined;
    digestEnd.lastIndex = end + key.length - 1;
    const digest = digestEnd.exec(text)?.[1];
    if (digest === undefined) return undefined;
    definitions.set(name, { facts: { start: at, end }, digest });
    at = digestEnd.lastIndex;
  }
  if (definitions.size === 0) return undefined;
  const around = [
    { start: 0, end: first },
    { start: at, end: text.length },
  ] as const;
  return { file, definitions, around };
}
