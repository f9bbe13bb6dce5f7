// Catalogs that break and keep rule 8.

import type { RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "envelopes that read the same places",
    text: `envelope: A
envelopes:
  A: { code: /code, message: [/msg, header:x-msg] }
  B: { code: /code, message: [header:X-Msg, /msg], requestId: /id }
  C: { code: /code, when: { /a: 1 } }
  D: { code: /code, when: { /b: 1 } }`,
    expected: ["envelopes-alike 4:3", "envelopes-alike 6:3"],
  },
  {
    what: "conditions that are no more than those of the other",
    text: `envelope: A
envelopes:
  A: { code: /code, when: { /a: [1, 2] } }
  B: { code: /code, when: { /a: 1 } }`,
    expected: ["envelopes-alike 4:3"],
  },
  {
    what: "envelopes that exclude each other or say more",
    text: `envelope: A
envelopes:
  A: { code: /code }
  B: { code: /code, when: { /a: 1 } }
  C: { code: /code, when: { /a: 2 } }
  D: { code: /code, when: { /a: 2, /b: { present: true } } }
  E: { code: /code, message: /msg }
  F: { code: [/code, /error] }`,
    expected: [],
  },
];
