// Catalogs that break and keep rule 13.

import { definitions, type RuleCase, twoEnvelopes } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a definition without an envelope among several",
    text: `${twoEnvelopes}\n${definitions(["One", "code: 1"], ["Two", "code: 2, envelope: Two"], ["Three", "code: 3, match: { envelope: One }"])}`,
    expected: ["body-impossible 5:3"],
  },
  {
    what: "envelopes without a place for the code or the message",
    text: `envelope: Headers
envelopes:
  Headers: { code: "header:x-code" }
  Silent: { code: /code }
${definitions(["One", "code: 1"], ["Two", "code: 2, envelope: Silent, examples: [{ message: a }, { body: { code: 2 } }]"])}`,
    expected: ["body-impossible 3:20", "body-impossible 7:48"],
  },
  {
    what: "a body whose schema is a reference",
    text: `schemas: { Body: { $ref: "#/schemas/Inner" }, Inner: { type: object, properties: { code: {} } } }
envelopes: { E: { code: /code, message: /msg, body: { $ref: "#/schemas/Body" } } }
${definitions(["One", "code: 1, examples: [{ message: a }, { body: { code: 1 } }]"], ["Two", "code: 2"])}`,
    expected: [],
  },
  {
    what: "a body whose schema has the code in one choice of several",
    text: `envelopes: { E: { code: /error/code, message: /error/text, body: { properties: { error: { oneOf: [{ type: "null" }, { $ref: "#/schemas/Coded" }] } } } } }
schemas: { Coded: { oneOf: [{ type: string }, { properties: { code: {}, text: {} } }] } }
${definitions(["One", "code: 1, examples: [{ message: a }]"], ["Two", "code: 2"])}`,
    expected: [],
  },
  {
    what: "a body whose schema hides the code in a choice or a constant",
    text: `envelope: E
envelopes:
  E: { code: /error/code, message: /msg, body: { properties: { error: { oneOf: [{ properties: { kode: {} } }] } } } }
  F: { code: /fault/code, body: { required: [fault], properties: { fault: { const: { code: 5 } } } } }
${definitions(
  ["One", "code: 1, examples: [{ message: a }, { body: { error: { code: 1 } } }]"],
  ["Two", "code: 2"],
  ["Three", "code: 3, examples: [{ body: { error: { code: 3 } } }]"],
  ["Four", "code: 4, match: { body: { /error/code: 4 } }"],
  ["Five", "code: 5, envelope: F"],
  ["Six", "code: 6, params: { all: { at: /error, type: object } }"],
)}`,
    expected: [
      ...["body-impossible 6:3", "body-impossible 6:30", "body-impossible 7:3"],
      ...["body-impossible 8:3", "body-impossible 10:3"],
    ],
  },
  {
    what: "codes that are to be put where nothing reads them, and at no place",
    text: `envelopes: { E: { code: [/error/code, /errors/*/code], message: /msg } }
${definitions(
  ["One", "code: [1, { code: 2, at: /error }, { code: 3, at: /errors/*/code }]"],
  ["Two", "code: 4, at: /error/code"],
  ["Three", "code: [{ code: 5, at: code }, { code: 6, at: [/error/code] }]"],
)}`,
    expected: ["code-place 3:35", "unknown-property 4:19", "bad-form 5:34", "wrong-type 5:57"],
  },
  {
    what: "a key that nobody knows on the way to the code",
    text: `envelopes: { E: { code: /data/*/errors/*/code, message: /data/*/errors/*/text, body: { properties: { data: { type: object } } } } }
${definitions(
  ["One", "code: one"],
  ["Two", "code: two, examples: [{ body: { data: { a: { errors: [{}, { code: two }] } } } }]"],
  ["Three", "code: three, examples: [{ message: a }]"],
)}`,
    expected: ["body-unplaced 3:3", "body-unplaced 5:3", "body-impossible 5:36"],
  },
  {
    what: "conditions that leave no place for the code, and a body that somebody left open",
    text: `envelope: E
envelopes:
  E: { code: /error/code, message: /msg, when: { /error: { present: false } } }
  F: { code: /errors/*/code, message: /errors/*/text, body: { properties: { errors: {} } } }
${definitions(["One", "code: 1"], ["Two", "code: 2, envelope: F, examples: [{ message: a }]"])}`,
    expected: ["body-impossible 6:3"],
  },
  {
    what: "an envelope of the catalog's own",
    text: `envelope: Two\n${twoEnvelopes}\n${definitions(["One", "code: 1, examples: [{ message: a }]"])}`,
    expected: [],
  },
];
