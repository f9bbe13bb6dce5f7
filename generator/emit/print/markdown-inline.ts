// Text inside a line of Markdown: every escape that GitHub, Docusaurus (MDX) and VitePress (Vue) need, in one place.

import { escapeDeceptive, isDeceptive, unicodeEscape } from "../../text/characters.ts";
import { asLine, entities, escapeText, plainText, withoutEnd } from "./markdown-escape.ts";

/** What stands in a line: plain text, a code span, a link, one line of an author's Markdown, or several of them. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly text: Inline; readonly url: string }
  | { readonly strong: Inline }
  | { readonly markdown: string }
  | readonly Inline[];

/** Where a line is printed, and what the links of an author's Markdown lead to. */
export interface Setting {
  /** In a cell of a table pipes are escaped everywhere, and a line break becomes a space. */
  readonly place: "line" | "cell";
  /** Gives the link to a definition by its name; without one the text of the link stands alone. */
  readonly linkTo: (definition: string) => string | undefined;
}

/** A line outside of tables, with no definitions to link to. */
export const plainLine: Setting = { place: "line", linkTo: () => undefined };

/** Prints a line, in which nothing but what the view says is markup. */
export function text(inline: Inline, setting: Setting = plainLine): string {
  return asLine(pieces(inline, setting));
}

/** Prints the text of a table's cell. */
export function cell(inline: Inline, setting: Setting = plainLine): string {
  return text(inline, { ...setting, place: "cell" });
}

function pieces(inline: Inline, setting: Setting): string {
  if (typeof inline === "string") return escapeText(inline);
  if (isList(inline)) return piecesOf(inline, setting);
  if ("code" in inline) return code(inline.code, setting);
  if ("url" in inline) return link(pieces(inline.text, setting).trim(), inline.url);
  if ("strong" in inline) return `**${pieces(inline.strong, setting).trim()}**`;
  const words = inline.markdown.split("\n").map((line) => line.trim());
  return authorLine(words.join(" "), setting);
}

function piecesOf(list: readonly Inline[], setting: Setting): string {
  let text = "";
  let last = "";
  for (const inline of list) {
    const part = pieces(inline, setting);
    text = joined(text, part, last);
    // Of a text that grows, looking at the end would cost as much as the whole.
    if (part !== "") last = part;
  }
  return text;
}

/** Joins two printed texts, of which the first ends as `end` does; an exclamation mark before a link would make it an image. */
function joined(before: string, after: string, end = before): string {
  const image = after.startsWith("[") && end.endsWith("!");
  return image ? `${before.slice(0, -1)}\\!${after}` : `${before}${after}`;
}

function isList(inline: Inline): inline is readonly Inline[] {
  return Array.isArray(inline);
}

/**
 * Prints a code span, with a fence longer than any run of backticks in it.
 * Vue reads `{{` in VitePress also inside inline code (only fenced blocks are `v-pre`), VitePress includes files by a
 * comment wherever it stands, and no table can hold a backslash before a pipe in code: these are printed as plain text.
 */
