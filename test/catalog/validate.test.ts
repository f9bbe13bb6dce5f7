// Documents against their schema: each kind of fault told once, at its place, in words that help.

import { expect, describe as group, test } from "vitest";
import { type Diagnostic, positionOf } from "../../generator/index.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { validateDocument } from "../../generator/rules/validate.ts";
import { parseYaml } from "../../generator/text/yaml.ts";

const base = `id: sampler
title: Sampler
version: 1.2.0
prefix: Sampler
codeType: mixed
sources:
  api: { title: Errors, url: "https://example.com/e" }
envelopes:
  Rest:
    code: /code
    message: /message
statuses:
  404: { title: Gone }
definitions:
  First:
    code: 1
    kind: internal
    summary: One.
    source: api
`;

/** Text to append to the base, or a text of it and what stands in its place. */
type Change = string | readonly [from: string, to: string];

function changed(change: Change): string {
  if (typeof change === "string") return base + change;
  const text = base.replace(change[0], () => change[1]);
  expect(text).not.toBe(base);
  return text;
}

async function faultsOf(text: string): Promise<readonly Diagnostic[]> {
  return (await loadCatalog({ path: "a.yaml", text })).diagnostics;
}

function asLine({ span, code, message }: Diagnostic): string {
  const place = span === undefined ? undefined : positionOf(span.file, span.start);
  return `${place?.line}:${place?.column} ${code} ${message}`;
}

/** Tells the base with one change to be refused with these faults and no others. */
function check(title: string, change: Change, ...expected: readonly string[]): void {
  test(title, async () => {
    expect((await faultsOf(changed(change))).map(asLine)).toEqual(expected);
  });
}

test("the base is valid", async () => {
  expect(await faultsOf(base)).toEqual([]);
});

group("properties", () => {
  check(
    "misspelt",
    "    descripton: x\n",
    '20:5 unknown-property "descripton" is not a property of the definition "First". Did you mean "description"?',
  );
  check(
    "misspelt, and therefore missing",
    ["summary:", "sumary:"],
    '18:5 unknown-property "sumary" is not a property of the definition "First". Did you mean "summary"?',
  );
  check(
    "misspelt at the top",
    "defintions: {}\n",
    '20:1 unknown-property "defintions" is not a property of the catalog. Did you mean "definitions"?',
  );
  check(
    "misspelt in a code entry",
    ["code: 1", "code: [{ code: 1, nme: Foo }]"],
    '16:23 unknown-property "nme" is not a property of item 1 of "code" of the definition "First". Did you mean "name"?',
  );
  check(
    "misspelt in an example",
    "    examples: [{ mesage: a }]\n",
    '20:18 unknown-property "mesage" is not a property of item 1 of "examples" of the definition "First". Did you mean "message"?',
  );
  check(
    "misspelt in a reservation",
    "reserved: [{ cod: 2, reason: a }]\n",
    '20:14 unknown-property "cod" is not a property of item 1 of "reserved". Did you mean "code"?',
  );
  check(
    "misspelt in a condition",
    ["message: /message", "when: { /a: { presnt: true } }"],
    '11:19 unknown-property "presnt" is not a property of "/a" of the envelope "Rest". Did you mean "present"?',
  );
  check(
    "of another part",
    ["code: 1", "code: [{ code: 1, kind: internal }]"],
    '16:23 unknown-property "kind" is not a property of item 1 of "code" of the definition "First".',
  );
  check(
    "like nothing known",
    "    a/b~c: 1\n",
    '20:5 unknown-property "a/b~c" is not a property of the definition "First".',
  );
  check(
    "inherited by every object",
    "    constructor: a\n",
    '20:5 unknown-property "constructor" is not a property of the definition "First".',
  );
  check(
    "__proto__",
    "__proto__: { a: 1 }\n",
    '20:1 unknown-property "__proto__" is not a property of the catalog.',
  );
  check(
    "with a line break",
    '    "a\\nb": 1\n',
    '20:5 unknown-property "a\\u000ab" is not a property of the definition "First".',
  );
  check(
    "missing in a definition",
    ["    kind: internal\n", ""],
    '15:3 missing-property The definition "First" needs the property "kind".',
  );
  check(
    "missing at the top",
    ["id: sampler\n", ""],
    '1:1 missing-property The catalog needs the property "id".',
  );
  check(
    "missing in an envelope",
    ["    code: /code\n", ""],
    '9:3 missing-property The envelope "Rest" needs the property "code".',
  );
  check(
    "missing in a source",
    [', url: "https://example.com/e"', ""],
    '7:3 missing-property The source "api" needs the property "url".',
  );
  check(
    "missing in a code entry",
    ["code: 1", "code: [{ name: Foo }]"],
    '16:12 missing-property Item 1 of "code" of the definition "First" needs the property "code".',
  );
  check(
    "missing in a deprecation",
    "    deprecated: { since: 1.2.0 }\n",
    '20:5 missing-property "deprecated" of the definition "First" needs the property "reason".',
  );
  check(
    "missing in a range",
    "reserved: [{ codes: { from: 1 }, reason: a }]\n",
    '20:14 missing-property "codes" needs the property "to".',
  );
  check(
    "missing in a reservation",
    "reserved: [{ code: 1 }]\n",
    '20:12 missing-property Item 1 of "reserved" needs the property "reason".',
  );
});

