// What servers and frameworks see of an exception: its status, its message, and an answer that every server takes.

import { describe, expect, test } from "vitest";
import { reviveError } from "../../runtime/parse.ts";
import { packageOf } from "./sampler.ts";

const { make, parse, parser } = await packageOf(`
id: acme
title: Acme API
version: 1.0.0
prefix: Sampler
codeType: string
envelopes: { Body: { code: /code, message: /message, docsUrl: /link } }
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
