// What somebody pastes, to the response in it: a body, a response with its status, what `curl -v` prints, a line of a log, or a code.

import type { SeenResponse } from "./explain-response.ts";

/** What is wrong with a text that should be JSON. */
export interface JsonFault {
  /** The line of the text, from 1. */
  readonly line: number;
  readonly what: "end" | "quote" | "comma" | "other";
}

/** What was found in a text: a response, what its JSON has wrong, or a word that may be a code. */
export interface Pasted {
  /** The response; absent if the text has no JSON, no status and no header. */
  readonly response?: SeenResponse;
  readonly fault?: JsonFault;
  /** The text, if it is one line without JSON. */
  readonly word?: string;
  /** True if the text is a page for a browser. */
  readonly html: boolean;
}

/** Returns what is in a text that was pasted. */
export function readPasted(given: string): Pasted {
  const text = withoutMarks(given.replaceAll("\r", ""));
  const html = /^\s*<(?:!doctype|html|\?xml)\b/im.test(text);
  const { start, end, fault } = jsonIn(text);
  const before = text.slice(0, start);
  const status = statusIn(before);
  const line = text.trim();
  const isLine = line !== "" && start === text.length && !/[\n<]/.test(line);
  const word = isLine ? { word: line.replace(/^(["'])(.*)\1$/, "$2") } : {};
  const known = fault === undefined ? {} : { fault };
  const headers = [...before.matchAll(/^([\w-]+):[ \t]+(.*)$/gm)].map(
    ([, name = "", value = ""]) => [name.toLowerCase(), value.trim()],
  );
  const isEmpty = start === text.length && headers.length === 0;
  if (status === undefined && (fault !== undefined || isEmpty)) return { ...known, ...word, html };
  const body = start < end ? text.slice(start, end) : (/\n\s*\n([\s\S]*)$/.exec(text)?.[1] ?? "");
  const response = { status, headers: Object.fromEntries(headers), body: unescaped(body) };
  return { response, ...known, ...word, html };
}

/** Blanks what `curl -v` prints besides the response, and its marks, so that lines keep their numbers. */
function withoutMarks(text: string): string {
  if (!/^< HTTP\//m.test(text)) return text;
  return text.replace(/^(?:[*>](?: .*)?|[{}] \[.*)$/gm, "").replace(/^< ?/gm, "");
}

/** Returns the status that a text has before its body: at its beginning, or the last that says that it is one. */
function statusIn(text: string): number | undefined {
  const said = /\b(?:HTTP(?:\/[\d.]+)?|status(?:[ _-]?code)?)["']?[\s:=]+["']?([1-5]\d\d)\b/gi;
  const last = [...text.matchAll(said)].at(-1)?.[1];
  const status = last ?? /^\s*([1-5]\d\d)(?![\w.:-])/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Where the JSON of a text is; at its end if there is none. */
interface JsonPlace {
  readonly start: number;
  readonly end: number;
  readonly fault?: JsonFault;
}

/** Returns the first object in a text, or list of objects, or what is wrong with what begins like one. */
function jsonIn(text: string): JsonPlace {
  const opening = /\{|\[(?=\s*\{)|"(?=\s*\{\s*\\")/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const start = found.index;
    const escaped = text[start] === "{" && /^\{\s*\\+"/.test(text.slice(start, start + 20));
    if (escaped) return { start, end: text.lastIndexOf("}") + 1 };
    const { at, what } = scan(text, start);
    if (what === undefined) return { start, end: at };
    if (/^[{["]\s*(?:["']|\{|\w+:|$)/.test(text.slice(start, start + 100))) {
      const line = text.slice(0, at).split("\n").length;
      return { start, end: start, fault: { line, what } };
    }
    opening.lastIndex = Math.max(at, start + 1);
  }
  return { start: text.length, end: text.length };
}

/** Returns the JSON that an escaped text holds. */
function unescaped(body: string): string {
  const quoted = body.startsWith('"') ? body : /^[{[]\s*\\+"/.test(body) ? `"${body}"` : undefined;
  if (quoted === undefined) return body;
  try {
    return unescaped(String(JSON.parse(quoted.replaceAll("\n", "\\n"))));
  } catch {
    return body;
  }
}

const token =
  /\s*([{}[\],:]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

/** Reads a value from a place on; returns where it ends, or where it stops being JSON, and how. */
function scan(text: string, start: number): { at: number; what?: JsonFault["what"] } {
  const open: string[] = [];
  // What may come: a value, a key, a colon, or what follows a value; a list or an object that was just opened may also end.
  let next = "value";
  let isFirst = false;
  let last = "";
  token.lastIndex = start;
  for (let at = start; ; at = token.lastIndex) {
    const sign = token.exec(text)?.[1];
    if (sign === undefined) return { at: at + spaceAt(text, at), what: faultAt(text, at) };
    const isClosing = sign === open.at(-1) && (next === "after" || isFirst);
    const isString = sign.startsWith('"');
    const isValue = next === "value" && !/^[}\],:]$/.test(sign);
    if (isClosing) {
      open.pop();
      next = "after";
    } else if (isValue) {
      if (sign === "{" || sign === "[") open.push(sign === "{" ? "}" : "]");
      next = sign === "{" ? "key" : sign === "[" ? "value" : "after";
    } else if (next === "key" && isString) next = "colon";
    else if (next === "colon" && sign === ":") next = "value";
    else if (next === "after" && sign === ",") next = open.at(-1) === "}" ? "key" : "value";
    else return { at: at + spaceAt(text, at), what: last === "," ? "comma" : "other" };
    isFirst = isValue && (sign === "{" || sign === "[");
    last = sign;
    if (open.length === 0) return { at: token.lastIndex };
  }
}

function spaceAt(text: string, at: number): number {
  return /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
}

function faultAt(text: string, at: number): JsonFault["what"] {
  const rest = text.slice(at).trimStart();
  if (rest === "") return "end";
  if (rest.startsWith("'")) return "quote";
  return /^"(?:[^"\\]|\\.)*\\?$/s.test(rest) ? "end" : "other";
}
