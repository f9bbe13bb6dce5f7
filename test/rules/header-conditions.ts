// Catalogs that break and keep rule 24.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "an example that has a header twice",
    text: definitions([
      "One",
      "code: 1, examples: [{ message: m, headers: { X-A: a, x-b: b, x-a: b } }, { message: m, headers: { X-A: a } }]",
    ]),
    expected: ["header-repeated 2:71"],
  },
  {
    what: "values of headers that are no texts",
    text: `success: { "header:x-ok": true }
envelopes: { E: { code: /code, message: /msg, when: { "header:X-E": 1, /e: 1 } } }
${definitions(["One", 'code: 1, match: { body: { "header:x-e": [a, 2, null] } }'])}`,
    expected: ["header-value 1:27", "header-value 2:69", "header-value 4:54", "header-value 4:57"],
  },
  {
    what: "keys that are one header",
    text: `envelopes: { E: { code: /code, message: /msg, when: { "header:X-A": a, "header:x-a": b } } }
${definitions(["One", 'code: 1, match: { body: { "header:x-b": a, "header:x-B": { present: true } } }'])}`,
    expected: ["header-repeated 1:72", "header-repeated 3:53"],
  },
  {
    what: "headers with texts, and keys of the body that differ by case",
    text: `success: { "header:x-ok": "true" }
envelopes: { E: { code: /code, message: /msg, when: { "header:x-a": ["1", b], "header:x-b": { present: false } } } }
${definitions(["One", "code: 1, match: { body: { /a: 1, /A: 2, /header:x-a: null } }"])}`,
    expected: [],
  },
];