group("types", () => {
  check(
    "a number for a text",
    ["summary: One.", "summary: 12"],
    '18:14 wrong-type "summary" must be a text, and this is the number 12.',
  );
  check(
    "a number for a version",
    ["version: 1.2.0", "version: 1.2"],
    '3:10 wrong-type "version" must be a text, and this is the number 1.2.',
  );
  check(
    "a boolean for a text",
    ["summary: One.", "summary: true"],
    '18:14 wrong-type "summary" must be a text, and this is the boolean true.',
  );
  check(
    "a list for a text",
    ["summary: One.", "summary: [a]"],
    '18:14 wrong-type "summary" must be a text, and this is a list.',
  );
  check(
    "a map for a text",
    ["summary: One.", "summary: { a: 1 }"],
    '18:14 wrong-type "summary" must be a text, and this is a map.',
  );
  check(
    "nothing for a text",
    ["summary: One.", "summary:"],
    '18:12 wrong-type "summary" must be a text, and this is empty (null).',
  );
  check(
    "a text with a colon in a list",
    "    causes:\n      - Note: this\n",
    '21:9 wrong-type Item 1 of "causes" must be a text, and this is a map.',
  );
  check(
    "a number in a list of texts",
    "    causes: [a, 1]\n",
    '20:17 wrong-type Item 2 of "causes" must be a text, and this is the number 1.',
  );
  check(
    "a number for a text or a list",
    "    causes: 5\n",
    '20:13 wrong-type "causes" must be a text or a list, and this is the number 5.',
  );
  check(
    "a text for a status",
    "    status: '404'\n",
    '20:13 wrong-type "status" must be an integer or a list, and this is the text "404".',
  );
  check(
    "a range for a status",
    "    status: 4xx\n",
    '20:13 wrong-type "status" must be an integer or a list, and this is the text "4xx".',
  );
  check(
    "a fraction for a status",
    "    status: 404.5\n",
    '20:13 wrong-type "status" must be an integer or a list, and this is the number 404.5.',
  );
  check(
    "a map for a status",
    "    status: { a: 1 }\n",
    '20:13 wrong-type "status" must be an integer or a list, and this is a map.',
  );
  check(
    "true for a code",
    ["code: 1", "code: true"],
    '16:11 wrong-type "code" must be an integer, a text or a list, and this is the boolean true.',
  );
  check(
    "nothing for a code",
    ["code: 1\n", "code:\n"],
    '16:9 wrong-type "code" must be an integer, a text or a list, and this is empty (null).',
  );
  check(
    "a fraction for a code",
    ["code: 1", "code: 1.5"],
    '16:11 wrong-type "code" must be an integer, a text or a list, and this is the number 1.5.',
  );
  check(
    "a map for a code",
    ["code: 1", "code: { code: 1 }"],
    '16:11 wrong-type "code" must be an integer, a text or a list, and this is a map.',
  );
  check(
    "true in a list of codes",
    ["code: 1", "code: [true]"],
    '16:12 wrong-type Item 1 of "code" must be an integer, a text or a map, and this is the boolean true.',
  );
  check(
    "nothing in a list of codes",
    ["code: 1", "code: [null]"],
    '16:12 wrong-type Item 1 of "code" must be an integer, a text or a map, and this is empty (null).',
  );
  check(
    "a list in a list of codes",
    ["code: 1", "code: [[1]]"],
    '16:12 wrong-type Item 1 of "code" must be an integer, a text or a map, and this is a list.',
  );
  check(
    "true in a code entry",
    ["code: 1", "code: [{ code: true, name: Foo }]"],
    '16:20 wrong-type "code" must be an integer or a text, and this is the boolean true.',
  );
  check(
    "a list in a code entry",
    ["code: 1", "code: [{ code: [1], name: Foo }]"],
    '16:20 wrong-type "code" must be an integer or a text, and this is a list.',
  );
  check(
    "nothing for a definition",
    "  Second:\n",
    '20:9 wrong-type "Second" must be a map, and this is empty (null).',
  );
  check(
    "a text for a definition",
    "  Second: text\n",
    '20:11 wrong-type "Second" must be a map, and this is the text "text".',
  );
  check(
    "a number for a locator",
    ["message: /message", "message: 5"],
    '11:14 wrong-type "message" must be a text or a list, and this is the number 5.',
  );
  check(
    "a list in a condition",
    ["message: /message", "when: { /a: [[1]] }"],
    '11:18 wrong-type Item 1 of "/a" must be a text, a number, true or false or null, and this is a list.',
  );
  check(
    "a number for presence",
    ["message: /message", "when: { /a: { present: 1 } }"],
    '11:28 wrong-type "present" must be true or false, and this is the number 1.',
  );
  check(
    "a map for examples",
    "    examples: { message: a }\n",
    '20:15 wrong-type "examples" must be a list, and this is a map.',
  );
  check(
    "a text for an example",
    "    examples: [hello]\n",
    '20:16 wrong-type Item 1 of "examples" must be a map, and this is the text "hello".',
  );
  check(
    "a number for a header",
    "    examples: [{ message: a, headers: { x-a: 1 } }]\n",
    '20:46 wrong-type "x-a" must be a text, and this is the number 1.',
  );
  check(
    "a list for params",
    "    params: [a]\n",
    '20:13 wrong-type "params" must be a map, and this is a list.',
  );
  check(
    "a text for a param",
    "    params: { a: string }\n",
    '20:18 wrong-type "a" must be a map, and this is the text "string".',
  );
  check(
    "a text for a boolean",
    "    params: { a: { safe: 'yes' } }\n",
    '20:26 wrong-type "safe" must be true or false, and this is the text "yes".',
  );
  check(
    "true for a deprecation",
    "    deprecated: true\n",
    '20:17 wrong-type "deprecated" must be a map, and this is the boolean true.',
  );
  check(
    "texts for a range",
    "reserved: [{ codes: { from: a, to: 2 }, reason: a }]\n",
    '20:29 wrong-type "from" must be an integer, and this is the text "a".',
  );
  check(
    "a map for reservations",
    "reserved: { code: 1 }\n",
    '20:11 wrong-type "reserved" must be a list, and this is a map.',
  );
  check(
    "a text for scopes",
    "scopes: a\n",
    '20:9 wrong-type "scopes" must be a list, and this is the text "a".',
  );
  check(
    "a list for a kind",
    ["kind: internal", "kind: [internal]"],
    '17:11 wrong-type "kind" must be a text, and this is a list.',
  );
  check(
    "nothing for a kind",
    ["kind: internal", "kind:"],
    '17:9 wrong-type "kind" must be a text, and this is empty (null).',
  );
});

