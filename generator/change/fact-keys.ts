// Facts that callers of a catalog depend on: each has a key of words, such as `definition Busy kind`, and a value as JSON.

import { jsonText } from "../text/characters.ts";

/** The values of facts as canonical JSON, by their keys. */
export type Facts = ReadonlyMap<string, string>;

/** Returns the key of a fact; a word that could be mistaken for several is quoted, and a code always is if it is a text. */
export function keyOf(...words: readonly (string | { readonly code: string | number })[]): string {
  return words
    .map((word) => (typeof word === "object" ? jsonText(word.code) : bare(word)))
    .join(" ");
}

function bare(word: string): string {
  return /^[\w.:/-]+$/.test(word) ? word : jsonText(word);
}

/** Returns the words of a key, with quotes removed. */
export function wordsOf(key: string): readonly string[] {
  if (!key.includes('"')) return key.split(" ");
  const words = key.match(/"(?:[^"\\]|\\.)*"|[^ ]+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? String(JSON.parse(word)) : word));
}

/** Returns the name of the definition that the fact of a key is of, if it is of one. */
export function definitionIn(key: string): string | undefined {
  return key.startsWith("definition ") ? key.split(" ", 2)[1] : undefined;
}

/** Returns the code that a key ends with, with its JSON type. */
export function codeIn(key: string): string | number {
  const quote = key.indexOf('"');
  return JSON.parse(quote < 0 ? key.slice(key.lastIndexOf(" ") + 1) : key.slice(quote)) as
    | string
    | number;
}

/** Returns a value as JSON that is the same for the same data: keys are sorted. */
export function canonical(value: unknown): string {
  return jsonText(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]),
  );
}
