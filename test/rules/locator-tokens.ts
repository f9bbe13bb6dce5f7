// Catalogs that break and keep rule 42.

import { definitions, type RuleCase } from "./case.ts";

const bad = ["Bad", "code: 1"] as const;

export const cases: readonly RuleCase[] = [
  {
    what: "numbers that are no index",
    text: `success: { /a/100: 0 }
envelopes: { E: { code: [/errors/00/code, /errors/-1/code], message: /errors/*/1000/message, when: { /x/007: 1 } } }
${definitions(["Bad", "code: 1, params: { a: { type: string, at: /errors/100/a, optional: true } }"])}`,
    expected: [
      ...["locator-token 1:12", "locator-token 2:26", "locator-token 2:43"],
      ...["locator-token 2:70", "locator-token 2:102", "locator-token 4:52"],
    ],
  },
  {
    what: "tokens of other languages",
    text: `envelopes: { E: { code: "/errors/[0]/code", message: "/errors/[a='b']/message", docsUrl: "/[*]/x", retryAfter: { at: "/?(@.a == 1)/b" } } }
${definitions(bad)}`,
    expected: [
      ...["locator-token 1:25", "locator-token 1:54", "locator-token 1:90"],
      "locator-token 1:118",
    ],
  },
  {
    what: "indices, and numbers that the body makes keys",
    text: `envelopes:
  E: { code: /errors/99/code, message: /status/404/message, body: { properties: { status: { type: object } } } }
  F: { code: [/list/0/code, /codes/0042], body: { properties: { codes: { $ref: "#/schemas/Map" } } } }
schemas: { Map: { additionalProperties: { type: string } } }
envelope: E
success: { /codes/0042: x }
${definitions(bad, ["Two", "code: [2, { code: 3, at: /codes/0042 }], envelope: F"])}`,
    expected: [],
  },
];
