// Catalogs that break and keep rule 46.

import { definitions, type RuleCase } from "./case.ts";

/** Gives a catalog part of envelopes, one a line from line 2, and definitions below. */
function carried(
  envelopes: readonly string[],
  ...entries: readonly (readonly [name: string, facts: string])[]
): string {
  const lines = envelopes.map((one) => `  ${one}`);
  return ["envelope: A", "envelopes:", ...lines, definitions(...entries)].join("\n");
}

const one =
  "A: { code: /code, message: /msg, params: { limit: { type: integer, optional: true } } }";

export const cases: readonly RuleCase[] = [
  {
    what: "a param whose type is another in its definition",
    text: carried(
      [one],
      ["Text", "code: 1, params: { limit: { type: string } }"],
      ["List", "code: 2, params: { limit: { enum: [[1]] } }"],
      ["Null", 'code: 3, params: { limit: { type: [string, "null"] } }'],
    ),
    expected: [
      "envelope-param-unused 3:46",
      ...["param-differs 5:30", "param-differs 6:30", "param-differs 7:30"],
    ],
  },
  {
    what: "two envelopes of one definition whose params differ",
    text: carried(
      [
        one,
        "B: { code: /no, when: { /b: 1 }, params: { limit: { type: string }, other: { at: /x } } }",
        "C: { code: /c, when: { /f: 1 }, params: { other: { type: string } } }",
      ],
      ["One", "code: 1, envelope: [A, B, C]"],
      ["Two", "code: 2, envelope: [B, A]"],
    ),
    expected: ["param-ambiguous 4:46", "param-ambiguous 5:45"],
  },
  {
    what: "params and a place that no definition has",
    text: carried(
      [
        one,
        "B: { code: /no, when: { /b: 1 }, params: { at: /details, limit: {} } }",
        "C: { code: /c, when: { /f: 1 }, params: { at: /details, own: { at: /x } } }",
      ],
      ["One", "code: 1, params: { limit: { type: integer } }"],
      ["Two", "code: 2, envelope: C, params: { p: { at: /p, optional: true } }"],
    ),
    expected: [
      ...["envelope-param-unused 3:46", "envelope-param-unused 4:46", "envelope-param-unused 4:60"],
      "envelope-param-unused 5:45",
    ],
  },
  {
    what: "a param that is in a hole of some messages",
    text: carried(
      ["A: { code: /code, message: /msg, params: { field: { type: object } } }"],
      ["One", "code: 1, message: ['{field} is wrong', Wrong.]"],
      ["Two", "code: 2, message: '{field} is missing'"],
    ),
    expected: ["param-without-place 3:46", "param-type 3:46"],
  },
  {
    what: "a param without a sample, and a hole that is none of them",
    text: carried(
      [
        "A: { code: /code, message: /msg, params: { field: { type: integer, minimum: 2, maximum: 1 } } }",
      ],
      ["One", "code: 1, message: 'of {feild}'"],
      ["Two", "code: 2"],
    ),
    expected: ["schema-invalid 3:91", "template-hole-unknown 5:28"],
  },
  {
    what: "an example without a param of its envelope",
    text: carried(
      ["A: { code: /code, message: /msg, params: { at: /in, field: { type: string } } }"],
      ["One", "code: 1, examples: [{ message: x }, { body: { code: 1, in: { field: f } } }]"],
    ),
    expected: ["example-body 5:30"],
  },
  {
    what: "params that agree",
    text: carried(
      [
        "A: { code: /code, message: /msg, params: { at: /details, limit: { type: number }, name: { type: string } } }",
        "B: { code: /no, message: /msg, when: { /b: 1 }, params: { limit: { type: number, description: D. } } }",
      ],
      ["One", "code: 1, envelope: [A, B], params: { limit: { type: integer, maximum: 5 } }"],
      ["Two", "code: 2, envelope: [A, B], message: '{name} is wrong'"],
      [
        "Three",
        "code: 3, params: { own: {} }, examples: [{ body: { code: 3, details: { own: 1, limit: 1, name: n } } }]",
      ],
    ),
    expected: [],
  },
];
