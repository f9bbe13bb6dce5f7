// How schemas refer to one another: circles, and how many ways there are through nested choices.

import type { Schemas } from "../../runtime/facts.ts";
import {
  choicesOf,
  innerSchemas,
  type JsonSchema,
  schemaRefPrefix,
} from "../catalog/json-schema.ts";

/** The most choices that one place of a value may be tried on, through all nested choices and references. */
export const dearest = 1000;

/** Returns one name of each circle of schemas that lead to themselves without an object or a list between. */
export function circularSchemas(schemas: Schemas): readonly string[] {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  for (const start of Object.keys(schemas)) {
    if (state.has(start)) continue;
    const path: { readonly name: string; readonly next: string[] }[] = [];
    const enter = (name: string): void => {
      state.set(name, "open");
      path.push({ name, next: [...directReferences(schemas[name])] });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.next.pop();
      if (next === undefined) {
        state.set(top.name, "done");
        path.pop();
      } else if (state.get(next) === "open") circles.push(next);
      else if (!state.has(next) && Object.hasOwn(schemas, next)) enter(next);
    }
  }
  return [...new Set(circles)];
}

/** Returns a function from a schema to how many schemas one place of a value is tried on at most, anywhere inside a schema; there must be no circle. */
export function branchingIn(schemas: Schemas): (schema: JsonSchema) => number {
  const known = new Map<string, number>();
  const here = (one: JsonSchema, depth: number): number => {
    if (depth > deepest) return Number.POSITIVE_INFINITY;
    if (one.$ref === undefined) {
      return (choicesOf(one) ?? []).reduce((sum, choice) => sum + here(choice, depth + 1), 1);
    }
    const name = one.$ref.slice(schemaRefPrefix.length);
    const before = known.get(name);
    if (before !== undefined) return before;
    const target = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    const cost = target === undefined ? 1 : 1 + here(target, depth + 1);
    known.set(name, cost);
    return cost;
  };
  const anywhere = (one: JsonSchema): number =>
    innerSchemas(one).reduce((most, [, inner]) => Math.max(most, anywhere(inner)), here(one, 0));
  return anywhere;
}

/** Returns how many levels of lists and maps a value has. */
export function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Object.values(value).reduce((most: number, one) => Math.max(most, depthOf(one)), 0);
}

const deepest = 200;

/** Returns the schemas that a schema leads to for the same place of a value. */
function directReferences(schema: JsonSchema | undefined): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { $ref } = schema;
  const own = typeof $ref === "string" ? [$ref.slice(schemaRefPrefix.length)] : [];
  const choices = choicesOf(schema);
  return choices === undefined ? own : [...own, ...choices.flatMap(directReferences)];
}
