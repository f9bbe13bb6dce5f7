// TypeScript text from a tagged template whose holes take no bare string: what a catalog says can only become a literal or a comment.

import type { Json } from "../../catalog/catalog.ts";
import { escapeDeceptive, jsonText, unicodeEscape } from "../../text/characters.ts";
import { append } from "../../text/lists.ts";
import { hasOrder, isOrder, withoutOrders, withoutOrdersInside } from "./directives.ts";

declare const printed: unique symbol;

/** A piece of TypeScript text that this module has made. */
export interface Code {
  readonly [printed]: true;
  /** The text. */
  readonly text: string;
}

/** What a hole of the template takes: code, or a list of code that is put one after the other. */
export type Hole = Code | readonly Code[];

function made(text: string): Code {
  return { text } as Code;
}

/** No code at all. */
export const nothing: Code = made("");

/** Makes code of a template; only its own text and made code get in, and lines of a hole keep the hole's indentation. */
export function ts(strings: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  let text = strings[0] ?? "";
  for (let i = 0; i < holes.length; i++) {
    const inner = textOf(holes[i] ?? nothing);
    const own = strings[i] ?? "";
    // Where a line begins in the template's own text, the rest need not be looked at.
    const indent = inner.includes("\n") ? indentAtEnd(own.includes("\n") ? own : text) : "";
    text += indent === "" ? inner : inner.replaceAll("\n", `\n${indent}`);
    text += strings[i + 1] ?? "";
  }
  return made(text);
}

function textOf(hole: Hole): string {
  return "text" in hole ? hole.text : joined(hole, "");
}

function joined(pieces: readonly Code[], separator: string): string {
  let text = "";
  for (let i = 0; i < pieces.length; i++) {
    if (i > 0) text += separator;
    text += pieces[i]?.text ?? "";
  }
  return text;
}

/** Returns the indentation of the last line if nothing else is on it. */
function indentAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && text[start - 1] === " ") start--;
  return start === 0 || text[start - 1] === "\n" ? text.slice(start) : "";
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Returns an identifier; an invalid one is a bug of the caller, since names are validated before. */
export function id(name: string): Code {
  if (!identifier.test(name)) throw new Error(`"${name}" is not an identifier`);
  return made(name);
}

/** Returns a property name: bare if it is an identifier, else quoted. */
export function key(name: string): Code {
  if (name === "__proto__") return made('["__proto__"]');
  return identifier.test(name) ? made(name) : lit(name);
}

/**
 * Returns a key of a table that begins with `__proto__: null`. A name that every object has is computed: compilers would
 * take `__proto__` for a second one, and `toString` for the method.
 */
export function tableKey(name: string): Code {
  return name in {} ? made(`["" + "${name}"]`) : key(name);
}

/** Returns a JSON value as a literal, broken over lines if it is long; its text has nothing that ends a line or a script, or that a tool takes for a directive. */
export function lit(value: Json): Code {
  return made(literal(value, ""));
}

/** Returns a JSON value as a literal in one line, whatever its length. */
export function flat(value: Json): Code {
  return made(flatLiteral(value));
}

/** Returns an object as a literal with a line for each member. */
export function rows(value: { readonly [name: string]: Json }): Code {
  let text = "{\n";
  for (const name of Object.keys(value)) {
    text += `  ${key(name).text}: ${flatLiteral(value[name] ?? null)},\n`;
  }
  return made(`${text}}`);
}

