// The destinations of all links in a Markdown text, found in one pass; what is code is left out only where every reader takes it for code.

/** Gives the destinations of inline links, images, autolinks and reference definitions, in order. */
export function markdownLinks(markdown: string): readonly string[] {
  if (!/[\]<]/.test(markdown)) return [];
  return blocksOf(markdown).flatMap(linksOf);
}

/** Gives the runs of lines between blank lines, without fenced code. */
function blocksOf(markdown: string): readonly string[] {
  const lines = markdown.split(/\r\n|\n|\r/);
  const blocks: string[] = [];
  let block: string[] = [];
  let fences = true;
  const close = (): void => {
    if (block.length > 0) blocks.push(block.join("\n"));
    block = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const fence = fences ? fenceOf(line) : undefined;
    const end = fence === undefined ? undefined : endOfFence(lines, i, fence);
    if (end !== undefined && (block.length === 0 || (fence?.indent ?? 0) < 4)) {
      close();
      i = end;
      continue;
    }
    // Past a fence that readers may take in two ways, nothing counts as code any more.
    if (mayHoldFence(line)) fences = false;
    if (line.trim() === "") close();
    else block.push(line);
  }
  close();
  return blocks;
}

interface Fence {
  readonly indent: number;
  readonly mark: string;
  readonly length: number;
}

function fenceOf(line: string): Fence | undefined {
  const found = /^( *)(`{3,}|~{3,})([^\n]*)$/.exec(line);
  if (found === null) return undefined;
  const [, spaces = "", marks = "", info = ""] = found;
  const mark = marks.charAt(0);
  if (mark === "`" && info.includes("`")) return undefined;
  return { indent: spaces.length, mark, length: marks.length };
}

function mayHoldFence(line: string): boolean {
  const beginsHtml = /^ {0,3}<(?:[!?]|\/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))/.test(line);
  return beginsHtml || line.includes("```") || line.includes("~~~");
}

/** Gives the line that closes a fence, where it stands exactly below and nothing between is indented less. */
function endOfFence(lines: readonly string[], from: number, fence: Fence): number | undefined {
  const spaces = " ".repeat(fence.indent);
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    if (!line.startsWith(spaces)) return undefined;
    const other = fenceOf(line);
    if (other === undefined || other.mark !== fence.mark || other.length < fence.length) continue;
    if (line.trim() !== other.mark.repeat(other.length)) continue;
    return other.indent === fence.indent ? i : undefined;
  }
  return undefined;
}

interface Scan {
  readonly text: string;
  /** The place after each code span, by the place where it would begin. */
  readonly codeEnds: ReadonlyMap<number, number>;
  readonly found: string[];
  /** The places of the open brackets. */
  readonly open: number[];
  at: number;
}

function linksOf(text: string): readonly string[] {
  const scan: Scan = { text, codeEnds: codeSpans(text), found: [], open: [], at: 0 };
  const special = /[\\`<[\]]/g;
  for (let next = special.exec(text); next !== null; next = special.exec(text)) {
    scan.at = next.index;
    step(scan);
    special.lastIndex = scan.at;
  }
  return scan.found;
}

function step(scan: Scan): void {
  const { text, at } = scan;
  switch (text.charAt(at)) {
    case "\\":
      scan.at += isPunctuation(text.charAt(at + 1)) ? 2 : 1;
      return;
    case "`":
      scan.at = scan.codeEnds.get(at) ?? endOfRun(text, at);
      return;
    case "<":
      autolink(scan);
      return;
    case "[":
      scan.open.push(at);
      scan.at++;
      return;
    case "]":
      afterBracket(scan);
      return;
    default:
      scan.at++;
  }
}

const noSpans: ReadonlyMap<number, number> = new Map();

