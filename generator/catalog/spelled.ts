// Schemas with references and choices written out on the way to a place, so that a body can be built there.

import { type JsonSchema, ownProperty, readSchema, referredTo } from "./json-schema.ts";

/** How far a schema is written out. */
export interface Spelling {
  /** The shared schemas as they are written, by name. */
  readonly shared: { readonly [name: string]: unknown };
  /** Whether a reference at the place itself is written out too. */
  readonly last: "kept" | "spelled";
}

/** Gives the same schema with the shared schemas written out on the way to a place, and the first choice that has the place instead of all of them. */
export function spelledOut(
  schema: JsonSchema,
  tokens: readonly string[],
  spelling: Spelling,
): JsonSchema {
  const [token, ...rest] = tokens;
  if (token === undefined && spelling.last === "kept") return schema;
  const target = chosen(resolved(schema, spelling), tokens, spelling);
  const inner = token === undefined ? undefined : below(target, token);
  if (token === undefined || inner === undefined) return target;
  const spelled = spelledOut(inner, rest, spelling);
  if (spelled === inner) return target;
  if (token === "*") return { ...target, items: spelled };
  return { ...target, properties: { ...target.properties, [token]: spelled } };
}

function resolved(schema: JsonSchema, { shared }: Spelling): JsonSchema {
  return referredTo(schema, (name) =>
    Object.hasOwn(shared, name) ? readSchema(shared[name]) : undefined,
  );
}

function below(schema: JsonSchema, token: string): JsonSchema | undefined {
  return token === "*" ? schema.items : ownProperty(schema, token);
}

/** How many choices are looked at for one place; the rules refuse schemas with more. */
const mostChoices = 1000;

/** Gives a schema with the first choice that has a place, together with what stands beside the choices. */
function chosen(schema: JsonSchema, tokens: readonly string[], spelling: Spelling): JsonSchema {
  if (schema.oneOf === undefined || tokens.length === 0) return schema;
  const budget = { left: mostChoices };
  const choice = schema.oneOf.find((one) => leadsTo(one, tokens, { spelling, budget }));
  if (choice === undefined) return schema;
  const { oneOf: _, ...beside } = schema;
  const { properties, required, ...own } = chosen(resolved(choice, spelling), tokens, spelling);
  const names = [...(beside.required ?? []), ...(required ?? [])];
  return {
    ...beside,
    ...own,
    ...(names.length === 0 ? {} : { required: [...new Set(names)] }),
    properties: { ...beside.properties, ...properties },
  };
}

interface Search {
  readonly spelling: Spelling;
  /** How many more schemas are looked at. */
  readonly budget: { left: number };
}

function leadsTo(schema: JsonSchema, tokens: readonly string[], search: Search): boolean {
  const [token, ...rest] = tokens;
  if (token === undefined) return true;
  if (search.budget.left-- <= 0) return false;
  const target = resolved(schema, search.spelling);
  const inner = below(target, token);
  if (inner !== undefined && leadsTo(inner, rest, search)) return true;
  return target.oneOf?.some((one) => leadsTo(one, tokens, search)) ?? false;
}
