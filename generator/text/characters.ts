// Characters that deceive: text that holds them reads as something else than what it is, or not at all.

/** The table, in the notation of a class of characters. */
const kinds = {
  controls: "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f",
  joining: "\\xad\\u034f\\u200c\\u200d\\u2060",
  invisible:
    "\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2061-\\u2064\\u3164\\ufeff\\uffa0",
  directions: "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2065-\\u206f",
  "line ends": "\\u2028\\u2029",
  annotations: "\\ufff0-\\ufffb",
  "shorthand and music": "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}",
  "tags and variations": "\\u{e0000}-\\u{e0fff}",
  "halves and no characters": "\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff",
} as const;

const deceptive = new RegExp(`[${Object.values(kinds).join("")}]`, "gu");

/** Those that words and emoji are written with. */
const joining = new RegExp(`[${kinds.joining}]`);

/** Most texts have nothing but these, as one expression shows. */
const uncommon = /[^\n\t -~]/;

/** Returns whether a text holds a character that deceives. */
export function isDeceptive(text: string): boolean {
  return uncommon.test(text) && text.search(deceptive) >= 0;
}

/** Replaces each character that deceives by what an output language has for it. */
export function escapeDeceptive(text: string, escapeOf: (character: string) => string): string {
  return uncommon.test(text) ? text.replace(deceptive, escapeOf) : text;
}

/** The escape of JavaScript, TypeScript and JSON, which has two parts for characters beyond the first plane. */
export function unicodeEscape(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at++) text += `\\u${hex(character.charCodeAt(at), 4)}`;
  return text;
}

/** The shortest escape of YAML, which Python has too. */
export function sizedEscape(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point > 0xffff) return `\\U${hex(point, 8).toUpperCase()}`;
  return point > 0xff ? `\\u${hex(point, 4).toUpperCase()}` : `\\x${hex(point, 2).toUpperCase()}`;
}

/** What Markdown and HTML show: a space for a line end, a reference to what joins words and emoji, else the sign of a lost character. */
export function pageEscape(character: string): string {
  if (/[\v\f\r\x85\u2028\u2029]/.test(character)) return " ";
  return joining.test(character) ? `&#${character.charCodeAt(0)};` : "\ufffd";
}

/** Prints data as JSON, on one line unless there is an indentation; an escape that JSON has changes no value. */
export function jsonText(value: unknown, indentation?: number | string): string {
  return escapeDeceptive(JSON.stringify(value, undefined, indentation), unicodeEscape);
}

/** Escapes what makes a line a command of a CI runner wherever it stands: `##[error]`, `##vso[…]`. An escape that JSON has changes no value. */
export function withoutMarkers(text: string): string {
  return text.includes("##") ? text.replace(/#(?=#\w*\[)/g, "\\u0023") : text;
}

/** Escapes also what makes one at the beginning of a line, after any spaces: `::error::`. */
export function withoutCommands(text: string): string {
  return withoutMarkers(text).replace(/^([^\S\r\n]*):(?=:)/gm, "$1\\u003a");
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
