// Unified diffs of texts, large ones that differ in many lines too.

import { diffArrays, formatPatch, type StructuredPatchHunk } from "diff";

/** Two states of one file; a missing one is `undefined`. */
export interface TextChange {
  /** The path as the diff shows it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Returns the unified diff of a change, as `diff -u` and git write it, with a line end at its end. */
export function unifiedDiff({ path, before, after }: TextChange): string {
  const runs = runsOf(linesOf(before ?? ""), linesOf(after ?? ""));
  const patch = {
    oldFileName: before === undefined ? "/dev/null" : `a/${path}`,
    newFileName: after === undefined ? "/dev/null" : `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(runs),
  };
  const headers = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };
  return formatPatch(patch, headers);
}

/** Returns the offset of the first difference between two texts. */
export function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i;
  return length;
}

/** Returns the lines of a text with their line ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Successive lines that both texts have, or only one of them. */
interface Run {
  readonly sign: " " | "-" | "+";
  readonly lines: readonly string[];
}

/** The most differing lines that are compared with each other: the time grows with the square of their number. */
const mostEdits = 300;

/** Returns how lines become others: with the fewest differences, or if these are too many, around the lines that occur once in each text. */
function runsOf(before: readonly string[], after: readonly string[]): readonly Run[] {
  const whole: readonly Run[] = [
    { sign: "-", lines: before },
    { sign: "+", lines: after },
  ];
  if (before.length === 0 || after.length === 0) return whole;
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  if (changes !== undefined) {
    return changes.map(({ added, removed, value }) => ({
      sign: added ? "+" : removed ? "-" : " ",
      lines: value,
    }));
  }
  const anchors = anchorsOf(before, after);
  if (anchors.length === 0) return whole;
  const runs: Run[] = [];
  let [from, to] = [0, 0];
  for (const [here, there] of [...anchors, [before.length, after.length] as const]) {
    runs.push(...runsOf(before.slice(from, here), after.slice(to, there)));
    runs.push({ sign: " ", lines: before.slice(here, here + 1) });
    [from, to] = [here + 1, there + 1];
  }
  return runs;
}

/** Returns the places of the lines that occur once in each text: as many as keep their order. */
function anchorsOf(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const places = oncePlaces(after);
  const pairs = [...oncePlaces(before)].flatMap(([line, here]): readonly [number, number][] => {
    const there = places.get(line);
    return there === undefined ? [] : [[here, there]];
  });
  return longestRising(pairs.sort(([a], [b]) => a - b));
}

/** Returns the place of each line that occurs once. */
function oncePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line);
    places.set(line, i);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

type Pair = readonly [number, number];

/** Returns the longest series of pairs whose second numbers rise, too; the first numbers rise already. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  // For each length so far, the last pair of the series with the lowest end.
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [i, [, there]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < there) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = i;
  }
  const rising: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

/** The number of common lines around differences. */
const context = 3;

function hunksOf(runs: readonly Run[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let open: StructuredPatchHunk | undefined;
  let [old, now] = [1, 1];
  const merged = mergedRuns(runs);
  for (const [i, { sign, lines }] of merged.entries()) {
    if (sign !== " ") {
      const lead = merged[i - 1]?.sign === " " ? (merged[i - 1]?.lines.slice(-context) ?? []) : [];
      open ??= begun({ old, now, lead }, hunks);
      put(sign, lines, open);
    } else if (open !== undefined) {
      const goesOn = i < merged.length - 1 && lines.length <= 2 * context;
      put(sign, goesOn ? lines : lines.slice(0, context), open);
      if (!goesOn) open = undefined;
    }
    if (sign !== "+") old += lines.length;
    if (sign !== "-") now += lines.length;
  }
  return hunks;
}

/** Merges runs of one sign, with deletions before insertions, as readers expect. */
function mergedRuns(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  const pending = { "-": [] as string[], "+": [] as string[], " ": [] as string[] };
  const flush = (...signs: readonly Run["sign"][]): void => {
    for (const sign of signs) {
      if (pending[sign].length > 0) merged.push({ sign, lines: pending[sign] });
      pending[sign] = [];
    }
  };
  for (const { sign, lines } of runs) {
    if (lines.length === 0) continue;
    if (sign === " ") flush("-", "+");
    else flush(" ");
    for (const line of lines) pending[sign].push(line);
  }
  flush(" ", "-", "+");
  return merged;
}

function begun(
  {
    old,
    now,
    lead,
  }: { readonly old: number; readonly now: number; readonly lead: readonly string[] },
  hunks: StructuredPatchHunk[],
): StructuredPatchHunk {
  const [oldStart, newStart] = [old - lead.length, now - lead.length];
  const hunk = { oldStart, oldLines: 0, newStart, newLines: 0, lines: [] };
  hunks.push(hunk);
  put(" ", lead, hunk);
  return hunk;
}

function put(sign: Run["sign"], lines: readonly string[], hunk: StructuredPatchHunk): void {
  for (const line of lines) {
    if (line.endsWith("\n")) hunk.lines.push(sign + line.slice(0, -1));
    else hunk.lines.push(sign + line, "\\ No newline at end of file");
  }
  if (sign !== "+") hunk.oldLines += lines.length;
  if (sign !== "-") hunk.newLines += lines.length;
}
