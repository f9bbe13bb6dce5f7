// The helpers by which values reach the output of a custom template, one for each output language.

import type { Json } from "../../catalog/catalog.ts";
import { escapeDeceptive, jsonText, pageEscape, sizedEscape } from "../../text/characters.ts";
import { escapeHtml } from "../print/html-escape.ts";
import { cell, code, text } from "../print/markdown.ts";
import { lit } from "../print/typescript.ts";
import { type CodeForm, codePlaces, type Enclosure } from "./code-places.ts";
import { belowFacts } from "./front-matter.ts";
import { markdownPlaces } from "./markdown-places.ts";
import { pagePlaces } from "./markup.ts";
import { anyPlaces, type Places } from "./places.ts";
import { yamlPlaces } from "./yaml-places.ts";

/** Prints a value for its place; what it cannot be there is thrown as the end of a sentence about the value. */
export type Printer = (value: unknown) => string;

/** Every helper by its name, and what only the checks of templates put into holes. */
export const printers: Readonly<Record<string, Printer>> = {
  // Characters as numbers are no markup to a reader of Markdown either, should it take a tag for text.
  attribute: (value) => {
    const safe = wordOf(value)
      .replace(/\s+/g, " ")
      .replace(/[!-/:-@[-`{-~]/g, (char) => `&#${char.charCodeAt(0)};`);
    return escapeDeceptive(safe, pageEscape);
  },
  markdown: (value) => text(wordOf(value)),
  cell: (value) => cell(wordOf(value)),
  code: (value) => code(wordOf(value)),
  html: (value) => escapeHtml(wordOf(value)),
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

/** The helpers that templates may name. */
export const helpers: readonly string[] = Object.keys(printers).filter(
  (one) => one !== "attribute",
);

const double: Enclosure = { open: '"', close: '"' };
const single: Enclosure = { open: "'", close: "'" };
const tripleDouble: Enclosure = { open: '"""', close: '"""', lines: true };
const tripleSingle: Enclosure = { open: "'''", close: "'''", lines: true };
const slashes: Enclosure = { open: "//", close: "\n" };
const stars: Enclosure = { open: "/*", close: "*/" };
const hash: Enclosure = { open: "#", close: "\n" };

const json: CodeForm = { helpers: ["json", "yaml"], quotes: [double], comments: [slashes, stars] };
const javascript: CodeForm = {
  helpers: ["typescript", "json", "yaml"],
  quotes: [double, single, { open: "`", close: "`", lines: true, hole: "${" }],
  comments: [slashes, stars, { open: "#!", close: "\n" }],
  hasRegex: true,
};
const pythonForm: CodeForm = {
  helpers: ["python"],
  quotes: [tripleDouble, tripleSingle, double, single],
  comments: [hash],
  formatted: /^[rR]?[fFtT][rR]?$/,
};
const toml: CodeForm = {
  helpers: ["json", "yaml"],
  quotes: [tripleDouble, { ...tripleSingle, raw: true }, double, { ...single, raw: true }],
  comments: [hash],
};
const java: CodeForm = {
  helpers: ["json", "yaml"],
  quotes: [tripleDouble, double, single],
  comments: [slashes, stars],
};
const csharp: CodeForm = {
  ...java,
  quotes: [{ ...tripleDouble, raw: true }, double, single],
  formatted: /[$]/,
  verbatim: /@/,
};
const go: CodeForm = {
  ...java,
  quotes: [double, single, { open: "`", close: "`", lines: true, raw: true }],
};
const rust: CodeForm = {
  ...java,
  quotes: [
    { open: 'r##"', close: '"##', lines: true, raw: true },
    { open: 'r#"', close: '"#', lines: true, raw: true },
    { open: 'r"', close: '"', lines: true, raw: true },
    { ...double, lines: true },
    // Characters, since a single quote alone names a lifetime.
    { open: `'"`, close: "'" },
    { open: "'\\", close: "'" },
  ],
  comments: [slashes, { ...stars, lines: true }],
};

const page = belowFacts(pagePlaces, { isCode: false });
const markdown = belowFacts(markdownPlaces, { isCode: false });

/** The places of files by their endings. */
const byEnding: Readonly<Record<string, Places>> = {
  md: markdown,
  markdown,
  ...{ html: page, htm: page, xhtml: page, xml: page, svg: page, vue: page, svelte: page },
  astro: belowFacts(pagePlaces, { isCode: true }),
  json: codePlaces(json),
  ...endings(["jsonc", "json5"], { ...json, quotes: [double, single] }),
  ...{ yaml: yamlPlaces, yml: yamlPlaces },
  ...endings(["ts", "mts", "cts", "js", "mjs", "cjs"], javascript),
  ...endings(["py", "pyi"], pythonForm),
  ...endings(["java", "proto", "graphql", "gql"], java),
  ...{ cs: codePlaces(csharp), go: codePlaces(go), rs: codePlaces(rust), toml: codePlaces(toml) },
  txt: anyPlaces(helpers, "in a file of this type"),
};

function endings(all: readonly string[], form: CodeForm): Readonly<Record<string, Places>> {
  const places = codePlaces(form);
  return Object.fromEntries(all.map((ending) => [ending, places]));
}

/** In a language that is not known no text is safe, but a word always is. */
const unknown = anyPlaces(
  ["identifier"],
  "in a file whose ending says no language that it is escaped for",
);

/** Returns the places of a file by its ending. */
export function placesOf(path: string): Places {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return (Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined) ?? unknown;
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
