// The texts of exceptions in other languages, on a sub-path of their own, so that they cost nobody who does not ask.

import type { Catalog } from "../../catalog/catalog.ts";
import { translationsOf } from "../../catalog/locale.ts";
import { catalogNames } from "../../catalog/names.ts";
import { addTo } from "../../text/lists.ts";
import { constantDeclaration, functionDeclaration } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import { type Code, doc, flat, id, key, lines, lit, ts } from "../print/typescript.ts";

/** Checks whether a catalog has messages in other languages. */
export function isTranslated(catalog: Catalog): boolean {
  return catalog.definitions.some((one) => translationsOf(one, catalog).length > 0);
}

/** Prints the module `localise`. */
export function* localiseModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield { link: "import", from: "./errors", names: { all: ts`errors` }, only: "types" };
  yield { link: "import", from: "./runtime", names: { all: ts`runtime` } };
  yield* constantDeclaration({
    name: ts`translations`,
    type: ts`runtime.Translations`,
    value: translationTable(catalog),
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
function* translationTable(catalog: Catalog): Iterable<Code> {
  const byTag = new Map<string, Code[]>();
  for (const definition of catalog.definitions) {
    for (const { locale, template } of translationsOf(definition, catalog))
      addTo(byTag, locale, ts`${key(definition.name)}: ${flat({ message: template.parts })},`);
  }
  for (const tag of [...byTag.keys()].sort())
    yield ts`${key(tag)}: {
  ${lines(byTag.get(tag) ?? [])}
},`;
}
