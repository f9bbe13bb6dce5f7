// Descriptions of real APIs and of the examples: a linter finds nothing in the synced ones that it did not find before, and the added lines are counted.

import { afterAll, describe, expect, test } from "vitest";
import { projectFile } from "../helpers.ts";
import { type SyncFolder, specName, syncFolder } from "../sync/folder.ts";
import {
  changedLines,
  expectNoMore,
  isLarge,
  lintProblems,
  realFolder,
  realSpecs,
  settings,
} from "../sync/real-specs.ts";

if (realSpecs.length === 0) {
  test("large descriptions", (context) => {
    context.skip("none is beside the project, so that nothing was tried on one");
  });
}

const table: Record<string, string | number>[] = [];

/** Counts the lines of a text, and its operations. */
function sizeOf(folder: SyncFolder, name: string) {
  const { paths } = folder.data(name) as { readonly paths: Readonly<Record<string, object>> };
  const methods = Object.values(paths).flatMap((item) => Object.keys(item));
  const operations = methods.filter((one) => /^(get|put|post|delete|patch)$/.test(one)).length;
  return { lines: folder.read(name).split("\n").length, operations };
}

describe.each(realSpecs)("%s", (name) => {
  let before: ReadonlyMap<string, number> | undefined;

  test.each(settings)("with the rules $rules and the mode $mode", async (setting) => {
    const folder = realFolder(name, setting);
    const { lines, operations } = sizeOf(folder, name);
    before ??= await lintProblems(folder, name);
    const written = await folder.sync();
    expect(written.text).not.toMatch(/^error/m);
    const added = sizeOf(folder, name).lines - lines;
    const each = (added / operations).toFixed(1);
    table.push({ description: name, ...setting, operations, added, "for an operation": each });
    // What three rules add to a description of a hundred operations or more.
    if (setting.rules === "three" && operations > 100) expect(added).toBeLessThan(operations * 11);
    // References lead to a document that is generated in the packages only.
    if (setting.mode === "copy") expectNoMore(await lintProblems(folder, name), before);
  });
});

describe.each(realSpecs.filter(isLarge))(
  "one word of a summary changes few lines of %s",
  (name) => {
    test.each(settings)("with the rules $rules and the mode $mode", async (setting) => {
      expect(await changedLines(realFolder(name, setting), { name, most: 2 })).toBeLessThanOrEqual(
        3,
      );
    });
  },
);

test.each(["keep", "schema", "replace"])("the example with existing: %s", async (existing) => {
  const files = [specName, "bank.yaml", "faultbook.config.yaml"].map((file) => [
    file,
    projectFile(`examples/spec/${file}`).replaceAll("existing: schema", `existing: ${existing}`),
  ]);
  const folder = syncFolder(Object.fromEntries(files));
  const before = await lintProblems(folder, specName);
  expect((await folder.sync()).changes.length).toBeGreaterThan(0);
  expectNoMore(await lintProblems(folder, specName), before);
});

afterAll(() => {
  if (table.length > 0) console.table(table);
});
