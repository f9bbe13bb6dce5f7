// Bodies as pages print them are read whatever their length, where one expression would run out of stack.

import { expect, test } from "vitest";
import { shownObject } from "../../generator/text/loose-json.ts";

const many = 16_000_000;

test.each([
  ["a long text", `{'a': '${"x".repeat(many)}', 'b': 1}`],
  ["long spaces", `{'a': '', ${" ".repeat(many)}'b': 1}`],
  ["many comments", `{'a': '', ${"#\n".repeat(many / 2)}'b': 1}`],
  ["a long comment", `{'a': '', /*${"x".repeat(many)}*/ // ${"y".repeat(many)}\n'b': 1}`],
])("a body with %s is read", (_, text) => {
  expect(shownObject(text)).toEqual({ a: expect.any(String), b: 1 });
});

test.each(["{'a': 1 /* b }", "{'a: 1}", "{'a': 1 # }", "{'a': 1 // }"])(
  "%s shows no body",
  (text) => expect(shownObject(text)).toBeUndefined(),
);
