// The language of a catalog's texts, and the words that generated pages have in it.

/** The words of pages in another language, by the English ones; those that are missing stay English. */
export type PageWords = { readonly [word: string]: string };

/** The language of texts, and of the pages that show them. */
export interface Language {
  /** BCP 47, in its canonical case. */
  readonly tag: string;
  readonly words: PageWords;
}

/** The language of catalogs if nothing else is configured. */
export const english: Language = { tag: "en", words: {} };
