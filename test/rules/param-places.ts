// Catalogs that break and keep rule 11.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "params that are not in every message",
    text: definitions([
      "One",
      'code: 1, message: ["{a} {b}", "{a} {c}"], params: { a: { type: string }, b: { type: string }, c: { type: string, optional: true } }',
    ]),
    expected: ["param-without-place 2:83"],
  },
  {
    what: "params that are read from a message and are no texts or numbers",
    text: `schemas: { Flag: { type: boolean } }\n${definitions([
      "One",
      "code: 1, message: '{a} {b} {c} {d}', params: { a: { type: boolean }, b: {}, c: { $ref: '#/schemas/Flag' }, d: { enum: [a, null] } }",
    ])}`,
    expected: ["param-type 3:57", "param-type 3:79", "param-type 3:86", "param-type 3:117"],
  },
  {
    what: "params with a place",
    text: `schemas: { Word: { type: string } }\n${definitions([
      "One",
      "code: 1, message: '{a} {b} {c} {d}', params: { a: { type: integer }, b: { enum: [a, 1] }, c: { $ref: '#/schemas/Word' }, d: { at: /d, type: array }, e: { type: object }, f: { type: array, optional: true } }",
    ])}`,
    expected: [],
  },
];
