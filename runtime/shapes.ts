// Whether a value has the shape that a JSON Schema of a catalog describes.

import type { JsonSchema, Schemas } from "./facts.ts";
import { step } from "./locate.ts";
import type { KnownSchemas } from "./steps.ts";
import { child, isArray, isOwn, own } from "./values.ts";

const deepest = 200;
const mostSteps = 100_000;

/** Checks whether a value has the shape that a schema describes; a value nested deeper than 200 levels or of more than 100,000 parts has not. */
export function conforms(value: unknown, schema: JsonSchema, schemas?: Schemas): boolean {
  return hasShape(value, schema, { schemas });
}

/** Returns the result of `conforms`, and reads nothing of the value that was read before. */
export function hasShape(value: unknown, schema: JsonSchema, known: KnownSchemas): boolean {
  try {
    return misfit(value, schema, { ...known, depth: 0 }) === undefined;
  } catch {
    return false;
  }
}

interface Walk extends KnownSchemas {
  readonly depth: number;
  /** How often a value may still be held against a schema; made at the start of the walk. */
  readonly budget?: { left: number };
}

/** Returns the first reason why a value does not have the shape of a schema, as a path and a few words, or `undefined`. */
export function misfit(
  value: unknown,
  schema: JsonSchema,
  { schemas, seen, depth, budget = { left: mostSteps } }: Walk,
): string | undefined {
  if (depth > deepest) return "is nested too deeply";
  if (budget.left-- <= 0) return "is too large";
  const deeper = { schemas, seen, depth: depth + 1, budget };
  if (schema.$ref !== undefined) {
    const target = own(schemas, schema.$ref.slice("#/schemas/".length));
    const fault = target === undefined ? "refers to nothing" : misfit(value, target, deeper);
    if (fault !== undefined) return fault;
  }
  if (!isOfType(value, schema)) return `is not of type ${[schema.type].flat().join(" or ")}`;
  if (schema.const !== undefined && !same(value, schema.const, seen)) return "is not the constant";
  if (schema.enum !== undefined && !schema.enum.some((one) => same(value, one, seen)))
    return "is not one of the values";
  if (schema.oneOf !== undefined) {
    const fitting = schema.oneOf.filter((one) => misfit(value, one, deeper) === undefined).length;
    if (fitting !== 1)
      return fitting === 0 ? "fits none of the choices" : "fits more than one of the choices";
  }
  const { anyOf } = schema;
  if (anyOf !== undefined && !anyOf.some((one) => misfit(value, one, deeper) === undefined))
    return "fits none of the choices";
  if (typeof value === "number") return numberMisfit(value, schema);
  if (typeof value === "string") return textMisfit(value, schema);
  if (isArray(value)) return listMisfit(value, schema, deeper);
  if (typeof value === "object" && value !== null) return objectMisfit(value, schema, deeper);
  return undefined;
}

/** Returns the result of `conforms` for a schema that says no more than a type. */
export function isOfType(value: unknown, { type }: JsonSchema): boolean {
  return type === undefined || hasType(value, type);
}

function hasType(value: unknown, type: string | readonly string[]): boolean {
  if (typeof type !== "string") return type.some((one) => hasType(value, one));
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !isArray(value);
    case "integer":
      return typeof value === "number" && Number.isInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function same(one: unknown, other: unknown, seen: KnownSchemas["seen"]): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return false;
  const keys = Object.keys(one);
  if (isArray(one) !== isArray(other) || keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => isOwn(other, key) && same(step(one, key, seen), child(other, key), seen),
  );
}

function numberMisfit(value: number, schema: JsonSchema): string | undefined {
  if (schema.minimum !== undefined && value < schema.minimum) return "is too small";
  if (schema.maximum !== undefined && value > schema.maximum) return "is too large";
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum)
    return "is too small";
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum)
    return "is too large";
  return undefined;
}

function textMisfit(value: string, { minLength, maxLength }: JsonSchema): string | undefined {
  if (minLength === undefined && maxLength === undefined) return undefined;
  return lengthMisfit(codePoints(value), minLength, maxLength);
}

/** Counts as JSON Schema does: a pair of surrogates is one character. */
function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

function lengthMisfit(
  length: number,
  least: number | undefined,
  most: number | undefined,
): string | undefined {
  if (least !== undefined && length < least) return "is too short";
  return most !== undefined && length > most ? "is too long" : undefined;
}

function listMisfit(value: readonly unknown[], schema: JsonSchema, walk: Walk): string | undefined {
  const length = Number(step(value, "length", walk.seen));
  const fault = lengthMisfit(length, schema.minItems, schema.maxItems);
  if (fault !== undefined || schema.items === undefined) return fault;
  for (let i = 0; i < length; i++) {
    const fault = misfit(step(value, i, walk.seen), schema.items, walk);
    if (fault !== undefined) return `/${i} ${fault}`.replace(/^(\/\d+) \//, "$1/");
  }
  return undefined;
}

function objectMisfit(value: object, schema: JsonSchema, walk: Walk): string | undefined {
  for (const name of schema.required ?? []) {
    if (!isOwn(value, name)) return `lacks "${name}"`;
  }
  for (const name of Object.keys(value)) {
    const known = own(schema.properties, name);
    const rest = schema.additionalProperties;
    if (known === undefined && rest === false) return `has the unknown property "${name}"`;
    const inner = known ?? (typeof rest === "object" ? rest : undefined);
    const fault =
      inner === undefined ? undefined : misfit(step(value, name, walk.seen), inner, walk);
    if (fault !== undefined)
      return fault.startsWith("/") ? `/${name}${fault}` : `/${name} ${fault}`;
  }
  return undefined;
}
