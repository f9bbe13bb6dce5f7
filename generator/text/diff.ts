// Unified diffs of texts.

import { createTwoFilesPatch } from "diff";

/** Two states of one file; an absent one is `undefined`. */
export interface TextChange {
  /** The path as the diff shows it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Gives the unified diff of a change, as `diff -u` and git write it, ending with a line end. */
export function unifiedDiff({ path, before, after }: TextChange): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = after === undefined ? "/dev/null" : `b/${path}`;
  return createTwoFilesPatch(from, to, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** Gives the offset of the first difference between two texts. */
export function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i;
  return length;
}
