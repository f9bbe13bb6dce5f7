// The JSON Schemas that a catalog may hold: a closed list of keywords, and the walk over them.

import type { JsonSchema } from "../../templates/runtime/facts.ts";

export type { JsonSchema } from "../../templates/runtime/facts.ts";

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
    inner.push([`/properties/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, property]);
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
