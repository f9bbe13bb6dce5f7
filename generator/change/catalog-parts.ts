// The text of a catalog in parts that can be compared without being read: each definition, and what is around them.

import { hasErrors } from "../diagnostics/diagnostic.ts";
import { digestOf, type TextPart } from "../text/digest.ts";
import { excerptOf, type TextRange } from "../text/excerpt.ts";
import type { SourceFile } from "../text/source.ts";
import { parseYaml } from "../text/yaml.ts";
import { canonical } from "./fact-keys.ts";

/** A catalog's text in parts. */
export interface CatalogParts {
  readonly file: SourceFile;
  /** The lines of each definition, by names in the order of the text. */
  readonly definitions: ReadonlyMap<string, TextRange>;
  /** What is before the definitions, and what is behind them. */
  readonly around: readonly [TextRange, TextRange];
}

const heading = "\ndefinitions:";
const headingEnd = / *(?:#.*)?\r?\n/y;
const nameKey = /([A-Z][A-Za-z0-9]*) *:(?=[ \r\n])/y;
/** Matches what is before the first key of a block: empty lines, comments and its indent. */
const firstIndent = /(?: *(?:#.*)?\r?\n)*( +)(?=[^ #\r\n])/y;

/** Returns the parts of a catalog that is written in blocks; `undefined` if only a parser can take it apart. Parts that are read must be proved to be what they seem. */
export function catalogParts(file: SourceFile): CatalogParts | undefined {
  const { text } = file;
  const at = text.indexOf(heading);
  headingEnd.lastIndex = at + heading.length;
  if (at < 0 || text.includes(heading, at + 1) || !headingEnd.test(text)) return undefined;
  firstIndent.lastIndex = headingEnd.lastIndex;
  const indent = firstIndent.exec(text)?.[1]?.length ?? 0;
  if (indent === 0) return undefined;
  const starts = new Map<string, number>();
  let line = text.length;
  // Empty lines and comments belong to the definition before them.
  const key = new RegExp(`\\n( {0,${indent}})(?=[^ #\\r\\n])`, "g");
  key.lastIndex = firstIndent.lastIndex - indent - 1;
  for (let found = key.exec(text); found !== null; found = key.exec(text)) {
    const inner = found[1]?.length ?? 0;
    const start = found.index + 1;
    if (inner === 0) {
      line = start;
      break;
    }
    nameKey.lastIndex = start + inner;
    const name = inner < indent ? undefined : nameKey.exec(text)?.[1];
    if (name === undefined || starts.has(name)) return undefined;
    starts.set(name, start);
  }
  const ends = [...starts.values()].slice(1);
  const names = [...starts].map(
    ([name, start], i) => [name, { start, end: ends[i] ?? line }] as const,
  );
  const [first] = names;
  // Whoever wrote so many may have written too many.
  if (first === undefined || names.length > mostDefinitions) return undefined;
  const around = [
    { start: 0, end: first[1].start },
    { start: line, end: text.length },
  ] as const;
  return { file, definitions: new Map(names), around };
}

const mostDefinitions = 50_000;

/** Returns the ranges of some definitions and of what is around them, in the order of the text. */
export function rangesOf(
  { definitions, around: [before, after] }: CatalogParts,
  names: ReadonlySet<string>,
): readonly TextRange[] {
  const chosen = [...names].flatMap((name) => definitions.get(name) ?? []);
  return [before, ...chosen.sort((a, b) => a.start - b.start), after];
}

/** Returns the text of a definition, without the empty lines after it. */
export function definitionText(parts: CatalogParts, name: string): string {
  const { text, start, end } = definitionPart(parts, name);
  return text.slice(start, end);
}

/** Returns the place of a definition in the text, without the empty lines after it. */
export function definitionPart({ file, definitions }: CatalogParts, name: string): TextPart {
  const { start = 0, end = 0 } = definitions.get(name) ?? {};
  const text = file.text.slice(start, end);
  // In a block that keeps them, empty lines are a part of the text.
  const { length } = /[|>][0-9]?\+/.test(text) ? text : text.trimEnd();
  return { text: file.text, start, end: start + length };
}

/** What is around the definitions of a catalog, as plain data. */
export interface CatalogContext {
  readonly value: Readonly<Record<string, unknown>>;
  /** The digest of what the facts of all definitions depend on. */
  readonly digest: string;
}

/** What no fact of a definition depends on. */
const idle: readonly string[] = ["version", "title", "description", "reserved", "definitions"];

/** Reads what is around the definitions; `undefined` if it cannot be read. */
export function contextOf(parts: CatalogParts): CatalogContext | undefined {
  const { file } = excerptOf(parts.file, parts.around);
  const { value: root, diagnostics } = parseYaml(file);
  if (root?.kind !== "mapping" || hasErrors(diagnostics)) return undefined;
  return { value: root.value, digest: digestWithout(root.value, idle) };
}

/** Returns the digest of a mapping without some of its keys. */
export function digestWithout(value: CatalogContext["value"], keys: readonly string[]): string {
  const kept = Object.entries(value).filter(([key]) => !keys.includes(key));
  return digestOf(canonical(Object.fromEntries(kept)));
}
