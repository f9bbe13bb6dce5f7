// YAML 1.2 and JSON to a tree of values that know where they stand, and values back to YAML.

import {
  type AliasEvent,
  boolCoreTag,
  CHOMPING_MODE,
  COLLECTION_STYLE,
  DEFAULT_SCALAR_STYLE_RULES,
  dump,
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
  type ScalarLayout,
  type SequenceEvent,
  strTag,
  YAMLException,
} from "js-yaml";
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type Outcome,
} from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "./source.ts";
import { syntaxFault } from "./yaml-fault.ts";
import type {
  MappingEntry,
  MappingNode,
  Scalar,
  ScalarNode,
  SequenceNode,
  YamlNode,
} from "./yaml-nodes.ts";
import { mappingNode, sequenceNode, withMore } from "./yaml-tree.ts";

export {
  keySpanAt,
  type MappingEntry,
  type MappingNode,
  nodeAt,
  type Scalar,
  type ScalarNode,
  type SequenceNode,
  type YamlNode,
} from "./yaml-nodes.ts";

/** How much of a text is read at most, so that a hostile file costs no more than a large honest one. */
export const yamlLimits = {
  /** The largest file, in bytes of UTF-8. */
  bytes: 33_554_432,
  /** The deepest nesting of lists and maps. */
  depth: 64,
  /** The deepest nesting in texts of others' tools. */
  foreignDepth: 200,
  /** The most line ends, commas, dashes and brackets, of which one or more stand before every entry. */
  marks: 1_500_000,
  /** The most faults that are told of one file. */
  faults: 1000,
} as const;

/** How a text is read. */
export interface YamlOptions {
  /** The most marks that it may have; by default any number. */
  readonly marks?: number;
  /** True for texts of others' tools, which may have anchors, aliases, tags, any keys and deeper nesting; false by default. */
  readonly foreign?: boolean;
}

/** Gives the root node of a text, or the diagnostics that say why there is none; duplicate keys are all told. */
export function parseYaml(
  file: SourceFile,
  { marks: limit, foreign = false }: YamlOptions = {},
): Outcome<YamlNode> {
  if (limit !== undefined && marksIn(file.text) > limit) {
    const span = spanOf(file, 0, 0);
    return { diagnostics: [diagnostic("yaml-too-large", { limit }, { span })] };
  }
  let events: Event[];
  const depth = foreign ? yamlLimits.foreignDepth : yamlLimits.depth;
  try {
    events = parseEvents(file.text, { maxDepth: depth + 1 });
  } catch (error) {
    if (error instanceof YAMLException) {
      return { diagnostics: [syntaxFault(file, error.mark?.position ?? 0, error.reason)] };
    }
    throw error;
  }
  const diagnostics: Diagnostic[] = [];
  const anchors = foreign ? new Map<string, YamlNode>() : undefined;
  const reader: Reader = { file, events, next: 0, end: 0, diagnostics, anchors };
  const value = readStream(reader);
  return value === undefined || reader.diagnostics.length > 0
    ? { diagnostics: reader.diagnostics }
    : { value, diagnostics: [] };
}

