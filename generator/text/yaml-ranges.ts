// The ends of what the YAML library leaves open: blocks of text without the space around them, and lists and maps in brackets.

/** The offsets of a block's text as the library reads it, and the indentation of its lines. */
export interface Block {
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly indent: number;
}

/** Returns the range of a block without the indentation and the line ends around it. */
export function blockRange(text: string, block: Block): { start: number; end: number } {
  const { valueStart } = block;
  const end = blockEnd(text, block);
  if (end > valueStart) {
    const inner = text.slice(valueStart, end);
    return { start: inner.trim() === "" ? valueStart : end - inner.trimStart().length, end };
  }
  // A block without text ends with the line of its sign.
  const header = /(?:\r\n|\r|\n)?$/.exec(text.slice(valueStart - 2, valueStart))?.[0].length ?? 0;
  return { start: valueStart - header, end: valueStart - header };
}

/** Returns the end without the last line end: lines of spaces belong to the text if they are longer than its indentation. */
function blockEnd(text: string, { valueStart, valueEnd, indent }: Block): number {
  let end = valueEnd;
  while (end > valueStart) {
    const line =
      end - (text.startsWith("\r\n", end - 2) ? 2 : /[\r\n]/.test(text[end - 1] ?? "") ? 1 : 0);
    let start = line;
    while (start > valueStart && text[start - 1] === " ") start--;
    const isOfSpaces = start === valueStart || /[\r\n]/.test(text[start - 1] ?? "");
    if (!isOfSpaces || line - start > indent) return line;
    end = start;
  }
  return end;
}

const afterEntries = /(?:[\s,:?]|(?<=\s)#[^\r\n]*)*[\]}]/y;

/** Returns the offset after the closing bracket of a list or map whose last entry ends at `last`; without brackets it ends there. */
export function flowEnd(text: string, start: number, last: number): number {
  if (text[start] !== "[" && text[start] !== "{") return last;
  const inner = last === start ? last + 1 : last;
  afterEntries.lastIndex = inner;
  return afterEntries.test(text) ? afterEntries.lastIndex : inner;
}
