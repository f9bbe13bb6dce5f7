// Sixty edits of one catalog, thirty that break callers and thirty that do not, with the changes that each must be told as.

import type { ChangeKind, Step } from "../../generator/diagnostics/change-entries.ts";

/** The catalog that is edited. */
export const base = `id: pay
title: Pay API
version: 1.4.2
prefix: Pay
codeType: mixed
scopes: [Spot, Futures]
schemas:
  Reason: { type: string, enum: [lost, stolen] }
  Detail: { type: object, required: [reason], properties: { reason: { $ref: "#/schemas/Reason" } } }
envelope: Standard
envelopes:
  Standard:
    code: /error/code
    message: /error/message
    requestId: header:x-request-id
  Legacy:
    code: /errno
    message: /errmsg
    when: { /ok: false }
statuses:
  404: { title: Not found., retry: never }
  5xx: { effect: unknown }
families:
  - { prefix: card_, kind: declined, retry: never }
definitions:
  InsufficientBalance:
    code: insufficient_balance
    kind: insufficient-funds
    summary: The balance is too low.
    status: [409, 422]
    params:
      limit: { type: integer, at: /error/limit, safe: true, optional: true }
      asset: { type: string, enum: [BTC, ETH], at: /error/asset }
      region: { type: string, optional: true }
  Busy:
    code: [busy, 5003]
    kind: unavailable
    summary: The service is busy.
    description: It recovers within minutes.
    status: 503
    operation: [createTransfer, cancelTransfer]
  CardDeclined:
    code:
      - declined
      - { code: do_not_honor, name: DoNotHonor, retry: never }
    kind: declined
    summary: The card was declined.
    envelope: [Standard, Legacy]
    body: { /error/type: card_error }
    params:
      reason: { $ref: "#/schemas/Reason", at: /error/reason, optional: true }
  Conflict:
    code: conflict
    kind: conflict
    summary: Another request changed the resource.
    effect: unknown
  DuplicateKey:
    code: conflict
    kind: already-exists
    summary: The key was used before.
    match: { message: The key was used before. }
    effect: unknown
  Expired:
    code: expired
    kind: failed-precondition
    summary: The quote expired.
    deprecated: { since: 1.2.0, reason: Quotes do not expire any more. }
  Gone:
    code: 4100
    kind: not-found
    summary: The resource is gone.
    status: 410
reserved:
  - { name: OldName, reason: It meant another thing. }
  - { code: old_code, reason: It meant another thing. }
  - { codes: { from: 9000, to: 9099 }, reason: A partner uses them. }
`;

/** An edit: what is replaced by what, and the changes that it makes, with their steps. */
export interface Edit {
  readonly what: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  readonly changes: readonly (readonly [kind: ChangeKind, step: Step])[];
  /** The sentence of the first change. */
  readonly says: string;
}

/** The text after an edit; what is replaced must be there once. */
export function edited(edits: Edit["edits"], text = base): string {
  return edits.reduce((now, [from, to]) => {
    if (now.split(from).length !== 2) throw new Error(`not there once: ${from}`);
    return now.replace(from, () => to);
  }, text);
}

const newDefinition = `  TooLarge:
    code: too_large
    kind: invalid-argument
    summary: The amount is too large.
`;

