// Answers: the body and the header fields that a server sends, built from slots.

import type { Path, Slot, WireCode } from "./facts.ts";
import { keyIn, pickOf, valueIn } from "./locate.ts";
import { child, isScalar } from "./values.ts";
import { sentWait, type Wait } from "./waits.ts";

/** The values that fill the slots of an answer. */
export interface Answered extends Wait {
  readonly code: WireCode | undefined;
  /** The slots of facts that are elsewhere than in the envelope. */
  readonly moved?: readonly Slot[] | undefined;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly status?: number | undefined;
  /** By default the summary. */
  readonly title?: string | undefined;
  /** By default the message. */
  readonly summary?: string | undefined;
  readonly params: object;
  /** What only the caller knows of the body, at the same places as in the body. */
  readonly field?: unknown;
  /** The body as it arrived, which has what the caller does not say. */
  readonly body?: unknown;
}

/** What a handler adds when it answers. */
export interface AnswerOptions {
  /** The id of the request, for an exception that has none: it is put where the envelope has it. */
  readonly requestId?: string | undefined;
}

/** An answer in the form that every server framework takes: status, header fields in lower case, and the body as a value. */
export interface ErrorAnswer<Body> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}

/** The `Response` of the host, if its types have one. */
export type HostResponse = typeof globalThis extends {
  readonly Response: { readonly prototype: infer Host };
}
  ? Host
  : unknown;

/** Returns an answer as a `Response` of the host. */
export function hostResponse({ status, headers, body }: ErrorAnswer<unknown>): HostResponse {
  const host = globalThis as never as {
    readonly Response: new (body: string, init: object) => HostResponse;
  };
  return new host.Response(JSON.stringify(body), { status, headers });
}

/** Builds the header fields and the body of an answer; header values other than texts and numbers are left out. */
export function buildAnswer(
  slots: readonly Slot[],
  known: Answered,
): Omit<ErrorAnswer<unknown>, "status"> {
  const headers: { [name: string]: string } = {};
  let body: unknown = {};
  const { moved = [] } = known;
  for (const slot of [...slots.flatMap((one) => keptSlots(one, moved)), ...moved]) {
    const { at, as } = slot;
    let value = answeredBy(slot, known);
    if (value === undefined) continue;
    if (as === "string") value = String(value);
    else if (as === "number" && Number.isFinite(Number(value))) value = Number(value);
    // An id in words has no place in a field for numbers.
    else if (as === "number" && slot.from === "requestId") value = slot.is;
    if (value === undefined) continue;
    // Nobody knows the key of an object that `*` stands for.
    if (typeof at !== "string") body = at.includes("*") ? body : withValue(body, at, value);
    else if (isScalar(value)) headers[at] = headerValue(value);
  }
  return { headers, body };
}

/** Returns what stays of a slot if its fact may be elsewhere: what must be at its usual place is kept as it arrived. */
function keptSlots(slot: Slot, moved: readonly Slot[]): readonly Slot[] {
  const { at, from, is } = slot;
  if (from === undefined || !moved.some((one) => one.from === from)) return [slot];
  return is === undefined ? [] : [{ at, from: "field", is }];
}

function answeredBy({ at, param, from, unit, is }: Slot, known: Answered): unknown {
  // Null is a value: a param or a field may have it.
  const orElse = (...values: readonly unknown[]) => values.find((one) => one !== undefined);
  const { summary = known.message } = known;
  if (param !== undefined) return orElse(child(known.params, param), is);
  if (from === undefined) return is;
  if (from === "field") return orElse(fieldAt(at, known.field), fieldAt(at, known.body), is);
  if (from === "retryAfter") return orElse(sentWait(known, at, unit), is);
  // What is beside a code is for its usual place, if the code is put elsewhere.
  if (from === "code") return known.code;
  const { title = summary } = known;
  return orElse({ ...known, title, summary }[from], is);
}

function fieldAt(at: Slot["at"], value: unknown): unknown {
  return typeof at === "string" ? undefined : valueIn(at, { body: value, seen: undefined });
}

/** Header fields hold visible ASCII (RFC 9110); anything else is percent-encoded. */
export function headerValue(value: string | number): string {
  return `${value}`.replace(/[^\x20-\x7e]/gu, (char) => {
    try {
      return encodeURIComponent(char);
    } catch {
      return "%EF%BF%BD";
    }
  });
}

/** Returns a body with a value at a place; what is in the way is replaced, and the element that a value picks has that value. */
function withValue(body: unknown, [token, ...rest]: Path, value: unknown): unknown {
  if (token === undefined) return value;
  const pick = pickOf(token);
  const isList = typeof token === "number" || pick !== undefined;
  const kept = typeof body === "object" && Array.isArray(body) === isList ? body : undefined;
  const key = keyIn(kept, token, undefined) ?? (Array.isArray(kept) ? kept.length : 0);
  const known = child(kept, key) ?? (pick && { [pick[0]]: jsonOf(pick[1]) });
  const member = { [key]: withValue(known, rest, value) };
  if (!isList) return { ...kept, ...member };
  return Array.from(Object.assign([], kept, member) as unknown[], (one) => one ?? null);
}

/** Returns the scalar that a text is in JSON; a string needs no quotes. */
export function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? text : value;
  } catch {
    return text;
  }
}
