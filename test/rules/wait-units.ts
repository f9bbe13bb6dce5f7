// Catalogs that break and keep rule 29.

import { definitions, type RuleCase } from "./case.ts";

function waits(...places: readonly string[]): string {
  const envelopes = places.map(
    (place, i) => `  E${i}: { code: /code${i}, message: /msg${i}, retryAfter: ${place} }`,
  );
  return ["envelope: E0", "envelopes:", ...envelopes, definitions(["One", "code: 1"])].join("\n");
}

export const cases: readonly RuleCase[] = [
  {
    what: "names that speak of another unit than seconds",
    text: waits(
      "/retry_after_ms",
      "header:retry-after-ms",
      "/retryAfterMs",
      "/waitMillis",
      "/milliseconds",
      "header:X-RateLimit-Reset",
      "/limits/resetTime",
      "[/wait, { at: /reset_at, when: { /limited: true } }]",
    ),
    expected: [
      "wait-unit 3:51",
      "wait-unit 4:51",
      "wait-unit 5:51",
      "wait-unit 6:51",
      "wait-unit 7:51",
      "wait-unit 8:51",
      "wait-unit 9:51",
      "wait-unit 10:59",
    ],
  },
  {
    what: "names that say nothing, and names with a unit",
    text: waits(
      "/wait",
      "/items/terms",
      "/forms_left",
      "/presets",
      "{ at: /retry_after_ms, unit: milliseconds }",
      "[{ at: header:ratelimit-reset, unit: seconds }, /until]",
    ),
    expected: [],
  },
];