group("closed lists", () => {
  check(
    "nearly right",
    ["kind: internal", "kind: intrnal"],
    '17:11 not-one-of "intrnal" is not a value of "kind". Did you mean "internal"?',
  );
  check(
    "in another case",
    ["kind: internal", "kind: Internal"],
    '17:11 not-one-of "Internal" is not a value of "kind". Did you mean "internal"?',
  );
  check(
    "quite wrong",
    ["kind: internal", "kind: bogus"],
    '17:11 not-one-of "bogus" is not a value of "kind".',
  );
  check(
    "a number",
    ["kind: internal", "kind: 5"],
    '17:11 not-one-of "5" is not a value of "kind".',
  );
  check(
    "the type of codes",
    ["codeType: mixed", "codeType: int"],
    '5:11 not-one-of "int" is not a value of "codeType". Did you mean "integer"?',
  );
  check(
    "retry",
    "    retry: after_backoff\n",
    '20:12 not-one-of "after_backoff" is not a value of "retry". Did you mean "after-backoff"?',
  );
  check(
    "effect",
    "    effect: maybe\n",
    '20:13 not-one-of "maybe" is not a value of "effect". Did you mean "unknown"?',
  );
});

group("forms", () => {
  check(
    "a version",
    ["version: 1.2.0", "version: v1.2.0"],
    '3:10 bad-form "v1.2.0" does not have the form of "version".',
  );
  check(
    "a prefix",
    ["prefix: Sampler", "prefix: sampler"],
    '4:9 bad-form "sampler" does not have the form of "prefix".',
  );
  check(
    "an id that climbs",
    ["id: sampler", "id: ../../escape"],
    '1:5 bad-form "../../escape" does not have the form of "id".',
  );
  check(
    "a locator",
    ["code: /code", "code: code"],
    '10:11 bad-form "code" does not have the form of "code".',
  );
  check(
    "a locator in a list",
    ["code: /code", "code: [/code, code]"],
    '10:19 bad-form "code" does not have the form of item 2 of "code".',
  );
  check(
    "a script as URL",
    ["https://example.com/e", "javascript:PWN"],
    '7:30 bad-form "javascript:PWN" does not have the form of "url".',
  );
  check(
    "a file as URL",
    ["https://example.com/e", "file:///etc/hosts"],
    '7:30 bad-form "file:///etc/hosts" does not have the form of "url".',
  );
  check(
    "a line with a break",
    ["summary: One.", 'summary: "a\\nb"'],
    '18:14 bad-form "a\\u000ab" does not have the form of "summary".',
  );
  check(
    "a line with a paragraph separator",
    ["summary: One.", 'summary: "a\\u2029b"'],
    '18:14 bad-form "a\\u2029b" does not have the form of "summary".',
  );
  check(
    "a day",
    ['e" }', 'e", read: 2026-13-40 }'],
    '7:61 bad-form "2026-13-40" does not have the form of "read".',
  );
  check(
    "a code with space",
    ["code: 1", "code: ' a'"],
    '16:11 bad-form " a" does not have the form of "code".',
  );
  check(
    "a name of a code",
    ["code: 1", "code: [2, { code: 3, name: bad_name }]"],
    '16:32 bad-form "bad_name" does not have the form of "name".',
  );
  check(
    "the place of a param",
    "    params: { a: { at: x } }\n",
    '20:24 bad-form "x" does not have the form of "at".',
  );
  check(
    "a source",
    ["source: api", "source: API"],
    '19:13 bad-form "API" does not have the form of "source".',
  );
});

