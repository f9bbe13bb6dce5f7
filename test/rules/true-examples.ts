// Catalogs that break and keep rule 14.

import { definitions, type RuleCase, twoEnvelopes } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "examples that are recognised as something else",
    text: definitions(
      ["One", "code: 1, examples: [{ body: { code: 2 } }, { body: { code: 9 }, status: 400 }]"],
      ["Two", "code: 2, examples: [{ body: { msg: a } }, { code: 1, message: a }]"],
      ["Three", "code: [3, 4], examples: [{ code: 4, body: { code: 3 } }]"],
    ),
    expected: [
      "example-untrue 2:30",
      "example-untrue 2:53",
      "example-untrue 3:30",
      "example-body 3:38",
      "example-untrue 3:52",
      "example-untrue 4:37",
    ],
  },
  {
    what: "examples that do not fit the body or the params",
    text: `envelopes:
  E: { code: /code, message: /msg, body: { required: [id], properties: { id: { type: string } } } }
${definitions([
  "One",
  "code: 1, message: 'at {n}', params: { n: { type: integer, maximum: 5 }, list: { type: array, at: /list, optional: true } }, examples: [{ message: at 3 }, { body: { code: 1, msg: at 9, id: a, list: b } }, { body: { code: 1, id: a } }]",
])}`,
    expected: [
      "example-body 4:145",
      "example-body 4:172",
      "example-body 4:172",
      "example-body 4:222",
    ],
  },
  {
    what: "bodies of another envelope",
    text: `envelopes:
  A: { code: /code, body: { required: [id], properties: { id: { type: string } } } }
  B: { code: /error/code, body: { required: [error], properties: { error: { type: object } } } }
envelope: A
${definitions(["One", "code: 1, envelope: [A, B], examples: [{ body: { error: { code: 1 } } }]"])}`,
    expected: ["example-body 6:56"],
  },
  {
    what: "nulls where an envelope locates something, and what nobody wrote a schema for",
    text: `envelopes: { E: { code: /code, message: /msg, requestId: /error/id } }
${definitions([
  "One",
  "code: 1, params: { a: { at: /a, type: string, optional: true }, b: { at: /b, type: 'null' } }, examples: [{ body: { code: 1, msg: null, error: null, a: null, b: null } }, { body: { code: 1, msg: 5, b: null } }]",
])}`,
    expected: ["example-body 3:189"],
  },
  {
    what: "a status that is not listed",
    text: definitions([
      "One",
      "code: 1, status: [400, 422], examples: [{ message: a, status: 409 }, { message: a }]",
    ]),
    expected: ["example-status 2:72"],
  },
  {
    what: "examples in envelopes that are none of their definition's",
    text: `envelope: One
${twoEnvelopes}
${definitions(
  ["Usual", "code: 1, examples: [{ message: a, envelope: Two }, { message: a, envelope: One }]"],
  ["Named", "code: 2, envelope: Two, examples: [{ body: { code: 2 }, envelope: One }]"],
  ["Both", "code: 3, envelope: [Two, One], examples: [{ message: a, envelope: One }]"],
  ["Matched", "code: 4, match: { envelope: Two }, examples: [{ message: a, envelope: Two }]"],
  ["Gone", "code: 5, envelope: Tow, examples: [{ message: a, envelope: Two }]"],
)}`,
    expected: ["example-envelope 6:56", "example-envelope 7:78", "unknown-reference 10:30"],
  },
  {
    what: "an example in an envelope where its definition has none yet",
    text: `${twoEnvelopes}
${definitions(["One", "code: 1, examples: [{ message: a, envelope: Two }]"])}`,
    expected: ["body-impossible 5:3"],
  },
  {
    what: "examples that are true",
    text: `success: { /code: 0 }
scopes: [A]
${definitions(
  [
    "One",
    "code: 1, match: { scope: A }, examples: [{ message: a }, { body: { code: '1' }, status: 500 }]",
  ],
  ["Two", "code: [1, 2], examples: [{ message: a }, { code: 2, message: b, headers: { X-A: b } }]"],
)}`,
    expected: [],
  },
];
