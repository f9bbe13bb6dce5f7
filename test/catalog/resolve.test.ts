// Every default and derivation of the catalog format, as tables: document in, facts out.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Catalog, Definition, Example } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { validateCatalog } from "../../generator/schema/validators.js";
import { parseYaml } from "../../generator/text/yaml.ts";

interface Parts {
  /** Lines of the document's top. */
  readonly top?: string;
  readonly envelopes?: string;
  readonly definitions: string;
}

function documentOf({ top = "", envelopes, definitions }: Parts): CatalogDocument {
  const text = `
id: a
title: A
version: 1.0.0
prefix: A
codeType: mixed
${top}
envelopes:
${indented(envelopes ?? "Rest: { code: /code, message: /message }")}
definitions:
${indented(definitions)}
`;
  return parsed(text);
}

function parsed(text: string): CatalogDocument {
  const { value, diagnostics } = parseYaml({ path: "a.yaml", text });
  const data: unknown = value?.value;
  if (!validateCatalog(data)) {
    throw new Error(JSON.stringify([diagnostics, validateCatalog.errors]));
  }
  return data;
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}

const catalogOf = (parts: Parts): Catalog => resolveCatalog(documentOf(parts));

function only(parts: Parts): Definition {
  const [definition] = catalogOf(parts).definitions;
  if (definition === undefined) throw new Error("there is no definition");
  return definition;
}

const simple = (rest: string): Parts => ({
  definitions: `Name: { code: 1, kind: internal, summary: S, ${rest} }`,
});

describe("retry and effect are the most careful of the kind and the statuses", () => {
  const check = (kind: string, facts: string, expected: string, statuses?: string): void =>
    test(`${kind} ${facts} ${statuses ?? ""}`, () => {
      const top = statuses === undefined ? "" : `statuses: ${statuses}`;
      const definitions = `Name: { code: 1, kind: ${kind}, summary: S, ${facts} }`;
      const { retry, effect, codes } = only({ top, definitions });
      expect(`${retry} ${effect}`).toBe(expected);
      expect(codes.map((code) => `${code.retry} ${code.effect}`)).toEqual([expected]);
    });
  for (const kind of [
    "invalid-argument",
    "unauthenticated",
    "permission-denied",
    "not-found",
    "conflict",
    "failed-precondition",
    "quota-exceeded",
    "insufficient-funds",
    "declined",
    "unsupported",
  ]) {
    check(kind, "", "after-fix none");
  }
  check("already-exists", "", "after-fix unknown");
  check("rate-limited", "", "after-backoff none");
  check("unavailable", "", "after-backoff unknown");
  check("timeout", "", "after-backoff unknown");
  check("internal", "", "after-backoff unknown");
  check("cancelled", "", "after-fix unknown");
  check("unknown", "", "after-fix unknown");
  check("timeout", "status: 408", "after-backoff unknown", "{ 4xx: { effect: none } }");
  check("not-found", "status: 500", "after-fix unknown", "{ 5xx: { effect: unknown } }");
  check("not-found", "status: 404", "after-fix none", "{ 5xx: { effect: unknown } }");
  check("not-found", "status: [404, 500]", "after-fix unknown", "{ 5xx: { effect: unknown } }");
  check("rate-limited", "status: 429", "after-fix none", "{ 429: { retry: after-fix } }");
  check("rate-limited", "status: 429", "never none", "{ 4xx: { retry: never } }");
  check("not-found", "status: 404", "after-fix none", "{ 404: { retry: after-backoff } }");
  const both = "{ 4xx: { retry: never, effect: unknown }, 429: { retry: after-backoff } }";
  check("rate-limited", "status: 429", "after-backoff unknown", both);
  check("rate-limited", "match: { status: 429 }", "after-backoff unknown", both);
  check("internal", "retry: never, effect: none", "never none");
  check(
    "timeout",
    "status: 500, effect: none",
    "after-backoff none",
    "{ 5xx: { effect: unknown } }",
  );
});

