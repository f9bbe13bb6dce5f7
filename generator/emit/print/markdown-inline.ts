// Text inside a line of Markdown: every escape that GitHub, Docusaurus (MDX) and VitePress (Vue) need, in one place.

import type { PageWords } from "../../catalog/language.ts";
import { escapeDeceptive, isDeceptive, unicodeEscape } from "../../text/characters.ts";
import { type Piece, piecesOf, withoutEnd } from "../../text/markdown-pieces.ts";
import { type Inline, spoken } from "./inline.ts";
import { asLine, entities, escapeText, plainText } from "./markdown-escape.ts";

/** Where a line is printed, and what the links of an author's Markdown lead to. */
export interface Setting {
  /** In a cell of a table pipes are escaped everywhere, and a line break becomes a space; no generator of sites reads a description of OpenAPI. */
  readonly place: "line" | "cell" | "description";
  /** Returns the link to a definition by its name; without one only the text of the link is printed. */
  readonly linkTo: (definition: string) => string | undefined;
  /** The words of the page's language. */
  readonly words: PageWords;
}

/** A line outside of tables, with no definitions to link to. */
export const plainLine: Setting = { place: "line", linkTo: () => undefined, words: {} };

/** Prints a line, in which nothing but what the view says is markup. */
export function text(inline: Inline, setting: Setting = plainLine): string {
  return asLine(printInline(inline, setting));
}

/** Prints the text of a table's cell. */
export function cell(inline: Inline, setting: Setting = plainLine): string {
  return text(inline, { ...setting, place: "cell" });
}

function printInline(inline: Inline, setting: Setting): string {
  if (typeof inline === "string") return escapeText(inline);
  if (isList(inline)) return printList(inline, setting);
  if ("code" in inline) return code(inline.code, setting);
  if ("url" in inline) return link(printInline(inline.text, setting).trim(), inline.url);
  if ("strong" in inline) return `**${printInline(inline.strong, setting).trim()}**`;
  if ("struck" in inline) return `~~${printInline(inline.struck, setting).trim()}~~`;
  if ("say" in inline) return printList(spoken(inline, setting.words), setting);
  const words = inline.markdown.split("\n").map((line) => line.trim());
  return authorLine(words.join(" "), setting);
}

function printList(list: readonly Inline[], setting: Setting): string {
  let text = "";
  let last = "";
  for (const inline of list) {
    const part = printInline(inline, setting);
    text = joined(text, part, last);
    // Of a text that grows, looking at the end would cost as much as the whole.
    if (part !== "") last = part;
  }
  return text;
}

/** Joins two printed texts, of which the first ends as `end` does; an exclamation mark before a link would make it an image. */
function joined(before: string, after: string, end = before): string {
  const image = after.startsWith("[") && end.endsWith("!");
  return image ? `${before.slice(0, -1)}\\!${after}` : `${before}${after}`;
}

function isList(inline: Inline): inline is readonly Inline[] {
  return Array.isArray(inline);
}

/**
 * Prints a code span, with a fence longer than any run of backticks in it.
 * Vue reads `{{` in VitePress also inside inline code (only fenced blocks are `v-pre`), Jekyll reads `{{` and `{%`
 * wherever they stand, and so do others `{#`; VitePress includes files by a
 * comment wherever it stands, and no table can hold a backslash before a pipe in code: these are printed as plain text.
 */
