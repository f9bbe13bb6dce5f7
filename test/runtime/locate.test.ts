// Places in real bodies: elements of lists and of maps, picked elements, null, getters of classes, and successes of lists.

import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { everyStep, withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import type { Path } from "../../runtime/facts.ts";
import { identify } from "../../runtime/identify.ts";
import { pickOf, spells, succeeds, valueAt, visit } from "../../runtime/locate.ts";
import { paramsOf } from "../../runtime/messages.ts";
import { readResponse } from "../../runtime/read.ts";
import { recognise } from "../../runtime/recognise.ts";
import type { Recogniser } from "../../runtime/steps.ts";
import { waitsIn } from "../../runtime/waits.ts";

const head = "id: t\ntitle: T\nversion: 1.0.0\nprefix: Tt\ncodeType: mixed\n";

function tablesOf(text: string): Recogniser {
  const { value, diagnostics } = parseYaml({ path: "t.yaml", text: `${head}${text}` });
  expect(diagnostics).toEqual([]);
  return withSteps(resolveCatalog(value?.value as unknown as CatalogDocument).derived.tables);
}

/** Returns the code that both ways of recognising find, and that they agree on everything. */
function codeIn(tables: Recogniser, response: object): unknown {
  const found = recognise(tables, response);
  const identity = identify(tables, response);
  expect([identity?.name, identity?.kind, identity?.retry, identity?.effect]).toEqual([
    found?.definition?.name,
    found?.kind,
    found?.retry,
    found?.effect,
  ]);
  return found === undefined ? "no error" : found.wireCode;
}

const response = (body: unknown) => readResponse({ body }, everyStep);
const at = (tokens: Path, body: unknown, element: Path = []): unknown =>
  valueAt(tokens, response(body), element);

describe("a token", () => {
  test("picks the first element of a list by the JSON text of a key", () => {
    const links = [5, null, { rel: "self", n: 1 }, { rel: "redirect", n: 2 }, { rel: "redirect" }];
    expect(at(["links", "(rel=redirect)", "n"], { links })).toBe(2);
    expect(at(["links", "(rel=none)"], { links })).toBeUndefined();
    expect(at(["links", "(rel=redirect)"], { links: { a: links[3] } })).toBeUndefined();
    for (const [value, text, is] of [
      ["a", "a", true],
      ["a", '"a"', true],
      [5, "5", true],
      ["5", "5", true],
      [5, '"5"', false],
      ["5", '"5"', true],
      [true, "true", true],
      [null, "null", true],
      [undefined, "undefined", false],
      [{}, "[object Object]", false],
      [["a"], "a", false],
    ] as const)
      expect([value, text, spells(value, text)]).toEqual([value, text, is]);
    expect(pickOf("(a=b=c)")).toEqual(["a", "b=c"]);
    expect(pickOf("a=b")).toBeUndefined();
  });

  test("`*` goes through elements and values, and means the element in its own list alone", () => {
    const body = { a: { x: [{ c: 1 }, { c: 2, m: "two" }], y: 5 }, b: [null, { m: "b" }] };
    const seen: unknown[] = [];
    visit(["a", "*", "*", "c"], response(body), (value, element) => {
      seen.push([value, ...element]);
      return false;
    });
    expect(seen).toEqual([
      [1, "a", "x", 0],
      [2, "a", "x", 1],
    ]);
    expect(at(["a", "*", "*", "m"], body, ["a", "x", 0])).toBeUndefined();
    expect(at(["a", "*", "*", "m"], body, ["a", "x", 1])).toBe("two");
    // Another list has its own first element with the place.
    expect(at(["b", "*", "m"], body, ["a", "x", 0])).toBe("b");
    expect(at(["a", "*", "*", "m"], body)).toBe("two");
  });
});

describe("bodies of real APIs", () => {
  test("Shopify: the values of an object, each with a list", () => {
    const tables = tablesOf(`
envelopes: { Graph: { code: /data/*/userErrors/*/code, message: /data/*/userErrors/*/message } }
definitions:
  Taken: { code: TAKEN, kind: already-exists, summary: S., params: { field: { at: /data/*/userErrors/*/field, type: array } } }
`);
    const error = { field: ["input", "title"], message: "m", code: "TAKEN" };
    const data = { shop: null, productCreate: { userErrors: [{ code: "OTHER" }, error] } };
    expect(codeIn(tables, { status: 200, body: { data } })).toBe("TAKEN");
    const found = recognise(tables, { status: 200, body: { data } });
    expect(found?.element).toEqual(["data", "productCreate", "userErrors", 1]);
    expect(found && paramsOf(found, tables)).toEqual({ field: error.field });
    const none = { shop: { name: "s" }, productCreate: { userErrors: [] } };
    expect(codeIn(tables, { status: 200, body: { data: none } })).toBe("no error");
  });

  test("google.rpc: a detail by its type", () => {
    const retry = "(@type=type.googleapis.com~1google.rpc.RetryInfo)";
    const tables = tablesOf(`
envelopes:
  Status:
    code: ["/error/details/(@type=type.googleapis.com~1google.rpc.ErrorInfo)/reason", /error/status]
    message: /error/message
    retryAfter: "/error/details/${retry}/retryDelay"
definitions:
  Quota: { code: RATE_LIMIT_EXCEEDED, kind: rate-limited, summary: S. }
  Exhausted: { code: RESOURCE_EXHAUSTED, kind: rate-limited, summary: S. }
`);
    const details = [
      { "@type": "type.googleapis.com/google.rpc.Help", retryDelay: "9s", reason: "X" },
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "3.5s" },
    ];
    const info = {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "RATE_LIMIT_EXCEEDED",
    };
    const bodyOf = (...all: object[]) => ({
      status: 429,
      body: { error: { code: 429, status: "RESOURCE_EXHAUSTED", details: all } },
    });
    expect(codeIn(tables, bodyOf(...details, info))).toBe("RATE_LIMIT_EXCEEDED");
    expect(codeIn(tables, bodyOf(...details))).toBe("RESOURCE_EXHAUSTED");
    const found = recognise(tables, bodyOf(...details, info));
    expect(found && waitsIn(found).retryAfter).toBe(3.5);
  });

  test("PayPal: a link by its relation", () => {
    const tables = tablesOf(`
envelopes: { Error: { code: /name, docsUrl: "/links/(rel=information_link)/href" } }
definitions:
  Payer:
    code: PAYER_ACTION_REQUIRED
    kind: failed-precondition
    summary: S.
    params: { redirect: { at: "/links/(rel=redirect)/href", type: string } }
`);
    const links = [
      { rel: "information_link", href: "https://a.b/" },
      { rel: "redirect", href: "https://c.d/" },
    ];
    const input = { status: 422, body: { name: "PAYER_ACTION_REQUIRED", links } };
    const found = recognise(tables, input);
    expect(found && paramsOf(found, tables)).toEqual({ redirect: "https://c.d/" });
  });

  test("JSON:API: the first of several errors", () => {
    const tables = tablesOf(`
envelopes: { Errors: { code: /errors/0/code, message: /errors/0/detail } }
definitions: { Invalid: { code: "123", kind: invalid-argument, summary: S. } }
`);
    expect(tables.envelopes[0]?.code).toEqual([["errors", 0, "code"]]);
    expect(codeIn(tables, { status: 422, body: { errors: [{ code: "123" }, {}] } })).toBe("123");
    expect(codeIn(tables, { status: 422, body: { errors: [{}, { code: "123" }] } })).toBe(
      undefined,
    );
  });

  test("a browser's CloseEvent, and a driver's error", () => {
    const tables = tablesOf(`
envelopes: { Close: { code: /code, message: /reason } }
definitions: { Abnormal: { code: 1006, kind: unavailable, summary: S. } }
`);
    class CloseLike {
      get code(): number {
        return 1006;
      }
      get reason(): string {
        throw new Error("hostile");
      }
    }
    class DriverError extends Error {
      readonly code = 1006;
    }
    expect(codeIn(tables, { body: new CloseLike() })).toBe(1006);
    expect(codeIn(tables, { body: new (class extends CloseLike {})() })).toBe(1006);
    expect(codeIn(tables, { body: new DriverError("x") })).toBe(1006);
    const { CloseEvent: Close } = globalThis as { CloseEvent?: new (...init: unknown[]) => object };
    if (Close !== undefined)
      expect(codeIn(tables, { body: new Close("close", { code: 1006 }) })).toBe(1006);
  });
});

