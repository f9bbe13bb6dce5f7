// What sets the body of one error apart from other bodies of its envelope: the code, constants and params at their places.

import type { Condition, Definition, Envelope, Json, Param } from "../../catalog/catalog.ts";
import { type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { type Context, entryOf, type Plain, unique } from "./context.ts";
import { constants, described, schemaObject } from "./schema.ts";

/** A definition in one of the envelopes that carry it. */
export interface Carried {
  /** The definition. */
  readonly definition: Definition;
  /** The envelope that carries it here. */
  readonly envelope: Envelope;
}

/** Gives the schemas that hold for the body of a definition in an envelope, besides the envelope's own. */
export function narrowing(carried: Carried, context: Context): readonly Plain[] {
  const { definition, envelope } = carried;
  const facts = [
    ...[...envelope.when, ...(definition.match?.body ?? [])].flatMap((condition) =>
      conditionPlacement(condition, { envelope, context }),
    ),
    ...definition.params.flatMap((param) => paramPlacements(param, context)),
  ];
  const codes = codePlacements(carried, context);
  const [only] = codes;
  const frame = { body: envelope.body, context };
  if (codes.length > 1) {
    const choices = codes.map((code) => shapeOf([code], frame));
    return [...(facts.length === 0 ? [] : [shapeOf(facts, frame)]), { anyOf: choices }];
  }
  const all = only === undefined ? facts : [only, ...facts];
  return all.length === 0 ? [] : [shapeOf(all, frame)];
}

/** Gives the codes of a definition as they travel in an envelope: as its schema wants them, and as examples show them. */
export function wireCodes(carried: Carried, context: Context): readonly Json[] {
  const at = onlyCodePath(carried.envelope);
  return at === undefined ? [] : codesAt(at, carried, context);
}

/** Gives what the bodies of several definitions have in common: their codes, where all have them at one place. */
export function commonNarrowing(
  definitions: readonly Definition[],
  context: Context,
): readonly Plain[] {
  const carried = definitions.flatMap((definition) =>
    definition.envelopes.map((name) => ({
      definition,
      envelope: entryOf(context.envelopes, name),
    })),
  );
  const [first] = carried;
  const at = first && onlyCodePath(first.envelope);
  const everywhere = (place: readonly string[]): boolean =>
    carried.every((one) => onlyCodePath(one.envelope)?.join("/") === place.join("/"));
  if (first === undefined || at === undefined || !everywhere(at)) return [];
  const codes = unique(carried.flatMap((one) => codesAt(at, one, context)));
  const placement = { at, schema: constants(codes, context), required: true };
  return [shapeOf([placement], { body: first.envelope.body, context })];
}

/** Gives the one place in the body where an envelope has its code, or `undefined` where there are several, or none that a schema can name. */
export function onlyCodePath(envelope: Envelope): readonly string[] | undefined {
  const [only] = envelope.code;
  if (envelope.code.length !== 1 || only?.kind !== "body") return undefined;
  const { tokens } = only;
  const inArray = tokens.some((token) => token === "*" || /^\d+$/.test(token));
  return inArray ? undefined : tokens;
}

interface Placement {
  readonly at: readonly string[];
  readonly schema: Plain;
  readonly required: boolean;
}

interface Frame {
  /** The envelope's schema at the place where the shape begins. */
  readonly body: JsonSchema | undefined;
  readonly context: Context;
}

/** A code that may stand in a header need not stand in the body, so that the body cannot be told by it. */
function codePlacements(carried: Carried, context: Context): readonly Placement[] {
  const { code } = carried.envelope;
  if (code.some((at) => at.kind === "header")) return [];
  return code.flatMap((at) => {
    if (at.kind === "header") return [];
    const schema = constants(codesAt(at.tokens, carried, context), context);
    return [{ at: at.tokens, schema, required: true }];
  });
}

function codesAt(
  at: readonly string[],
  { definition, envelope }: Carried,
  context: Context,
): readonly Json[] {
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

function conditionPlacement(
  { at, equals, present }: Condition,
  { envelope, context }: { readonly envelope: Envelope; readonly context: Context },
): readonly Placement[] {
  if (at.kind === "header" || !present) return [];
  if (equals === undefined) return [{ at: at.tokens, schema: {}, required: true }];
  const known = schemaAt(envelope.body, at.tokens, context);
  const said = known?.const !== undefined && equals.length === 1 && known.const === equals[0];
  return [{ at: at.tokens, schema: said ? {} : constants(equals, context), required: true }];
}

function paramPlacements(param: Param, context: Context): readonly Placement[] {
  const schema = schemaObject(described(param.schema, param.description), context);
  const required = !param.optional && param.at.length === 1;
  return param.at.flatMap((at) =>
    at.kind === "body" ? [{ at: at.tokens, schema, required }] : [],
  );
}

function shapeOf(placements: readonly Placement[], frame: Frame): Plain {
  const heads = unique(placements.flatMap(({ at }) => at.slice(0, 1)));
  const here = placements
    .filter(({ at, schema }) => at.length === 0 && Object.keys(schema).length > 0)
    .map(({ schema }) => schema);
  const [first] = here;
  if (heads.length === 0) return here.length > 1 ? { allOf: here } : (first ?? {});
  const under = (head: string): readonly Placement[] =>
    placements.filter(({ at }) => at[0] === head).map((one) => ({ ...one, at: one.at.slice(1) }));
  const required = heads.filter((head) => under(head).some((one) => one.required));
  const items = follow(frame.body, frame.context)?.items;
  const element = heads.find((head) => head === "*" || (items !== undefined && /^\d+$/.test(head)));
  if (element !== undefined) {
    return arrayShape(under(element), { body: items, context: frame.context });
  }
  const properties = heads.map((head) => {
    const body = schemaAt(frame.body, [head], frame.context);
    return [head, shapeOf(under(head), { body, context: frame.context })];
  });
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(properties),
  };
}

/** The element is the one with the code, wherever it stands; OpenAPI 3.0 has no word for that. */
function arrayShape(placements: readonly Placement[], frame: Frame): Plain {
  const required = placements.some((one) => one.required);
  if (frame.context.dialect === "3.0") {
    return { type: "array", ...(required ? { minItems: 1 } : {}), items: {} };
  }
  return { type: "array", ...(required ? { contains: shapeOf(placements, frame) } : {}) };
}

function schemaAt(
  schema: JsonSchema | undefined,
  tokens: readonly string[],
  context: Context,
): JsonSchema | undefined {
  const here = follow(schema, context);
  const [head, ...rest] = tokens;
  if (head === undefined || here === undefined) return here;
  const { properties, items } = here;
  const named = properties !== undefined && Object.hasOwn(properties, head);
  return schemaAt(
    named ? properties[head] : /^(\*|\d+)$/.test(head) ? items : undefined,
    rest,
    context,
  );
}

function follow(schema: JsonSchema | undefined, context: Context): JsonSchema | undefined {
  let here = schema;
  for (let hops = 0; here?.$ref !== undefined && hops <= context.schemas.size; hops++) {
    here = context.schemas.get(here.$ref.slice(schemaRefPrefix.length));
  }
  return here;
}

function admits(schema: JsonSchema | undefined, value: string | number, context: Context): boolean {
  const here = follow(schema, context);
  if (here === undefined) return true;
  if (here.const !== undefined) return here.const === value;
  if (here.enum !== undefined) return here.enum.includes(value);
  if (here.oneOf !== undefined) return here.oneOf.some((one) => admits(one, value, context));
  if (here.type === undefined) return true;
  const types = typeof here.type === "string" ? [here.type] : here.type;
  const isText = typeof value === "string";
  return isText ? types.includes("string") : types.some((type) => /^(integer|number)$/.test(type));
}
