// Exceptions of fetch responses: the host's own `Response`, in every state that networks and middleware leave it in.

import { afterEach, describe, expect, test } from "vitest";
import { errorFromResponse } from "../../runtime/response.ts";
import { packageOf } from "./sampler.ts";

const plain = await packageOf(`
id: plain
title: Plain
version: 1.0.0
prefix: Sampler
codeType: mixed
envelopes: { Rest: { code: [/code, header:x-code], message: /message, requestId: header:x-request-id } }
definitions:
  Known: { code: 1, kind: insufficient-funds, summary: Known. }
  Busy: { code: 2, kind: rate-limited, summary: Busy. }
  Scoped: { code: S, kind: conflict, summary: A., match: { scope: a } }
  Operated: { code: S, kind: timeout, summary: B., match: { operation: b } }
`);
const hidden = await packageOf(`
id: hidden
title: Hidden
version: 1.0.0
prefix: Sampler
codeType: mixed
success: { /ok: true }
envelopes: { Rest: { code: /code, message: /message, when: { /ok: false } } }
definitions: { Known: { code: 1, kind: conflict, summary: Known. } }
`);

const of = (response: unknown, context?: object) =>
  errorFromResponse(plain.parser, response, context);
const ofHidden = (response: unknown) => errorFromResponse(hidden.parser, response);

function streamed(parts: readonly string[], end?: Error): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    pull(controller) {
      const part = left.shift();
      if (part !== undefined) controller.enqueue(new TextEncoder().encode(part));
      else if (end !== undefined) controller.error(end);
      else controller.close();
    },
  });
}

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
process.on("unhandledRejection", note);
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(unhandled.splice(0)).toEqual([]);
});

describe("a response", () => {
  const headers = { "x-request-id": "r", "retry-after": "7" };
  type Case = readonly [
    what: string,
    body: ConstructorParameters<typeof Response>[0],
    init: ResponseInit,
    expected: object,
  ];
  const cases: readonly Case[] = [
    [
      "of JSON",
      '{"code":1,"message":"m"}',
      { status: 402, headers },
      { name: "KnownError", message: "m", status: 402, requestId: "r", retryAfter: 7 },
    ],
    ["with a BOM", '\ufeff{"code":"1"}', { status: 402 }, { name: "KnownError", wireCode: "1" }],
    [
      "of bytes with a BOM",
      new TextEncoder().encode('\ufeff{"code":1}'),
      { status: 400 },
      { name: "KnownError" },
    ],
    [
      "of a proxy",
      "<html>Bad Gateway</html>",
      { status: 502, headers },
      {
        name: "UnknownSamplerError",
        kind: "unavailable",
        body: "<html>Bad Gateway</html>",
        requestId: "r",
      },
    ],
    [
      "that is empty",
      null,
      { status: 503 },
      { name: "UnknownSamplerError", body: "", status: 503 },
    ],
    ["of an empty text", "", { status: 500 }, { name: "UnknownSamplerError", kind: "internal" }],
    [
      "cut off",
      '{"code":1,"mess',
      { status: 400 },
      { name: "UnknownSamplerError", body: '{"code":1,"mess' },
    ],
    ["in pieces", streamed(['{"co', 'de":2}']), { status: 429 }, { name: "BusyError" }],
    ["with its code in a header", "", { status: 400, headers: { "X-Code": "1" } }, { code: 1 }],
    ["of 200 with a code", '{"code":1}', { status: 200 }, { name: "KnownError", status: 200 }],
  ];
  test.each(cases)("%s", async (_, body, init, expected) => {
    const response = new Response(body, init);
    expect(await of(response)).toMatchObject(expected);
    expect(response.bodyUsed).toBe(false);
    await expect(response.text()).resolves.toBeTypeOf("string");
  });

  test("that is no error gives nothing, and can be read afterwards", async () => {
    for (const body of ['{"data":[]}', "", "text", '{"code":99}']) {
      const response = new Response(body, { status: 200 });
      expect(await of(response)).toBeUndefined();
      expect(await response.text()).toBe(body);
    }
    expect(await of(new Response(null, { status: 204 }))).toBeUndefined();
    expect((await of(Response.error()))?.message).toMatch(/no status 0/);
  });

  test("of 200 is an error where the body says so", async () => {
    expect(await ofHidden(Response.json({ ok: true, code: 1 }))).toBeUndefined();
    expect(await ofHidden(Response.json({ ok: false, code: 1 }))).toMatchObject({ code: 1 });
    expect(await ofHidden(Response.json({ ok: false, code: 9 }))).toMatchObject({ wireCode: 9 });
    expect(await ofHidden(Response.json({}))).toBeUndefined();
  });

  test("is decided by what the caller called", async () => {
    const response = Response.json({ code: "S" }, { status: 409 });
    expect(await of(response, { scope: "a" })).toMatchObject({ name: "ScopedError" });
    expect(await of(response, { operation: "b" })).toMatchObject({ name: "OperatedError" });
    expect(await of(response)).toMatchObject({ candidates: ["Operated", "Scoped"] });
    const bare = await of(response, { scope: "a", stack: false });
    expect(bare?.stack).toBe("ScopedError: A.");
  });
});

