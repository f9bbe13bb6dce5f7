// Catalogs that break and keep rule 1.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "names that differ by case alone",
    text: definitions(["RateLimit", "code: 1"], ["Ratelimit", "code: 2"]),
    expected: ["name-collision 3:3"],
  },
  {
    what: "a name that ends in Error or Exception",
    text: definitions(
      ["TimeoutError", "code: 1"],
      ["Bad", "code: [2, { code: 3, name: BadException }]"],
    ),
    expected: ["name-suffix 2:3", "name-suffix 3:37"],
  },
  {
    what: "classes of the language, of the catalog's own and values that generated code uses",
    text: definitions(
      ["Range", "code: 1"],
      ["T", "code: 2"],
      ["UnknownT", "code: 3"],
      ["AnyT", "code: 4"],
      ["Object", "code: 5"],
      ["NaN", "code: 6"],
    ),
    expected: [
      "name-reserved 2:3",
      "name-reserved 3:3",
      "name-reserved 4:3",
      "name-reserved 5:3",
      "name-reserved 6:3",
      "name-reserved 7:3",
    ],
  },
  {
    what: "an internal error, and envelopes with names that every API could have",
    text: `envelopes:
  Error: { code: /code, when: { /a: 1 } }
  Problem: { code: /code, when: { /a: 2 } }
envelope: Problem
definitions:
  Internal: { code: 1, kind: internal, summary: S. }
  One: { code: 2, kind: internal, summary: S., envelope: Error }`,
    expected: [],
  },
  {
    what: "a prefix that makes a class of the language",
    text: "prefix: Syntax",
    expected: ["name-reserved 1:9"],
  },
  {
    what: "an id of the tool's own",
    text: "id: errors",
    expected: ["name-reserved 1:5"],
  },
  {
    what: "a schema and a definition, or an envelope and the catalog, that make the same",
    text: `schemas: { FooError: { type: string }, ErrorBody: { type: string } }
${definitions(["TFoo", "code: 1, params: { a: { $ref: '#/schemas/FooError', at: /a }, b: { $ref: '#/schemas/ErrorBody', at: /b } }"])}
envelopes: { Error: { code: /code } }`,
    expected: ["name-reserved 1:40", "name-collision 3:3"],
  },
  {
    what: "members that are the same",
    text: definitions(
      ["Odd", 'code: [a-b, a_b, "用户"]'],
      ["Named", "code: [1, { code: 2, name: Given }]"],
      ["Given", "code: 3"],
    ),
    expected: ["name-collision 2:27", "name-collision 4:18"],
  },
  {
    what: "a code that is called as another definition",
    text: definitions(
      ["Named", "code: [1, { code: 2, name: Given }]"],
      ["Given", "code: 3, match: { status: 400 }"],
      ["Other", "code: 3, match: { status: 401 }"],
    ),
    expected: ["name-collision 2:39"],
  },
  {
    what: "names like those of the language's own properties",
    text: definitions(
      ["Constructor", "code: 1"],
      ["ToString", "code: 2"],
      ["PropertyIsEnumerable", "code: [3, { code: 4, name: HasOwnProperty }]"],
      ["Map2", "code: 5"],
    ),
    expected: [],
  },
  {
    what: "a shared code that two definitions call differently",
    text: `scopes: [A]\n${definitions(
      ["First", "code: [{ code: 1, name: One }, { code: 2, name: Two }], match: { scope: A }"],
      ["Second", "code: [{ code: 1, name: Uno }, { code: 2, name: Two }, { code: 3, name: Tres }]"],
    )}`,
    expected: ["code-named-twice 4:37"],
  },
];
