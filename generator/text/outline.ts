// Where the entries of a large text are: a table of offsets, and nodes that are read when somebody looks at them.

import { firstIndex } from "./lists.ts";
import type { SourceFile, Span } from "./source.ts";
import type { MappingEntry, MappingNode, ScalarNode, YamlNode } from "./yaml-nodes.ts";
import { readPart } from "./yaml-parts.ts";
import { plainValue } from "./yaml-reader.ts";

/** The entries of all maps that are not inside lists or, in YAML, brackets, in the order of the text: one number of each list for each entry. */
export interface Outline {
  readonly file: SourceFile;
  /** True for JSON, of which values can be read alone; in YAML they are read with the lines of their keys. */
  readonly isJson: boolean;
  /** The offsets of the keys, quotes included. */
  readonly starts: readonly number[];
  /** The offsets after the keys. */
  readonly ends: readonly number[];
  /** The offsets after the values; in YAML, after the last line that belongs to an entry. */
  readonly untils: readonly number[];
  /** The entries that come next and are not inside these. */
  readonly nexts: readonly number[];
  /** The entries around these; -1 for those of the root. */
  readonly parents: readonly number[];
}

/** An outline that is being made. */
export interface OutlineDraft {
  readonly starts: number[];
  readonly ends: number[];
  readonly untils: number[];
  readonly nexts: number[];
  readonly parents: number[];
}

/** Returns an outline without entries. */
export function emptyOutline(): OutlineDraft {
  return { starts: [], ends: [], untils: [], nexts: [], parents: [] };
}

