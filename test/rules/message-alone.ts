// Catalogs that break and keep rule 5.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "codes that only messages tell apart",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { message: one }"],
      ["Two", "code: 1, match: { message: two }"],
      ["Here", "code: 2, match: { message: one, scope: A }"],
      ["There", "code: 2, match: { scope: B }"],
    )}`,
    expected: ["message-alone 3:16", "message-alone 5:17"],
  },
  {
    what: "a single definition with a message match",
    text: definitions(["One", "code: 1, match: { message: one }"]),
    expected: ["message-alone 2:16"],
  },
  {
    what: "a definition that takes what is left",
    text: definitions(["One", "code: 1, match: { message: one }"], ["Two", "code: 1"]),
    expected: [],
  },
];
