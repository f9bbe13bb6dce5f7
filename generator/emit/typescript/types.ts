// TypeScript types of the JSON Schemas that a catalog holds.

import type { Json } from "../../catalog/catalog.ts";
import { choicesOf, type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { typeDeclaration } from "../print/declarations.ts";
import type { Piece } from "../print/modules.ts";
import { type Code, doc, id, join, key, lines, lit, ts, union } from "../print/typescript.ts";

/** Returns the type of a shared schema by its name in the catalog. */
export type Refer = (name: string) => Code;

/** Declares the type of a schema under a name: an interface of an object, else a type alias. */
export function schemaDeclaration(
  name: string,
  schema: JsonSchema,
  { refer, intro }: { readonly refer: Refer; readonly intro: string },
): Piece {
  const code = isPlainObject(schema)
    ? ts`interface ${id(name)} ${objectType(schema, refer)}`
    : ts`type ${id(name)} = ${schemaType(schema, refer)};`;
  return typeDeclaration(doc(intro, schema.description), code);
}

/** Returns the type of a schema; a shared schema by its name. */
export function schemaType(schema: JsonSchema, refer: Refer): Code {
  if (schema.$ref !== undefined) return refer(schema.$ref.slice(schemaRefPrefix.length));
  if (schema.const !== undefined) return constant(schema.const as Json);
  if (schema.enum !== undefined) return union(schema.enum.map((one) => constant(one as Json)));
  const lists = [schema.oneOf, schema.anyOf].filter((list) => list !== undefined);
  if (lists.length > 0) {
    const unions = lists.map((list) => union(list.map((one) => schemaType(one, refer))));
    const choices = unions.length === 1 ? join(unions, "") : ts`(${join(unions, ") & (")})`;
    return isObject(schema) ? ts`(${choices}) & ${objectType(schema, refer)}` : choices;
  }
  const types =
    typeof schema.type === "string" ? [schema.type] : (schema.type ?? impliedTypes(schema));
  if (types.length === 0) return ts`unknown`;
  return union([...new Set(types)].map((type) => typeOf(type, schema, refer)));
}

function impliedTypes(schema: JsonSchema): readonly string[] {
  if (schema.properties !== undefined || schema.required !== undefined) return ["object"];
  return schema.items === undefined ? [] : ["array"];
}

function typeOf(type: string, schema: JsonSchema, refer: Refer): Code {
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
        : listOf(schemaType(schema.items, refer));
    case "object":
      return objectType(schema, refer);
    default:
      return ts`string`;
  }
}

function listOf(item: Code): Code {
  return / [|&] /.test(item.text) ? ts`readonly (${item})[]` : ts`readonly ${item}[]`;
}

function isPlainObject(schema: JsonSchema): boolean {
  const { $ref, const: constant, enum: values } = schema;
  return (
    [$ref, constant, values, choicesOf(schema)].every((one) => one === undefined) &&
    isObject(schema)
  );
}

function isObject(schema: JsonSchema): boolean {
  return schema.type === "object" || (schema.type === undefined && schema.properties !== undefined);
}

function objectType(schema: JsonSchema, refer: Refer): Code {
  const required = new Set(schema.required);
  const known = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const optional = required.has(name) ? ts`` : ts`?`;
    return ts`${doc(property.description)}readonly ${key(name)}${optional}: ${schemaType(property, refer)};`;
  });
  const unlisted = [...required]
    .filter((name) => !Object.hasOwn(schema.properties ?? {}, name))
    .map((name) => ts`readonly ${key(name)}: unknown;`);
  const members = [...known, ...unlisted, ...restOf(schema, refer)];
  return members.length === 0
    ? ts`{ readonly [key: string]: unknown }`
    : ts`{
  ${lines(members)}
}`;
}

function restOf(schema: JsonSchema, refer: Refer): readonly Code[] {
  const rest = schema.additionalProperties;
  if (typeof rest !== "object") return [];
  // An index signature must admit the named properties, so beside them the rest stays untyped.
  if (schema.properties !== undefined) return [];
  return [ts`readonly [key: string]: ${schemaType(rest, refer)};`];
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
