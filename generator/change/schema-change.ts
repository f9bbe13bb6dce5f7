// Whether a JSON Schema takes the values that it took before, and more.

import { type JsonSchema, mapInner } from "../catalog/json-schema.ts";
import { isSame } from "../text/data.ts";
import { canonical } from "./fact-keys.ts";

/** How a schema differs from another: it does not; it has more values or optional fields; or something else. */
export type SchemaChange = "same" | "extended" | "changed";

/** Returns how a schema differs from its earlier version; the order of its lists means nothing. */
export function schemaChange(old: JsonSchema, now: JsonSchema): SchemaChange {
  return changeOf(inOrder(old), inOrder(now));
}

/** The keywords whose lists mean the same in any order. */
const unordered: readonly string[] = ["type", "enum", "required", "oneOf", "anyOf"];

/** Returns a schema with those lists in one order. */
function inOrder(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(mapInner(schema, inOrder)).map(([key, value]) => [
    key,
    unordered.includes(key) && Array.isArray(value) ? [...value].sort(byText) : value,
  ]);
  return Object.fromEntries(entries);
}

function byText(one: unknown, other: unknown): number {
  return canonical(one) < canonical(other) ? -1 : 1;
}

function changeOf(old: JsonSchema, now: JsonSchema): SchemaChange {
  if (isSame(old, now)) return "same";
  const { enum: oldEnum, properties: oldProperties, items: oldItems, oneOf: oldOne, ...rest } = old;
  const {
    enum: nowEnum,
    properties: nowProperties,
    items: nowItems,
    oneOf: nowOne,
    ...other
  } = now;
  const parts: readonly SchemaChange[] = [
    isSame(rest, other) ? "same" : "changed",
    listChange(oldEnum, nowEnum),
    listChange(oldOne, nowOne),
    oldItems === undefined || nowItems === undefined
      ? isSame(oldItems, nowItems)
        ? "same"
        : "changed"
      : changeOf(oldItems, nowItems),
    propertyChange(oldProperties ?? {}, nowProperties ?? {}),
  ];
  return parts.includes("changed") ? "changed" : "extended";
}

function listChange(
  old: readonly unknown[] | undefined,
  now: readonly unknown[] | undefined,
): SchemaChange {
  if (isSame(old, now)) return "same";
  if (old === undefined || now === undefined) return "changed";
  return old.every((one) => now.some((other) => isSame(one, other))) ? "extended" : "changed";
}

function propertyChange(
  old: NonNullable<JsonSchema["properties"]>,
  now: NonNullable<JsonSchema["properties"]>,
): SchemaChange {
  const changes = Object.entries(old).map(([name, schema]): SchemaChange => {
    const after = Object.hasOwn(now, name) ? now[name] : undefined;
    return after === undefined ? "changed" : changeOf(schema, after);
  });
  if (changes.includes("changed")) return "changed";
  return changes.includes("extended") || Object.keys(now).length > changes.length
    ? "extended"
    : "same";
}
