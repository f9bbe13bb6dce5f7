// Error bodies by their envelope: the whole schema of one, and a body built from code and message.

import { withValue } from "../../runtime/build.ts";
import type { CatalogDocument, Condition, EnvelopeDocument } from "../schema/document.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { Catalog, CodeLiteral, CodeType, Envelope, Json } from "./catalog.ts";
import { type JsonSchema, readSchema } from "./json-schema.ts";
import { listOf } from "./locator.ts";
import { oncePer } from "./once.ts";
import {
  type BodyPlaces,
  bodyPlaces,
  type Fact,
  isAmong,
  isWithin,
  type Path,
  type Placed,
  placeKey,
} from "./places.ts";
import { isBuilt, sampleOf } from "./samples.ts";
import { spelledOut } from "./spelled.ts";

/** Gives the schema of an envelope's body: the written one with the located fields typed, or just those with the code required. */
export function completeBody(envelope: EnvelopeDocument, codeType: CodeType): JsonSchema {
  const written = envelope.body === undefined ? undefined : readSchema(envelope.body);
  const schema = withLocated(written ?? {}, envelope, codeType);
  if (written !== undefined) return schema;
  return [...certainPlaces(envelope), ...fixedPlaces(envelope).map(([at]) => at)].reduce(
    (whole, at) => withRequired(whole, pointerTokens(at)),
    schema,
  );
}

/** Gives the same schema with the shared schemas and choices written out that stand on the way to a located field. */
export function spelledBody(
  envelope: EnvelopeDocument,
  { codeType, schemas }: Pick<CatalogDocument, "codeType" | "schemas">,
): JsonSchema {
  const written = readSchema(envelope.body);
  const shared = schemas ?? {};
  const onTheWay = locatedPlaces(envelope).reduce(
    (whole, at) => spelledOut(whole, pointerTokens(at), { shared, last: "kept" }),
    written,
  );
  // What must be there is built as its schema says.
  const spelled = wantedPlaces(envelope).reduce(
    (whole, at) => spelledOut(whole, pointerTokens(at), { shared, last: "spelled" }),
    onTheWay,
  );
  return spelled === written
    ? completeBody(envelope, codeType)
    : withLocated(spelled, envelope, codeType);
}

function withLocated(
  written: JsonSchema,
  envelope: EnvelopeDocument,
  codeType: CodeType,
): JsonSchema {
  const text: JsonSchema = { type: "string" };
  const fields: readonly (readonly [string | readonly string[] | undefined, JsonSchema])[] = [
    [envelope.code, codeSchema(codeType)],
    [envelope.message, text],
    [envelope.requestId, text],
    [envelope.docsUrl, text],
    [envelope.retryAfter, { type: ["string", "number"] }],
  ];
  let schema = written;
  for (const [locators, type] of fields) {
    for (const at of listOf(locators)) {
      if (!at.startsWith("header:")) schema = withField(schema, pointerTokens(at), type);
    }
  }
  for (const [at, condition] of fixedPlaces(envelope)) {
    schema = withField(schema, pointerTokens(at), constant(condition));
  }
  return schema;
}

function fixedPlaces(envelope: EnvelopeDocument): readonly (readonly [string, Condition])[] {
  return Object.entries(envelope.when ?? {}).filter(
    ([at, condition]) => !at.startsWith("header:") && !isAbsence(condition),
  );
}

function locatedPlaces(envelope: EnvelopeDocument): readonly string[] {
  const { code, message, requestId, docsUrl, retryAfter } = envelope;
  const located = [code, message, requestId, docsUrl, retryAfter].flatMap(listOf<string>);
  const fixed = fixedPlaces(envelope).map(([at]) => at);
  return [...located, ...fixed].filter((at) => !at.startsWith("header:"));
}

/** The places that must be there, whatever stands in them. */
function wantedPlaces(envelope: EnvelopeDocument): readonly string[] {
  return fixedPlaces(envelope).flatMap(([at, condition]) => (isPresence(condition) ? [at] : []));
}

/** The place of the code where it can stand nowhere else. */
function certainPlaces(envelope: EnvelopeDocument): readonly string[] {
  const [only, ...others] = listOf(envelope.code);
  const certain = only !== undefined && others.length === 0 && !only.startsWith("header:");
  return certain && !pointerTokens(only).includes("*") ? [only] : [];
}

function isAbsence(condition: Condition): boolean {
  return isPresence(condition) && !condition.present;
}

function isPresence(condition: Condition): condition is { readonly present: boolean } {
  return typeof condition === "object" && condition !== null && "present" in condition;
}

