// JSON Schemas of a catalog as schema objects of OpenAPI 3.1 or 3.0.

import type { Json } from "../../catalog/catalog.ts";
import { type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { type Context, entryOf, type Plain, typeOfJson } from "./context.ts";
import { schemaRef } from "./names.ts";

/** Gives a schema of the catalog as a schema object, its references leading to components. */
export function schemaObject(schema: JsonSchema, context: Context): Plain {
  const moved = moveInner(schema, context);
  return context.dialect === "3.0" ? legacy(moved) : moved;
}

/** Gives the schema of one of several constants, as `const` where there is one and the dialect knows it. */
export function constants(values: readonly Json[], context: Context): Plain {
  const types = [...new Set(values.map(typeOfJson))];
  const type = types.length === 1 ? types[0] : types;
  const single = values.length === 1 ? { const: values[0] } : { enum: values };
  if (context.dialect !== "3.0") return { type, ...single };
  return legacy(types.length === 1 ? { type, ...single } : single);
}

/** Gives a schema object with a description, unless it has one. */
export function described(schema: JsonSchema, description: string | undefined): JsonSchema {
  return description === undefined || schema.description !== undefined
    ? schema
    : { ...schema, description };
}

/** Gives a schema object that more may be said beside: OpenAPI 3.0 allows nothing beside a reference. */
export function extensible(schema: Plain, { dialect }: Context): Plain {
  return dialect === "3.0" && "$ref" in schema ? around(schema) : schema;
}

function around({ $ref, ...rest }: Plain): Plain {
  return { allOf: [{ $ref }], ...rest };
}

function moveInner(schema: JsonSchema, context: Context): Plain {
  const move = (inner: JsonSchema) => schemaObject(inner, context);
  const { $ref, properties, items, additionalProperties: more, oneOf, ...rest } = schema;
  const changed: Record<string, unknown> = {
    $ref: $ref === undefined ? undefined : movedRef($ref, context),
    properties:
      properties &&
      Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, move(inner)])),
    items: items && move(items),
    additionalProperties: typeof more === "object" ? move(more) : more,
    oneOf: oneOf?.map(move),
  };
  const entries = Object.keys(schema).map((key) => [
    key,
    Object.hasOwn(changed, key) ? changed[key] : rest[key as keyof typeof rest],
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function movedRef(ref: string, context: Context): string {
  const name = ref.slice(schemaRefPrefix.length);
  return schemaRef(entryOf(context.names.schemas, name)).$ref;
}

/** Rewrites one level of a schema, its inner schemas done already, from JSON Schema 2020-12 to OpenAPI 3.0. */
function legacy(schema: Plain): Plain {
  const { $ref, examples, ...rest } = schema;
  const example = Array.isArray(examples) && examples.length > 0 ? { example: examples[0] } : {};
  const typed = legacyTypes(legacyConst(legacyBounds(legacyRequired(rest))));
  const whole = { ...typed, ...example };
  if ($ref === undefined) return whole;
  return Object.keys(whole).length === 0 ? { $ref } : around({ $ref, ...whole });
}

/** An empty list says nothing, and 3.0 does not allow it. */
function legacyRequired(schema: Plain): Plain {
  const { required, ...rest } = schema;
  return Array.isArray(required) && required.length === 0 ? rest : schema;
}

function legacyBounds(schema: Plain): Plain {
  const { exclusiveMinimum: above, exclusiveMaximum: below, ...rest } = schema;
  const { minimum, maximum } = rest;
  const low = typeof above === "number" && !(typeof minimum === "number" && minimum > above);
  const high = typeof below === "number" && !(typeof maximum === "number" && maximum < below);
  return {
    ...rest,
    ...(low ? { minimum: above, exclusiveMinimum: true } : {}),
    ...(high ? { maximum: below, exclusiveMaximum: true } : {}),
  };
}

function legacyConst(schema: Plain): Plain {
  if (!("const" in schema)) return schema;
  const { const: value, ...rest } = schema;
  const type = typeOfJson(value as Json);
  return { ...(rest["type"] === undefined ? { type } : {}), ...rest, enum: [value] };
}

function legacyTypes(schema: Plain): Plain {
  const { type, items, ...rest } = schema;
  const types = type === undefined ? [] : Array.isArray(type) ? (type as string[]) : [type];
  const nullable = types.includes("null") ? { nullable: true } : {};
  const others = types.filter((name) => name !== "null");
  // An array without items is not valid in 3.0, and an empty schema takes every item.
  const one = (name: unknown): Plain => ({
    type: name,
    ...nullable,
    ...(name === "array" ? { items: items ?? {} } : {}),
  });
  if (types.length === 0) return items === undefined ? rest : { ...rest, items };
  // Null alone is no type in 3.0, and "nullable" says nothing without one.
  if (others.length === 0) return { type: "string", nullable: true, ...rest, enum: [null] };
  if (others.length === 1) return { ...one(others[0]), ...rest };
  return { anyOf: others.map(one), ...rest };
}
