// What people read of each definition, as data on a sub-path of its own, so that it costs nobody who does not ask.

import type {
  Catalog,
  Definition,
  DefinitionCode,
  Deprecation,
  Family,
  Json,
  Source,
  Status,
} from "../../catalog/catalog.ts";
import { inLocale, translationsOf } from "../../catalog/locale.ts";
import type { Locale } from "../../catalog/locale-texts.ts";
import { showLocator } from "../../catalog/locator.ts";
import { catalogNames, docsLink } from "../../catalog/names.ts";
import { constantDeclaration } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import { type Code, doc, id, key, lit, rows, ts } from "../print/typescript.ts";

/** Prints the module `definitions`. */
export function* definitionsModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield { link: "import", from: "./codes", names: [id(names.name)], only: "types" };
  const texts = [ts`CatalogTexts`, ts`DefinitionTexts`];
  yield { link: "import", from: "./runtime", names: texts, only: "types" };
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

/** Prints the module `definitions/<tag>`: the texts in a language, and those of the catalog where that has none. */
export function* localeModule(catalog: Catalog, locale: Locale): Module {
  const names = catalogNames(catalog.prefix);
  const { title, description, statuses, families, definitions } = inLocale(catalog, locale);
  yield { link: "import", from: "../codes", names: [id(names.name)], only: "types" };
  const texts = [ts`CatalogTexts`, ts`DefinitionTexts`];
  yield { link: "import", from: "../runtime", names: texts, only: "types" };
  const otherwise = "what has no translation is in the language of the catalog";
  yield* constantDeclaration({
    doc: doc(`The texts of ${catalog.title} as a whole in \`${locale.tag}\`; ${otherwise}.`),
    name: id(names.catalog),
    type: ts`Pick<CatalogTexts, "title" | "description" | "statuses" | "families">`,
    value: lit(
      present({
        ...{ title, description },
        statuses: statuses.map(withIds),
        families: families.map(withIds),
      }),
    ),
  });
  yield* constantDeclaration({
    doc: doc(`The texts of every definition in \`${locale.tag}\`, by its name; ${otherwise}.`),
    name: id(names.definitions),
    type: ts`{ readonly [Name in ${id(names.name)}]: DefinitionTexts }`,
    value: definitions.map((one) => {
      const { title, summary, description, causes, resolution, codes, deprecated } = definitionData(
        one,
        catalog,
      );
      const texts = { title, summary, description, causes, resolution, codes, deprecated };
      return ts`${key(one.name)}: ${rows(present(texts))},`;
    }),
  });
}

function* entriesOf(catalog: Catalog): Iterable<Code> {
  for (const definition of catalog.definitions) {
    yield ts`${key(definition.name)}: ${rows(definitionData(definition, catalog))},`;
  }
}

type Facts = { readonly [name: string]: Json };

/** Returns the facts that are neither missing nor empty. */
function present(facts: { readonly [name: string]: unknown }): Facts {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(facts)) {
    const value = facts[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  }
  return kept as Facts;
}

function catalogData(catalog: Catalog): Facts {
  return present({
    id: catalog.id,
    title: catalog.title,
    version: catalog.version,
    description: catalog.description,
    docsUrl: catalog.docsUrl,
    envelope: catalog.envelope,
    transport: catalog.http ? undefined : "other",
    scopes: catalog.scopes,
    operations: catalog.operations,
    statuses: catalog.statuses.map(withIds),
    families: catalog.families.map(withIds),
    sources: catalog.sources.map(({ id, title, url, read, docsUrl }) =>
      present({ id, title, url, read, docsUrl }),
    ),
    reserved: catalog.reserved.map((one) => present({ ...one })),
  });
}

function withIds({ sources, ...facts }: Status | Family): Facts {
  return present({ ...facts, sources: ids(sources) });
}

function ids(sources: readonly Source[]): readonly string[] {
  return sources.map((source) => source.id);
}

/** Returns the texts of a definition, without what its facts row has and what follows from the catalog's. */
function definitionData(definition: Definition, catalog: Catalog): Facts {
  const { envelopes, messages, codes } = definition;
  return present({
    title: definition.title,
    summary: definition.summary,
    description: definition.description,
    causes: definition.causes,
    resolution: definition.resolution,
    docsUrl: ownLink(definition, codes[0], catalog),
    codes: codes
      .map((code) => codeData(code, definition, catalog))
      .filter((one) => one !== undefined),
    statuses: definition.statuses,
    scopes: definition.scopes,
    operations: definition.operations,
    envelopes: same(envelopes, [catalog.envelope]) ? undefined : envelopes,
    params: definition.params.map((param) =>
      present({
        name: param.name,
        description: param.description,
        at: param.at.map(showLocator),
        safe: param.safe || undefined,
        optional: param.optional || undefined,
      }),
    ),
    messages: messages.length === 1 ? undefined : messages.map((message) => message.source),
    translations: translationData(definition, catalog),
    since: definition.since,
    deprecated: deprecation(definition.deprecated),
    internal: definition.internal || undefined,
    sources: ids(definition.sources),
  });
}

/** Returns the link of a definition or of one of its codes, unless it follows from the rule of its first source or of the catalog. */
function ownLink(
  {
    name,
    sources,
    docsUrl,
  }: Definition | (DefinitionCode & { readonly sources: readonly Source[] }),
  code: DefinitionCode | undefined,
  catalog: Catalog,
): string | undefined {
  const rule = sources[0]?.docsUrl ?? catalog.docsUrl;
  if (rule === undefined || code === undefined) return docsUrl;
  return docsLink(rule, { text: code.text, name }) === docsUrl ? undefined : docsUrl;
}

function translationData(definition: Definition, catalog: Catalog): Json | undefined {
  const translations = translationsOf(definition, catalog);
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
  "since",
] as const;

/** Returns the texts that a code has of its own, if any. */
function codeData(
  code: DefinitionCode,
  definition: Definition,
  catalog: Catalog,
): Facts | undefined {
  if (!code.own) return undefined;
  const own = ownFacts.filter((fact) => !same(code[fact], definition[fact]));
  const deprecated = deprecation(code.deprecated);
  const sources = ids(code.sources);
  const texts = present({
    ...Object.fromEntries(own.map((fact) => [fact, code[fact]])),
    docsUrl: ownLink({ ...code, name: definition.name }, code, catalog),
    deprecated: same(deprecated, deprecation(definition.deprecated)) ? undefined : deprecated,
    sources: same(sources, ids(definition.sources)) ? undefined : sources,
  });
  return Object.keys(texts).length === 0 ? undefined : { code: code.literal, ...texts };
}

function deprecation(deprecated: Deprecation | undefined): Json | undefined {
  if (deprecated === undefined) return undefined;
  const { since, reason, use, sunset } = deprecated;
  return present({ since, reason, use, sunset });
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
