// Catalogs that break and keep rule 4.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "two definitions with one code",
    text: definitions(["One", "code: 1"], ["Two", 'code: [2, "1"]']),
    expected: ["code-spelled-twice 3:20", "code-undecided 3:20"],
  },
  {
    what: "matches that can both hold, or are the same",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { scope: A }"],
      ["Two", "code: 1, match: { status: 400 }"],
      ["Three", "code: 1, match: { scope: [B, A] }"],
      ["Four", "code: 1, match: { scope: A }"],
    )}`,
    expected: ["code-undecided 4:16", "code-undecided 5:18", "code-undecided 6:17"],
  },
  {
    what: "more meanings of a code than are compared with each other",
    text: definitions(
      ...Array.from({ length: 501 }, (_, i): [string, string] => [
        `Name${i}`,
        `code: 1, match: { message: "${i}" }`,
      ]),
    ),
    expected: ["code-crowded 502:20"],
  },
  {
    what: "templates that can both fit",
    text: definitions(
      ["One", 'code: 1, match: { message: "no {} here" }'],
      ["Two", 'code: 1, match: { message: "no a{}" }'],
      ["Rest", "code: 1"],
    ),
    expected: ["code-undecided 3:16"],
  },
  {
    what: "matches that exclude each other or lie inside one another",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { scope: A }"],
      ["Two", "code: 1, status: [409, 400], match: { scope: B }"],
      ["Three", "code: 1, match: { scope: B, status: 400 }"],
      ["Four", "code: 1, match: { scope: A, body: { /a: 1 } }"],
      ["Five", "code: 1, match: { scope: A, body: { /a: 2 } }"],
      ["Rest", "code: 1"],
    )}`,
    expected: [],
  },
];
