// Parts of a text that can be left out when its edits are checked: whole entries on their own lines, away from every edit.

import type { TextEdit } from "../text/source.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { isFirst, isFlow, lineStart } from "./layout.ts";

/** The parts left out of a text. */
export interface Thinned {
  /** The lines of the entries, as edits that remove them. */
  readonly edits: readonly TextEdit[];
  /** The entries, by the offsets of their keys. */
  readonly left: ReadonlySet<number>;
}

/**
 * Returns what can be left out without changing how the rest is read: the entries of block maps that no edit touches,
 * except the first one, which defines the indentation of the map, and the last one, which may end anywhere.
 */
export function thinned(root: MappingNode, edits: readonly TextEdit[]): Thinned {
  const out: TextEdit[] = [];
  const left = new Set<number>();
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  // An alias elsewhere may refer to what is left out.
  if (root.aliases === undefined) thinMap(root, { sorted, out, left });
  return { edits: out, left };
}

interface Thinning {
  readonly sorted: readonly TextEdit[];
  readonly out: TextEdit[];
  readonly left: Set<number>;
}

function thinMap(node: YamlNode, thinning: Thinning): void {
  if (node.kind !== "mapping" || isFlow(node)) return;
  const { text } = node.span.file;
  const entries = [...node.entries.values()];
  if (!entries.every(({ key }) => isFirst(text, key.span.start))) return;
  for (const [i, entry] of entries.entries()) {
    const next = entries[i + 1];
    if (i > 0 && next !== undefined && leaveOut(entry, next, thinning)) continue;
    thinMap(entry.node, thinning);
  }
}

/** Leaves out an entry if no edit is in its lines or directly before or after them. */
function leaveOut(
  { key }: MappingEntry,
  next: MappingEntry,
  { sorted, out, left }: Thinning,
): boolean {
  const { text } = key.span.file;
  const start = lineStart(text, key.span.start);
  const end = lineStart(text, next.key.span.start);
  if (isTouched(start, end, sorted)) return false;
  out.push({ start, end, text: "" });
  left.add(key.span.start);
  return true;
}

/** There are few edits in the lines of one entry and many in a text. */
function isTouched(start: number, end: number, sorted: readonly TextEdit[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const first = sorted[low];
  return first !== undefined && first.start <= end;
}
