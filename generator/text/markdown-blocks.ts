// An author's Markdown as blocks: the reader of what GitHub reads as Markdown, without HTML and reference links.

/** What a block is made of. */
export type Content =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "rule" }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | {
      readonly kind: "table";
      readonly rows: readonly (readonly string[])[];
      readonly aligns: readonly string[];
    }
  | List;

/** A list of entries, each made of blocks. */
export interface List {
  readonly kind: "list";
  /** `-`, `+`, `*`, `.` or `)`. */
  readonly sign: string;
  readonly start: number;
  readonly loose: boolean;
  readonly items: readonly (readonly Block[])[];
}

/** A block, and whether a blank line stands before it. */
export type Block = Content & { readonly gap: boolean };

/** What was read, and the number of the line after it. */
interface Read {
  readonly content: Content;
  readonly next: number;
}

/** The lines of a text. */
export type Lines = readonly string[];

/** Quotes and lists nested deeper than this are text, so that no input exhausts the stack. */
const deepest = 12;

/** Reads an author's Markdown; whatever is no other block is a paragraph. */
export function blocksOf(source: string): readonly Block[] {
  const lines = source.split(/\r\n?|\n/);
  const spaced = lines.map((line) =>
    line.replace(/^[ \t]+/, (space) => space.replaceAll("\t", "    ")),
  );
  return readBlocks(spaced, 0);
}

function readBlocks(lines: Lines, depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let gap = false;
  for (let at = 0; at < lines.length; ) {
    if (lineAt(lines, at).trim() === "") {
      gap = true;
      at++;
      continue;
    }
    const read = readBlock(lines, at, depth);
    blocks.push({ ...read.content, gap });
    gap = false;
    at = read.next;
  }
  return blocks;
}

/** What begins with a letter is no block but a table's or a paragraph's, which spares most lines all other tests. */
const letter = /^ {0,3}[A-Za-z]/;

function readBlock(lines: Lines, at: number, depth: number): Read {
  if (letter.test(lineAt(lines, at)))
    return readTable(lines, at) ?? readParagraph(lines, at, depth);
  return (
    readIndentedCode(lines, at) ??
    readFence(lines, at) ??
    readHeading(lines, at) ??
    readRule(lines, at) ??
    (depth < deepest ? (readQuote(lines, at, depth) ?? readList(lines, at, depth)) : undefined) ??
    readTable(lines, at) ??
    readParagraph(lines, at, depth)
  );
}

