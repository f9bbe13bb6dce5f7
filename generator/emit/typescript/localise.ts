// The texts of exceptions in other languages, on a sub-path of their own, so that they cost nobody who does not ask.

import type { Catalog } from "../../catalog/catalog.ts";
import { catalogNames } from "../../catalog/names.ts";
import { constantDeclaration, functionDeclaration } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import { type Code, doc, flat, id, key, lines, lit, ts } from "../print/typescript.ts";

/** Checks whether a catalog has texts in other languages. */
export function isTranslated({ definitions }: Catalog): boolean {
  return definitions.some(({ translations }) => translations.length > 0);
}

/** Prints the module `localise`. */
export function* localiseModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield { link: "import", from: "./errors", names: { all: ts`errors` }, only: "types" };
  yield { link: "import", from: "./runtime", names: { all: ts`runtime` } };
  yield* constantDeclaration({
    name: ts`translations`,
    type: ts`runtime.Translations`,
    value: translationsOf(catalog),
    local: true,
  });
  yield functionDeclaration({
    doc: doc(
      `Returns the texts of an exception of ${catalog.title} in a language, given by its BCP 47 tag: of \`de-CH\` in \`de-CH\`, else in \`de\`, else the exception's own message.`,
      "The message has all params in it: show it to the person whom the request is of, and log `error.message`.",
    ),
    name: id(names.localise),
    parameters: [
      { name: ts`error`, type: ts`errors.${id(names.base)}` },
      { name: ts`tag`, type: ts`string` },
    ],
    returns: ts`runtime.LocalisedError`,
    body: ts`return runtime.localise({ catalog: ${lit(`${catalog.id}/`)}, translations }, error, tag);`,
  });
}

/** Returns an entry for each language with the texts of its definitions. */
function* translationsOf({ definitions }: Catalog): Iterable<Code> {
  const byTag = new Map<string, Code[]>();
  for (const { name, translations } of definitions) {
    for (const { locale, template } of translations) {
      const entries = byTag.get(locale) ?? [];
      entries.push(ts`${key(name)}: ${flat({ message: template.parts })},`);
      byTag.set(locale, entries);
    }
  }
  for (const tag of [...byTag.keys()].sort())
    yield ts`${key(tag)}: {
  ${lines(byTag.get(tag) ?? [])}
},`;
}
