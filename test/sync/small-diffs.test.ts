// One changed word in one summary of a catalog changes at most three lines of a description, in every mode.

import { describe, expect, test } from "vitest";
import { projectFile } from "../helpers.ts";
import { specName, syncFolder } from "./folder.ts";
import { changedLines, isLarge, realFolder, realSpecs, settings } from "./real-specs.ts";

test.each(["copy", "ref"])("of the example, with the mode %s", async (mode) => {
  const config = projectFile("examples/spec/faultbook.config.yaml");
  for (const existing of ["keep", "schema", "replace"]) {
    const folder = syncFolder({
      [specName]: projectFile("examples/spec/openapi.yaml"),
      "bank.yaml": projectFile("examples/spec/bank.yaml"),
      "faultbook.config.yaml": config
        .replaceAll("existing: schema", `existing: ${existing}`)
        .replace("    operations:", `    mode: ${mode}\n    operations:`),
    });
    const most = await changedLines(folder, { name: specName, catalog: "bank.yaml", most: 100 });
    expect(most).toBeLessThanOrEqual(3);
    if (mode === "copy") expect(most).toBeGreaterThan(0);
  }
});

describe.each(realSpecs.filter((name) => !isLarge(name)))("of %s", (name) => {
  test.each(settings)("with the rules $rules and the mode $mode", async (setting) => {
    const folder = realFolder(name, setting);
    expect(await changedLines(folder, { name, most: 4 })).toBeLessThanOrEqual(3);
  });
});