describe("the facts of a code are its own, else the definition's", () => {
  const definition = (code: string, rest = ""): Parts => ({
    top: "statuses: { 5xx: { effect: unknown }, 409: { retry: never } }\nsources: { s: { title: S, url: 'https://x.y/s' }, t: { title: T, url: 'https://x.y/t' } }",
    definitions: `Missing: { code: ${code}, kind: not-found, summary: S, ${rest} }`,
  });
  const check = (title: string, parts: Parts, expected: readonly object[]): void =>
    test(title, () => expect(only(parts).codes).toMatchObject(expected));
  check("one code", definition("1"), [
    { literal: 1, text: "1", name: "Missing", title: "Missing", summary: "S", own: false },
  ]);
  check("later codes", definition('[a, 2003, -2010, "0x", b-c]'), [
    { name: "Missing", title: "Missing" },
    { name: "Missing2003", title: "Missing 2003" },
    { name: "MissingMinus2010", title: "Missing minus 2010" },
    { name: "Missing0x" },
    { name: "MissingBC" },
  ]);
  check("entries without more than a code", definition("[{ code: a }, { code: b }]"), [
    { name: "Missing", own: false },
    { name: "MissingB", own: false },
  ]);
  check("a name", definition("[{ code: 1, name: First }, { code: 2, name: Second }]"), [
    { name: "First", own: true },
    { name: "Second", title: "Second", own: true },
  ]);
  check(
    "every text",
    definition(
      "[1, { code: 2, title: T2, summary: S2, description: D2, causes: C2, resolution: [R2, R3], since: 1.0.0, source: t, deprecated: { since: 1.0.0, reason: R } }]",
      "title: T, description: D, causes: [C], resolution: R, since: 0.9.0, source: s",
    ),
    [
      {
        title: "T",
        summary: "S",
        description: "D",
        causes: ["C"],
        resolution: ["R"],
        since: "0.9.0",
        sources: [{ id: "s" }],
      },
      {
        title: "T2",
        summary: "S2",
        description: "D2",
        causes: ["C2"],
        resolution: ["R2", "R3"],
        since: "1.0.0",
        sources: [{ id: "t" }],
        deprecated: { since: "1.0.0", reason: "R" },
      },
    ],
  );
  check(
    "statuses decide retry and effect of each code",
    definition(
      "[1, { code: 2, status: [409, 500] }, { code: 3, status: 404, retry: after-backoff }]",
    ),
    [
      { statuses: [], retry: "after-fix", effect: "none" },
      { statuses: [409, 500], retry: "never", effect: "unknown" },
      { statuses: [404], retry: "after-backoff", effect: "none" },
    ],
  );
  check(
    "what the definition says is written, too",
    definition("[1, { code: 2, status: 500 }, { code: 3, effect: unknown }]", "effect: none"),
    [{ effect: "none" }, { effect: "none" }, { effect: "unknown" }],
  );
  test("the definition has the statuses of all its codes, each once", () => {
    const { statuses } = only(
      definition(
        "[1, { code: 2, status: [500, 404] }, { code: 3, status: 422 }]",
        "status: [404, 400]",
      ),
    );
    expect(statuses).toEqual([404, 400, 500, 422]);
  });
});

