// Catalogs on names, codes and their meanings: rules 1 to 8 and 23.

import { definitions, type RuleCase } from "./case.ts";

/** What breaks and keeps the rules 1 to 8 and 23. */
export const codeCases: readonly RuleCase[] = [
  {
    rule: 1,
    what: "names that differ by case alone",
    text: definitions(["RateLimit", "code: 1"], ["Ratelimit", "code: 2"]),
    expected: ["name-collision 3:3"],
  },
  {
    rule: 1,
    what: "a name that ends in Error or Exception",
    text: definitions(
      ["TimeoutError", "code: 1"],
      ["Bad", "code: [2, { code: 3, name: BadException }]"],
    ),
    expected: ["name-suffix 2:3", "name-suffix 3:37"],
  },
  {
    rule: 1,
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
    rule: 1,
    what: "a prefix that makes a class of the language",
    text: "prefix: Syntax",
    expected: ["name-reserved 1:9"],
  },
  {
    rule: 1,
    what: "an id of the tool's own",
    text: "id: errors",
    expected: ["name-reserved 1:5"],
  },
  {
    rule: 1,
    what: "a schema and a definition, or an envelope and the catalog, that make the same",
    text: `schemas: { FooError: { type: string }, ErrorBody: { type: string } }
${definitions(["TFoo", "code: 1, params: { a: { $ref: '#/schemas/FooError', at: /a }, b: { $ref: '#/schemas/ErrorBody', at: /b } }"])}
envelopes: { Error: { code: /code } }`,
    expected: ["name-reserved 1:40", "name-collision 3:3", "name-reserved 4:14"],
  },
  {
    rule: 1,
    what: "members that are the same",
    text: definitions(
      ["Odd", 'code: [a-b, a_b, "用户"]'],
      ["Named", "code: [1, { code: 2, name: Given }]"],
      ["Given", "code: 3"],
    ),
    expected: ["name-collision 2:27", "name-collision 4:18"],
  },
  {
    rule: 1,
    what: "a code that is called as another definition",
    text: definitions(
      ["Named", "code: [1, { code: 2, name: Given }]"],
      ["Given", "code: 3, match: { status: 400 }"],
      ["Other", "code: 3, match: { status: 401 }"],
    ),
    expected: ["name-collision 2:39"],
  },
  {
    rule: 1,
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
    rule: 2,
    what: "a code twice in one definition",
    text: definitions(
      ["Bad", 'code: [29001, "29001"]'],
      ["Worse", "code: [a, { code: a, title: A }]"],
    ),
    expected: ["code-repeated 2:24", "code-repeated 3:30"],
  },
  {
    rule: 2,
    what: "codes that look alike",
    text: definitions(["Bad", 'code: [1, "01", "1.0"]']),
    expected: [],
  },

  {
    rule: 3,
    what: "numbers that JSON prints otherwise",
    text: definitions(
      ["Zeros", "code: [0042, 08000, +5, -0]"],
      ["Powers", "code: [1e5, 1.0, 0x10, 0o17]"],
      ["Elsewhere", "code: [1_000, 12:30, 0b11]"],
    ),
    expected: [
      ...["2:19", "2:25", "2:32", "2:36", "3:20", "3:25", "3:30", "3:36"],
      ...["4:23", "4:30", "4:37"],
    ].map((place) => `code-literal ${place}`),
  },
  {
    rule: 3,
    what: "such numbers in examples and reservations",
    text: `${definitions(["Bad", "code: 42, examples: [{ message: x, code: 042 }]"])}
reserved: [{ code: 007, reason: Gone. }, { codes: { from: 0100, to: 200 }, reason: Gone. }]`,
    expected: ["code-literal 2:51", "code-literal 3:20", "code-literal 3:59"],
  },
  {
    rule: 3,
    what: "codes that do not fit codeType integer",
    text: `codeType: integer\n${definitions(["Bad", 'code: [1, "2", c]'])}`,
    expected: ["code-type 3:20", "code-type 3:25"],
  },
  {
    rule: 3,
    what: "codes that do not fit codeType string",
    text: `codeType: string\n${definitions(["Bad", 'code: [1, "2", c]'])}`,
    expected: ["code-type 3:17"],
  },
  {
    rule: 3,
    what: "a code that is a number here and a text there",
    text: definitions(
      ["One", "code: 1, match: { status: 400 }"],
      ["Two", 'code: "1", match: { status: 500 }'],
    ),
    expected: ["code-spelled-twice 3:16"],
  },
  {
    rule: 3,
    what: "codes that are written as they are on the wire",
    text: definitions(["Good", "code: [\"0042\", -5, 0, invalid_request, 4-001, '1e5', 08x]"]),
    expected: [],
  },

  {
    rule: 4,
    what: "two definitions with one code",
    text: definitions(["One", "code: 1"], ["Two", 'code: [2, "1"]']),
    expected: ["code-spelled-twice 3:20", "code-undecided 3:20"],
  },
  {
    rule: 4,
    what: "matches that can both hold, or are the same",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { scope: A }"],
      ["Two", "code: 1, match: { status: 400 }"],
      ["Three", "code: 1, match: { scope: [B, A] }"],
      ["Four", "code: 1, match: { scope: A }"],
    )}`,
    expected: ["code-undecided 4:16", "code-undecided 5:18", "code-undecided 6:17"],
  },
  {
    rule: 4,
    what: "more meanings of a code than are compared with each other",
    text: definitions(
      ...Array.from({ length: 501 }, (_, i): [string, string] => [
        `Name${i}`,
        `code: 1, match: { message: "${i}" }`,
      ]),
    ),
    expected: ["code-crowded 502:20"],
  },
  {
    rule: 4,
    what: "templates that can both fit",
    text: definitions(
      ["One", 'code: 1, match: { message: "no {} here" }'],
      ["Two", 'code: 1, match: { message: "no a{}" }'],
      ["Rest", "code: 1"],
    ),
    expected: ["code-undecided 3:16"],
  },
  {
    rule: 4,
    what: "matches that exclude each other or lie inside one another",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { scope: A }"],
      ["Two", "code: 1, match: { scope: B }"],
      ["Three", "code: 1, match: { scope: B, status: 400 }"],
      ["Four", "code: 1, match: { scope: A, body: { /a: 1 } }"],
      ["Five", "code: 1, match: { scope: A, body: { /a: 2 } }"],
      ["Rest", "code: 1"],
    )}`,
    expected: [],
  },

  {
    rule: 5,
    what: "codes that only messages tell apart",
    text: `scopes: [A, B]\n${definitions(
      ["One", "code: 1, match: { message: one }"],
      ["Two", "code: 1, match: { message: two }"],
      ["Here", "code: 2, match: { message: one, scope: A }"],
      ["There", "code: 2, match: { scope: B }"],
    )}`,
    expected: ["message-alone 3:16", "message-alone 5:17"],
  },
  {
    rule: 5,
    what: "a single definition with a message match",
    text: definitions(["One", "code: 1, match: { message: one }"]),
    expected: ["message-alone 2:16"],
  },
  {
    rule: 1,
    what: "a shared code that two definitions call differently",
    text: `scopes: [A]\n${definitions(
      ["First", "code: [{ code: 1, name: One }, { code: 2, name: Two }], match: { scope: A }"],
      ["Second", "code: [{ code: 1, name: Uno }, { code: 2, name: Two }, { code: 3, name: Tres }]"],
    )}`,
    expected: ["code-named-twice 4:37"],
  },
  {
    rule: 24,
    what: "an example that has a header twice",
    text: definitions([
      "One",
      "code: 1, examples: [{ message: m, headers: { X-A: a, x-b: b, x-a: b } }, { message: m, headers: { X-A: a } }]",
    ]),
    expected: ["header-repeated 2:71"],
  },
  {
    rule: 10,
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
    rule: 5,
    what: "a definition that takes what is left",
    text: definitions(["One", "code: 1, match: { message: one }"], ["Two", "code: 1"]),
    expected: [],
  },

  {
    rule: 6,
    what: "a fallback that promises more",
    text: definitions(
      ["Worded", "code: 1, match: { message: busy }, effect: unknown, retry: never"],
      ["Rest", "code: 1"],
    ),
    expected: ["fallback-effect 3:3", "fallback-retry 3:3"],
  },
  {
    rule: 6,
    what: "a fallback that promises more in so many words, and a middle one",
    text: `scopes: [A]\n${definitions(
      ["Worded", "code: 1, match: { message: busy, scope: A }, effect: unknown"],
      ["Middle", "code: [{ code: 1, effect: none }], match: { scope: A }, retry: after-fix"],
      ["Rest", "code: 1, effect: none"],
    )}`,
    expected: ["fallback-effect 4:31"],
  },
  {
    rule: 6,
    what: "a fallback that is as careful, whatever the others are",
    text: `scopes: [A]\n${definitions(
      ["Worded", "code: 1, match: { message: busy }, effect: unknown"],
      ["Scoped", "code: 2, match: { scope: A }, effect: unknown"],
      ["Rest", "code: [1, { code: 2, effect: none }], effect: unknown, retry: never"],
    )}`,
    expected: [],
  },

  {
    rule: 7,
    what: "a dimension in the match and beside it",
    text: `scopes: [A]\n${definitions(
      ["One", "code: 1, scope: A, match: { scope: A, status: 400 }, status: [400, 404]"],
      ["Rest", "code: 1"],
    )}`,
    expected: ["said-twice 3:19", "said-twice 3:63"],
  },
  {
    rule: 7,
    what: "a message in the match and beside it",
    text: definitions(["One", "code: 1, message: a, match: { message: a }"], ["Rest", "code: 1"]),
    expected: ["said-twice 2:19"],
  },
  {
    rule: 7,
    what: "different dimensions in the match and beside it",
    text: definitions(
      ["One", "code: 1, message: a, match: { status: 400 }"],
      ["Rest", "code: 1, status: [400, 500]"],
    ),
    expected: [],
  },

  {
    rule: 8,
    what: "envelopes that read the same places",
    text: `envelope: A
envelopes:
  A: { code: /code, message: [/msg, header:x-msg] }
  B: { code: /code, message: [header:X-Msg, /msg], requestId: /id }
  C: { code: /code, when: { /a: 1 } }
  D: { code: /code, when: { /b: 1 } }`,
    expected: ["envelopes-alike 4:3", "envelopes-alike 6:3"],
  },
  {
    rule: 8,
    what: "conditions that are no more than those of the other",
    text: `envelope: A
envelopes:
  A: { code: /code, when: { /a: [1, 2] } }
  B: { code: /code, when: { /a: 1 } }`,
    expected: ["envelopes-alike 4:3"],
  },
  {
    rule: 8,
    what: "envelopes that exclude each other or say more",
    text: `envelope: A
envelopes:
  A: { code: /code }
  B: { code: /code, when: { /a: 1 } }
  C: { code: /code, when: { /a: 2 } }
  D: { code: /code, when: { /a: 2, /b: { present: true } } }
  E: { code: /code, message: /msg }
  F: { code: [/code, /error] }`,
    expected: [],
  },

  {
    rule: 24,
    what: "values of headers that are no texts",
    text: `success: { "header:x-ok": true }
envelopes: { E: { code: /code, message: /msg, when: { "header:X-E": 1, /e: 1 } } }
${definitions(["One", 'code: 1, match: { body: { "header:x-e": [a, 2, null] } }'])}`,
    expected: ["header-value 1:27", "header-value 2:69", "header-value 4:54", "header-value 4:57"],
  },
  {
    rule: 24,
    what: "keys that are one header",
    text: `envelopes: { E: { code: /code, message: /msg, when: { "header:X-A": a, "header:x-a": b } } }
${definitions(["One", 'code: 1, match: { body: { "header:x-b": a, "header:x-B": { present: true } } }'])}`,
    expected: ["header-repeated 1:72", "header-repeated 3:53"],
  },
  {
    rule: 24,
    what: "headers with texts, and keys of the body that differ by case",
    text: `success: { "header:x-ok": "true" }
envelopes: { E: { code: /code, message: /msg, when: { "header:x-a": ["1", b], "header:x-b": { present: false } } } }
${definitions(["One", "code: 1, match: { body: { /a: 1, /A: 2, /header:x-a: null } }"])}`,
    expected: [],
  },
];
