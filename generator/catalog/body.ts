// Error bodies by their envelope: the whole schema of one, and a body built from code and message.

import type { Condition, EnvelopeDocument } from "../schema/document.ts";
import { pointerTokens } from "../text/yaml.ts";
import type { CodeLiteral, CodeType, Envelope, Json, Locator } from "./catalog.ts";
import { type JsonSchema, readSchema } from "./json-schema.ts";
import { listOf } from "./locator.ts";

/** Gives the schema of an envelope's body: the written one with the located fields typed, or just those with the code required. */
export function completeBody(envelope: EnvelopeDocument, codeType: CodeType): JsonSchema {
  const written = envelope.body === undefined ? undefined : readSchema(envelope.body);
  const text: JsonSchema = { type: "string" };
  const fields: readonly (readonly [string | readonly string[] | undefined, JsonSchema])[] = [
    [envelope.code, codeSchema(codeType)],
    [envelope.message, text],
    [envelope.requestId, text],
    [envelope.docsUrl, text],
    [envelope.retryAfter, { type: ["string", "number"] }],
  ];
  let schema: JsonSchema = written ?? {};
  for (const [locators, type] of fields) {
    for (const at of listOf(locators)) {
      if (!at.startsWith("header:")) schema = withField(schema, pointerTokens(at), type);
    }
  }
  const fixed = Object.entries(envelope.when ?? {}).filter(
    ([at, condition]) => !at.startsWith("header:") && !isAbsence(condition),
  );
  for (const [at, condition] of fixed) {
    schema = withField(schema, pointerTokens(at), constant(condition));
  }
  if (written !== undefined) return schema;
  return [...certainPlaces(envelope), ...fixed.map(([at]) => at)].reduce(
    (whole, at) => withRequired(whole, pointerTokens(at)),
    schema,
  );
}

/** The place of the code where it can stand nowhere else. */
function certainPlaces(envelope: EnvelopeDocument): readonly string[] {
  const [only, ...others] = listOf(envelope.code);
  const certain = only !== undefined && others.length === 0 && !only.startsWith("header:");
  return certain && !pointerTokens(only).includes("*") ? [only] : [];
}

function isAbsence(condition: Condition): boolean {
  return (
    typeof condition === "object" &&
    condition !== null &&
    "present" in condition &&
    !condition.present
  );
}

function constant(condition: Condition): JsonSchema {
  if (typeof condition === "object" && condition !== null && "present" in condition) return {};
  const values = listOf(condition);
  return values.length === 1 ? { const: values[0] } : { enum: values };
}

/** Gives the schema of a code as it travels, open to codes that the catalog does not know. */
export function codeSchema(codeType: CodeType): JsonSchema {
  if (codeType === "mixed") return { type: ["integer", "string"] };
  return { type: codeType };
}

function withField(schema: JsonSchema, tokens: readonly string[], type: JsonSchema): JsonSchema {
  const [token, ...rest] = tokens;
  if (token === undefined) return saysNothing(schema) ? { ...type, ...schema } : schema;
  if (schema.$ref !== undefined || schema.oneOf !== undefined) return schema;
  if (token === "*") {
    return { type: "array", ...schema, items: withField(schema.items ?? {}, rest, type) };
  }
  const property = withField(schema.properties?.[token] ?? {}, rest, type);
  return { type: "object", ...schema, properties: { ...schema.properties, [token]: property } };
}

function withRequired(schema: JsonSchema, tokens: readonly string[]): JsonSchema {
  const [token, ...rest] = tokens;
  if (token === undefined) return schema;
  if (token === "*") return { ...schema, items: withRequired(schema.items ?? {}, rest) };
  const property = withRequired(schema.properties?.[token] ?? {}, rest);
  return {
    ...schema,
    required: [...new Set([...(schema.required ?? []), token])],
    properties: { ...schema.properties, [token]: property },
  };
}

function saysNothing(schema: JsonSchema): boolean {
  return [schema.type, schema.const, schema.enum, schema.$ref, schema.oneOf].every(
    (keyword) => keyword === undefined,
  );
}

/** What a body is built from. */
export interface BodyFacts {
  readonly code: CodeLiteral;
  readonly message?: string | undefined;
  readonly docsUrl?: string | undefined;
}

/** Gives a body by an envelope: located facts, then constants and first samples of its schema, in the order of its properties. */
export function buildBody(envelope: Envelope, facts: BodyFacts): Json {
  const places = new Map<string, Json>();
  const put = (locators: readonly Locator[], value: Json | undefined): void => {
    const at = locators.find((one) => one.kind === "body");
    if (at?.kind === "body" && value !== undefined) places.set(JSON.stringify(at.tokens), value);
  };
  put(envelope.docsUrl, facts.docsUrl);
  put(envelope.message, facts.message);
  put(envelope.code, facts.code);
  for (const { at, equals } of envelope.when) {
    const [value] = equals ?? [];
    if (value !== undefined) put([at], value);
  }
  return built(envelope.body, [], places) ?? {};
}

function built(
  schema: JsonSchema,
  path: readonly string[],
  places: ReadonlyMap<string, Json>,
): Json | undefined {
  const placed = places.get(JSON.stringify(path));
  if (placed !== undefined) return placed;
  if (schema.const !== undefined) return schema.const as Json;
  if (schema.items !== undefined) {
    const item = built(schema.items, [...path, "*"], places);
    if (item !== undefined) return [item];
  }
  const entries: [string, Json][] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const value = built(property, [...path, name], places);
    if (value !== undefined) entries.push([name, value]);
  }
  if (entries.length > 0) return Object.fromEntries(entries);
  return schema.examples?.[0] as Json | undefined;
}