function lineAt(lines: Lines, at: number): string {
  return lines[at] ?? "";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function readIndentedCode(lines: Lines, at: number): Read | undefined {
  if (indentOf(lineAt(lines, at)) < 4) return undefined;
  let next = at;
  while (
    next < lines.length &&
    (indentOf(lineAt(lines, next)) >= 4 || lineAt(lines, next).trim() === "")
  )
    next++;
  const text = lines.slice(at, next).map((line) => line.slice(4));
  return { content: { kind: "code", language: "", text: text.join("\n") }, next };
}

const fence = /^ {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

function readFence(lines: Lines, at: number): Read | undefined {
  const opening = fence.exec(lineAt(lines, at));
  if (opening === null) return undefined;
  const sign = opening[1] ?? opening[3] ?? "";
  const indent = indentOf(lineAt(lines, at));
  let next = at + 1;
  while (next < lines.length && !closes(lineAt(lines, next), sign)) next++;
  const text = lines
    .slice(at + 1, next)
    .map((line) => line.slice(Math.min(indent, indentOf(line))));
  const language = (opening[2] ?? opening[4] ?? "").trim();
  return { content: { kind: "code", language, text: text.join("\n") }, next: next + 1 };
}

function closes(line: string, sign: string): boolean {
  const text = line.trim();
  return (
    indentOf(line) < 4 && text.length >= sign.length && text === sign.charAt(0).repeat(text.length)
  );
}

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;

function readHeading(lines: Lines, at: number): Read | undefined {
  const match = heading.exec(lineAt(lines, at));
  if (match === null) return undefined;
  const text = (match[2] ?? "").trim().replace(/(?:^|(?<=\s))#+$/, "");
  return { content: { kind: "heading", level: match[1]?.length ?? 1, text }, next: at + 1 };
}

const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/;

function readRule(lines: Lines, at: number): Read | undefined {
  return rule.test(lineAt(lines, at)) ? { content: { kind: "rule" }, next: at + 1 } : undefined;
}

const quote = /^ {0,3}> ?/;

function readQuote(lines: Lines, at: number, depth: number): Read | undefined {
  if (!quote.test(lineAt(lines, at))) return undefined;
  const inner: string[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lineAt(lines, next);
    if (!quote.test(line) && (line.trim() === "" || interrupts(line))) break;
    inner.push(line.replace(quote, ""));
  }
  return { content: { kind: "quote", blocks: readBlocks(inner, depth + 1) }, next };
}

interface Marker {
  readonly sign: string;
  readonly start: number;
  /** How far the content of the entry is indented. */
  readonly width: number;
  readonly rest: string;
}

function markerOf(line: string): Marker | undefined {
  const match = /^( {0,3})([-+*]|(\d{1,9})([.)]))([ \t]+|$)(.*)$/.exec(line);
  if (match === null || rule.test(line)) return undefined;
  const [, indent = "", marker = "", number, sign = marker, space = "", rest = ""] = match;
  // Five spaces are one that belongs to the marker and four that begin code.
  const own = space.length > 4 || rest === "" ? 1 : space.length;
  const width = indent.length + marker.length + own;
  return { sign, start: Number(number ?? 1), width, rest: `${space.slice(own)}${rest}` };
}

function readList(lines: Lines, at: number, depth: number): Read | undefined {
  const first = markerOf(lineAt(lines, at));
  if (first === undefined) return undefined;
  const items: (readonly Block[])[] = [];
  let loose = false;
  let next = at;
  for (;;) {
    const marker = markerOf(lineAt(lines, next));
    if (marker === undefined || marker.sign !== first.sign) break;
    const inner = itemLines(lines, next, marker);
    next += inner.length;
    const blocks = readBlocks(inner, depth + 1);
    items.push(blocks);
    const another = markerOf(lineAt(lines, next))?.sign === first.sign;
    const ended = another && inner.at(-1)?.trim() === "";
    loose ||= ended || blocks.some((one, i) => i > 0 && one.gap);
  }
  return { content: { kind: "list", sign: first.sign, start: first.start, loose, items }, next };
}

/** Returns the lines of one list item without its marker and indentation, with the blank lines after it. */
function itemLines(lines: Lines, at: number, marker: Marker): Lines {
  const inner = [marker.rest];
  let sign = fence
    .exec(marker.rest)
    ?.slice(1)
    .find((part) => part?.startsWith("`") || part?.startsWith("~"));
  for (let next = at + 1; next < lines.length; next++) {
    const line = lineAt(lines, next);
    const inside = indentOf(line) >= marker.width;
    const blank = line.trim() === "";
    const lazy =
      sign === undefined && inner.at(-1)?.trim() !== "" && !interrupts(line) && !markerOf(line);
    if (!inside && !blank && !lazy) break;
    const own = inside ? line.slice(marker.width) : line.trim();
    const opening = fence.exec(own);
    if (sign !== undefined) sign = closes(own, sign) ? undefined : sign;
    else if (inside && opening !== null) sign = opening[1] ?? opening[3];
    inner.push(own);
  }
  return inner;
}

/** Returns whether a line ends the paragraph before it. */
function interrupts(line: string): boolean {
  if (letter.test(line)) return false;
  if (fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line)) return true;
  const marker = markerOf(line);
  return marker !== undefined && marker.rest !== "" && marker.start === 1;
}

function readTable(lines: Lines, at: number): Read | undefined {
  const under = lineAt(lines, at + 1);
  if (!under.includes("|") || !/^[ \t|:-]+$/.test(under)) return undefined;
  const head = cellsOf(lineAt(lines, at));
  const aligns = cellsOf(under);
  const delimits = aligns.every((mark) => /^:?-+:?$/.test(mark));
  if (!delimits || head.length === 0 || head.length !== aligns.length) return undefined;
  const rows = [head];
  let next = at + 2;
  for (; next < lines.length; next++) {
    const line = lineAt(lines, next);
    if (line.trim() === "" || interrupts(line)) break;
    const cells = cellsOf(line);
    rows.push(head.map((_, i) => cells[i] ?? ""));
  }
  return { content: { kind: "table", rows, aligns }, next };
}

function cellsOf(row: string): readonly string[] {
  const cells = [""];
  for (const [piece] of row.trim().matchAll(/\\[\s\S]|[^|\\]+|[|\\]/g)) {
    if (piece === "|") cells.push("");
    else cells.push(`${cells.pop() ?? ""}${piece === "\\|" ? "|" : piece}`);
  }
  const inner = cells.slice(
    cells[0] === "" ? 1 : 0,
    cells.length > 1 && cells.at(-1) === "" ? -1 : undefined,
  );
  return inner.map((cell) => cell.trim());
}

function readParagraph(lines: Lines, at: number, depth: number): Read {
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lineAt(lines, next);
    const underline = /^ {0,3}(?:(=+)|-+)[ \t]*$/.exec(line);
    if (underline !== null) {
      const text = lines.slice(at, next).map((one) => one.trim());
      const level = underline[1] === undefined ? 2 : 1;
      return { content: { kind: "heading", level, text: text.join(" ") }, next: next + 1 };
    }
    const ends = interrupts(line) && (depth < deepest || !(quote.test(line) || markerOf(line)));
    if (line.trim() === "" || ends || readTable(lines, next) !== undefined) break;
  }
  const text = lines.slice(at, next).map((line) => line.trimStart());
  return { content: { kind: "paragraph", text: text.join("\n").trimEnd() }, next };
}
