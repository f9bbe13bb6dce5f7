// Catalogs on references, templates, params, schemas and bodies: rules 9 to 13.

import { definitions, invalid, type RuleCase, schema, twoEnvelopes } from "./case.ts";

/** What breaks and keeps the rules 9 to 13. */
export const textCases: readonly RuleCase[] = [
  {
    rule: 9,
    what: "unknown names everywhere",
    text: `scopes: [Spot]
sources: { api: { title: A, url: "https://a.b" } }
envelope: Res
envelopes: { Rest: { code: /code, message: /msg } }
statuses: { 404: { title: A, source: apa } }
definitions:
  One:
    code: [1, { code: 2, source: x-y, deprecated: { since: 1.0.0, reason: R., use: Too } }]
    ${invalid.replace(", ", "\n    ")}
    scope: [Spot, spot]
    envelope: Rests
    source: api
    examples: [{ message: a, envelope: No, scope: No, source: no }]
    deprecated: { since: 1.0.0, reason: R., use: Two }
  Two: { code: 3, ${invalid}, match: { scope: Futures, envelope: Rests } }`,
    expected: [
      ...["3:11", "5:38", "8:34", "8:84", "11:19", "12:15", "14:40", "14:51", "14:63"],
      ...["16:84", "16:103"],
    ].map((place) => `unknown-reference ${place}`),
  },
  {
    rule: 9,
    what: "names that are declared and never used",
    text: `scopes: [Spot, Futures]
sources: { api: { title: A, url: "https://a.b" }, old: { title: A, url: "https://a.b" } }
schemas:
  Used: { type: object, properties: { a: { $ref: "#/schemas/Deeper" } } }
  Deeper: { type: string }
  Lonely: { properties: { a: { $ref: "#/schemas/Lonely" } } }
${definitions(["One", "code: 1, source: api, scope: Spot, params: { a: { $ref: '#/schemas/Used', at: /a } }"])}`,
    expected: ["unused 1:16", "unused 2:51", "unused 6:3"],
  },
  {
    rule: 9,
    what: "names that are known",
    text: `scopes: [constructor]
sources: { to-string: { title: A, url: "https://a.b" } }
statuses: { 404: { title: A, source: to-string } }
${definitions(["One", "code: 1, match: { scope: constructor }, envelope: E"], ["Two", "code: 1, deprecated: { since: 1.0.0, reason: R., use: One }"])}`,
    expected: [],
  },

  {
    rule: 10,
    what: "braces and holes that touch",
    text: definitions(
      ["One", 'code: 1, message: "a {b c} d", match: { status: 400 }'],
      ["Two", 'code: 2, message: ["fine", "{}{}"], translations: { de: "}" }'],
    ),
    expected: ["template-syntax 2:28", "template-holes-touch 3:37", "template-syntax 3:66"],
  },
  {
    rule: 10,
    what: "holes that nobody knows",
    text: definitions(
      ["One", 'code: 1, message: "a {feild} b {}", params: { field: { type: string, at: /f } }'],
      ["Two", 'code: 2, match: { message: "a {x}" }'],
      ["Rest", 'code: 2, message: "{}!", translations: { de: "{}", fr: "{} {x}" }'],
    ),
    expected: [
      "template-hole-unknown 2:28",
      "template-hole-unknown 3:37",
      "template-hole-unknown 4:66",
    ],
  },
  {
    rule: 10,
    what: "templates with holes and braces",
    text: definitions([
      "One",
      'code: 1, message: ["{{0,34}} {field} is {}", "{field}"], translations: { de: "{} {field}" }, params: { field: { type: string } }',
    ]),
    expected: [],
  },

  {
    rule: 11,
    what: "params that are not in every message",
    text: definitions([
      "One",
      'code: 1, message: ["{a} {b}", "{a} {c}"], params: { a: { type: string }, b: { type: string }, c: { type: string, optional: true } }',
    ]),
    expected: ["param-without-place 2:83"],
  },
  {
    rule: 11,
    what: "params that are read from a message and are no texts or numbers",
    text: `schemas: { Flag: { type: boolean } }\n${definitions([
      "One",
      "code: 1, message: '{a} {b} {c} {d}', params: { a: { type: boolean }, b: {}, c: { $ref: '#/schemas/Flag' }, d: { enum: [a, null] } }",
    ])}`,
    expected: ["param-type 3:57", "param-type 3:79", "param-type 3:86", "param-type 3:117"],
  },
  {
    rule: 11,
    what: "params with a place",
    text: `schemas: { Word: { type: string } }\n${definitions([
      "One",
      "code: 1, message: '{a} {b} {c} {d}', params: { a: { type: integer }, b: { enum: [a, 1] }, c: { $ref: '#/schemas/Word' }, d: { at: /d, type: array }, e: { type: object }, f: { type: array, optional: true } }",
    ])}`,
    expected: [],
  },

  {
    rule: 12,
    what: "unknown keywords and values of a wrong form",
    text: schema(
      "{ type: sting, requird: [a], minLength: -1, properties: { a: ~ }, oneOf: [], enum: x }",
    ),
    expected: [
      "schema-invalid 2:19",
      "schema-keyword 2:26",
      "schema-invalid 2:51",
      "schema-invalid 2:67",
      "schema-invalid 2:84",
      "schema-invalid 2:94",
    ],
  },
  {
    rule: 12,
    what: "references that lead out or nowhere",
    text: schema(
      '{ properties: { a: { $ref: "file:///etc/hosts" }, b: { $ref: "#/schemas/Sampel" }, c: { items: { $ref: "#" } } } }',
    ),
    expected: ["schema-ref 2:38", "unknown-reference 2:72", "schema-ref 2:114"],
  },
  {
    rule: 12,
    what: "circles without anything between",
    text: `schemas:
  A: { oneOf: [{ $ref: "#/schemas/B" }, { type: string }] }
  B: { $ref: "#/schemas/A" }
  C: { properties: { c: { $ref: "#/schemas/C" } } }
  D: { $ref: "#/schemas/D", examples: [1] }
${definitions(["Bad", "code: 1, params: { a: { $ref: '#/schemas/A', at: /a }, c: { $ref: '#/schemas/C', at: /c }, d: { $ref: '#/schemas/D', at: /d } }"])}`,
    expected: ["schema-cycle 2:3", "schema-cycle 5:3"],
  },
  {
    rule: 12,
    what: "more choices than can be tried",
    text: `schemas:
${Array.from({ length: 12 }, (_, i) => `  S${i}: { oneOf: [{ $ref: "#/schemas/S${i + 1}" }, { $ref: "#/schemas/S${i + 1}" }] }`).join("\n")}
  S12: { type: string, examples: [1] }
${definitions(["Bad", "code: 1, params: { a: { $ref: '#/schemas/S0', at: /a } }"])}`,
    expected: [
      ...["2:3", "3:3", "4:3", "5:3", "6:3", "16:29"].map((place) => `schema-invalid ${place}`),
    ],
  },
  {
    rule: 12,
    what: "bounds that leave nothing between them",
    text: schema(
      "{ properties: { a: { minimum: 2, maximum: 1 }, b: { minimum: 1, exclusiveMaximum: 1 }, c: { exclusiveMinimum: 1, maximum: 1 }, d: { exclusiveMinimum: 1, exclusiveMaximum: 0 }, e: { minLength: 2, maxLength: 1 }, f: { type: array, items: { minItems: 1, maxItems: 0 } } } }",
    ),
    expected: ["2:53", "2:93", "2:133", "2:182", "2:217", "2:272"].map(
      (place) => `schema-invalid ${place}`,
    ),
  },
  {
    rule: 12,
    what: "bounds that leave no integer between them",
    text: schema(
      '{ properties: { a: { type: integer, minimum: 1.2, maximum: 1.8 }, b: { type: [integer, "null"], exclusiveMinimum: 1, exclusiveMaximum: 2 }, c: { type: integer, minimum: 0, exclusiveMinimum: 0.5, maximum: 0.9, exclusiveMaximum: 7 }, d: { type: [integer], minimum: 3, maximum: 2 } } }',
    ),
    expected: ["2:70", "2:146", "2:215", "2:286"].map((place) => `schema-invalid ${place}`),
  },
  {
    rule: 12,
    what: "bounds that leave one value between them",
    text: schema(
      "{ properties: { a: { minimum: 1, maximum: 1 }, b: { exclusiveMinimum: 1, exclusiveMaximum: 1.5 }, c: { type: integer, exclusiveMinimum: 1, exclusiveMaximum: 3 }, d: { type: integer, minimum: 1.2, maximum: 2 }, e: { type: [number, integer], minimum: 1.2, maximum: 1.8 }, f: { type: integer, minimum: -0.5, maximum: 0.5 }, g: { minLength: 1, maxLength: 1, minItems: 0, maxItems: 0 }, h: { type: integer, exclusiveMinimum: 9007199254740990, maximum: 9007199254740991 } } }",
    ),
    expected: [],
  },
  {
    rule: 12,
    what: "constants and values outside of the bounds beside them",
    text: schema(
      "{ properties: { a: { const: 5, maximum: 3 }, b: { type: string, maxLength: 2, enum: [ab, abc] }, c: { const: a, enum: [b] }, d: { const: a, enum: [b, a] } } }",
    ),
    expected: ["schema-sample 2:39", "schema-sample 2:100", "schema-sample 2:120"],
  },
  {
    rule: 12,
    what: "samples that do not fit",
    text: schema(
      "{ properties: { a: { type: integer, minimum: 2, maximum: 1, examples: [3] }, b: { type: string, examples: [b, 1] } }, examples: [{ b: 2 }] }",
    ),
    expected: ["schema-invalid 2:68"],
  },
  {
    rule: 12,
    what: "samples, constants and values that do not fit",
    text: schema(
      "{ properties: { a: { type: integer, const: x }, b: { type: string, examples: [b, 1], enum: [b, 1] } }, examples: [{ b: 2 }] }",
    ),
    expected: [
      "schema-sample 2:54",
      "schema-sample 2:92",
      "schema-sample 2:106",
      "schema-sample 2:125",
    ],
  },
  {
    rule: 12,
    what: "schemas with all keywords, and properties that are named as keywords",
    text: schema(
      '{ type: object, title: T, description: D, required: [minLength], additionalProperties: false, properties: { minLength: { type: [integer, "null"], exclusiveMinimum: 0, maximum: 5, examples: [1, ~] }, $ref: { type: array, items: { const: ~ }, maxItems: 1 } }, examples: [{ minLength: 1, $ref: [~] }] }',
    ),
    expected: [],
  },
  {
    rule: 12,
    what: "a choice of which the sample that is made fits too many",
    text: definitions(
      ["Bad", "code: 1, params: { a: { at: /a, oneOf: [{ type: integer }, { type: number }] } }"],
      [
        "Good",
        "code: 2, params: { a: { at: /a, oneOf: [{ type: integer }, { type: number }], examples: [1.5] } }",
      ],
    ),
    expected: ["schema-sample 2:29"],
  },
  {
    rule: 12,
    what: "schemas that no value fits, where a sample is made of them",
    text: `schemas:
  X: { type: object, required: [x], properties: { x: { $ref: "#/schemas/X" } } }
  N: { type: array, minItems: 1, items: { $ref: "#/schemas/M" } }
  M: { type: object, required: [n], properties: { n: { $ref: "#/schemas/N" } } }
  Fine: { oneOf: [{ $ref: "#/schemas/X" }, { type: array, items: { $ref: "#/schemas/X" } }] }
envelopes: { E: { code: /code, body: { type: object, required: [n], properties: { code: {}, n: { $ref: "#/schemas/N" } } } } }
${definitions(["Bad", "code: 1, params: { a: { $ref: '#/schemas/X', at: /a }, b: { type: array, minItems: 2, items: { $ref: '#/schemas/X' }, at: /b }, c: { $ref: '#/schemas/Fine', at: /c } }"])}`,
    expected: ["schema-endless 2:3", "schema-endless 4:3"],
  },
  {
    rule: 12,
    what: "schemas whose samples are too large",
    text: `schemas:
${Array.from({ length: 22 }, (_, i) => `  S${i}: { type: object, required: [a, b], properties: { a: { $ref: "#/schemas/S${i + 1}" }, b: { $ref: "#/schemas/S${i + 1}" } } }`).join("\n")}
  S22: { type: integer }
envelopes:
  E: { code: /code, body: { type: object, required: [e], properties: { e: { minLength: 10001 } } } }
${definitions(["Bad", `code: 1, params: { ${["a: { $ref: '#/schemas/S0'", "b: { type: array, minItems: 100000000", "c: { type: array, minItems: 1000, items: { type: array, minItems: 1000 }", "d: { minLength: 4000000000", "e: { minLength: 9999"].map((one) => `${one}, at: /p }`).join(", ")} }`])}`,
    expected: ["15:3", "26:21", "28:66", "28:115", "28:199"].map(
      (place) => `schema-sample-large ${place}`,
    ),
  },

  {
    rule: 13,
    what: "a definition without an envelope among several",
    text: `${twoEnvelopes}\n${definitions(["One", "code: 1"], ["Two", "code: 2, envelope: Two"], ["Three", "code: 3, match: { envelope: One }"])}`,
    expected: ["body-impossible 5:3"],
  },
  {
    rule: 13,
    what: "envelopes without a place for the code or the message",
    text: `envelope: Headers
envelopes:
  Headers: { code: "header:x-code" }
  Silent: { code: /code }
${definitions(["One", "code: 1"], ["Two", "code: 2, envelope: Silent, examples: [{ message: a }, { body: { code: 2 } }]"])}`,
    expected: ["body-impossible 3:20", "body-impossible 7:48"],
  },
  {
    rule: 13,
    what: "a body whose schema is a reference",
    text: `schemas: { Body: { $ref: "#/schemas/Inner" }, Inner: { type: object, properties: { code: {} } } }
envelopes: { E: { code: /code, message: /msg, body: { $ref: "#/schemas/Body" } } }
${definitions(["One", "code: 1, examples: [{ message: a }, { body: { code: 1 } }]"], ["Two", "code: 2"])}`,
    expected: [],
  },
  {
    rule: 13,
    what: "a body whose schema has the code in one choice of several",
    text: `envelopes: { E: { code: /error/code, message: /error/text, body: { properties: { error: { oneOf: [{ type: "null" }, { $ref: "#/schemas/Coded" }] } } } } }
schemas: { Coded: { oneOf: [{ type: string }, { properties: { code: {}, text: {} } }] } }
${definitions(["One", "code: 1, examples: [{ message: a }]"], ["Two", "code: 2"])}`,
    expected: [],
  },
  {
    rule: 13,
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
    rule: 13,
    what: "an envelope of the catalog's own",
    text: `envelope: Two\n${twoEnvelopes}\n${definitions(["One", "code: 1, examples: [{ message: a }]"])}`,
    expected: [],
  },
];