/** Gives a YAML text of plain data that YAML 1.1 and 1.2 readers read alike, with `\n` line ends; `quoted` is a text that gets quotes if it has several lines. */
export function printYaml(
  value: unknown,
  { quoted }: { readonly quoted?: string | undefined } = {},
): string {
  const quoteLines = (layout: ScalarLayout): void => {
    const { value: text } = layout.node;
    if (text === quoted && /[\r\n]/.test(text)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  };
  return dump(value, {
    noRefs: true,
    lineWidth: -1,
    quoteStyle: "double",
    scalarStyleRules: [quoteDoubtful, quoteLines, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
  });
}

/** What some readers take for a number, for a day that no calendar has, for a mark of the document, or for indentation. */
const doubtful =
  /^(?!\d+\.\d+\.\d+$)[-+.:_0-9eE ]+$|^[-+]?0[box]\w*$|^\d{4}-\d|^(?:---|\.\.\.)|^\s[\s\S]*\n/;

function quoteDoubtful(layout: ScalarLayout): void {
  const { tag, value } = layout.node;
  if (tag === strTag.tagName && doubtful.test(value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}

interface Reader {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  next: number;
  /** The end of the last scalar that was read, which is where its containers end too. */
  end: number;
  readonly diagnostics: Diagnostic[];
  /** The anchored nodes so far, where the text may have them. */
  readonly anchors: Map<string, YamlNode> | undefined;
}

function spanOf(file: SourceFile, start: number, end: number): Span {
  return { file, start, end };
}

/** Counts what stands before entries, which is quick where parsing a hostile text is not. */
function marksIn(text: string): number {
  let marks = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (
      unit < 64
        ? unit === 10 || unit === 13 || unit === 44 || unit === 45 || unit === 63
        : unit === 91 || unit === 123
    )
      marks++;
  }
  return marks;
}

function readStream(reader: Reader): YamlNode | undefined {
  const documents = reader.events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
  const start = spanOf(reader.file, 0, 0);
  if (documents > 1) {
    const dashes = [...reader.file.text.matchAll(/^---(?=\s|$)/gm)];
    const at = dashes[dashes.length < documents ? 0 : 1]?.index ?? 0;
    const span = spanOf(reader.file, at, at + 3);
    reader.diagnostics.push(diagnostic("yaml-many-documents", {}, { span }));
    return undefined;
  }
  reader.next = 1;
  const first = reader.events[1];
  if (first === undefined || (first.type === EVENT_ID.SCALAR && first.valueStart < 0)) {
    reader.diagnostics.push(diagnostic("yaml-empty", {}, { span: start }));
    return undefined;
  }
  return readNode(reader);
}

function tell<Code extends DiagnosticCode>(
  reader: Reader,
  ...fault: Parameters<typeof diagnostic<Code>>
): void {
  if (reader.diagnostics.length < yamlLimits.faults) reader.diagnostics.push(diagnostic(...fault));
}

function readNode(reader: Reader): YamlNode {
  const event = reader.events[reader.next++];
  if (event === undefined) throw new Error("the YAML events end inside a node");
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return withProperties(reader, event, readScalar);
    case EVENT_ID.SEQUENCE:
      return withProperties(reader, event, readSequence);
    case EVENT_ID.MAPPING:
      return withProperties(reader, event, readMapping);
    case EVENT_ID.ALIAS:
      return readAlias(reader, event);
    default:
      throw new Error("the YAML events are out of order");
  }
}

function readAlias(reader: Reader, event: AliasEvent): YamlNode {
  const span = spanOf(reader.file, event.anchorStart - 1, event.anchorEnd);
  reader.end = event.anchorEnd;
  const name = reader.file.text.slice(event.anchorStart, event.anchorEnd);
  const target = reader.anchors?.get(name);
  if (target !== undefined) return withMore(target, { span, alias: true });
  if (reader.anchors === undefined) tell(reader, "yaml-alias", { what: "an alias" }, { span });
  else tell(reader, "yaml-anchor-missing", { name }, { span });
  return { kind: "scalar", span, value: null, source: `*${name}`, plain: false };
}

function withProperties<E extends WithProperties>(
  reader: Reader,
  event: E,
  read: (reader: Reader, event: E) => YamlNode,
): YamlNode {
  if (event.anchorStart < 0 && event.tagStart < 0) return read(reader, event);
  if (reader.anchors === undefined) refuseProperties(reader, event);
  // Of a value that is nothing else, they are the last that was read.
  reader.end = Math.max(reader.end, event.anchorEnd, event.tagEnd);
  const node = read(reader, event);
  if (reader.anchors === undefined || event.anchorStart < 0) return node;
  const anchor = reader.file.text.slice(event.anchorStart, event.anchorEnd);
  const anchored = withMore(node, { anchor });
  reader.anchors.set(anchor, anchored);
  return anchored;
}

type WithProperties = { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number };

function refuseProperties(reader: Reader, event: WithProperties): void {
  if (event.anchorStart >= 0) {
    const span = spanOf(reader.file, event.anchorStart - 1, event.anchorEnd);
    tell(reader, "yaml-alias", { what: "an anchor" }, { span });
  }
  if (event.tagStart >= 0) {
    const span = spanOf(reader.file, event.tagStart, event.tagEnd);
    const tag = reader.file.text.slice(event.tagStart, event.tagEnd);
    tell(reader, "yaml-tag", { tag }, { span });
  }
}

function readScalar(reader: Reader, event: ScalarEvent): ScalarNode {
  const { file } = reader;
  if (event.valueStart < 0) {
    const span = spanOf(file, reader.end, reader.end);
    return { kind: "scalar", span, value: null, source: "", plain: true };
  }
  const span = scalarSpan(file, event);
  reader.end = span.end;
  const source = event.fast
    ? file.text.slice(event.valueStart, event.valueEnd)
    : getScalarValue(file.text, event);
  const half = event.fast ? undefined : /\p{Cs}/u.exec(source)?.[0];
  if (half !== undefined) {
    const unit = `\\u${half.charCodeAt(0).toString(16)}`;
    tell(reader, "yaml-half-character", { unit }, { span });
  }
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const value = plain ? resolvePlain(source) : source;
  if (reader.anchors === undefined && typeof value === "number" && !Number.isFinite(value)) {
    tell(reader, "yaml-number", { source }, { span });
  }
  const node: ScalarNode = { kind: "scalar", span, value, source, plain };
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK) {
    return node;
  }
  return { ...node, block: event.chomping === CHOMPING_MODE.KEEP ? event.valueEnd : span.end };
}

/** Gives the place of a scalar with its quotes; of a block, without the indentation and line ends around it. */
function scalarSpan(file: SourceFile, { style, valueStart, valueEnd }: ScalarEvent): Span {
  if (style === SCALAR_STYLE.PLAIN) return spanOf(file, valueStart, valueEnd);
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return spanOf(file, valueStart - 1, valueEnd + 1);
  }
  const text = file.text.slice(valueStart, valueEnd);
  const end = valueStart + text.trimEnd().length;
  if (end > valueStart) return spanOf(file, valueEnd - text.trimStart().length, end);
  // A block without text ends with the line of its sign.
  const header =
    /(?:\r\n|\r|\n)?$/.exec(file.text.slice(valueStart - 2, valueStart))?.[0].length ?? 0;
  return spanOf(file, valueStart - header, valueStart - header);
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

function readSequence(reader: Reader, event: SequenceEvent): SequenceNode {
  const items: YamlNode[] = [];
  reader.end = event.start;
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) items.push(readNode(reader));
  return sequenceNode(closed(reader, event), items);
}

