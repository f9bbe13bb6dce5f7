// Plain data to block YAML that readers of YAML 1.1 and 1.2 read alike: whatever either would take for something else gets quotes.

import { escapeDeceptive, isDeceptive, sizedEscape } from "./characters.ts";

declare const printed: unique symbol;

/** Entries of a map that are printed already, so that they can stand in several texts. */
export interface PrintedMap {
  readonly [printed]: true;
  /** The lines of the entries, with a line end before each. */
  readonly lines: string;
  /** How many levels deep they are printed. */
  readonly level: number;
  /** True where they end with empty lines that belong to a text. */
  readonly openEnded: boolean;
}

/** What may be decided about a text. */
export interface PrintOptions {
  /** A text that gets quotes if it has several lines. */
  readonly quoted?: string | undefined;
}

/** Gives a YAML text of plain data, with `\n` line ends; an entry of a map that is `undefined` is left out. */
export function printYaml(value: unknown, { quoted }: PrintOptions = {}): string {
  const printer = newPrinter(quoted);
  writeValue(value, 0, printer);
  const text = printer.text.slice(1);
  // A document that ends with empty lines of a text would else take in more of them.
  return printer.openEnded ? `${text}\n...\n` : `${text}\n`;
}

/** Prints the entries of a map that has some for a place so many levels deep; at another place they are indented anew. */
export function printMap(map: object, level: number): PrintedMap {
  const printer = newPrinter(undefined);
  writeMap(map, level, printer);
  return asPrinted({ lines: printer.text, level, openEnded: printer.openEnded });
}

/** Gives printed entries with more entries behind them. */
export function withEntries({ lines, level }: PrintedMap, more: object): PrintedMap {
  const behind = printMap(more, level);
  return asPrinted({ ...behind, lines: lines + behind.lines });
}

const made = new WeakSet<object>();

function asPrinted(facts: Omit<PrintedMap, typeof printed>): PrintedMap {
  const map = facts as PrintedMap;
  made.add(map);
  return map;
}

/** Tells whether a value is entries that are printed already. */
export function isPrinted(value: object): value is PrintedMap {
  return made.has(value);
}

interface Printer {
  readonly quoted: string | undefined;
  /** The texts of keys so far, since most keys come again and again. */
  readonly keys: Map<string, string>;
  /** What is printed so far; one text that grows costs less than pieces that are joined at each level. */
  text: string;
  /** True where the next value stands behind a sign, and not on a line of its own. */
  isBehind: boolean;
  /** True where the last scalar ends with empty lines. */
  openEnded: boolean;
}

function newPrinter(quoted: string | undefined): Printer {
  return { quoted, keys: new Map(), text: "", isBehind: false, openEnded: false };
}

function write(text: string, printer: Printer): void {
  printer.text += text;
  printer.isBehind = false;
}

/** Writes a value: on lines of its own, each with a line end before it, or behind a space. */
function writeValue(value: unknown, level: number, printer: Printer): void {
  printer.openEnded = false;
  if (typeof value === "string") write(` ${stringText(value, level, printer)}`, printer);
  else if (typeof value === "number") write(` ${numberText(value)}`, printer);
  else if (typeof value !== "object" || value === null) write(` ${wordText(value)}`, printer);
  else if (Array.isArray(value)) writeList(value, level, printer);
  else if (isPrinted(value)) writePrinted(value, level, printer);
  else if (!writeMap(value, level, printer)) write(" {}", printer);
}

function writePrinted({ lines, level, openEnded }: PrintedMap, to: number, printer: Printer): void {
  if (level > to)
    throw new Error("what is printed cannot be moved out of the place it was made for");
  const moved = level === to ? lines : indented(lines, lineEnd(to - level));
  const shown = printer.isBehind ? ` ${moved.slice(lineEnd(to).length)}` : moved;
  write(lines === "" ? " {}" : shown, printer);
  printer.openEnded = openEnded;
}

function writeList(list: readonly unknown[], level: number, printer: Printer): void {
  if (list.length === 0) write(" []", printer);
  for (const item of list) {
    write(`${startOf(level, printer)}-`, printer);
    printer.isBehind = true;
    writeValue(item ?? null, level + 1, printer);
  }
}

