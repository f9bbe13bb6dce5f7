// Bodies and answers built from errors: what a server sends, and what parsing takes back.

import type {
  BodyStep,
  Condition,
  Envelope,
  Kind,
  Locator,
  TemplateParts,
  WireCode,
} from "./facts.ts";
import { child, isArray } from "./read.ts";

/** What a body is built from; what is absent is left out of the body. */
export interface BodyFacts {
  readonly code?: WireCode | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly retryAfter?: string | number | undefined;
}

/** An answer as any server framework takes it apart: status, header fields in lower case, and the body as a value. */
export interface ErrorAnswer<Body> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}

/** Gives a body by the steps of its envelope, in their order; `fields` holds what only the caller knows, at the same places. */
export function buildBody(steps: readonly BodyStep[], facts: BodyFacts, fields?: unknown): unknown {
  let body: unknown;
  for (const { at, from, as, is } of steps) {
    const known =
      from === undefined ? undefined : from === "field" ? atPath(fields, at) : facts[from];
    const value = known === undefined ? is : as === undefined ? known : converted(known, as);
    if (value !== undefined) body = withValue(body, at, value);
  }
  return body ?? {};
}

function converted(value: unknown, as: "string" | "number"): unknown {
  if (as === "string") return String(value);
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

/** Gives a message from its template; holes that `values` does not fill stay as `{name}`, or `…` without a name. */
export function fillTemplate(parts: TemplateParts, values: object): string {
  let text = "";
  parts.forEach((part, i) => {
    if (i % 2 === 0) text += part;
    else {
      const value = part === "" ? undefined : child(values, part);
      const shown = typeof value === "string" || typeof value === "number";
      text += shown ? String(value) : part === "" ? "…" : `{${part}}`;
    }
  });
  return text;
}

/** Gives the header fields of an answer: what its envelope locates in headers and nowhere in the body. */
export function headersOf(
  envelope: Envelope | undefined,
  facts: BodyFacts,
): { [name: string]: string } {
  const headers: { [name: string]: string } = {
    "content-type": "application/json",
    ...constantHeaders(envelope?.when),
  };
  for (const fact of ["code", "message", "requestId", "docsUrl", "retryAfter"] as const) {
    const value = facts[fact];
    const name =
      fact === "retryAfter" && envelope?.retryAfter === undefined
        ? "retry-after"
        : onlyHeader(envelope?.[fact]);
    if (value !== undefined && name !== undefined) headers[name] = headerValue(value);
  }
  return headers;
}

/** Gives the header fields that conditions ask for. */
export function constantHeaders(conditions: readonly Condition[] | undefined): {
  [name: string]: string;
} {
  const headers: { [name: string]: string } = {};
  for (const [at, is] of conditions ?? []) {
    if (typeof at === "string" && typeof is !== "boolean") headers[at] = headerValue(String(is[0]));
  }
  return headers;
}

/** Gives the header of a fact that stands in no body; a fact with a place in the body needs no header. */
export function onlyHeader(locators: readonly Locator[] | undefined): string | undefined {
  if (locators === undefined || locators.some((at) => typeof at !== "string")) return undefined;
  const [first] = locators;
  return typeof first === "string" ? first : undefined;
}

/** Header fields hold visible ASCII (RFC 9110); anything else is percent-encoded. */
export function headerValue(value: string | number): string {
  return String(value).replace(/[^\x20-\x7e]/gu, (char) => {
    try {
      return encodeURIComponent(char);
    } catch {
      return "%EF%BF%BD";
    }
  });
}

/** Tells whether a value is the word of a kind. */
export function isKind(value: unknown): value is Kind {
  return typeof value === "string" && Object.hasOwn(statusByKind, value);
}

const statusByKind: { readonly [kind in Kind]: number } = {
  "invalid-argument": 400,
  unauthenticated: 401,
  "permission-denied": 403,
  "not-found": 404,
  "already-exists": 409,
  conflict: 409,
  "failed-precondition": 400,
  "rate-limited": 429,
  "quota-exceeded": 429,
  "insufficient-funds": 400,
  unsupported: 400,
  unavailable: 503,
  timeout: 504,
  cancelled: 499,
  internal: 500,
  unknown: 500,
};

/** Gives the HTTP status that answers with an error of a kind, where the catalog states none. */
export function statusOfKind(kind: Kind): number {
  return statusByKind[kind];
}
