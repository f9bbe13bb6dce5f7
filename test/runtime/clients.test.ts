// What clients give, whole or in parts: responses are read, and what is none or was not read is never "no error".

import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { identify } from "../../runtime/identify.ts";
import { parseError } from "../../runtime/parse.ts";
import { errorFromResponse } from "../../runtime/response.ts";
import { retryAdvice } from "../../runtime/retry.ts";
import { packageOf } from "./sampler.ts";

const definitions = `
id: acme
title: Acme API
version: 1.0.0
prefix: Sampler
codeType: string
envelopes: { Body: { code: [/error/code, header:x-code], message: /error/message } }
definitions:
  Busy: { code: busy, kind: unavailable, summary: The service is busy., status: 503 }
  NoFunds: { code: no_funds, kind: insufficient-funds, summary: The balance is too low., status: 409 }
`;
const { parser } = await packageOf(definitions);
const never = await packageOf(`errorsBelow400: never\n${definitions}`);

const value = { error: { code: "busy", message: "m" } };
const json = JSON.stringify(value);
const html = "<html>Bad gateway</html>";
const headers = { "retry-after": "3" };

/** Parses an input, and checks that identifying it says the same. */
function parsed(input: unknown, of = parser): ReturnType<typeof parseError> {
  const error = parseError(of, input);
  const identity = identify(of.tables, input);
  const facts = error && { kind: error.kind, retry: error.retry, effect: error.effect };
  expect(identity && { ...facts, code: identity.code }).toEqual(
    identity && { ...facts, code: error?.code },
  );
  if (facts === undefined) expect(identity).toBeUndefined();
  else expect(identity).toMatchObject(facts);
  return error;
}

class Readable {
  readonly statusCode = 503;
  readonly headers = headers;
  readonly body: unknown;
  constructor(body?: unknown) {
    this.body = body;
  }
  pipe(): void {}
}

describe("a response is read", () => {
  const known: readonly (readonly [what: string, response: unknown])[] = [
    ["of fetch, as text", { status: 503, headers: new Headers(headers), body: json }],
    ["of axios", { status: 503, statusText: "x", headers, data: value, config: {}, request: {} }],
    ["of axios, as text", { status: 503, headers, data: json }],
    ["of axios, as bytes", { status: 503, headers, data: Buffer.from(json) }],
    ["of got", new Readable(json)],
    ["of got, parsed", new Readable(value)],
    ["of undici, with its text", { statusCode: 503, headers, body: json, trailers: {} }],
    ["of node:http, with its text", { statusCode: 503, headers, body: json }],
    ["of ofetch", { status: 503, headers, body: new PassThrough(), bodyUsed: true, _data: value }],
    ["of ofetch, as an error", { status: 503, statusCode: 503, headers, data: value, cause: 5 }],
    ["of superagent", { status: 503, statusCode: 503, headers, body: value, text: json }],
  ];
  test.each(known)("%s", (_, response) => {
    expect(parsed(response)).toMatchObject({ name: "BusyError", status: 503, retryAfter: 3 });
  });

  test("with the status of a gateway's page", () => {
    for (const input of [
      { statusCode: 502, headers, body: html },
      { status: 502, headers, data: html },
    ])
      expect(parsed(input)).toMatchObject({ name: "UnknownSamplerError", status: 502, body: html });
  });

  test("and is a success as it was", () => {
    for (const input of [
      { statusCode: 200, headers, body: "{}" },
      { status: 200, data: { data: 1 } },
      { status: 204, headers, body: null },
      { status: 200 },
      { body: "{}" },
      { body: null },
    ])
      expect(parsed(input)).toBeUndefined();
  });
});

