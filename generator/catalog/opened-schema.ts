// Schemas with references and choices written out on the way to a place, so that a body can be built there.

import type { Path } from "../../runtime/facts.ts";
import { pickOf } from "../../runtime/locate.ts";
import { choicesOf, type JsonSchema, ownProperty, referredTo } from "./json-schema.ts";

/** Returns a shared schema. */
export type SharedSchema = (name: string) => JsonSchema | undefined;

/** How many schemas are looked at for one place; the rules refuse schemas with more choices. */
const mostChoices = 1000;

/** Returns what a schema refers to, with the first choice that leads to a place instead of all of them. */
export function openedSchema(schema: JsonSchema, path: Path, shared: SharedSchema): JsonSchema {
  return opened(schema, path, { shared, left: mostChoices });
}

interface Search {
  readonly shared: SharedSchema;
  /** How many more schemas are looked at. */
  left: number;
}

function opened(schema: JsonSchema, path: Path, search: Search): JsonSchema {
  const target = referredTo(schema, search.shared);
  if (path.length === 0 || search.left <= 0) return target;
  const { oneOf: _, anyOf: __, ...beside } = target;
  const choice = choicesOf(target)?.find((one) => leadsTo(one, path, search));
  if (choice === undefined) return target;
  const { properties, required, ...own } = opened(choice, path, search);
  const names = [...(beside.required ?? []), ...(required ?? [])];
  return {
    ...beside,
    ...own,
    ...(names.length === 0 ? {} : { required: [...new Set(names)] }),
    properties: { ...beside.properties, ...properties },
  };
}

function leadsTo(schema: JsonSchema, path: Path, search: Search): boolean {
  const [token, ...rest] = path;
  if (token === undefined) return true;
  if (search.left-- <= 0) return false;
  const target = referredTo(schema, search.shared);
  const inner = schemaBelow(target, token);
  if (inner !== undefined && leadsTo(inner, rest, search)) return true;
  return choicesOf(target)?.some((one) => leadsTo(one, path, search)) ?? false;
}

/** Returns the schema of a property, which may be one of those without a name, or of the elements of a list. */
export function schemaBelow(schema: JsonSchema, token: string | number): JsonSchema | undefined {
  if (typeof token === "number" || pickOf(token) !== undefined) return schema.items;
  const { additionalProperties: more, items } = schema;
  if (token === "*") return items ?? (typeof more === "object" ? more : undefined);
  return ownProperty(schema, token) ?? (typeof more === "object" ? more : undefined);
}
