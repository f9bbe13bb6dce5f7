// Catalogs that break and keep rule 10.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "a message that has a hole twice",
    text: definitions(
      [
        "Bad",
        "code: 1, message: ['a {b} c {b}', '{b} {} d {}'], translations: { de: '{b} {b}' }, params: { b: { type: string } }",
      ],
      ["Good", "code: 2, message: 'a {b}', params: { b: { type: string } }"],
    ),
    expected: ["template-hole-repeated 2:29"],
  },
  {
    what: "braces and holes that touch",
    text: definitions(
      ["One", 'code: 1, message: "a {b c} d", match: { status: 400 }'],
      ["Two", 'code: 2, message: ["fine", "{}{}"], translations: { de: "}" }'],
    ),
    expected: ["template-syntax 2:28", "template-holes-touch 3:37", "template-syntax 3:66"],
  },
  {
    what: "holes that nobody knows",
    text: definitions(
      ["One", 'code: 1, message: "a {feild} b {}", params: { field: { type: string, at: /f } }'],
      ["Two", 'code: 2, match: { message: "a {x}" }'],
      ["Rest", 'code: 2, message: "{}!", translations: { de: "{}", fr: "{} {x}" }'],
    ),
    expected: [
      "template-hole-unknown 2:28",
      "template-hole-unknown 3:37",
      "template-hole-unknown 4:66",
    ],
  },
  {
    what: "templates with holes and braces",
    text: definitions([
      "One",
      'code: 1, message: ["{{0,34}} {field} is {}", "{field}"], translations: { de: "{} {field}" }, params: { field: { type: string } }',
    ]),
    expected: [],
  },
];
