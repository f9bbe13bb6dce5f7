// Unified diffs of texts, large ones that differ in many lines too.

import { diffArrays, formatPatch, type StructuredPatchHunk } from "diff";
import { escapeDeceptive, unicodeEscape } from "./characters.ts";
import { append, firstIndex } from "./lists.ts";
import { masked } from "./secrets.ts";

/** Two states of one file; a missing one is `undefined`. */
export interface TextChange {
  /** The path as the diff shows it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Returns the unified diff of a change, as `diff -u` and git write it, ending with a line end. */
export function unifiedDiff({ path, before, after }: TextChange): string {
  const runs = withoutSecrets(runsOf(linesOf(before ?? ""), linesOf(after ?? "")), {
    "-": masked(before ?? ""),
    "+": masked(after ?? ""),
  });
  const patch = {
    oldFileName: before === undefined ? "/dev/null" : `a/${shownText(path)}`,
    newFileName: after === undefined ? "/dev/null" : `b/${shownText(path)}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(runs),
  };
  const headers = { includeIndex: false, includeUnderline: false, includeFileHeaders: true };
  return formatPatch(patch, headers);
}

/** Returns runs with the lines of texts that have a star for each character of a secret; a secret may begin lines before what is shown. */
function withoutSecrets(
  runs: readonly Run[],
  shown: Readonly<Record<"-" | "+", string>>,
): readonly Run[] {
  const lines = { "-": linesOf(shown["-"]), "+": linesOf(shown["+"]) };
  const at = { "-": 0, "+": 0 };
  return runs.map(({ sign, lines: { length } }) => {
    const side = sign === "+" ? "+" : "-";
    const start = at[side];
    for (const one of ["-", "+"] as const) if (sign === " " || sign === one) at[one] += length;
    return { sign, lines: lines[side].slice(start, start + length) };
  });
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

/** Lines one after the other that both texts have, or one of them. */
interface Run {
  readonly sign: " " | "-" | "+";
  readonly lines: readonly string[];
}

/** How many differing lines are compared with each other: the time grows with the square of their number. */
const mostEdits = 300;

/** Returns how lines become others: with the fewest differences or, if these are too many, around the lines that each has once. */
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
    append(runs, runsOf(before.slice(from, here), after.slice(to, there)));
    runs.push({ sign: " ", lines: before.slice(here, here + 1) });
    [from, to] = [here + 1, there + 1];
  }
  return runs;
}

type Pair = readonly [before: number, after: number];

/** Returns the places of the lines that each text has once, as many as keep their order. */
function anchorsOf(before: readonly string[], after: readonly string[]): readonly Pair[] {
  const places = oncePlaces(after);
  const pairs = [...oncePlaces(before)].flatMap(([line, here]): readonly Pair[] => {
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

/** Returns the most pairs that rise in their second number too; the first numbers rise already. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  // For each length, the end of the sequence that ends lowest.
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [i, [, there]] of pairs.entries()) {
    const at = firstIndex(ends.length, (one) => (pairs[ends[one] ?? 0]?.[1] ?? 0) < there);
    previous.push(ends[at - 1] ?? -1);
    ends[at] = i;
  }
  const rising: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

/** How many lines that both texts have surround differences. */
const context = 3;

interface Line {
  readonly sign: Run["sign"];
  readonly text: string;
}

function hunksOf(runs: readonly Run[]): StructuredPatchHunk[] {
  const lines = runs.flatMap((run) => run.lines.map((text): Line => ({ sign: run.sign, text })));
  const hunks: StructuredPatchHunk[] = [];
  let [oldStart, newStart, done] = [1, 1, 0];
  for (const [start, end] of changedRanges(lines)) {
    // All lines between two hunks are in both texts.
    oldStart += start - done;
    newStart += start - done;
    const shown = lines.slice(start, end);
    const oldLines = shown.filter(({ sign }) => sign !== "+").length;
    const newLines = shown.filter(({ sign }) => sign !== "-").length;
    hunks.push({ oldStart, oldLines, newStart, newLines, lines: printed(shown) });
    oldStart += oldLines;
    newStart += newLines;
    done = end;
  }
  return hunks;
}

/** Returns the ranges of lines to show: the changed ones with their context, joined if the contexts touch. */
function changedRanges(lines: readonly Line[]): readonly (readonly [start: number, end: number])[] {
  const ranges: [number, number][] = [];
  for (const [i, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    const end = Math.min(i + 1 + context, lines.length);
    const last = ranges.at(-1);
    if (last !== undefined && i - context <= last[1]) last[1] = end;
    else ranges.push([Math.max(i - context, 0), end]);
  }
  return ranges;
}

/** Returns a text with an escape for each character that a terminal or a reader takes for something else. */
function shownText(text: string): string {
  return escapeDeceptive(text, unicodeEscape);
}

/** Returns the lines of a hunk; the removed lines of a change precede the added ones, as readers expect. */
function printed(lines: readonly Line[]): string[] {
  const all: string[] = [];
  let added: string[] = [];
  for (const { sign, text } of lines) {
    if (sign === " ") {
      for (const one of added) all.push(one);
      added = [];
    }
    const to = sign === "+" ? added : all;
    // A carriage return before a line end is what tells some lines apart, and moves no cursor back.
    const [end = ""] = /\r?\n$/.exec(text) ?? [];
    to.push(sign + shownText(text.slice(0, text.length - end.length)) + end.replace("\n", ""));
    if (end === "") to.push("\\ No newline at end of file");
  }
  return all.concat(added);
}
