// TypeScript types of the JSON Schemas that a catalog holds.

import type { Json } from "../../catalog/catalog.ts";
import { type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { schemaName } from "../../catalog/names.ts";
import { type Code, doc, id, join, key, lines, lit, ts, union } from "../print/typescript.ts";

/** Gives the declaration of a schema under a name: an interface of an object, else a type alias. */
export function schemaDeclaration(
  name: string,
  schema: JsonSchema,
  { prefix, intro }: { readonly prefix: string; readonly intro: string },
): Code {
  const comment = doc(intro, schema.description);
  if (isPlainObject(schema)) {
    return ts`${comment}export interface ${id(name)} ${objectType(schema, prefix)}

`;
  }
  return ts`${comment}export type ${id(name)} = ${schemaType(schema, prefix)};

`;
}

/** Gives the type of a schema; a shared schema by its name. */
export function schemaType(schema: JsonSchema, prefix: string): Code {
  if (schema.$ref !== undefined) {
    return id(schemaName(prefix, schema.$ref.slice(schemaRefPrefix.length)));
  }
  if (schema.const !== undefined) return constant(schema.const as Json);
  if (schema.enum !== undefined) return union(schema.enum.map((one) => constant(one as Json)));
  if (schema.oneOf !== undefined) return union(schema.oneOf.map((one) => schemaType(one, prefix)));
  const types =
    typeof schema.type === "string" ? [schema.type] : (schema.type ?? impliedTypes(schema));
  if (types.length === 0) return ts`unknown`;
  return union([...new Set(types)].map((type) => typeOf(type, schema, prefix)));
}

function impliedTypes(schema: JsonSchema): readonly string[] {
  if (schema.properties !== undefined || schema.required !== undefined) return ["object"];
  return schema.items === undefined ? [] : ["array"];
}

function typeOf(type: string, schema: JsonSchema, prefix: string): Code {
  switch (type) {
    case "integer":
    case "number":
      return ts`number`;
    case "null":
      return ts`null`;
    case "boolean":
      return ts`boolean`;
    case "array":
      return schema.items === undefined
        ? ts`readonly unknown[]`
        : ts`readonly (${schemaType(schema.items, prefix)})[]`;
    case "object":
      return objectType(schema, prefix);
    default:
      return ts`string`;
  }
}

function isPlainObject(schema: JsonSchema): boolean {
  if (schema.$ref !== undefined || schema.oneOf !== undefined || schema.enum !== undefined)
    return false;
  return schema.type === "object" || (schema.type === undefined && schema.properties !== undefined);
}

function objectType(schema: JsonSchema, prefix: string): Code {
  const required = new Set(schema.required);
  const known = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = required.has(name) ? ts`` : ts`?`;
    return ts`${doc(property.description)}readonly ${key(name)}${optional}: ${schemaType(property, prefix)};`;
  });
  const unlisted = [...required]
    .filter((name) => !Object.hasOwn(schema.properties ?? {}, name))
    .map((name) => ts`readonly ${key(name)}: unknown;`);
  const members = [...known, ...unlisted, ...restOf(schema, prefix)];
  return members.length === 0
    ? ts`{ readonly [key: string]: unknown }`
    : ts`{
  ${lines(members)}
}`;
}

function restOf(schema: JsonSchema, prefix: string): readonly Code[] {
  const rest = schema.additionalProperties;
  if (typeof rest !== "object") return [];
  // An index signature must admit the named properties, so beside them the rest stays untyped.
  if (schema.properties !== undefined) return [];
  return [ts`readonly [key: string]: ${schemaType(rest, prefix)};`];
}

function constant(value: Json): Code {
  if (typeof value !== "object" || value === null) return lit(value);
  if (Array.isArray(value))
    return ts`readonly [${join(
      value.map((one) => constant(one)),
      ", ",
    )}]`;
  const members = Object.entries(value).map(
    ([name, one]) => ts`readonly ${key(name)}: ${constant(one)}`,
  );
  return ts`{ ${join(members, "; ")} }`;
}