function flatLiteral(value: Json): string {
  if (typeof value !== "object" || value === null) return scalarLiteral(value);
  if (isList(value)) return `[${value.map(flatLiteral).join(", ")}]`;
  const members = Object.keys(value).map(
    (name) => `${key(name).text}: ${flatLiteral(value[name] ?? null)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function scalarLiteral(value: string | number | boolean | null): string {
  if (typeof value === "string") return textLiteral(value);
  return Object.is(value, -0) ? "0" : JSON.stringify(value);
}

const widest = 96;

function literal(value: Json, indent: string): string {
  if (typeof value !== "object" || value === null) return scalarLiteral(value);
  const items = itemsOf(value, `${indent}  `);
  const [open, close, padding] = isList(value) ? ["[", "]", ""] : ["{", "}", " "];
  if (items.length === 0) return open + close;
  // Two characters stand between two items, and those around them besides.
  let width = indent.length + 2 * items.length + 2 * padding.length;
  for (let i = 0; i < items.length && width <= widest; i++) width += items[i]?.length ?? 0;
  if (width <= widest) {
    const flat = open + padding + items.join(", ") + padding + close;
    if (!flat.includes("\n")) return flat;
  }
  let text = `${open}\n`;
  for (const item of items) text += `${indent}  ${item},\n`;
  return text + indent + close;
}

function itemsOf(value: Extract<Json, object>, indent: string): readonly string[] {
  if (isList(value)) return value.map((item) => literal(item, indent));
  return Object.keys(value).map(
    (name) => `${key(name).text}: ${literal(value[name] as Json, indent)}`,
  );
}

/** Most texts have nothing to escape, as one expression shows. */
const plainText = /^[ !$-;>?A-[\]-~]*$/;

function textLiteral(text: string): string {
  if (plainText.test(text) && !text.includes("/*") && !hasOrder(text)) return `"${text}"`;
  return withoutOrdersInside(jsonText(text).replace(risky, unicodeEscape), unicodeEscape);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const risky = /<(?=[!/])|(?<=\/[/*]\s*)[#@]|(?<=source(?:Mapping)?)U(?=RL=)|(?<=\/)\*/g;

/** Puts code between pieces of code. */
export function join(pieces: readonly Code[], separator: string): Code {
  return made(joined(pieces, separator));
}

/** Puts pieces of code on lines of their own. */
export function lines(pieces: readonly Code[]): Code {
  return join(pieces, "\n");
}

/** Returns a union type of literals, or `never` if there is none. */
export function union(values: readonly Code[]): Code {
  return values.length === 0 ? made("never") : join(values, " | ");
}

/** Returns a documentation comment of paragraphs, each as written, with a line break after it; nothing if there is no text. */
export function doc(...paragraphs: readonly (string | undefined)[]): Code {
  const lines: string[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph === undefined || paragraph.trim() === "") continue;
    if (lines.length > 0) lines.push("");
    append(lines, commentLines(paragraph));
  }
  if (lines.length === 0) return nothing;
  if (lines.length === 1) return made(`/** ${lines[0]} */\n`);
  let text = "/**\n";
  for (const line of lines) text += line === "" ? " *\n" : ` * ${line}\n`;
  return made(`${text} */\n`);
}

/** Returns a documentation tag for `doc`, such as `@deprecated` with its text. */
export function tag(name: "deprecated" | "see", text: string): string {
  // In a link an "@" has a form of its own that is no tag.
  return `${tagMark}${name} ${name === "see" ? text.replaceAll("@", "%40") : text}`;
}

/** Returns a link to a declaration for `doc`, with words of its own or those of the name. */
export function link(name: string, words: string = name): string {
  return words === name ? `{${tagMark}link ${name}}` : `{${tagMark}link ${name} | ${words}}`;
}

/** Returns the text of a file: no spaces at line ends, no two empty lines, one line end at the end. */
export function fileText(code: Code): string {
  const { text } = code;
  const ends = text.includes(" \n") || text.includes("\t\n");
  const clean = ends ? text.replace(/[ \t]+$/gm, "") : text;
  const spaced = clean.includes("\n\n\n") ? clean.replace(/\n{3,}/g, "\n\n") : clean;
  return `${spaced.trim()}\n`;
}

// Half a character, which no text of a catalog can hold.
const tagMark = "\ud800";
const ours = /^\ud800(?=(?:deprecated|see)(?: |$))|(?<=\{)\ud800(?=link )/;

/** Most lines hold nothing that a compiler or an editor takes for more than text. */
const plainComment = /^(?:[ !"$-)+-?A-~]|\*(?!\/)|#(?!_))*$/;

function isPlain(text: string): boolean {
  return plainComment.test(text) && !text.includes("URL=") && !isOrder(text);
}

function commentLines(text: string): readonly string[] {
  if (isPlain(text)) return [text.trim()];
  return text
    .trim()
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => commentLine(line.trimEnd()));
}

function commentLine(line: string): string {
  if (isPlain(line)) return line;
  return line.split(ours).map(commentText).join("@");
}

function commentText(text: string): string {
  if (isPlain(text)) return text;
  const safe = withoutOrders(text, (char) => `&#${char.charCodeAt(0)};`)
    .replaceAll("*/", "*\\/")
    // An "@" begins a tag to compilers and bundlers ("@internal", "@ts-ignore", "@__PURE__"), with any name or none.
    .replaceAll("@", "&#64;")
    .replaceAll("#__", "#\\_\\_")
    .replace(/source(Mapping)?URL=/g, "source$1URL&#61;");
  return escapeDeceptive(safe, unicodeEscape);
}
