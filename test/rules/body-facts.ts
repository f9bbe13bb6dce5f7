// Catalogs that break and keep rule 40.

import { definitions, type RuleCase } from "./case.ts";

/** Gives a catalog part of an envelope with the properties of its body on line 3. */
function body(properties: string): string {
  return `envelopes:
  E: { code: /code, message: /msg, body: { properties:
    { ${properties} } } }`;
}

export const cases: readonly RuleCase[] = [
  {
    what: "facts where nothing fills a field",
    text: `schemas: { Sample: { properties: { a: { fact: title } } } }
${body("sample: { $ref: '#/schemas/Sample' }, b: { oneOf: [{ fact: code }] }, c: { additionalProperties: { fact: code } }")}
${definitions(["One", "code: 1, params: { p: { at: /p, items: { fact: status } } }"])}`,
    expected: ["fact-place 1:41", "fact-place 4:60", "fact-place 4:106", "fact-place 6:51"],
  },
  {
    what: "a fact that stands in a param, and in an envelope itself",
    text: `envelopes: { E: { code: /code, message: /msg, fact: title } }
${definitions(["One", "code: 1, params: { p: { at: /p, fact: status } }"])}`,
    expected: ["unknown-property 1:47", "schema-keyword 3:42"],
  },
  {
    what: "facts that their fields do not allow",
    text: body(
      "a: { fact: title, type: integer }, b: { fact: status, type: boolean }, c: { fact: status, const: 403 }, d: { fact: message, type: ['null', array] }",
    ),
    expected: ["fact-type 3:12", "fact-type 3:47", "fact-type 3:83", "fact-type 3:116"],
  },
  {
    what: "facts that do not exist, and that are no text",
    text: body("a: { fact: detail }, b: { fact: [title] }"),
    expected: ["schema-invalid 3:18", "schema-invalid 3:39"],
  },
  {
    what: "a fact where the code should be",
    text: body("code: { fact: title }"),
    expected: ["body-impossible 9:16"],
  },
  {
    what: "facts in fields that can hold them",
    text: body(
      "a: { fact: title }, b: { fact: status, type: string }, c: { fact: status }, d: { properties: { oneOf: { fact: docsUrl, type: [string, 'null'] } } }, e: { items: { fact: code } }, msg: { fact: message }",
    ),
    expected: [],
  },
];
