// Catalogs that break and keep rule 16.

import type { RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "facts of statuses below 400",
    text: `statuses:
  200: { title: OK., kind: unknown }
  1xx: { retry: never, effect: none }
  2xx: { description: D., effect: unknown }
  399: { retry: after-fix }`,
    expected: ["2:22", "3:10", "3:24", "4:27", "5:10"].map((place) => `status-fact ${place}`),
  },
  {
    what: "facts of ranges that change nothing",
    text: `statuses:
  4xx: { retry: after-backoff, effect: none }
  5xx: { retry: after-fix, effect: none }
  404: { retry: after-backoff, effect: none }`,
    expected: ["idle-fact 2:10", "idle-fact 2:32", "idle-fact 3:28"],
  },
  {
    what: "texts below 400, and facts from there on",
    text: `sources: { api: { title: A, url: "https://a.b" } }
statuses:
  100: { title: A, description: B., causes: [C.], resolution: D., source: api }
  3xx: { title: A }
  400: { kind: invalid-argument, retry: never, effect: none }
  5xx: { effect: unknown }`,
    expected: [],
  },
];