function constant(condition: Condition): JsonSchema {
  if (isPresence(condition)) return {};
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

/** One value of a body that is built: where it goes, and what it is. */
export interface BodyStep {
  /** The path of keys, with `*` for the first element of a list. */
  readonly at: readonly string[];
  /** Which fact it is; `field` is one that the caller gives. */
  readonly from?: Fact | "field";
  /** The texts of which one must stand there; a fact that is none of them gives way to the first. */
  readonly among?: readonly string[];
  /** The type that the body has there, where the fact may be of another. */
  readonly as?: "string" | "number";
  /** The value where the fact is not known; a constant where there is no fact. */
  readonly is?: unknown;
}

/** What a body is built from in a catalog: examples and fixtures. */
export interface BodyFacts {
  readonly code: CodeLiteral;
  readonly message?: string | undefined;
  readonly docsUrl?: string | undefined;
}

/** Gives a body by an envelope: located facts, then constants and first samples of its schema, in the order of its properties. */
export function sampleBody(envelope: Envelope, facts: BodyFacts): Json {
  let body: unknown;
  for (const step of bodySteps(envelope, "samples")) {
    body = withValue(body, step.at, stepValue(step, facts));
  }
  return (body ?? {}) as Json;
}

/** Gives the value of a step by the facts that are known. */
export function stepValue(
  { from, as, among, is }: BodyStep,
  facts: { readonly [fact in Fact | "field"]?: unknown },
): unknown {
  const fact = from === undefined ? undefined : facts[from];
  if (fact === undefined) return is;
  return among === undefined || among.includes(fact as string) ? converted(fact, as) : among[0];
}

function converted(value: unknown, as: BodyStep["as"]): unknown {
  if (as === undefined) return value;
  if (as === "string") return String(value);
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

/** Gives the steps that build a body of an envelope; with `fields`, what only the caller knows is asked of it instead of sampled. */
export function bodySteps(envelope: Envelope, unknown: "samples" | "fields"): readonly BodyStep[] {
  return stepsIn[unknown](envelope);
}

const stepsIn = {
  samples: oncePer((envelope: Envelope) => allSteps(envelope, "samples")),
  fields: oncePer((envelope: Envelope) => allSteps(envelope, "fields")),
} as const;

function allSteps(envelope: Envelope, unknown: Plan["unknown"]): readonly BodyStep[] {
  const plan = { ...bodyPlaces(envelope), unknown };
  return stepsOf(envelope.spelled, { path: [], required: true }, plan);
}

interface At {
  readonly path: readonly string[];
  /** True where everything down to here must be there. */
  readonly required: boolean;
}

interface Plan extends BodyPlaces {
  readonly unknown: "samples" | "fields";
}

function stepsOf(schema: JsonSchema, at: At, plan: Plan): readonly BodyStep[] {
  const { path, required } = at;
  if (isWithin(path, plan.absent)) return [];
  const placed = plan.placed.get(placeKey(path));
  if (placed !== undefined) return [placedStep(schema, path, { ...plan, placed })];
  if (schema.const !== undefined) return [{ at: path, is: schema.const }];
  const inner = [
    ...(schema.items === undefined
      ? []
      : stepsOf(schema.items, { path: [...path, "*"], required }, plan)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const needed = required && (schema.required?.includes(name) ?? false);
      return stepsOf(property, { path: [...path, name], required: needed }, plan);
    }),
  ];
  if (inner.length > 0) return inner;
  const wanted = isAmong(path, plan.wanted);
  if (plan.unknown === "samples") {
    const [sample] = schema.examples ?? (wanted ? [standIn(schema)] : []);
    return sample === undefined ? [] : [{ at: path, is: sample }];
  }
  return (required || wanted) && path.length > 0 ? [{ at: path, from: "field" }] : [];
}

interface PlacedPlan extends Omit<Plan, "placed"> {
  readonly placed: Placed;
}

function placedStep(schema: JsonSchema, path: Path, plan: PlacedPlan): BodyStep {
  const { placed, unknown, wanted } = plan;
  if (placed.from === undefined) return { at: path, ...placed };
  const [sample] = schema.examples ?? (isAmong(path, wanted) ? [standIn(schema)] : []);
  const sampled = unknown === "samples" && sample !== undefined ? { is: sample } : {};
  return { at: path, ...typeOf(schema), ...sampled, ...placed };
}

/** Gives a value for a place where anything may stand, by its schema; what is inside it is not completed. */
export function standIn(schema: JsonSchema): Json {
  const says = !saysNothing(schema) || schema.properties !== undefined;
  const sample = says ? sampleOf(schema, { schemas: noSchemas }) : undefined;
  if (isBuilt(sample)) return sample.value;
  return schema.type === "object" || schema.properties !== undefined ? {} : true;
}

const noSchemas: Catalog["schemas"] = [];

/** The type that a fact must be converted to, where the schema has one that a fact may not have. */
function typeOf({ type }: JsonSchema): Pick<BodyStep, "as"> {
  if (type === "string") return { as: "string" };
  return type === "integer" || type === "number" ? { as: "number" } : {};
}

/** Gives the schema of what only the caller knows of a body, or `undefined` where it knows nothing more. */
export const fieldsSchema = oncePer((envelope: Envelope): JsonSchema | undefined => {
  const paths = bodySteps(envelope, "fields").filter((step) => step.from === "field");
  return paths.length === 0
    ? undefined
    : onlyPaths(
        envelope.spelled,
        paths.map((step) => step.at),
      );
});

function onlyPaths(schema: JsonSchema, paths: readonly (readonly string[])[]): JsonSchema {
  if (paths.some((path) => path.length === 0)) return schema;
  const names = [...new Set(paths.map(([name = ""]) => name))];
  const below = (name: string): readonly (readonly string[])[] =>
    paths.filter(([first]) => first === name).map((path) => path.slice(1));
  if (names.includes("*"))
    return { type: "array", items: onlyPaths(schema.items ?? {}, below("*")) };
  const properties = names.map((name) => [
    name,
    onlyPaths(schema.properties?.[name] ?? {}, below(name)),
  ]);
  return { type: "object", required: names, properties: Object.fromEntries(properties) };
}
