// The examples as they are committed: what is generated in them is fresh.

import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../generator/index.ts";
import { projectFolder } from "../helpers.ts";

test("the generated packages of examples/monorepo are those of its catalog", async () => {
  const cwd = join(projectFolder, "examples/monorepo/catalog");
  const { value, diagnostics } = await generate({ cwd, mode: "check" });
  expect({ diagnostics, diff: value?.diff }).toEqual({ diagnostics: [], diff: "" });
  expect(value?.catalogs).toBe(1);
});
