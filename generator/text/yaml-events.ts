// The door to the YAML library: a text to events, and an event's text and value.

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