/** Tells whether the map has any entries. */
function writeMap(map: object, level: number, printer: Printer): boolean {
  let isEmpty = true;
  for (const key of Object.keys(map)) {
    const value: unknown = map[key as keyof typeof map];
    if (value === undefined) continue;
    isEmpty = false;
    const name = keyText(key, printer);
    const start = startOf(level, printer);
    if (isSimple(key, name)) {
      write(`${start}${name}:`, printer);
    } else {
      write(`${start}? ${name}${lineEnd(level)}:`, printer);
      printer.isBehind = true;
    }
    writeValue(value, level + 1, printer);
  }
  return !isEmpty;
}

/** Gives what an entry begins with; the first behind a sign has the line already. */
function startOf(level: number, { isBehind }: Printer): string {
  return isBehind ? " " : lineEnd(level);
}

/** A key with several lines, or so long that readers do not look for its colon, has a sign of its own. */
function isSimple(key: string, name: string): boolean {
  return !key.includes("\n") && (name.length <= 1024 || !/^[\s\S]{1025}/u.test(name));
}

function keyText(key: string, printer: Printer): string {
  const known = printer.keys.get(key);
  if (known !== undefined) return known;
  const text = isPlain(key) ? key : quotedText(key);
  printer.keys.set(key, text);
  return text;
}

const lineEnds: readonly string[] = Array.from(
  { length: 40 },
  (_, level) => `\n${"  ".repeat(level)}`,
);

function lineEnd(level: number): string {
  return lineEnds[level] ?? `\n${"  ".repeat(level)}`;
}

function wordText(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  throw new Error(`YAML has no ${typeof value}`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`JSON has no ${value}`);
  if (Object.is(value, -0)) return "-0.0";
  // YAML 1.1 wants a point before the exponent.
  return String(value).replace(/^(-?\d+)e/, "$1.e");
}

function stringText(text: string, level: number, printer: Printer): string {
  if (!text.includes("\n")) return isPlain(text) ? text : quotedText(text);
  const isBlock = text !== printer.quoted && !isUnfit(text) && !doubtful.test(text);
  return isBlock ? blockText(text, level, printer) : quotedText(text);
}

function blockText(text: string, level: number, printer: Printer): string {
  const pad = lineEnd(Math.max(1, level));
  printer.openEnded = text.endsWith("\n\n");
  const ends = text.endsWith("\n");
  const lines = ends ? text.slice(0, -1) : text;
  const sign = printer.openEnded ? "|+" : ends ? "|" : "|-";
  return sign + indented(`\n${lines}`, pad);
}

/** Puts an indentation behind each line end, but not into empty lines. */
function indented(lines: string, pad: string): string {
  return lines.replace(/\n(?!\n|$)/g, pad);
}

/** Most texts are plain in an obvious way, which one expression tells. */
const easy = /^(?:[A-DF-Za-df-z$/(]|[Ee][A-DF-Za-df-z])(?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/;

/** What the grammar of YAML takes for a text without quotes, on one line. */
const plain = /^(?:[^-?:,[\]{}#&*!|>'"%@` ]|[-?:](?=[^ ]))(?:[^ :]|:(?=[^ ])| (?=[^#]))*$/;

/** What some readers take for null, a truth value, a number that is none, or a key with a meaning. */
const word =
  /^(?:|~|=|<<|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What some readers take for a number, for a day that no calendar has, for a mark of the document, or for indentation. */
const doubtful =
  /^(?!\d+\.\d+\.\d+$)[-+.:_0-9eE ]+$|^[-+]?0[box]\w*$|^\d{4}-\d|^(?:---|\.\.\.)|^\s+$|^(?=\s)[\s\S]*\n/;

/** Returns whether a text holds a tab, a space that does not break, or a character that deceives. */
function isUnfit(text: string): boolean {
  return /[\t\xa0]/.test(text) || isDeceptive(text);
}

function isPlain(text: string): boolean {
  if (text.length <= 5 && word.test(text)) return false;
  if (easy.test(text)) return true;
  return plain.test(text) && !text.includes("\n") && !isUnfit(text) && !doubtful.test(text);
}

const escapes: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\xa0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function quotedText(text: string): string {
  const marked = text.replace(
    /["\\\0\x07-\r\x1b\x85\xa0\u2028\u2029]/g,
    (char) => escapes[char] ?? char,
  );
  return `"${escapeDeceptive(marked, sizedEscape)}"`;
}
