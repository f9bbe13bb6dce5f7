// The outlines of real descriptions have what the parser finds in them.

import { expect, test } from "vitest";
import { realSpecs, realText } from "../sync/real-specs.ts";
import { compared } from "./compared-outline.ts";

test.runIf(realSpecs.length > 0).each([...realSpecs])("%s", { timeout: 120_000 }, (name) => {
  expect(compared(realText(name))).toBe(true);
});