group("keys", () => {
  check(
    "a name in lower case",
    "  second: { code: 2, kind: internal, summary: x }\n",
    '20:3 bad-key "second" cannot be a key of "definitions".',
  );
  check(
    "a name with a hyphen",
    "  Second-Thing: { code: 2, kind: internal, summary: x }\n",
    '20:3 bad-key "Second-Thing" cannot be a key of "definitions".',
  );
  check(
    "a name that ends a class",
    '  "Auth { } PWN; class B": { code: 2, kind: internal, summary: x }\n',
    '20:3 bad-key "Auth { } PWN; class B" cannot be a key of "definitions".',
  );
  check(
    "a name that every object inherits",
    "  toString: { code: 2, kind: internal, summary: x }\n",
    '20:3 bad-key "toString" cannot be a key of "definitions".',
  );
  check(
    "__proto__ as name",
    "  __proto__: { code: 2, kind: internal, summary: x }\n",
    '20:3 bad-key "__proto__" cannot be a key of "definitions".',
  );
  check(
    "a schema whose name and content are both refused",
    ["envelopes:", "schemas: { match: { status: 599 } }\nenvelopes:"],
    '8:12 bad-key "match" cannot be a key of "schemas".',
    '8:21 schema-keyword "status" is not a keyword of the JSON Schemas in a catalog.',
  );
  check(
    "an envelope whose name and body are both refused",
    ["envelopes:", "envelopes:\n  odd: { code: /code, body: { status: 599 } }"],
    '9:3 bad-key "odd" cannot be a key of "envelopes".',
    '9:31 schema-keyword "status" is not a keyword of the JSON Schemas in a catalog.',
  );
  check(
    "a definition whose name and param are both refused",
    "  second: { code: 2, kind: internal, summary: x, params: { a: { status: 1 } } }\n",
    '20:3 bad-key "second" cannot be a key of "definitions".',
    '20:65 schema-keyword "status" is not a keyword of the JSON Schemas in a catalog.',
  );
  check("a status", ["  404:", "  4x4:"], '13:3 bad-key "4x4" cannot be a key of "statuses".');
  check("a source", ["  api:", "  API:"], '7:3 bad-key "API" cannot be a key of "sources".');
  check(
    "a locator",
    ["message: /message", "when: { a: 1 }"],
    '11:13 bad-key "a" cannot be a key of "when".',
  );
  check(
    "a param",
    "    params: { a-b: { type: string } }\n",
    '20:15 bad-key "a-b" cannot be a key of "params".',
  );
  check(
    "__proto__ as param",
    "    params: { __proto__: { type: string } }\n",
    '20:15 bad-key "__proto__" cannot be a key of "params".',
  );
  check(
    "a locale",
    "    translations: { english_us: a }\n",
    '20:21 bad-key "english_us" cannot be a key of "translations".',
  );
  check(
    "a header",
    "    examples: [{ message: a, headers: { 'x a': b } }]\n",
    '20:41 bad-key "x a" cannot be a key of "headers".',
  );
});

