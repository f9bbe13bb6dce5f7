// Catalogs that break and keep rule 15.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "errors below 400 that nothing marks",
    text: definitions(
      ["One", "code: 1, status: [400, 200]"],
      ["Two", "code: [2, { code: 3, status: 204 }]"],
    ),
    expected: ["success-status 2:27", "success-status 3:39"],
  },
  {
    what: "errors below 400 that success or an envelope marks",
    text: `envelopes: { E: { code: /code, when: { /ok: false } } }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },
  {
    what: "errors below 400 where success is known",
    text: `success: { /code: 0 }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },
];
