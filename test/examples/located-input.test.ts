// A hundred thousand hostile bodies through locators of every kind.

import { expect, test } from "vitest";
import { fingerprint } from "../runtime/input.ts";
import { checkOnce } from "../runtime/once.ts";

test("identifying and parsing agree, and ask nothing twice", { timeout: 600_000 }, () => {
  const before = fingerprint();
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    checkOnce(100_000);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  expect(fingerprint()).toEqual(before);
});