export function code(value: string, setting: Setting = plainLine): string {
  if (plainCode.test(value)) return `\`${value}\``;
  const line = value.replace(/[\n\r\x85\u2028\u2029]+/g, " ");
  const unsafe = /\{\{|<!--/.test(line) || isDeceptive(line);
  if (unsafe || (setting.place === "cell" && line.includes("\\|"))) return escapeText(line);
  if (line === "") return "";
  const fence = "`".repeat(longestRun(line) + 1);
  const spaced = line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "";
  const pad = spaced || line.startsWith("`") || line.endsWith("`") ? " " : "";
  const content = setting.place === "cell" ? line.replaceAll("|", "\\|") : line;
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Most code has nothing that a fence, a table or a site generator minds. */
const plainCode = /^[\w./:"'#,()@=*+-]+(?: [\w./:"'#,()@=*+-]+)*$/;

/** Prints a fenced code block, with a fence longer than any run of backticks in it. */
export function block(value: string, language = ""): string {
  const text = withoutEnd(value.replace(/\r\n?/g, "\n"), "\n")
    // VitePress includes files before it looks for code.
    .replace(/<!--(\s*)@include/gi, "<!--$1@ include");
  const content = escapeDeceptive(text, unicodeEscape);
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  // With `-vue` at the end of a language VitePress reads expressions in the block.
  const name = (/^[A-Za-z0-9_+#.-]{1,40}/.exec(language)?.[0] ?? "").replace(/(-vue)+$/i, "");
  return `${fence}${name}\n${content}\n${fence}`;
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}

/** Prints the destination of a link; anything but http, https, a path and an anchor becomes `#`. */
export function url(destination: string): string {
  if (!isSafe(destination)) return "#";
  return destination
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[^A-Za-z0-9\-._~:/?#@!$&'*+,;=%]/gu, (char) =>
      char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char),
    )
    .replaceAll("&", "&amp;");
}

function isSafe(destination: string): boolean {
  return /^(https?:\/\/|#|\.{0,2}\/(?!\/)|[\w-][\w.-]*(?:[/#]|$))/i.test(destination);
}

/** Prints a link around a printed text, or the text alone where the destination is not safe. */
function link(printed: string, destination: string): string {
  return isSafe(destination) ? `[${printed}](${url(destination)})` : printed;
}

// An author's Markdown, read again piece by piece: what is understood is printed, everything else escaped.

interface Reader {
  readonly source: string;
  readonly setting: Setting;
  /** The place of the bracket that closes the one at a place. */
  readonly closers: ReadonlyMap<number, number>;
  readonly inLink: boolean;
  at: number;
  printed: string;
}

/** Prints an author's Markdown that stands inside one paragraph; its line breaks stay unless it is a cell. */
export function authorLine(source: string, setting: Setting): string {
  if (plainText.test(source)) return asLine(source);
  return readLine({
    source,
    setting,
    closers: closersOf(source),
    inLink: false,
    at: 0,
    printed: "",
  });
}

function readLine(reader: Reader): string {
  while (reader.at < reader.source.length) {
    const char = reader.source.charAt(reader.at);
    (readers[char] ?? readPlain)(reader);
  }
  return reader.printed.split("\n").map(asLine).join("\n");
}

const readers: Readonly<Record<string, (reader: Reader) => void>> = {
  "\\": readBackslash,
  "`": readCode,
  "<": readAutolink,
  "[": readLink,
  "!": readImage,
  "&": readEntity,
  "\n": readBreak,
  "*": (reader) => print(reader, "*", 1),
  _: (reader) => print(reader, "_", 1),
  "~": (reader) => print(reader, "~", 1),
};

function print(reader: Reader, printed: string, length: number): void {
  reader.printed = joined(reader.printed, printed);
  reader.at += length;
}

function matchHere(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.source);
}

const bareLink = /https?:\/\/[^\s<>`*{}|\\"[\]]+/iy;
const plainRun = /(?:(?!https?:\/\/)[^\\`<[!&\n*_~])+/iy;

function readPlain(reader: Reader): void {
  const bare = matchHere(reader, bareLink)?.[0];
  if (bare !== undefined) {
    const target = withoutEnd(bare, bare.includes("(") ? "?!.,:;_~'" : "?!.,:;_~')");
    print(
      reader,
      reader.inLink ? escapeText(target) : link(escapeText(target), target),
      target.length,
    );
    return;
  }
  const plain = matchHere(reader, plainRun)?.[0];
  const run = plain ?? reader.source.charAt(reader.at);
  // Two spaces before a line break mean something, so runs of them are left to it.
  const words = withoutEnd(run, " \t");
  print(reader, `${escapeText(words)}${run.slice(words.length)}`, run.length);
}

function readBackslash(reader: Reader): void {
  const next = reader.source.charAt(reader.at + 1);
  if (next === "!") print(reader, next, 2);
  else if (/["-/:-@[-`{-~]/.test(next)) print(reader, entities[next] ?? `\\${next}`, 2);
  else if (next === "\n") {
    reader.at += 1;
    reader.printed = `${reader.printed.trimEnd()}  `;
  } else print(reader, "\\\\", 1);
}

function readBreak(reader: Reader): void {
  const hard = reader.printed.endsWith("  ") ? "\\\n" : "\n";
  reader.printed = reader.printed.trimEnd();
  print(reader, reader.setting.place === "cell" ? " " : hard, 1);
}

function readEntity(reader: Reader): void {
  const entity = matchHere(reader, /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy)?.[0];
  if (entity === undefined) print(reader, "&amp;", 1);
  else print(reader, entity, entity.length);
}

function readCode(reader: Reader): void {
  const span = codeSpanAt(reader.source, reader.at);
  const length = span.end - reader.at;
  let value = span.content?.replaceAll("\n", " ");
  if (value?.startsWith(" ") && value.endsWith(" ") && value.trim() !== "")
    value = value.slice(1, -1);
  print(reader, value === undefined ? "\\`".repeat(length) : code(value, reader.setting), length);
}

/** Gives the end of the code span that begins at a place and what is in it; without a closing fence, the fence's end alone. */
function codeSpanAt(source: string, at: number): { end: number; content?: string } {
  const runs = /`+/g;
  runs.lastIndex = at;
  const length = runs.exec(source)?.[0].length ?? 1;
  for (let run = runs.exec(source); run !== null; run = runs.exec(source)) {
    if (run[0].length === length) {
      return { end: run.index + length, content: source.slice(at + length, run.index) };
    }
  }
  return { end: at + length };
}

function readAutolink(reader: Reader): void {
  const target = matchHere(reader, /<(https?:\/\/[^\s<>]*)>/iy)?.[1];
  if (target === undefined || reader.inLink) print(reader, "&lt;", 1);
  else print(reader, link(escapeText(target), target), target.length + 2);
}

/** An image becomes a link to it: opening the page must fetch nothing. */
function readImage(reader: Reader): void {
  if (
    reader.source.charAt(reader.at + 1) !== "[" ||
    targetAt(reader, reader.at + 1) === undefined
  ) {
    print(reader, "!", 1);
  } else reader.at += 1;
}

function readLink(reader: Reader): void {
  const target = reader.inLink ? undefined : targetAt(reader, reader.at);
  if (target === undefined) {
    print(reader, "\\[", 1);
    return;
  }
  const source = reader.source.slice(reader.at + 1, target.labelEnd);
  const inner = { ...reader, source, closers: closersOf(source), inLink: true, at: 0, printed: "" };
  const label = readLine(inner).replaceAll("\n", " ");
  const destination = destinationOf(target.destination, reader.setting);
  print(
    reader,
    destination === undefined ? label : link(label, destination),
    target.end - reader.at,
  );
}

function destinationOf(written: string, setting: Setting): string | undefined {
  if (written.startsWith("#")) return setting.linkTo(written.slice(1));
  return /^https?:\/\//i.test(written) ? written : undefined;
}

interface Target {
  readonly labelEnd: number;
  readonly destination: string;
  readonly end: number;
}

/** Gives where the link whose label begins at a place leads; reference links, and their definitions, are plain text. */
function targetAt(reader: Reader, at: number): Target | undefined {
  const labelEnd = reader.closers.get(at);
  if (labelEnd === undefined) return undefined;
  const target =
    /\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
  target.lastIndex = labelEnd + 1;
  const match = target.exec(reader.source);
  if (match === null) return undefined;
  const destination = (match[1] ?? match[2] ?? "").replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  return { labelEnd, destination, end: labelEnd + 1 + match[0].length };
}

/** Finds the pairs of brackets in one pass, so that a text of brackets costs no more than another. */
function closersOf(source: string): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  if (!source.includes("[")) return closers;
  const open: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "\\") at++;
    else if (char === "`") at = codeSpanAt(source, at).end - 1;
    else if (char === "[") open.push(at);
    else if (char === "]") {
      const opened = open.pop();
      if (opened !== undefined) closers.set(opened, at);
    }
  }
  return closers;
}
