// Some ranges of a text as a text of their own, with the way back to their places in the whole.

import type { SourceFile, Span } from "./source.ts";

/** A half-open range of offsets. */
export type TextRange = Pick<Span, "start" | "end">;

/** A text that consists of ranges of another. */
export interface Excerpt {
  readonly file: SourceFile;
  /** Returns the place in the whole text of a place in the excerpt. */
  readonly placeOf: (span: Span) => Span;
}

/** Returns the excerpt of some ranges, which must be in the order of the text. */
export function excerptOf(whole: SourceFile, ranges: readonly TextRange[]): Excerpt {
  const text = ranges.map(({ start, end }) => whole.text.slice(start, end)).join("");
  const offsetOf = (at: number): number => {
    let rest = at;
    for (const { start, end } of ranges) {
      if (rest < end - start) return start + rest;
      rest -= end - start;
    }
    return whole.text.length;
  };
  return {
    file: { path: whole.path, text },
    placeOf: ({ start, end }) => ({
      file: whole,
      start: offsetOf(start),
      end: end > start ? offsetOf(end - 1) + 1 : offsetOf(end),
    }),
  };
}