export function code(value: string, setting: Setting = plainLine): string {
  if (plainCode.test(value)) return `\`${value}\``;
  const line = value.replace(/[\n\r\x85\u2028\u2029]+/g, " ");
  const isPage = setting.place !== "description";
  const unsafe = isPage && (/\{[{%#]|<!--/.test(line) || isDeceptive(line));
  if (unsafe || (setting.place === "cell" && line.includes("\\|"))) return escapeText(line);
  if (line === "") return "";
  const fence = "`".repeat(longestRun(line) + 1);
  const spaced = line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "";
  const pad = spaced || line.startsWith("`") || line.endsWith("`") ? " " : "";
  const content = setting.place === "cell" ? line.replaceAll("|", "\\|") : line;
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Most code has nothing that a fence, a table or a site generator minds. */
const plainCode = /^[\w./:"'#,()@=*+-]+(?: [\w./:"'#,()@=*+-]+)*$/;

/** Prints a fenced code block, with a fence longer than any run of backticks in it. */
export function block(value: string, language = ""): string {
  const text = withoutEnd(value.replace(/\r\n?/g, "\n"), "\n")
    // VitePress includes files before it looks for code.
    .replace(/<!--(\s*)@include/gi, "<!--$1@ include")
    // Jekyll looks for expressions before it looks for code; in JSON they are in texts alone.
    .replace(/\{(?=[{%#])/g, language === "json" ? "\\u007b" : "{ ");
  const content = escapeDeceptive(text, unicodeEscape);
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  // With `-vue` at the end of a language VitePress reads expressions in the block.
  const name = (/^[A-Za-z0-9_+#.-]{1,40}/.exec(language)?.[0] ?? "").replace(/(-vue)+$/i, "");
  return `${fence}${name}\n${content}\n${fence}`;
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}

/** Prints an explicit anchor, the one thing in a page that is HTML. */
export function anchor(id: string): string {
  if (/^[\w.-]+$/.test(id)) return `<a id="${id}"></a>`;
  throw new TypeError(`"${id}" cannot be an anchor.`);
}

/** Prints the destination of a link; anything but http, https, a path and an anchor becomes `#`. */
export function url(destination: string): string {
  if (!isSafe(destination)) return "#";
  return destination
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[^A-Za-z0-9\-._~:/?#@!$&'*+,;=%]/gu, (char) =>
      char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char),
    )
    .replaceAll("&", "&amp;");
}

/** Reports whether a destination is http, https, mail, a path or an anchor. */
export function isSafe(destination: string): boolean {
  return /^(https?:\/\/|mailto:|#|\.{0,2}\/(?!\/)|[\w-][\w.-]*(?:[/#]|$))/i.test(destination);
}

/** Prints a link around a printed text, or the text alone where the destination is not safe. */
function link(printed: string, destination: string): string {
  return isSafe(destination) ? `[${printed}](${url(destination)})` : printed;
}

/** Prints an author's Markdown that is one paragraph: markup that is understood stays, and all else is escaped. */
export function authorLine(source: string, setting: Setting): string {
  if (plainText.test(source)) return asLine(source);
  return printPieces(piecesOf(source), setting).split("\n").map(asLine).join("\n");
}

function printPieces(pieces: readonly Piece[], setting: Setting): string {
  let printed = "";
  for (const piece of pieces) {
    if (piece.kind === "break") {
      const end = setting.place === "cell" ? " " : piece.hard ? "\\\n" : "\n";
      printed = printed.trimEnd() + end;
    } else printed = joined(printed, printPiece(piece, setting));
  }
  return printed;
}

function printPiece(piece: Exclude<Piece, { kind: "break" }>, setting: Setting): string {
  switch (piece.kind) {
    case "text":
      return escapeText(piece.text);
    case "escape":
      return piece.text === "!" ? "!" : (entities[piece.text] ?? `\\${piece.text}`);
    case "entity":
      return isHidden(piece.text) ? `&amp;${piece.text.slice(1)}` : piece.text;
    case "mark":
      return piece.text;
    case "code":
      return code(piece.text, setting);
    case "link": {
      // An image becomes a link to it: opening the page must fetch nothing.
      const words = printPieces(piecesOf(piece.words, true), setting).replaceAll("\n", " ");
      const destination = destinationOf(piece.url, setting);
      return destination === undefined ? words : link(words, destination);
    }
    case "autolink":
      return isWeb(piece.url)
        ? link(escapeText(piece.url), piece.url)
        : escapeText(`<${piece.url}>`);
    case "bare":
      return link(escapeText(piece.url), piece.url);
    case "definition":
      return "\\[";
  }
}

/** Reports whether an entity stands for a character that deceives, but for those that words and emoji are joined with. */
export function isHidden(entity: string): boolean {
  const number = /^&#(?:x([0-9a-f]+)|(\d+));$/i.exec(entity);
  if (number === null)
    return /^&(?:lrm|rlm|zerow|negative|invisible|i[tc]|a(?:f|pply))/i.test(entity);
  const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  return point > 0x10ffff || isDeceptive(String.fromCodePoint(point));
}

/** Reports whether a destination is on the web, or a mail address. */
export function isWeb(destination: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(destination);
}

function destinationOf(written: string, setting: Setting): string | undefined {
  if (written.startsWith("#")) return setting.linkTo(written.slice(1));
  return isWeb(written) ? written : undefined;
}
