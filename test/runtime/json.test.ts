// What an exception is sent on as, and made again from: plain data that is bounded, holds no secret, and is no exception itself.

import { describe, expect, test } from "vitest";
import { hasKind, is, isOfCatalog, matchError } from "../../runtime/brand.ts";
import type { BaseError } from "../../runtime/errors.ts";
import { plainData } from "../../runtime/json.ts";
import { reviveError } from "../../runtime/parse.ts";
import { packageOf, type TestError } from "./sampler.ts";

const { make, parse, parser } = await packageOf(`
id: sampler
title: Sampler
version: 1.0.0
prefix: Sampler
codeType: mixed
docsUrl: https://docs.example/{code}
schemas: { Item: { type: string, enum: [a, b] } }
envelopes: { Rest: { code: /code, message: /message, requestId: /id, retryAfter: /wait } }
definitions:
  Known:
    code: [1, two]
    kind: insufficient-funds
    summary: Known.
    params:
      shown: { at: /shown, safe: true, optional: true }
      secret: { at: /secret, optional: true }
  Typed:
    code: T
    kind: conflict
    summary: Typed.
    params:
      count: { at: /count, type: integer, safe: true, optional: true }
      list: { at: /list, type: array, items: { $ref: "#/schemas/Item" }, safe: true, optional: true }
  First: { code: S, kind: conflict, summary: First., match: { scope: a } }
  Second: { code: S, kind: timeout, summary: Second., match: { scope: b } }
`);
const canary = "canary-51c0";
const fail = (): never => {
  throw new Error(canary);
};

describe("plainData", () => {
  const cyclic: Record<string, unknown> = { a: 1 };
  cyclic["self"] = cyclic;
  cyclic["list"] = [cyclic];
  const { proxy: revoked, revoke } = Proxy.revocable([], {});
  revoke();
  const shared = { x: 1 };
  const own = JSON.parse('{"__proto__":{"admin":true},"constructor":1}');
  const cases: readonly (readonly [what: string, value: unknown, expected: unknown])[] = [
    ["JSON", { a: [1, "x", null, true, {}] }, { a: [1, "x", null, true, {}] }],
    ["a circle", cyclic, { a: 1, self: "[circular]", list: ["[circular]"] }],
    ["the same twice", [shared, shared], [shared, shared]],
    ["big integers", { a: 5n }, { a: "5n" }],
    ["what is no number", [Number.NaN, Number.NEGATIVE_INFINITY], ["NaN", "-Infinity"]],
    [
      "a getter that throws",
      {
        get a() {
          return fail();
        },
        b: 1,
      },
      { a: "[unreadable]", b: 1 },
    ],
    ["a proxy that throws", [new Proxy({}, { ownKeys: fail })], ["[unreadable]"]],
    ["a revoked proxy", { a: revoked }, { a: "[unreadable]" }],
    ["a toJSON", { toJSON: fail, a: 1 }, { a: 1 }],
    ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
    ["a date that is none", [new Date(Number.NaN)], [null]],
    ["what calls itself a date", [{ [Symbol.toStringTag]: "Date" }], ["[unreadable]"]],
    ["symbols", { a: Symbol("x"), [Symbol("y")]: 1, b: [Symbol("z")] }, { b: [null] }],
    ["functions", { a: fail, b: [fail] }, { b: [null] }],
    ["undefined", { a: undefined, b: [undefined] }, { b: [null] }],
    ["own __proto__", own, own],
    ["a map", new Map([[1, 2]]), {}],
  ];
  test.each(cases)("of %s", (_, value, expected) => {
    const data = plainData(value);
    expect(data).toEqual(expected);
    expect(JSON.parse(JSON.stringify(data))).toEqual(expected);
  });

  test("keeps __proto__ as a property", () => {
    const data = plainData(own) as object;
    expect(Object.keys(data)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  test("is bounded in depth", () => {
    let deep: unknown = "end";
    for (let i = 0; i < 100_000; i++) deep = { deep };
    const text = JSON.stringify(plainData(deep));
    expect(text.length).toBeLessThan(200);
    expect(text).toContain("[left out]");
  });

  test("is bounded in size", () => {
    const wide = Array.from({ length: 100_000 }, (_, i) => ({ i }));
    expect(JSON.stringify(plainData(wide)).length).toBeLessThan(20_000);
    const object = Object.fromEntries(wide.map((one, i) => [`k${i}`, one]));
    expect(JSON.stringify(plainData(object)).length).toBeLessThan(30_000);
    const long = "x".repeat(1_000_000);
    expect(JSON.stringify(plainData({ long, [long]: 1 })).length).toBeLessThan(10_100);
    const endless = new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 40 : 1) });
    expect(JSON.stringify(plainData(endless)).length).toBeLessThan(20_000);
  });
});

