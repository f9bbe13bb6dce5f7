// Catalogs that break and keep rule 41.

import { definitions, type RuleCase } from "./case.ts";

const envelope = `envelopes:
  E: { code: [/error/inner, /error/code], message: /msg, when: { /ok: [false, 0], /data: { present: false } }, body: { properties: { count: { type: integer }, list: { items: { properties: { name: { type: string } } } } } } }`;

/** Gives a catalog part with one definition on line 4. */
function one(facts: string): string {
  return `${envelope}\n${definitions(["One", facts])}`;
}

export const cases: readonly RuleCase[] = [
  {
    what: "constants in the place of something else",
    text: one(
      "code: 1, params: { p: { at: /p } }, body: { /error/inner: 1, /msg: m, /p/q: 1, /error: 1 }",
    ),
    expected: [
      "constant-unsent 4:68",
      "constant-unsent 4:77",
      "constant-unsent 4:86",
      "constant-unsent 4:97",
    ],
  },
  {
    what: "constants that conditions exclude",
    text: one("code: 1, match: { body: { /a: [x, y] } }, body: { /ok: true, /data/x: 1, /a: z }"),
    expected: ["constant-unsent 4:65", "constant-unsent 4:80", "constant-unsent 4:87"],
  },
  {
    what: "constants that the schema does not allow, and a header that is no text",
    text: one("code: 1, body: { /count: many, /list/*/name: 1, header:x-a: 1 }"),
    expected: ["constant-unsent 4:35", "constant-unsent 4:55", "header-value 4:70"],
  },
  {
    what: "constants that are none, at no place, and on an envelope",
    text: `envelopes: { E: { code: /code, message: /msg }, F: { code: /e, message: /msg, constants: { /a: 1 } } }
envelope: E
${definitions(
  ["One", "code: 1, body: { /a: [1] }"],
  ["Two", "code: 2, body: { a: 1 }"],
  ["Three", "code: 3, body: { /a: { present: true } }"],
  ["Four", "code: 4, body: {}"],
  ["Five", "code: 5, body: text"],
)}`,
    expected: [
      "unknown-property 1:79",
      "wrong-type 4:31",
      "bad-key 5:27",
      "wrong-type 6:33",
      "out-of-bounds 7:26",
      "wrong-type 8:26",
    ],
  },
  {
    what: "constants that are sent",
    text: one(
      "code: 1, match: { body: { /a: [x, y] } }, examples: [{ body: { ok: 0, a: x, error: { code: 1 } } }], body: { /a: y, /ok: 0, /error/inner: card, /count: 2, /list/*/name: UNPROCESSABLE, header:x-name: A, /null: null }",
    ),
    expected: [],
  },
];
