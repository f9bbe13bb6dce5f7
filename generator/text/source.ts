// Source texts, ranges in them and edits of them; only here, offsets become lines and columns.

/** A text and its origin; `path` is relative if possible, with forward slashes. */
export interface SourceFile {
  /** The path as diagnostics show it. */
  readonly path: string;
  /** The whole text, decoded, without a byte order mark. */
  readonly text: string;
}

/** A half-open range of UTF-16 offsets in a source text. */
export interface Span {
  /** The text that the offsets count in. */
  readonly file: SourceFile;
  /** The first offset. */
  readonly start: number;
  /** The offset after the last one; equal to `start` for an empty range. */
  readonly end: number;
}

/** A place for people: both numbers begin at 1, and a column counts UTF-16 units. */
export interface Position {
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
}

/** The lines of a text, as far as they were needed. */
interface Lines {
  readonly starts: number[];
  /** True if all line ends are line feeds, as in most texts. */
  readonly isPlain: boolean;
  /** True once there is no further line. */
  done: boolean;
}

const linesOf = new WeakMap<SourceFile, Lines>();

/** Returns the offsets at which lines begin: all up to an offset, and the next one if there is one. */
function startsUpTo(file: SourceFile, offset: number): readonly number[] {
  const { text } = file;
  const lines = linesOf.get(file) ?? { starts: [0], isPlain: !text.includes("\r"), done: false };
  linesOf.set(file, lines);
  let start = lines.starts.at(-1) ?? 0;
  while (!lines.done && start <= offset) {
    start = lines.isPlain ? text.indexOf("\n", start) + 1 : behindLine(text, start);
    if (start === 0) lines.done = true;
    else lines.starts.push(start);
  }
  return lines.starts;
}

const lineEnd = /\r\n?|\n/g;

/** Returns the offset after the next line end, or 0. */
function behindLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  return lineEnd.test(text) ? lineEnd.lastIndex : 0;
}

/** Returns the line and column of an offset; an offset outside the text counts as its nearest end. */
export function positionOf(file: SourceFile, offset: number): Position {
  const at = Math.max(0, Math.min(offset, file.text.length));
  const starts = startsUpTo(file, at);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** Returns the line around an offset, without its line break. */
export function lineAround(file: SourceFile, offset: number): string {
  const { line } = positionOf(file, offset);
  const starts = startsUpTo(file, offset);
  const start = starts[line - 1] ?? 0;
  let end = starts[line] ?? file.text.length;
  while (end > start && /[\r\n]/.test(file.text.charAt(end - 1))) end--;
  return file.text.slice(start, end);
}

/** A replacement of a range of offsets by a text; an insertion if the range is empty. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits, which may touch and must not overlap; those at one place are applied in the order given, insertions first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let done = 0;
  for (const { start, end, text: put } of sorted) {
    if (start < done) throw new Error(`edits overlap at the offset ${start}`);
    result += text.slice(done, start) + put;
    done = end;
  }
  return result + text.slice(done);
}
