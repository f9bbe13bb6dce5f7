// Catalogs on statuses, versions, code entries and languages: rules 16, 18, 19 and 26.

import { definitions, type RuleCase } from "./case.ts";

/** What breaks and keeps the rules 16, 18, 19 and 26. */
export const factCases: readonly RuleCase[] = [
  {
    rule: 16,
    what: "facts of statuses below 400",
    text: `statuses:
  200: { title: OK., kind: unknown }
  1xx: { retry: never, effect: none }
  2xx: { description: D., effect: unknown }
  399: { retry: after-fix }`,
    expected: ["2:22", "3:10", "3:24", "4:27", "5:10"].map((place) => `status-fact ${place}`),
  },
  {
    rule: 16,
    what: "texts below 400, and facts from there on",
    text: `sources: { api: { title: A, url: "https://a.b" } }
statuses:
  100: { title: A, description: B., causes: [C.], resolution: D., source: api }
  3xx: { title: A }
  400: { kind: invalid-argument, retry: never, effect: none }
  5xx: { effect: unknown }`,
    expected: [],
  },

  {
    rule: 18,
    what: "versions above the catalog's",
    text: `version: 1.9.3\n${definitions(
      ["One", "code: 1, since: 1.10.0"],
      ["Two", "code: 2, since: 1.9.3, deprecated: { since: 1.9.4, reason: R. }"],
      ["Three", "code: [3, { code: 4, since: 2.0.0, deprecated: { since: 10.0.0, reason: R. } }]"],
    )}`,
    expected: [
      "version-above 3:26",
      "version-above 4:54",
      "version-above 5:40",
      "version-above 5:68",
    ],
  },
  {
    rule: 18,
    what: "what is deprecated itself, to use instead",
    text: definitions(
      ["One", "code: 1, deprecated: { since: 1.0.0, reason: R., use: Two }"],
      ["Two", "code: 2, deprecated: { since: 1.0.0, reason: R., use: One }"],
      ["Three", "code: [3, { code: 4, deprecated: { since: 1.0.0, reason: R., use: Two } }]"],
      ["Four", "code: [{ code: 5, deprecated: { since: 1.0.0, reason: R. } }]"],
      ["Five", "code: 6, deprecated: { since: 1.0.0, reason: R., use: Four }"],
    ),
    expected: ["2:64", "3:64", "4:78", "6:65"].map((place) => `deprecated-use ${place}`),
  },
  {
    rule: 18,
    what: "a definition to use instead of itself",
    text: definitions(
      ["One", "code: 1, deprecated: { since: 1.0.0, reason: R., use: One }"],
      ["Two", "code: [{ code: 2, deprecated: { since: 1.0.0, reason: R., use: Two } }]"],
    ),
    expected: ["deprecated-use 2:64", "deprecated-use 3:73"],
  },
  {
    rule: 18,
    what: "versions up to the catalog's, and what is in use to use instead",
    text: `version: 1.10.0\n${definitions(
      ["One", "code: 1, since: 1.9.99"],
      ["Two", "code: 2, since: 0.99.99, deprecated: { since: 1.10.0, reason: R., use: One }"],
      [
        "Three",
        "code: [3, { code: 4, since: 1.10.0, deprecated: { since: 1.2.0, reason: R., use: Three } }]",
      ],
      ["Four", "code: 5, deprecated: { since: 1.0.0, reason: R., use: Three }"],
    )}`,
    expected: [],
  },

  {
    rule: 19,
    what: "code entries that say nothing but their code",
    text: definitions(
      ["One", 'code: [1, { code: 2 }, { code: "a" }]'],
      ["Two", "code: [{ code: 3 }]"],
    ),
    expected: ["code-entry-bare 2:20", "code-entry-bare 2:33", "code-entry-bare 3:17"],
  },
  {
    rule: 19,
    what: "code entries that say one thing more",
    text: definitions([
      "One",
      "code: [1, { code: 2, name: Given }, { code: 3, retry: never }, { code: 4, since: 1.0.0 }]",
    ]),
    expected: [],
  },

  {
    rule: 26,
    what: "languages that differ by case",
    text: definitions([
      "One",
      "code: 1, translations: { de: a, de-DE: b, DE-de: c, zh-Hant-TW: d, zh-hant-tw: e, DE: f }",
    ]),
    expected: ["locale-repeated 2:52", "locale-repeated 2:77", "locale-repeated 2:92"],
  },
  {
    rule: 26,
    what: "languages that differ, and one in two definitions",
    text: definitions(
      ["One", "code: 1, translations: { de: a, de-DE: b, de-AT: c }"],
      ["Two", "code: 2, translations: { DE: a, zh-Hans: b, zh-Hant: c }"],
    ),
    expected: [],
  },
];
