// A line of HTML: a view's own, or an author's Markdown, of which words, emphasis, code and links stay.

import type { PageWords } from "../../catalog/language.ts";
import { type Piece, piecesOf } from "../../text/markdown-pieces.ts";
import { emphasised, type Part } from "./html-emphasis.ts";
import { escapeHtml } from "./html-escape.ts";
import { type Inline, spoken } from "./inline.ts";
import { isHidden, isSafe, isWeb, url } from "./markdown-inline.ts";

/** Returns the link to a definition by its name; without one only the words of the link are printed. */
export type LinkTo = (definition: string) => string | undefined;

/** How the lines of a page are printed. */
export interface LineSetting {
  readonly linkTo: LinkTo;
  /** The words of the page's language. */
  readonly words: PageWords;
}

/** Prints a line, in which nothing but what the view says is markup. */
export function line(inline: Inline, setting: LineSetting): string {
  if (typeof inline === "string") return escapeHtml(inline);
  if (isList(inline)) return inline.map((one) => line(one, setting)).join("");
  if ("code" in inline) return code(inline.code);
  if ("url" in inline) return link(line(inline.text, setting), inline.url);
  if ("strong" in inline) return `<strong>${line(inline.strong, setting)}</strong>`;
  if ("struck" in inline) return `<del>${line(inline.struck, setting)}</del>`;
  if ("say" in inline) return line(spoken(inline, setting.words), setting);
  return authorLine(inline.markdown, setting.linkTo);
}

function isList(inline: Inline): inline is readonly Inline[] {
  return Array.isArray(inline);
}

/** Prints code inside of a line. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** Prints a link around printed words, or the words alone if the destination is not safe. */
function link(printed: string, destination: string): string {
  return isSafe(destination) ? `<a href="${url(destination)}">${printed}</a>` : printed;
}

/** Prints an author's Markdown that is one paragraph. */
export function authorLine(source: string, linkTo: LinkTo): string {
  const pieces = piecesOf(source);
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === "text") return escapeHtml(source);
  return printed(source, pieces, linkTo);
}

function printed(source: string, pieces: readonly Piece[], linkTo: LinkTo): string {
  const parts = pieces.map((piece, i): Part => {
    if (piece.kind === "mark") return piece;
    const text = pieceText(piece, linkTo);
    return { text: pieces[i + 1]?.kind === "break" ? text.trimEnd() : text };
  });
  return emphasised(source, parts);
}

function pieceText(piece: Exclude<Piece, { kind: "mark" }>, linkTo: LinkTo): string {
  switch (piece.kind) {
    case "text":
    case "escape":
      return escapeHtml(piece.text);
    case "entity":
      return isHidden(piece.text) ? escapeHtml(piece.text) : piece.text;
    case "code":
      return code(piece.text);
    case "break":
      return piece.hard ? "<br>\n" : "\n";
    case "link": {
      // An image becomes a link to it: opening the page must fetch nothing.
      const words = printed(piece.words, piecesOf(piece.words, true), linkTo);
      const { url: to } = piece;
      const destination = to.startsWith("#") ? linkTo(to.slice(1)) : isWeb(to) ? to : undefined;
      return destination === undefined ? words : link(words, destination);
    }
    case "autolink":
      return isWeb(piece.url)
        ? link(escapeHtml(piece.url), piece.url)
        : escapeHtml(`<${piece.url}>`);
    case "bare":
      return link(escapeHtml(piece.url), piece.url);
    case "definition":
      return "[";
  }
}
