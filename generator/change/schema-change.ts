// Whether a JSON Schema takes the values that it took before, and more.

import type { JsonSchema } from "../catalog/json-schema.ts";
import { isSame } from "../text/data.ts";

/** How a schema differs from another: it does not; it has more values or optional fields; or something else. */
export type SchemaChange = "same" | "extended" | "changed";

/** Returns how a schema differs from its earlier version. */
export function schemaChange(old: JsonSchema, now: JsonSchema): SchemaChange {
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
      : schemaChange(oldItems, nowItems),
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
    return after === undefined ? "changed" : schemaChange(schema, after);
  });
  if (changes.includes("changed")) return "changed";
  return changes.includes("extended") || Object.keys(now).length > changes.length
    ? "extended"
    : "same";
}
