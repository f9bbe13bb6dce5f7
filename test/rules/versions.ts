// Catalogs that break and keep rule 18.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
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
    what: "a definition to use instead of itself",
    text: definitions(
      ["One", "code: 1, deprecated: { since: 1.0.0, reason: R., use: One }"],
      ["Two", "code: [{ code: 2, deprecated: { since: 1.0.0, reason: R., use: Two } }]"],
    ),
    expected: ["deprecated-use 2:64", "deprecated-use 3:73"],
  },
  {
    what: "an internal definition to use instead, and months that are none",
    text: definitions(
      ["One", "code: 1, deprecated: { since: 1.0.0, reason: R., use: Two, sunset: 2027-13 }"],
      ["Two", "code: 2, internal: true"],
      ["Three", "code: [3, { code: 4, deprecated: { since: 1.0.0, reason: R., use: Two } }]"],
      ["Four", "code: 5, internal: true, deprecated: { since: 1.0.0, reason: R., use: Two }"],
      ["Five", "code: 6, deprecated: { since: 1.0.0, reason: R., sunset: 2027 }"],
    ),
    expected: ["bad-form 2:77", "deprecated-use 4:78", "wrong-type 6:68"],
  },
  {
    what: "versions up to the catalog's, and what is in use to use instead",
    text: `version: 1.10.0\n${definitions(
      ["One", "code: 1, since: 1.9.99"],
      ["Two", "code: 2, since: 0.99.99, deprecated: { since: 1.10.0, reason: R., use: One }"],
      [
        "Three",
        "code: [3, { code: 4, since: 1.10.0, deprecated: { since: 1.2.0, reason: R., use: Three } }]",
      ],
      ["Four", "code: 5, deprecated: { since: 1.0.0, reason: R., use: Three, sunset: 2027-01 }"],
    )}`,
    expected: [],
  },
];
