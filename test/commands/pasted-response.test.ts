// What the box for a pasted response of the site reads: the response in a text, or what is wrong with it.

import { expect, test } from "vitest";
import { readPasted } from "../../generator/explain/pasted-response.ts";

const body = '{"code":"busy","message":"a \\"b\\""}';

test.each([
  [body, { body }],
  [`429 ${body}`, { status: 429, body }],
  [`429 Too Many Requests\n${body}`, { status: 429, body }],
  [
    `HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\n\r\n${body}`,
    { status: 429, headers: { "retry-after": "7" }, body },
  ],
  [`2026-11-30T10:00:00Z [INFO] [12345] POST /pay got ${body} in 3 ms`, { body }],
  [`level=error status=503 body=${body}`, { status: 503, body }],
  [JSON.stringify(body), { body }],
  [JSON.stringify(JSON.stringify(body)), { body }],
  [JSON.stringify(body).slice(1, -1), { body }],
  [
    `* Connected\n> GET / HTTP/1.1\n>\n{ [5 bytes data]\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 429 Too Many Requests\n< retry-after: 7\n<\n${body}\n* Connection #0 left intact`,
    { status: 429, headers: { "retry-after": "7" }, body },
  ],
  [
    "HTTP/2 502\ncontent-type: text/html\n\n<html>",
    { status: 502, headers: { "content-type": "text/html" }, body: "<html>" },
  ],
  ["x-error-code: busy", { headers: { "x-error-code": "busy" }, body: "" }],
])("%j is a response", (text, expected) => {
  const { response, fault } = readPasted(text);
  expect(response).toEqual({ status: undefined, headers: {}, ...expected });
  expect(fault).toBeUndefined();
});

test.each([
  ['{"code":"busy"', 1, "end"],
  ['{\n"code":"bu', 2, "end"],
  ['got {\n  "code": "busy",\n}', 3, "comma"],
  ["[{}, ]", 1, "comma"],
  ["{'code': 'busy'}", 1, "quote"],
  ['{"error": {"code": "busy"} "id": 1}', 1, "other"],
  ["{code: 1}", 1, "other"],
  ['{"n": 01}', 1, "other"],
  ["{".repeat(100_000), 1, "other"],
])("%.40s is broken JSON", (text, line, what) => {
  expect(readPasted(text)).toMatchObject({ fault: { line, what } });
  expect(readPasted(text).response).toBeUndefined();
  expect(readPasted(`HTTP/1.1 503\n\n${text}`)).toMatchObject({
    response: { status: 503 },
    fault: { what },
  });
});

test("a text without JSON and status is a word, a page, or neither", () => {
  expect(readPasted(" busy\n")).toEqual({ word: "busy", html: false });
  expect(readPasted('"a b"')).toEqual({ word: "a b", html: false });
  expect(readPasted("<!doctype html>\n<p>Busy")).toEqual({ html: true });
  expect(readPasted("one\ntwo")).toEqual({ html: false });
});

test("a large body is read", () => {
  const large = JSON.stringify({ message: 'a"\\n'.repeat(100_000) });
  expect(readPasted(large).response?.body).toBe(large);
});
