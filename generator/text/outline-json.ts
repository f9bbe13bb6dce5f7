// The outline of a JSON text, in one pass that also proves that it is JSON which YAML reads alike.

import { addEntry, emptyOutline, nameOfKey, type OutlineDraft } from "./outline.ts";

/** A list or map that is not closed yet. */
interface Open {
  /** The names of a map's keys so far; `undefined` for a list. */
  readonly names: Set<string> | undefined;
  /** True if its entries are in the outline. */
  readonly isListed: boolean;
  /** The entry whose value it is; -1 for the root. */
  readonly around: number;
  /** The entry that is being read. */
  entry: number;
}

interface Scan {
  readonly text: string;
  readonly draft: OutlineDraft;
  readonly open: Open[];
  at: number;
}

/** The deepest nesting that is taken, which is below that of the parser. */
const deepest = 150;

/** The longest key that YAML takes in one piece is a little longer. */
export const longestKey = 1000;

// A tab between values is left to the parser, which refuses some.
const space = /[ \n\r]*/y;
const plainText = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const literal =
  /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?|true|false|null)(?=[ \n\r,\]}])/y;
const colon = / *: */y;
const halves =
  /\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;

/** Returns the outline of a text, or `undefined` if it is no JSON, or one that only the parser can judge. */
export function outlineOfJson(text: string): OutlineDraft | undefined {
  if (text.includes("\\u") && halves.test(text)) return undefined;
  const scan: Scan = { text, draft: emptyOutline(), open: [], at: 0 };
  skip(space, scan);
  if (text[scan.at] !== "{") return undefined;
  while (value(scan) && valueEnd(scan))
    if (scan.open.length === 0) return scan.at === text.length ? scan.draft : undefined;
  return undefined;
}

/** Reads a value, or the beginning of a list or map up to the first value in it. */
function value(scan: Scan): boolean {
  const { text, open } = scan;
  for (;;) {
    const around = open.at(-1);
    const sign = text[scan.at];
    if (sign !== "{" && sign !== "[") {
      if (!(sign === '"' ? textEnd(scan) : skip(literal, scan))) return false;
      finish(scan);
      return true;
    }
    if (open.length >= deepest) return false;
    const isMap = sign === "{";
    open.push({
      names: isMap ? new Set() : undefined,
      isListed: isMap && (around === undefined || (around.names !== undefined && around.isListed)),
      around: around?.entry ?? -1,
      entry: -1,
    });
    scan.at++;
    skip(space, scan);
    if (text[scan.at] === (isMap ? "}" : "]")) return true;
    if (!key(scan)) return false;
  }
}

/** Goes on behind a value, out of the lists and maps that end there, to where the next one begins. */
function valueEnd(scan: Scan): boolean {
  const { text, open } = scan;
  for (;;) {
    skip(space, scan);
    const inner = open.at(-1);
    if (inner === undefined) return true;
    const sign = text[scan.at];
    if (sign === ",") {
      scan.at++;
      skip(space, scan);
      return key(scan);
    }
    if (sign !== (inner.names === undefined ? "]" : "}")) return false;
    scan.at++;
    open.pop();
    finish(scan);
  }
}

/** Reads the key of an entry and the colon behind it, if it is one of a map. */
function key(scan: Scan): boolean {
  const { text, draft, open, at: start } = scan;
  const around = open.at(-1);
  if (around?.names === undefined) return true;
  if (text[start] !== '"' || !textEnd(scan)) return false;
  const end = scan.at;
  const raw = text.slice(start, end);
  // The library is asked about keys that might be others than they look like.
  if (end - start > longestKey || raw.includes("\\u")) return false;
  const name = nameOfKey(raw);
  if (around.names.has(name)) return false;
  around.names.add(name);
  if (around.isListed) {
    around.entry = addEntry(draft, { start, end, around: around.around });
  }
  return skip(colon, scan);
}

/** Reads a text in quotes; one expression for all of it would run out of stack on long ones. */
function textEnd(scan: Scan): boolean {
  scan.at++;
  for (;;) {
    skip(plainText, scan);
    if (scan.text[scan.at] === '"') {
      scan.at++;
      return true;
    }
    if (!skip(escaped, scan)) return false;
  }
}

/** Goes behind what an expression matches; returns whether it matches anything. */
function skip(form: RegExp, scan: Scan): boolean {
  form.lastIndex = scan.at;
  if (!form.test(scan.text) || form.lastIndex === scan.at) return false;
  scan.at = form.lastIndex;
  return true;
}

/** Notes where the value ends that was read for an entry. */
function finish({ draft, open, at }: Scan): void {
  const around = open.at(-1);
  if (around?.isListed !== true) return;
  draft.untils[around.entry] = at;
  draft.nexts[around.entry] = draft.size;
}
