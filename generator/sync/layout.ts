// The layout of a hand-written text: its line ends and indentation, where entries begin and end, and entries printed to match.

import { jsonText } from "../text/characters.ts";
import type { SourceFile } from "../text/source.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { printYaml } from "../text/yaml-print.ts";
import { ledgerKey, loneRef } from "./ledger.ts";

/** The properties that new text of a file must match. */
export interface Layout {
  readonly file: SourceFile;
  /** `\n` or `\r\n`, the end of the file's first line. */
  readonly lineEnd: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** A key and its value, which may be a map of new entries, to be printed, and how its neighbours are written. */
export type Pair = readonly [key: string, value: unknown, like?: Style | undefined];

/** How entries are written that a new one follows. */
export interface Style {
  /** The quotes of keys that are numbers. */
  readonly quote?: Quote | undefined;
  /** True if references are in single quotes. */
  readonly isSingle?: boolean | undefined;
  /** True if some values are in braces on the line of their key, where a reference fits too. */
  readonly isFlow?: boolean | undefined;
  /** True for the ledger, whatever key is printed. */
  readonly isLedger?: boolean | undefined;
}

/** The quotes of a key, if any. */
export type Quote = "" | "'" | '"';

/** Returns how entries are written, for a new one beside them. */
export function styleOf(entries: readonly MappingEntry[]): Style {
  return {
    quote: entries.map(quoteOf).find((quote) => quote !== undefined),
    isSingle: entries.some(({ node }) => refQuoteOf(node) === "'"),
    isFlow: entries.some(({ node }) => isOneLine(node)),
  };
}

/** Returns the sign that a reference begins with. */
function refQuoteOf(node: YamlNode): string | undefined {
  if (loneRef(node) === undefined || node.kind !== "mapping") return undefined;
  const span = node.entries.get("$ref")?.node.span;
  return span?.file.text[span.start];
}

/** Returns whether a map is written in braces on one line. */
function isOneLine(node: YamlNode): boolean {
  if (node.kind !== "mapping" || node.alias !== undefined || !isFlow(node)) return false;
  const { file, start, end } = node.span;
  return !/[\r\n]/.test(file.text.slice(start, end));
}

/** Returns the quotes of a key that is a number. */
function quoteOf({ key }: MappingEntry): Quote | undefined {
  if (!/^\d+$/.test(key.source)) return undefined;
  const sign = key.span.file.text[key.span.start];
  return sign === "'" || sign === '"' ? sign : "";
}

/** Returns the layout of a file by its root: from its first line end and its first nested map. */
export function layoutOf(root: MappingNode): Layout {
  const { file } = root.span;
  const lineEnd = /\r\n|\n|\r/.exec(file.text)?.[0] ?? "\n";
  return { file, lineEnd, unit: unitOf(root) };
}

function unitOf(root: MappingNode): string {
  const { text } = root.span.file;
  if (isFlow(root)) return /[\r\n]([ \t]+)[^\s#]/.exec(text)?.[1] ?? "  ";
  const outer = [...root.entries.values()][0]?.key;
  if (outer === undefined) return "  ";
  for (const { node } of root.entries.values()) {
    const isBlock = node.kind === "mapping" && node.alias === undefined && !isFlow(node);
    const inner = isBlock ? [...node.entries.values()][0]?.key : undefined;
    if (inner === undefined) continue;
    const more = columnOf(text, inner.span.start).length - columnOf(text, outer.span.start).length;
    // A map after "? " or ": " does not show the indentation of other maps.
    if (more > 0 && isFirst(text, inner.span.start)) return " ".repeat(more);
  }
  return "  ";
}

/** Returns whether only white space precedes an offset on its line. */
export function isFirst(text: string, offset: number): boolean {
  return indentAt(text, offset).length === offset - lineStart(text, offset);
}

/** Returns whether a map is written with braces. */
export function isFlow({ span }: MappingNode): boolean {
  return span.file.text[span.start] === "{";
}

/** Returns a pair as lines of block style, without the indentation of the first; the entries of a new map are each printed as they would be alone. */
export function blockPair([key, value, like = {}]: Pair, indent: string, layout: Layout): string {
  const { lineEnd, unit } = layout;
  if (value instanceof Map) {
    const inner = indent + unit;
    const lines = [...value].map(([name, one]) => blockPair([String(name), one], inner, layout));
    const [name] = blockPair([key, null, like], indent, layout).split(/(?<=:)/);
    return [name, ...lines.map((line) => inner + line)].join(lineEnd);
  }
  const { quote, isFlow, isSingle, isLedger = key === ledgerKey } = like;
  const isRef = isReference(value);
  const smallFrom = isFlow && isRef ? 1 : 2;
  const printed = printYaml(
    { [key]: value },
    {
      // A block scalar at the end would depend on the text after it.
      quoted: lastText(value),
      // Branches merge where each catalog and place has a line.
      ...(isLedger ? {} : { smallFrom, spread: "value" }),
    },
  );
  // Any text between such quotes is the same between the others.
  const styled =
    isRef && isSingle ? printed.replace(/: "([^"\\']*)"(?= \}|\n)/, ": '$1'") : printed;
  return styled
    .slice(0, -1)
    .replace(/^"(\d+)"/, quote === undefined ? "$&" : `${quote}$1${quote}`)
    .replace(/\n(?=[^\n])/g, `\n${indent}`)
    .replaceAll("\n", lineEnd);
}

function isReference(value: unknown): boolean {
  const keys = Object.keys(Object(value));
  return keys.length === 1 && keys[0] === "$ref";
}

function lastText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  return lastText(Object.values(value).at(-1));
}

/** Returns a pair with its value as JSON: on one line without indentation, else on several. */
export function flowPair(
  [key, value, { quote } = {}]: Pair,
  indent: string | undefined,
  layout: Layout,
): string {
  const isNumber = quote !== undefined && /^\d+$/.test(key);
  const name = isNumber ? `${quote}${key}${quote}` : jsonText(key);
  const plain = plainOf(value);
  if (indent === undefined) {
    if (isMinified(layout)) return `${name}:${jsonText(plain)}`;
    return `${name}: ${jsonText(plain, " ").replace(/\n */g, " ")}`;
  }
  const text = jsonText(plain, layout.unit);
  return `${name}: ${text.replaceAll("\n", `${layout.lineEnd}${indent}`)}`;
}

/** Returns nested maps as plain data. */
export function plainOf(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, inner]) => [key, plainOf(inner)]));
}

