// Responses that were done in part, or that say the contrary of a success: none of them is read as done, or as not done.

import { describe, expect, test } from "vitest";
import { identify } from "../../runtime/identify.ts";
import { parseError } from "../../runtime/parse.ts";
import { packageOf } from "./sampler.ts";

const head = "id: t\ntitle: T\nversion: 1.0.0\nprefix: Tt\ncodeType: mixed\n";

interface Case {
  readonly catalog: string;
  /** Responses, and what is read of each: name, retry, effect and the names of the others; `-` for no error. */
  readonly rows: readonly (readonly [response: object, read: string])[];
}

const cases: Readonly<Record<string, Case>> = {
  "a batch": {
    catalog: `
envelopes:
  Batch: { code: "/results/*/error/code", message: "/results/*/error/message", success: { "/results/*/ok": true } }
definitions: { Busy: { code: busy, kind: rate-limited, summary: Busy. } }`,
    rows: [
      [batch({ ok: true, id: "pay_1" }, busy()), "Busy after-backoff unknown []"],
      [batch(busy(), busy()), "Busy after-backoff none [Busy]"],
      [batch({ ok: false }, busy()), "Busy after-backoff unknown []"],
      [batch(busy(), null), "Busy after-backoff none []"],
      [batch({ ok: true }, { ok: false }), "? after-fix unknown []"],
      [batch({ ok: true }), "-"],
    ],
  },
  "mutations by their keys": {
    catalog: `
envelopes:
  User: { code: "/data/*/userErrors/*/code", message: "/data/*/userErrors/*/message" }
  Request: { code: "/errors/*/code", message: "/errors/*/message", when: { /errors: { present: true } } }
success: { "/data/*/userErrors/*/message": { present: false }, /errors: { present: false } }
definitions:
  Busy: { code: busy, kind: rate-limited, summary: Busy. }
  Taken: { code: taken, kind: already-exists, summary: Taken. }`,
    rows: [
      [graph({ a: { userErrors: [] }, b: failed("busy") }), "Busy after-backoff unknown []"],
      [graph({ a: failed("busy") }), "Busy after-backoff none []"],
      [graph({ a: failed("busy"), b: failed("busy") }), "Busy after-backoff none [Busy]"],
      [graph({ a: failed("busy"), b: null }), "Busy after-backoff none []"],
      // Codes of two envelopes in one body are two errors.
      [graph({ a: failed("taken") }, ["busy"]), "Busy after-fix unknown [Taken]"],
      // No element has a code.
      [graph({ a: { userErrors: [{ message: "no" }] } }), "? after-fix unknown []"],
      [graph({ a: { userErrors: [] } }), "-"],
    ],
  },
  "a code beside that of the whole": {
    catalog: `
envelopes: { E: { code: [/error/inner/code, "/error/details/*/code", /error/code], message: /error/message } }
definitions:
  Failed: { code: { code: failed, at: /error/code }, kind: failed-precondition, effect: unknown, summary: F. }
  Quota: { code: { code: quota, at: /error/code }, kind: rate-limited, summary: Q. }
  Invalid: { code: { code: invalid, at: /error/code }, kind: invalid-argument, summary: I. }`,
    rows: [
      [whole("failed", "quota"), "Quota after-backoff unknown []"],
      [whole("invalid", "quota"), "Quota after-backoff none []"],
      [whole("other", "quota"), "Quota after-backoff none []"],
    ],
  },
  "a success that is contradicted": {
    catalog: `
envelopes: { E: { code: /error, message: /message } }
success: { /ok: true }
definitions: { Busy: { code: busy, kind: rate-limited, summary: Busy. } }`,
    rows: [
      [{ status: 200, body: { ok: false } }, "? after-fix unknown []"],
      [{ status: 200, body: { ok: null } }, "-"],
      [{ status: 200, body: { items: [] } }, "-"],
      [{ body: { ok: false, message: "m" } }, "? after-fix unknown []"],
    ],
  },
  "what a driver throws": {
    catalog: `
envelopes: { E: { code: /code, message: [/errmsg, /message] } }
definitions: { Duplicate: { code: 11000, kind: conflict, summary: D. } }`,
    rows: [
      [{ body: Object.assign(new Error("m"), { code: 11000 }) }, "Duplicate after-fix none []"],
      [{ body: Object.assign(new Error("m"), { code: 251 }) }, "? after-fix unknown []"],
      [{ body: new TypeError("connection closed") }, "? after-fix unknown []"],
      [{ body: { code: 251 } }, "-"],
      [{ status: 200, body: new Error("m") }, "-"],
    ],
  },
};

function busy(): object {
  return { ok: false, error: { code: "busy", message: "m" } };
}

function batch(...results: readonly unknown[]): object {
  return { status: 200, body: { results } };
}

function failed(code: string): object {
  return { userErrors: [{ code, message: "m" }] };
}

function graph(data: object, errors?: readonly string[]): object {
  return {
    status: 200,
    body: { data, ...(errors && { errors: errors.map((code) => ({ code })) }) },
  };
}

function whole(code: string, detail: string): object {
  return { status: 409, body: { error: { code, message: "m", details: [{ code: detail }] } } };
}

describe.each(Object.entries(cases))("%s", (_, { catalog, rows }) => {
  const made = packageOf(`${head}${catalog}`);

  test.each(rows)("%j is %s", async (response, read) => {
    const { parser } = await made;
    const error = parseError(parser, response);
    const plain = identify(parser.tables, response);
    expect(plain?.effect).toBe(error?.effect);
    const names = error?.others.map(({ name }) => name).join();
    const said = error && `${plain?.name ?? "?"} ${error.retry} ${error.effect} [${names}]`;
    expect(said ?? "-").toBe(read);
  });
});

test("the message of what a driver throws is kept", async () => {
  const { parse } = await packageOf(`${head}${cases["what a driver throws"]?.catalog}`);
  expect(parse({ body: new TypeError("connection closed") })?.message).toBe("connection closed");
});

test.each([
  ["Too many requests, please try again later.\n", "Too many requests, please try again later."],
  ["error code: 520", "error code: 520"],
  ["<html>Bad gateway</html>", "Unknown error (HTTP 502)"],
  ["", "Unknown error (HTTP 502)"],
  ["x".repeat(301), "Unknown error (HTTP 502)"],
])("of the text %j the message is %j", async (body, message) => {
  const { parse } = await packageOf(`${head}${cases["a batch"]?.catalog}`);
  expect(parse({ status: 502, body })?.message).toBe(message);
});
