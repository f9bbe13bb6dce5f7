// Bodies as pages print them: JSON, literals of Python and JavaScript, doubled quotes, and objects without their braces.

import { behind } from "./json.ts";

/** Returns the object that a text shows, or `undefined` if it shows none. */
export function shownObject(text: string): object | undefined {
  const trimmed = text.trim();
  const forms = [trimmed, undoubled(trimmed), `{${trimmed.replace(/,\s*$/, "")}}`];
  for (const form of forms) {
    const value = /^[[{]/.test(form) ? readText(form) : undefined;
    if (typeof value === "object" && value !== null) return value;
  }
  return undefined;
}

/** Returns a text whose quotes are not doubled any more, as those of a cell of CSV are. */
function undoubled(text: string): string {
  return text.replace(/""(?=[^\s,:\]}"])|(?<=[^\s,:[{"])""/g, '"');
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const reader = { text, at: 0 };
    const value = readValue(reader, 0);
    skip(reader);
    return reader.at === text.length ? value : undefined;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

/** The value of what cannot be read. */
const unread = Symbol("unread");
const deepest = 64;

const space = /\s{1,999}/y;
const quotedParts: ReadonlyMap<string | undefined, RegExp> = new Map([
  ['"', /(?:[^"\\]|\\[\s\S]){1,999}/y],
  ["'", /(?:[^'\\]|\\[\s\S]){1,999}/y],
]);
const bare = /[A-Za-z_$][\w$-]*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["null", null],
  ["None", null],
  ["undefined", null],
]);

/** Goes on behind spaces and comments. */
function skip(reader: Reader): void {
  const { text } = reader;
  for (let end: number | undefined = reader.at; end !== undefined; end = endOfComment(reader)) {
    reader.at = behind(space, text, end);
  }
}

function endOfComment({ text, at }: Reader): number | undefined {
  const isBlock = text.startsWith("/*", at);
  if (!isBlock && text[at] !== "#" && !text.startsWith("//", at)) return undefined;
  const end = isBlock ? text.indexOf("*/", at + 2) + 2 : text.indexOf("\n", at);
  if (isBlock) return end < 2 ? undefined : end;
  return end < 0 ? text.length : end;
}

function take(reader: Reader, form: RegExp): RegExpExecArray | null {
  form.lastIndex = reader.at;
  const found = form.exec(reader.text);
  if (found !== null) reader.at = form.lastIndex;
  return found;
}

function readValue(reader: Reader, depth: number): unknown {
  skip(reader);
  const char = reader.text[reader.at];
  if (depth > deepest) return unread;
  if (char === "{") return readEntries(reader, depth);
  if (char === "[") return readItems(reader, depth);
  const text = readQuoted(reader);
  if (text !== undefined) return text;
  const [word] = take(reader, bare) ?? [];
  if (word === undefined) return unread;
  if (words.has(word)) return words.get(word);
  return Number.isFinite(Number(word)) ? Number(word) : unread;
}

function readQuoted(reader: Reader): string | undefined {
  const { text, at } = reader;
  const part = quotedParts.get(text[at]);
  if (part === undefined) return undefined;
  const end = behind(part, text, at + 1);
  if (text[end] !== text[at]) return undefined;
  reader.at = end + 1;
  return text
    .slice(at + 1, end)
    .replace(/\\(u[0-9A-Fa-f]{4}|[\s\S])/g, (_, sign: string) =>
      sign.length > 1
        ? String.fromCharCode(Number.parseInt(sign.slice(1), 16))
        : ({ n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" }[sign] ?? sign),
    );
}

function readItems(reader: Reader, depth: number): unknown {
  reader.at++;
  const items: unknown[] = [];
  for (;;) {
    skip(reader);
    if (closes(reader, "]")) return items;
    const item = readValue(reader, depth + 1);
    if (item === unread) return unread;
    items.push(item);
    if (!goesOn(reader, "]")) return unread;
  }
}

function readEntries(reader: Reader, depth: number): unknown {
  reader.at++;
  const entries: (readonly [string, unknown])[] = [];
  for (;;) {
    skip(reader);
    if (closes(reader, "}")) return Object.fromEntries(entries);
    const key = readQuoted(reader) ?? take(reader, bare)?.[0];
    skip(reader);
    if (key === undefined || reader.text[reader.at] !== ":") return unread;
    reader.at++;
    const value = readValue(reader, depth + 1);
    if (value === unread) return unread;
    entries.push([key, value]);
    if (!goesOn(reader, "}")) return unread;
  }
}

function closes(reader: Reader, bracket: string): boolean {
  if (reader.text[reader.at] !== bracket) return false;
  reader.at++;
  return true;
}

/** Takes a comma, or sees that the list ends. */
function goesOn(reader: Reader, bracket: string): boolean {
  skip(reader);
  if (reader.text[reader.at] === bracket) return true;
  if (reader.text[reader.at] !== ",") return false;
  reader.at++;
  return true;
}
