// The pieces of a line or paragraph of Markdown: plain text, code, links and other markup.

/** A piece of a Markdown text, with the range of the source that it covers. */
export type Piece = PieceContent & { readonly start: number; readonly end: number };

type PieceContent =
  | { readonly kind: "text"; readonly text: string }
  /** A character after a backslash. */
  | { readonly kind: "escape"; readonly text: string }
  /** An entity such as `&lt;`, as written. */
  | { readonly kind: "entity"; readonly text: string }
  /** A sign of emphasis. */
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break"; readonly hard: boolean }
  | { readonly kind: "link"; readonly words: string; readonly url: string; readonly image: boolean }
  /** A URL or mail address in angle brackets. */
  | { readonly kind: "autolink"; readonly url: string }
  /** A URL without any brackets. */
  | { readonly kind: "bare"; readonly url: string }
  /** The first bracket of a definition of reference links. */
  | { readonly kind: "definition"; readonly url: string };

type Link = Piece & { readonly kind: "link" | "autolink" | "definition" };

interface Reader {
  readonly text: string;
  /** The end of each code span, by its start. */
  readonly codeEnds: ReadonlyMap<number, number>;
  readonly links: ReadonlyMap<number, Link>;
}

const special = /[\\`<[\n*_~]|!(?=\[)|&(?=#?[a-z0-9]+;)|https?:\/\//gi;

/** Returns the pieces of a paragraph in order; in the words of a link, `inLink`, other links are text. */
export function piecesOf(text: string, inLink = false): readonly Piece[] {
  const codeEnds = codeSpans(text, []);
  const reader: Reader = {
    text,
    codeEnds,
    links: inLink ? new Map() : linksOutside(text, codeEnds),
  };
  const pieces: Piece[] = [];
  let from = 0;
  special.lastIndex = 0;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const start = found.index;
    const isBare = found[0].length > 1;
    const piece = isBare ? (inLink ? undefined : bareAt(text, start)) : pieceAt(reader, start);
    special.lastIndex = piece?.end ?? start + 1;
    if (piece === undefined) continue;
    pushText(pieces, text, [from, start]);
    pieces.push(piece);
    from = piece.end;
  }
  pushText(pieces, text, [from, text.length]);
  return pieces;
}

function pushText(pieces: Piece[], text: string, [start, end]: readonly [number, number]): void {
  if (start < end) pieces.push({ kind: "text", text: text.slice(start, end), start, end });
}

function pieceAt(reader: Reader, start: number): Piece | undefined {
  const { text } = reader;
  const char = text.charAt(start);
  switch (char) {
    case "\\":
      return escapeAt(text, start);
    case "`":
      return codeAt(reader, start);
    case "\n":
      return { kind: "break", hard: text.slice(start - 2, start) === "  ", start, end: start + 1 };
    case "&":
      return entityAt(text, start);
    case "<":
    case "[":
    case "!":
      return reader.links.get(start);
    default:
      return { kind: "mark", text: char, start, end: start + 1 };
  }
}

/** A line that may begin another block. */
const border = /\n[ \t]*(?=[-+*#>|<=_~`]|[0-9]+[.)])/g;

/** A line that may be indented code, which ends with it. */
const indented = /^[-+*>.)0-9 \t]*(?: {4}|\t).*$/gm;

/** What may begin a definition, whose backticks are no code; a label has fewer than 1,000 characters. */
const definition = /^[-+*>.)0-9 \t]*\[(?:\\.|[^\]\\]){1,999}\]:/ms;

/**
 * Returns the links of a text that may hold several blocks, in the order in which they end.
 * A code span that reaches into a line that may begin another block, or out of one that may be indented code, is none,
 * and beside what may be a definition there is none.
 */
export function linksIn(text: string): readonly Link[] {
  if (definition.test(text)) return [...linksOutside(text, new Map()).values()];
  const begins = [...text.matchAll(border)].map((one) => one.index);
  const ends = [...text.matchAll(indented)].map((one) => one.index + one[0].length);
  const borders = [...begins, ...ends].sort((a, b) => a - b);
  return [...linksOutside(text, codeSpans(text, borders)).values()];
}

/** Returns the links outside of code by their starts, in the order in which they end. */
function linksOutside(
  text: string,
  codeEnds: ReadonlyMap<number, number>,
): ReadonlyMap<number, Link> {
  const links = new Map<number, Link>();
  const open: number[] = [];
  const mark = /[\\`<[\]]/g;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const at = found.index;
    if (found[0] === "\\") mark.lastIndex = at + 2;
    else if (found[0] === "`") mark.lastIndex = codeEnds.get(at) ?? endOfRun(text, at);
    else if (found[0] === "[") open.push(at);
    else {
      const start = found[0] === "<" ? at : open.pop();
      if (start === undefined) continue;
      const link = found[0] === "<" ? autolinkAt(text, at) : bracketsAt(text, [start, at]);
      if (link === undefined) continue;
      links.set(link.start, link);
      mark.lastIndex = Math.max(at + 1, link.end);
    }
  }
  return links;
}

