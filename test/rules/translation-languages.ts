// Catalogs that break and keep rule 26.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "languages that differ by case",
    text: definitions([
      "One",
      "code: 1, translations: { de: a, de-DE: b, DE-de: c, zh-Hant-TW: d, zh-hant-tw: e, DE: f }",
    ]),
    expected: ["locale-repeated 2:52", "locale-repeated 2:77", "locale-repeated 2:92"],
  },
  {
    what: "languages that differ, and one in two definitions",
    text: definitions(
      ["One", "code: 1, translations: { de: a, de-DE: b, de-AT: c }"],
      ["Two", "code: 2, translations: { DE: a, zh-Hans: b, zh-Hant: c }"],
    ),
    expected: [],
  },
];
