// Places in a response: what locators lead to, and whether conditions hold there.

import type { Condition, Locator, Path } from "./facts.ts";
import { headerOf } from "./read.ts";
import type { ReadResponse, Reads, See } from "./steps.ts";
import { isArray, isOwn, isScalar } from "./values.ts";

/** The way to no element: of locators without `*`. */
export const noElement: Path = [];

/** How many elements one locator looks at, in all lists together. */
const mostElements = 10_000;

/** Checks whether a locator leads to the elements of a list or the values of an object. */
export function hasStar(at: Locator): boolean {
  return typeof at !== "string" && at.includes("*");
}

/** Checks whether a locator leads into the body by keys and indices alone. */
export function isPlain(at: Locator): at is Path {
  if (typeof at === "string") return false;
  for (let i = 0; i < at.length; i++) {
    const token = at[i];
    if (token === "*" || (typeof token === "string" && token.startsWith("("))) return false;
  }
  return true;
}

/** Returns the key and the value of a token `(key=value)`, or `undefined` for any other token. */
export function pickOf(token: string | number): readonly [key: string, value: string] | undefined {
  if (typeof token !== "string" || !token.startsWith("(")) return undefined;
  const equals = token.indexOf("=");
  return [token.slice(1, equals), token.slice(equals + 1, -1)];
}

/** Returns an own property or element of anything, or what a getter of its class returns, else `undefined`; reads nothing twice, and never throws. */
export function step(value: unknown, token: string | number, seen: Reads | undefined): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (seen === undefined) return readOf(value, token);
  const known = seen.get(value);
  const key = String(token);
  if (known?.has(key)) return known.get(key);
  const read = readOf(value, token);
  keepRead(seen, [value, token, read]);
  return read;
}

/** Keeps what was read of an object. */
export function keepRead(
  seen: Reads,
  [object, token, read]: readonly [object: object, token: string | number, read: unknown],
): void {
  const known = seen.get(object);
  if (known === undefined) seen.set(object, new Map([[String(token), read]]));
  else known.set(String(token), read);
}

