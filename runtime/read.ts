// Reading a response that may be anything: no function here throws, and none changes what it reads.

import type { Condition, ErrorResponse, Locator, ReadResponse } from "./facts.ts";

/** Reads the fields of a response and decodes its body; a hostile object has missing fields and causes no exception. */
export function readResponse(input: unknown): ReadResponse {
  if (typeof input !== "object" || input === null) return typedFields({});
  try {
    return typedFields(input);
  } catch {
    return typedFields({
      status: field(input, "status"),
      headers: field(input, "headers"),
      body: field(input, "body"),
      scope: field(input, "scope"),
      operation: field(input, "operation"),
    });
  }
}

function typedFields(fields: { readonly [Name in keyof ErrorResponse]: unknown }): ReadResponse {
  const { status, headers, body, scope, operation } = fields;
  return {
    status: statusIn(status),
    headers,
    body: decodeBody(body),
    scope: typeof scope === "string" ? scope : undefined,
    operation: typeof operation === "string" ? operation : undefined,
  };
}

/** Returns the status that a value is, if it is one. */
export function statusIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function field(value: object, name: string): unknown {
  try {
    return (value as { readonly [name: string]: unknown })[name];
  } catch {
    return undefined;
  }
}

interface Decoder {
  decode(bytes: ArrayBuffer | ArrayBufferView): string;
}

function decodeBody(body: unknown): unknown {
  if (typeof body === "string") return parseJson(body);
  if (typeof body !== "object" || body === null) return body;
  try {
    return isParsed(body) ? body : decodeBytes(body);
  } catch {
    return body;
  }
}

/** Checks whether a value has the prototype of parsed JSON; bytes do not, and no way to tell them apart is cheaper. A revoked proxy throws. */
export function isParsed(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function decodeBytes(body: object): unknown {
  if (!(Symbol.toStringTag in body) || !isBytes(body)) return body;
  const host = globalThis as { readonly TextDecoder?: new () => Decoder };
  return host.TextDecoder === undefined ? body : parseJson(new host.TextDecoder().decode(body));
}

function isBytes(value: object): value is ArrayBuffer | ArrayBufferView {
  return (
    ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]"
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return text;
  }
}

/** Returns an own property of an object or an element of a list, or `undefined`; never throws. */
export function own<Value>(
  object: { readonly [key: string]: Value } | undefined,
  key: string,
): Value | undefined {
  return child(object, key) as Value | undefined;
}

/** Returns an own property or element of anything, or `undefined`; never throws. */
export function child(value: unknown, token: string | number): unknown {
  try {
    return typeof value === "object" && value !== null && Object.hasOwn(value, token)
      ? (value as { readonly [key: string | number]: unknown })[token]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Checks whether a value is a text or a number. */
export function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

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

/** Checks whether a value is a list; false for a revoked proxy, for which `Array.isArray` throws. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
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

/** Returns a header by its lower-case name from a fetch `Headers`, a `Map`, a plain object or a list of pairs. */
export function headerOf(headers: unknown, name: string): string | undefined {
  if (typeof headers !== "object" || headers === null) return undefined;
  try {
    if (isArray(headers)) return fromPairs(headers, name);
    const get = (headers as { readonly get?: unknown }).get;
    return typeof get === "function"
      ? fromMap(headers, get.call(headers, name), name)
      : fromObject(headers as { readonly [name: string]: unknown }, name);
  } catch {
    return undefined;
  }
}

const mostHeaders = 1000;

function fromPairs(pairs: Iterable<unknown>, name: string): string | undefined {
  let left = mostHeaders;
  for (const pair of pairs) {
    if (isNamed(child(pair, "0"), name)) return headerText(child(pair, "1"));
    if (--left === 0) break;
  }
  return undefined;
}

/** Goes through the entries only if a map did not know the name: a `Map` does not ignore case; a fetch `Headers` does, and says null. */
function fromMap(map: object, value: unknown, name: string): string | undefined {
  const text = headerText(value);
  if (text !== undefined || value === null) return text;
  const entries = (map as { readonly entries?: unknown }).entries;
  if (typeof entries !== "function") return undefined;
  return fromPairs(entries.call(map) as Iterable<unknown>, name);
}

function fromObject(
  headers: { readonly [name: string]: unknown },
  name: string,
): string | undefined {
  const exact = headerText(own(headers, name));
  if (exact !== undefined) return exact;
  for (const key of Object.keys(headers)) {
    const text = isNamed(key, name) ? headerText(own(headers, key)) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function isNamed(key: unknown, name: string): boolean {
  return typeof key === "string" && key.length === name.length && key.toLowerCase() === name;
}

function headerText(value: unknown): string | undefined {
  const one = isArray(value) ? child(value, "0") : value;
  if (typeof one === "string") return one;
  return typeof one === "number" ? String(one) : undefined;
}