describe("a body that cannot be read", () => {
  test("because it was read, gives an unknown error that says so", async () => {
    const response = Response.json({ code: 2 }, { status: 429, headers: { "Retry-After": "7" } });
    await response.text();
    const error = await of(response, { stack: false });
    expect(error).toMatchObject({ name: "UnknownSamplerError", status: 429, kind: "rate-limited" });
    expect(error).toMatchObject({ retry: "after-backoff", retryAfter: 7, body: undefined });
    expect(error?.message).toBe("The body of the response had been read already.");
    expect(error?.stack).toBe(`UnknownSamplerError: ${error?.message}`);
  });

  test("because somebody reads it, gives an unknown error with the cause", async () => {
    const response = Response.json({ code: 2 }, { status: 503 });
    response.body?.getReader();
    const error = await of(response);
    expect(error).toMatchObject({ name: "UnknownSamplerError", kind: "unavailable", status: 503 });
    expect(error?.message).toBe("The body of the response could not be read.");
    expect(error?.cause).toBeInstanceOf(TypeError);
  });

  test("because the connection breaks, gives an unknown error with the cause", async () => {
    const broken = new Error("ECONNRESET");
    const response = new Response(streamed(['{"code":'], broken), { status: 500 });
    const error = await of(response);
    expect(error).toMatchObject({
      name: "UnknownSamplerError",
      kind: "internal",
      effect: "unknown",
    });
    expect(error?.cause).toBe(broken);
    await expect(response.text()).rejects.toBe(broken);
  });

  test("under 200 is a success, or not known where errors hide there", async () => {
    const used = Response.json({ ok: true });
    await used.text();
    expect(await of(used)).toBeUndefined();
    const error = await ofHidden(used);
    expect(error).toMatchObject({ name: "UnknownSamplerError", status: 200, kind: "unknown" });
    expect(error).toMatchObject({ retry: "after-fix", effect: "unknown" });
  });
});

describe("what is no response", () => {
  const fail = (): never => {
    throw new Error("hostile");
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const later = { clone: () => ({ text: () => Promise.reject(new Error("late")) }) };
  const values: readonly (readonly [what: string, value: unknown])[] = [
    ...[undefined, null, 5, "text", [], {}, fail].map((one) => [String(one), one] as const),
    ["getters that throw", Object.defineProperty({}, "status", { get: fail })],
    ["a proxy that throws", new Proxy({}, { get: fail })],
    ["a revoked proxy", revoked],
    ["a clone that throws", { status: 500, clone: fail }],
    ["a clone that is nothing", { status: 500, clone: () => null }],
    ["a text that rejects", { status: 500, ...later }],
    ["a text that rejects under 200", { status: 200, ...later }],
    ["a text that is none", { status: 500, clone: () => ({ text: () => 5 }) }],
    ["a text that is nothing", { status: 500, clone: () => ({ text: () => undefined }) }],
    // biome-ignore lint/suspicious/noThenProperty: it is there to throw
    ["a then that throws", { status: 500, clone: () => ({ text: () => ({ then: fail }) }) }],
    ["a status that is text", { status: "500", headers: 5, ...later }],
    ["headers that throw", { status: 500, headers: new Proxy({}, { get: fail }), ...later }],
  ];
  const failing = new Set(
    values
      .map(([what]) => what)
      .filter((what) => /^a (clone|then)|rejects$|none$|nothing$|^headers/.test(what)),
  );
  test.each(values)("never rejects: %s", async (what, value) => {
    for (const error of [await of(value), await ofHidden(value)]) {
      if (error !== undefined) expect(error.name).toBe("UnknownSamplerError");
    }
    if (failing.has(what))
      expect(await of(value)).toMatchObject({ name: "UnknownSamplerError", status: 500 });
  });

  test("never rejects: a context that is none", async () => {
    const response = Response.json({ code: 1 }, { status: 400 });
    for (const context of [null, 5, "x", new Proxy({}, { get: fail })])
      expect(await of(response, context as object)).toMatchObject({ code: 1 });
  });
});