function readOf(value: object, token: string | number): unknown {
  try {
    return isOwn(value, token) || isGetter(value, token)
      ? (value as { readonly [key: string | number]: unknown })[token]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Checks whether a property is a getter of an object's class. What somebody put on the prototype of a plain object, or in its place, is none. */
function isGetter(value: object, token: string | number): boolean {
  let prototype: unknown = Object.getPrototypeOf(value);
  // A proxy may have prototypes without end.
  for (let left = 50; left > 0 && prototype !== Object.prototype && prototype !== null; left--) {
    const own = Object.getOwnPropertyDescriptor(prototype, token);
    if (own !== undefined)
      return own.get !== undefined && token !== "__proto__" && isClass(prototype as object);
    prototype = Object.getPrototypeOf(prototype);
  }
  return false;
}

/** Checks whether an object is the prototype of a class. */
function isClass(prototype: object): boolean {
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof made === "function" && made.prototype === prototype;
}

/** Returns the key that a token means in a value: the token itself, or the index of the element that it picks. */
export function keyIn(
  value: unknown,
  token: string | number,
  seen: Reads | undefined,
): string | number | undefined {
  const pick = pickOf(token);
  if (pick === undefined) return token;
  const length = isArray(value) ? Number(step(value, "length", seen)) : 0;
  for (let i = 0; i < length && i < mostElements; i++)
    if (spells(step(step(value, i, seen), pick[0], seen), pick[1])) return i;
  return undefined;
}

/** Checks whether a value has a text as its JSON; a string needs no quotes. */
export function spells(value: unknown, text: string): boolean {
  const isWord = isScalar(value) || typeof value === "boolean" || value === null;
  return isWord && (String(value) === text || JSON.stringify(value) === text);
}

interface Visit extends Pick<ReadResponse, "seen"> {
  readonly tokens: Path;
  /** The element that `*` means in its own list. */
  readonly element?: Path;
  /** Whether `see` is asked also where nothing is, and true is returned where no list is. */
  readonly isStrict?: true;
  readonly see: See;
  /** How many more elements are looked at. */
  readonly budget: { left: number };
}

/** Calls `see` with each value at a locator and the way to the element that led there, until it says true. Returns whether no element was left out. */
export function visit(at: Locator, response: ReadResponse, see: See): boolean {
  const { visitList } = response.readers;
  if (typeof at !== "string" && hasStar(at)) return visitList?.(at, response, see) ?? true;
  see(valueAt(at, response, noElement), noElement);
  return true;
}

/** Visits the values at a place in lists; of more than 10,000 elements the rest is not looked at. */
export function visitList(at: Path, response: ReadResponse, see: See): boolean {
  const budget = { left: mostElements };
  const last = at.lastIndexOf("*") + 1;
  const inList: See = (value, path) => see(value, path.slice(0, last));
  follow(response.body, [], { tokens: at, seen: response.seen, see: inList, budget });
  return budget.left >= 0;
}

/** Goes on from a value that a path leads to; returns whether `see` said true. */
function follow(start: unknown, from: Path, visiting: Visit): boolean {
  const { tokens, element = noElement, seen, isStrict, see } = visiting;
  const path = [...from];
  let value = start;
  for (let i = from.length; i < tokens.length; i++) {
    const token = tokens[i] ?? "";
    const own = path.every((key, at) => key === element[at]) ? element[i] : undefined;
    if (token === "*" && own === undefined) {
      if (isStrict && (typeof value !== "object" || value === null)) return true;
      return someElement(value, visiting, (key) =>
        follow(step(value, key, seen), [...path, key], visiting),
      );
    }
    const key = token === "*" ? own : keyIn(value, token, seen);
    value = key === undefined ? undefined : step(value, key, seen);
    if (value === undefined && !isStrict) return false;
    path.push(key ?? token);
  }
  return see(value, path);
}

/** Calls a function with the index or key of each element, until it says true, and returns whether it did. */
function someElement(
  value: unknown,
  { seen, budget }: Visit,
  is: (key: string | number) => boolean,
): boolean {
  if (isArray(value)) {
    const length = Number(step(value, "length", seen));
    for (let i = 0; i < length && budget.left-- > 0; i++) if (is(i)) return true;
    return false;
  }
  for (const key of keysOf(value)) {
    if (budget.left-- <= 0) break;
    if (is(key)) return true;
  }
  return false;
}

function keysOf(value: unknown): readonly string[] {
  try {
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/** Returns the value at a locator, or `undefined`; `*` means the given element in its own list, and elsewhere the first element that has the place. */
export function valueAt(at: Locator, response: ReadResponse, element: Path): unknown {
  if (typeof at === "string") return headerOf(response.headers, at);
  return hasStar(at)
    ? response.readers.valueInList?.(at, response, element)
    : valueIn(at, response);
}

/** Returns the value at a way into a body that leads through no list but for elements that are picked. */
export function valueIn(at: Path, { body, seen }: Body): unknown {
  let value = body;
  for (const token of at) {
    const key = keyIn(value, token, seen);
    value = key === undefined ? undefined : step(value, key, seen);
  }
  return value;
}

/** Returns the value at a way into a body that leads through lists, as `valueAt` does. */
export function valueInList(at: Path, response: ReadResponse, element: Path): unknown {
  let found: unknown;
  const see: See = (value) => {
    found = value;
    return value !== null;
  };
  const { body, seen } = response;
  follow(body, [], { tokens: at, element, seen, see, budget: { left: mostElements } });
  return found;
}

type Body = Pick<ReadResponse, "body" | "seen">;

/** Returns the value at a path of keys and indices into a body, as `valueAt` does. Codes are read by it, and the first two keys at places of their own, so that the engine learns where they are. */
export function plainValueAt(at: Path, { body, seen }: Body): unknown {
  const first = at[0];
  const second = at[1];
  if (first === undefined) return body;
  const outer = step(body, first, seen);
  if (second === undefined) return outer;
  let value = step(outer, second, seen);
  for (let i = 2; i < at.length; i++) value = step(value, at[i] ?? "", seen);
  return value;
}

/** Returns the value at the first of the locators that leads to one, else a null that one leads to, else `undefined`; `*` means the given element. */
export function firstOf(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: Path,
): unknown {
  let found: unknown;
  for (const at of locators ?? []) {
    const value = valueAt(at, response, element);
    if (isThere(value)) return value;
    found ??= value;
  }
  return found;
}

/** Checks whether a place has a value: null is as good as nothing. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Returns the first string, finite number or boolean that one of the locators leads to; a null or an object does not hide what the next locator means. */
export function scalarAt(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: Path,
): string | number | boolean | undefined {
  if (locators === undefined) return undefined;
  for (const at of locators) {
    const value = valueAt(at, response, element);
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
  }
  return undefined;
}

/** Returns the result of `scalarAt` as text. */
export function textAt(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: Path,
): string | undefined {
  const value = scalarAt(locators, response, element);
  return value === undefined ? undefined : String(value);
}

/** Checks whether all conditions hold for a response; `*` means the given element. */
export function allHold(
  conditions: readonly Condition[],
  response: ReadResponse,
  element: Path,
): boolean {
  for (const condition of conditions)
    if (!holds(condition, valueAt(condition[0], response, element))) return false;
  return true;
}

function holds([at, is]: Condition, value: unknown): boolean {
  if (typeof is === "boolean") return isThere(value) === is;
  const isType = at === "content-type" && typeof value === "string";
  return is.includes((isType ? mediaTypeOf(value) : value) as string);
}

/** Returns the media type that a header's value has before its parameters. */
export function mediaTypeOf(header: string): string {
  return (header.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Checks whether a place that a condition of a success reads has a value that the condition does not allow. */
export function contradicts(success: readonly Condition[], response: ReadResponse): boolean {
  return success.some((condition) => {
    let isRefused = false;
    visit(condition[0], response, (value) => {
      isRefused ||= isThere(value) && !holds(condition, value);
      return isRefused;
    });
    return isRefused;
  });
}

/** Checks whether conditions of a success hold for a response; `*` means all elements, so that a missing list is no success, and an empty one is. */
export function succeeds(conditions: readonly Condition[], response: ReadResponse): boolean {
  return conditions.every((condition) => {
    const [at] = condition;
    if (typeof at === "string") return holds(condition, headerOf(response.headers, at));
    const { body, seen } = response;
    const budget = { left: mostElements };
    const see: See = (value) => !holds(condition, value);
    return !follow(body, [], { tokens: at, isStrict: true, seen, see, budget }) && budget.left >= 0;
  });
}