describe("null", () => {
  const tables = tablesOf(`
envelopes:
  Graph: { code: /errors/*/code, message: /errors/*/message, when: { /errors: { present: true } } }
definitions:
  One: { code: x, kind: conflict, summary: S., params: { a: { at: /a, type: [string, "null"] }, b: { at: [/a, /b], type: string, optional: true } } }
`);
  test("is no place that is there, and no error", () => {
    for (const errors of [null, undefined])
      expect(codeIn(tables, { status: 200, body: { data: {}, errors } })).toBe("no error");
    expect(codeIn(tables, { status: 200, body: { errors: [] } })).toBe(undefined);
  });

  test("is a param whose schema takes it, and hides no other place", () => {
    const found = recognise(tables, { body: { errors: [{ code: "x" }], a: null, b: "y" } });
    expect(found && paramsOf(found, tables)).toEqual({ a: null, b: "y" });
  });

  test("of a condition holds only for a null that is there", () => {
    const coinw = tablesOf(`
envelopes: { E: { code: /code, when: { /data: null } } }
definitions: { One: { code: 1, kind: conflict, summary: S. } }
`);
    expect(codeIn(coinw, { body: { code: 1, data: null } })).toBe(1);
    expect(codeIn(coinw, { body: { code: 1 } })).toBe("no error");
  });
});

