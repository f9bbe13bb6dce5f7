// All goldens and the type tests in one program, those with constants in a second one, under every compiler.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilers, projectFolder, typeCheck } from "./packages.ts";

const types = join(projectFolder, "test/types");

describe.each(compilers)("%s accepts, under its strictest flags,", (compiler) => {
  test.concurrent.each([
    ["every golden, and the type tests of both directions", "tsconfig.json"],
    ["goldens with constants, where types can only be erased", "const/tsconfig.json"],
  ])("%s", { timeout: 120_000 }, async (_, project) => {
    expect(await typeCheck(compiler, join(types, project))).toBe("");
  });
});

test("there are goldens of both styles, and of every shipped catalog", () => {
  const sources = (path: string) => readdirSync(join(projectFolder, path)).sort();
  const all = [
    "codes",
    "definitions",
    "envelopes",
    "errors",
    "guards",
    "index",
    "parse",
    "runtime",
  ];
  for (const path of [
    "test/cases/sampler/expected/sampler/src",
    "test/cases/sampler-const/expected/sampler/src",
    ...["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"].map((id) => `generated/${id}/src`),
  ]) {
    expect(sources(path), path).toEqual(all.map((name) => `${name}.ts`));
  }
});