group("bounds", () => {
  check(
    "2^60",
    ["code: 1", "code: 1152921504606846976"],
    '16:11 out-of-bounds "code" must be at most 9007199254740991.',
  );
  check(
    "2^53 + 1",
    ["code: 1", "code: 9007199254740993"],
    '16:11 out-of-bounds "code" must be at most 9007199254740991.',
  );
  check(
    "-2^60",
    ["code: 1", "code: -1152921504606846976"],
    '16:11 out-of-bounds "code" must be at least -9007199254740991.',
  );
  check("an empty code", ["code: 1", "code: ''"], '16:11 out-of-bounds "code" must not be empty.');
  check("no code at all", ["code: 1", "code: []"], '16:11 out-of-bounds "code" must not be empty.');
  check(
    "a long line",
    ["summary: One.", `summary: ${"x".repeat(301)}`],
    '18:14 out-of-bounds "summary" must have at most 300 characters.',
  );
  check(
    "an empty line",
    ["summary: One.", "summary: ''"],
    '18:14 out-of-bounds "summary" must not be empty.',
  );
  check(
    "a status too low",
    "    status: 99\n",
    '20:13 out-of-bounds "status" must be at least 100.',
  );
  check(
    "a status too high in a list",
    "    status: [404, 600]\n",
    '20:19 out-of-bounds Item 2 of "status" must be at most 599.',
  );
  check(
    "too many locators",
    ["code: /code", "code: [/a, /b, /c, /d, /e, /f, /g, /h, /i, /j, /k]"],
    '10:11 out-of-bounds "code" must hold at most 10.',
  );
  check("an empty match", "    match: {}\n", '20:12 out-of-bounds "match" must not be empty.');
  check(
    "an empty condition",
    ["message: /message", "when: { /a: {} }"],
    '11:13 missing-property "/a" of the envelope "Rest" needs the property "present".',
  );
  check(
    "an empty list of constants",
    ["message: /message", "when: { /a: [] }"],
    '11:17 out-of-bounds "/a" must not be empty.',
  );
  check(
    "a status that says nothing",
    ["{ title: Gone }", "{}"],
    '13:8 out-of-bounds "404" must not be empty.',
  );
  check("no examples", "    examples: []\n", '20:15 out-of-bounds "examples" must not be empty.');
});

