// How a person's text is laid out: its line ends and indentation, where entries begin and end, and entries printed to match.

import type { SourceFile } from "../text/source.ts";
import { printYaml } from "../text/yaml.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";

/** What new text of a file has to look like. */
export interface Layout {
  readonly file: SourceFile;
  /** `\n` or `\r\n`, whichever the file's first line ends with. */
  readonly lineEnd: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** A key with its value, to be printed. */
export type Pair = readonly [key: string, value: unknown];

/** Gives the layout of a file from its first line end and its first indented line. */
export function layoutOf(file: SourceFile): Layout {
  const lineEnd = /\r?\n/.exec(file.text)?.[0] ?? "\n";
  const unit = /^([ \t]+)\S/m.exec(file.text)?.[1] ?? "  ";
  return { file, lineEnd, unit };
}

/** Tells whether a map is written with braces. */
export function isFlow({ span }: MappingNode): boolean {
  return span.file.text[span.start] === "{";
}

/** Gives a pair as lines of block style, without the indentation of the first. */
export function blockPair([key, value]: Pair, indent: string, { lineEnd }: Layout): string {
  return printYaml({ [key]: value })
    .trimEnd()
    .replace(/\n(?=[^\n])/g, `\n${indent}`)
    .replaceAll("\n", lineEnd);
}

/** Gives a pair with its value as JSON: on one line where there is no indentation, else on many. */
export function flowPair([key, value]: Pair, indent: string | undefined, layout: Layout): string {
  const name = JSON.stringify(key);
  if (indent === undefined)
    return `${name}:${isMinified(layout) ? "" : " "}${JSON.stringify(value)}`;
  const text = JSON.stringify(value, undefined, layout.unit);
  return `${name}: ${text.replaceAll("\n", `${layout.lineEnd}${indent}`)}`;
}

/** Gives what stands between the entries of a map that is written on one line. */
export function flowSeparator(layout: Layout): string {
  return isMinified(layout) ? "," : ", ";
}

function isMinified({ file }: Layout): boolean {
  return /^\s*\{\s*"[^"]*":(?! )/.test(file.text);
}

/** Gives the white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

/** Gives the offset of the line end at or after an offset, or of the end of the text. */
export function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** Gives the offset of the line end before the line of an offset, or nothing on the first line. */
export function lineEndBefore(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset);
  if (start === 0) return undefined;
  return text[start - 2] === "\r" ? start - 2 : start - 1;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Gives the offset behind a value, or behind the colon where there is none. */
export function contentEnd({ key, node }: MappingEntry): number {
  if (node.span.end > node.span.start) return node.span.end;
  const { text } = key.span.file;
  const colon = /[ \t]*:/y;
  colon.lastIndex = key.span.end;
  return colon.test(text) ? colon.lastIndex : key.span.end;
}

/**
 * Gives the offset before the line end after an entry of a block map, its comments on the same line included;
 * nothing where a line more would change the value, which is a block at the very end of the text.
 */
export function entryLineEnd(entry: MappingEntry): number | undefined {
  const { text } = entry.key.span.file;
  const leaf = lastLeaf(entry.node);
  if (leaf.kind !== "scalar" || leaf.block === undefined)
    return lineEndAfter(text, contentEnd(entry));
  if (lineEndAfter(text, leaf.span.end) === text.length) return undefined;
  // Of the line ends that a value keeps, the last one goes behind the new text.
  return leaf.block === leaf.span.end
    ? lineEndAfter(text, leaf.block)
    : (lineEndBefore(text, leaf.block) ?? leaf.block);
}

function lastLeaf(node: YamlNode): YamlNode {
  const opening = node.span.file.text[node.span.start];
  if (node.alias === true || node.kind === "scalar" || opening === "{" || opening === "[") {
    return node;
  }
  const last =
    node.kind === "mapping" ? [...node.entries.values()].at(-1)?.node : node.items.at(-1);
  return last === undefined ? node : lastLeaf(last);
}

/** Gives the end of the last comment line after an offset that is indented at least so far, or the offset where there is none. */
export function behindComments(text: string, offset: number, indent: number): number {
  let end = offset;
  let line = offset;
  while (line < text.length) {
    const start = text.indexOf("\n", line) + 1;
    if (start === 0) break;
    line = lineEndAfter(text, start);
    const shown = text.slice(start, line);
    const content = shown.trimStart();
    if (content === "") continue;
    if (!content.startsWith("#") || shown.length - content.length < indent) break;
    end = line;
  }
  return end;
}
