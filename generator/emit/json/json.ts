// The emitter of `errors.json`: everything about the errors as data, for other tools and languages.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog, CatalogCode, Definition, DefinitionCode } from "../../catalog/catalog.ts";
import { documentedTables } from "../../catalog/documented.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { translationsOf } from "../../catalog/locale.ts";
import { showLocator } from "../../catalog/locator.ts";
import { className, guardName } from "../../catalog/names.ts";
import { factsOf } from "../../change/facts.ts";
import type { JsonOptions } from "../../schema/config.ts";
import { jsonText } from "../../text/characters.ts";
import { isSame, tidy } from "../../text/data.ts";
import type { CatalogEmitter } from "../emitter.ts";

/** Emits `errors.json`. */
export const jsonEmitter: CatalogEmitter<JsonOptions> = {
  name: "json",
  scope: "catalog",
  options: $defs.json,
  emit: (catalog) => [{ path: "errors.json", content: contentOf(catalog) }],
};

/** The format of the file; `schema/errors.schema.json` describes it, and a later one may have a higher number. */
const format = 1;

/** What the file never has, so that a comparison with a catalog does not take it for removed. */
const omits = ["internal"];

/** Prints one error, one code and one fact a line, so that a difference is read and branches merge. */
function* contentOf(catalog: Catalog): Generator<string> {
  const { id, title, version, prefix, codeType, description, docsUrl } = catalog;
  const about = {
    id,
    title,
    version,
    prefix,
    codeType,
    ...tidy({ description, docsUrl, locales: localesOf("", catalog) }),
  };
  const members = new Map(catalog.codes.map((code) => [code.text, code]));
  const facts = [...factsOf(catalog)].sort(([a], [b]) => (a < b ? -1 : 1));
  yield `{\n  "faultbook": ${jsonText({ catalog: id })},\n`;
  yield `  "format": ${format},\n  "omits": ${jsonText(omits)},\n`;
  yield `  "catalog": ${jsonText(about)},\n  "errors": [\n`;
  yield* linesOf(catalog.definitions.map((one) => jsonText(errorOf(one, catalog, members))));
  yield '  ],\n  "recognition": {\n';
  yield* linesOf(Object.entries(documentedTables(catalog)).map(tableOf));
  yield '  },\n  "facts": {\n';
  yield* linesOf(facts.map(([key, value]) => `${jsonText(key)}: ${value}`));
  yield "  }\n}\n";
}

function* linesOf(items: readonly string[]): Generator<string> {
  for (const [i, item] of items.entries()) yield `    ${item}${i + 1 < items.length ? "," : ""}\n`;
}

function tableOf([name, table]: readonly [name: string, table: unknown]): string {
  if (typeof table !== "object" || Array.isArray(table)) return entryOf([name, table]);
  const entries = Object.entries(table ?? {}).map((one) => `      ${entryOf(one)}`);
  return `${jsonText(name)}: {\n${entries.join(",\n")}\n    }`;
}

function entryOf([name, value]: readonly [name: string, value: unknown]): string {
  return `${jsonText(name)}: ${jsonText(value)}`;
}

function errorOf(
  definition: Definition,
  catalog: Catalog,
  members: ReadonlyMap<string, CatalogCode>,
): object {
  const { name, kind, retry, effect, title, summary, deprecated } = definition;
  const codes = definition.codes.map((code) => ({
    code: code.literal,
    name: code.name,
    member: members.get(code.text)?.member,
    ...tidy(ownFacts(code, definition)),
  }));
  const params = definition.params.map(({ name, schema, at, safe, optional }) => ({
    name,
    schema,
    ...tidy({ at: at.map(showLocator) }),
    ...{ safe, optional },
  }));
  return {
    ...{ name, className: className(name), guard: guardName(name), codes, kind, retry, effect },
    ...{ title, summary },
    ...tidy({
      description: definition.description,
      causes: definition.causes,
      resolution: definition.resolution,
      statuses: definition.statuses,
      scopes: definition.scopes,
      operations: definition.operations,
      docsUrl: definition.docsUrl,
      messages: definition.messages.map(({ source }) => source),
      params,
      deprecated: deprecated && tidy({ ...deprecated }),
      locales: localesOf(`/definitions/${name}`, catalog, definition),
      fixture: fixtureOf(definition, catalog),
    }),
  };
}

/** What a code may say in place of its definition. */
const codeFields = [
  ...(["title", "summary", "description", "causes", "resolution", "statuses"] as const),
  ...(["retry", "effect", "docsUrl", "deprecated"] as const),
];

function ownFacts(code: DefinitionCode, definition: Definition): object {
  const own = codeFields.filter((key) => !isSame(code[key], definition[key]));
  return Object.fromEntries(own.map((key) => [key, code[key]]));
}

/** Returns the texts directly below a place in each language, the messages of a definition among them. */
function localesOf(at: string, catalog: Catalog, definition?: Definition): object {
  const translations = definition === undefined ? [] : translationsOf(definition, catalog);
  const tags = [
    ...translations.map(({ locale }) => locale),
    ...catalog.locales.map(({ tag }) => tag),
  ];
  const all = [...new Set(tags)].sort().map((tag) => {
    const texts = catalog.locales.find((one) => one.tag === tag)?.texts ?? {};
    const below = Object.entries(texts).flatMap(([pointer, text]) => {
      const field = pointer.startsWith(`${at}/`) ? pointer.slice(at.length + 1) : "/";
      return field.includes("/") ? [] : [[field, text]];
    });
    const message = translations.find(({ locale }) => locale === tag)?.template.source;
    return [tag, tidy({ ...Object.fromEntries(below), message })];
  });
  return tidy(Object.fromEntries(all));
}
