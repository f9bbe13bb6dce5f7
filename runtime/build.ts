// What only some answers need: places in lists, values of another type, and params that are at a place where something else stands.

import { child, isArray } from "./read.ts";

/** Gives the list of one element, or `undefined` where that is not known. */
export function listOf(element: unknown): readonly unknown[] | undefined {
  return element === undefined ? undefined : [element];
}

/** Gives a value as the number that it spells, or as it is where it spells none. */
export function asNumber(value: string | number | undefined): string | number | undefined {
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

/** Gives what stands at a path, where `*` is the first element. */
export function atPath(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const token of path) at = child(at, token === "*" ? "0" : token);
  return at;
}

/** Gives the body with a value at a path, where `*` is the first element; what stood in the way is replaced. */
export function withValue(body: unknown, path: readonly string[], value: unknown): unknown {
  if (value === undefined) return body;
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (token === "*" || (isArray(body) && /^\d+$/.test(token))) {
    const list: unknown[] = isArray(body) ? [...body] : [];
    const index = token === "*" ? 0 : Number(token);
    list[index] = withValue(list[index], rest, value);
    return list;
  }
  const copy: { [key: string]: unknown } =
    typeof body === "object" && body !== null && !isArray(body) ? { ...body } : {};
  const inner = withValue(Object.hasOwn(copy, token) ? copy[token] : undefined, rest, value);
  // An assignment to `__proto__` would set the prototype.
  Object.defineProperty(copy, token, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** Gives the body with a param at its place, and what stood there kept inside it: a param may be the object that holds the code. */
export function withParam(body: unknown, path: readonly string[], value: unknown): unknown {
  return withValue(body, path, around(atPath(body, path), value));
}

function around(known: unknown, value: unknown): unknown {
  if (typeof known !== "object" || known === null || typeof value !== "object" || value === null)
    return value;
  if (isArray(known) !== isArray(value)) return value;
  let whole: unknown = value;
  for (const key of Object.keys(known)) {
    const inner = child(value, key);
    const kept = child(known, key);
    whole = withValue(whole, [key], typeof inner === "object" ? around(kept, inner) : kept);
  }
  return whole;
}
