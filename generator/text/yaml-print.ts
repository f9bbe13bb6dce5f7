// Plain data to block YAML that readers of YAML 1.1 and 1.2 read alike: whatever either would take for something else gets quotes.

import { escapeDeceptive, isDeceptive, sizedEscape } from "./characters.ts";
import type { Layout, Writer } from "./writer.ts";

/** What may be decided about a text. */
export interface PrintOptions {
  /** From which level on small maps and lists of single values get braces and one line; by default none does. */
  readonly smallFrom?: number | undefined;
  /** The key of maps that are never small, since their texts change. */
  readonly spread?: string | undefined;
  /** A text that gets quotes if it has several lines. */
  readonly quoted?: string | undefined;
}

/** Returns a YAML text of plain data, with `\n` line ends; an entry of a map that is `undefined` is left out. */
export function printYaml(value: unknown, options: PrintOptions = {}): string {
  const printer = newPrinter(options);
  writeValue(value, 0, printer);
  const text = printer.text.slice(1);
  // A document that ends with empty lines of a text would else take in more of them.
  return printer.openEnded ? `${text}\n...\n` : `${text}\n`;
}

/** A writer of YAML whose text is taken piece by piece. */
export interface YamlWriter extends Writer {
  /** Returns the lines that were written since the last call. */
  take(): string;
}

/** Returns a writer of a YAML document, which must not end with empty lines of a text. */
export function yamlWriter(): YamlWriter {
  const printer = newPrinter({});
  /** The maps that were begun and have no entry yet. */
  const begun: string[] = [];
  let level = 0;
  return {
    open: (key) => {
      begun.push(key);
    },
    close: () => {
      if (begun.pop() === undefined) level--;
    },
    entry: (key, value, layout) => {
      if (value === undefined) return;
      for (const outer of begun.splice(0)) writeKey(outer, level++, printer);
      writeKey(key, level, printer);
      if (layout === undefined) writeValue(value, level + 1, printer);
      else writeLaid(value, layout, { level: level + 1, printer });
    },
    take: () => {
      const lines = printer.text;
      printer.text = "";
      return lines === "" ? "" : `${lines.slice(1)}\n`;
    },
  };
}

interface Printer extends Omit<PrintOptions, "smallFrom"> {
  smallFrom?: number | undefined;
  /** The texts of keys so far, since most keys come again and again. */
  readonly keys: Map<string, string>;
  /** What is printed so far; one text that grows costs less than pieces that are joined at each level. */
  text: string;
  /** True if the next value is behind a sign and not on a line of its own. */
  isBehind: boolean;
  /** True if the last scalar ends with empty lines. */
  openEnded: boolean;
}

function newPrinter({ smallFrom, spread, quoted }: PrintOptions): Printer {
  // Spreading the options would take several times as long, and thousands of printers are made.
  return {
    smallFrom,
    spread,
    quoted,
    keys: new Map(),
    text: "",
    isBehind: false,
    openEnded: false,
  };
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
  else if (level >= (printer.smallFrom ?? Number.POSITIVE_INFINITY) && isSmall(value))
    write(` ${flowText(value, printer)}`, printer);
  else if (Array.isArray(value)) writeList(value, level, printer);
  else if (!writeMap(value, level, printer)) write(" {}", printer);
}

function writeList(list: readonly unknown[], level: number, printer: Printer): void {
  if (list.length === 0) write(" []", printer);
  for (const item of list) {
    write(`${startOf(level, printer)}-`, printer);
    printer.isBehind = true;
    // An entry behind its sign is short enough.
    const isEntry = typeof item === "object" && Object.keys(item ?? {}).length === 1;
    if (!isEntry || Array.isArray(item) || !writeMap(item ?? {}, level + 1, printer))
      writeValue(item ?? null, level + 1, printer);
  }
}

/** The longest text of a map or a list on one line. */
const longestSmall = 80;

/** Returns whether a list, or a map that holds no further one, fits a line. */
function isSmall(value: object): boolean {
  const isSingle = (one: unknown): boolean =>
    typeof one === "string" ? !one.includes("\n") : typeof one !== "object" || one === null;
  const isFlat = (one: unknown): boolean =>
    isSingle(one) || (Array.isArray(one) && one.every(isSingle));
  const values = Object.values(value);
  const isLeaf = values.every(Array.isArray(value) ? isSingle : isFlat);
  return isLeaf && JSON.stringify(value).length <= longestSmall;
}

/** Writes the entries of a map, and returns whether it has any. */
function writeMap(map: object, level: number, printer: Printer): boolean {
  let isEmpty = true;
  for (const key of Object.keys(map)) {
    const value: unknown = map[key as keyof typeof map];
    if (value === undefined) continue;
    isEmpty = false;
    writeKey(key, level, printer);
    const { smallFrom } = printer;
    if (key === printer.spread) printer.smallFrom = undefined;
    writeValue(value, level + 1, printer);
    printer.smallFrom = smallFrom;
  }
  return !isEmpty;
}

function writeKey(key: string, level: number, printer: Printer): void {
  const name = keyText(key, printer);
  const start = startOf(level, printer);
  if (isSimple(key, name)) {
    write(`${start}${name}:`, printer);
    return;
  }
  write(`${start}? ${name}${lineEnd(level)}:`, printer);
  printer.isBehind = true;
}

interface Place {
  readonly level: number;
  readonly printer: Printer;
}

/** Writes a list or map in braces, or so that each item or entry has a line with its own value in braces. */
function writeLaid(value: unknown, layout: Layout, { level, printer }: Place): void {
  const isEmpty = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  if (layout === "flow" || isEmpty) {
    write(` ${flowText(value, printer)}`, printer);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(value)) write(`${startOf(level, printer)}-`, printer);
    else writeKey(key, level, printer);
    write(` ${flowText(inner, printer)}`, printer);
  }
}

function flowText(value: unknown, printer: Printer): string {
  if (typeof value === "string")
    return flowString(value, isPlain(value) ? value : quotedText(value));
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object" || value === null) return wordText(value);
  if (Array.isArray(value))
    return `[${value.map((one) => flowText(one ?? null, printer)).join(", ")}]`;
  const entries: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const name = flowString(key, keyText(key, printer));
    const sign = isSimple("", name) ? "" : "? ";
    entries.push(`${sign}${name}: ${flowText(inner, printer)}`);
  }
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Signs have a meaning in braces, and old readers take every colon and question mark there for one. */
function flowString(text: string, shown: string): string {
  return shown === text && /[,:?[\]{}]/.test(text) ? quotedText(text) : shown;
}

/** Returns what an entry begins with; the first behind a sign has the line already. */
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

/** Most texts are plain in an obvious way, as one expression shows. */
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
