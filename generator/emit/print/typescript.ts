// TypeScript text from a tagged template whose holes take no bare string: what a catalog says can only become a literal or a comment.

import type { Json } from "../../catalog/catalog.ts";

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
  holes.forEach((hole, i) => {
    const inner = "text" in hole ? hole.text : hole.map((one) => one.text).join("");
    const indent = inner.includes("\n") ? indentAtEnd(text) : "";
    text += indent === "" ? inner : inner.replaceAll("\n", `\n${indent}`);
    text += strings[i + 1] ?? "";
  });
  return made(text);
}

/** Gives the indentation of the last line where nothing else stands on it. */
function indentAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && text[start - 1] === " ") start--;
  return start === 0 || text[start - 1] === "\n" ? text.slice(start) : "";
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Gives an identifier; one that is none is a bug of the caller, since names are validated before. */
export function id(name: string): Code {
  if (!identifier.test(name)) throw new Error(`"${name}" is not an identifier`);
  return made(name);
}

/** Gives a property name: bare where it is an identifier, else quoted. */
export function key(name: string): Code {
  if (name === "__proto__") return made('["__proto__"]');
  return identifier.test(name) ? made(name) : lit(name);
}

/** Gives a key of a table that begins with `__proto__: null`, where compilers would take a code of that name for a second one. */
export function tableKey(name: string): Code {
  return name === "__proto__" ? made(`["${name}" as string]`) : key(name);
}

/** Gives a JSON value as a literal, broken over lines where it is long; its text holds nothing that ends a line or a script, or that a tool takes for a directive. */
export function lit(value: Json): Code {
  return made(literal(value, ""));
}

const widest = 96;

function literal(value: Json, indent: string): string {
  if (typeof value === "string") return JSON.stringify(value).replace(risky, escaped);
  if (typeof value !== "object" || value === null) {
    return Object.is(value, -0) ? "0" : JSON.stringify(value);
  }
  const inner = `${indent}  `;
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  const items = isList(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([name, item]) => `${key(name).text}: ${literal(item, inner)}`);
  if (items.length === 0) return `${open}${close}`;
  const padding = open === "{" ? " " : "";
  const flat = `${open}${padding}${items.join(", ")}${padding}${close}`;
  if (indent.length + flat.length <= widest && !flat.includes("\n")) return flat;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}${close}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const risky =
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|<(?=[!/])|(?<=\/[/*]\s*)[#@]|(?<=source(?:Mapping)?)U(?=RL=)/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Puts code between pieces of code. */
export function join(pieces: readonly Code[], separator: string): Code {
  return made(pieces.map((piece) => piece.text).join(separator));
}

/** Puts pieces of code on lines of their own. */
export function lines(pieces: readonly Code[]): Code {
  return join(pieces, "\n");
}

/** Gives a union type of literals, or `never` of none. */
export function union(values: readonly Code[]): Code {
  return values.length === 0 ? made("never") : join(values, " | ");
}

/** Gives a documentation comment of paragraphs, each as written, with a line break after it; nothing where there is no text. */
export function doc(...paragraphs: readonly (string | undefined)[]): Code {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== undefined && paragraph.trim() !== "")
    .flatMap((paragraph, i) => [...(i > 0 ? [""] : []), ...commentLines(paragraph ?? "")]);
  if (lines.length === 0) return nothing;
  if (lines.length === 1) return made(`/** ${lines[0]} */\n`);
  return made(`/**\n${lines.map((line) => (line === "" ? " *\n" : ` * ${line}\n`)).join("")} */\n`);
}

/** Gives a documentation tag for `doc`, such as `@deprecated` with its text. */
export function tag(name: "deprecated" | "see", text: string): string {
  // In a link an "@" has a form of its own that is no tag.
  return `${tagMark}${name} ${name === "see" ? text.replaceAll("@", "%40") : text}`;
}

/** Gives the text of a file: no spaces at line ends, no two empty lines, one line end at the end. */
export function fileText(code: Code): string {
  return `${code.text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

// Half a character, which no text of a catalog can hold.
const tagMark = "\ud800";
const tagLine = /^\ud800(?:deprecated|see)(?: |$)/;

function commentLines(text: string): readonly string[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => commentLine(line.trimEnd()));
}

function commentLine(line: string): string {
  const isTag = tagLine.test(line);
  const safe = (isTag ? line.slice(1) : line)
    .replaceAll("*/", "*\\/")
    // An "@" begins a tag to compilers and bundlers ("@internal", "@ts-ignore", "@__PURE__"), with any name or none.
    .replaceAll("@", "&#64;")
    .replaceAll("#__", "#\\_\\_")
    .replace(/source(Mapping)?URL=/g, "source$1URL&#61;")
    .replace(
      /[\u0000-\u0008\u000b-\u001f]|[\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu,
      escaped,
    );
  return isTag ? `@${safe}` : safe;
}