group("repetitions", () => {
  check(
    "of codes",
    ["code: 1", "code: [1, 2, 1]"],
    '16:18 duplicate-item The list "code" holds the same value twice, at positions 1 and 3.',
  );
  check(
    "of statuses",
    "    status: [404, 404]\n",
    '20:19 duplicate-item The list "status" holds the same value twice, at positions 1 and 2.',
  );
  check(
    "of scopes",
    "scopes: [a, b, a]\n",
    '20:16 duplicate-item The list "scopes" holds the same value twice, at positions 1 and 3.',
  );
});

group("exactly one of", () => {
  check(
    "an example with none",
    "    examples: [{}]\n",
    '20:16 choose-one Item 1 of "examples" of the definition "First" needs exactly one of "message", "body".',
  );
  check(
    "an example with both",
    "    examples: [{ message: a, body: {} }]\n",
    '20:16 choose-one Item 1 of "examples" of the definition "First" needs exactly one of "message", "body".',
  );
  check(
    "a reservation with none",
    "reserved: [{ reason: a }]\n",
    '20:12 choose-one Item 1 of "reserved" needs exactly one of "code", "codes", "name".',
  );
  check(
    "a reservation with two",
    "reserved: [{ reason: a, code: 1, name: X }]\n",
    '20:12 choose-one Item 1 of "reserved" needs exactly one of "code", "codes", "name".',
  );
});

