// Small catalogs that break one rule each, or just keep it, with what must be said and where; here on examples, reservations, links and days.

import { definitions, described, type RuleCase, twoEnvelopes } from "./case.ts";
import { codeCases } from "./cases-codes.ts";
import { factCases } from "./cases-facts.ts";
import { responseCases } from "./cases-responses.ts";
import { textCases } from "./cases-texts.ts";

const linkCases: readonly RuleCase[] = [
  {
    rule: 14,
    what: "examples that are recognised as something else",
    text: definitions(
      ["One", "code: 1, examples: [{ body: { code: 2 } }, { body: { code: 9 }, status: 400 }]"],
      ["Two", "code: 2, examples: [{ body: { msg: a } }, { code: 1, message: a }]"],
      ["Three", "code: [3, 4], examples: [{ code: 4, body: { code: 3 } }]"],
    ),
    expected: [
      "example-untrue 2:30",
      "example-untrue 2:53",
      "example-untrue 3:30",
      "example-body 3:38",
      "example-untrue 3:52",
      "example-untrue 4:37",
    ],
  },
  {
    rule: 14,
    what: "examples that do not fit the body or the params",
    text: `envelopes:
  E: { code: /code, message: /msg, body: { required: [id], properties: { id: { type: string } } } }
${definitions([
  "One",
  "code: 1, message: 'at {n}', params: { n: { type: integer, maximum: 5 }, list: { type: array, at: /list, optional: true } }, examples: [{ message: at 3 }, { body: { code: 1, msg: at 9, id: a, list: b } }, { body: { code: 1, id: a } }]",
])}`,
    expected: [
      "example-body 4:145",
      "example-body 4:172",
      "example-body 4:172",
      "example-body 4:222",
    ],
  },
  {
    rule: 14,
    what: "a status that is not listed",
    text: definitions([
      "One",
      "code: 1, status: [400, 422], examples: [{ message: a, status: 409 }, { message: a }]",
    ]),
    expected: ["example-status 2:72"],
  },
  {
    rule: 14,
    what: "examples in envelopes that are none of their definition's",
    text: `envelope: One
${twoEnvelopes}
${definitions(
  ["Usual", "code: 1, examples: [{ message: a, envelope: Two }, { message: a, envelope: One }]"],
  ["Named", "code: 2, envelope: Two, examples: [{ body: { code: 2 }, envelope: One }]"],
  ["Both", "code: 3, envelope: [Two, One], examples: [{ message: a, envelope: One }]"],
  ["Matched", "code: 4, match: { envelope: Two }, examples: [{ message: a, envelope: Two }]"],
  ["Gone", "code: 5, envelope: Tow, examples: [{ message: a, envelope: Two }]"],
)}`,
    expected: ["example-envelope 6:56", "example-envelope 7:78", "unknown-reference 10:30"],
  },
  {
    rule: 14,
    what: "an example in an envelope where its definition has none yet",
    text: `${twoEnvelopes}
${definitions(["One", "code: 1, examples: [{ message: a, envelope: Two }]"])}`,
    expected: ["body-impossible 5:3"],
  },
  {
    rule: 14,
    what: "examples that are true",
    text: `success: { /code: 0 }
scopes: [A]
${definitions(
  [
    "One",
    "code: 1, match: { scope: A }, examples: [{ message: a }, { body: { code: '1' }, status: 500 }]",
  ],
  ["Two", "code: [1, 2], examples: [{ message: a }, { code: 2, message: b, headers: { X-A: b } }]"],
)}`,
    expected: [],
  },

  {
    rule: 15,
    what: "errors below 400 that nothing marks",
    text: definitions(
      ["One", "code: 1, status: [400, 200]"],
      ["Two", "code: [2, { code: 3, status: 204 }]"],
    ),
    expected: ["success-status 2:27", "success-status 3:39"],
  },
  {
    rule: 15,
    what: "errors below 400 that success or an envelope marks",
    text: `envelopes: { E: { code: /code, when: { /ok: false } } }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },
  {
    rule: 15,
    what: "errors below 400 where success is known",
    text: `success: { /code: 0 }\n${definitions(["One", "code: 1, status: 200"])}`,
    expected: [],
  },

  {
    rule: 17,
    what: "codes and names that are reserved",
    text: `${definitions(["One", 'code: [5, "1070", -3]'], ["Two", "code: [a, { code: b, name: Old }, c]"])}
reserved:
  - { code: 1070, reason: A topic. }
  - { codes: { from: -5, to: -1 }, reason: Taken. }
  - { name: One, reason: Gone. }
  - { name: Old, reason: Gone. }
  - { name: TwoC, reason: Gone. }`,
    expected: [
      "reserved-used 2:3",
      "reserved-used 2:20",
      "reserved-used 2:28",
      "reserved-used 3:37",
      "reserved-used 3:44",
    ],
  },
  {
    rule: 17,
    what: "a range that is not in order",
    text: "reserved: [{ codes: { from: 9, to: 8 }, reason: Gone. }]",
    expected: ["reserved-range 1:21"],
  },
  {
    rule: 17,
    what: "neighbours of what is reserved",
    text: `${definitions(["One", "code: [5, 10, text]"])}
reserved: [{ codes: { from: 6, to: 9 }, reason: Gone. }, { code: 11, reason: Gone. }, { name: Ones, reason: Gone. }]`,
    expected: [],
  },

  {
    rule: 21,
    what: "placeholders that nobody knows",
    text: `docsUrl: https://a.b/#{kode}-{}-{slug
sources: { api: { title: A, url: "https://a.b", docsUrl: "https://a.b/{code}{Name}" } }
${definitions(["One", "code: 1, source: api"])}`,
    expected: [
      "docs-placeholder 1:10",
      "docs-placeholder 1:10",
      "docs-placeholder 1:10",
      "docs-placeholder 2:58",
    ],
  },
  {
    rule: 21,
    what: "rules and links that make no URL",
    text: `docsUrl: https://{code}.example.com/
sources: { api: { title: A, url: "https://[a" } }
${definitions(["One", "code: 1, source: api, docsUrl: 'https://a:b'"])}`,
    expected: ["link-url 1:10", "link-url 2:34", "link-url 4:41"],
  },
  {
    rule: 21,
    what: "all three placeholders",
    text: "docsUrl: https://{slug}.example.com/{code}?a={name}#{code}",
    expected: [],
  },

  {
    rule: 25,
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
    rule: 25,
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

  {
    rule: 22,
    what: "links that lead out of the web",
    text: described(
      "[a](javascript:PWN) ![b](/b.png) <data:x> <a@b.c> [d](  <a b>  ) [e]()\n\n[ref]:\n  ../x 'T'\n[r2]: y\n",
    ),
    expected: [
      ...["1:14", "1:19", "1:40", "1:49", "1:58", "1:72", "1:99", "1:115"].map(
        (place) => `link-url ${place}`,
      ),
    ],
  },
  {
    rule: 22,
    what: "links to definitions that are not there",
    text: `statuses: { 404: { causes: ["See [it](#Gon).", "See [it](#gone)."] } }
${definitions(["Gone", "code: [1, { code: 2, resolution: '[x](#Gone) [y](#)' }], causes: '[a](a)'"])}`,
    expected: [
      "unknown-reference 1:39",
      "unknown-reference 1:58",
      "unknown-reference 3:49",
      "link-url 3:78",
    ],
  },
  {
    rule: 22,
    what: "links that only seem to stand in code",
    text: described(
      "- ```\n[a](b)\n\n  ~~~\n[c](d)\n  ~~~\n\n`x\n- [e](f) `\n\n\\`[g](h)`\n\n<https://a.b/`>[i](j)`",
    ),
    expected: ["1:26", "1:43", "1:66", "1:81", "1:107"].map((place) => `link-url ${place}`),
  },
  {
    rule: 22,
    what: "links to the web, to definitions, and what is no link",
    text: `${described(
      "[a](https://a.b/c(d)) <https://a.b> [b](#One 'T') ![c](HTTP://a.b \"t\") [d][e] f[0] (x)\n\n[e]: https://a.b\n[^1]: foot\n\n`[f](g)` ``[h](i) ` ``\n\n```js\na[0](b)\n```\n\n1. x\n\n   ~~~\n   [j](k)\n   ~~~\n\n\\[l](m) [n](o p) a <b",
    )}\n${definitions(["One", "code: 1"])}`,
    expected: [],
  },
];

/** Every rule with what breaks it and what keeps it. */
export const ruleCases: readonly RuleCase[] = [
  ...codeCases,
  ...textCases,
  ...linkCases,
  ...factCases,
  ...responseCases,
];
