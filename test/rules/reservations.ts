// Catalogs that break and keep rule 17.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "codes and names that are reserved",
    text: `${definitions(["One", 'code: [5, "1070", -3]'], ["Two", "code: [a, { code: b, name: Old }, c]"])}
reserved:
  - { code: 1070, reason: A topic. }
  - { codes: { from: -5, to: -1 }, reason: Taken. }
  - { name: One, reason: Gone. }
  - { name: Old, reason: Gone. }
  - { name: TwoC, reason: Gone. }`,
    expected: [
      "reserved-used 2:3",
      "reserved-used 2:20",
      "reserved-used 2:28",
      "reserved-used 3:37",
      "reserved-used 3:44",
    ],
  },
  {
    what: "a range that is not in order",
    text: "reserved: [{ codes: { from: 9, to: 8 }, reason: Gone. }]",
    expected: ["reserved-range 1:21"],
  },
  {
    what: "neighbours of what is reserved",
    text: `${definitions(["One", "code: [5, 10, text]"])}
reserved: [{ codes: { from: 6, to: 9 }, reason: Gone. }, { code: 11, reason: Gone. }, { name: Ones, reason: Gone. }]`,
    expected: [],
  },
];
