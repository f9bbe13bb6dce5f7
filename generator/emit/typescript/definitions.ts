// What people read of each definition, as data on a sub-path of its own, so that it costs nobody who does not ask.

import type {
  Catalog,
  Definition,
  DefinitionCode,
  Deprecation,
  Json,
  Source,
} from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import { catalogNames } from "../../catalog/names.ts";
import { constantDeclaration, type Module, typeImport } from "../print/declarations.ts";
import { type Code, doc, id, key, lit, ts } from "../print/typescript.ts";

/** Prints the module `definitions`. */
export function* definitionsModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield typeImport(ts`import type { ${id(names.name)} } from "./codes.js";`);
  yield typeImport(ts`import type { CatalogTexts, DefinitionTexts } from "./runtime.js";`);
  yield* constantDeclaration({
    doc: doc(`What is known of ${catalog.title} as a whole.`),
    name: id(names.catalog),
    type: ts`CatalogTexts`,
    value: lit(catalogData(catalog)),
  });
  yield* constantDeclaration({
    doc: doc(
      `Every definition of ${catalog.title} by its name: titles, descriptions, causes and resolutions, all texts in Markdown.`,
    ),
    name: id(names.definitions),
    type: ts`{ readonly [Name in ${id(names.name)}]: DefinitionTexts }`,
    value: entriesOf(catalog),
  });
}

function* entriesOf({ definitions }: Catalog): Iterable<Code> {
  for (const definition of definitions) {
    yield ts`${key(definition.name)}: ${lit(definitionData(definition))},`;
  }
}

/** Gives an object without the facts that are absent or empty, as JSON. */
function present(facts: { readonly [name: string]: unknown }): Json {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(facts)) {
    const value = facts[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  }
  return kept as Json;
}

function catalogData(catalog: Catalog): Json {
  return present({
    id: catalog.id,
    title: catalog.title,
    version: catalog.version,
    description: catalog.description,
    scopes: catalog.scopes,
    operations: catalog.operations,
    statuses: catalog.statuses.map(({ sources, ...status }) =>
      present({ ...status, sources: ids(sources) }),
    ),
    sources: catalog.sources.map(({ id, title, url, read, docsUrl }) =>
      present({ id, title, url, read, docsUrl }),
    ),
    reserved: catalog.reserved.map((one) => present({ ...one })),
  });
}

function ids(sources: readonly Source[]): readonly string[] {
  return sources.map((source) => source.id);
}

function definitionData(definition: Definition): Json {
  return present({
    title: definition.title,
    kind: definition.kind,
    summary: definition.summary,
    description: definition.description,
    causes: definition.causes,
    resolution: definition.resolution,
    docsUrl: definition.docsUrl,
    codes: definition.codes.map((code) => codeData(code, definition)),
    statuses: definition.statuses,
    scopes: definition.scopes,
    operations: definition.operations,
    envelopes: definition.envelopes,
    params: definition.params.map((param) =>
      present({
        name: param.name,
        description: param.description,
        at: param.at.map(showLocator),
        safe: param.safe,
        optional: param.optional,
      }),
    ),
    messages: definition.messages.map((message) => message.source),
    translations: translationsOf(definition),
    since: definition.since,
    deprecated: deprecation(definition.deprecated),
    sources: ids(definition.sources),
  });
}

function translationsOf({ translations }: Definition): Json | undefined {
  if (translations.length === 0) return undefined;
  return Object.fromEntries(translations.map(({ locale, template }) => [locale, template.source]));
}

const ownFacts = [
  "title",
  "summary",
  "description",
  "causes",
  "resolution",
  "statuses",
  "docsUrl",
  "since",
] as const;

function codeData(code: DefinitionCode, definition: Definition): Json {
  const facts = { code: code.literal, name: code.name, retry: code.retry, effect: code.effect };
  if (!code.own) return present(facts);
  const own = ownFacts.filter((fact) => !same(code[fact], definition[fact]));
  const deprecated = deprecation(code.deprecated);
  const sources = ids(code.sources);
  return present({
    ...facts,
    ...Object.fromEntries(own.map((fact) => [fact, code[fact]])),
    deprecated: same(deprecated, deprecation(definition.deprecated)) ? undefined : deprecated,
    sources: same(sources, ids(definition.sources)) ? undefined : sources,
  });
}

function deprecation(deprecated: Deprecation | undefined): Json | undefined {
  if (deprecated === undefined) return undefined;
  const { since, reason, use } = deprecated;
  return present({ since, reason, use });
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
