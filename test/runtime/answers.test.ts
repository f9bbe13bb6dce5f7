// What a server answers with: bodies and headers by their envelopes, and that parsing them gives the same error back.

import { describe, expect, test } from "vitest";
import { buildAnswer, headerValue } from "../../runtime/answers.ts";
import type { DefinitionFacts } from "../../runtime/facts.ts";
import { messageOf } from "../../runtime/messages.ts";
import { packageOf } from "./sampler.ts";

const { catalog, make, parse } = await packageOf(`
id: sampler
title: Sampler
version: 1.0.0
prefix: Sampler
codeType: mixed
envelope: Rest
envelopes:
  Rest:
    code: /error/code
    message: /error/message
    requestId: header:x-request-id
    docsUrl: /error/link
    body:
      type: object
      required: [ok, error, trace]
      properties:
        ok: { const: false }
        trace: { type: string }
        error:
          type: object
          required: [code, place]
          properties:
            code: { type: string }
            place: { type: object, required: [line], properties: { line: { type: integer }, note: { type: string } } }
  List: { code: /errors/*/code, message: /errors/*/message, retryAfter: /wait, when: { /kind: list } }
  Number: { code: /n, message: header:x-message, body: { type: object, required: [n], properties: { n: { type: integer }, zero: { const: 0 } } } }
  Head: { code: header:x-code, message: header:x-message, docsUrl: header:x-docs, retryAfter: header:x-wait, when: { header:x-error: "yes" } }
  Proto: { code: /__proto__/code, message: /constructor/message }
definitions:
  InRest:
    code: 1
    kind: insufficient-funds
    summary: Too small.
    message: "Balance of {account} is {amount} too small."
    envelope: Rest
    params:
      account: { type: string }
      amount: { type: integer }
      tip: { type: string, at: /error/tip, optional: true }
      limit: { type: integer, at: header:x-limit, optional: true }
  InList:
    code: L
    kind: conflict
    summary: A conflict.
    status: 422
    envelope: List
    params:
      field: { type: string, at: /errors/*/field }
      constructor: { type: string, at: /who, optional: true }
      whole: { type: object, required: [more], at: /errors/*, optional: true }
  InNumber: { code: "17", kind: timeout, summary: Slow., envelope: Number }
  Moved: { code: [M, { code: N, status: 410 }], kind: not-found, status: 404, summary: Gone., envelope: List }
  InHead: { code: H, kind: unavailable, summary: Away., envelope: Head }
  InProto: { code: P, kind: internal, summary: Odd., envelope: Proto }
  One: { code: S, kind: conflict, summary: One., envelope: List, match: { body: { /sub/kind: one } } }
  Two: { code: S, kind: conflict, summary: Two., envelope: List, match: { body: { /sub/kind: [two, "2"] } } }
  Other: { code: S, kind: internal, summary: Other., envelope: List, match: { status: 503 } }
`);

const fields = { trace: "t", error: { place: { line: 4 } } };

describe("a body", () => {
  test("has the shape of its envelope: constants, facts as they must be spelled, and what the caller knows", () => {
    const params = { account: "A", amount: 5, tip: "wait" };
    const error = make("InRest", { params, docsUrl: "https://x.example" });
    expect(error.toBody(fields)).toEqual({
      ok: false,
      trace: "t",
      error: {
        code: "1",
        message: "Balance of A is 5 too small.",
        link: "https://x.example",
        place: { line: 4 },
        tip: "wait",
      },
    });
    expect(error.message).toBe("Balance of <account> is <amount> too small.");
  });

  test("has the message that was given, and the code as it arrived", () => {
    const error = make("InRest", { message: "no\n", wireCode: "01" });
    expect(error.toBody(fields)).toMatchObject({ error: { code: "01", message: "no\n" } });
  });

  test("leaves out what the caller should have given and did not", () => {
    for (const given of [undefined, null, 5, { error: null }])
      expect(make("InRest").toBody(given)).toMatchObject({ ok: false, error: { code: "1" } });
  });

  test("has lists where the envelope has", () => {
    expect(make("InList", { params: { field: "name" } }).toBody()).toEqual({
      kind: "list",
      errors: [{ code: "L", message: "A conflict.", field: "name" }],
    });
  });

  test("keeps the code where a param is the object that holds it", () => {
    const whole = { more: 1, field: "old", code: 5 };
    expect(make("InList", { params: { whole, field: "name" } }).toBody()).toMatchObject({
      errors: [{ code: "L", more: 1 }],
    });
    expect(whole).toEqual({ more: 1, field: "old", code: 5 });
  });

  test("has numbers where the envelope has", () => {
    expect(make("InNumber").toBody()).toEqual({ n: 17, zero: 0 });
  });

  test("has the constants that tell its definition from others", () => {
    expect(make("One").toBody()).toMatchObject({ sub: { kind: "one" } });
    expect(make("Two").toBody()).toMatchObject({ sub: { kind: "two" } });
  });

  test("has own properties of any name and no other prototype", () => {
    const body = make("InProto").toBody() as object;
    expect(JSON.stringify(body)).toBe(
      '{"__proto__":{"code":"P"},"constructor":{"message":"Odd."}}',
    );
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, "code")).toBe(false);
  });

  test("has only params that were given", () => {
    expect(make("InList").toBody()).not.toHaveProperty("who");
    expect(make("InList", { params: { constructor: "me" } }).toBody()).toMatchObject({ who: "me" });
  });
});

