// What is kept of a response whatever its envelope: that it is an error, who asked, how long to wait, and nothing that it does not own.

import { describe, expect, test } from "vitest";
import { packageOf, type TestPackage } from "./sampler.ts";

function packageWith(envelopes: string): Promise<TestPackage> {
  return packageOf(`
id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
${envelopes}
definitions:
  Known: { code: a, kind: conflict, summary: S. }
`);
}

const graph =
  "{ code: /errors/*/code, message: /errors/*/message, when: { /errors: { present: true } } }";
const hidden = await packageWith(
  `envelope: R\nenvelopes: { G: ${graph}, R: { code: /code, message: /message } }`,
);
const several = await packageWith(`envelope: A
envelopes:
  A: { code: /code, message: /message, requestId: [/id, header:x-id] }
  B: { code: /errno, message: /text }
  C: { code: /wrong, message: /reason, requestId: /trace }`);
const waiting = await packageWith(
  "envelopes: { E: { code: /code, message: /message, retryAfter: [/wait, /delay, header:x-wait] } }",
);

describe("an unknown error that is sent on", () => {
  const errors = [{ code: "new_code", message: "boom" }];

  test.each([200, 302, undefined])("stays an error where it came with %s", (status) => {
    const { parse } = hidden;
    const sent = parse({ status, body: { errors } }).toResponse();
    expect(sent.status).toBe(500);
    expect(parse(sent)).toMatchObject({ code: undefined, wireCode: "new_code", message: "boom" });
  });

  test("keeps the status of a failure, and that of an error that is known", () => {
    const { parse } = hidden;
    expect(parse({ status: 418, body: { errors } }).toResponse().status).toBe(418);
    expect(parse({ status: 200, body: { code: "a" } }).toResponse().status).toBe(200);
  });
});

describe("the id of a request", () => {
  const headers = { "x-id": "r" };
  const cases: readonly (readonly [what: string, input: object, expected: unknown])[] = [
    ["another envelope's place", { status: 429, body: { errno: "x", id: "order-77" } }, undefined],
    ["a header of another", { status: 429, headers, body: { errno: "x", id: "order-77" } }, "r"],
    ["its own place", { status: 429, headers, body: { code: "x", id: "own" } }, "own"],
    ["a body that no envelope fits", { status: 502, headers, body: { id: 5 } }, "5"],
    [
      "a body that another reads more of",
      { status: 502, headers, body: { id: "order-77", reason: "R", trace: "t" } },
      "t",
    ],
  ];
  test.each(cases)("of %s", (_, input, expected) => {
    expect(several.parse(input).requestId).toBe(expected);
  });
});

describe("a wait", () => {
  const headers = { "retry-after": "7" };
  const body = (wait: unknown, more: object = {}) => ({ code: "a", wait, ...more });
  const cases: readonly (readonly [input: object, expected: unknown])[] = [
    [{ headers, body: body("") }, 7],
    [{ headers, body: body("soon") }, 7],
    [{ headers, body: body(-5) }, 7],
    [{ headers, body: body("-5") }, 7],
    [{ headers, body: body(3) }, 7],
    [{ headers, body: body("30") }, 30],
    [{ headers, body: body("soon", { delay: 40 }) }, 40],
    [{ headers: { ...headers, "x-wait": "9" }, body: body("soon") }, 9],
    [{ body: body("soon") }, undefined],
    [{ headers: { "retry-after": "later" }, body: body("3s") }, 3],
    [{ headers: { "retry-after": "later" }, body: body(undefined) }, undefined],
  ];
  test.each(cases)("of %j is %j", (input, expected) => {
    expect(waiting.parse({ status: 429, ...input }).retryAfter).toBe(expected);
  });
});
