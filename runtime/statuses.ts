// The facts that follow from an HTTP status and a kind if a catalog says nothing.

import type { CodeFacts, Effect, Kind, Retry } from "./facts.ts";
import { isOwn } from "./values.ts";

const kindByStatus: { readonly [status: number]: Kind } = {
  400: "invalid-argument",
  401: "unauthenticated",
  402: "failed-precondition",
  403: "permission-denied",
  404: "not-found",
  405: "unsupported",
  406: "unsupported",
  408: "timeout",
  409: "conflict",
  410: "not-found",
  412: "failed-precondition",
  413: "invalid-argument",
  414: "invalid-argument",
  415: "unsupported",
  416: "invalid-argument",
  422: "invalid-argument",
  423: "conflict",
  425: "failed-precondition",
  426: "unsupported",
  428: "failed-precondition",
  429: "rate-limited",
  431: "invalid-argument",
  451: "permission-denied",
  499: "cancelled",
  501: "unsupported",
  502: "unavailable",
  503: "unavailable",
  504: "timeout",
};

/** Returns the usual kind of an HTTP status (RFC 9110), `internal` for other 5xx and `unknown` for the rest. */
export function kindOfStatus(status: number | undefined): Kind {
  if (status === undefined) return "unknown";
  return kindByStatus[status] ?? (status >= 500 && status < 600 ? "internal" : "unknown");
}

/** Returns the retry advice that a kind has by default. */
export function retryOfKind(kind: Kind): Retry {
  switch (kind) {
    case "rate-limited":
    case "unavailable":
    case "timeout":
    case "internal":
      return "after-backoff";
    default:
      return "after-fix";
  }
}

/** Returns the effect that a kind has by default. */
export function effectOfKind(kind: Kind): Effect {
  switch (kind) {
    case "already-exists":
    case "unavailable":
    case "timeout":
    case "internal":
    case "cancelled":
    case "unknown":
      return "unknown";
    default:
      return "none";
  }
}

/** Returns the more careful of two pieces of advice: `never` before `after-fix` before `after-backoff`. */
export function carefulRetry(one: Retry, other: Retry): Retry {
  if (one === "never" || other === "never") return "never";
  return one === "after-fix" || other === "after-fix" ? "after-fix" : "after-backoff";
}

/** Returns the more careful of two effects: `unknown` before `none`. */
export function carefulEffect(one: Effect, other: Effect): Effect {
  return one === "unknown" ? one : other;
}

/** Returns the more careful advice and the more careful effect of two errors. */
export function careful(
  one: Pick<CodeFacts, "retry" | "effect">,
  other: Pick<CodeFacts, "retry" | "effect">,
): Pick<CodeFacts, "retry" | "effect"> {
  return {
    retry: carefulRetry(one.retry, other.retry),
    effect: carefulEffect(one.effect, other.effect),
  };
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
  declined: 400,
  unsupported: 400,
  unavailable: 503,
  timeout: 504,
  cancelled: 499,
  internal: 500,
  unknown: 500,
};

/** Checks whether a value is the word of a kind. */
export function isKind(value: unknown): value is Kind {
  return typeof value === "string" && isOwn(statusByKind, value);
}

/** Returns the HTTP status that answers with an error of a kind by default. */
export function statusOfKind(kind: Kind): number {
  return statusByKind[kind];
}
