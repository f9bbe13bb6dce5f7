// Catalogs that break and keep rule 12.

import { definitions, type RuleCase, schema } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "unknown keywords and values of a wrong form",
    text: schema(
      "{ type: sting, requird: [a], minLength: -1, properties: { a: ~ }, oneOf: [], enum: x }",
    ),
    expected: [
      "schema-invalid 2:19",
      "schema-keyword 2:26",
      "schema-invalid 2:51",
      "schema-invalid 2:72",
      "schema-invalid 2:84",
      "schema-invalid 2:94",
    ],
  },
  {
    what: "references that lead out or nowhere",
    text: schema(
      '{ properties: { a: { $ref: "file:///etc/hosts" }, b: { $ref: "#/schemas/Sampel" }, c: { items: { $ref: "#" } } } }',
    ),
    expected: ["schema-ref 2:38", "unknown-reference 2:72", "schema-ref 2:114"],
  },
  {
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
    what: "bounds that leave nothing between them",
    text: schema(
      "{ properties: { a: { minimum: 2, maximum: 1 }, b: { minimum: 1, exclusiveMaximum: 1 }, c: { exclusiveMinimum: 1, maximum: 1 }, d: { exclusiveMinimum: 1, exclusiveMaximum: 0 }, e: { minLength: 2, maxLength: 1 }, f: { type: array, items: { minItems: 1, maxItems: 0 } } } }",
    ),
    expected: ["2:53", "2:93", "2:133", "2:182", "2:217", "2:272"].map(
      (place) => `schema-invalid ${place}`,
    ),
  },
  {
    what: "bounds that leave no integer between them",
    text: schema(
      '{ properties: { a: { type: integer, minimum: 1.2, maximum: 1.8 }, b: { type: [integer, "null"], exclusiveMinimum: 1, exclusiveMaximum: 2 }, c: { type: integer, minimum: 0, exclusiveMinimum: 0.5, maximum: 0.9, exclusiveMaximum: 7 }, d: { type: [integer], minimum: 3, maximum: 2 } } }',
    ),
    expected: ["2:70", "2:146", "2:215", "2:286"].map((place) => `schema-invalid ${place}`),
  },
  {
    what: "bounds that leave one value between them",
    text: schema(
      "{ properties: { a: { minimum: 1, maximum: 1 }, b: { exclusiveMinimum: 1, exclusiveMaximum: 1.5 }, c: { type: integer, exclusiveMinimum: 1, exclusiveMaximum: 3 }, d: { type: integer, minimum: 1.2, maximum: 2 }, e: { type: [number, integer], minimum: 1.2, maximum: 1.8 }, f: { type: integer, minimum: -0.5, maximum: 0.5 }, g: { minLength: 1, maxLength: 1, minItems: 0, maxItems: 0 }, h: { type: integer, exclusiveMinimum: 9007199254740990, maximum: 9007199254740991 } } }",
    ),
    expected: [],
  },
  {
    what: "constants and values outside of the bounds beside them",
    text: schema(
      "{ properties: { a: { const: 5, maximum: 3 }, b: { type: string, maxLength: 2, enum: [ab, abc] }, c: { const: a, enum: [b] }, d: { const: a, enum: [b, a] } } }",
    ),
    expected: ["schema-sample 2:39", "schema-sample 2:100", "schema-sample 2:120"],
  },
  {
    what: "samples that do not fit",
    text: schema(
      "{ properties: { a: { type: integer, minimum: 2, maximum: 1, examples: [3] }, b: { type: string, examples: [b, 1] } }, examples: [{ b: 2 }] }",
    ),
    expected: ["schema-invalid 2:68"],
  },
  {
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
    what: "schemas with all keywords, and properties that are named as keywords",
    text: schema(
      '{ type: object, title: T, description: D, required: [minLength], additionalProperties: false, properties: { minLength: { type: [integer, "null"], exclusiveMinimum: 0, maximum: 5, examples: [1, ~] }, $ref: { type: array, items: { const: ~ }, maxItems: 1 } }, examples: [{ minLength: 1, $ref: [~] }] }',
    ),
    expected: [],
  },
  {
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
];
