// Reading a response that may be anything: no function here throws, and none changes what it reads.

import type { Condition, Locator, ReadResponse } from "./facts.ts";

/** Reads the fields of a response and decodes its body; a hostile object gives missing fields and no exception. */
export function readResponse(input: unknown): ReadResponse {
  const status = field(input, "status");
  const scope = field(input, "scope");
  const operation = field(input, "operation");
  return {
    status: typeof status === "number" && Number.isFinite(status) ? status : undefined,
    headers: field(input, "headers"),
    body: decodeBody(field(input, "body")),
    scope: typeof scope === "string" ? scope : undefined,
    operation: typeof operation === "string" ? operation : undefined,
  };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
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
    if (
      !ArrayBuffer.isView(body) &&
      Object.prototype.toString.call(body) !== "[object ArrayBuffer]"
    )
      return body;
    const host = globalThis as { readonly TextDecoder?: new () => Decoder };
    return host.TextDecoder === undefined
      ? body
      : parseJson(new host.TextDecoder().decode(body as ArrayBuffer | ArrayBufferView));
  } catch {
    return body;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return text;
  }
}

/** Gives an own property of an object or an element of a list, or `undefined`; never throws. */
export function own<Value>(
  object: { readonly [key: string]: Value } | undefined,
  key: string,
): Value | undefined {
  try {
    return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  } catch {
    return undefined;
  }
}

/** Gives an own property or element of anything, or `undefined`; never throws. */
export function child(value: unknown, token: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return own(value as { readonly [key: string]: unknown }, token);
}

/** The element of locators without `*`. */
export const noElement: readonly number[] = [];

/** Calls `see` with each value at a locator and the elements that led there, until it says true. */
export function visit(
  at: Locator,
  response: ReadResponse,
  see: (value: unknown, element: readonly number[]) => boolean,
): void {
  if (typeof at === "string") see(headerOf(response.headers, at), noElement);
  else walk(response.body, { tokens: at, from: 0, element: noElement }, see);
}

interface Path {
  readonly tokens: readonly string[];
  readonly from: number;
  readonly element: readonly number[];
}

const mostElements = 1000;

function walk(
  start: unknown,
  { tokens, from, element }: Path,
  see: (value: unknown, element: readonly number[]) => boolean,
): boolean {
  let value = start;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i] ?? "";
    if (token === "*" && isArray(value)) {
      const length = Math.min(value.length, mostElements);
      for (let at = 0; at < length; at++) {
        const path = { tokens, from: i + 1, element: [...element, at] };
        if (walk(child(value, String(at)), path, see)) return true;
      }
      return false;
    }
    value = child(value, token);
    if (value === undefined) return false;
  }
  return see(value, element);
}

/** Tells whether a value is a list; false for a revoked proxy, where `Array.isArray` throws. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Gives the value at the first of the locators that leads to one, or `undefined`; `*` means the given element. */
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

function valueAt(at: Locator, response: ReadResponse, element: readonly number[]): unknown {
  if (typeof at === "string") return headerOf(response.headers, at);
  let value = response.body;
  let star = 0;
  for (const token of at) {
    value = child(value, token === "*" && isArray(value) ? String(element[star++] ?? 0) : token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Gives the text at the first of the locators that leads to a value: a string as it is, a number or boolean as text. */
export function textAt(
  locators: readonly Locator[] | undefined,
  response: ReadResponse,
  element: readonly number[],
): string | undefined {
  const value = firstOf(locators, response, element);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Tells whether all conditions hold for a response; `*` means the given element. */
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

/** Gives a header by its lower-case name from a fetch `Headers`, a `Map`, a plain object or a list of pairs. */
export function headerOf(headers: unknown, name: string): string | undefined {
  if (typeof headers !== "object" || headers === null) return undefined;
  try {
    if (isArray(headers)) return headerText(pairNamed(headers, name));
    const get = (headers as { readonly get?: unknown }).get;
    if (typeof get === "function") {
      const value: unknown = get.call(headers, name);
      if (typeof value === "string") return value;
      const entries = (headers as { readonly entries?: unknown }).entries;
      if (typeof entries !== "function") return undefined;
      return headerText(pairNamed(Array.from(entries.call(headers) as Iterable<unknown>), name));
    }
    const exact = own(headers as { readonly [name: string]: unknown }, name);
    return headerText(exact ?? pairNamed(Object.entries(headers), name));
  } catch {
    return undefined;
  }
}

function pairNamed(pairs: readonly unknown[], name: string): unknown {
  for (const pair of pairs) {
    const key = child(pair, "0");
    if (typeof key === "string" && key.toLowerCase() === name) return child(pair, "1");
  }
  return undefined;
}

function headerText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (!isArray(value)) return undefined;
  const first = child(value, "0");
  return typeof first === "string" ? first : undefined;
}