function readMapping(reader: Reader, event: MappingEvent): MappingNode {
  const entries = new Map<string, MappingEntry>();
  reader.end = event.start;
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const key = readNode(reader);
    const node = readNode(reader);
    if (key.kind !== "scalar" || (key.plain && key.source === "")) {
      if (reader.anchors === undefined) tell(reader, "yaml-key", {}, { span: key.span });
    } else if (reader.anchors === undefined && key.plain && key.source === "<<") {
      tell(reader, "yaml-merge", {}, { span: key.span });
    } else if (entries.has(key.source)) {
      const span = entries.get(key.source)?.key.span ?? key.span;
      const at = { span: key.span, notes: [{ message: "It is first given here.", span }] };
      tell(reader, "yaml-duplicate-key", { key: key.source }, at);
    } else {
      entries.set(key.source, { key, node });
    }
  }
  return mappingNode(closed(reader, event), entries);
}

const afterEntries = /(?:[\s,:?]|(?<=\s)#[^\r\n]*)*[\]}]/y;

/** Ends a list or map: behind its last entry, or behind its bracket where it has one. */
function closed(reader: Reader, { start, style }: SequenceEvent | MappingEvent): Span {
  const { file } = reader;
  reader.next++;
  const opening = file.text[start];
  if (style === COLLECTION_STYLE.FLOW && (opening === "[" || opening === "{")) {
    if (reader.end === start) reader.end++;
    afterEntries.lastIndex = reader.end;
    if (afterEntries.test(file.text)) reader.end = afterEntries.lastIndex;
  }
  return spanOf(file, start, reader.end);
}
