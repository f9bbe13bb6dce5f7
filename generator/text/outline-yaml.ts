// The outline of a text in block YAML, in one pass over its lines: what it cannot judge is left to the parser, with the entry around it.

import { addEntry, emptyOutline, nameOfKey, type OutlineDraft } from "./outline.ts";
import { soundFlowEnd } from "./outline-flow.ts";
import { longestKey } from "./outline-json.ts";
import type { SourceFile } from "./source.ts";
import { isSoundEntry } from "./yaml-parts.ts";

/** A list or map that may get another entry. */
interface Open {
  /** The column of its keys or dashes. */
  readonly indent: number;
  /** The names of a map's keys so far; `undefined` for a list. */
  readonly names: Set<string> | undefined;
  /** True if its entries are in the outline. */
  readonly isListed: boolean;
  /** The entry whose value it is; -1 for the root. */
  readonly around: number;
  /** The entry that is being read; -1 if there is none yet. */
  entry: number;
}

interface Scan {
  readonly file: SourceFile;
  readonly text: string;
  readonly draft: OutlineDraft;
  readonly open: Open[];
  /** The offset of the line that comes next. */
  at: number;
  /** A line with more indentation than this continues a text without quotes; `never` if none can be continued. */
  plain: number;
  /** True if the last key or dash has no value yet. */
  isPending: boolean;
}

const never = Number.POSITIVE_INFINITY;
const deepest = 100;
/** The longest line that is judged here, so that no expression runs out of stack. */
const longestLine = 100_000;

const end = "(?:\\r?\\n|$)";
const comment = " +#[^\\r\\n]*";
const double = '"[^"\\\\\\r\\n\\t]*(?:\\\\["\\\\/bfnrt][^"\\\\\\r\\n\\t]*)*"';
const single = "'[^'\\r\\n\\t]*(?:''[^'\\r\\n\\t]*)*'";
const first = "[^-?:,[\\]{}#&*!|>'\"%@` \\r\\n\\t]";
const more = "[^:#\\r\\n\\t]*(?:(?::(?![ \\t\\r\\n]|$)|(?<! )#)[^:#\\r\\n\\t]*)*";
const [tail, header, quoted, plainLine, plainLineWithComment, furtherLine] = [
  ` *(?:${comment})?${end}`,
  `[|>][-+]? *(?:${comment})?${end}`,
  `(?:${double}|${single}) *(?:${comment})?${end}`,
  `(?:${first}|[-?:](?=[^ \\t\\r\\n]))${more}${end}`,
  `(?:${first}|[-?:](?=[^ \\t\\r\\n]))${more}(?<= )#[^\\r\\n]*${end}`,
  `${more}${end}`,
].map((source) => new RegExp(source, "y")) as RegExp[] &
  [RegExp, RegExp, RegExp, RegExp, RegExp, RegExp];
