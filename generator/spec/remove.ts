// Entries of ours taken out of a person's text: exactly the ranges that were put in.

import type { TextEdit } from "../text/source.ts";
import type { MappingEntry, MappingNode } from "../text/yaml-nodes.ts";
import { contentEnd, isFlow, lineEndBefore } from "./layout.ts";

/** Gives the edits that take entries out of a map; `wholly` where nothing may stay between its braces. */
export function removeEntries(
  node: MappingNode,
  keys: ReadonlySet<string>,
  { wholly }: { readonly wholly: boolean },
): readonly TextEdit[] {
  const entries = [...node.entries.values()];
  if (isFlow(node)) {
    if (wholly) return [removal(node.span.start + 1, node.span.end - 1)];
    return flowRuns(entries, keys).map(([from, to]) => flowRemoval(node, entries, [from, to]));
  }
  return entries.filter(({ key }) => keys.has(key.source)).map(blockRemoval);
}

/** A block entry goes with the line end before it, which came with it. */
function blockRemoval(entry: MappingEntry): TextEdit {
  const { span } = entry.key;
  const end = contentEnd(entry);
  const before = lineEndBefore(span.file.text, span.start);
  if (before !== undefined) return removal(before, end);
  const after = span.file.text.indexOf("\n", end);
  return removal(span.start, after < 0 ? end : after + 1);
}

/** Gives the runs of neighbours among the entries, as indices of the first and the last of each. */
function flowRuns(
  entries: readonly MappingEntry[],
  keys: ReadonlySet<string>,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  entries.forEach(({ key }, i) => {
    if (!keys.has(key.source)) return;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === i - 1) last[1] = i;
    else runs.push([i, i]);
  });
  return runs;
}

/** Commas go with the entries behind them; before the first entry there is none. */
function flowRemoval(
  node: MappingNode,
  entries: readonly MappingEntry[],
  [from, to]: readonly [number, number],
): TextEdit {
  const before = entries[from - 1];
  const last = entries[to];
  const next = entries[to + 1];
  const end = last === undefined ? node.span.end - 1 : contentEnd(last);
  if (before !== undefined) return removal(contentEnd(before), end);
  const first = entries[from];
  if (next !== undefined && first !== undefined) {
    return removal(first.key.span.start, next.key.span.start);
  }
  return removal(node.span.start + 1, end);
}

function removal(start: number, end: number): TextEdit {
  return { start, end, text: "" };
}
