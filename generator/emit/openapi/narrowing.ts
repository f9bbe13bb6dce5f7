// The body of one error: its envelope's schema, with the code, the constants and the params of the error at their places.

import { jsonOf } from "../../../runtime/answers.ts";
import type { Path } from "../../../runtime/facts.ts";
import { pickOf } from "../../../runtime/locate.ts";
import type { Condition, Definition, Envelope, Json, Param } from "../../catalog/catalog.ts";
import { choicesOf, type JsonSchema, referredTo } from "../../catalog/json-schema.ts";
import { isElement, listOf } from "../../catalog/locator.ts";
import { schemaBelow } from "../../catalog/opened-schema.ts";
import { isSame } from "../../text/data.ts";
import type { Context } from "./context.ts";
import { type BodySchema, described, typeOfJson } from "./dialect.ts";
import { unique } from "./objects.ts";

/** A definition in one of the envelopes that carry it. */
export interface Carried {
  readonly definition: Definition;
  /** The envelope that carries it here. */
  readonly envelope: Envelope;
}

/** Returns the schemas of a definition's body in an envelope: several if its code may be at several places. */
export function bodySchemas(carried: Carried, context: Context): readonly BodySchema[] {
  const { definition, envelope } = carried;
  const { title: _, description: __, examples: ___, ...body } = followed(envelope.body, context);
  const params = definition.params.flatMap(paramPlacements);
  const sent = envelope.name === definition.envelopes[0] ? definition.constants : [];
  const conditions = [...envelope.when, ...(definition.match?.body ?? []), ...sent];
  const facts = [...params, ...conditions.flatMap(conditionPlacements)];
  // A code that may be in a header need not be in the body, so that the body cannot be told by it.
  const places = envelope.code.some(({ kind }) => kind === "header") ? [] : envelope.code;
  const codes = places.flatMap((at) => {
    if (at.kind === "header") return [];
    const schema = constants(codesAt(at.tokens, carried, context));
    return [{ at: at.tokens, schema, required: true }];
  });
  if (codes.length === 0) return [narrowed(body, facts, context)];
  return codes.map((code) => narrowed(body, [...facts, code], context));
}

/** Returns the codes of a definition as they travel in an envelope: as its schema wants them, and as examples show them. */
export function wireCodes(carried: Carried, context: Context): readonly Json[] {
  const at = onlyCodePath(carried.envelope);
  return at === undefined ? [] : codesAt(at, carried, context);
}

/** Returns the one place in the body where an envelope has its code, or `undefined` if there are several, or none that a schema can name. */
export function onlyCodePath(envelope: Envelope): readonly string[] | undefined {
  const [only] = envelope.code;
  if (envelope.code.length !== 1 || only?.kind !== "body") return undefined;
  return only.tokens.some(isElement) ? undefined : only.tokens.map(String);
}

interface Placement {
  readonly at: Path;
  /** What the value must be; nothing if it only has to be there. */
  readonly schema?: JsonSchema | undefined;
  readonly required: boolean;
}

function codesAt(at: Path, { definition, envelope }: Carried, context: Context): readonly Json[] {
  const schema = schemaAt(envelope.body, at, context);
  const shown = definition.examples.filter((example) => example.envelope === envelope.name);
  return unique(
    definition.codes.flatMap(({ literal, text }): readonly Json[] => {
      const other = typeof literal === "number" ? text : Number(text);
      const forms = String(other) === text ? [literal, other] : [literal];
      const form = forms.find((value) => admits(schema, value, context)) ?? literal;
      const seen = shown.map((example) => example.code).filter((code) => String(code) === text);
      return [form, ...seen.filter((code) => admits(schema, code, context))];
    }),
  );
}

function conditionPlacements({ at, equals, present }: Condition): readonly Placement[] {
  if (at.kind === "header" || !present) return [];
  return [{ at: at.tokens, schema: equals && constants(equals), required: true }];
}

function paramPlacements(param: Param): readonly Placement[] {
  const schema = described(param.schema, param.description);
  const required = !param.optional && param.at.length === 1;
  return param.at.flatMap((at) =>
    at.kind === "body" ? [{ at: at.tokens, schema, required }] : [],
  );
}

/** Returns the schema of one of several constants. */
function constants(values: readonly Json[]): JsonSchema {
  const types = unique(values.map(typeOfJson));
  const [type] = types;
  const single = values.length === 1 ? { const: values[0] } : { enum: values };
  return { type: types.length === 1 && type !== undefined ? type : types, ...single };
}

