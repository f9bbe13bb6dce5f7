// Catalogs that break and keep rule 30.

import type { RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "families that are neither a prefix nor a range",
    text: `families:
  - { kind: conflict, effect: none }
  - { from: 1, kind: conflict }
  - { prefix: a, to: 5, kind: conflict }
  - { prefix: b, from: 1, to: 5, kind: conflict }`,
    expected: ["2:5", "3:5", "4:5", "5:5"].map((place) => `family-shape ${place}`),
  },
  {
    what: "ranges that are not in order",
    text: "families: [{ from: 5, to: 1, kind: conflict }]",
    expected: ["family-range 1:12"],
  },
  {
    what: "families that overlap in part, or are the same",
    text: `families:
  - { from: 4000, to: 4999, kind: conflict }
  - { from: 4500, to: 5500, kind: conflict }
  - { prefix: "40", kind: conflict }
  - { prefix: ab, kind: conflict }
  - { prefix: ab, kind: not-found }
  - { from: 4000, to: 4999, kind: timeout }
  - { from: -15, to: -5, kind: timeout }
  - { prefix: "-1", kind: timeout }`,
    expected: ["3:5", "4:5", "6:5", "7:5", "9:5"].map((place) => `family-overlap ${place}`),
  },
  {
    what: "facts that change nothing",
    text: `families:
  - { prefix: a, effect: none }
  - { prefix: b, retry: after-backoff, effect: unknown }
  - { prefix: c, kind: conflict, retry: after-fix, effect: none }
  - { prefix: d, title: T }`,
    expected: ["idle-fact 2:18", "idle-fact 3:18", "idle-fact 4:34"],
  },
  {
    what: "families inside each other or apart",
    text: `sources: { api: { title: A, url: "https://a.b" } }
families:
  - { prefix: "23", kind: conflict, effect: none, source: api }
  - { prefix: "235", kind: conflict, retry: never }
  - { prefix: "4", kind: internal }
  - { from: 4000, to: 4999, kind: invalid-argument }
  - { from: 4100, to: 4199, kind: timeout }
  - { from: 5000, to: 5999, retry: never }
  - { from: -9, to: 0, kind: conflict }`,
    expected: [],
  },
];
