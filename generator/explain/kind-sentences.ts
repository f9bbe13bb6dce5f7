// What each kind of error says, in a sentence.

import type { Kind } from "../catalog/catalog.ts";

/** The kinds, each with what it says. */
export const kindSentences: Readonly<Record<Kind, string>> = {
  "invalid-argument": "The request itself is wrong, whatever the state of the system is.",
  unauthenticated: "The caller did not prove who it is.",
  "permission-denied": "The caller may not do this.",
  "not-found": "What the request names does not exist.",
  "already-exists": "What the request would create exists, perhaps by an earlier attempt.",
  conflict: "Another request is in the way.",
  "failed-precondition": "The system is not in the state that the operation needs.",
  "rate-limited": "Too many requests in a short time.",
  "quota-exceeded": "A limit over a longer time, or of a plan, is used up.",
  "insufficient-funds": "The balance is too low for the operation.",
  declined: "A third party or a policy refused the operation.",
  unsupported: "The operation is not offered here.",
  unavailable: "The service cannot answer now.",
  timeout: "The service did not answer in time.",
  cancelled: "The caller, or a proxy, gave the request up.",
  internal: "Something failed inside the service.",
  unknown: "Nothing tells what happened.",
};