const inKey = "[^ :#\\r\\n\\t]*(?:(?::(?![ \\t\\r\\n]|$)| +(?![ :#\\r\\n\\t]))[^ :#\\r\\n\\t]*)*";
const key = new RegExp(`(?:${double}|${single}|(?![<=~])${first}${inKey}) *:(?=[ \\r\\n]|$)`, "y");
const dash = /-(?=[ \r\n]|$) */y;
const firstLines = /(?:(?: *#[^\r\n]*| *)\r?\n)*---\r?\n/y;

/** Returns the outline of a text, or `undefined` if only the parser can judge it as a whole. */
export function outlineOfYaml(file: SourceFile): OutlineDraft | undefined {
  const { text } = file;
  // These end lines or mark the beginning of a text in some readers and not in others.
  if (/\r(?!\n)|\ufeff/.test(text)) return undefined;
  firstLines.lastIndex = 0;
  const at = firstLines.test(text) ? firstLines.lastIndex : 0;
  const draft = emptyOutline();
  const scan: Scan = { file, text, draft, open: [], at, plain: never, isPending: false };
  while (scan.at < text.length) if (!line(scan) && !entryAround(scan)) return undefined;
  closeTo(0, scan);
  return draft.size === 0 ? undefined : draft;
}

/** Reads a line, or more if its value goes on; returns false, and stays there, if only the parser can judge it. */
function line(scan: Scan): boolean {
  const { text, at, open } = scan;
  const start = indented(text, at);
  const indent = start - at;
  const code = text.charCodeAt(start);
  if (code === newLine || code === carriageReturn || start === text.length) {
    scan.at = behindLine(text, start);
    return true;
  }
  if (behindLine(text, start) - at > longestLine) return false;
  if (code === hash) {
    scan.plain = never;
    scan.at = behindLine(text, start);
    return true;
  }
  if (indent > scan.plain) return takeRest(start, scan) || take(furtherLine, start, scan);
  const isItem = isDash(text, start);
  popTo(indent, isItem, scan);
  const around = open.at(-1);
  if (around !== undefined && indent > around.indent && !isItem && !scan.isPending) return false;
  return isItem ? item(start, scan) : entry(start, scan);
}

const newLine = 10;
const carriageReturn = 13;
const hash = 35;
const hyphen = 45;

function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === hyphen && matches(dash, text, at) > at;
}

/** Closes the lists and maps that a line cannot belong to. */
function popTo(indent: number, isItem: boolean, scan: Scan): void {
  const { open } = scan;
  let count = open.length;
  for (; count > 0; count--) {
    const inner = open[count - 1];
    if (inner === undefined || inner.indent < indent) break;
    if (inner.indent === indent && (inner.names !== undefined || isItem)) break;
  }
  if (count < open.length) scan.isPending = false;
  closeTo(count, scan);
}

/** Reads an item of a list from its dash on. */
function item(start: number, scan: Scan): boolean {
  const { text, open } = scan;
  const indent = start - scan.at;
  const around = open.at(-1);
  if (around === undefined) return false;
  if (around.names !== undefined || around.indent !== indent) {
    if (!scan.isPending || indent < around.indent || open.length >= deepest) return false;
    open.push({ indent, names: undefined, isListed: false, around: -1, entry: -1 });
  }
  scan.isPending = true;
  const inner = matches(dash, text, start);
  if (isDash(text, inner)) return item(inner, scan);
  return isLineEnd(text, inner) ? pass(inner, scan) : entry(inner, scan);
}

/** Reads a key with what is on its line, or a value that is on a line of its own or behind a dash. */
function entry(start: number, scan: Scan): boolean {
  const { text, open, draft } = scan;
  const indent = start - scan.at;
  const around = open.at(-1);
  const colon = quickKeyEnd(text, start) ?? matches(key, text, start);
  if (colon === start) {
    if (around === undefined || indent <= around.indent || !scan.isPending) return false;
    // A block behind a dash has its sign there.
    const isBlock = text[start] === "|" || text[start] === ">";
    return (!isBlock || text.lastIndexOf("-", start) >= scan.at) && value(start, scan);
  }
  const raw = rawKey(start, colon, text);
  const name = nameOfKey(raw);
  if (colon - start > longestKey) return false;
  if (around === undefined || around.indent < indent) {
    const isRoot = around === undefined && draft.size === 0;
    if (!(isRoot || (around !== undefined && scan.isPending)) || open.length >= deepest)
      return false;
    const isListed = around === undefined || (around.isListed && around.names !== undefined);
    open.push({ indent, names: new Set(), isListed, around: around?.entry ?? -1, entry: -1 });
  }
  const map = open.at(-1);
  if (map?.names === undefined || map.indent !== indent || map.names.has(name)) return false;
  map.names.add(name);
  if (map.isListed) {
    close(map, scan);
    map.entry = addEntry(draft, { start, end: start + raw.length, around: map.around });
  }
  const rest = indented(text, colon);
  if (!isLineEnd(text, rest)) return value(rest, scan);
  scan.isPending = true;
  return pass(rest, scan);
}

function rawKey(start: number, colon: number, text: string): string {
  const raw = text.slice(start, colon - 1);
  return raw.endsWith(" ") ? raw.replace(/ +$/, "") : raw;
}

/** Reads what is on a line behind a key or dash, and the lines of a block. */
function value(start: number, scan: Scan): boolean {
  const { text, open } = scan;
  const indent = open.at(-1)?.indent ?? 0;
  const sign = text[start];
  let plain = never;
  if (sign === "|" || sign === ">") {
    if (!block(matches(header, text, start), indent, scan)) return false;
  } else if (sign === "[" || sign === "{") {
    const close = soundFlowEnd(text, start);
    if (close < 0 || !take(tail, close, scan)) return false;
  } else if (sign === '"' || sign === "'") {
    if (!take(quoted, start, scan)) return false;
  } else if (takePlain(start, scan) || take(plainLine, start, scan)) plain = indent;
  else if (!take(plainLineWithComment, start, scan)) return false;
  scan.plain = plain;
  scan.isPending = false;
  return true;
}

/** Reads the lines of a block below a list or map with an indentation. */
function block(start: number, around: number, scan: Scan): boolean {
  const { text } = scan;
  // What is no header moves nowhere, and the first lines of a text are no block.
  if (text[start - 1] !== "\n" && start < text.length) return false;
  let [at, indent, blank] = [start, -1, 0];
  for (; at < text.length; at = behindLine(text, at)) {
    const inner = indented(text, at);
    const column = inner - at;
    if (isBlank(text, inner)) {
      if (indent < 0) blank = Math.max(blank, column);
    } else if (column <= around) break;
    else if (indent >= 0 && column < indent) return false;
    else if (indent < 0) {
      if (blank > column || text[inner] === "\t") return false;
      indent = column;
    }
  }
  scan.at = at;
  return true;
}

/** Leaves the whole entry around a line to the parser, and goes on behind it. */
function entryAround(scan: Scan): boolean {
  const { file, text, at, open, draft } = scan;
  const start = indented(text, at);
  const indent = start - at;
  const isItem = isDash(text, start);
  const count =
    1 +
    open.findLastIndex(
      (one) =>
        one.isListed &&
        one.entry >= 0 &&
        (one.indent < indent ||
          (one.indent === indent && isItem) ||
          (draft.starts[one.entry] ?? 0) >= at),
    );
  const around = open[count - 1];
  if (around === undefined) return false;
  open.length = count;
  draft.size = around.entry + 1;
  draft.nexts[around.entry] = around.entry + 1;
  let next = behindLine(text, at);
  for (; next < text.length; next = behindLine(text, next)) {
    const inner = indented(text, next);
    const column = inner - next;
    const isOurs = column === around.indent && isDash(text, inner);
    if (column <= around.indent && !isOurs && !isBlank(text, inner) && text[inner] !== "#") break;
  }
  scan.at = next;
  scan.plain = never;
  scan.isPending = false;
  const lineStart = text.lastIndexOf("\n", draft.starts[around.entry] ?? 0) + 1;
  return isSoundEntry(file, { start: lineStart, end: next });
}

function closeTo(count: number, scan: Scan): void {
  while (scan.open.length > count) {
    const inner = scan.open.pop();
    if (inner !== undefined) close(inner, scan);
  }
}

/** Notes where the last entry of a map ends. */
function close({ isListed, entry }: Open, { draft, at }: Scan): void {
  if (!isListed || entry < 0) return;
  draft.untils[entry] = at;
  draft.nexts[entry] = draft.size;
}

/** Goes on with the next line, since only a comment may be left of this one. */
function pass(start: number, scan: Scan): boolean {
  scan.plain = never;
  if (scan.text.charCodeAt(start) !== newLine) return take(tail, start, scan);
  scan.at = start + 1;
  return true;
}

// Expressions judge all texts; these loops know the forms that nearly all lines have, and take a fraction of the time.
const inWord = tableOf(/[A-Za-z0-9_$./{}-]/);
const firstOfWord = tableOf(/[A-Za-z0-9_$./]/);
const inText = tableOf(/[^:#\r\n\t]/);

function tableOf(form: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) =>
    form.test(String.fromCharCode(code)) ? 1 : 0,
  );
}

/** Returns the offset after the colon of a key that is one word, with or without quotes; `undefined` for others. */
function quickKeyEnd(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start);
  const isQuoted = sign === 34 || sign === 39;
  let at = isQuoted ? start + 1 : start;
  if (firstOfWord[text.charCodeAt(at)] !== 1) return undefined;
  while (inWord[text.charCodeAt(at)] === 1) at++;
  if (isQuoted && text.charCodeAt(at++) !== sign) return undefined;
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 58 && (next === 32 || next === newLine) ? at + 1 : undefined;
}

