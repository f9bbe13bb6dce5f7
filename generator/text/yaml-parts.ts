// Parts of a text that an outline covers, read alone, with the places that they have in the whole.

import type { SourceFile, Span } from "./source.ts";
import type { YamlNode } from "./yaml-nodes.ts";
import { type Event, eventsOf, type Reading, treeOf } from "./yaml-reader.ts";

type Range = Pick<Span, "start" | "end">;

const reading: Reading = { foreign: true, depth: 200, faults: 1, nodes: true };

/** Returns the tree of a part of a text that is known to be sound. */
export function readPart(file: SourceFile, range: Range): YamlNode {
  const root = partOf(file, range)?.root;
  if (root === undefined) throw new Error("a part of an outlined text cannot be read");
  return root;
}

/** Keys that are not written as they are read, which nobody would find in the text. */
const strangeKeys = /\\(?:x[2-7]|u00[2-7]|U000000[2-7])|(?:^|[-\r\n{[,]) *\?[ \r\n]/;

/** Returns whether a part of a text has exactly one entry of a map, without faults, and shares nothing with other parts. */
export function isSoundEntry(file: SourceFile, range: Range): boolean {
  if (strangeKeys.test(file.text.slice(range.start, range.end))) return false;
  const read = partOf(file, range);
  if (read === undefined || read.diagnostics.length > 0 || read.documents > 1) return false;
  return read.root?.kind === "mapping" && read.root.entries.size === 1 && !read.hasShared;
}

function partOf(file: SourceFile, { start, end }: Range) {
  const text = file.text.slice(start, end);
  const events = eventsOf(text, reading.depth + 1);
  if ("reason" in events) return undefined;
  const hasShared = events.some((event) => "anchorStart" in event && event.anchorStart >= 0);
  const moved = events.map((event) => movedBy(start, event));
  return { ...treeOf(moved, { file, reading, hasEscapes: /\\[uU]/.test(text) }), hasShared };
}

/** Returns an event whose offsets count from the beginning of the whole text. */
function movedBy(by: number, event: Event): Event {
  if (!("anchorStart" in event)) return event;
  const moved = (at: number) => (at < 0 ? at : at + by);
  const [anchorStart, anchorEnd] = [moved(event.anchorStart), moved(event.anchorEnd)];
  if (!("tagStart" in event)) return { ...event, anchorStart, anchorEnd };
  const [tagStart, tagEnd] = [moved(event.tagStart), moved(event.tagEnd)];
  if ("start" in event)
    return { ...event, start: moved(event.start), anchorStart, anchorEnd, tagStart, tagEnd };
  const [valueStart, valueEnd] = [moved(event.valueStart), moved(event.valueEnd)];
  return { ...event, valueStart, valueEnd, anchorStart, anchorEnd, tagStart, tagEnd };
}
