// Catalogs that break and keep rule 32.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "keys that Faultbook writes",
    text: `x-catalog: 1
x-FaultBook-own: 1
envelopes: { E: { code: /code, x-envelope: 1 } }
${definitions(["One", "code: 1, x-retry: 1, x-enum-varnames: 1"])}`,
    expected: [
      "extension-taken 1:1",
      "extension-taken 2:1",
      "extension-taken 3:32",
      "extension-taken 5:19",
      "extension-taken 5:31",
    ],
  },
  {
    what: "keys that begin with x- in other places, and other keys",
    text: `statuses: { 404: { title: T, x-a: 1 } }
${definitions(["One", "code: 1, x-: 1, 'x-a b': 1, X-a: 1, match: { x-a: 1 }"])}`,
    expected: [
      "extension-key 1:30",
      "extension-key 3:19",
      "extension-key 3:26",
      "unknown-property 3:38",
      "extension-key 3:55",
    ],
  },
  {
    what: "keys of the author's own",
    text: `x-a: { b: [1, { c: ~ }] }
envelopes: { E: { code: /code, x-a: ~, tags: [a] } }
tags: [a/b, c:d]
${definitions(["One", "code: 1, x-a.b_C-d: [x-retry], tags: [a], x-retries: 1"])}`,
    expected: [],
  },
];
