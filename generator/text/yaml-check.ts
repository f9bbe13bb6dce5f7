// The faults of a text that parses: what two readers would take differently, and in catalogs all that needs more than plain data.

import { type Diagnostic, type DiagnosticCode, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "./source.ts";
import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  isPlain,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
  scalarText,
  scalarValue,
} from "./yaml-events.ts";
import { after, anchorOf, keyOf, type Reading, spanOf } from "./yaml-places.ts";

/** How faults are looked for. */
export interface Checking {
  /** True where anchors, aliases, tags and any keys are allowed. */
  readonly foreign: boolean;
  /** The most faults that are told. */
  readonly limit: number;
}

/** A text's events linked, and what is wrong with them. */
export interface Checked {
  readonly reading: Reading;
  readonly diagnostics: readonly Diagnostic[];
  /** True where another document follows, of which nothing is read. */
  readonly goesOn: boolean;
}

/** Links the events of a text's first document, and finds its faults in the order in which its values end. */
export function check(file: SourceFile, events: readonly Event[], checking: Checking): Checked {
  const { length } = events;
  const targets = new Map<number, number>();
  const reading: Reading = {
    file,
    events,
    partner: new Int32Array(length),
    targets,
    around: new Int32Array(length),
    order: new Int32Array(length),
    ends: new Int32Array(length),
  };
  const anchors = new Map<string, number>();
  const work: Work = {
    reading,
    targets,
    anchors,
    checking,
    diagnostics: [],
    hasEscapes: /\\[uU]/.test(file.text),
    hasAnchors: false,
  };
  // Of most values of another's tools there is nothing to say.
  const isLenient = checking.foreign && !work.hasEscapes;
  const open: Open[] = [];
  let index = 1;
  for (; index < length; index++) {
    const event = events[index];
    switch (event?.type) {
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        checkProperties(event, work);
        open.push(opened(index, event));
        continue;
      case EVENT_ID.SCALAR:
        if (event.anchorStart >= 0 || !isLenient) checkScalar(index, event, work);
        complete(index, open.at(-1), work);
        continue;
      case EVENT_ID.ALIAS:
        checkAlias(index, event, work);
        complete(index, open.at(-1), work);
        continue;
    }
    const closed = open.pop();
    // The last event ends the document.
    if (closed === undefined) break;
    reading.partner[closed.index] = index;
    reading.partner[index] = closed.index;
    complete(closed.index, open.at(-1), work);
  }
  return { reading, diagnostics: work.diagnostics, goesOn: index < length - 1 };
}

interface Work {
  readonly reading: Reading;
  readonly targets: Map<number, number>;
  /** The anchored values so far. */
  readonly anchors: Map<string, number>;
  readonly checking: Checking;
  readonly diagnostics: Diagnostic[];
  /** Tells whether the text has an escape that can stand for half a character; raw text cannot have one. */
  readonly hasEscapes: boolean;
  /** Tells whether any value so far has an anchor. */
  hasAnchors: boolean;
}

/** A list or map whose end has not come yet. */
interface Open {
  readonly index: number;
  /** The keys so far; nothing for a list. */
  keys: string[] | Set<string> | undefined;
  /** The event of the key whose value comes next, or 0. */
  key: number;
  /** How many items of a list were read. */
  items: number;
}

function opened(index: number, { type }: SequenceEvent | MappingEvent): Open {
  return { index, keys: type === EVENT_ID.MAPPING ? [] : undefined, key: 0, items: 0 };
}

function tell<Code extends DiagnosticCode>(
  { diagnostics, checking }: Work,
  ...fault: Parameters<typeof diagnostic<Code>>
): void {
  if (diagnostics.length < checking.limit) diagnostics.push(diagnostic(...fault));
}

