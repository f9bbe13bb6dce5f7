// All goldens and the type tests under the newest compiler, which takes a tenth of the others' time; those stand in `examples/`.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageModules, projectFolder } from "./packages.ts";
import { testCompiler } from "./type-checks.ts";

testCompiler("typescript7");

test("there are goldens of both styles, and of every shipped catalog", () => {
  const sources = (path: string) => readdirSync(join(projectFolder, path)).sort();
  for (const path of [
    "test/cases/sampler/expected/sampler/src",
    "test/cases/sampler-const/expected/sampler/src",
    ...["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"].map((id) => `generated/${id}/src`),
  ]) {
    expect(sources(path), path).toEqual(packageModules.map((name) => `${name}.ts`));
  }
});
