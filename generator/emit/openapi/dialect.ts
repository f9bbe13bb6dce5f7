// JSON Schemas of a catalog as schema objects of OpenAPI 3.1 or 3.0.

import { type JsonSchema, mapInner, schemaRefPrefix } from "../../catalog/json-schema.ts";
import type { Context } from "./context.ts";
import { schemaRef } from "./names.ts";
import type { Plain } from "./objects.ts";

/** A schema of a catalog, with the keywords that catalogs do not have. */
export interface BodySchema extends JsonSchema {
  /** What one item of an array must be. */
  readonly contains?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
}

/** Returns a schema of the catalog as a schema object whose references lead to components. */
export function schemaObject(schema: BodySchema, context: Context): Plain {
  const { names } = context;
  const move = (inner: JsonSchema) => schemaObject(inner, context);
  const { $ref, contains, allOf } = schema;
  const moved = {
    ...mapInner(schema, move),
    ...($ref !== undefined && schemaRef(names("schema", $ref.slice(schemaRefPrefix.length)))),
    ...(contains && { contains: move(contains) }),
    ...(allOf && { allOf: allOf.map(move) }),
  };
  return context.dialect === "3.0" ? legacy(moved) : moved;
}

/** Returns a schema with a description, unless it has one. */
export function described<Schema extends JsonSchema>(
  schema: Schema,
  description: string | undefined,
): Schema {
  return description === undefined || schema.description !== undefined
    ? schema
    : { ...schema, description };
}

/** Returns a schema object that more may be said beside: OpenAPI 3.0 allows nothing beside a reference. */
export function extensible(schema: Plain, { dialect }: Context): Plain {
  return dialect === "3.0" && "$ref" in schema ? around(schema) : schema;
}

function around({ $ref, ...rest }: Plain): Plain {
  return { allOf: [{ $ref }], ...rest };
}

/** Rewrites one level of a schema, its inner schemas done already, from JSON Schema 2020-12 to OpenAPI 3.0. */
function legacy(schema: Plain): Plain {
  const { $ref, examples, contains, required, ...rest } = schema;
  const example = Array.isArray(examples) && examples.length > 0 ? { example: examples[0] } : {};
  // An empty list says nothing, and 3.0 does not allow it; nor does it know what one of several items must be.
  const names = Array.isArray(required) && required.length > 0 ? { required } : {};
  const filled = contains === undefined ? {} : { minItems: 1 };
  const whole = {
    ...legacyTypes(legacyConst(legacyBounds({ ...names, ...rest, ...filled }))),
    ...example,
  };
  if ($ref === undefined) return whole;
  return Object.keys(whole).length === 0 ? { $ref } : around({ $ref, ...whole });
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
  return {
    ...(rest["type"] === undefined ? { type: typeOfJson(value) } : {}),
    ...rest,
    enum: [value],
  };
}

/** Returns the JSON Schema type of a constant; a number counts as an integer if it is one. */
export function typeOfJson(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
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
  // The values of a list say what their types are.
  if ("enum" in rest) return rest;
  const typed = { anyOf: others.map(one) };
  return "anyOf" in rest ? { allOf: [typed], ...rest } : { ...typed, ...rest };
}
