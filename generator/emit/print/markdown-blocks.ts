// An author's Markdown, read as blocks and printed again, so that nothing of it leaves the section it stands in.

import { asLine, authorLine, block, type Setting } from "./markdown-inline.ts";

/** Where an author's Markdown is printed. */
export interface Section {
  /** The level of the section's own heading; the author's headings come below it. */
  readonly level: number;
  /** How lines are printed, and what links lead to. */
  readonly setting: Setting;
}

/** Prints an author's Markdown as blocks of their own, without a line break at the end. */
export function markdown(source: string, section: Section): string {
  const blocks = readBlocks(linesOf(source), 0);
  return blocks.map((one) => printBlock(one, section).join("\n")).join("\n\n");
}

/** Prints an author's Markdown as one entry of a list: a marker, and every further line indented by its width. */
export function item(source: string, marker: string, section: Section): string {
  return printItem(readBlocks(linesOf(source), 0), marker, section).join("\n");
}

type Content =
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

interface List {
  readonly kind: "list";
  /** `-`, `+`, `*`, `.` or `)`. */
  readonly sign: string;
  readonly start: number;
  readonly loose: boolean;
  readonly items: readonly (readonly Block[])[];
}

/** A block, and whether a blank line stands before it. */
type Block = Content & { readonly gap: boolean };

/** What was read, and the number of the line after it. */
interface Read {
  readonly content: Content;
  readonly next: number;
}

type Lines = readonly string[];

/** Quotes and lists nested deeper than this are text, so that no input exhausts the stack. */
const deepest = 12;

function linesOf(source: string): Lines {
  const lines = source.split(/\r\n?|\n/);
  return lines.map((line) => line.replace(/^[ \t]+/, (space) => space.replaceAll("\t", "    ")));
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

function readBlock(lines: Lines, at: number, depth: number): Read {
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

/** Gives the lines of one entry without its marker and indentation, with the blank lines after it. */
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

/** Tells whether a line ends the paragraph before it. */
function interrupts(line: string): boolean {
  if (fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line)) return true;
  const marker = markerOf(line);
  return marker !== undefined && marker.rest !== "" && marker.start === 1;
}

function readTable(lines: Lines, at: number): Read | undefined {
  const head = cellsOf(lineAt(lines, at));
  const aligns = cellsOf(lineAt(lines, at + 1));
  const delimits =
    aligns.every((mark) => /^:?-+:?$/.test(mark)) && lineAt(lines, at + 1).includes("|");
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

function printBlock(one: Block, section: Section): Lines {
  switch (one.kind) {
    case "paragraph":
      return authorLine(one.text, section.setting).split("\n");
    case "heading":
      return [printHeading(one, section)];
    case "code":
      return block(one.text, one.language).split("\n");
    case "rule":
      // Dashes or stars would make another rule, or a list, of the marker before them.
      return ["___"];
    case "quote":
      return separated(one.blocks, section).map((line) => (line === "" ? ">" : `> ${line}`));
    case "list":
      return printList(one, section);
    case "table":
      return printTable(one.rows, one.aligns, section);
  }
}

function printHeading(one: { level: number; text: string }, section: Section): string {
  const printed = asLine(authorLine(one.text, section.setting).replaceAll("\n", " "));
  // Such a heading could take the anchor of a definition's.
  if (printed === "" || /^\w*error$/i.test(one.text.replace(/[^\w\s-]/g, "").trim()))
    return printed;
  return `${"#".repeat(Math.min(6, section.level + one.level))} ${printed}`;
}

function printList(list: List, section: Section): Lines {
  const ordered = list.sign === "." || list.sign === ")";
  return list.items.flatMap((blocks, i) => {
    const marker = ordered ? `${list.start + i}${list.sign} ` : `${list.sign} `;
    const lines = printItem(blocks, marker, section);
    return i > 0 && list.loose ? ["", ...lines] : lines;
  });
}

function printItem(blocks: readonly Block[], marker: string, section: Section): Lines {
  const indent = " ".repeat(marker.length);
  const lines = separated(blocks, section);
  if (lines.length === 0) return [marker.trimEnd()];
  return lines.map((line, i) =>
    i === 0 ? `${marker}${line}` : line === "" ? "" : `${indent}${line}`,
  );
}

/** Prints blocks inside of a list or a quote, with a blank line between two of them where the author has one or they need it. */
function separated(blocks: readonly Block[], section: Section): Lines {
  return blocks.flatMap((one, i) => {
    const before = blocks[i - 1];
    const lines = printBlock(one, section);
    if (before === undefined) return lines;
    const follows = before.kind === "paragraph" && (one.kind === "list" || one.kind === "code");
    return one.gap || !follows ? ["", ...lines] : lines;
  });
}

function printTable(rows: readonly Lines[], aligns: Lines, section: Section): Lines {
  const setting = { ...section.setting, place: "cell" as const };
  const printed = rows.map(
    (row) => `| ${row.map((one) => authorLine(one, setting)).join(" | ")} |`,
  );
  return [...printed.slice(0, 1), `| ${aligns.join(" | ")} |`, ...printed.slice(1)];
}
