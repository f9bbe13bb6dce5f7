// What a catalog has in another language.

import type { Language } from "./language.ts";
import type { Template } from "./template.ts";

/** A text in another language: Markdown lists are lists, also of one. */
export type LocaleText = string | readonly string[];

/** The texts of a catalog in another language. */
export interface Locale extends Language {
  /** By JSON Pointers, as the document of the locale has them: `/definitions/NotFound/title`. */
  readonly texts: { readonly [pointer: string]: LocaleText };
  /** The messages of definitions, by their names. */
  readonly messages: { readonly [definition: string]: Template };
}
