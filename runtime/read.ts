// Reading a response that may be anything: no function here throws, and none changes what it reads.

import type { ErrorResponse, ReadResponse } from "./facts.ts";
import { child, isArray, own } from "./values.ts";

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
