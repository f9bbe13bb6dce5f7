// Removes our entries from a hand-written text: exactly the inserted ranges, and no comment between them.

import type { TextEdit } from "../text/source.ts";
import type { MappingEntry, MappingNode } from "../text/yaml-nodes.ts";
import {
  behindColon,
  behindLineEnd,
  contentEnd,
  isFlow,
  lineEndAfter,
  lineEndBefore,
  lineStart,
} from "./layout.ts";

/** How entries are removed. */
export interface Removal {
  /** True if nothing may stay between the braces. */
  readonly wholly: boolean;
  /** Returns whether only the line of a block's key is removed, since its entries are removed one by one. */
  readonly isOpened: (key: string) => boolean;
  /** True if the first line of the text is removed too, so that each entry goes with the line end after it. */
  readonly atTop: boolean;
}

/** Returns the edits that remove entries from a map. */
export function removeEntries(
  node: MappingNode,
  keys: ReadonlySet<string>,
  { wholly, isOpened, atTop }: Removal,
): readonly TextEdit[] {
  if (isFlow(node)) return flowRemovals(node, keys, wholly);
  return [...node.entries.values()]
    .filter(({ key }) => keys.has(key.source))
    .flatMap((entry) => blockRemoval(entry, { isOpened: isOpened(entry.key.source), atTop }));
}

/** A block entry is removed with the line end before it, which was inserted with it; a comment after it stays. */
function blockRemoval(
  entry: MappingEntry,
  { isOpened, atTop }: { readonly isOpened: boolean; readonly atTop: boolean },
): TextEdit {
  const { span } = entry.key;
  const { text } = span.file;
  const end = isOpened ? behindColon(entry) : contentEnd(entry);
  const rest = text.slice(end, lineEndAfter(text, end));
  const comment = /^[ \t]+(?=#)/.exec(rest)?.[0];
  if (comment !== undefined) return removal(span.start, end + comment.length);
  const before = lineEndBefore(text, span.start);
  const after = lineEndAfter(text, end);
  if (before !== undefined && (!atTop || after === text.length)) return removal(before, end);
  const start = lineStart(text, span.start);
  return removal(start, after === text.length ? end : behindLineEnd(text, after));
}

/** A comma is removed with the entry after it, or before the first remaining one; if none remains, the inserted white space is removed too. */
function flowRemovals(
  node: MappingNode,
  keys: ReadonlySet<string>,
  wholly: boolean,
): readonly TextEdit[] {
  const { text } = node.span.file;
  const entries = [...node.entries.values()];
  const isGone = ({ key }: MappingEntry) => keys.has(key.source);
  const start = (i: number) => entries[i]?.key.span.start ?? node.span.end - 1;
  const end = (i: number) => {
    const entry = entries[i];
    return entry === undefined ? node.span.start + 1 : contentEnd(entry);
  };
  const gapBefore = (i: number) => gapRemoval(text, end(i - 1), start(i));
  const last = entries.length;
  const stays = entries.findIndex((entry) => !isGone(entry));
  const edits = entries.flatMap((entry, i) => {
    if (!isGone(entry)) return [];
    const gaps = stays >= 0 && i > stays ? gapBefore(i) : i + 1 < last ? gapBefore(i + 1) : [];
    return [removal(start(i), end(i)), ...gaps];
  });
  if (stays >= 0) return edits;
  const tail = wholly ? gapBefore(last) : commaRemoval(text, end(last - 1), start(last));
  return [...gapBefore(0), ...edits, ...tail];
}

/** Removes the text between two entries, except comments. */
function gapRemoval(text: string, from: number, to: number): readonly TextEdit[] {
  return /^[\s,]*$/.test(text.slice(from, to)) ? [removal(from, to)] : commaRemoval(text, from, to);
}

function commaRemoval(text: string, from: number, to: number): readonly TextEdit[] {
  const comma = /^(?:\s|(?<=\s)#[^\r\n]*)*,/.exec(text.slice(from, to))?.[0];
  return comma === undefined ? [] : [removal(from + comma.length - 1, from + comma.length)];
}

function removal(start: number, end: number): TextEdit {
  return { start, end, text: "" };
}
