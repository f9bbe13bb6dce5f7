// Reading a response that may be anything: no function here throws, and none changes what it reads.

import type { Readers, ReadResponse, Reads } from "./steps.ts";
import { child, isArray, own } from "./values.ts";

/** The fields of a response, of whatever type. */
export interface ResponseFields {
  readonly status: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  readonly scope: unknown;
  readonly operation: unknown;
  readonly cause: unknown;
}

/** Reads the fields of a response and decodes its body; a hostile object has missing fields and causes no exception. */
export function readResponse(input: unknown, readers: Readers): ReadResponse {
  const status = statusOf(input);
  return readFields({ status, body: bodyOf(input, status), ...callOf(input) }, readers);
}

/** Returns the fields of a response besides its status and its body. */
export function callOf(input: unknown): Omit<ResponseFields, "status" | "body"> {
  return {
    headers: field(input, "headers"),
    scope: field(input, "scope"),
    operation: field(input, "operation"),
    cause: field(input, "cause"),
  };
}

/** Returns the fields of a response with the types that they should have, and its body decoded; `seen` is what was read of that already. */
export function readFields(
  { status, headers, body, scope, operation, cause }: ResponseFields,
  readers: Readers,
  seen: Reads = new Map(),
): ReadResponse {
  const decoded = decodeBody(body);
  return {
    status: statusIn(status),
    headers,
    body: decoded,
    scope: typeof scope === "string" ? scope : undefined,
    operation: typeof operation === "string" ? operation : undefined,
    cause,
    seen: decoded === body ? seen : undefined,
    readers,
  };
}

/** Returns the status of a response, which Node.js, got and undici call `statusCode`. */
export function statusOf(input: unknown): number | undefined {
  return statusIn(field(input, "status")) ?? statusIn(field(input, "statusCode"));
}

/** Returns the body of a response, which axios calls `data`, and ofetch `_data` beside the stream that it was read from. */
export function bodyOf(input: unknown, status: number | undefined): unknown {
  const body = field(input, "body");
  if (status === undefined || typeof body === "string" || isParsed(body)) return body;
  return field(input, "_data") ?? (body === undefined ? field(input, "data") : body);
}

/** Returns the status that a value is, if it is one. */
export function statusIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Returns a field of a response, which may be inherited, as that of a class is; never throws. */
export function field(input: unknown, name: string): unknown {
  try {
    return typeof input === "object"
      ? (input as { readonly [name: string]: unknown } | null)?.[name]
      : undefined;
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

/** Checks whether a value has the prototype of parsed JSON; bytes do not, and no way to tell them apart is cheaper. */
export function isParsed(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  try {
    return Object.getPrototypeOf(value) === Object.prototype;
  } catch {
    return false;
  }
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
