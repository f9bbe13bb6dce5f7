// Identifying and parsing agree on every body, however it was made, and ask no getter and no proxy twice.

import { test } from "vitest";
import { checkOnce } from "./once.ts";

test("thousands of hostile bodies are asked once", { timeout: 120_000 }, () => {
  checkOnce(3000);
});
