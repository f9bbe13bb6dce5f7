// The text of a catalog in parts that can be compared without being read: each definition, and what is around them.

import { hasErrors } from "../diagnostics/diagnostic.ts";
import { digestOf } from "../text/digest.ts";
import { excerptOf, type TextRange } from "../text/excerpt.ts";
import type { SourceFile } from "../text/source.ts";
import { isReadable, parseYaml } from "../text/yaml.ts";
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
const [newLine, carriageReturn, hash, space] = [10, 13, 35, 32];

/** Returns the parts of a catalog that is written in blocks; `undefined` if only a parser can take it apart. Parts that are read must be proved to be what they seem. */
export function catalogParts(file: SourceFile): CatalogParts | undefined {
  const { text } = file;
  const at = text.indexOf(heading);
  headingEnd.lastIndex = at + heading.length;
  if (at < 0 || text.includes(heading, at + 1) || !headingEnd.test(text)) return undefined;
  const starts = new Map<string, number>();
  let indent = 0;
  let line = headingEnd.lastIndex;
  for (let next = line; line < text.length; line = next) {
    next = text.indexOf("\n", line) + 1 || text.length;
    let inner = line;
    while (text.charCodeAt(inner) === space && (indent === 0 || inner <= line + indent)) inner++;
    const sign = text.charCodeAt(inner);
    // Empty lines and comments belong to the definition before them.
    if (inner === next || sign === newLine || sign === carriageReturn || sign === hash) continue;
    if (inner === line) break;
    if (indent === 0) indent = inner - line;
    if (inner > line + indent) continue;
    nameKey.lastIndex = inner;
    const name = inner < line + indent ? undefined : nameKey.exec(text)?.[1];
    if (name === undefined || starts.has(name)) return undefined;
    starts.set(name, line);
  }
  const ends = [...starts.values()].slice(1);
  const names = [...starts].map(
    ([name, start], i) => [name, { start, end: ends[i] ?? line }] as const,
  );
  const [first] = names;
  // Whoever wrote so many may have written too many.
  if (first === undefined || names.length > mostDefinitions || !isReadable(text)) return undefined;
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
  const chosen = [...definitions].flatMap(([name, range]) => (names.has(name) ? [range] : []));
  return [before, ...chosen, after];
}

/** Returns the text of a definition, without the empty lines after it. */
export function definitionText(parts: CatalogParts, name: string): string {
  const { start, end } = definitionRange(parts, name);
  return parts.file.text.slice(start, end);
}

/** Returns the range of a definition, without the empty lines after it. */
export function definitionRange({ file, definitions }: CatalogParts, name: string): TextRange {
  const { start = 0, end = 0 } = definitions.get(name) ?? {};
  const text = file.text.slice(start, end);
  // In a block that keeps them, empty lines are a part of the text.
  return { start, end: /[|>][0-9]?\+/.test(text) ? end : start + text.trimEnd().length };
}

/** What no fact of a definition depends on. */
const idle: readonly string[] = ["version", "title", "description", "reserved", "definitions"];

/** Returns a digest of what the facts of all definitions depend on; `undefined` if it cannot be read. */
export function contextDigest(parts: CatalogParts): string | undefined {
  const { file } = excerptOf(parts.file, parts.around);
  const { value: root, diagnostics } = parseYaml(file);
  if (root?.kind !== "mapping" || hasErrors(diagnostics)) return undefined;
  const kept = Object.entries(root.value).filter(([key]) => !idle.includes(key));
  return digestOf(canonical(Object.fromEntries(kept)));
}
