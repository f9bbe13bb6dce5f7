// Catalogs that break and keep rule 6.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a fallback that promises more",
    text: definitions(
      ["Worded", "code: 1, match: { message: busy }, effect: unknown, retry: never"],
      ["Rest", "code: 1"],
    ),
    expected: ["fallback-effect 3:3", "fallback-retry 3:3"],
  },
  {
    what: "a fallback that promises more in so many words, and a middle one",
    text: `scopes: [A]\n${definitions(
      ["Worded", "code: 1, match: { message: busy, scope: A }, effect: unknown"],
      ["Middle", "code: [{ code: 1, effect: none }], match: { scope: A }, retry: after-fix"],
      ["Rest", "code: 1, effect: none"],
    )}`,
    expected: ["fallback-effect 4:31"],
  },
  {
    what: "a fallback that is as careful, whatever the others are",
    text: `scopes: [A]\n${definitions(
      ["Worded", "code: 1, match: { message: busy }, effect: unknown"],
      ["Scoped", "code: 2, match: { scope: A }, effect: unknown"],
      ["Rest", "code: [1, { code: 2, effect: none }], effect: unknown, retry: never"],
    )}`,
    expected: [],
  },
];
