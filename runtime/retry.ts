// Whether and when a failed request may be retried: advice that moves no money twice.

import type { Effect, Retry } from "./facts.ts";
import { lengthOf, millisecondsOf, momentOf, type Wait } from "./waits.ts";

/** The facts of an error that decide; every exception has them, and so has the result of `identify…`. */
export interface RetryFacts extends Wait {
  readonly retry: Retry;
  readonly effect: Effect;
}

/** What the caller knows of its request. */
export interface RetryOptions {
  /** True if a retry of the very same request cannot do the operation twice: it only reads, or carries an idempotency key. */
  readonly idempotent: boolean;
  /** How many times the request was sent, 1 after the first. */
  readonly attempt: number;
  /** The time now, in milliseconds since 1970, for a server that says until when to wait. */
  readonly now: number;
  /** A number from 0 up to 1 for the jitter; `Math.random` by default. */
  readonly random?: (() => number) | undefined;
  /** The longest first wait in milliseconds, doubled with each attempt; 500 by default. */
  readonly base?: number | undefined;
  /** The longest wait of our own choice in milliseconds; 30,000 by default. A wait that the server asks for is kept whole. */
  readonly cap?: number | undefined;
  /** The longest wait in milliseconds that this process keeps if the server asks for it; one day by default. For a longer one the advice is not to retry. */
  readonly maxWait?: number | undefined;
  /** How many times the request may be sent in all; 5 by default. */
  readonly attempts?: number | undefined;
}

/** Whether to retry, after how many milliseconds, and why. */
export type RetryAdvice =
  | { readonly retry: true; readonly afterMs: number; readonly reason: string }
  | { readonly retry: false; readonly afterMs: undefined; readonly reason: string };

/** Advises on retrying a request: refuses if a retry cannot help or might do the operation twice; else waits as the server asks, or backs off with full jitter. Pure but for the random source. */
export function retryAdvice(error: RetryFacts, options: RetryOptions): RetryAdvice {
  const facts = readableFacts(error);
  const { retry, effect } = facts;
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
  const asked = askedMs(facts, options.now);
  if (asked !== undefined) return keptWait(asked, options.maxWait);
  return yes(backoff(options), "The same request can be repeated later.");
}

/** The facts of anything: what cannot be read counts as what must not be repeated. */
function readableFacts(error: RetryFacts): RetryFacts {
  try {
    const { retry, effect, retryAfter, retryAt } = error;
    return { retry, effect, retryAfter, retryAt };
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

/** Returns the later of a length of time and of a moment, as milliseconds from now; a moment in the past asks for nothing. */
function askedMs({ retryAfter, retryAt }: Wait, now: number): number | undefined {
  const seconds = lengthOf(retryAfter);
  const moment = momentOf(retryAt);
  const length = seconds === undefined ? -1 : millisecondsOf(seconds);
  const left = moment !== undefined && Number.isFinite(now) && moment > now ? moment - now : -1;
  const asked = Math.max(length, left);
  return asked < 0 ? undefined : Math.ceil(asked);
}

const oneDay = 86_400_000;

function keptWait(asked: number, maxWait = oneDay): RetryAdvice {
  if (asked <= Math.min(maxWait, longest)) return yes(asked, "The server says how long to wait.");
  const wait = `${Math.ceil(asked / 1000)} seconds`;
  return no(`Do not retry in this process: the server asks for a wait of ${wait}.`);
}

/** Returns a length of time that can be multiplied: the usual one for what is no number. */
function usable(given: number, usual: number): number {
  return Number.isNaN(given) ? usual : Math.max(0, Math.min(given, Number.MAX_SAFE_INTEGER));
}

function backoff({
  attempt,
  random = Math.random,
  base = 500,
  cap = 30_000,
}: RetryOptions): number {
  const doubled = usable(base, 500) * 2 ** Math.max(0, Math.min(attempt - 1, 60));
  const widest = Math.min(usable(cap, 30_000), doubled);
  const share = random();
  const jitter = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1;
  return Math.min(longest, Math.round(jitter * widest));
}
