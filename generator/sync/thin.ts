// Parts of a text that can be left out when its edits are checked: whole entries on their own lines, away from every edit.

import { firstIndex } from "../text/lists.ts";
import type { TextEdit } from "../text/source.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
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
  const { text } = root.span.file;
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const out: TextEdit[] = [];
  const left = new Set<number>();
  // Edits do not overlap, so their ends are sorted too.
  const isTouched = (start: number, end: number): boolean => {
    const first = sorted[firstIndex(sorted.length, (i) => (sorted[i]?.end ?? 0) < start)];
    return first !== undefined && first.start <= end;
  };
  const visit = (node: YamlNode): void => {
    if (node.kind !== "mapping" || isFlow(node)) return;
    const entries = [...node.entries.values()];
    if (!entries.every(({ key }) => isFirst(text, key.span.start))) return;
    for (const [i, { key, node: inner }] of entries.entries()) {
      const next = entries[i + 1];
      const start = lineStart(text, key.span.start);
      const end = next === undefined ? start : lineStart(text, next.key.span.start);
      if (i === 0 || next === undefined || isTouched(start, end)) visit(inner);
      else {
        out.push({ start, end, text: "" });
        left.add(key.span.start);
      }
    }
  };
  // An alias elsewhere may refer to what is left out.
  if (root.aliases === undefined) visit(root);
  return { edits: out, left };
}