/** Returns the separator between the entries of a map on one line. */
export function flowSeparator(layout: Layout): string {
  return isMinified(layout) ? "," : ", ";
}

function isMinified({ file }: Layout): boolean {
  return /^\s*\{\s*"[^"]*":(?! )/.test(file.text);
}

/** Returns the white space at the beginning of an offset's line. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

/** Returns the indentation that aligns a line with a key, which may follow "? ", ": " or "- ". */
export function columnOf(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset);
  const [signs = ""] = /^[ \t]*(?:[-:?][ \t]+)*/.exec(before) ?? [];
  // The sign of an explicit key is in the column of its map.
  const [column = ""] = /^.*?(?=(?:\?[ \t]+)?$)/.exec(signs) ?? [];
  return column.replace(/[-:?]/g, " ");
}

/** Returns the offset of the line end at or after an offset, or of the end of the text. */
export function lineEndAfter(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text, end)) end++;
  return end;
}

/** Returns the offset of the line end before an offset's line, or `undefined` on the first line. */
export function lineEndBefore(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset);
  if (start === 0) return undefined;
  return text[start - 1] === "\n" && text[start - 2] === "\r" ? start - 2 : start - 1;
}

/** Returns the offset after the line end at an offset. */
export function behindLineEnd(text: string, offset: number): number {
  return text[offset] === "\r" && text[offset + 1] === "\n" ? offset + 2 : offset + 1;
}

/** Returns the offset of the beginning of an offset's line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text, start - 1)) start--;
  return start;
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13;
}

/** Returns the offset after a value, or after the colon if there is none. */
export function contentEnd(entry: MappingEntry): number {
  const { key, node } = entry;
  return node.span.end > key.span.end ? node.span.end : behindColon(entry);
}

/** Returns the offset after the colon of an entry, or after its key if there is none. */
export function behindColon({ key }: MappingEntry): number {
  const { text } = key.span.file;
  const colon = /\s*:/y;
  colon.lastIndex = key.span.end;
  return colon.test(text) ? colon.lastIndex : key.span.end;
}

/**
 * Returns the offset before the line end after an entry of a block map, comments on the same line included;
 * `undefined` if one more line would change the value, which is a block at the very end of the text.
 */
export function entryLineEnd(entry: MappingEntry): number | undefined {
  const { text } = entry.key.span.file;
  const leaf = lastLeaf(entry.node);
  if (leaf.kind !== "scalar" || leaf.block === undefined)
    return lineEndAfter(text, contentEnd(entry));
  if (lineEndAfter(text, leaf.span.end) === text.length) return undefined;
  // Of the line ends that a value keeps, the last one goes after the new text.
  return leaf.block === leaf.span.end
    ? lineEndAfter(text, leaf.block)
    : (lineEndBefore(text, leaf.block) ?? leaf.block);
}

function lastLeaf(node: YamlNode): YamlNode {
  const opening = node.span.file.text[node.span.start];
  if (node.alias !== undefined || node.kind === "scalar" || opening === "{" || opening === "[") {
    return node;
  }
  const last =
    node.kind === "mapping" ? [...node.entries.values()].at(-1)?.node : node.items.at(-1);
  return last === undefined ? node : lastLeaf(last);
}

/** Returns the end of the last comment line after an offset with at least this indentation, or the offset if there is none. */
export function behindComments(text: string, offset: number, indent: number): number {
  let end = offset;
  let line = offset;
  while (line < text.length) {
    const start = behindLineEnd(text, line);
    line = lineEndAfter(text, start);
    const shown = text.slice(start, line);
    const content = shown.trimStart();
    if (content === "") continue;
    if (!content.startsWith("#") || shown.length - content.length < indent) break;
    end = line;
  }
  return end;
}
