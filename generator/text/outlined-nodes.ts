// The nodes of an outlined text, which are read when somebody looks at them.
// These are classes, since a literal with getters takes three times the time and six times the memory.

import { nameOf, nameOfKey, type Outline } from "./outline.ts";
import type { SourceFile, Span } from "./source.ts";
import type { MappingEntry, MappingNode, ScalarNode, YamlNode } from "./yaml-nodes.ts";
import { readPart } from "./yaml-parts.ts";
import { plainValue } from "./yaml-reader.ts";

/** Returns the root of an outline, below which nothing is read before it is needed. */
export function outlinedRoot(outline: Outline): MappingNode {
  return Object.assign(new OutlinedMap(outline, -1), { outline });
}

/** Returns the node of an entry: a map of the outline, or what is read from its lines. */
export function nodeOf(outline: Outline, index: number): YamlNode {
  return nextOf(outline, index) > index + 1
    ? new OutlinedMap(outline, index)
    : leafOf(outline, index);
}

function nextOf({ size, nexts }: Outline, index: number): number {
  return index < 0 ? size : (nexts[index] ?? 0);
}

class OutlinedMap implements MappingNode {
  readonly kind = "mapping";
  readonly #outline: Outline;
  readonly #index: number;
  #span: Span | undefined;
  #entries: ReadonlyMap<string, MappingEntry> | undefined;
  #value: MappingNode["value"] | undefined;

  constructor(outline: Outline, index: number) {
    this.#outline = outline;
    this.#index = index;
  }

  get span(): Span {
    this.#span ??= new OutlinedSpan(this.#outline, this.#index);
    return this.#span;
  }

  get entries(): ReadonlyMap<string, MappingEntry> {
    this.#entries ??= entriesOf(this.#outline, this.#index);
    return this.#entries;
  }

  get value(): MappingNode["value"] {
    const [outline, index] = [this.#outline, this.#index];
    this.#value ??=
      nextOf(outline, index) - index > mostJoined
        ? (readValue(outline, index).value as MappingNode["value"])
        : joined(this.entries);
    return this.#value;
  }
}

/** The range of a map; where one in a block ends is read when it is asked for. */
class OutlinedSpan implements Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly #outline: Outline;
  readonly #index: number;
  #end: number | undefined;

  constructor(outline: Outline, index: number) {
    this.file = outline.file;
    this.start = outline.isJson ? valueStart(outline, index) : (outline.starts[index + 1] ?? 0);
    this.#outline = outline;
    this.#index = index;
  }

  get end(): number {
    const [outline, index] = [this.#outline, this.#index];
    this.#end ??= outline.isJson ? untilOf(outline, index) : lastOf(outline, index).span.end;
    return this.#end;
  }
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
    entries.set(nameOf(outline, at), new OutlinedEntry(outline, at));
  }
  return entries;
}

class OutlinedEntry implements MappingEntry {
  readonly #outline: Outline;
  readonly #index: number;
  #key: ScalarNode | undefined;
  #node: YamlNode | undefined;

  constructor(outline: Outline, index: number) {
    this.#outline = outline;
    this.#index = index;
  }

  get from(): number {
    return this.#outline.starts[this.#index] ?? 0;
  }

  get until(): number {
    return untilOf(this.#outline, this.#index);
  }

  get key(): ScalarNode {
    this.#key ??= keyOf(this.#outline, this.#index);
    return this.#key;
  }

  get node(): YamlNode {
    this.#node ??= nodeOf(this.#outline, this.#index);
    return this.#node;
  }
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

/** Returns a text that ends on the line of its key and has no escapes, or a map in braces there, which need no parser. */
function shortNode(outline: Outline, index: number): YamlNode | undefined {
  const { file, ends, isJson } = outline;
  const { text } = file;
  const end = isJson ? untilOf(outline, index) : text.indexOf("\n", ends[index]);
  // With further lines the text may go on, or there are comments.
  if (!isJson && end + 1 !== untilOf(outline, index)) return undefined;
  const start = valueStart(outline, index);
  const raw = text.slice(start, trimmedEnd(text, end));
  const span = { file, start, end: start + raw.length };
  if (!isJson && raw.startsWith("{") && raw.endsWith("}") && !/ #|\\|''/.test(raw))
    return new BracedMap(span, raw, () => readValue(outline, index));
  const [, double, single] = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(raw) ?? [];
  const source = double ?? single;
  if (source !== undefined) return { kind: "scalar", span, value: source, source, plain: false };
  if (/^(?:$|["'[{|>&*!#])| #|\t/.test(raw)) return undefined;
  return { kind: "scalar", span, value: plainValue(raw), source: raw, plain: true };
}

/** Returns where a line ends without white space. */
function trimmedEnd(text: string, from: number): number {
  let end = from;
  while (text[end - 1] === "\r" || text[end - 1] === " ") end--;
  return end;
}

const lone = /^\{ *(?:\$ref|"\$ref"|'\$ref') *: +(?:"([^"\\]+)"|'([^']+)') *\}$/;

/** A map in braces on the line of its key, of which descriptions have thousands; most are nothing but references. */
class BracedMap implements MappingNode {
  readonly kind = "mapping";
  readonly span: Span;
  readonly loneRef: string | undefined;
  readonly #raw: string;
  readonly #read: () => YamlNode;
  #node: MappingNode | undefined;

  constructor(span: Span, raw: string, read: () => YamlNode) {
    this.span = span;
    this.#raw = raw;
    this.#read = read;
    const [, double, single] = lone.exec(this.#raw) ?? [];
    this.loneRef = double ?? single;
  }

  mayHave(key: string): boolean {
    return this.#raw.includes(key);
  }

  get entries(): MappingNode["entries"] {
    return this.#whole().entries;
  }

  get value(): MappingNode["value"] {
    // Thousands are compared with what they should be.
    return this.loneRef === undefined
      ? this.#whole().value
      : Object.assign(Object.create(null), { $ref: this.loneRef });
  }

  #whole(): MappingNode {
    this.#node ??= this.#read() as MappingNode;
    return this.#node;
  }
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
