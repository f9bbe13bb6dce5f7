// Places in a response: what locators lead to, and whether conditions hold there.

import type { Condition, Locator, ReadResponse } from "./facts.ts";
import { headerOf } from "./read.ts";
import { child, isArray } from "./values.ts";

/** The element of locators without `*`. */
export const noElement: readonly number[] = [];

/** Checks whether a locator leads to the elements of a list. */
export function hasStar(at: Locator): boolean {
  if (typeof at === "string") return false;
  for (let i = 0; i < at.length; i++) if (at[i] === "*") return true;
  return false;
}

/** Calls `see` with each value at a locator and the elements that led there, until it says true; of more than 10,000 elements the rest is not looked at. Returns whether no element was left out. */
export function visit(
  at: Locator,
  response: ReadResponse,
  see: (value: unknown, element: readonly number[]) => boolean,
): boolean {
  const budget = { left: 10_000 };
  if (typeof at === "string") see(headerOf(response.headers, at), noElement);
  else walk(response.body, { tokens: at, from: 0, element: noElement, budget }, see);
  return budget.left >= 0;
}

interface Path {
  readonly tokens: readonly string[];
  readonly from: number;
  readonly element: readonly number[];
  /** How many more elements are looked at, in all lists together. */
  readonly budget: { left: number };
}

function walk(
  start: unknown,
  path: Path,
  see: (value: unknown, element: readonly number[]) => boolean,
): boolean {
  const { tokens, budget } = path;
  let value = start;
  for (let i = path.from; i < tokens.length; i++) {
    const token = tokens[i] ?? "";
    if (token === "*" && isArray(value)) {
      const { length } = value;
      for (let at = 0; at < length && budget.left-- > 0; at++) {
        const inner = { tokens, from: i + 1, element: [...path.element, at], budget };
        if (walk(child(value, String(at)), inner, see)) return true;
      }
      return false;
    }
    value = child(value, token);
    if (value === undefined) return false;
  }
  return see(value, path.element);
}

/** Returns the value at the first of the locators that leads to one, or `undefined`; `*` means the given element. */
export function firstOf(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: readonly number[],
): unknown {
  if (locators === undefined) return undefined;
  for (const at of locators) {
    const value = valueAt(at, response, element);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Returns the value at a locator, or `undefined`; `*` means the given element. */
export function valueAt(at: Locator, response: ReadResponse, element: readonly number[]): unknown {
  if (typeof at === "string") return headerOf(response.headers, at);
  let value = response.body;
  let star = 0;
  for (const token of at) {
    value = child(value, token === "*" && isArray(value) ? String(element[star++] ?? 0) : token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Returns the value at a path without `*` into a body, as `valueAt` does. Codes are read by it, and the first two keys at places of their own, so that the engine learns where they are. */
export function plainValueAt(at: readonly string[], body: unknown): unknown {
  const first = at[0];
  const second = at[1];
  if (first === undefined) return body;
  try {
    if (typeof body !== "object" || body === null || !Object.hasOwn(body, first)) return undefined;
    const outer = (body as { readonly [key: string]: unknown })[first];
    if (second === undefined) return outer;
    if (typeof outer !== "object" || outer === null || !Object.hasOwn(outer, second))
      return undefined;
    let value = (outer as { readonly [key: string]: unknown })[second];
    for (let i = 2; i < at.length; i++) value = child(value, at[i] ?? "");
    return value;
  } catch {
    return undefined;
  }
}

/** Returns the first string, finite number or boolean that one of the locators leads to; a null or an object does not hide what the next locator means. */
export function scalarAt(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: readonly number[],
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
  element: readonly number[],
): string | undefined {
  const value = scalarAt(locators, response, element);
  return value === undefined ? undefined : String(value);
}

/** Checks whether all conditions hold for a response; `*` means the given element. */
export function allHold(
  conditions: readonly Condition[],
  response: ReadResponse,
  element: readonly number[],
): boolean {
  for (const [at, is] of conditions) {
    const value = valueAt(at, response, element);
    const good =
      typeof is === "boolean" ? (value !== undefined) === is : is.includes(value as string);
    if (!good) return false;
  }
  return true;
}
