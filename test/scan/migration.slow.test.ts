// The example of a migration, step by step: `before/` becomes `after/`, compiles, and its tests pass.

import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow } from "../../generator/disk/files.ts";
import { generate, importErrors, scan } from "../../generator/index.ts";
import { newFolder, projectFolder, run, typeCheck } from "../helpers.ts";

const example = join(projectFolder, "examples/migration");

function textsIn(folder: string): Readonly<Record<string, string>> {
  const paths = filesBelow(folder).filter((path) => !/^(?:generated|out)\//.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

async function complaints(cwd: string): Promise<string> {
  const types = await typeCheck("typescript7", join(cwd, "tsconfig.json"));
  const { code, stdout } = await run(process.execPath, ["out/src/service.test.js"], cwd);
  return `${types}${code === 0 ? "" : stdout}`;
}

test("the service before becomes the service after, and its tests pass both times", {
  timeout: 300_000,
}, async () => {
  const cwd = newFolder();
  cpSync(join(example, "before"), cwd, { recursive: true });
  symlinkSync(join(projectFolder, "node_modules"), join(cwd, "node_modules"), "junction");
  expect(await complaints(cwd)).toBe("");
  const sources = ["openapi.yaml", "docs/errors.md", "src/errors.ts"];
  const made = await importErrors({ cwd, sources });
  expect([made.value?.undecided, made.diagnostics]).toEqual([[], []]);
  expect(made.value?.kept.aliases).toEqual({
    ErrorCode: "TicketsErrorCode",
    AppError: "TicketsError",
  });
  // What a person writes.
  for (const path of ["faultbook.config.yaml", "src/errors.ts"])
    cpSync(join(example, "after", path), join(cwd, path));
  expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
  const { value, diagnostics } = await scan({ cwd, fix: true, failOn: ["unknown", "unused"] });
  expect([value?.fixed.length, diagnostics]).toEqual([4, []]);
  expect(textsIn(cwd)).toEqual(textsIn(join(example, "after")));
  expect(await complaints(cwd)).toBe("");
});