describe("enum members of shared codes", () => {
  const check = (title: string, definitions: string, expected: Readonly<Record<string, string>>) =>
    test(title, () => {
      const { codes } = catalogOf({ top: "scopes: [x, y]", definitions });
      expect(Object.fromEntries(codes.map(({ text, member }) => [text, member]))).toEqual(expected);
    });
  const one = (name: string, code: string, rest = ""): string =>
    `${name}: { code: ${code}, kind: internal, summary: S, ${rest} }`;
  check("the one without match", `${one("A", "1", "match: { scope: x }")}\n${one("B", "1")}`, {
    1: "B",
  });
  check(
    "nobody without match",
    `${one("A", "[40001, -5]", "match: { scope: x }")}\n${one("B", "[40001, -5, a-b]", "match: { scope: y }")}\n${one("C", "[a-b]", "match: { scope: x }")}`,
    { "40001": "Code40001", "-5": "CodeMinus5", "a-b": "CodeAB" },
  );
  check(
    "a code of words is its own name, unless another code has that",
    `${one("A", "[not_found, was-gone]", "match: { scope: x }")}\n${one("B", "[not_found, was-gone]", "match: { scope: y }")}\n${one("WasGone", "1")}`,
    { 1: "WasGone", not_found: "NotFound", "was-gone": "WasGoneCode" },
  );
  check(
    "the name that an entry gives",
    `${one("A", "[1, { code: 2, name: Two }]", "match: { scope: x }")}\n${one("B", "2")}`,
    { 1: "A", 2: "Two" },
  );
  check(
    "a later code of the one without match",
    `${one("A", "[1, 2]")}\n${one("B", "2", "match: { scope: x }")}`,
    {
      1: "A",
      2: "A2",
    },
  );
  check("a single owner with match", one("A", "1", "match: { scope: x }"), { 1: "A" });
  test("owners are tried from the inside out, the one without match last", () => {
    const { codes } = catalogOf({
      top: "scopes: [x, y]",
      definitions: [
        one("Any", "1"),
        one("Outer", "1", "match: { scope: [x, y] }"),
        one("Inner", "1", "match: { scope: x, status: 404 }"),
        one("Middle", "1", "match: { scope: x }"),
      ].join("\n"),
    });
    expect(codes[0]?.owners.map(({ definition }) => definition.name)).toEqual([
      "Inner",
      "Middle",
      "Outer",
      "Any",
    ]);
  });
});

describe("links", () => {
  const sources =
    "sources:\n  s: { title: S, url: 'https://s.y', docsUrl: 'https://s.y/{slug}' }\n  t: { title: T, url: 'https://t.y' }";
  const check = (title: string, rest: string, expected: string | undefined, top = ""): void =>
    test(title, () => {
      const definitions = `Not_Found: { code: "A/b c", kind: internal, summary: S, ${rest} }`;
      const { docsUrl, codes } = only({
        top: `${sources}\n${top}`,
        definitions: definitions.replace("_", ""),
      });
      expect(docsUrl).toBe(expected);
      expect(codes[0]?.docsUrl).toBe(expected);
    });
  const rule = "docsUrl: 'https://c.y/{code}#{name}'";
  check("none", "", undefined);
  check("the rule of the catalog", "", "https://c.y/A%2Fb%20c#NotFound", rule);
  check("the rule of the first source", "source: [s, t]", "https://s.y/a-b-c", rule);
  check("not the rule of a later source", "source: [t, s]", "https://c.y/A%2Fb%20c#NotFound", rule);
  check("no rule at all", "source: t", undefined);
  check("its own", "docsUrl: 'https://o.y/1', source: s", "https://o.y/1", rule);
  test("each code has its own", () => {
    const { docsUrl, codes } = only({
      top: `${sources}\n${rule}`,
      definitions:
        "Gone: { code: [1, { code: 2, name: Two }, { code: 3, source: s }, { code: 4, docsUrl: 'https://o.y/4' }], kind: internal, summary: S }",
    });
    expect(docsUrl).toBe("https://c.y/1#Gone");
    expect(codes.map((code) => code.docsUrl)).toEqual([
      "https://c.y/1#Gone",
      "https://c.y/2#Gone",
      "https://s.y/3",
      "https://o.y/4",
    ]);
  });
});

