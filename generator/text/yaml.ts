// YAML 1.2 and JSON to a tree of values that know where they stand, and values back to YAML.

import {
  boolCoreTag,
  dump,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "./source.ts";

/** A value that YAML's core schema gives to a scalar. */
export type Scalar = string | number | boolean | null;

/** A scalar with its place and its text as written. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly span: Span;
  /** The value by the core schema of YAML 1.2. */
  readonly value: Scalar;
  /** The text between the quotes, or the whole plain text. */
  readonly source: string;
  /** True where the scalar was written without quotes and not as a block. */
  readonly plain: boolean;
}

/** A list with its place. */
export interface SequenceNode {
  readonly kind: "sequence";
  readonly span: Span;
  readonly items: readonly YamlNode[];
  /** The list as plain data. */
  readonly value: readonly unknown[];
}

/** One key and its value. */
export interface MappingEntry {
  readonly key: ScalarNode;
  readonly node: YamlNode;
}

/** A map with its place, in the order of the text. */
export interface MappingNode {
  readonly kind: "mapping";
  readonly span: Span;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** The map as plain data on an object without a prototype. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** Any node of a document. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** How much of a text is read at most, so that a hostile file costs no more than a large honest one. */
export const yamlLimits = {
  /** The largest file, in bytes of UTF-8. */
  bytes: 64 * 1024 * 1024,
  /** The deepest nesting of lists and maps. */
  depth: 64,
  /** The most scalars, lists and maps in one file. */
  nodes: 4_000_000,
} as const;

/** Gives the root node of a text, or the diagnostics that say why there is none; duplicate keys are all told. */
export function parseYaml(file: SourceFile): Outcome<YamlNode> {
  let events: Event[];
  try {
    events = parseEvents(file.text, { maxDepth: yamlLimits.depth });
  } catch (error) {
    if (error instanceof YAMLException) return { diagnostics: [syntaxFault(file, error)] };
    throw error;
  }
  if (events.length > yamlLimits.nodes) {
    const span = spanOf(file, 0, 0);
    return {
      diagnostics: [diagnostic("yaml-too-many-nodes", { limit: yamlLimits.nodes }, { span })],
    };
  }
  const reader = { file, events, next: 0, end: 0, diagnostics: [] as Diagnostic[] };
  const value = readStream(reader);
  return value === undefined || reader.diagnostics.length > 0
    ? { diagnostics: reader.diagnostics }
    : { value, diagnostics: [] };
}

/** Gives the node that a JSON Pointer leads to, or the deepest one on the way that exists. */
export function nodeAt(root: YamlNode, pointer: string): YamlNode {
  let node = root;
  for (const token of pointerTokens(pointer)) {
    const next =
      node.kind === "mapping"
        ? node.entries.get(token)?.node
        : node.kind === "sequence"
          ? node.items[Number(token)]
          : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** Gives the place of the key that a JSON Pointer ends with, or of the value where there is no such key. */
export function keySpanAt(root: YamlNode, pointer: string): Span {
  const cut = pointer.lastIndexOf("/");
  const parent = nodeAt(root, pointer.slice(0, Math.max(0, cut)));
  const [token = ""] = pointerTokens(pointer.slice(Math.max(0, cut)));
  const entry = parent.kind === "mapping" ? parent.entries.get(token) : undefined;
  return entry === undefined ? nodeAt(root, pointer).span : entry.key.span;
}

/** Gives the tokens of a JSON Pointer (RFC 6901), unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Gives a YAML text of plain data that YAML 1.1 and 1.2 readers read alike, with `\n` line ends. */
export function printYaml(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1, quoteStyle: "double" });
}

interface Reader {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  next: number;
  /** The end of the last scalar that was read, which is where its containers end too. */
  end: number;
  readonly diagnostics: Diagnostic[];
}

function spanOf(file: SourceFile, start: number, end: number): Span {
  return { file, start, end };
}

function syntaxFault(file: SourceFile, error: YAMLException): Diagnostic {
  const at = error.mark?.position ?? 0;
  const span = spanOf(file, at, at + 1);
  const reason = error.reason;
  if (reason.includes("maxDepth") || reason.includes("nesting")) {
    return diagnostic("yaml-too-deep", { limit: yamlLimits.depth }, { span });
  }
  if (reason.includes("tab") || file.text[at] === "\t") return diagnostic("yaml-tab", {}, { span });
  return diagnostic("yaml-syntax", { reason }, { span });
}

function readStream(reader: Reader): YamlNode | undefined {
  const documents = reader.events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
  const start = spanOf(reader.file, 0, 0);
  if (documents > 1) {
    reader.diagnostics.push(diagnostic("yaml-many-documents", {}, { span: start }));
    return undefined;
  }
  reader.next = 1;
  const first = reader.events[1];
  if (documents === 0 || first === undefined || first.type === EVENT_ID.POP || isAbsent(first)) {
    reader.diagnostics.push(diagnostic("yaml-empty", {}, { span: start }));
    return undefined;
  }
  return readNode(reader);
}

function isAbsent(event: Event): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0;
}