const facts = (error: BaseError) => ({ ...error, name: error.name, message: error.message });

describe("toJSON", () => {
  test("gives the facts, the safe params and the cause, in this order", () => {
    const body = { code: "two", message: "m\n", id: "r", wait: 5, shown: { a: 1 }, secret: canary };
    const data = parse({ status: 402, body }).toJSON();
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({
        faultbook: "sampler/Known",
        name: "KnownError",
        message: "m\\u000a",
        code: "two",
        wireCode: "two",
        kind: "insufficient-funds",
        retry: "after-fix",
        effect: "none",
        status: 402,
        requestId: "r",
        docsUrl: "https://docs.example/two",
        retryAfter: 5,
        params: { shown: { a: 1 } },
      }),
    );
    const cause = Object.assign(new TypeError("below"), { canary });
    const caused = make("Known", { cause });
    expect(caused.toJSON()).toMatchObject({ cause: { name: "TypeError" } });
    expect(JSON.stringify({ caused })).not.toContain("below");
    const whole = caused.toJSON({ causeMessage: true });
    expect(whole).toMatchObject({ cause: { name: "TypeError", message: "below" } });
    expect(reviveError(parser, whole)?.cause).toMatchObject({ message: "below" });
    expect(reviveError(parser, caused.toJSON())?.cause).toMatchObject({ message: "" });
    for (const none of ["text", 5, null, {}, { message: 5 }, new Proxy({}, { get: fail })])
      expect(make("Known", { cause: none }).toJSON()).not.toHaveProperty("cause");
  });

  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  const params: readonly (readonly [what: string, params: object])[] = [
    ["a circle", { shown: cyclic, secret: canary }],
    ["a big integer", { shown: 5n, secret: 5n }],
    [
      "a getter that throws",
      {
        get shown() {
          return fail();
        },
      },
    ],
    [
      "a getter inside that throws",
      {
        shown: {
          get a() {
            return fail();
          },
        },
      },
    ],
    ["a proxy that throws", new Proxy({}, new Proxy({}, { get: () => fail }))],
    ["a function", { shown: fail }],
    ["a lot", { shown: "x".repeat(1_000_000) }],
    ["canaries", { secret: { canary }, other: canary }],
  ];
  test.each(params)("never throws: %s", (_, given) => {
    const error = make("Known", { params: given, body: { canary } });
    const text = JSON.stringify(error);
    expect(text).not.toContain(canary);
    expect(text.length).toBeLessThan(11_000);
    expect(() => [error.toBody(), error.toResponse()]).not.toThrow();
  });

  test("never throws: an exception that somebody made hostile", () => {
    const error = make("Known");
    Object.defineProperty(error, "status", { get: fail });
    Object.defineProperty(error, "cause", { get: fail });
    expect(error.toJSON()).toMatchObject({ status: "[unreadable]" });
  });

  test("is no exception, once it is text or data", () => {
    const error = make("Known");
    for (const copy of [error.toJSON(), JSON.parse(JSON.stringify(error)), { ...error }]) {
      expect(is(copy, "sampler/Known")).toBe(false);
      expect(isOfCatalog(copy, "sampler/")).toBe(false);
      expect(hasKind(copy, "insufficient-funds")).toBe(false);
      const arms = { Known: () => "known", unknown: () => "unknown" };
      expect(matchError(copy, "sampler/", arms)).toBe("unknown");
      expect(matchError(error, "sampler/", arms)).toBe("known");
    }
  });
});

