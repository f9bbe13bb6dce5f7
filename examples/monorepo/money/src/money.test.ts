import assert from "node:assert/strict";
import { test } from "node:test";
import { inEuros } from "./money.js";

test("cents are shown as euros", () => {
  assert.equal(inEuros(320), "3.20 EUR");
  assert.equal(inEuros(100_000), "1000.00 EUR");
});
