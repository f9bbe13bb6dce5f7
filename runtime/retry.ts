// Whether and when a failed request may be retried: advice that moves no money twice.

import type { Effect, Retry } from "./facts.ts";

/** The facts of an error that decide; every exception has them, and so has the result of `identify…`. */
export interface RetryFacts {
  readonly retry: Retry;
  readonly effect: Effect;
  /** The time to wait as the server gave it: seconds, or a date. */
  readonly retryAfter?: string | number | undefined;
}

/** What the caller knows of its request. */
export interface RetryOptions {
  /** True if a retry of the very same request cannot do the operation twice: it only reads, or carries an idempotency key. */
  readonly idempotent: boolean;
  /** How many times the request was sent, 1 after the first. */
  readonly attempt: number;
  /** The time now, in milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly now: number;
  /** A number from 0 up to 1 for the jitter; `Math.random` by default. */
  readonly random?: (() => number) | undefined;
  /** The longest first wait in milliseconds, doubled with each attempt; 500 by default. */
  readonly base?: number | undefined;
  /** The longest wait of our own choice in milliseconds; 30,000 by default. A wait that the server asks for is kept whole. */
  readonly cap?: number | undefined;
  /** How many times the request may be sent in all; 5 by default. */
  readonly attempts?: number | undefined;
}

/** Whether to retry, after how many milliseconds, and why. */
export type RetryAdvice =
  | { readonly retry: true; readonly afterMs: number; readonly reason: string }
  | { readonly retry: false; readonly afterMs: undefined; readonly reason: string };

/** Advises on retrying a request: refuses if a retry cannot help or might do the operation twice; else waits as the server asks, or backs off with full jitter. Pure but for the random source. */
export function retryAdvice(error: RetryFacts, options: RetryOptions): RetryAdvice {
  const { retry, effect, retryAfter } = readableFacts(error);
  if (retry === "never") return no("This request cannot succeed.");
  if (retry !== "after-backoff") return no("Something must change before the request is repeated.");
  if (effect !== "none" && !options.idempotent) {
    return no(
      "The operation may have happened, and the request is not idempotent: look it up first.",
    );
  }
  const attempts = options.attempts ?? 5;
  if (!(options.attempt < attempts))
    return no(`The request was sent ${options.attempt} times already.`);
  const asked = waitOf(retryAfter, options.now);
  if (asked !== undefined) return yes(asked, "The server says how long to wait.");
  return yes(backoff(options), "The same request can be repeated later.");
}

/** The facts of anything: what cannot be read counts as what must not be repeated. */
function readableFacts(error: RetryFacts): RetryFacts {
  try {
    const { retry, effect, retryAfter } = error;
    return { retry, effect, retryAfter };
  } catch {
    return { retry: "never", effect: "unknown" };
  }
}

function no(reason: string): RetryAdvice {
  return { retry: false, afterMs: undefined, reason };
}

function yes(afterMs: number, reason: string): RetryAdvice {
  return { retry: true, afterMs, reason };
}

/** The longest delay that timers take. */
const longest = 2_147_483_647;

/** Returns the milliseconds that a Retry-After asks for (RFC 9110: seconds or a date), or `undefined` if it is neither. */
export function waitOf(retryAfter: unknown, now: number): number | undefined {
  if (typeof retryAfter === "number") {
    return Number.isFinite(retryAfter) && retryAfter >= 0 ? bounded(retryAfter * 1000) : undefined;
  }
  if (typeof retryAfter !== "string") return undefined;
  const text = retryAfter.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const ms = dateOf(text) - now;
  return Number.isFinite(ms) ? bounded(ms) : undefined;
}

function bounded(ms: number): number {
  return Math.min(longest, Math.max(0, Math.ceil(ms)));
}

/** Milliseconds of a date that begins with a weekday or a year of four digits; other texts are no date, whatever a host makes of them. A date without a zone is in UTC, as RFC 9110 has it for the form of asctime. */
function dateOf(text: string): number {
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const hasZone = /^.{10}$|(Z|[+-]\d\d:?\d\d)$/i.test(text);
    return Date.parse(hasZone ? text : `${text}Z`);
  }
  if (!/^([A-Z][a-z]{2},? |[A-Z][a-z]+day, )/.test(text)) return Number.NaN;
  return Date.parse(/^[A-Z][a-z]{2} .*:\d\d \d{4}$/.test(text) ? `${text} GMT` : text);
}

function backoff({
  attempt,
  random = Math.random,
  base = 500,
  cap = 30_000,
}: RetryOptions): number {
  const doubled = base * 2 ** Math.max(0, Math.min(attempt - 1, 60));
  const widest = Math.max(0, Math.min(cap, doubled));
  const share = random();
  const jitter = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1;
  return Math.min(longest, Math.round(jitter * widest));
}