/** Returns a schema with what is placed at it and below it; what is referred to is written out on the way there. */
function narrowed(
  schema: JsonSchema,
  placements: readonly Placement[],
  context: Context,
): BodySchema {
  if (placements.length === 0) return schema;
  const below = new Map<string | number, Placement[]>();
  let whole = schema;
  for (const { at, schema: placed, required } of placements) {
    const [head, ...rest] = at;
    if (head === undefined) whole = placed === undefined ? whole : both(whole, placed, context);
    else below.set(head, [...(below.get(head) ?? []), { at: rest, schema: placed, required }]);
  }
  if (below.size === 0) return whole;
  const base = followed(whole, context);
  const heads = [...below.keys()];
  const inner = (head: string | number, known: JsonSchema | undefined) =>
    narrowed(known ?? {}, below.get(head) ?? [], context);
  const isRequired = (head: string | number) =>
    below.get(head)?.some((one) => one.required) === true;
  if (heads.some(isElement)) {
    // The element of the code comes first; what others hold is left open.
    const element = heads.find((head) => isElement(head) && isRequired(head));
    if (element === undefined || isMap(base)) return base;
    const picked = withPick(element, inner(element, base.items));
    const types = listOf(base.type).filter((one) => one !== "null");
    const usual = element === "*" ? ["array", "object"] : ["array"];
    const all = types.length === 0 ? usual : types;
    const [only = "array"] = all;
    return { ...base, type: all.length === 1 ? only : all, contains: picked };
  }
  const names = heads.map(String);
  const required = unique([...(base.required ?? []), ...names.filter(isRequired)]);
  const properties = Object.fromEntries([
    ...Object.entries(base.properties ?? {}),
    ...names.map((name) => [name, inner(name, schemaBelow(base, name))]),
  ]);
  const type = names.some(isRequired) ? "object" : (base.type ?? "object");
  return { ...base, type, ...(required.length === 0 ? {} : { required }), properties };
}

/** Returns whether a schema makes an object and no list of what `*` goes through. */
function isMap({ type, properties, additionalProperties }: JsonSchema): boolean {
  if (type !== undefined) return !listOf(type).includes("array");
  return properties !== undefined || additionalProperties !== undefined;
}

/** Adds the value by which an element is picked to its schema. */
function withPick(token: string | number, schema: BodySchema): BodySchema {
  const [key, value] = pickOf(token) ?? [];
  if (key === undefined) return schema;
  return {
    ...schema,
    type: "object",
    required: unique([...(schema.required ?? []), key]),
    properties: { [key]: { const: jsonOf(value ?? "") }, ...schema.properties },
  };
}

/** Keywords that refuse no value. */
const annotations = new Set(["title", "description", "examples", "default"]);

/** Returns a schema of what both allow: a constant is allowed by the other, and a param often says all that its envelope says. */
function both(known: JsonSchema, placed: JsonSchema, context: Context): BodySchema {
  const { description, ...base } = followed(known, context);
  if (placed.const !== undefined || placed.enum !== undefined)
    return described(placed, description);
  const other = followed(placed, context);
  const isSaid = Object.entries(base).every(([key, value]) => {
    if (key === "type" && other.type !== undefined)
      return listOf(other.type).every((type) => listOf(base.type).includes(type));
    return annotations.has(key) || isSame(value, other[key as keyof JsonSchema]);
  });
  return isSaid ? described(placed, description) : { allOf: [known, placed] };
}

function schemaAt(
  schema: JsonSchema | undefined,
  [head, ...rest]: Path,
  context: Context,
): JsonSchema | undefined {
  if (head === undefined || schema === undefined) return schema;
  return schemaAt(schemaBelow(followed(schema, context), head), rest, context);
}

/** Returns what a schema refers to, with what is said beside the reference. */
function followed(schema: JsonSchema, { schemas }: Context): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return { ...referredTo(schema, (name) => schemas.get(name)), ...beside };
}

function admits(schema: JsonSchema | undefined, value: string | number, context: Context): boolean {
  if (schema === undefined) return true;
  const here = followed(schema, context);
  if (here.const !== undefined) return here.const === value;
  if (here.enum !== undefined) return here.enum.includes(value);
  const choices = choicesOf(here);
  if (choices !== undefined) return choices.some((one) => admits(one, value, context));
  if (here.type === undefined) return true;
  const types = typeof here.type === "string" ? [here.type] : here.type;
  const isText = typeof value === "string";
  return isText ? types.includes("string") : types.some((type) => /^(integer|number)$/.test(type));
}