describe("a definition", () => {
  const check = (title: string, parts: Parts, expected: object): void =>
    test(title, () => expect(only(parts)).toMatchObject(expected));
  const several = "One: { code: /a }\nTwo: { code: /b }\nThree: { code: /c }";
  check("says nothing where nothing is written", simple(""), {
    title: "Name",
    statuses: [],
    scopes: [],
    operations: [],
    envelopes: ["Rest"],
    causes: [],
    resolution: [],
    params: [],
    messages: [],
    translations: [],
    examples: [],
    sources: [],
  });
  test("has the same properties as any other, and what nobody says is undefined", () => {
    const definition = only(simple(""));
    for (const key of ["match", "description", "docsUrl", "since", "deprecated"] as const) {
      expect(definition[key]).toBeUndefined();
    }
    const full = only(
      simple("since: 1.0.0, description: d, match: { status: 404 }, examples: [{ message: m }]"),
    );
    expect(Object.keys(definition)).toEqual(Object.keys(full));
  });
  check(
    "takes single values as lists",
    simple("status: 404, operation: o, causes: c, resolution: r, message: m"),
    {
      statuses: [404],
      operations: ["o"],
      causes: ["c"],
      resolution: ["r"],
      messages: [{ source: "m" }],
    },
  );
  check(
    "has the catalog's envelope",
    { ...simple(""), top: "envelope: Two", envelopes: several },
    {
      envelopes: ["Two"],
    },
  );
  check(
    "has its own envelopes in their order",
    { ...simple("envelope: [Two, One]"), envelopes: several },
    {
      envelopes: ["Two", "One"],
    },
  );
  check(
    "takes the facts of its match",
    {
      ...simple(
        "match: { scope: x, operation: [o, p], status: [404, 405], envelope: Three, message: 'A {b} c', body: { /z: 1, /a: [true, null] } }",
      ),
      top: "scopes: [x]",
      envelopes: several,
    },
    {
      scopes: ["x"],
      operations: ["o", "p"],
      statuses: [404, 405],
      envelopes: ["Three"],
      messages: [{ source: "A {b} c", parts: ["A ", "b", " c"] }],
      match: {
        scopes: ["x"],
        operations: ["o", "p"],
        statuses: [404, 405],
        envelopes: ["Three"],
        messages: [{ source: "A {b} c" }],
        body: [
          { at: { kind: "body", tokens: ["a"] }, equals: [true, null], present: true },
          { at: { kind: "body", tokens: ["z"] }, equals: [1], present: true },
        ],
      },
    },
  );
  check("says its message beside that of its match", simple("message: m, match: { message: n }"), {
    messages: [{ source: "m" }],
  });
  check(
    "reads params at their place, in the message, or at the root",
    simple(
      "message: 'A {inMessage}.', params: { atPlace: { type: string, at: [/a, header:X-B] }, inMessage: { type: string, safe: true }, atRoot: { type: integer, optional: true, description: D }, both: { at: /b } }",
    ),
    {
      params: [
        {
          name: "atPlace",
          schema: { type: "string" },
          at: [
            { kind: "body", tokens: ["a"] },
            { kind: "header", name: "x-b" },
          ],
          safe: false,
          optional: false,
        },
        { name: "inMessage", at: [], safe: true, optional: false },
        {
          name: "atRoot",
          schema: { type: "integer", description: "D" },
          at: [{ kind: "body", tokens: ["atRoot"] }],
          safe: false,
          optional: true,
          description: "D",
        },
        { name: "both", schema: {}, at: [{ kind: "body", tokens: ["b"] }] },
      ],
    },
  );
  check("sorts translations", simple("translations: { pt-BR: b, en: a }"), {
    translations: [{ locale: "en" }, { locale: "pt-BR" }],
  });
});

