// What every part of the OpenAPI document is made from, and the plain data that it is made of.

import type { Catalog, Definition, Envelope, Json } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { ComponentNames } from "./names.ts";

/** An object of the document, with its keys in the order in which they are printed. */
export type Plain = { readonly [key: string]: unknown };

/** How schemas are written: `3.0` has a dialect of its own, since `3.1` they are JSON Schema 2020-12; `3.2` adds fields. */
export type Dialect = "3.0" | "3.1" | "3.2";

/** What all parts of one document share: the catalog, what it holds by name, and how it is written. */
export interface Context {
  /** The catalog that the document is made from. */
  readonly catalog: Catalog;
  /** How schemas are written. */
  readonly dialect: Dialect;
  /** What every component is called. */
  readonly names: ComponentNames;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Every envelope by its name. */
  readonly envelopes: ReadonlyMap<string, Envelope>;
  /** Every shared schema by its name in the catalog. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

/** Leaves out what is undefined, and lists and objects that are empty. */
export function tidy(object: Plain): Plain {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(object)) if (!isVoid(object[key])) kept[key] = object[key];
  return kept;
}

/** Gives the values without repetition, in their first order. */
export function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

/** Gives an entry that was made for every key, so that its absence is a bug. */
export function entryOf<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing was made for "${key}"`);
  return value;
}

/** Gives the JSON Schema type of a constant; a number counts as an integer where it is one. */
export function typeOfJson(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function isVoid(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
