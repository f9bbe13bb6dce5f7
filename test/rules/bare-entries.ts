// Catalogs that break and keep rule 19.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "code entries that say nothing but their code",
    text: definitions(
      ["One", 'code: [1, { code: 2 }, { code: "a" }]'],
      ["Two", "code: [{ code: 3 }]"],
    ),
    expected: ["code-entry-bare 2:20", "code-entry-bare 2:33", "code-entry-bare 3:17"],
  },
  {
    what: "code entries that say one thing more",
    text: definitions([
      "One",
      "code: [1, { code: 2, name: Given }, { code: 3, retry: never }, { code: 4, since: 1.0.0 }]",
    ]),
    expected: [],
  },
];
