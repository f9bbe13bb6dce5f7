// Facts of a catalog in words, as lines of Markdown.

import type {
  Catalog,
  CodeLiteral,
  Condition,
  Deprecation,
  Effect,
  Json,
  Kind,
  Locator,
  Retry,
  Source,
  TextList,
} from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import { className } from "../../catalog/names.ts";
import type { Inline } from "../print/markdown.ts";

/** What each kind says about an error. */
export const kindWords: Readonly<Record<Kind, string>> = {
  "invalid-argument": "something in the request is wrong",
  unauthenticated: "the caller did not prove who it is",
  "permission-denied": "the caller may not do this",
  "not-found": "something that the request names does not exist",
  "already-exists": "what should be created exists already",
  conflict: "another request, or the present state, is in the way",
  "failed-precondition": "something else must be done first",
  "rate-limited": "there were too many requests in a time",
  "quota-exceeded": "an allowance is used up",
  "insufficient-funds": "there is too little money",
  unsupported: "the API does not do this",
  unavailable: "the service cannot answer now",
  timeout: "there was no result in time",
  cancelled: "the operation was given up",
  internal: "the server failed",
  unknown: "nothing more is known",
};

/** What repeating a request can do. */
export const retryWords: Readonly<Record<Retry, string>> = {
  never: "this request can never succeed",
  "after-fix": "something must change before the request is repeated",
  "after-backoff": "the same request can be repeated later",
};

/** What may have happened on the server. */
export const effectWords: Readonly<Record<Effect, string>> = {
  none: "nothing has happened",
  unknown: "the operation may have happened, wholly or in part",
};

/** One row of a table of facts. */
export interface Fact {
  readonly label: string;
  readonly value: Inline;
}

/** Gives a row for each fact that there is. */
export function facts(rows: Readonly<Record<string, Inline | undefined>>): readonly Fact[] {
  const there: Fact[] = [];
  for (const label of Object.keys(rows)) {
    const value = rows[label];
    const isEmpty =
      value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) there.push({ label, value });
  }
  return there;
}

/** Gives a word of a closed list as code, and what it means. */
export function explained<Word extends string>(
  word: Word | undefined,
  words: Readonly<Record<Word, string>>,
): Inline | undefined {
  return word === undefined ? undefined : [{ code: word }, `: ${words[word]}`];
}

/** Gives pieces with a text between each two. */
export function between(pieces: readonly Inline[], separator: string): readonly Inline[] {
  const all: Inline[] = [];
  for (const piece of pieces) {
    if (all.length > 0) all.push(separator);
    all.push(piece);
  }
  return all;
}

/** Gives texts as code, of which any one may be meant. */
export function anyOf(values: readonly (string | number | boolean | null)[]): readonly Inline[] {
  return between(
    values.map((value) => ({ code: typeof value === "string" ? value : JSON.stringify(value) })),
    " or ",
  );
}

/** Gives a JSON value as code, so that a text and a number differ. */
export function literal(value: unknown): Inline {
  return { code: JSON.stringify(value) };
}

/** Gives a code as code: as it travels where texts and numbers are mixed, else without quotes. */
export function codeWords(code: CodeLiteral, catalog: Catalog): Inline {
  return catalog.codeType === "mixed" ? literal(code) : { code: String(code) };
}

/** Gives the JSON type of a code. */
export function codeType(code: CodeLiteral): string {
  return typeof code === "number" ? "number" : "string";
}

/** Gives a value as the text of a JSON file. */
export function jsonText(value: Json): string {
  // Some site generators include files by a comment, even inside of code.
  return JSON.stringify(value, null, 2).replaceAll("<!--", "\\u003c!--");
}

/** Gives a place in a response as code. */
export function place(locator: Locator): Inline {
  if (locator.kind === "header") return ["header ", { code: locator.name }];
  return locator.tokens.length === 0 ? "the whole body" : { code: showLocator(locator) };
}

/** Gives places in order of trust. */
export function places(locators: readonly Locator[]): readonly Inline[] {
  return between(locators.map(place), ", else ");
}

/** Gives a condition as a clause. */
export function condition({ at, equals, present }: Condition): Inline {
  if (equals !== undefined) return [place(at), " is ", ...between(equals.map(literal), " or ")];
  return [place(at), present ? " is there" : " is not there"];
}

/** Gives a link to the section of a definition. */
export function definitionLink(name: string): Inline {
  return { text: className(name), url: definitionAnchor(name) };
}

/** Gives the anchor that every site generator makes of a definition's heading. */
export function definitionAnchor(name: string): string {
  return `#${className(name).toLowerCase()}`;
}

/** Gives a link to the section of an envelope. */
export function envelopeLink(name: string): Inline {
  return { text: name, url: `#envelope-${name.toLowerCase()}` };
}

/** Gives the sentence that says that something is deprecated; empty where it is not. */
export function deprecation(deprecated: Deprecation | undefined): Inline {
  if (deprecated === undefined) return "";
  const use =
    deprecated.use === undefined ? [] : [" Use ", definitionLink(deprecated.use), " instead."];
  return [{ strong: `Deprecated since ${deprecated.since}:` }, ` ${deprecated.reason}`, ...use];
}

/** Gives links to documents; empty where there are none. */
export function sourceLinks(sources: readonly Source[]): readonly Inline[] {
  return between(
    sources.map(({ title, url }) => ({ text: title, url })),
    ", ",
  );
}

/** Texts as a template lays them out: one is a paragraph, several are a list. */
export interface TextsView {
  /** The only text; empty where there are none or several. */
  readonly one: string;
  /** The entries of the list with their markers; empty where there is none or one. */
  readonly many: readonly { readonly marker: string; readonly text: string }[];
}

/** Gives texts as a paragraph or as a list, with bullets or as numbered steps. */
export function texts(list: TextList, style: "bullets" | "steps"): TextsView {
  const [only] = list;
  if (only !== undefined && list.length === 1) return { one: only, many: [] };
  const markerOf = (i: number): string => (style === "steps" ? `${i + 1}. ` : "- ");
  return { one: "", many: list.map((text, i) => ({ marker: markerOf(i), text })) };
}