const punctuation = /[!-/:-@[-`{-~]/;

function escapeAt(text: string, start: number): Piece | undefined {
  const next = text.charAt(start + 1);
  const end = start + 2;
  if (next === "\n") return { kind: "break", hard: true, start, end };
  return punctuation.test(next) ? { kind: "escape", text: next, start, end } : undefined;
}

function codeAt({ text, codeEnds }: Reader, start: number): Piece {
  const fence = endOfRun(text, start) - start;
  const end = codeEnds.get(start);
  // A run that closes nothing is text as a whole, since its parts open nothing.
  if (end === undefined) {
    return { kind: "text", text: text.slice(start, start + fence), start, end: start + fence };
  }
  const inside = text.slice(start + fence, end - fence).replaceAll("\n", " ");
  const spaced = inside.startsWith(" ") && inside.endsWith(" ") && inside.trim() !== "";
  return { kind: "code", text: spaced ? inside.slice(1, -1) : inside, start, end };
}

function autolinkAt(text: string, start: number): Link | undefined {
  const close = endOfAngle(text, start + 1);
  if (close === undefined) return undefined;
  const url = text.slice(start + 1, close);
  const isLink = /^(?:[a-z][a-z0-9+.-]{1,31}:\S*|[^\s@/]+@[^\s@/]+)$/i.test(url);
  return isLink ? { kind: "autolink", url, start, end: close + 1 } : undefined;
}

type Brackets = readonly [open: number, close: number];

/** Returns the link or the definition that has its words in a pair of brackets. */
function bracketsAt(text: string, brackets: Brackets): Link | undefined {
  const [open, close] = brackets;
  const sign = text.charAt(close + 1);
  const isDefinition = sign === ":" && text.charAt(open + 1) !== "^" && beginsLine(text, open);
  if (sign !== "(" && !isDefinition) return undefined;
  const target = destinationAt(text, close + 2);
  if (target === undefined) return undefined;
  if (isDefinition) return definitionOf(text, open, target);
  const end = endOfLink(text, target.end);
  if (end === undefined) return undefined;
  const image = text.charAt(open - 1) === "!" && !isEscaped(text, open - 1);
  const words = text.slice(open + 1, close);
  return { kind: "link", words, url: target.url, image, start: image ? open - 1 : open, end };
}

/** Returns the place after the title, if there is one, and the bracket that ends a link. */
function endOfLink(text: string, from: number): number | undefined {
  const rest = /[ \t\n]*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))?[ \t\n]*\)/sy;
  rest.lastIndex = from;
  return rest.test(text) ? rest.lastIndex : undefined;
}

function definitionOf(text: string, start: number, target: Target): Link | undefined {
  const after = afterSpaces(text, target.end);
  const ends = after === text.length || text.slice(target.end, after).includes("\n");
  if (!ends && !`"'(`.includes(text.charAt(after))) return undefined;
  return { kind: "definition", url: target.url, start, end: start + 1 };
}

/** Reports whether only spaces and the marks of lists and quotes come before a place in its line. */
function beginsLine(text: string, at: number): boolean {
  let start = at - 1;
  while (start >= 0 && " \t>-+*.)0123456789".includes(text.charAt(start))) start--;
  return start < 0 || text.charAt(start) === "\n";
}

function entityAt(text: string, start: number): Piece | undefined {
  const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;
  entity.lastIndex = start;
  const found = entity.exec(text)?.[0];
  return found === undefined
    ? undefined
    : { kind: "entity", text: found, start, end: start + found.length };
}

function bareAt(text: string, start: number): Piece | undefined {
  const bare = /https?:\/\/[^\s<>`*{}|\\"[\]]+/iy;
  bare.lastIndex = start;
  const found = bare.exec(text)?.[0] ?? "";
  const url = withoutEnd(found, found.includes("(") ? "?!.,:;_~'" : "?!.,:;_~')");
  return url.endsWith("//") || url === ""
    ? undefined
    : { kind: "bare", url, start, end: start + url.length };
}

/** Cuts characters off the end; an expression such as `x+$` would look at every run of them anew. */
export function withoutEnd(value: string, characters: string): string {
  let end = value.length;
  while (end > 0 && characters.includes(value.charAt(end - 1))) end--;
  return value.slice(0, end);
}

/** Finds the code spans of a text from its end, so that each run of backticks is looked at once. */
function codeSpans(text: string, borders: readonly number[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!text.includes("`")) return ends;
  const closing = new Map<number, number>();
  let next = borders.length;
  for (const { index, 0: signs } of [...text.matchAll(/`+/g)].reverse()) {
    while ((borders[next - 1] ?? -1) > index) next--;
    // After a backslash the first backtick opens nothing, but it can be part of what closes.
    const escaped = isEscaped(text, index) ? 1 : 0;
    const length = signs.length - escaped;
    const end = closing.get(length);
    if (length > 0 && end !== undefined && end < (borders[next] ?? Number.POSITIVE_INFINITY)) {
      ends.set(index + escaped, end + length);
    }
    closing.set(signs.length, index);
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

/** Returns the place of the `>` that ends what begins in angle brackets on one line. */
function endOfAngle(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === ">") return at;
    if (char === "<" || char === "\n") return undefined;
  }
  return undefined;
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n".includes(text.charAt(at))) at++;
  return at;
}

/** As many brackets in a destination as CommonMark's own reader follows. */
const mostBrackets = 32;

interface Target {
  readonly url: string;
  readonly end: number;
}

/** Returns the destination after spaces: in angle brackets, or up to a space or the closing bracket. */
function destinationAt(text: string, from: number): Target | undefined {
  const start = afterSpaces(text, from);
  if (text.charAt(start) === "<") {
    const close = endOfAngle(text, start + 1);
    return close === undefined
      ? undefined
      : { url: unescaped(text.slice(start + 1, close)), end: close + 1 };
  }
  let depth = 0;
  let end = start;
  for (; end < text.length; end++) {
    const char = text.charAt(end);
    if (" \t\n".includes(char)) break;
    if (char === "\\" && punctuation.test(text.charAt(end + 1))) end++;
    else if (char === "(" && depth++ > mostBrackets) return undefined;
    else if (char === ")" && depth-- === 0) break;
  }
  if (depth > 0) return undefined;
  return { url: unescaped(text.slice(start, end)), end };
}

function unescaped(url: string): string {
  return url.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