describe("an envelope", () => {
  const check = (title: string, envelope: string, expected: object): void =>
    test(title, () => {
      const parts = { ...simple(""), envelopes: `Rest: ${envelope}` };
      expect(catalogOf(parts).envelopes).toMatchObject([expected]);
    });
  check("has its located fields as its body", "{ code: /error/code, message: /error/message }", {
    body: {
      type: "object",
      required: ["error"],
      properties: {
        error: {
          type: "object",
          required: ["code"],
          properties: {
            code: { type: ["integer", "string"] },
            message: { type: ["string", "null"] },
          },
        },
      },
    },
  });
  check(
    "has conditions as constants",
    "{ code: /c, when: { /ok: false, /n: [1, 2], header:X: y } }",
    {
      when: [
        { at: { kind: "body", tokens: ["n"] }, equals: [1, 2], present: true },
        { at: { kind: "body", tokens: ["ok"] }, equals: [false], present: true },
        { at: { kind: "header", name: "x" }, equals: ["y"], present: true },
      ],
      body: {
        required: ["c", "n", "ok"],
        properties: { ok: { const: false }, n: { enum: [1, 2] } },
      },
    },
  );
  check(
    "keeps what is written of its body",
    "{ code: /c, message: /m, body: { properties: { z: { const: 1 }, m: { type: string, maxLength: 5 } } } }",
    {
      body: {
        type: "object",
        properties: { z: { const: 1 }, m: { type: "string", maxLength: 5 }, c: {} },
      },
    },
  );
  const open = { type: ["array", "object", "null"] };
  check("leaves open what `*` goes through", "{ code: /errors/*/code }", {
    code: [{ kind: "body", tokens: ["errors", "*", "code"], path: ["errors", 0, "code"] }],
    body: { properties: { errors: open } },
  });
  check("has a list where a locator has an index", "{ code: /errors/1/code }", {
    code: [{ kind: "body", tokens: ["errors", 1, "code"] }],
    body: { required: ["errors"], properties: { errors: { type: "array", minItems: 2 } } },
  });
  check(
    "has an object where its body has one, and no indices and elements in that",
    "{ code: /a/0/code, message: /b/*/message, body: { properties: { a: { properties: { x: {} } }, b: { additionalProperties: true } } } }",
    {
      code: [{ tokens: ["a", "0", "code"], path: ["a", "0", "code"] }],
      message: [{ tokens: ["b", "*", "message"], path: ["b", "*", "message"] }],
      body: { properties: { a: { properties: { x: {}, 0: { type: ["object", "null"] } } } } },
    },
  );
  check("has a list where a value picks an element", "{ code: /c, docsUrl: /l/(a=b)/href }", {
    docsUrl: [{ tokens: ["l", "(a=b)", "href"], path: ["l", "(a=b)", "href"] }],
    body: { required: ["c"], properties: { l: { type: ["array", "null"] } } },
  });
  check(
    "stays open where somebody left it open",
    "{ code: /errors/*/code, message: /error/message, body: { properties: { errors: {}, error: { description: Any. } } } }",
    { body: { properties: { errors: {}, error: { description: "Any." } } } },
  );
  test("of a key that every object inherits is like any other", () => {
    const [envelope] = catalogOf({
      ...simple("examples: [{ message: m }]"),
      envelopes: "Rest: { code: /constructor, message: /toString/__proto__ }",
    }).envelopes;
    expect(JSON.stringify(envelope?.body)).toBe(
      '{"type":"object","properties":{"constructor":{"type":["integer","string"]},"toString":{"type":["object","null"],"properties":{"__proto__":{"type":["string","null"]}}}},"required":["constructor"]}',
    );
  });
});

