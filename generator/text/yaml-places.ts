// Where the events of a YAML text stand, and which belong together: what a tree of nodes needs to be made piece by piece.

import type { SourceFile, Span } from "./source.ts";
import {
  EVENT_ID,
  type Event,
  isFlowStyle,
  isPlain,
  isQuoted,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
  scalarText,
} from "./yaml-events.ts";

/** A text's events with the links between them. */
export interface Reading {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  /** Of a list's or map's first event the index of its last one, and the other way round; 0 for others. */
  readonly partner: Int32Array;
  /** Of an alias's event the index of the event of what it shows. */
  readonly targets: ReadonlyMap<number, number>;
  /** Of the event that begins a value, the event that begins the list or map around it. */
  readonly around: Int32Array;
  /** Of the event that begins a value: of an item how many stand before it, of a map's value the event of its key, of a key -1. */
  readonly order: Int32Array;
  /** One more than where what was read up to an event ends; 0 where nobody has asked yet. */
  readonly ends: Int32Array;
}

/** Gives the index behind the value that begins at an event. */
export function after({ partner }: Reading, index: number): number {
  return Math.max(partner[index] ?? 0, index) + 1;
}

/** Gives the name of the anchor of a value, or nothing. */
export function anchorOf({ file, events }: Reading, index: number): string | undefined {
  const event = events[index];
  switch (event?.type) {
    case EVENT_ID.SCALAR:
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.anchorStart < 0
        ? undefined
        : file.text.slice(event.anchorStart, event.anchorEnd);
    default:
      return undefined;
  }
}

/** Gives the text of a key, or nothing where it is a list, a map or empty; an alias that shows nothing is its own text. */
export function keyOf({ file, events, targets }: Reading, index: number): string | undefined {
  let event = events[index];
  if (event?.type === EVENT_ID.ALIAS) {
    const target = targets.get(index);
    if (target === undefined) return file.text.slice(event.anchorStart - 1, event.anchorEnd);
    event = events[target];
  }
  if (event?.type !== EVENT_ID.SCALAR) return undefined;
  const source = scalarText(file.text, event);
  return source === "" && isPlain(event) ? undefined : source;
}

/** Gives the place of the value that begins at an event: of an alias its own, of a list or map to its last entry or its bracket. */
export function spanOf(reading: Reading, index: number): Span {
  const { file, events, partner } = reading;
  const event = events[index];
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      if (event.valueStart >= 0) return scalarSpan(file, event);
      const end = endAt(reading, index);
      return { file, start: end, end };
    }
    case EVENT_ID.ALIAS:
      return { file, start: event.anchorStart - 1, end: event.anchorEnd };
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return { file, start: event.start, end: endAt(reading, partner[index] ?? index) };
    default:
      throw new Error("the YAML events are out of order");
  }
}

/** Gives the place of a scalar with its quotes; of a block, without the indentation and line ends around it. */
function scalarSpan(file: SourceFile, event: ScalarEvent): Span {
  const { valueStart, valueEnd } = event;
  if (isPlain(event)) return { file, start: valueStart, end: valueEnd };
  if (isQuoted(event)) return { file, start: valueStart - 1, end: valueEnd + 1 };
  const end = blockEnd(file.text, event);
  if (end > valueStart) {
    const text = file.text.slice(valueStart, end);
    return { file, start: text.trim() === "" ? valueStart : end - text.trimStart().length, end };
  }
  // A block without text ends with the line of its sign.
  const header =
    /(?:\r\n|\r|\n)?$/.exec(file.text.slice(valueStart - 2, valueStart))?.[0].length ?? 0;
  return { file, start: valueStart - header, end: valueStart - header };
}