describe("an answer", () => {
  test("has the status that was given, that of the definition, or that of the kind", () => {
    expect(make("InRest", { status: 418 }).toResponse(fields).status).toBe(418);
    expect(make("InList").toResponse().status).toBe(422);
    expect(make("InRest").toResponse(fields).status).toBe(400);
    expect(make("InNumber").toResponse().status).toBe(504);
  });

  test("has the status of its code where that has one of its own", () => {
    expect(make("Moved").toResponse().status).toBe(404);
    expect(make("Moved", { code: "N" }).toResponse().status).toBe(410);
  });

  test("has headers for what no body holds", () => {
    const params = { limit: 7, tip: "x" };
    const error = make("InRest", { params, requestId: "r", retryAfter: 30 });
    expect(error.toResponse(fields).headers).toEqual({
      "content-type": "application/json",
      "x-request-id": "r",
      "retry-after": "30",
      "x-limit": "7",
    });
    expect(make("InList", { retryAfter: 9 }).toResponse()).toMatchObject({
      headers: { "content-type": "application/json", "retry-after": "9" },
      body: { wait: 9 },
    });
    const init = { message: "m", docsUrl: "https://x", retryAfter: 5 };
    expect(make("InHead", init).toResponse()).toEqual({
      status: 503,
      headers: {
        "content-type": "application/json",
        "x-code": "H",
        "x-message": "m",
        "x-docs": "https://x",
        "x-wait": "5",
        "retry-after": "5",
        "x-error": "yes",
      },
      body: {},
    });
  });

  test("has headers of visible ASCII, whatever is said", () => {
    const evil = "a\r\nSet-Cookie: b\u0000\u007f 用😀 \ud800";
    const { headers } = make("InHead", { message: evil, retryAfter: evil }).toResponse();
    expect(() => new Headers(headers)).not.toThrow();
    for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
    expect(headers["x-message"]).toBe("a%0D%0ASet-Cookie: b%00%7F %E7%94%A8%F0%9F%98%80 %EF%BF%BD");
    expect(headerValue(5)).toBe("5");
  });

  const given = catalog.definitions.filter(({ name }) => name !== "Other");
  test.each(given.map(({ name }) => name))("of %s is that error again", (name) => {
    const params = {
      ...(name === "InRest" ? { account: "A", amount: 5, tip: "x", limit: 3 } : {}),
      ...(name === "InList" ? { field: "f", constructor: "c" } : {}),
    };
    const error = make(name, { params, requestId: "r", retryAfter: 5 });
    const { status, headers, body } = error.toResponse(fields);
    const again = parse({ status, headers: new Headers(headers), body: JSON.stringify(body) });
    expect(again.name).toBe(error.name);
    expect(again).toMatchObject({ code: error.code, kind: error.kind, status });
    expect({ ...again.params }).toEqual(params);
    expect(String(again.retryAfter)).toBe("5");
  });

  test("of an unknown error has its code too", () => {
    const error = make("Unknown", { wireCode: "X", message: "m", kind: "conflict" });
    const { status, headers, body } = error.toResponse(fields);
    expect(status).toBe(409);
    expect(parse({ status, headers, body })).toMatchObject({ wireCode: "X", message: "m" });
  });
});

describe("a slot replaces what an earlier one put in its way:", () => {
  const cases: readonly (readonly [
    body: unknown,
    path: readonly (string | number)[],
    expected: unknown,
  ])[] = [
    [undefined, [], 1],
    [{ a: 2 }, [], 1],
    [undefined, ["a", 0, "b"], { a: [{ b: 1 }] }],
    [{ a: [{ c: 2 }, 3] }, ["a", 0, "b"], { a: [{ c: 2, b: 1 }, 3] }],
    [{ a: [2, 3] }, ["a", 1], { a: [2, 1] }],
    [{ a: [2] }, ["a", "x"], { a: { x: 1 } }],
    [{ a: { b: 2 } }, ["a", 0], { a: [1] }],
    [{ a: "text" }, ["a", "b"], { a: { b: 1 } }],
    [null, ["0"], { 0: 1 }],
  ];
  test.each(cases)("of %j at %j", (body, path, expected) => {
    const before = structuredClone(body);
    const slots = [
      { at: [], is: body },
      { at: path, is: 1 },
    ];
    expect(buildAnswer(slots, { code: 1, message: "", params: {} }).body).toEqual(expected);
    expect(body).toEqual(before);
  });
});

test("a message keeps the holes that nothing fills", () => {
  const facts = { code: 1, retry: "never", effect: "none", status: 400 } as const;
  const message = ["", "a", " of ", "", " by ", "toString", "."];
  const definition: DefinitionFacts = {
    ...{ name: "A", brand: "a/A", codes: [facts], message },
    kind: "conflict",
  };
  expect(messageOf(definition, facts, { a: 0 })).toBe("0 of … by <toString>.");
  expect(messageOf(definition, facts, { a: {}, toString: "me" })).toBe("<a> of … by me.");
  const { message: _, ...bare } = definition;
  expect(messageOf(bare, { ...facts, summary: "S." }, {})).toBe("S.");
});