describe("an example", () => {
  const check = (title: string, parts: Parts, expected: Partial<Example>): void =>
    test(title, () => expect(only(parts).examples).toMatchObject([expected]));
  const envelope = (text: string, rest: string): Parts => ({
    ...simple(rest),
    envelopes: `Rest: ${text}`,
  });
  const message = "examples: [{ message: Hello }]";
  check("by its message", simple(message), {
    body: { code: 1, message: "Hello" },
    headers: {},
    envelope: "Rest",
    code: 1,
    message: "Hello",
    sources: [],
  });
  test("says nothing that is not known", () => {
    const [example] = only(simple(message)).examples;
    for (const key of ["title", "status", "scope", "operation"] as const) {
      expect(example?.[key]).toBeUndefined();
    }
  });
  check(
    "takes the first of everything",
    {
      top: "scopes: [x, y]\nsources: { s: { title: S, url: 'https://s.y' }, t: { title: T, url: 'https://t.y' } }",
      envelopes: "One: { code: /a, message: /m }\nTwo: { code: /b, message: /n }",
      definitions:
        "Name: { code: [k, l], kind: internal, summary: S, status: [409, 500], scope: [y, x], operation: [o, p], envelope: [Two, One], source: [t, s], examples: [{ message: m }] }",
    },
    {
      status: 409,
      scope: "y",
      operation: "o",
      envelope: "Two",
      code: "k",
      body: { b: "k", n: "m" },
      sources: [{ id: "t", title: "T", url: "https://t.y" }],
    },
  );
  check(
    "says what differs",
    {
      top: "scopes: [x, y]",
      envelopes: "One: { code: /a, message: /m }\nTwo: { code: /b, message: /n }",
      definitions:
        "Name: { code: [k, { code: l, status: 422 }], kind: internal, summary: S, status: 409, scope: [y, x], envelope: [Two, One], examples: [{ message: m, code: l, envelope: One, scope: x, operation: q, title: T, headers: { X-B: b, x-a: a } }] }",
    },
    {
      title: "T",
      status: 422,
      scope: "x",
      operation: "q",
      envelope: "One",
      code: "l",
      body: { a: "l", m: "m" },
      headers: { "x-a": "a", "x-b": "b" },
    },
  );
  check(
    "is its body where it gives one",
    simple("status: 400, examples: [{ body: [1, null], status: 500 }]"),
    {
      status: 500,
      body: [1, null],
    },
  );
  check("is its body, even null", simple("examples: [{ body: null }]"), { body: null });
  test("is built in the order of the envelope's properties", () => {
    const parts = envelope(
      "{ code: /code, message: /msg, requestId: /id, when: { /ok: [false, no] }, body: { properties: { id: { examples: [r-1, r-2] }, ok: {}, data: { const: null }, msg: {}, extra: { type: string }, code: {}, list: { items: { examples: [7] } } } } }",
      message,
    );
    expect(JSON.stringify(only(parts).examples[0]?.body)).toBe(
      '{"id":"r-1","ok":false,"data":null,"msg":"Hello","code":1,"list":[7]}',
    );
  });
  test("is built in nested places and lists", () => {
    const parts = envelope(
      "{ code: /errors/*/ext/code, message: /errors/*/message, when: { /a~1b/c: x } }",
      message,
    );
    expect(only(parts).examples[0]?.body).toEqual({
      errors: [{ ext: { code: 1 }, message: "Hello" }],
      "a/b": { c: "x" },
    });
  });
  test("is built at the first place in the body", () => {
    const parts = envelope(
      "{ code: [header:x-code, /first, /second], message: [/m, /n] }",
      message,
    );
    expect(only(parts).examples[0]?.body).toEqual({ first: 1, m: "Hello" });
  });
  const link = (rest: string, top = ""): Parts => ({
    top: `sources: { s: { title: S, url: 'https://s.y', docsUrl: 'https://s.y/{code}' }, t: { title: T, url: 'https://t.y' }, u: { title: U, url: 'https://u.y', docsUrl: 'https://u.y/{code}' } }\n${top}`,
    ...envelope("{ code: /code, docsUrl: /link }", rest),
  });
  check("links by the rule of its first source", link("source: s, examples: [{ message: m }]"), {
    body: { code: 1, link: "https://s.y/1" },
  });
  check(
    "links as the page does that shows it",
    link("source: [s, u], examples: [{ message: m, source: u }]"),
    {
      body: { code: 1, link: "https://u.y/1" },
    },
  );
  check(
    "links to the definition's own page",
    link("source: s, docsUrl: 'https://o.y', examples: [{ message: m }]"),
    {
      body: { code: 1, link: "https://o.y" },
    },
  );
  check(
    "of a page without a rule links by the catalog's",
    link("source: t, examples: [{ message: m }]", "docsUrl: 'https://c.y/{name}'"),
    {
      body: { code: 1, link: "https://c.y/Name" },
    },
  );
});