/** Notes that a value has been read to its end, in the list or map around it. */
function complete(index: number, around: Open | undefined, work: Work): void {
  if (work.hasAnchors) {
    const anchor = anchorOf(work.reading, index);
    // A value's anchor is not known inside the value.
    if (anchor !== undefined) work.anchors.set(anchor, index);
  }
  if (around === undefined) return;
  const { order } = work.reading;
  work.reading.around[index] = around.index;
  if (around.keys === undefined) {
    order[index] = around.items++;
  } else if (around.key === 0) {
    order[index] = -1;
    around.key = index;
  } else {
    order[index] = around.key;
    checkKey(around, work);
    around.key = 0;
  }
}

function checkKey(around: Open, work: Work): void {
  const { index, key } = around;
  const { reading, checking } = work;
  const name = keyOf(reading, key);
  const span = () => spanOf(reading, key);
  if (name === undefined) {
    if (!checking.foreign) tell(work, "yaml-key", {}, { span: span() });
    return;
  }
  if (!checking.foreign && name === "<<" && isPlainAt(reading, key)) {
    tell(work, "yaml-merge", {}, { span: span() });
    return;
  }
  if (isNew(name, around)) return;
  const notes = [
    { message: "It is first given here.", span: spanOf(reading, firstKey(index, name, reading)) },
  ];
  tell(work, "yaml-duplicate-key", { key: name }, { span: span(), notes });
}

/** Most maps have few keys, which a list is quicker for than a set. */
const fewKeys = 8;

/** Notes a key of a map, and tells whether it is the first of its name. */
function isNew(name: string, around: Open): boolean {
  const { keys = [] } = around;
  if (keys instanceof Set) {
    const { size } = keys;
    return keys.add(name).size > size;
  }
  if (keys.includes(name)) return false;
  if (keys.push(name) > fewKeys) around.keys = new Set(keys);
  return true;
}

function isPlainAt({ events }: Reading, index: number): boolean {
  const event = events[index];
  return event?.type === EVENT_ID.SCALAR && isPlain(event);
}

function firstKey(index: number, name: string, reading: Reading): number {
  let key = index + 1;
  while (keyOf(reading, key) !== name) key = after(reading, after(reading, key));
  return key;
}

function checkProperties(event: ScalarEvent | SequenceEvent | MappingEvent, work: Work): void {
  if (event.anchorStart >= 0) work.hasAnchors = true;
  if (work.checking.foreign) return;
  const { file } = work.reading;
  if (event.anchorStart >= 0) {
    const span = { file, start: event.anchorStart - 1, end: event.anchorEnd };
    tell(work, "yaml-alias", { what: "an anchor" }, { span });
  }
  if (event.tagStart >= 0) {
    const span = { file, start: event.tagStart, end: event.tagEnd };
    tell(work, "yaml-tag", { tag: file.text.slice(event.tagStart, event.tagEnd) }, { span });
  }
}

function checkScalar(index: number, event: ScalarEvent, work: Work): void {
  checkProperties(event, work);
  const { reading, checking, hasEscapes } = work;
  const { text } = reading.file;
  if (hasEscapes && !event.fast) {
    const half = /\p{Cs}/u.exec(scalarText(text, event))?.[0];
    const unit = `\\u${half?.charCodeAt(0).toString(16)}`;
    if (half !== undefined)
      tell(work, "yaml-half-character", { unit }, { span: spanOf(reading, index) });
  }
  if (checking.foreign || !isPlain(event)) return;
  const value = scalarValue(text, event);
  if (typeof value === "number" && !Number.isFinite(value)) {
    const source = scalarText(text, event);
    tell(work, "yaml-number", { source }, { span: spanOf(reading, index) });
  }
}

function checkAlias(index: number, event: AliasEvent, work: Work): void {
  const { reading, checking, anchors, targets } = work;
  const name = reading.file.text.slice(event.anchorStart, event.anchorEnd);
  const target = anchors.get(name);
  if (!checking.foreign)
    tell(work, "yaml-alias", { what: "an alias" }, { span: spanOf(reading, index) });
  else if (target === undefined)
    tell(work, "yaml-anchor-missing", { name }, { span: spanOf(reading, index) });
  else targets.set(index, target);
}
