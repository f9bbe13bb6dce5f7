// Catalogs that break and keep rule 31.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "nothing but internal definitions",
    text: definitions(["One", "code: 1, internal: true"], ["Two", "code: 2, internal: true"]),
    expected: ["all-internal 1:1"],
  },
  {
    what: "words for a mark",
    text: definitions(["One", "code: 1, internal: 'yes'"], ["Two", "code: 2, internal: [true]"]),
    expected: ["wrong-type 2:29", "wrong-type 3:29"],
  },
  {
    what: "an internal definition beside another",
    text: definitions(["One", "code: 1, internal: true"], ["Two", "code: 2, internal: false"]),
    expected: [],
  },
];
