// What servers and frameworks see of an exception: its status, its message, and an answer that every server takes.

import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { headerValue } from "../../runtime/answers.ts";
import { reviveError } from "../../runtime/parse.ts";
import { packageOf } from "./sampler.ts";

const { make, parse, parser } = await packageOf(`
id: acme
title: Acme API
version: 1.0.0
prefix: Sampler
codeType: string
envelopes: { Body: { code: /code, message: /message, docsUrl: /link, requestId: [/meta/id, "header:x-request-id"] } }
definitions:
  NoInvoice:
    code: no_invoice
    kind: not-found
    summary: There is no such invoice.
    message: "There is no invoice {invoiceId} of {shop}."
    params: { invoiceId: { type: string, at: /id }, shop: { type: string, at: /shop, safe: true } }
`);

const params = { invoiceId: "secret-5", shop: "main" };

describe("the status", () => {
  test("is there at once in what a server builds", () => {
    expect(make("NoInvoice", { params })).toMatchObject({ status: 404, statusCode: 404 });
    expect(make("NoInvoice", { params, status: 410 })).toMatchObject({ statusCode: 410 });
    expect(make("Unknown")).toMatchObject({ status: 500, statusCode: 500 });
  });

  test("is that of the response in what was parsed, and no framework answers with it", () => {
    const parsed = parse({ status: 409, body: { code: "no_invoice" } });
    expect(parsed.status).toBe(409);
    expect(parsed.statusCode).toBeUndefined();
    expect(parse({ body: { code: "no_invoice" } }).status).toBeUndefined();
    expect(reviveError(parser, make("NoInvoice").toJSON())?.statusCode).toBeUndefined();
  });

  test("of an answer is one that servers take", () => {
    const odd = [0, -1, 99, 100, 204, 205, 301, 399, 600, 404.5, Number.NaN, "404" as never];
    for (const status of odd)
      expect(make("NoInvoice", { params, status }).toResponse().status).toBe(404);
    for (const status of [400, 418, 599, 200])
      expect(make("NoInvoice", { params, status }).toResponse().status).toBe(status);
  });
});

test("the message names the params that may not be shown, and bodies have them", async () => {
  const error = make("NoInvoice", { params });
  expect(error.message).toBe("There is no invoice <invoiceId> of main.");
  const message = "There is no invoice secret-5 of main.";
  expect(error.toBody()).toMatchObject({ message });
  const respond = Reflect.get(error, "toFetchResponse") as () => Response;
  const response = respond.call(error);
  expect(response).toBeInstanceOf(Response);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toMatchObject({ code: "no_invoice", message });
});

test("a message is cut at 64 KiB, with a mark", () => {
  const short = make("Unknown", { message: "x".repeat(65_536) });
  expect(short.message).toHaveLength(65_536);
  const { message } = make("Unknown", { message: "x".repeat(1_000_000) });
  expect(message).toMatch(/^x{65536}… \(cut, 1000000 characters\)$/);
});

test("a revived link is one to a page, as a parsed one is", () => {
  for (const docsUrl of ["javascript:alert(1)", "data:x", "//x"]) {
    expect(parse({ body: { code: "no_invoice", link: docsUrl } }).docsUrl).toBeUndefined();
    expect(
      reviveError(parser, { ...make("NoInvoice").toJSON(), docsUrl })?.docsUrl,
    ).toBeUndefined();
  }
});

test("in plain JavaScript a missing param is named, and a text is the message", () => {
  for (const init of [undefined, null, {}, { params: {} }, { params: undefined }, 5] as object[]) {
    const error = make("NoInvoice", init);
    expect(error.message).toBe("There is no invoice <invoiceId> of <shop>.");
    expect(error.toBody()).toEqual({
      code: "no_invoice",
      message: "There is no invoice <invoiceId> of <shop>.",
    });
    expect(error.toResponse().status).toBe(404);
  }
  expect(make("NoInvoice", "gone" as never)).toMatchObject({ message: "gone", status: 404 });
});

describe("the id of a request", () => {
  const bodyOf = (error: { readonly toBody: (...fields: readonly unknown[]) => unknown }) =>
    error.toBody({ requestId: "r-2" });
  test("is added when answering, where the envelope has it", async () => {
    const error = make("NoInvoice", { params });
    expect(bodyOf(error)).toMatchObject({ meta: { id: "r-2" } });
    expect(error.toResponse({ requestId: "r-2" }).body).toMatchObject({ meta: { id: "r-2" } });
    const respond = Reflect.get(error, "toFetchResponse") as (options: object) => Response;
    const response = respond.call(error, { requestId: "r-2" });
    expect(await response.json()).toMatchObject({ meta: { id: "r-2" } });
    expect(bodyOf(make("Unknown", { wireCode: "x" }))).toMatchObject({ meta: { id: "r-2" } });
  });

  test("of the exception comes first, and nothing but a text is one", () => {
    const own = make("NoInvoice", { params, requestId: "r-1" });
    expect(bodyOf(own)).toMatchObject({ meta: { id: "r-1" } });
    const error = make("NoInvoice", { params });
    for (const requestId of [undefined, null, 5, {}])
      expect(error.toBody({ requestId })).not.toHaveProperty("meta");
    for (const options of [undefined, null, 5, "r-2"])
      expect(error.toBody(options)).not.toHaveProperty("meta");
  });
});

test("an answer that asks for fields takes the id behind them", async () => {
  const asking = await packageOf(`
id: acme
title: Acme API
version: 1.0.0
prefix: Sampler
codeType: string
envelopes:
  Body:
    code: /code
    requestId: /id
    body:
      type: object
      required: [code, region]
      properties: { code: { type: string }, region: { type: string }, id: { type: string } }
definitions:
  Gone: { code: gone, kind: not-found, summary: It is gone. }
`);
  const body = asking.make("Gone").toBody({ region: "eu" }, { requestId: "r-2" });
  expect(body).toEqual({ code: "gone", region: "eu", id: "r-2" });
  expect(asking.make("Gone").toBody({ region: "eu" })).toEqual({ code: "gone", region: "eu" });
});

test("a log that prints properties has the params that may be logged", () => {
  const error = make("NoInvoice", { params });
  expect(inspect(error)).toContain("safeParams: { shop: 'main' }");
  expect(inspect(error)).not.toContain("secret-5");
  expect({ ...error }).toMatchObject({ safeParams: { shop: "main" } });
  expect("safeParams" in make("Unknown")).toBe(false);
  expect("safeParams" in make("NoInvoice", { params: { invoiceId: "5" } })).toBe(false);
});

test("a header's value is made in as many steps as it has characters", () => {
  const steps = (count: number): number => {
    const encode = vi.spyOn(globalThis, "encodeURIComponent");
    try {
      expect(headerValue("ü\ud800 a".repeat(count))).toHaveLength(17 * count);
      return encode.mock.calls.length;
    } finally {
      encode.mockRestore();
    }
  };
  expect(steps(1000)).toBe(2000);
  expect(steps(10_000)).toBe(20_000);
});
