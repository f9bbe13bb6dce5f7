// The JSON Schemas that a catalog may hold: a closed list of keywords, and the walk over them.

import type { JsonSchema } from "../../runtime/facts.ts";
import { escapeToken } from "../text/pointer.ts";

export type { JsonSchema } from "../../runtime/facts.ts";

/** What the value of a keyword must be. */
export type KeywordForm =
  | "text"
  | "number"
  | "count"
  | "any"
  | "values"
  | "types"
  | "names"
  | "schema"
  | "schemas"
  | "schemas-by-name"
  | "schema-or-boolean";

/** Every keyword that a JSON Schema in a catalog may use (JSON Schema 2020-12), with the form of its value. */
export const schemaKeywords: Readonly<Record<string, KeywordForm>> = {
  $ref: "text",
  type: "types",
  const: "any",
  enum: "values",
  properties: "schemas-by-name",
  required: "names",
  items: "schema",
  additionalProperties: "schema-or-boolean",
  oneOf: "schemas",
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  minLength: "count",
  maxLength: "count",
  minItems: "count",
  maxItems: "count",
  title: "text",
  description: "text",
  examples: "values",
};

/** The types that JSON Schema knows. */
export const schemaTypes: readonly string[] = [
  "string",
  "number",
  "integer",
  "boolean",
  "null",
  "array",
  "object",
];

/** The only form of a reference: what stands after it is the name of a schema of the catalog. */
export const schemaRefPrefix = "#/schemas/";

/** Gives the schemas directly inside a schema, each with its JSON Pointer from there. */
export function innerSchemas(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const inner: (readonly [string, JsonSchema])[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    inner.push([`/properties/${escapeToken(name)}`, property]);
  }
  if (schema.items !== undefined) inner.push(["/items", schema.items]);
  if (typeof schema.additionalProperties === "object") {
    inner.push(["/additionalProperties", schema.additionalProperties]);
  }
  schema.oneOf?.forEach((choice, i) => {
    inner.push([`/oneOf/${i}`, choice]);
  });
  return inner;
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

/** Gives the first and the last integer that the bounds of a schema allow, which are infinite where it has none; the last is below the first where there is no integer. */
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

/** Gives what a schema refers to, through references to references; the schema itself where it refers to nothing, nowhere or in a circle. */
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

/** Gives the schema of a property that a schema itself has, whatever the property is called. */
export function ownProperty({ properties }: JsonSchema, name: string): JsonSchema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Gives the schema in a value, without what is no keyword or has not its keyword's form; the rules report what is left out. */
export function readSchema(value: unknown): JsonSchema {
  if (!isMap(value)) return {};
  const entries = Object.entries(value).flatMap(([keyword, given]) => {
    const form = Object.hasOwn(schemaKeywords, keyword) ? schemaKeywords[keyword] : undefined;
    const read = form === undefined ? undefined : readKeyword(given, form);
    return read === undefined ? [] : [[keyword, read] as const];
  });
  return Object.fromEntries(entries);
}

function readKeyword(value: unknown, form: KeywordForm): unknown {
  switch (form) {
    case "any":
      return value;
    case "text":
      return typeof value === "string" ? value : undefined;
    case "number":
    case "count":
      return typeof value === "number" ? value : undefined;
    case "values":
      return Array.isArray(value) ? value : undefined;
    case "names":
      return isTexts(value) ? value : undefined;
    case "types":
      return typeof value === "string" || isTexts(value) ? value : undefined;
    case "schema":
      return isMap(value) ? readSchema(value) : undefined;
    case "schema-or-boolean":
      return typeof value === "boolean" ? value : readKeyword(value, "schema");
    case "schemas":
      return Array.isArray(value) ? value.map(readSchema) : undefined;
    case "schemas-by-name":
      return isMap(value)
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readSchema(one)]))
        : undefined;
  }
}

/** A map that nothing is known about. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** Tells whether a value is a map, and no list. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