group("several faults", () => {
  check(
    "in one definition and in others",
    "    status: '404'\n    descripton: x\n  Second: { code: 2, kind: nope, summary: x }\n  third: { code: 3, kind: internal, summary: x }\n",
    '20:13 wrong-type "status" must be an integer or a list, and this is the text "404".',
    '21:5 unknown-property "descripton" is not a property of the definition "First". Did you mean "description"?',
    '22:28 not-one-of "nope" is not a value of "kind".',
    '23:3 bad-key "third" cannot be a key of "definitions".',
  );
  check(
    "of the schema and of the rules",
    "  Second: { code: 2, kind: nope, summary: x }\n  Third: { code: 0042, kind: internal, summary: x }\n",
    '20:28 not-one-of "nope" is not a value of "kind".',
    "21:18 code-literal The code 0042 is not written as JSON would print it (42).",
  );
  check(
    "of the schema and of the rules in one definition",
    "  Second:\n    code: 0042\n    kind: internal\n    sumary: x\n    descripton: y\n    causes: 5\n",
    "21:11 code-literal The code 0042 is not written as JSON would print it (42).",
    '23:5 unknown-property "sumary" is not a property of the definition "Second". Did you mean "summary"?',
    '24:5 unknown-property "descripton" is not a property of the definition "Second". Did you mean "description"?',
    '25:13 wrong-type "causes" must be a text or a list, and this is the number 5.',
  );
  check(
    "a bad name and a rule",
    "  second: { code: 2, kind: internal, summary: x }\n  Third: { code: 0042, kind: internal, summary: x }\n",
    '20:3 bad-key "second" cannot be a key of "definitions".',
    "21:18 code-literal The code 0042 is not written as JSON would print it (42).",
  );
  check(
    "with a shared code, of which one meaning is refused",
    "  Second: { code: 1, match: 5, kind: internal, summary: x }\n",
    '20:29 wrong-type "match" must be a map, and this is the number 5.',
  );
  check(
    "with a shared code and an unknown kind",
    "  Second: { code: 1, kind: nope, summary: x }\n",
    '20:19 code-undecided The definitions "First" and "Second" share the code "1", and a response could be either.',
    '20:28 not-one-of "nope" is not a value of "kind".',
  );
  check(
    "with a reference to what is refused",
    "    deprecated: { since: 1.1.0, reason: a, use: Second }\n  Second: { code: 2, kind: nope, summary: x }\n",
    '21:28 not-one-of "nope" is not a value of "kind".',
  );
  check(
    "at the top and in a rule",
    ["id: sampler\ntitle: Sampler", "title: 5\nid: Sampler"],
    '1:8 wrong-type "title" must be a text, and this is the number 5.',
    '2:5 bad-form "Sampler" does not have the form of "id".',
  );
});

group("a text that is no map", () => {
  const whole = (title: string, text: string, expected: string): void =>
    test(title, async () => {
      expect((await faultsOf(text)).map(asLine)).toEqual([expected]);
    });
  const type = "1:1 wrong-type The catalog must be a map, and this is";
  whole("a list", "- a\n- b\n", `${type} a list.`);
  whole("a text", "hello\n", `${type} the text "hello".`);
  whole("a number", "42\n", `${type} the number 42.`);
  whole("null", "null\n", `${type} empty (null).`);
  whole("a list in JSON", "[]", `${type} a list.`);
  test("an empty map", async () => {
    const faults = await faultsOf("{}");
    expect(faults.map(({ message }) => /"(\w+)"/.exec(message)?.[1])).toEqual([
      "id",
      "title",
      "version",
      "prefix",
      "codeType",
      "envelopes",
      "definitions",
    ]);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(["missing-property"]));
  });
  const empty = (title: string, change: Change, expected: string): void =>
    test(title, async () => {
      expect((await faultsOf(changed(change))).map(asLine)).toEqual([expected]);
    });
  const definitions = base.slice(base.indexOf("definitions:"));
  const envelopes = base.slice(base.indexOf("envelopes:"), base.indexOf("statuses:"));
  empty(
    "no definitions",
    [definitions, "definitions: {}\n"],
    '14:14 out-of-bounds "definitions" must not be empty.',
  );
  empty(
    "null for definitions",
    [definitions, "definitions:\n"],
    '14:12 wrong-type "definitions" must be a map, and this is empty (null).',
  );
  empty(
    "a list of definitions",
    [definitions, "definitions: [a]\n"],
    '14:14 wrong-type "definitions" must be a map, and this is a list.',
  );
  empty(
    "no envelopes",
    [envelopes, "envelopes: {}\n"],
    '8:12 out-of-bounds "envelopes" must not be empty.',
  );
});

