// The schema of an error body: the written one, completed by the fields that its envelope locates.

import type { Slot, WaitUnit } from "../../runtime/facts.ts";
import type { EmbeddedSchema } from "../schema/document.ts";
import type { CodeType, Condition, Envelope, Fact, Locator, WaitLocator } from "./catalog.ts";
import { choicesOf, type JsonSchema, mapInner, ownProperty } from "./json-schema.ts";
import { isElement, listOf } from "./locator.ts";
import type { Path } from "./places.ts";

/** A fact that a field of a body may name. */
export type FilledFact = NonNullable<EmbeddedSchema["fact"]>;

/** Where the facts of an envelope are, and the conditions on its bodies. */
export type Located = Pick<Envelope, Fact | "when">;

/** Returns the written schema with the located fields typed; without one, a schema of just those, with the code required. Elements are left open: of a list, only one has the code. */
export function completeBody(
  written: JsonSchema | undefined,
  located: Located,
  codeType: CodeType,
): JsonSchema {
  const fixed = located.when.filter(({ at, present }) => at.kind === "body" && present);
  const constants = fixed.filter(({ equals }) => equals !== undefined);
  const others = fixed.filter(({ equals }) => equals === undefined);
  const fields = [
    ...facts.flatMap((fact) =>
      located[fact].map((at) => [at, factSchema(fact, codeType, at)] as const),
    ),
    // Last what may be anything, which leaves what is below it open.
    ...[...constants, ...others].map((one) => [one.at, constant(one)] as const),
  ].flatMap(([at, type]) => tokensOf([at]).map((tokens) => [tokens, type] as const));
  const schema = fields.reduce(
    (whole, [tokens, type]) => withField(whole, tokens, type),
    written ?? {},
  );
  if (written !== undefined) return schema;
  const isCertain = located.code.length === 1;
  const code = tokensOf(isCertain ? located.code : []).filter((tokens) => !tokens.includes("*"));
  return [...code, ...tokensOf(fixed.map(({ at }) => at))].reduce(withRequired, schema);
}

function tokensOf(locators: readonly Locator[]): readonly Path[] {
  return locators.flatMap((at) => (at.kind === "body" ? [at.tokens] : []));
}

/** Returns the fields of a written body that name the fact that fills them. */
export function filledFields(schema: EmbeddedSchema = {}, path: Path = []): readonly Slot[] {
  const { fact: from, properties = {}, items } = schema;
  const own: readonly Slot[] = from === undefined ? [] : [{ at: path, from }];
  const inner = Object.entries(properties).flatMap(([name, one]) =>
    filledFields(one, [...path, name]),
  );
  return [...own, ...inner, ...(items === undefined ? [] : filledFields(items, [...path, 0]))];
}

/** Returns a written schema without the facts that fill its fields; a field that says nothing else has the type of its fact. */
export function typedFields({ fact, ...rest }: EmbeddedSchema, codeType: CodeType): JsonSchema {
  const schema = mapInner(rest, (inner) => typedFields(inner as EmbeddedSchema, codeType));
  const isTyped = fact === undefined || !saysNothing(schema);
  return isTyped ? schema : { ...factSchema(fact, codeType), ...schema };
}

/** The facts that an envelope locates, in the order of the fields of a body that nobody wrote a schema for. */
export const facts: readonly Fact[] = ["code", "message", "requestId", "docsUrl", "retryAfter"];

/** Returns the schema of a fact if the catalog writes none; that of a code is open to codes that the catalog does not know. */
export function factSchema(
  fact: Fact | FilledFact,
  codeType: CodeType,
  at?: AnyLocator,
): JsonSchema {
  if (fact === "status") return { type: "integer" };
  if (fact === "retryAfter") return waitSchema(at);
  if (fact !== "code") return { type: "string" };
  return { type: codeType === "mixed" ? ["integer", "string"] : codeType };
}

type AnyLocator = Locator & Partial<Pick<WaitLocator, "unit">>;

/** Returns the schema of a place of a wait: of a number if it has a unit, of a text if it has a form. */
export function waitSchema(at?: AnyLocator): JsonSchema {
  return at?.unit === undefined ? { type: ["string", "number"] } : waitSchemas[at.unit];
}

const [long, until] = ["How long to wait", "Until when to wait"];

const waitSchemas: Readonly<Record<WaitUnit, JsonSchema>> = {
  seconds: { type: "number", description: `${long}, in seconds.` },
  milliseconds: { type: "number", description: `${long}, in milliseconds.` },
  "epoch-seconds": { type: "number", description: `${until}, in seconds since 1970.` },
  "epoch-milliseconds": { type: "number", description: `${until}, in milliseconds since 1970.` },
  duration: { type: "string", description: `${long}, as a duration such as \`3.5s\`.` },
  date: { type: "string", description: `${until}, as a date.` },
};

function constant({ equals }: Condition): JsonSchema {
  if (equals === undefined) return {};
  return equals.length === 1 ? { const: equals[0] } : { enum: equals };
}

/** Types a field; what somebody left open on the way stays open, and what nobody wrote may be null. */
function withField(schema: JsonSchema, [token, ...rest]: Path, type: JsonSchema): JsonSchema {
  if (token === undefined) return saysNothing(schema) ? { ...type, ...schema } : schema;
  if (schema.$ref !== undefined || choicesOf(schema) !== undefined) return schema;
  if (isElement(token))
    return isOpen(schema)
      ? { type: token === "*" ? ["array", "object"] : "array", ...schema }
      : schema;
  const name = String(token);
  const known = ownProperty(schema, name);
  if (known !== undefined && rest.length > 0 && isOpen(known)) return schema;
  const typed = withField(known ?? {}, rest, type);
  const isNew = known === undefined || isOpen(known);
  const withNull = schema.required?.includes(name) ? notNull : orNull;
  const property = isNew ? withNull(typed) : typed;
  return { type: "object", ...schema, properties: { ...schema.properties, [name]: property } };
}

/** Returns a schema that takes null too; one that says more than a type stays as it is. */
function orNull(schema: JsonSchema): JsonSchema {
  return schema.type === undefined ? schema : { ...schema, type: [...listOf(schema.type), "null"] };
}

function notNull(schema: JsonSchema): JsonSchema {
  const [type, ...others] = listOf(schema.type).filter((one) => one !== "null");
  if (type === undefined) return schema;
  return { ...schema, type: others.length === 0 ? type : [type, ...others] };
}

function withRequired(schema: JsonSchema, [token, ...rest]: Path): JsonSchema {
  if (token === undefined) return notNull(schema);
  if (isElement(token)) {
    const least = typeof token === "number" ? token + 1 : 1;
    return { ...notNull(schema), minItems: Math.max(schema.minItems ?? 0, least) };
  }
  const name = String(token);
  const property = withRequired(ownProperty(schema, name) ?? {}, rest);
  return {
    ...notNull(schema),
    required: [...new Set([...(schema.required ?? []), name])],
    properties: { ...schema.properties, [name]: property },
  };
}

function isOpen(schema: JsonSchema): boolean {
  const { properties, required, items, additionalProperties } = schema;
  const keywords = [properties, required, items, additionalProperties];
  return saysNothing(schema) && keywords.every((keyword) => keyword === undefined);
}

/** Checks whether a schema allows any value. */
export function saysNothing(schema: JsonSchema): boolean {
  return [schema.type, schema.const, schema.enum, schema.$ref, choicesOf(schema)].every(
    (keyword) => keyword === undefined,
  );
}
