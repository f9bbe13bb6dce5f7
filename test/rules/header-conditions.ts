// Catalogs that break and keep rule 24.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a number in the success of an envelope",
    text: 'envelopes: { E: { code: /code, success: { "header:x-code": 5 } } }',
    expected: ["header-value 1:60"],
  },
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
    what: "values and keys of headers in the conditions of waits",
    text: `envelopes: { E: { code: /code, message: /msg, retryAfter: { at: /wait, when: { "header:x-a": 0 } } } }
${definitions(["One", "code: 1"])}`,
    expected: ["header-value 1:94"],
  },
  {
    what: "headers twice in the conditions of a wait in a list",
    text: `envelopes: { E: { code: /code, message: /msg, retryAfter: [/a, { at: /wait, when: { "header:x-a": a, "header:X-A": b } }] } }
${definitions(["One", "code: 1"])}`,
    expected: ["header-repeated 1:102"],
  },
  {
    what: "keys that are one header",
    text: `envelopes: { E: { code: /code, message: /msg, when: { "header:X-A": a, "header:x-a": b } } }
${definitions(["One", 'code: 1, match: { body: { "header:x-b": a, "header:x-B": { present: true } } }'])}`,
    expected: ["header-repeated 1:72", "header-repeated 3:53"],
  },
  {
    what: "a media type that the conditions contradict",
    text: `envelopes:
  E: { code: /code, message: /msg, when: { "header:content-type": [application/a+json, text/json] }, mediaType: application/b+json }
envelope: E`,
    expected: ["media-type-conflict 2:113"],
  },
  {
    what: "a media type that is no text, in upper case, with parameters, and on a definition",
    text: `envelopes:
  A: { code: /a, message: /msg, mediaType: 1 }
  B: { code: /b, message: /msg, mediaType: Application/JSON }
  C: { code: /c, message: /msg, mediaType: application/json; charset=utf-8 }
${definitions(["One", "code: 1, envelope: A, mediaType: application/json"])}`,
    expected: ["wrong-type 2:44", "bad-form 3:44", "bad-form 4:44", "unknown-property 6:32"],
  },
  {
    what: "media types that the conditions allow, with parameters",
    text: `envelopes:
  E: { code: /code, message: /msg, when: { "header:content-type": "application/a+json; charset=utf-8" }, mediaType: application/a+json }
  F: { code: /code, message: /msg, mediaType: application/vnd.api+json }
envelope: E
${definitions(["One", "code: 1, envelope: F"])}`,
    expected: [],
  },
  {
    what: "headers with texts, and keys of the body that differ by case",
    text: `success: { "header:x-ok": "true" }
envelopes: { E: { code: /code, message: /msg, when: { "header:x-a": ["1", b], "header:x-b": { present: false } } } }
${definitions(["One", "code: 1, match: { body: { /a: 1, /A: 2, /header:x-a: null } }"])}`,
    expected: [],
  },
];
