// The events of the YAML library as a tree, with everything that is wrong though it parses: what two readers would take
// differently, and in catalogs whatever needs more than plain data.

import {
  type AliasEvent,
  boolCoreTag,
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from "js-yaml";
import { type Diagnostic, diagnostic, type SharedCode } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "./source.ts";
import type { MappingEntry, Scalar, ScalarNode, YamlNode } from "./yaml-nodes.ts";
import { blockRange, flowEnd } from "./yaml-ranges.ts";

export type { Event } from "js-yaml";

/** The bounds of reading a text. */
export interface Reading {
  /** True if anchors, aliases, tags and any keys are allowed. */
  readonly foreign: boolean;
  /** The deepest nesting of lists and maps. */
  readonly depth: number;
  /** The most faults that are reported. */
  readonly faults: number;
  /** False to keep plain data alone, below a root without entries. */
  readonly nodes: boolean;
}

/** The result of reading: a tree with its faults, or why the library cannot parse the text. */
export type ReadText =
  | {
      /** The root of the first document, or `undefined` if it is empty. */
      readonly root: YamlNode | undefined;
      readonly diagnostics: readonly Diagnostic[];
      readonly documents: number;
    }
  | SyntaxFault;

/** Why the library cannot parse a text, and the offset at which it stopped. */
interface SyntaxFault {
  readonly reason: string;
  readonly offset: number;
}

/** Reads the first document of a text; its faults are in the order in which values end. */
export function readText(file: SourceFile, reading: Reading): ReadText {
  const first = eventsOf(file.text, reading.depth + 1);
  // The library refuses a tab before a bracket that YAML allows; spaces have the same length.
  const isAgain = "reason" in first && reading.foreign && withoutTabs(file.text) !== file.text;
  const events = isAgain ? eventsOf(withoutTabs(file.text), reading.depth + 1) : first;
  if ("reason" in events) return events;
  return treeOf(events, { file, reading, hasEscapes: /\\[uU]/.test(file.text) });
}

/** Returns the tree of the events of a text, and its faults. */
export function treeOf(
  events: Event[],
  setting: Pick<Reader, "file" | "reading" | "hasEscapes">,
): Exclude<ReadText, SyntaxFault> {
  const reader: Reader = {
    ...setting,
    diagnostics: [],
    anchors: new Map(),
    open: [],
    root: undefined,
    aliases: [],
    hasOddNumbers: false,
    end: 0,
  };
  // The first event begins the document, and one that closes no list or map ends it.
  events.reverse().pop();
  // Events are dropped as they are read, since a large text has more of them than nodes.
  while (read(events.pop(), reader));
  const { diagnostics } = reader;
  return {
    root: markedRoot(reader),
    diagnostics,
    documents: 1 + events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length,
  };
}

function withoutTabs(text: string): string {
  return text.replace(/:[ \t]*\t[ \t]*(?=[{[])/g, (gap) => gap.replaceAll("\t", " "));
}

function markedRoot({ root, aliases, hasOddNumbers }: Reader): YamlNode | undefined {
  if (root === undefined) return undefined;
  return {
    ...root,
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(hasOddNumbers ? { hasOddNumbers } : {}),
  };
}

/** Returns the events of a text, or why there are none. */
export function eventsOf(text: string, maxDepth: number): Event[] | SyntaxFault {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { offset: error.mark?.position ?? 0, reason: error.reason };
  }
}

interface Reader {
  readonly file: SourceFile;
  readonly reading: Reading;
  readonly diagnostics: Diagnostic[];
  /** True if the text has an escape that can stand for half a character; raw text cannot contain one. */
  readonly hasEscapes: boolean;
  /** The anchored nodes that are complete: an anchor is not known inside its own value. */
  readonly anchors: Map<string, YamlNode>;
  /** The lists and maps that are not complete, the innermost last. */
  readonly open: Open[];
  root: YamlNode | undefined;
  readonly aliases: YamlNode[];
  hasOddNumbers: boolean;
  /** The offset after the last value, which is where the containers around it end, too. */
  end: number;
}

type Open = OpenList | OpenMap;

interface OpenList {
  readonly kind: "sequence";
  readonly event: SequenceEvent;
  readonly items: YamlNode[];
  readonly value: unknown[];
}

interface OpenMap {
  readonly kind: "mapping";
  readonly event: MappingEvent;
  readonly entries: Map<string, MappingEntry>;
  readonly value: Record<string, unknown>;
  /** The key whose value comes next. */
  key: YamlNode | undefined;
}

/** Reads one event; returns false at the end of the document. */
function read(event: Event | undefined, reader: Reader): boolean {
  switch (event?.type) {
    case EVENT_ID.SEQUENCE:
      checkProperties(event, reader);
      reader.open.push({ kind: "sequence", event, items: [], value: [] });
      reader.end = event.start;
      return true;
    case EVENT_ID.MAPPING: {
      checkProperties(event, reader);
      // Engines give what is created with this prototype the form of a hash table, which takes three times the memory.
      const value: Record<string, unknown> = Object.setPrototypeOf({}, null);
      reader.open.push({ kind: "mapping", event, entries: new Map(), value, key: undefined });
      reader.end = event.start;
      return true;
    }
    case EVENT_ID.SCALAR:
      complete(scalarOf(event, reader), reader);
      return true;
    case EVENT_ID.ALIAS:
      complete(aliasOf(event, reader), reader);
      return true;
    default: {
      const closed = reader.open.pop();
      if (closed === undefined) return false;
      complete(containerOf(closed, reader), reader);
      return true;
    }
  }
}

/** Puts a complete node into the list or map around it. */
function complete(node: YamlNode, reader: Reader): void {
  if (node.anchor !== undefined && node.alias === undefined) reader.anchors.set(node.anchor, node);
  const around = reader.open.at(-1);
  if (around === undefined) reader.root = node;
  else if (around.kind === "sequence") {
    if (reader.reading.nodes) around.items.push(node);
    around.value.push(node.value);
  } else if (around.key === undefined) around.key = node;
  else {
    const { key, entries, value } = around;
    around.key = undefined;
    const name = nameOf(key, around, reader);
    if (name === undefined || key.kind !== "scalar") return;
    if (reader.reading.nodes) entries.set(name, { key, node });
    value[name] = node.value;
  }
}

/** Returns the name of a new entry; other keys are reported, or left out of the descriptions of other tools. */
function nameOf(key: YamlNode, { entries, value }: OpenMap, reader: Reader): string | undefined {
  const { span } = key;
  const { foreign } = reader.reading;
  if (key.kind !== "scalar" || (key.source === "" && key.plain)) {
    if (!foreign) report(reader, "yaml-key", {}, { span });
    return undefined;
  }
  if (!foreign && key.source === "<<" && key.plain) report(reader, "yaml-merge", {}, { span });
  else if (!(key.source in value)) return key.source;
  else {
    const first = entries.get(key.source)?.key.span ?? span;
    const notes = [{ message: "It is first given here.", span: first }];
    report(reader, "yaml-duplicate-key", { key: key.source }, { span, notes });
  }
  return undefined;
}

function containerOf(closed: Open, reader: Reader): YamlNode {
  const { file } = reader;
  const { event } = closed;
  if (event.style === COLLECTION_STYLE.FLOW)
    reader.end = flowEnd(file.text, event.start, reader.end);
  const span = { file, start: event.start, end: reader.end };
  return closed.kind === "sequence"
    ? anchored({ kind: "sequence", span, items: closed.items, value: closed.value }, event)
    : anchored({ kind: "mapping", span, entries: closed.entries, value: closed.value }, event);
}

function anchored(
  node: YamlNode,
  { anchorStart, anchorEnd }: SequenceEvent | MappingEvent | ScalarEvent,
): YamlNode {
  if (anchorStart < 0) return node;
  return { ...node, anchor: node.span.file.text.slice(anchorStart, anchorEnd) };
}

function aliasOf({ anchorStart, anchorEnd }: AliasEvent, reader: Reader): YamlNode {
  const { file, reading } = reader;
  const span = { file, start: anchorStart - 1, end: anchorEnd };
  reader.end = anchorEnd;
  const name = file.text.slice(anchorStart, anchorEnd);
  const alias = reading.foreign ? reader.anchors.get(name) : undefined;
  if (alias !== undefined) {
    const node = { ...alias, span, alias };
    reader.aliases.push(node);
    return node;
  }
  if (reading.foreign) report(reader, "yaml-anchor-missing", { name }, { span });
  else report(reader, "yaml-alias", { what: "an alias" }, { span });
  return { kind: "scalar", span, value: `*${name}`, source: `*${name}`, plain: true };
}

function scalarOf(event: ScalarEvent, reader: Reader): YamlNode {
  checkProperties(event, reader);
  const { file } = reader;
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const isBlock = !plain && !isQuoted(event);
  const source = sourceOf(file.text, event);
  const value = plain ? plainValue(source) : source;
  const span = scalarSpan(event, reader);
  reader.end = span.end;
  const node: ScalarNode = { kind: "scalar", span, value, source, plain };
  if (!event.fast || typeof value === "number") checkScalar(node, reader);
  if (!isBlock) return anchored(node, event);
  const block = event.chomping === CHOMPING_MODE.KEEP ? event.valueEnd : span.end;
  return anchored({ ...node, block }, event);
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function sourceOf(text: string, event: ScalarEvent): string {
  if (event.valueStart < 0) return "";
  return event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event);
}

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const mayNotBeText = /^[-+.0-9~nNtTfF]/;

/** Returns the value of a scalar without quotes. */
export function plainValue(source: string): Scalar {
  if (source === "") return null;
  if (!mayNotBeText.test(source)) return source;
  for (const tag of implicitTags) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value as Scalar;
  }
  return source;
}

/** Returns the span with the quotes; an empty value is at the end of what was read before it, which may be its anchor or tag. */
function scalarSpan(event: ScalarEvent, { file, end: before }: Reader): Span {
  const { valueStart, valueEnd, style } = event;
  if (valueStart < 0) {
    const end = Math.max(before, event.anchorEnd, event.tagEnd);
    return { file, start: end, end };
  }
  if (style === SCALAR_STYLE.PLAIN) return { file, start: valueStart, end: valueEnd };
  if (isQuoted(event)) return { file, start: valueStart - 1, end: valueEnd + 1 };
  return { file, ...blockRange(file.text, event) };
}

function checkScalar({ value, source, plain, span }: ScalarNode, reader: Reader): void {
  if (reader.hasEscapes) {
    const half = /\p{Cs}/u.exec(source)?.[0];
    const unit = `\\u${half?.charCodeAt(0).toString(16)}`;
    if (half !== undefined) report(reader, "yaml-half-character", { unit }, { span });
  }
  if (!plain || typeof value !== "number" || reader.reading.foreign) return;
  if (JSON.stringify(value) !== source) reader.hasOddNumbers = true;
  if (!Number.isFinite(value)) report(reader, "yaml-number", { source }, { span });
}

function checkProperties(event: ScalarEvent | SequenceEvent | MappingEvent, reader: Reader): void {
  const { file, reading } = reader;
  const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
  if (reading.foreign || (anchorStart < 0 && tagStart < 0)) return;
  if (anchorStart >= 0) {
    const span = { file, start: anchorStart - 1, end: anchorEnd };
    report(reader, "yaml-alias", { what: "an anchor" }, { span });
  }
  if (tagStart >= 0) {
    const span = { file, start: tagStart, end: tagEnd };
    report(reader, "yaml-tag", { tag: file.text.slice(tagStart, tagEnd) }, { span });
  }
}

function report<Code extends SharedCode>(
  { diagnostics, reading }: Reader,
  ...fault: Parameters<typeof diagnostic<Code>>
): void {
  if (diagnostics.length < reading.faults) diagnostics.push(diagnostic(...fault));
}
