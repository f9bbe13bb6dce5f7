// All goldens and the type tests under the newest compiler, which takes a tenth of the others' time; those stand in `examples/`.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageModules, projectFile, projectFolder, shipped } from "../helpers.ts";
import { testCompiler } from "./type-checks.ts";

testCompiler("typescript7");

test("packages of both styles, and of every shipped catalog, have all modules", () => {
  const modules = packageModules.map((name) => `${name}.ts`);
  for (const name of ["sampler", "sampler-const"]) {
    const listed = projectFile(`test/cases/${name}/files.txt`).matchAll(/^sampler\/src\/(.+)$/gm);
    const all = [...modules, "localise.ts"].sort();
    expect([...listed].map(([, path]) => path).sort(), name).toEqual(all);
  }
  for (const id of shipped) {
    const isTranslated = projectFile(`catalog/${id}.yaml`).includes("translations:");
    const locales = existsSync(join(projectFolder, `catalog/locales/zh-CN/${id}.yaml`));
    const all = [
      ...modules,
      ...(isTranslated ? ["localise.ts"] : []),
      ...(locales ? ["definitions"] : []),
    ];
    expect(readdirSync(join(projectFolder, `generated/${id}/src`)).sort(), id).toEqual(all.sort());
  }
});
