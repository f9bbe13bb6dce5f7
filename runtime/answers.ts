// Answers: the body and the header fields that a server sends, built from slots.

import type { Slot, WireCode } from "./facts.ts";
import { child, isScalar } from "./read.ts";
import { sentWait, type Wait } from "./waits.ts";

/** The values that fill the slots of an answer. */
export interface Answered extends Wait {
  readonly code: WireCode | undefined;
  /** The slot of the code, if it is not the envelope's. */
  readonly place?: Slot | undefined;
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

/** An answer in the form that every server framework takes: status, header fields in lower case, and the body as a value. */
export interface ErrorAnswer<Body> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}

/** Builds the header fields and the body of an answer; header values other than texts and numbers are left out. */
export function buildAnswer(
  slots: readonly Slot[],
  known: Answered,
): Omit<ErrorAnswer<unknown>, "status"> {
  const headers: { [name: string]: string } = {};
  let body: unknown = {};
  const summary = known.summary ?? known.message;
  const facts = { ...known, summary, title: known.title ?? summary };
  for (const slot of slots) {
    const { at, param, from, unit, as, is } = (slot.from === "code" && known.place) || slot;
    let value = param === undefined ? undefined : child(known.params, param);
    if (from === "field")
      value = [known.field, known.body]
        .map((one) => fieldAt(at, one))
        .find((one) => one !== undefined);
    else if (from === "retryAfter") value = sentWait(known, at, unit);
    else if (from !== undefined) value = facts[from];
    if (value === undefined) value = is;
    if (value === undefined) continue;
    if (as === "string") value = String(value);
    else if (as === "number" && Number.isFinite(Number(value))) value = Number(value);
    if (typeof at !== "string") body = withValue(body, at, value);
    else if (isScalar(value)) headers[at] = headerValue(value);
  }
  return { headers, body };
}

function fieldAt(at: Slot["at"], value: unknown): unknown {
  let inner = value;
  for (const token of at) inner = child(inner, token);
  return inner;
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

/** Returns a body with a value at a place; what is in the way is replaced. */
function withValue(
  body: unknown,
  [token, ...rest]: Exclude<Slot["at"], string>,
  value: unknown,
): unknown {
  if (token === undefined) return value;
  const isList = typeof token === "number";
  const kept = typeof body === "object" && Array.isArray(body) === isList ? body : undefined;
  const member = { [token]: withValue(child(kept, token), rest, value) };
  return isList ? Object.assign([], kept, member) : { ...kept, ...member };
}