/** Gives where the text of a block ends, without its last line end: lines of spaces alone belong to it where they are longer than its indentation. */
function blockEnd(text: string, { valueStart, valueEnd, indent }: ScalarEvent): number {
  let end = valueEnd;
  while (end > valueStart) {
    const line =
      end - (text.startsWith("\r\n", end - 2) ? 2 : /[\r\n]/.test(text[end - 1] ?? "") ? 1 : 0);
    let start = line;
    while (start > valueStart && text[start - 1] === " ") start--;
    const isOfSpaces = start === valueStart || /[\r\n]/.test(text[start - 1] ?? "");
    if (!isOfSpaces || line - start > indent) return line;
    end = start;
  }
  return end;
}

/** Gives where what was read up to an event ends, which is where its containers end too. */
function endAt(reading: Reading, index: number): number {
  const { ends } = reading;
  let from = index;
  while (from > 0 && (ends[from] ?? 0) === 0 && isBehindAnother(reading, from)) from--;
  for (let at = from; at <= index; at++) {
    if ((ends[at] ?? 0) === 0) ends[at] = ownEnd(reading, at) + 1;
  }
  return (ends[index] ?? 1) - 1;
}

/** Tells whether where an event ends hangs on the one before it. */
function isBehindAnother({ events }: Reading, index: number): boolean {
  const event = events[index];
  return event?.type === EVENT_ID.POP || (event?.type === EVENT_ID.SCALAR && event.valueStart < 0);
}

function ownEnd(reading: Reading, index: number): number {
  const { file, events, partner, ends } = reading;
  const event = events[index];
  const before = (ends[index - 1] ?? 1) - 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      // Of a value that is nothing else, an anchor or a tag is the last that was read.
      return event.valueStart < 0
        ? Math.max(before, event.anchorEnd, event.tagEnd)
        : scalarSpan(file, event).end;
    case EVENT_ID.ALIAS:
      return event.anchorEnd;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.POP: {
      const opening = events[partner[index] ?? 0];
      return opening?.type === EVENT_ID.SEQUENCE || opening?.type === EVENT_ID.MAPPING
        ? closed(file.text, opening, before)
        : before;
    }
    default:
      return 0;
  }
}

const afterEntries = /(?:[\s,:?]|(?<=\s)#[^\r\n]*)*[\]}]/y;

/** Ends a list or map behind its bracket where it has one, else where its last entry ends. */
function closed(text: string, event: SequenceEvent | MappingEvent, before: number): number {
  const opening = text[event.start];
  if (!isFlowStyle(event) || (opening !== "[" && opening !== "{")) return before;
  const inner = before === event.start ? before + 1 : before;
  afterEntries.lastIndex = inner;
  return afterEntries.test(text) ? afterEntries.lastIndex : inner;
}

/** Gives the events of all keys of a name, however they are written; of each, the value's event comes next. */
export function keysIn(reading: Reading, name: string): readonly number[] {
  const { events, order } = reading;
  const found: number[] = [];
  for (let index = 2; index < events.length; index++) {
    if (order[index] === -1 && isNamed(reading, index, name)) found.push(index);
  }
  return found;
}

/** Most keys stand in the text as they are, of which none is read that is not the name. */
function isNamed(reading: Reading, index: number, name: string): boolean {
  const { events, file } = reading;
  const event = events[index];
  if (event?.type !== EVENT_ID.SCALAR || !event.fast) return keyOf(reading, index) === name;
  return (
    event.valueEnd - event.valueStart === name.length &&
    file.text.startsWith(name, event.valueStart)
  );
}

/** Gives the way from the root to a value that is no key: the tokens of its JSON Pointer. */
export function wayTo(reading: Reading, index: number): readonly string[] {
  const { events, around, order } = reading;
  const tokens: string[] = [];
  for (let at = index; at > 1; at = around[at] ?? 0) {
    const before = order[at] ?? 0;
    const isInMap = events[around[at] ?? 0]?.type === EVENT_ID.MAPPING;
    tokens.push(isInMap ? (keyOf(reading, before) ?? "") : String(before));
  }
  return tokens.reverse();
}