/** A line that may begin a block of its own, which no code span reaches into. */
const border = /\n[ \t]*(?=[-+*#>|<=_~`]|[0-9]+[.)])/g;

/** Gives the ends of code spans; a span that reaches into a line that may begin another block is none. */
function codeSpans(text: string): ReadonlyMap<number, number> {
  if (!text.includes("`")) return noSpans;
  const runs = [...text.matchAll(/`+/g)].map((run) => ({ at: run.index, length: run[0].length }));
  const borders = [...text.matchAll(border)].map((one) => one.index);
  const ends = new Map<number, number>();
  const closing = new Map<number, number>();
  let nextBorder = Number.POSITIVE_INFINITY;
  for (const { at, length } of runs.reverse()) {
    while ((borders.at(-1) ?? -1) > at) nextBorder = borders.pop() ?? nextBorder;
    const end = closing.get(length);
    if (end !== undefined && end < nextBorder && !isEscaped(text, at)) ends.set(at, end + length);
    closing.set(length, at);
  }
  return ends;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charAt(at - 1 - slashes) === "\\") slashes++;
  return slashes % 2 === 1;
}

function endOfRun(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === "`") end++;
  return end;
}

function isPunctuation(char: string): boolean {
  return /^[!-/:-@[-`{-~]$/.test(char);
}

/** Tells whether only spaces, list markers and quote marks stand before a place in its line. */
function beginsLine(text: string, at: number): boolean {
  let start = at - 1;
  while (start >= 0 && ` \t>-+*.)0123456789`.includes(text.charAt(start))) start--;
  return start < 0 || text.charAt(start) === "\n";
}

function autolink(scan: Scan): void {
  const { text, at } = scan;
  const end = endOfAngle(text, at + 1);
  const inside = end === undefined ? "" : text.slice(at + 1, end);
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]{1,31}:\S*$/.test(inside);
  const isMail = /^[^\s@/]+@[^\s@/]+$/.test(inside);
  const isLink = end !== undefined && (isUri || isMail);
  if (isLink) scan.found.push(inside);
  scan.at = isLink ? end + 1 : at + 1;
}

/** Gives the place of the bracket that closes one in a line, where no other opens before. */
function endOfAngle(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === ">") return at;
    if (char === "<" || char === "\n") return undefined;
  }
  return undefined;
}

function afterBracket(scan: Scan): void {
  const { text, at } = scan;
  const open = scan.open.pop();
  scan.at++;
  if (open === undefined) return;
  const follows = text.charAt(at + 1);
  const isDefinition = follows === ":" && beginsLine(text, open) && text.charAt(open + 1) !== "^";
  if (follows !== "(" && !isDefinition) return;
  const link = destination(text, at + 2);
  if (link === undefined) return;
  const after = afterSpaces(text, link.end);
  const next = text.charAt(after);
  const endsLine = next === "" || text.slice(link.end, after).includes("\n");
  const closes = isDefinition
    ? endsLine || "\"'(".includes(next)
    : next !== "" && ")\"'(".includes(next);
  if (closes) scan.found.push(link.url);
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n".includes(text.charAt(at))) at++;
  return at;
}

interface Destination {
  readonly url: string;
  readonly end: number;
}

/** As many brackets in a destination as CommonMark's own reader follows. */
const mostBrackets = 32;

/** Gives the destination after spaces and line breaks: in angle brackets, or up to a space or the bracket that closes. */
function destination(text: string, from: number): Destination | undefined {
  const start = afterSpaces(text, from);
  if (text.charAt(start) === "<") {
    const end = endOfAngle(text, start + 1);
    return end === undefined
      ? undefined
      : { url: unescaped(text.slice(start + 1, end)), end: end + 1 };
  }
  let depth = 0;
  let end = start;
  for (; end < text.length; end++) {
    const char = text.charAt(end);
    if (" \t\n".includes(char)) break;
    if (char === "\\" && isPunctuation(text.charAt(end + 1))) end++;
    else if (char === "(" && depth++ > mostBrackets) return undefined;
    else if (char === ")" && depth-- === 0) break;
  }
  return { url: unescaped(text.slice(start, end)), end };
}

function unescaped(url: string): string {
  return url.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
