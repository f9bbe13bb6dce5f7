// The JSON Schemas in a catalog, and the walk over them; `schema/catalog.schema.json` has their keywords.

import type { JsonSchema } from "../../runtime/facts.ts";
import { escapeToken } from "../text/pointer.ts";

export type { JsonSchema } from "../../runtime/facts.ts";

/** The beginning of every reference; the name of a schema of the catalog follows. */
export const schemaRefPrefix = "#/schemas/";

/** Returns the schemas directly inside a schema, each with its JSON Pointer from there. */
export function innerSchemas(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const inner: (readonly [string, JsonSchema])[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    inner.push([`/properties/${escapeToken(name)}`, property]);
  }
  if (schema.items !== undefined) inner.push(["/items", schema.items]);
  if (typeof schema.additionalProperties === "object") {
    inner.push(["/additionalProperties", schema.additionalProperties]);
  }
  for (const keyword of choiceKeywords) {
    schema[keyword]?.forEach((choice, i) => {
      inner.push([`/${keyword}/${i}`, choice]);
    });
  }
  return inner;
}

const choiceKeywords = ["oneOf", "anyOf"] as const;

/** Returns the choices of a schema, of which a value fits one, or `undefined` if it has none. */
export function choicesOf({ oneOf, anyOf }: JsonSchema): readonly JsonSchema[] | undefined {
  return oneOf === undefined ? anyOf : [...oneOf, ...(anyOf ?? [])];
}

/** Calls a function with a schema and all schemas inside it, each with its JSON Pointer from the outermost one. */
export function visit(
  schema: JsonSchema,
  each: (schema: JsonSchema, pointer: string) => void,
  pointer = "",
): void {
  each(schema, pointer);
  for (const [below, inner] of innerSchemas(schema)) visit(inner, each, `${pointer}${below}`);
}

/** Returns the names of the shared schemas that a schema refers to, anywhere inside it. */
export function referencesIn(schema: JsonSchema): ReadonlySet<string> {
  const names = new Set<string>();
  visit(schema, ({ $ref }) => {
    if ($ref !== undefined) names.add($ref.slice(schemaRefPrefix.length));
  });
  return names;
}

/** Returns a schema with the schemas directly inside it replaced. */
export function mapInner(
  schema: JsonSchema,
  change: (inner: JsonSchema) => JsonSchema,
): JsonSchema {
  const { properties, items, additionalProperties, oneOf, anyOf } = schema;
  const changed = ([name, one]: [string, JsonSchema]) => [name, change(one)];
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(changed)) }),
    ...(items && { items: change(items) }),
    ...(typeof additionalProperties === "object" && {
      additionalProperties: change(additionalProperties),
    }),
    ...(oneOf && { oneOf: oneOf.map(change) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
  };
}

/** Returns the first and the last integer within the bounds of a schema; a missing bound is infinite, and without an integer the last is below the first. */
export function integersWithin({
  minimum = -Infinity,
  exclusiveMinimum = -Infinity,
  maximum = Infinity,
  exclusiveMaximum = Infinity,
}: JsonSchema): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(Math.ceil(minimum), Math.floor(exclusiveMinimum) + 1),
    most: Math.min(Math.floor(maximum), Math.ceil(exclusiveMaximum) - 1),
  };
}

/** Returns what a schema refers to, through references to references, or the schema itself if it refers to nothing, nowhere or in a circle. */
export function referredTo(
  schema: JsonSchema,
  named: (name: string) => JsonSchema | undefined,
): JsonSchema {
  const seen = new Set<string>();
  let target = schema;
  while (target.$ref !== undefined) {
    const name = target.$ref.slice(schemaRefPrefix.length);
    const next = seen.has(name) ? undefined : named(name);
    if (next === undefined) return schema;
    seen.add(name);
    target = next;
  }
  return target;
}

/** Returns the schema of a property that a schema itself has, whatever its name. */
export function ownProperty({ properties }: JsonSchema, name: string): JsonSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Returns whether a value is a map and not a list. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
