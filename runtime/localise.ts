// Texts of an error in the language of the person who reads them.

import { definitionOf } from "./brand.ts";
import type { TemplateParts } from "./facts.ts";
import { field } from "./read.ts";
import { shownText } from "./shown.ts";
import { child, isScalar, own } from "./values.ts";

/** The texts of a definition in one language. */
export interface Translation {
  /** The message. */
  readonly message: TemplateParts;
}

/** Texts by BCP 47 tag, and by the name of the definition. */
export interface Translations {
  readonly [tag: string]: { readonly [definition: string]: Translation };
}

/** An error in the best language that its catalog has. */
export interface LocalisedError {
  /** The tag of the language as the catalog writes it; `und` if the catalog has no text, so that the message is the exception's own. */
  readonly tag: string;
  /** The message with all params in it, also with those that may not be logged. */
  readonly message: string;
}

/** The translations of a catalog. */
export interface Localiser {
  /** The beginning of the catalog's brands, `id/`. */
  readonly catalog: string;
  readonly translations: Translations;
}

/** Returns the texts of an exception in a language: of `de-CH` in `de-CH`, else in `de`, else its own; never throws. */
export function localise(
  { catalog, translations }: Localiser,
  error: unknown,
  wanted: string,
): LocalisedError {
  const name = definitionOf(error, catalog) ?? "";
  const params = field(error, "params");
  for (const tag of tagsFor(wanted, Object.keys(translations))) {
    const translation = own(own(translations, tag), name);
    const message = translation && filled(translation.message, params);
    if (message !== undefined) return { tag, message: shownText(message) };
  }
  const message = field(error, "message");
  return { tag: "und", message: typeof message === "string" ? message : "" };
}

/** A tag has no more characters that could mean something. */
const longestTag = 100;

/** Returns those of the tags that a wanted one falls back to, the closest first: the lookup of RFC 4647, which ignores case. */
function tagsFor(wanted: unknown, known: readonly string[]): readonly string[] {
  const parts = typeof wanted === "string" ? wanted.slice(0, longestTag).split(/[-_]/) : [];
  const tags: string[] = [];
  for (let { length } = parts; length > 0; length--) {
    const range = parts.slice(0, length).join("-").toLowerCase();
    tags.push(...known.filter((tag) => tag.toLowerCase() === range));
  }
  return tags;
}

/** Returns a template with all its holes filled, or `undefined` if one of the params is missing. */
function filled(parts: TemplateParts, params: unknown): string | undefined {
  let text = "";
  for (const [i, part] of parts.entries()) {
    const value = i % 2 === 0 ? part : child(params, part);
    if (!isScalar(value)) return undefined;
    text += value;
  }
  return text;
}
