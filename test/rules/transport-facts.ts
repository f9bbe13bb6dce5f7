// Catalogs that break and keep rule 33.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "facts of HTTP in a catalog of another transport",
    text: `transport: other
errorsBelow400: never
statuses: { 404: { title: T } }
envelopes: { E: { code: /code, message: /msg, mediaType: a/b } }
${definitions(
  [
    "One",
    "code: [1, { code: 2, status: 404 }], status: 400, examples: [{ message: m, status: 400 }]",
  ],
  ["Two", "code: 3, match: { status: 500 }"],
  ["Three", "code: 3"],
)}`,
    expected: ["2:1", "3:1", "4:47", "6:31", "6:47", "6:85", "7:28"].map(
      (place) => `transport-fact ${place}`,
    ),
  },
  {
    what: "headers in a catalog of another transport",
    text: `transport: other
success: { "header:x-ok": "header:y" }
envelopes:
  E:
    code: [/code, "header:x-code"]
    message: /msg
    retryAfter: [{ at: "header:x-wait", unit: seconds, when: { "header:x-left": "0", /a: "header:b" } }]
${definitions([
  "One",
  "code: 1, body: { 'header:x-k': 'header:v' }, params: { a: { at: 'header:x-a', optional: true } }, message: 'header:x'",
])}`,
    expected: ["2:12", "5:19", "7:24", "7:64", "9:27", "9:74"].map(
      (place) => `transport-header ${place}`,
    ),
  },
  {
    what: "a transport that is none",
    text: `transport: websocket\n${definitions(["One", "code: 1"])}`,
    expected: ["not-one-of 1:12"],
  },
  {
    what: "another transport, and all of HTTP without one",
    text: `transport: other
${definitions(["One", "code: 1, examples: [{ body: { code: 1 }, scope: A }], scope: A"])}
scopes: [A]`,
    expected: [],
  },
  {
    what: "HTTP that says so",
    text: `transport: http\n${definitions(["One", "code: 1, status: 400"])}`,
    expected: [],
  },
];