test("statuses, reservations and success", () => {
  const { statuses, reserved, success, operations } = catalogOf({
    top: "statuses: { 5xx: { effect: unknown }, 404: { title: Gone, causes: c, resolution: [r, s], kind: not-found, retry: never, source: s }, 403: { description: D } }\nsources: { s: { title: S, url: 'https://s.y' } }\nreserved: [{ code: 7, reason: R }, { codes: { from: 1, to: 2 }, reason: R }, { name: Old, reason: R }]\nsuccess: { /b: 0, /a: { present: false } }",
    definitions:
      "A: { code: 10, kind: internal, summary: S, operation: [z, a] }\nB: { code: 11, kind: internal, summary: S, match: { operation: [b, a] } }",
  });
  expect(statuses).toEqual([
    { key: "403", description: "D", causes: [], resolution: [], sources: [] },
    {
      key: "404",
      title: "Gone",
      kind: "not-found",
      retry: "never",
      causes: ["c"],
      resolution: ["r", "s"],
      sources: [{ id: "s", title: "S", url: "https://s.y" }],
    },
    { key: "5xx", effect: "unknown", causes: [], resolution: [], sources: [] },
  ]);
  expect(reserved).toEqual([
    { kind: "code", code: 7, reason: "R" },
    { kind: "codes", from: 1, to: 2, reason: "R" },
    { kind: "name", name: "Old", reason: "R" },
  ]);
  expect(success).toEqual([
    { at: { kind: "body", tokens: ["a"], path: ["a"] }, present: false },
    { at: { kind: "body", tokens: ["b"], path: ["b"] }, equals: [0], present: true },
  ]);
  expect(operations).toEqual(["a", "b", "z"]);
});

test("definitions and codes stand in the order of their codes", () => {
  const codes = ["b", "a", '"10"', "-3", "9", "é", "Z", '"08"', "[100, 1]", "9007199254740991"];
  const { definitions, codes: sorted } = catalogOf({
    definitions: codes
      .map((code, i) => `N${i}: { code: ${code}, kind: internal, summary: S }`)
      .join("\n"),
  });
  expect(definitions.map((one) => one.codes[0]?.text)).toEqual([
    "-3",
    "08",
    "9",
    "10",
    "100",
    "9007199254740991",
    "Z",
    "a",
    "b",
    "é",
  ]);
  expect(sorted.map(({ text }) => text)).toEqual([
    "-3",
    "1",
    "08",
    "9",
    "10",
    "100",
    "9007199254740991",
    "Z",
    "a",
    "b",
    "é",
  ]);
});

describe("order means nothing", () => {
  const root = new URL("../../", import.meta.url);
  const paths = ["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"];
  const maps = ["definitions", "sources", "envelopes", "statuses", "schemas", "success"] as const;
  test.each(paths)("in the maps of %s", (path) => {
    const document = parsed(readFileSync(new URL(`catalog/${path}.yaml`, root), "utf8"));
    const before = JSON.stringify(document);
    const expected = dataOf(resolveCatalog(document));
    const orders = fc.tuple(...maps.map((map) => shuffledKeys(document[map] ?? {})));
    fc.assert(
      fc.property(orders, (keys) => {
        const shuffled: Record<string, unknown> = { ...document };
        maps.forEach((map, i) => {
          const entries = document[map];
          if (entries !== undefined) shuffled[map] = inOrder(entries, keys[i] ?? []);
        });
        expect(dataOf(resolveCatalog(shuffled as unknown as CatalogDocument))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
    expect(JSON.stringify(document)).toBe(before);
  });
  /** Returns all of a catalog but the functions in it. */
  function dataOf({ derived: { facts, tables, answers }, ...catalog }: Catalog): object {
    return { ...catalog, facts, tables, answers };
  }
  function shuffledKeys(map: object): fc.Arbitrary<readonly string[]> {
    const keys = Object.keys(map);
    return fc.shuffledSubarray(keys, { minLength: keys.length });
  }
  function inOrder(map: object, keys: readonly string[]): object {
    const values = new Map(Object.entries(map));
    return Object.fromEntries(keys.map((key) => [key, values.get(key)]));
  }
});

test("a deep-frozen document resolves", () => {
  const document = documentOf({
    top: "scopes: [x]\nstatuses: { 404: { title: T } }",
    definitions:
      "A: { code: [1, { code: 2, name: B }], kind: internal, summary: S, scope: x, examples: [{ message: m }] }",
  });
  const freeze = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  };
  freeze(document);
  expect(resolveCatalog(document).definitions.length).toBe(1);
});