describe("`*` in a success", () => {
  const success = (is: unknown, body: unknown): boolean =>
    succeeds([[["responses", "*", "error_code"], is as readonly number[]]], response(body));
  const codes = (...all: unknown[]) => ({ responses: all.map((error_code) => ({ error_code })) });
  test("means all elements", () => {
    expect(success([0], codes(0, 0))).toBe(true);
    expect(success([0], codes(0, 3))).toBe(false);
    expect(success([0], { responses: [{ error_code: 0 }, {}] })).toBe(false);
    expect(success([0], { responses: [] })).toBe(true);
    expect(success([0], { responses: { a: { error_code: 0 } } })).toBe(true);
    for (const body of [{}, { responses: null }, { responses: 0 }, "text", null])
      expect(success([0], body)).toBe(false);
    expect(success(false, { responses: [{}, { error_code: null }] })).toBe(true);
    expect(success([0], codes(...Array.from({ length: 20_000 }, () => 0)))).toBe(false);
  });

  test.each(["", "envelope"])("finds the error among successes %s", (where) => {
    const condition = "success: { /responses/*/error_code: 0 }";
    const tables = tablesOf(`
${where === "" ? condition : ""}
envelopes: { E: { code: /responses/*/error_code${where === "" ? "" : `, ${condition}`} } }
definitions: { Three: { code: 3, kind: conflict, summary: S. } }
`);
    expect(codeIn(tables, { status: 200, body: codes(0, 3) })).toBe(3);
    expect(codeIn(tables, { status: 200, body: codes(0, 0) })).toBe("no error");
    expect(codeIn(tables, { status: 200, body: codes() })).toBe("no error");
  });
});

describe("what is not a class's getter", () => {
  const tables = tablesOf(`
envelopes: { E: { code: /code, message: /message } }
definitions: { One: { code: 1, kind: conflict, summary: S. } }
`);
  const faked = (prototype: object): object => Object.setPrototypeOf({}, prototype);
  const getter = { configurable: true, get: () => 1 };
  test("counts for nothing, in both ways alike", () => {
    const bodies = [
      faked({ code: 1 }),
      faked({ code: 1, constructor: Object }),
      faked(Object.defineProperty({}, "code", getter)),
      faked(Object.defineProperty({ constructor: Object }, "code", getter)),
      faked(JSON.parse('{"code":1,"constructor":{"prototype":{}}}')),
      Object.assign(faked({ code: 1 }), { constructor: Object }),
    ];
    for (const body of bodies) expect(codeIn(tables, { body })).toBe("no error");
    class Valued {}
    Object.assign(Valued.prototype, { code: 1 });
    expect(codeIn(tables, { body: new Valued() })).toBe("no error");
  });

  test("is not read from what was added to all objects", () => {
    try {
      Object.defineProperty(Object.prototype, "code", getter);
      expect(codeIn(tables, { body: {} })).toBe("no error");
      expect(codeIn(tables, { body: new (class {})() })).toBe("no error");
    } finally {
      Reflect.deleteProperty(Object.prototype, "code");
    }
  });
});

test("a condition on a media type ignores parameters and case", () => {
  const tables = tablesOf(`
envelopes: { P: { code: /code, when: { header:content-type: [application/problem+json, Text/Plain] } } }
definitions: { One: { code: 1, kind: conflict, summary: S. } }
`);
  const typed = (type: string) => ({ headers: { "Content-Type": type }, body: { code: 1 } });
  for (const type of ["application/problem+json; charset=utf-8", "APPLICATION/PROBLEM+JSON"])
    expect(codeIn(tables, typed(type))).toBe(1);
  expect(codeIn(tables, typed("text/plain;charset=x"))).toBe(1);
  expect(codeIn(tables, typed("application/json"))).toBe("no error");
});
