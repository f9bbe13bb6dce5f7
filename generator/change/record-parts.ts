// The text of a release record in parts: the lines of each definition, with a digest of what they follow from.

import type { Catalog } from "../catalog/catalog.ts";
import { digestOfAll } from "../text/digest.ts";
import type { TextRange } from "../text/excerpt.ts";
import type { SourceFile } from "../text/source.ts";
import {
  type CatalogParts,
  catalogParts,
  contextDigest,
  definitionRange,
} from "./catalog-parts.ts";

/** The lines of a definition in a record. */
export interface RecordedDefinition {
  /** Its facts. */
  readonly facts: TextRange;
  /** The digest of them and of the text that they follow from. */
  readonly digest: string;
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
  { parts, context }: { readonly parts: CatalogParts; readonly context: string },
  name: string,
  lines: readonly [text: string, range?: TextRange | undefined],
): string {
  const text = [parts.file.text, definitionRange(parts, name)] as const;
  return digestOfAll([[`${context}\n`], text, ["\n"], lines]);
}

/** Returns what makes the digests of a catalog that was read from a file; nothing if its text cannot be taken apart. */
export function digestsFor(
  { definitions }: Catalog,
  file: SourceFile,
): ((name: string, lines: string) => string) | undefined {
  const parts = catalogParts(file);
  const context = parts && contextDigest(parts);
  if (parts === undefined || context === undefined) return undefined;
  // Only a parser knows what the names in a text are.
  const isRight =
    parts.definitions.size === definitions.length &&
    definitions.every(({ name }) => parts.definitions.has(name));
  return isRight ? (name, lines) => recordDigest({ parts, context }, name, [lines]) : undefined;
}

/** Returns the line that holds the digest of a definition, behind its facts. */
export function digestLine(name: string, digest: string): string {
  return `${start}${name} yaml: "${digest}"\n`;
}

/** Matches the line of a digest, which is no fact. */
export const digestForm = /^definition [A-Z][A-Za-z0-9]* yaml: "[a-z0-9]{11}"$/;

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