/** Returns the name of a key as it is written, of which escapes are those of JSON. */
export function nameOfKey(raw: string): string {
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  if (!raw.startsWith('"')) return raw;
  return raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

/** Returns the root of an outline, below which nothing is read before it is needed. */
export function outlinedRoot(outline: Outline): MappingNode {
  return Object.assign(mapOf(outline, -1), { outline });
}

/** Returns the entry whose key is at an offset or the last one before it; -1 before the first. */
export function indexAt({ starts }: Outline, offset: number): number {
  return firstIndex(starts.length, (i) => (starts[i] ?? 0) <= offset) - 1;
}

/** Returns the keys on the way to an entry. */
export function tokensTo(outline: Outline, index: number): readonly string[] {
  const tokens: string[] = [];
  for (let at = index; at >= 0; at = outline.parents[at] ?? -1) tokens.push(nameOf(outline, at));
  return tokens.reverse();
}

function nameOf({ file, starts, ends }: Outline, index: number): string {
  return nameOfKey(file.text.slice(starts[index], ends[index]));
}

/** Returns the node of an entry: a map of the outline, or what is read from its lines. */
export function nodeOf(outline: Outline, index: number): YamlNode {
  return nextOf(outline, index) > index + 1 ? mapOf(outline, index) : leafOf(outline, index);
}

function nextOf({ nexts }: Outline, index: number): number {
  return index < 0 ? nexts.length : (nexts[index] ?? 0);
}

function mapOf(outline: Outline, index: number): MappingNode {
  let entries: ReadonlyMap<string, MappingEntry> | undefined;
  let span: Span | undefined;
  let value: MappingNode["value"] | undefined;
  return {
    kind: "mapping",
    get span() {
      span ??= spanOf(outline, index);
      return span;
    },
    get entries() {
      entries ??= entriesOf(outline, index);
      return entries;
    },
    get value() {
      value ??=
        nextOf(outline, index) - index > mostJoined
          ? (readValue(outline, index).value as MappingNode["value"])
          : joined(this.entries);
      return value;
    },
  };
}

/** Returns the range of a map; where one in a block ends is read when it is asked for. */
function spanOf(outline: Outline, index: number): Span {
  const { file, starts, isJson } = outline;
  if (isJson) return { file, start: valueStart(outline, index), end: untilOf(outline, index) };
  let end: number | undefined;
  return {
    file,
    start: starts[index + 1] ?? 0,
    get end() {
      end ??= lastOf(outline, index).span.end;
      return end;
    },
  };
}

/** Reading one by one what is below more entries takes longer than reading all of it at once. */
const mostJoined = 8;

function joined(entries: MappingNode["entries"]): MappingNode["value"] {
  const value: Record<string, unknown> = Object.setPrototypeOf({}, null);
  for (const [name, { node }] of entries) value[name] = node.value;
  return value;
}

function entriesOf(outline: Outline, index: number): ReadonlyMap<string, MappingEntry> {
  const entries = new Map<string, MappingEntry>();
  const end = nextOf(outline, index);
  for (let at = index + 1; at < end; at = nextOf(outline, at)) {
    entries.set(nameOf(outline, at), entryOf(outline, at));
  }
  return entries;
}

function entryOf(outline: Outline, index: number): MappingEntry {
  let node: YamlNode | undefined;
  let key: ScalarNode | undefined;
  return {
    get key() {
      key ??= keyOf(outline, index);
      return key;
    },
    until: untilOf(outline, index),
    get node() {
      node ??= nodeOf(outline, index);
      return node;
    },
  };
}

function keyOf({ file, starts, ends }: Outline, index: number): ScalarNode {
  const span = { file, start: starts[index] ?? 0, end: ends[index] ?? 0 };
  const raw = file.text.slice(span.start, span.end);
  const plain = !/^["']/.test(raw);
  const source = nameOfKey(raw);
  return { kind: "scalar", span, value: plain ? plainValue(source) : source, source, plain };
}

/** Returns the last value in a map, with which it ends. */
function lastOf(outline: Outline, index: number): YamlNode {
  return leafOf(outline, nextOf(outline, index) - 1);
}

/** Returns a value without entries. */
function leafOf(outline: Outline, index: number): YamlNode {
  return shortNode(outline, index) ?? readValue(outline, index);
}

/** Returns a text that ends on the line of its key and has no escapes, or a reference in braces there, which need no parser. */
function shortNode(outline: Outline, index: number): YamlNode | undefined {
  const { file, ends, isJson } = outline;
  const { text } = file;
  const end = isJson ? untilOf(outline, index) : text.indexOf("\n", ends[index]);
  // With further lines the text may go on, or there are comments.
  if (!isJson && end + 1 !== untilOf(outline, index)) return undefined;
  const start = valueStart(outline, index);
  const raw = text.slice(start, end).replace(/ *\r?$/, "");
  const span = { file, start, end: start + raw.length };
  const [, double, single] = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(raw) ?? [];
  const source = double ?? single;
  if (source !== undefined) return { kind: "scalar", span, value: source, source, plain: false };
  if (/^(?:$|["'[{|>&*!#])| #|\t/.test(raw)) return isJson ? undefined : shortRef(raw, span);
  return { kind: "scalar", span, value: plainValue(raw), source: raw, plain: true };
}

const refInBraces = /^(\{ *)(\$ref|"\$ref"|'\$ref')( *: +)("[^"\\]*"|'[^']*') *\}$/;

/** Returns a map in braces with nothing but a reference, of which descriptions have thousands. */
function shortRef(raw: string, span: Span): MappingNode | undefined {
  const [, open = "", name = "", colon = "", text = ""] = refInBraces.exec(raw) ?? [];
  if (open === "") return undefined;
  const start = span.start + open.length;
  const scalar = (at: number, written: string): ScalarNode => {
    const source = nameOfKey(written);
    const plain = source === written;
    return {
      kind: "scalar",
      span: { ...span, start: at, end: at + written.length },
      value: source,
      source,
      plain,
    };
  };
  const key = scalar(start, name);
  const node = scalar(start + name.length + colon.length, text);
  const value: MappingNode["value"] = Object.assign(Object.create(null), { $ref: node.value });
  return { kind: "mapping", span, entries: new Map([["$ref", { key, node }]]), value };
}

/** Returns an entry's value as the library reads it. */
function readValue(outline: Outline, index: number): YamlNode {
  const end = untilOf(outline, index);
  if (outline.isJson) return readPart(outline.file, { start: valueStart(outline, index), end });
  if (index < 0) return readPart(outline.file, { start: 0, end: outline.file.text.length });
  const around = readPart(outline.file, { start: lineOf(outline, index), end });
  const [entry] = around.kind === "mapping" ? [...around.entries.values()] : [];
  if (entry === undefined) throw new Error("an entry of an outline is none");
  return entry.node;
}

/** Returns the offset of the line that an entry of YAML begins with. */
function lineOf({ file, starts }: Outline, index: number): number {
  return file.text.lastIndexOf("\n", starts[index] ?? 0) + 1;
}

function untilOf({ file, untils }: Outline, index: number): number {
  return index < 0 ? file.text.trimEnd().length : (untils[index] ?? 0);
}

const colon = /[ \t\r\n]*:[ \t\r\n]*/y;

/** Returns the offset of a value of JSON, or of one in the line of its key. */
function valueStart({ file: { text }, ends }: Outline, index: number): number {
  if (index < 0) return text.indexOf("{");
  colon.lastIndex = ends[index] ?? 0;
  colon.test(text);
  return colon.lastIndex;
}
