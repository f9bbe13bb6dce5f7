// The escaping of HTML, in text and in quoted attributes alike.

import { escapeDeceptive, pageEscape } from "../../text/characters.ts";

/** Escapes text so that it reads as it is in an element or a quoted attribute; a framework finds no expression in it either. */
export function escapeHtml(text: string): string {
  if (plain.test(text)) return text;
  const safe = text.replace(/[&<>"'`{}]/g, (char) => `&#${char.charCodeAt(0)};`);
  return escapeDeceptive(safe, pageEscape);
}

/** Most texts have nothing to escape. */
const plain = /^[\w ,;.:()?!%/@=+*|~^$#[\]\\-]*$/;
