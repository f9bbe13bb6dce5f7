// The words of pages: English is what the sources say, and each other language is a table.

import type chinese from "../../../templates/words/zh-Hans.json";
import type { Language, PageWords } from "../../catalog/language.ts";

/** A word or a sentence of a page's own, in English, with holes in braces. */
export type Word = keyof typeof chinese;

/** A sentence of a page's own. */
export interface Said<Hole> {
  readonly say: Word;
  /** What stands in its holes, by their names. */
  readonly holes?: { readonly [name: string]: Hole };
  /** Whether the sentence is a line of Markdown. */
  readonly isMarkdown?: boolean;
}

/** Returns a sentence in a language, cut at its holes: every second part is the name of one. */
export function partsOf(say: Word, words: PageWords): readonly string[] {
  return (words[say] ?? say).split(/\{(\w+)\}/);
}

/** Returns a sentence in a language as plain text. */
export function sayIn(
  { words }: Language,
  say: Word,
  holes: { readonly [name: string]: string } = {},
): string {
  return partsOf(say, words)
    .map((part, i) => (i % 2 === 0 ? part : (holes[part] ?? `{${part}}`)))
    .join("");
}
