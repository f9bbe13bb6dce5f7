// Catalogs that break and keep rule 25.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "days that no calendar has",
    text: `sources:
  a: { title: A, url: "https://a.b", read: "2026-02-30" }
  b: { title: A, url: "https://a.b", read: "2026-02-29" }
  c: { title: A, url: "https://a.b", read: "2100-02-29" }
  d: { title: A, url: "https://a.b", read: "2026-04-31" }
${definitions(["One", "code: 1, source: [a, b, c, d]"])}`,
    expected: ["day-unknown 2:44", "day-unknown 3:44", "day-unknown 4:44", "day-unknown 5:44"],
  },
  {
    what: "the last days of months",
    text: `sources:
  a: { title: A, url: "https://a.b", read: "2024-02-29" }
  b: { title: A, url: "https://a.b", read: "2000-02-29" }
  c: { title: A, url: "https://a.b", read: "2026-12-31" }
  d: { title: A, url: "https://a.b", read: "2026-11-30" }
  e: { title: A, url: "https://a.b" }
${definitions(["One", "code: 1, source: [a, b, c, d, e]"])}`,
    expected: [],
  },
];
