// Catalogs that break and keep rule 7.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a dimension in the match and beside it",
    text: `scopes: [A]\n${definitions(
      ["One", "code: 1, scope: A, match: { scope: A, status: 400 }, status: [400, 404]"],
      ["Rest", "code: 1"],
    )}`,
    expected: ["said-twice 3:19", "said-twice 3:63"],
  },
  {
    what: "a message in the match and beside it",
    text: definitions(["One", "code: 1, message: a, match: { message: a }"], ["Rest", "code: 1"]),
    expected: ["said-twice 2:19"],
  },
  {
    what: "different dimensions in the match and beside it",
    text: definitions(
      ["One", "code: 1, message: a, match: { status: 400 }"],
      ["Rest", "code: 1, status: [500, 400]"],
    ),
    expected: [],
  },
];