group("the help", () => {
  const help = (title: string, change: Change, expected: string): void =>
    test(title, async () => {
      expect((await faultsOf(changed(change))).map((one) => one.help)).toEqual([expected]);
    });
  help(
    "says what a form is",
    ["version: 1.2.0", "version: v1"],
    'Write "1.0.0". A version of three numbers without leading zeros, each of at most nine digits.',
  );
  help(
    "says what a key is",
    ["  404:", "  4x4:"],
    "A key here is an HTTP status such as `404`, or a range such as `5xx`.",
  );
  help("says what a bound is for", "    status: 99\n", "An HTTP status from 100 to 599.");
  help(
    "shows the quotes that are missing",
    ["version: 1.2.0", "version: 1.2"],
    'If it is a text, quote it: "1.2". The version of this catalog, raised as its errors change. The version of the API itself belongs into `title` or `id`.',
  );
  help(
    "shows the quotes that are too many",
    "    status: '404'\n",
    "Write it without quotes: 404. The HTTP status, or statuses, that the error is documented to come with. The code is recognised under any other status too.",
  );
  help(
    "knows the colon in a text",
    "    causes:\n      - Note: this\n",
    "A text that holds a colon and a space needs quotes. Markdown of 1 to 20,000 characters, with no control characters but line feeds and tabs.",
  );
  help(
    "names every value of a closed list",
    ["kind: internal", "kind: bogus"],
    "Use one of: invalid-argument, unauthenticated, permission-denied, not-found, already-exists, conflict, failed-precondition, rate-limited, quota-exceeded, insufficient-funds, declined, unsupported, unavailable, timeout, cancelled, internal, unknown.",
  );
  help(
    "names every property",
    ["code: /code", "code: /code\n    mesage: /m"],
    "Known here: code, message, requestId, docsUrl, retryAfter, when, mediaType, success, params, body, tags, description.",
  );
  help(
    "says what is missing",
    ["    code: /code\n", ""],
    'Add "code". The place of the code. In a list, the first place with a code of this catalog counts.',
  );
});

test("a second place is a note", async () => {
  const [fault] = await faultsOf(changed(["code: 1", "code: [1, 2, 1]"]));
  expect(fault?.notes.map(({ message, span }) => [message, span?.start])).toEqual([
    ["It is first given here.", base.indexOf("code: 1") + "code: [".length],
  ]);
});

test("five hundred places are reported, and that there are more", async () => {
  const many = Array.from({ length: 1500 }, (_, i) => `  Name${i}: { code: ${i}, kind: no }\n`);
  const faults = await faultsOf(base + many.join(""));
  expect(faults.length).toBeLessThan(1100);
  expect(faults.map(({ message }) => message)).toContain("There are errors at 2500 more places.");
});

group("what is left of a refused document", () => {
  const left = (title: string, change: Change, expected: readonly string[]): void =>
    test(title, async () => {
      const root = parseYaml({ path: "a.yaml", text: changed(change) }).value;
      if (root === undefined) throw new Error("the text is no YAML");
      const before = JSON.stringify(root.value);
      const { document, broken } = await validateDocument(root);
      expect([...broken]).toEqual(expected);
      expect(JSON.stringify(root.value)).toBe(before);
      for (const pointer of expected) {
        const [, collection = "", name = ""] = pointer.split("/");
        const map = (document as unknown as Record<string, object>)[collection] ?? {};
        const isWhole = pointer.split("/").length === 3;
        if (isWhole) expect(Object.keys(map)).not.toContain(name);
      }
    });
  left("a definition without its kind stays", "  Second: { code: 2, summary: x }\n", [
    "/definitions/Second/kind",
  ]);
  left("a definition without a text stays", "    sumary: x\n    causes: 5\n", [
    "/definitions/First/sumary",
    "/definitions/First/causes",
  ]);
  left("a definition with a misspelt match goes", "    macth: { status: 404 }\n", [
    "/definitions/First",
  ]);
  left("a name like __proto__ goes", "  __proto__: { code: [], summary: x }\n", [
    "/definitions/__proto__",
    "/definitions",
  ]);
  left("a property of the whole goes", "scopes: a\n", ["/scopes"]);
});