describe("a mistake is an unknown error that names it", () => {
  const stream = () => new Blob([json]).stream();
  const unread: readonly (readonly [what: string, input: object])[] = [
    ["a stream of the web", { status: 200, headers, body: stream() }],
    ["a stream of Node.js", { statusCode: 200, headers, body: new PassThrough() }],
    ["a stream as data", { status: 200, headers, data: new PassThrough() }],
    ["a Blob", { status: 200, body: new Blob([json]) }],
    ["a promise of the text", { status: 200, body: Promise.resolve(json) }],
    ["an async iterable", { status: 200, body: { __proto__: { [Symbol.asyncIterator]() {} } } }],
    ["a response of fetch", new Response(json, { status: 200 })],
    [
      "a response of fetch without a stream",
      Object.assign(Object.create({ arrayBuffer() {} }), { status: 200 }),
    ],
    ["a response of node:http", Object.assign(new PassThrough(), { statusCode: 200, headers })],
    ["a promise of a response", Promise.resolve({ status: 200 })],
    ["a body without a status", { body: stream() }],
  ];
  test.each(unread)("%s was not read", (_, input) => {
    const error = parsed(input);
    expect(error).toMatchObject({
      name: "UnknownSamplerError",
      kind: "unknown",
      effect: "unknown",
    });
    expect(error?.message).toMatch(/was not read/);
  });

  test("with the facts of its status", () => {
    const error = parsed(new Response(json, { status: 503, headers }));
    expect(error).toMatchObject({ kind: "unavailable", status: 503, retryAfter: 3 });
    expect(error?.message).toMatch(/was not read/);
  });

  test("if no header has the code", () => {
    const input = { status: 400, headers: { "x-code": "no_funds" }, body: stream() };
    expect(parsed(input)).toMatchObject({ name: "NoFundsError" });
  });

  test("unless HTTP alone says what is an error", () => {
    expect(parsed({ status: 200, body: stream() }, never.parser)).toBeUndefined();
    expect(parsed({ status: 400, body: stream() }, never.parser)?.message).toMatch(/not read/);
  });

  const nothing: readonly (readonly [what: string, input: unknown])[] = [
    ...[undefined, null, 5, "text", json, [], {}, () => 5].map(
      (one) => [String(one), one] as const,
    ),
    [
      "an error of axios",
      Object.assign(new Error("x"), { response: { status: 503, data: value } }),
    ],
    ["a result of GraphQL", { data: { me: 1 }, errors: [{ message: "m" }] }],
    ["headers alone", { headers }],
    ["a status as text", { status: "500", headers }],
    ["a body that is not there", { body: undefined }],
  ];
  test.each(nothing)("neither a status nor a body: %s", (_, input) => {
    const error = parsed(input);
    expect(error).toMatchObject({
      name: "UnknownSamplerError",
      kind: "unknown",
      retry: "after-fix",
    });
    expect(error?.message).toMatch(/neither a status nor a body/);
  });

  test("a status that is no number", () => {
    for (const status of ["500", "UNAVAILABLE", Number.NaN]) {
      expect(parsed({ status, body: "{}" })?.message).toMatch(/no number/);
      expect(parsed({ status, body: json })).toMatchObject({ name: "BusyError" });
    }
  });

  test("a status that there is not", () => {
    for (const status of [0, -1])
      expect(parsed({ status, body: "" })?.message).toMatch(/no status/);
    expect(parsed({ status: 0, body: json })).toMatchObject({ name: "BusyError" });
  });
});

describe("a request without a response", () => {
  const thrown = (fields: object, cause?: unknown) =>
    Object.assign(new Error("secret.example", { cause }), fields);
  const causes: readonly (readonly [kind: string, cause: unknown])[] = [
    ["unavailable", new TypeError("fetch failed", { cause: thrown({ code: "ENOTFOUND" }) })],
    ["unavailable", thrown({ code: "ECONNRESET" })],
    ["unavailable", "anything"],
    [
      "timeout",
      new TypeError("fetch failed", { cause: thrown({ code: "UND_ERR_CONNECT_TIMEOUT" }) }),
    ],
    ["timeout", new DOMException("x", "TimeoutError")],
    ["timeout", thrown({ code: "ECONNABORTED" })],
    ["timeout", thrown({ code: "ETIMEDOUT" })],
    ["timeout", thrown({ type: "request-timeout" })],
    ["timeout", thrown({ name: "AbortError" }, new DOMException("x", "TimeoutError"))],
    ["cancelled", new DOMException("x", "AbortError")],
    ["cancelled", thrown({ code: "ERR_CANCELED" })],
    ["cancelled", thrown({ code: "UND_ERR_ABORTED" })],
  ];
  test.each(causes)("is %s: %s", (kind, cause) => {
    const error = parsed({ cause });
    expect(error).toMatchObject({ name: "UnknownSamplerError", kind, effect: "unknown" });
    expect(error?.cause).toBe(cause);
    expect(error?.message).toBe("The request got no response.");
    if (error === undefined) return;
    const call = { attempt: 1, now: 0 };
    expect(retryAdvice(error, { ...call, idempotent: true }).retry).toBe(kind !== "cancelled");
    expect(retryAdvice(error, { ...call, idempotent: false }).retry).toBe(false);
  });

  test("that has one after all keeps its cause", () => {
    const cause = new Error("x");
    for (const body of [json, html])
      expect(parsed({ status: 503, body, cause })?.cause).toBe(cause);
    expect(parsed({ status: 200, body: "{}", cause })).toBeUndefined();
  });

  test("does not end with a cause that leads to itself, or cannot be read", () => {
    const own = thrown({});
    own.cause = own;
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error("hostile");
        },
      },
    );
    for (const cause of [own, hostile]) expect(parsed({ cause })?.kind).toBe("unavailable");
  });
});

test("a response of fetch is what fetch gives", async () => {
  const used = Object.assign(new Response(json, { status: 503 }), { _data: value });
  await used.text();
  expect(await errorFromResponse(parser, used)).toMatchObject({ name: "BusyError" });
  for (const input of [{}, undefined, new Promise(() => undefined), Response.error()])
    expect(await errorFromResponse(parser, input)).toMatchObject({ name: "UnknownSamplerError" });
});
