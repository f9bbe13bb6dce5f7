// Source texts and ranges in them, and the one place where offsets become lines and columns.

/** A text and where it came from; `path` is as shown to people, relative where possible, with forward slashes. */
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

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

function startsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known !== undefined) return known;
  const starts = startsIn(file.text);
  lineStarts.set(file, starts);
  return starts;
}

function startsIn(text: string): readonly number[] {
  const starts = [0];
  // Splitting is quick, and most texts have no carriage return.
  if (!text.includes("\r")) {
    let start = 0;
    for (const line of text.split("\n")) {
      start += line.length + 1;
      starts.push(start);
    }
    starts.pop();
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Gives the line and column of an offset; an offset outside the text is taken to its nearest end. */
export function positionOf(file: SourceFile, offset: number): Position {
  const starts = startsOf(file);
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}

/** Gives the text of a line, counted from 1, without its line break; an empty text where there is no such line. */
export function lineText(file: SourceFile, line: number): string {
  const starts = startsOf(file);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return file.text.slice(start, starts[line] ?? file.text.length).replace(/[\r\n]+$/, "");
}

/** A replacement of a range of offsets by a text; an insertion where the range is empty. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Gives a text with edits made, which may touch and must not overlap; those at one place are made in the order given, insertions first. */
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