/** Edits that need a major version. */
export const breaking: readonly Edit[] = [
  {
    what: "a definition is renamed",
    edits: [["  InsufficientBalance:", "  BalanceTooLow:"]],
    changes: [["definition-renamed", "major"]],
    says: 'The definition "InsufficientBalance" is now called "BalanceTooLow".',
  },
  {
    what: "a definition is removed",
    edits: [
      [
        "  Gone:\n    code: 4100\n    kind: not-found\n    summary: The resource is gone.\n    status: 410\n",
        "",
      ],
    ],
    changes: [["definition-removed", "major"]],
    says: 'The definition "Gone" is gone.',
  },
  {
    what: "the code of a definition is replaced",
    edits: [["code: insufficient_balance", "code: balance_too_low"]],
    changes: [["code-changed", "major"]],
    says: 'The code of "InsufficientBalance" is now "balance_too_low", and was "insufficient_balance".',
  },
  {
    what: "one of several codes goes",
    edits: [["code: [busy, 5003]", "code: busy"]],
    changes: [["code-removed", "major"]],
    says: 'The definition "Busy" lost the code 5003.',
  },
  {
    what: "the JSON type of a code changes",
    edits: [["code: 4100", 'code: "4100"']],
    changes: [["code-type-changed", "major"]],
    says: 'The code 4100 of "Gone" is now "4100": its JSON type changed.',
  },
  {
    what: "the first code changes place",
    edits: [
      [
        "code: [busy, 5003]",
        "code: [{ code: 5003, name: Busy5003 }, { code: busy, name: Overloaded, summary: It is. }]",
      ],
    ],
    changes: [
      ["code-order-changed", "major"],
      ["member-renamed", "major"],
      ["text-changed", "patch"],
    ],
    says: 'The first code of "Busy" is now 5003, and was "busy".',
  },
  {
    what: "a code moves to another definition",
    edits: [
      ["code: [busy, 5003]", "code: busy"],
      ["code: 4100", "code: [4100, 5003]"],
    ],
    changes: [
      ["code-moved", "major"],
      ["member-renamed", "major"],
    ],
    says: 'The code 5003 now means "Gone", and meant "Busy".',
  },
  {
    what: "a code gets a second meaning",
    edits: [
      [
        "  Gone:\n",
        `${newDefinition.replace("too_large", "expired")}    match: { scope: Spot }\n  Gone:\n`,
      ],
    ],
    changes: [
      ["code-shared", "major"],
      ["definition-added", "minor"],
    ],
    says: 'The code "expired" of "Expired" can now mean "TooLarge", too.',
  },
  {
    what: "an enum member is renamed",
    edits: [["name: DoNotHonor", "name: NotHonored"]],
    changes: [["member-renamed", "major"]],
    says: 'The enum member of the code "do_not_honor" is now "NotHonored", and was "DoNotHonor".',
  },
  {
    what: "a kind changes",
    edits: [["kind: not-found", "kind: failed-precondition"]],
    changes: [["kind-changed", "major"]],
    says: 'The kind of "Gone" is now failed-precondition, and was not-found.',
  },
  {
    what: "a retry becomes less careful",
    edits: [["code: 4100\n", "code: 4100\n    retry: after-backoff\n"]],
    changes: [["retry-less-careful", "major"]],
    says: 'The retry of "Gone" is now after-backoff, and was after-fix, which is less careful.',
  },
  {
    what: "an effect becomes less careful",
    edits: [["    status: 503\n", "    status: 503\n    effect: none\n"]],
    changes: [["effect-less-careful", "major"]],
    says: 'The effect of "Busy" is now none, and was unknown, which is less careful.',
  },
  {
    what: "the retry of one code becomes less careful",
    edits: [["name: DoNotHonor, retry: never", "name: DoNotHonor, retry: after-fix"]],
    changes: [["retry-less-careful", "major"]],
    says: 'The retry of the code "do_not_honor" of "CardDeclined" is now after-fix, and was never, which is less careful.',
  },
  {
    what: "the retry of a status becomes less careful",
    edits: [["{ title: Not found., retry: never }", "{ title: Not found., retry: after-fix }"]],
    changes: [["retry-less-careful", "major"]],
    says: "The retry of the status 404 is now after-fix, and was never, which is less careful.",
  },
  {
    what: "the retry of a family goes",
    edits: [["kind: declined, retry: never }", "kind: declined }"]],
    changes: [["retry-less-careful", "major"]],
    says: 'The retry of the family "card_" is now the usual one, and was never, which is less careful.',
  },
  {
    what: "the status of answers changes",
    edits: [["status: [409, 422]", "status: [422, 409]"]],
    changes: [["answer-status-changed", "major"]],
    says: 'Answers with "InsufficientBalance" now have the status 422, and had 409.',
  },
  {
    what: "the envelope of answers changes",
    edits: [
      ["envelope: [Standard, Legacy]", "envelope: [Legacy, Standard]"],
      ["    body: { /error/type: card_error }\n", ""],
    ],
    changes: [
      ["answer-envelope-changed", "major"],
      ["constant-changed", "major"],
    ],
    says: 'Answers with "CardDeclined" now have the envelope "Legacy", and had "Standard".',
  },
  {
    what: "a match changes",
    edits: [
      ["match: { message: The key was used before. }", "match: { message: The key is known. }"],
    ],
    changes: [
      ["match-changed", "major"],
      ["text-changed", "patch"],
    ],
    says: 'What tells "DuplicateKey" apart from other meanings of its codes changed.',
  },
  {
    what: "a constant changes",
    edits: [["/error/type: card_error", "/error/type: card"]],
    changes: [["constant-changed", "major"]],
    says: 'The constants in bodies of "CardDeclined" changed.',
  },
  {
    what: "a param is removed",
    edits: [["      region: { type: string, optional: true }\n", ""]],
    changes: [["param-removed", "major"]],
    says: 'The definition "InsufficientBalance" lost the param "region".',
  },
  {
    what: "a param is renamed",
    edits: [["      limit: {", "      cap: {"]],
    changes: [["param-renamed", "major"]],
    says: 'The param "limit" of "InsufficientBalance" is now called "cap".',
  },
  {
    what: "a param changes its type",
    edits: [["limit: { type: integer", "limit: { type: string"]],
    changes: [["param-type-changed", "major"]],
    says: 'The type of the param "limit" of "InsufficientBalance" changed.',
  },
  {
    what: "a param becomes unsafe",
    edits: [["safe: true, optional: true }", "optional: true }"]],
    changes: [["param-unsafe", "major"]],
    says: 'The param "limit" of "InsufficientBalance" is not safe to log any more.',
  },
  {
    what: "a param moves",
    edits: [["at: /error/asset", "at: /error/details/asset"]],
    changes: [["param-moved", "major"]],
    says: 'The param "asset" of "InsufficientBalance" is put at another place.',
  },
  {
    what: "a required param comes",
    edits: [["      region: {", "      account: { type: string }\n      region: {"]],
    changes: [["required-param-added", "major"]],
    says: 'The definition "InsufficientBalance" has the new param "account", which is required.',
  },
  {
    what: "an envelope is renamed",
    edits: [
      ["  Legacy:", "  Old:"],
      ["[Standard, Legacy]", "[Standard, Old]"],
    ],
    changes: [["envelope-renamed", "major"]],
    says: 'The envelope "Legacy" is now called "Old".',
  },
  {
    what: "the place of a code changes",
    edits: [
      ["code: /error/code", "code: /error/type"],
      ["body: { /error/type: card_error }", "body: { /error/class: card_error }"],
    ],
    changes: [
      ["locator-changed", "major"],
      ["body-changed", "major"],
      ["constant-changed", "major"],
    ],
    says: 'The places for "code" of the envelope "Standard" changed.',
  },
  {
    what: "the conditions of an envelope change",
    edits: [["when: { /ok: false }", "when: { /ok: [false, 0] }"]],
    changes: [
      ["conditions-changed", "major"],
      ["body-changed", "major"],
    ],
    says: 'The conditions "when" of the envelope "Legacy" changed.',
  },
  {
    what: "the prefix changes",
    edits: [["prefix: Pay", "prefix: Payment"]],
    changes: [["prefix-changed", "major"]],
    says: 'The prefix is now "Payment", and was "Pay".',
  },
  {
    what: "a reservation goes",
    edits: [["  - { name: OldName, reason: It meant another thing. }\n", ""]],
    changes: [["reservation-removed", "major"]],
    says: 'The name "OldName" is not reserved any more.',
  },
];

