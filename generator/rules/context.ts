// What rules work on: a catalog in all its forms, and how they find places in its text.

import type { Catalog, Param } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import type { CatalogDocument } from "../schema/document.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { keySpanAt, nodeAt, type YamlNode } from "../text/yaml.ts";

/** A catalog in all its forms. */
export interface RuleContext {
  /** The document, valid by its schema or without the entries that the schema refused. */
  readonly document: CatalogDocument;
  /** The root of the whole file, for spans. */
  readonly root: YamlNode;
  /** The catalog resolved from the document. */
  readonly catalog: Catalog;
  /** JSON Pointers of entries that were left out because the schema refused them. */
  readonly broken: ReadonlySet<string>;
  /** JSON Pointers of JSON Schemas in the document without the keywords that the schema refused. */
  readonly unsound: ReadonlySet<string>;
}

/** One value and the JSON Pointer to it from the root of the file. */
export interface Placed<Value> {
  readonly value: Value;
  readonly pointer: string;
}

/** One entry of a map, with its key unescaped. */
export interface PlacedEntry<Value> extends Placed<Value> {
  readonly key: string;
}

/** Returns the values of a list, or a single value, each with its place. */
export function placedList<Value>(
  value: Value | readonly Value[] | undefined,
  pointer: string,
): readonly Placed<Value>[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [{ value: value as Value, pointer }];
  return value.map((one: Value, i) => ({ value: one, pointer: `${pointer}/${i}` }));
}

/** Returns the values of a map, each with its key and place. */
export function placedEntries<Value>(
  map: { readonly [key: string]: Value } | undefined,
  pointer: string,
): readonly PlacedEntry<Value>[] {
  return Object.entries(map ?? {}).map(([key, value]) => ({
    key,
    value,
    pointer: `${pointer}/${escapeToken(key)}`,
  }));
}

/** Returns the params of all definitions by their JSON Pointers; one that an envelope declares is there once. */
export function placedParams(catalog: Catalog): ReadonlyMap<string, Param> {
  return new Map(
    catalog.definitions.flatMap(({ name, params }) =>
      params.map((param) => [paramPointer(name, param), param] as const),
    ),
  );
}

/** Returns the JSON Pointer of a param of a definition: there, or in the envelope that declares it. */
export function paramPointer(definition: string, { name, envelope }: Param): string {
  const owner = envelope === undefined ? `/definitions/${definition}` : `/envelopes/${envelope}`;
  return `${owner}/params/${escapeToken(name)}`;
}

/** Returns the place of one code of a definition. */
export function codeSpan(context: RuleContext, definition: string, index: number): Span {
  const { code } = context.document.definitions[definition] ?? {};
  const inList = Array.isArray(code) ? `/${index}` : "";
  const inEntry = typeof listOf(code)[index] === "object" ? "/code" : "";
  return spanAt(context, `/definitions/${definition}/code${inList}${inEntry}`);
}

/** Returns the place of a value. */
export function spanAt(context: Pick<RuleContext, "root">, pointer: string): Span {
  return nodeAt(context.root, pointer).span;
}

/** Returns the place of a key. */
export function keyAt(context: Pick<RuleContext, "root">, pointer: string): Span {
  return keySpanAt(context.root, pointer);
}

/** Returns whether the schema refused an entry of a collection, or the collection itself. */
export function isBroken(
  { broken }: Pick<RuleContext, "broken">,
  collection: string,
  name: string,
): boolean {
  return broken.has(`/${collection}`) || broken.has(`/${collection}/${name}`);
}

/** Returns whether the schema refused one of the named parts of the document, or an entry in one. */
export function isAnyBroken(
  { broken }: Pick<RuleContext, "broken">,
  parts: readonly string[],
): boolean {
  if (broken.size === 0) return false;
  return [...broken].some((pointer) => parts.includes(pointer.split("/")[1] ?? ""));
}

/** Returns whether a definition that documents show leads to one that they do not show. */
export function leadsInside(
  { definitions }: CatalogDocument,
  from: string | undefined,
  to: string,
): boolean {
  const isInternal = (name: string): boolean =>
    Object.hasOwn(definitions, name) && definitions[name]?.internal === true;
  return isInternal(to) && !(from !== undefined && isInternal(from));
}

/** Returns the first ten of many names as one text, for help. */
export function someOf(names: Iterable<string>): string {
  const shown: string[] = [];
  for (const name of names) {
    if (shown.length === 10) return `${shown.join(", ")}, …`;
    shown.push(name);
  }
  return shown.length === 0 ? "(there is none)" : shown.join(", ");
}
