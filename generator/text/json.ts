// Syntax errors of JSON in texts that may be valid YAML.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "./source.ts";

/** Returns the first syntax error of a text, or `undefined` if it is JSON. */
export function jsonFault(file: SourceFile): Diagnostic | undefined {
  if (isJson(file.text)) return undefined;
  // The messages of engines differ from version to version, and often have no position.
  const { at, reason } = faultIn(file.text);
  const start = Math.max(0, Math.min(at, file.text.trimEnd().length - 1));
  return diagnostic("json-syntax", { reason }, { span: { file, start, end: start + 1 } });
}

/** The first part of an entry of a map or a list. */
type Entry = "key" | "item";

/** What must come next; instead of a first entry, its map or list may end. */
type Wanted = Entry | `first ${Entry}` | "value" | "colon" | "comma";

const opening: Readonly<Record<string, Entry>> = { "{": "key", "[": "item" };
const closing: Readonly<Record<string, Entry>> = { "}": "key", "]": "item" };

const space = /[\t\n\r ]{1,999}/y;
const wordPart = /[\w.+-]{1,999}/y;
const quotedPart = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})){1,999}/y;

/** Returns the first position at which a text stops being JSON, in one pass. */
function faultIn(text: string): { readonly at: number; readonly reason: string } {
  const open: Entry[] = [];
  let wanted: Wanted = "value";
  let [comma, at] = [0, behind(space, text, 0)];
  for (;;) {
    const end = behindToken(text, at);
    const next: Wanted | undefined = end === at ? undefined : after(wanted, text[at] ?? "", open);
    if (next === undefined) break;
    if (text[at] === ",") comma = at;
    wanted = next;
    at = behind(space, text, end);
  }
  if (closing[text[at] ?? ""] !== undefined && wanted === open.at(-1)) {
    return { at: comma, reason: "there is a comma after the last entry" };
  }
  const [, reason] =
    reasons.find(([seen]) => seen.test(`${wanted}: ${text.slice(at, at + 2)}`)) ?? [];
  return { at, reason: reason ?? "something is missing before it" };
}

/** Returns the place after all that a sticky expression takes part by part; a single expression runs out of stack on long texts. */
export function behind(part: RegExp, text: string, at: number): number {
  let end = at;
  for (part.lastIndex = at; part.test(text); ) end = part.lastIndex;
  return end;
}

/** Returns the end of the token that begins at a position, or the position if none does. */
function behindToken(text: string, at: number): number {
  if (/[{}[\],:]/.test(text[at] ?? "")) return at + 1;
  if (text[at] === '"') {
    const end = behind(quotedPart, text, at + 1);
    return text[end] === '"' ? end + 1 : at;
  }
  const end = behind(wordPart, text, at);
  return isJson(text.slice(at, end)) ? end : at;
}

/** Returns whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns what must follow a token that begins with a character, or `undefined` if the token is not allowed there. */
function after(wanted: Wanted, first: string, open: Entry[]): Wanted | undefined {
  const around = open.at(-1);
  if (around !== undefined && closing[first] === around && /first|comma/.test(wanted)) {
    open.pop();
    return "comma";
  }
  if (wanted === "colon") return first === ":" ? "value" : undefined;
  if (wanted === "comma") return first === "," ? around : undefined;
  if (wanted.endsWith("key")) return first === '"' ? "colon" : undefined;
  const inner = opening[first];
  if (inner === undefined) return /[}\],:]/.test(first) ? undefined : "comma";
  open.push(inner);
  return `first ${inner}`;
}

/** What was expected and what was found instead, with the meaning. */
const reasons: readonly (readonly [seen: RegExp, meant: string])[] = [
  [/: $/, "a quote or bracket that is opened above is not closed"],
  [/: (?:#|\/[/*])/, "JSON has no comments"],
  [/colon: /, "a colon is missing after the key"],
  [/comma: /, "a comma is missing between two entries, or the text goes on after its end"],
  [
    /: "/,
    "a line break or an escape in the quotes is not valid in JSON, or the quotes are not closed",
  ],
  [/(?:value|item): [-+.0-9]/, "the number is not written as JSON requires"],
  [/: [^{}[\],:]/, "a key or a text needs double quotes"],
];
