// The helpers by which values reach the output of a custom template, one for each output language.

import type { Json } from "../../catalog/catalog.ts";
import { escapeDeceptive, jsonText, pageEscape, sizedEscape } from "../../text/characters.ts";
import { cell, code, text } from "../print/markdown.ts";
import { lit } from "../print/typescript.ts";

/** Prints a value for its place; what it cannot be there is thrown as the end of a sentence about the value. */
export type Printer = (value: unknown) => string;

/** Every helper by its name. */
export const printers: Readonly<Record<string, Printer>> = {
  markdown: (value) => text(wordOf(value)),
  cell: (value) => cell(wordOf(value)),
  code: (value) => code(wordOf(value)),
  html: (value) => {
    const safe = wordOf(value).replace(/[&<>"'`{}]/g, (char) => `&#${char.charCodeAt(0)};`);
    return escapeDeceptive(safe, pageEscape);
  },
  json: (value) => jsonText(dataOf(value)),
  // Every scalar of JSON is one of YAML.
  yaml: (value) => jsonText(scalarOf(value)),
  typescript: (value) => lit(dataOf(value)).text,
  python: (value) => python(dataOf(value)),
  identifier: (value) => {
    const word = wordOf(value);
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(word)) return word;
    throw new TypeError("is no name of letters, digits and _");
  },
};

/** The helper of a hole that names none, by the ending of the file. */
const byEnding: Readonly<Record<string, string>> = {
  md: "markdown",
  html: "html",
  htm: "html",
  json: "json",
  yaml: "yaml",
  yml: "yaml",
  ts: "typescript",
  js: "typescript",
  mjs: "typescript",
  py: "python",
};

/** Returns the helper that prints the holes of a file, or nothing if its ending names none. */
export function helperOf(path: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}

function wordOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(dataOf(value));
  throw new TypeError(absence(value) ?? "is no text, but a list or a map");
}

function scalarOf(value: unknown): Json {
  const data = dataOf(value);
  if (typeof data !== "object" || data === null) return data;
  throw new TypeError("is no text, but a list or a map");
}

/** What a template reaches is plain data, in which fields may be undefined; those are none, as in JSON. */
function dataOf(value: unknown): Json {
  const text = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "number" || Number.isFinite(inner)) return inner;
    throw new TypeError(`is or has ${inner}, which is no number of JSON`);
  });
  if (text === undefined) throw new TypeError("is missing");
  return JSON.parse(text) as Json;
}

function absence(value: unknown): string | undefined {
  return value === undefined ? "is missing" : value === null ? "is null" : undefined;
}

/** Python reads a text of JSON as the same text if no character is in two halves. */
function python(value: Json): string {
  if (typeof value === "string") return escapeDeceptive(JSON.stringify(value), sizedEscape);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object" || value === null) return value === null ? "None" : String(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(python).join(", ")}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return `{${entries.map(([key, inner]) => `${python(key)}: ${python(inner)}`).join(", ")}}`;
}
