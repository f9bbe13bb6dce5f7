// Catalogs that break and keep rule 2.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a code twice in one definition",
    text: definitions(
      ["Bad", 'code: [29001, "29001"]'],
      ["Worse", "code: [a, { code: a, title: A }]"],
    ),
    expected: ["code-repeated 2:24", "code-repeated 3:30"],
  },
  {
    what: "codes that look alike",
    text: definitions(["Bad", 'code: [1, "01", "1.0"]']),
    expected: [],
  },
];
