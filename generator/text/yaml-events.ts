// The door to the YAML library: a text to events, an event's text and value, and plain data to a text.

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
import type { Scalar } from "./yaml-nodes.ts";

export {
  type AliasEvent,
  EVENT_ID,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
};

/** What keeps a text from having events: the library's reason, and the offset that it stopped at. */
export interface SyntaxFault {
  readonly offset: number;
  readonly reason: string;
}

/** Gives the events of a text, or why it has none. */
export function eventsOf(
  text: string,
  maxDepth: number,
): { readonly events: readonly Event[] } | { readonly fault: SyntaxFault } {
  try {
    return { events: parseEvents(text, { maxDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { fault: { offset: error.mark?.position ?? 0, reason: error.reason } };
  }
}

/** Gives the text that a scalar stands for: between its quotes, or the whole plain text; empty where nothing is there. */
export function scalarText(text: string, event: ScalarEvent): string {
  if (event.valueStart < 0) return "";
  return event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event);
}

/** Tells whether a scalar was written without quotes and not as a block. */
export function isPlain({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.PLAIN;
}

/** Tells whether a scalar was written in quotes of either kind. */
export function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

/** Tells whether the value of a block keeps the line ends behind its text. */
export function keepsLineEnds({ chomping }: ScalarEvent): boolean {
  return chomping === CHOMPING_MODE.KEEP;
}

/** Tells whether a list or map was written in brackets. */
export function isFlowStyle({ style }: SequenceEvent | MappingEvent): boolean {
  return style === COLLECTION_STYLE.FLOW;
}

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const mayNotBeText = /^[-+.0-9~nNtTfF]/;

/** Gives the value of a scalar by the core schema of YAML 1.2. */
export function scalarValue(text: string, event: ScalarEvent): Scalar {
  const source = scalarText(text, event);
  return isPlain(event) ? plainValue(source) : source;
}

function plainValue(source: string): Scalar {
  if (source === "") return null;
  if (!mayNotBeText.test(source)) return source;
  for (const tag of implicitTags) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value as Scalar;
  }
  return source;
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