function readNode(reader: Reader): YamlNode {
  const event = reader.events[reader.next++];
  if (event === undefined) throw new Error("the YAML events end inside a node");
  switch (event.type) {
    case EVENT_ID.SCALAR:
      refuseProperties(reader, event);
      return readScalar(reader, event);
    case EVENT_ID.SEQUENCE:
      refuseProperties(reader, event);
      return readSequence(reader, event.start);
    case EVENT_ID.MAPPING:
      refuseProperties(reader, event);
      return readMapping(reader, event.start);
    case EVENT_ID.ALIAS: {
      const span = spanOf(reader.file, event.anchorStart - 1, event.anchorEnd);
      reader.diagnostics.push(diagnostic("yaml-alias", { what: "alias" }, { span }));
      reader.end = event.anchorEnd;
      return { kind: "scalar", span, value: null, source: "", plain: false };
    }
    default:
      throw new Error("the YAML events are out of order");
  }
}

type WithProperties = { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number };

function refuseProperties(reader: Reader, event: WithProperties): void {
  if (event.anchorStart >= 0) {
    const span = spanOf(reader.file, event.anchorStart - 1, event.anchorEnd);
    reader.diagnostics.push(diagnostic("yaml-alias", { what: "anchor" }, { span }));
  }
  if (event.tagStart >= 0) {
    const span = spanOf(reader.file, event.tagStart, event.tagEnd);
    const tag = reader.file.text.slice(event.tagStart, event.tagEnd);
    reader.diagnostics.push(diagnostic("yaml-tag", { tag }, { span }));
  }
}

function readScalar(reader: Reader, event: ScalarEvent): ScalarNode {
  const { file } = reader;
  if (event.valueStart < 0) {
    const span = spanOf(file, reader.end, reader.end);
    return { kind: "scalar", span, value: null, source: "", plain: true };
  }
  const quote =
    event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
      ? 1
      : 0;
  const span = spanOf(file, event.valueStart - quote, event.valueEnd + quote);
  reader.end = span.end;
  const source = event.fast
    ? file.text.slice(event.valueStart, event.valueEnd)
    : getScalarValue(file.text, event);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  return { kind: "scalar", span, value: plain ? resolvePlain(source) : source, source, plain };
}

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const mayNotBeText = /^[-+.0-9~nNtTfF]/;

function resolvePlain(source: string): Scalar {
  if (!mayNotBeText.test(source)) return source;
  for (const tag of implicitTags) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value as Scalar;
  }
  return source;
}

function readSequence(reader: Reader, start: number): SequenceNode {
  const items: YamlNode[] = [];
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) items.push(readNode(reader));
  reader.next++;
  const span = spanOf(reader.file, start, Math.max(start, reader.end));
  return { kind: "sequence", span, items, value: items.map((item) => item.value) };
}

function readMapping(reader: Reader, start: number): MappingNode {
  const entries = new Map<string, MappingEntry>();
  const value: Record<string, unknown> = Object.create(null);
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const key = readNode(reader);
    const node = readNode(reader);
    if (key.kind !== "scalar" || (key.plain && key.source === "")) {
      reader.diagnostics.push(diagnostic("yaml-key", {}, { span: key.span }));
      continue;
    }
    const first = entries.get(key.source);
    if (first !== undefined) {
      const notes = [{ message: "It is first given here.", span: first.key.span }];
      const at = { span: key.span, notes };
      reader.diagnostics.push(diagnostic("yaml-duplicate-key", { key: key.source }, at));
      continue;
    }
    entries.set(key.source, { key, node });
    value[key.source] = node.value;
  }
  reader.next++;
  const span = spanOf(reader.file, start, Math.max(start, reader.end));
  return { kind: "mapping", span, entries, value };
}
