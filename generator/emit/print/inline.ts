// A line of a page as data, which each output language prints in its own way.

import type { PageWords } from "../../catalog/language.ts";
import { partsOf, type Said, type Word } from "./said.ts";

/** What stands in a line: plain text, a code span, a link, one line of an author's Markdown, a sentence of the page's own, or several of them. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly text: Inline; readonly url: string }
  | { readonly strong: Inline }
  | { readonly struck: Inline }
  | { readonly markdown: string }
  | Said<Inline>
  | readonly Inline[];

/** Returns a sentence of the page's own, which is printed in the language of the page. */
export function say(sentence: Word, holes: { readonly [name: string]: Inline } = {}): Said<Inline> {
  return { say: sentence, holes };
}

/** Returns the texts and the lines that a sentence consists of in a language. */
export function spoken(
  { say: sentence, holes = {}, isMarkdown }: Said<Inline>,
  words: PageWords,
): readonly Inline[] {
  return partsOf(sentence, words).map((part, i) => {
    if (i % 2 === 1) return holes[part] ?? `{${part}}`;
    return isMarkdown === true ? { markdown: part } : part;
  });
}

/** Returns a line of a catalog, in which only what stands between backticks is markup: code. */
export function lineWithCode(line: string): Inline {
  const parts = line.split(/`([^`]+)`/);
  return parts.length === 1 ? line : parts.map((part, i) => (i % 2 === 1 ? { code: part } : part));
}

/** Returns pieces with a text between each two. */
export function between(pieces: readonly Inline[], separator: Inline): readonly Inline[] {
  const all: Inline[] = [];
  for (const piece of pieces) {
    if (all.length > 0) all.push(separator);
    all.push(piece);
  }
  return all;
}
