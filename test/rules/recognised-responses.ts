// Catalogs that break and keep rule 60.

import { definitions, type RuleCase, twoEnvelopes } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "an envelope whose condition asks for another code",
    text: `envelopes: { E: { code: /code, when: { /code: [5, y] } } }\n${definitions(
      ["One", "code: x"],
      ["Other", "code: y"],
      ["Both", "code: [5, 6]"],
      ["Shown", "code: 7, examples: [{ body: { code: 7 }, status: 400 }]"],
    )}`,
    expected: ["response-unrecognised 3:3", "response-unrecognised 5:21", "example-untrue 6:32"],
  },
  {
    what: "success conditions that take the code of an error",
    text: `success: { /code: [0, 1, 2, 3] }\n${definitions(
      ["Taken", "code: 1, status: 200"],
      ["Failing", "code: 2, status: 400"],
      ["Sometimes", "code: 3, status: [200, 400]"],
      ["Right", "code: 4, status: 200"],
    )}`,
    expected: ["response-unrecognised 3:3", "response-unrecognised 5:3"],
  },
  {
    what: "a match on another code, and one on a message that the envelope does not have",
    text: `envelopes: { E: { code: /code } }\n${definitions(
      ["One", "code: 1, match: { body: { /code: 2 } }"],
      ["Two", "code: 2"],
      ["Worded", "code: 3, match: { message: It failed }"],
      ["Rest", "code: 3"],
    )}`,
    expected: ["response-unrecognised 3:3", "response-unrecognised 5:3"],
  },
  {
    what: "a message that is another definition's code in another envelope",
    text: `envelope: Z\nenvelopes:\n  Z: { code: /code, message: /error }\n  B: { code: /error, message: /code }\n${definitions(
      ["Right", "code: 1"],
      ["Wrong", "code: 2, message: busy"],
      ["Busy", "code: busy, envelope: B"],
    )}`,
    expected: ["response-unrecognised 7:3"],
  },
  {
    what: "a match that others cover, and documented places that are another's",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { scope: A }"],
      ["Two", "code: 1, match: { scope: B }"],
      ["Covered", "code: 1, match: { scope: [A, B] }"],
      ["Matched", "code: 2, match: { scope: A }"],
      ["Elsewhere", "code: 2, scope: A"],
      ["Worded", "code: 3, match: { message: '{} failed' }"],
      ["Rest", "code: 3, message: It failed"],
    )}`,
    expected: [
      "response-unrecognised 5:3",
      "response-unrecognised 7:3",
      "response-unrecognised 9:3",
    ],
  },
  {
    what: "what is told as something else",
    text: `envelopes: { E: { code: /code, when: { /code: 0 } } }\n${definitions(
      ["Undeclared", "code: 1, envelope: Gone"],
      ["First", "code: 2, match: { status: 400 }"],
      ["Second", "code: [2, 3], match: { status: 400 }"],
      ["Zero", "code: 0"],
    )}`,
    expected: ["unknown-reference 3:36", "code-undecided 5:20"],
  },
  {
    what: "an envelope that is wrong itself",
    text: `envelope: One\n${twoEnvelopes.replace("code: /error", "code: header:x-code")}\n${definitions(
      ["Plain", "code: 1, match: { body: { /code: 2 } }"],
      ["Headed", "code: 2, envelope: Two"],
    )}`,
    expected: ["body-impossible 4:16"],
  },
  {
    what: "definitions for which a right response can be built",
    text: `scopes: [A, B]
envelopes: { E: { code: [/status, /code], message: /msg, when: { /status: -1, /kind: [a, b], header:x-error: { present: true } } } }
${definitions(
  ["Matched", "code: 1, match: { body: { /kind: a, /more: { present: true } } }"],
  ["Rest", "code: [1, 2]"],
  ["Here", "code: 3, match: { scope: A }"],
  ["Anywhere", "code: 3, scope: [B, A]"],
  ["Conflict", "code: 4, match: { status: 400 }"],
  ["Invalid", "code: 4, status: 422"],
)}`,
    expected: [],
  },
];
