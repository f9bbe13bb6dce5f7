// Plain data: whether two values are the same, where they differ, and one value over another.

import { escapeToken } from "./pointer.ts";

/** Returns whether two values are the same data; the order of keys is ignored, that of lists is not. */
export function isSame(one: unknown, other: unknown): boolean {
  return differenceOf(one, other) === undefined;
}

/** Returns the JSON Pointer of the first difference between two values, or `undefined` if they are the same data. */
export function differenceOf(one: unknown, other: unknown): string | undefined {
  if (one === other) return undefined;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other))
    return "";
  for (const key of Object.keys(one)) {
    if (!Object.hasOwn(other, key)) return `/${escapeToken(key)}`;
    const deeper = differenceOf(one[key], other[key]);
    if (deeper !== undefined) return `/${escapeToken(key)}${deeper}`;
  }
  const more = Object.keys(other).find((key) => !Object.hasOwn(one, key));
  return more === undefined ? undefined : `/${escapeToken(more)}`;
}

/** Returns one value over another: maps are merged key by key, and any other value replaces the general one. */
export function merged(general: unknown, own: unknown): unknown {
  if (!isContainer(general) || !isContainer(own) || Array.isArray(general) || Array.isArray(own))
    return own;
  const both = Object.entries(own).map(([key, value]) => [
    key,
    Object.hasOwn(general, key) ? merged(general[key], value) : value,
  ]);
  return { ...general, ...Object.fromEntries(both) };
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Returns an object without what is undefined, and without lists and objects that are empty. */
export function tidy<Fields extends object>(object: Fields): Tidy<Fields> {
  const kept = Object.entries(object).filter(
    ([, value]) => value !== undefined && !(isContainer(value) && Object.keys(value).length === 0),
  );
  return Object.fromEntries(kept) as Tidy<Fields>;
}

/** An object of which every property may be missing. */
export type Tidy<Fields> = { readonly [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