/** Goes behind a line of a text without quotes and comments. */
function takePlain(start: number, scan: Scan): boolean {
  return firstOfWord[scan.text.charCodeAt(start)] === 1 && takeRest(start, scan);
}

/** Goes behind the rest of a line that says nothing but text. */
function takeRest(start: number, scan: Scan): boolean {
  const { text } = scan;
  let at = start;
  for (let code = text.charCodeAt(at); code !== newLine; code = text.charCodeAt(++at)) {
    if (code >= 128 || inText[code] === 1) continue;
    const next = text.charCodeAt(at + 1);
    // Other colons are those of links and times.
    if (code !== 58 || !(next > 32)) return false;
  }
  scan.at = at + 1;
  return true;
}

/** Goes behind what an expression matches; returns whether it does. */
function take(form: RegExp, start: number, scan: Scan): boolean {
  form.lastIndex = start;
  if (!form.test(scan.text)) return false;
  scan.at = form.lastIndex;
  return true;
}

function matches(form: RegExp, text: string, start: number): number {
  form.lastIndex = start;
  return form.test(text) ? form.lastIndex : start;
}

function indented(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

/** Returns whether nothing but a comment follows, before which there is a space. */
function isLineEnd(text: string, at: number): boolean {
  return isBlank(text, at) || text.charCodeAt(at) === hash;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === newLine || code === carriageReturn || at >= text.length;
}

function behindLine(text: string, at: number): number {
  const line = text.indexOf("\n", at);
  return line < 0 ? text.length : line + 1;
}
