// Catalogs that break and keep rule 9.

import { definitions, invalid, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "unknown names everywhere",
    text: `scopes: [Spot]
sources: { api: { title: A, url: "https://a.b" } }
envelope: Res
envelopes: { Rest: { code: /code, message: /msg } }
statuses: { 404: { title: A, source: apa } }
definitions:
  One:
    code: [1, { code: 2, source: x-y, deprecated: { since: 1.0.0, reason: R., use: Too } }]
    ${invalid.replace(", ", "\n    ")}
    scope: [Spot, spot]
    envelope: Rests
    source: api
    examples: [{ message: a, envelope: No, scope: No, source: no }]
    deprecated: { since: 1.0.0, reason: R., use: Two }
  Two: { code: 3, ${invalid}, match: { scope: Futures, envelope: Rests } }`,
    expected: [
      ...["3:11", "5:38", "8:34", "8:84", "11:19", "12:15", "14:40", "14:51", "14:63"],
      ...["16:84", "16:103"],
    ].map((place) => `unknown-reference ${place}`),
  },
  {
    what: "names that are declared and never used",
    text: `scopes: [Spot, Futures]
sources: { api: { title: A, url: "https://a.b" }, old: { title: A, url: "https://a.b" } }
schemas:
  Used: { type: object, properties: { a: { $ref: "#/schemas/Deeper" } } }
  Deeper: { type: string }
  Lonely: { properties: { a: { $ref: "#/schemas/Lonely" } } }
${definitions(["One", "code: 1, source: api, scope: Spot, params: { a: { $ref: '#/schemas/Used', at: /a } }"])}`,
    expected: ["unused 1:16", "unused 2:51", "unused 6:3"],
  },
  {
    what: "names that are known",
    text: `scopes: [constructor]
sources: { to-string: { title: A, url: "https://a.b" } }
statuses: { 404: { title: A, source: to-string } }
${definitions(["One", "code: 1, match: { scope: constructor }, envelope: E"], ["Two", "code: 1, deprecated: { since: 1.0.0, reason: R., use: One }"])}`,
    expected: [],
  },
];
