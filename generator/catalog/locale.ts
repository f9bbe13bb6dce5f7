// The texts of a catalog in other languages, and the catalog with them in place of its own.

import { isSame } from "../text/data.ts";
import { escapeToken } from "../text/pointer.ts";
import type {
  Catalog,
  Definition,
  DefinitionCode,
  Deprecation,
  Family,
  Translation,
} from "./catalog.ts";
import type { Locale, LocaleText } from "./locale-texts.ts";
import { nameInWords } from "./names.ts";
import { codesOf } from "./owners.ts";

const groupFields = ["title", "description", "causes", "resolution"] as const;
const fields = ["title", "summary", "description", "causes", "resolution"] as const;

/** Returns every text of a catalog that a locale may have, by the JSON Pointer that it has in the document of a locale. */
export function textsOf(catalog: Catalog): ReadonlyMap<string, LocaleText> {
  const texts = new Map<string, LocaleText>();
  const add = (pointer: string, text: LocaleText | undefined): void => {
    if (text !== undefined && text.length > 0) texts.set(pointer, text);
  };
  add("/title", catalog.title);
  add("/description", catalog.description);
  for (const definition of catalog.definitions) {
    const at = definitionPointer(definition);
    for (const field of fields) add(`${at}/${field}`, definition[field]);
    add(`${at}/deprecated`, definition.deprecated?.reason);
    add(`${at}/message`, definition.messages[0]?.source);
    for (const code of definition.codes) {
      const own = codePointer(at, code);
      for (const field of ownFields(code, definition)) add(`${own}/${field}`, code[field]);
      if (isOwnReason(code, definition)) add(`${own}/deprecated`, code.deprecated?.reason);
    }
  }
  for (const [at, one] of groupsOf(catalog))
    for (const field of groupFields) add(`${at}/${field}`, one[field]);
  return texts;
}

/** Returns the messages of a definition in other languages, also those of the catalog's locales, sorted by their tags. */
export function translationsOf(
  definition: Definition,
  { locales }: Catalog,
): readonly Translation[] {
  if (locales.length === 0) return definition.translations;
  const more = locales.flatMap(({ tag, messages }) => {
    const template = messages[definition.name];
    return template === undefined ? [] : [{ locale: tag, template }];
  });
  return [...definition.translations, ...more].sort((a, b) => (a.locale < b.locale ? -1 : 1));
}

/** Returns a catalog with the texts of a locale; where that has none, the catalog's own stay. */
export function inLocale(catalog: Catalog, { tag, words, texts }: Locale): Catalog {
  const over = <Of extends object>(of: Of, at: string, names: readonly string[]): Of => {
    const found = names.flatMap((name) => {
      const text = texts[`${at}/${name}`];
      return text === undefined ? [] : [[name, text] as const];
    });
    return { ...of, ...Object.fromEntries(found) };
  };
  const reasoned = (deprecated: Deprecation | undefined, at: string): Deprecation | undefined =>
    deprecated && { ...deprecated, reason: String(texts[`${at}/deprecated`] ?? deprecated.reason) };
  const definitions = catalog.definitions.map((definition): Definition => {
    const at = definitionPointer(definition);
    const now = over(definition, at, fields);
    const deprecated = reasoned(definition.deprecated, at);
    const codes = definition.codes.map((code): DefinitionCode => {
      const own = codePointer(at, code);
      const shared = fields.filter((field) => isSame(code[field], definition[field]));
      // A title that only follows from the name says nothing.
      const isNamed = code.title === nameInWords(code.name);
      const base = { ...code, ...pick(now, shared), ...(isNamed ? { title: code.title } : {}) };
      return {
        ...over(base, own, ownFields(code, definition)),
        deprecated: isOwnReason(code, definition)
          ? reasoned(code.deprecated, own)
          : code.deprecated && { ...code.deprecated, reason: deprecated?.reason ?? "" },
      };
    });
    return { ...now, deprecated, codes };
  });
  const groups = new Map(groupsOf(catalog).map(([at, one]) => [one, over(one, at, groupFields)]));
  return {
    ...over(catalog, "", ["title", "description"]),
    language: { tag, words },
    definitions,
    codes: codesOf(definitions),
    statuses: catalog.statuses.map((one) => groups.get(one) as typeof one),
    families: catalog.families.map((one) => groups.get(one) as typeof one),
  };
}

/** Returns the fields of a code whose texts it has in place of its definition's. */
function ownFields(
  code: DefinitionCode,
  definition: Definition,
): readonly (typeof fields)[number][] {
  return code.own ? fields.filter((field) => !isSame(code[field], definition[field])) : [];
}

function isOwnReason(code: DefinitionCode, { deprecated }: Definition): boolean {
  return code.deprecated !== undefined && code.deprecated.reason !== deprecated?.reason;
}

function pick(of: Definition, keys: readonly (typeof fields)[number][]): Partial<Definition> {
  return Object.fromEntries(keys.map((key) => [key, of[key]]));
}

function definitionPointer({ name }: Definition): string {
  return `/definitions/${name}`;
}

function codePointer(at: string, { text }: DefinitionCode): string {
  return `${at}/codes/${escapeToken(text)}`;
}

type Group = Catalog["statuses"][number] | Family;

/** Returns the statuses and families of a catalog, each with its place in a locale. */
function groupsOf({ statuses, families }: Catalog): readonly (readonly [at: string, one: Group])[] {
  return [
    ...statuses.map((one) => [`/statuses/${one.key}`, one] as const),
    ...families.map((one) => [`/families/${escapeToken(familyKey(one))}`, one] as const),
  ];
}

/** Returns what a locale calls a family: its prefix, or its range. */
export function familyKey({ prefix, from, to }: Family): string {
  return prefix ?? `${from}..${to}`;
}
