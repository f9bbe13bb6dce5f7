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
    what: "errors below 400 that the success of an envelope marks",
    text: `envelopes: { E: { code: /code, success: { /code: 0 } } }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },
  {
    what: "errors below 400 that never are",
    text: `errorsBelow400: never
success: { /code: 0 }
envelopes: { E: { code: /code, success: { /code: 0 } } }
${definitions(["One", "code: 1, status: 200"], ["Two", "code: 2, status: 404"])}`,
    expected: ["below-400-success 2:1", "below-400-success 3:32", "below-400-status 5:27"],
  },
  {
    what: "no errors below 400 where HTTP decides",
    text: `errorsBelow400: never\n${definitions(["One", "code: 1, status: 400"])}`,
    expected: [],
  },
  {
    what: "errors below 400 where success is known",
    text: `success: { /code: 0 }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },
];