/** Edits that need a minor version or a patch. */
export const safe: readonly Edit[] = [
  {
    what: "a definition comes",
    edits: [["  Gone:\n", `${newDefinition}  Gone:\n`]],
    changes: [["definition-added", "minor"]],
    says: 'The definition "TooLarge" is new.',
  },
  {
    what: "a code comes",
    edits: [["code: 4100", "code: [4100, 4101]"]],
    changes: [["code-added", "minor"]],
    says: 'The definition "Gone" has the new code 4101.',
  },
  {
    what: "a retry becomes more careful",
    edits: [["code: 4100\n", "code: 4100\n    retry: never\n"]],
    changes: [["retry-more-careful", "minor"]],
    says: 'The retry of "Gone" is now never, and was after-fix, which is more careful.',
  },
  {
    what: "an effect becomes more careful",
    edits: [["code: 4100\n", "code: 4100\n    effect: unknown\n"]],
    changes: [["effect-more-careful", "minor"]],
    says: 'The effect of "Gone" is now unknown, and was none, which is more careful.',
  },
  {
    what: "the effect of one code becomes more careful",
    edits: [["name: DoNotHonor, retry: never", "name: DoNotHonor, retry: never, effect: unknown"]],
    changes: [["effect-more-careful", "minor"]],
    says: 'The effect of the code "do_not_honor" of "CardDeclined" is now unknown, and was none, which is more careful.',
  },
  {
    what: "the retry of a status becomes more careful",
    edits: [["5xx: { effect: unknown }", "5xx: { effect: unknown, retry: never }"]],
    changes: [
      ["retry-more-careful", "minor"],
      ["retry-more-careful", "minor"],
    ],
    says: "The retry of the status 5xx is now never, and was the usual one, which is more careful.",
  },
  {
    what: "a status comes",
    edits: [["status: 410", "status: [410, 404]"]],
    changes: [
      ["retry-more-careful", "minor"],
      ["statuses-changed", "minor"],
    ],
    says: 'The retry of "Gone" is now never, and was after-fix, which is more careful.',
  },
  {
    what: "a status goes",
    edits: [["status: [409, 422]", "status: 409"]],
    changes: [["statuses-changed", "minor"]],
    says: 'The statuses of "InsufficientBalance" are now 409, and were 409, 422.',
  },
  {
    what: "an operation comes",
    edits: [["[createTransfer, cancelTransfer]", "[createTransfer, cancelTransfer, getTransfer]"]],
    changes: [["limits-changed", "minor"]],
    says: 'The operations of "Busy" are now createTransfer, cancelTransfer, getTransfer, and were createTransfer, cancelTransfer.',
  },
  {
    what: "a scope comes",
    edits: [["code: 4100\n", "code: 4100\n    scope: Futures\n"]],
    changes: [["limits-changed", "minor"]],
    says: 'The scopes of "Gone" are now Futures, and were all.',
  },
  {
    what: "a further envelope comes",
    edits: [["    status: 410\n", "    status: 410\n    envelope: [Standard, Legacy]\n"]],
    changes: [["envelopes-changed", "minor"]],
    says: 'The envelopes of "Gone" are now Standard, Legacy, and were Standard.',
  },
  {
    what: "a constant comes",
    edits: [
      [
        "body: { /error/type: card_error }",
        "body: { /error/type: card_error, /error/domain: cards }",
      ],
    ],
    changes: [["constant-added", "minor"]],
    says: 'Bodies of "CardDeclined" have new constants.',
  },
  {
    what: "a definition is deprecated",
    edits: [
      [
        "    status: 410\n",
        "    status: 410\n    deprecated: { since: 1.4.2, reason: Nothing is deleted. }\n",
      ],
    ],
    changes: [["deprecated", "minor"]],
    says: 'The definition "Gone" is deprecated.',
  },
  {
    what: "a deprecation is withdrawn",
    edits: [["    deprecated: { since: 1.2.0, reason: Quotes do not expire any more. }\n", ""]],
    changes: [["deprecation-withdrawn", "patch"]],
    says: 'The definition "Expired" is not deprecated any more.',
  },
  {
    what: "a summary changes",
    edits: [["summary: The resource is gone.", "summary: The resource was deleted."]],
    changes: [["text-changed", "patch"]],
    says: 'The summary of "Gone" changed.',
  },
  {
    what: "a description and an advice change",
    edits: [["It recovers within minutes.", "It recovers soon.\n    resolution: Retry later."]],
    changes: [["text-changed", "patch"]],
    says: 'The description and resolution of "Busy" changed.',
  },
  {
    what: "a message comes",
    edits: [["code: 4100\n", "code: 4100\n    message: Gone for good.\n"]],
    changes: [["text-changed", "patch"]],
    says: 'The message of "Gone" changed.',
  },
  {
    what: "a translation comes",
    edits: [["code: 4100\n", "code: 4100\n    translations: { de: Es ist weg. }\n"]],
    changes: [["text-changed", "patch"]],
    says: 'The translations of "Gone" changed.',
  },
  {
    what: "an example comes",
    edits: [["code: 4100\n", "code: 4100\n    examples: [{ message: It is gone. }]\n"]],
    changes: [["text-changed", "patch"]],
    says: 'The examples of "Gone" changed.',
  },
  {
    what: "the title of the catalog changes",
    edits: [["title: Pay API", "title: Payments API"]],
    changes: [["text-changed", "patch"]],
    says: "The title of the catalog changed.",
  },
  {
    what: "the text of a status changes",
    edits: [["title: Not found.", "title: It was not found."]],
    changes: [["text-changed", "patch"]],
    says: "The title of the status 404 changed.",
  },
  {
    what: "the text of an envelope changes",
    edits: [["  Legacy:\n", "  Legacy:\n    description: Of old servers.\n"]],
    changes: [["text-changed", "patch"]],
    says: 'The description of the envelope "Legacy" changed.',
  },
  {
    what: "an optional param comes",
    edits: [
      ["      region: {", "      account: { type: string, optional: true }\n      region: {"],
    ],
    changes: [["param-added", "minor"]],
    says: 'The definition "InsufficientBalance" has the new param "account", which is optional.',
  },
  {
    what: "a param has a further value",
    edits: [["enum: [BTC, ETH]", "enum: [BTC, ETH, XMR]"]],
    changes: [["param-values-added", "minor"]],
    says: 'The param "asset" of "InsufficientBalance" can have more values.',
  },
  {
    what: "a param becomes safe",
    edits: [["at: /error/asset", "at: /error/asset, safe: true"]],
    changes: [["param-safe", "minor"]],
    says: 'The param "asset" of "InsufficientBalance" is now safe to log.',
  },
  {
    what: "a param has a further place",
    edits: [["at: /error/asset", "at: [/error/asset, /error/coin]"]],
    changes: [["param-place-added", "minor"]],
    says: 'The param "asset" of "InsufficientBalance" has a further place.',
  },
  {
    what: "an envelope comes",
    edits: [["  Legacy:\n", "  Modern:\n    code: /code\n    when: { /v: 2 }\n  Legacy:\n"]],
    changes: [["envelope-added", "minor"]],
    says: 'The envelope "Modern" is new.',
  },
  {
    what: "a fact of an envelope has a further place",
    edits: [
      ["requestId: header:x-request-id", "requestId: [header:x-request-id, header:x-trace-id]"],
    ],
    changes: [["locator-added", "minor"]],
    says: 'The envelope "Standard" has a further place for "requestId".',
  },
  {
    what: "a schema has a further value",
    edits: [["enum: [lost, stolen]", "enum: [lost, stolen, expired]"]],
    changes: [["schema-extended", "minor"]],
    says: 'The schema "Reason" has more fields or values.',
  },
  {
    what: "a schema comes",
    edits: [["  Detail: {", "  Amount: { type: integer }\n  Detail: {"]],
    changes: [["schema-added", "minor"]],
    says: 'The schema "Amount" is new.',
  },
];