describe("reviveError", () => {
  const body = { code: "two", message: "m\n\u202e", id: "r", wait: 5, shown: [1], secret: canary };
  const errors: readonly (readonly [what: string, error: TestError])[] = [
    ["a parsed one", parse({ status: 402, body })],
    ["one that a server made", make("Known", { params: { shown: "x" }, cause: new Error("c") })],
    ["one without anything", make("Known")],
    ["an unknown code", parse({ status: 503, body: { code: "X", message: "m" } })],
    ["an undecided code", parse({ status: 400, body: { code: "S" } })],
    ["a page", parse({ status: 502, body: `<html>${canary}`, headers: { "retry-after": "7" } })],
  ];
  test.each(errors)("makes %s again", (_, error) => {
    const again = reviveError(parser, JSON.parse(JSON.stringify(error)));
    if (again === undefined) throw new Error("It was not made again.");
    expect(again.constructor).toBe(error.constructor);
    expect(facts(again)).toEqual(facts(error));
    expect(again.toJSON()).toEqual(error.toJSON());
    expect(again.body).toBeUndefined();
    expect(isOfCatalog(again, "sampler/")).toBe(true);
    expect(JSON.stringify([again, again.params])).not.toContain(canary);
    expect(facts(reviveError(parser, structuredClone(error.toJSON())) as BaseError)).toEqual(
      facts(error),
    );
  });

  test("gives nothing for anything else", () => {
    const error = make("Known");
    const inherited = Object.create(error.toJSON());
    const others = [undefined, null, 5, "sampler/Known", [], {}, error, { ...error }, inherited];
    const brands = [5, null, "", "sampler", "other/Known", "sampler2/Known", ["sampler/Known"]];
    for (const other of [
      ...others,
      ...brands.map((faultbook) => ({ faultbook })),
      JSON.stringify(error),
    ])
      expect(reviveError(parser, other)).toBeUndefined();
  });

  test("takes only what has the right type from data that lies", () => {
    const known = reviveError(parser, {
      faultbook: "sampler/Known",
      ...{ name: "X", kind: "timeout", retry: "after-backoff", code: 99, message: 5, status: "5" },
      ...{
        requestId: 5,
        docsUrl: [],
        retryAfter: {},
        retryAt: -1,
        params: "x",
        cause: { message: 5 },
      },
    });
    expect(known).toMatchObject({ name: "KnownError", code: 1, message: "Known.", params: {} });
    expect(known).toMatchObject({ kind: "insufficient-funds", retry: "after-fix" });
    const { status, requestId, retryAfter, retryAt } = known ?? fail();
    expect([status, requestId, retryAfter, retryAt]).toEqual(Array(4).fill(undefined));
    for (const name of ["", "New", "__proto__", "constructor"]) {
      const facts = { kind: "constructor", retry: "always", effect: "all", candidates: [5, "a"] };
      const unknown = reviveError(parser, { faultbook: `sampler/${name}`, code: 1, ...facts });
      expect(unknown).toMatchObject({
        name: "UnknownSamplerError",
        kind: "unknown",
        retry: "after-fix",
      });
      expect(unknown).toMatchObject({ effect: "unknown", code: undefined, candidates: ["a"] });
      expect((unknown as TestError).toResponse().status).toBe(500);
    }
  });

  test("takes only params that the catalog has and that fit their schemas, as parsing does", () => {
    const cases: readonly (readonly [params: unknown, taken: object])[] = [
      [
        { count: 5, list: ["a", "b"] },
        { count: 5, list: ["a", "b"] },
      ],
      [{ count: "5", list: ["a"] }, { list: ["a"] }],
      [{ count: 1.5, list: ["a", "c"], other: canary, __proto__: null }, {}],
      [JSON.parse('{"__proto__":{"count":1},"constructor":1}'), {}],
      [[5], {}],
    ];
    for (const [given, taken] of cases) {
      const again = reviveError(parser, { faultbook: "sampler/Typed", code: "T", params: given });
      expect({ ...again?.params }).toEqual(taken);
      expect(Object.getPrototypeOf(again?.params)).toBe(null);
    }
    const unknown = reviveError(parser, { faultbook: "sampler/", params: { count: 5 } });
    expect(unknown?.params).toEqual({});
  });

  test("never throws", () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const hostile = {
      get message() {
        return fail();
      },
      candidates: proxy,
      params: proxy,
    };
    const values = [
      proxy,
      new Proxy({}, { get: fail, getOwnPropertyDescriptor: fail }),
      { faultbook: "sampler/", ...{ candidates: proxy, params: proxy, cause: proxy } },
      Object.defineProperties(
        { faultbook: "sampler/Known" },
        Object.getOwnPropertyDescriptors(hostile),
      ),
    ];
    for (const value of values) expect(() => reviveError(parser, value)?.toJSON()).not.toThrow();
  });
});
