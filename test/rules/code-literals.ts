// Catalogs that break and keep rule 3.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "numbers that JSON prints otherwise",
    text: definitions(
      ["Zeros", "code: [0042, 08000, +5, -0]"],
      ["Powers", "code: [1e5, 1.0, 0x10, 0o17]"],
      ["Elsewhere", "code: [1_000, 12:30, 0b11]"],
    ),
    expected: [
      ...["2:19", "2:25", "2:32", "2:36", "3:20", "3:25", "3:30", "3:36"],
      ...["4:23", "4:30", "4:37"],
    ].map((place) => `code-literal ${place}`),
  },
  {
    what: "such numbers in examples and reservations",
    text: `${definitions(["Bad", "code: 42, examples: [{ message: x, code: 042 }]"])}
reserved: [{ code: 007, reason: Gone. }, { codes: { from: 0100, to: 200 }, reason: Gone. }]`,
    expected: ["code-literal 2:51", "code-literal 3:20", "code-literal 3:59"],
  },
  {
    what: "codes that do not fit codeType integer",
    text: `codeType: integer\n${definitions(["Bad", 'code: [1, "2", c]'])}`,
    expected: ["code-type 3:20", "code-type 3:25"],
  },
  {
    what: "codes that do not fit codeType string",
    text: `codeType: string\n${definitions(["Bad", 'code: [1, "2", c]'])}`,
    expected: ["code-type 3:17"],
  },
  {
    what: "a code that is a number here and a text there",
    text: definitions(
      ["One", "code: 1, match: { status: 400 }"],
      ["Two", 'code: "1", match: { status: 500 }'],
    ),
    expected: ["code-spelled-twice 3:16"],
  },
  {
    what: "codes that are written as they are on the wire",
    text: definitions(["Good", "code: [\"0042\", -5, 0, invalid_request, 4-001, '1e5', 08x]"]),
    expected: [],
  },
];
