// Large descriptions of real APIs: a linter finds no error in the synced ones that it did not find before.

import { describe, expect, test } from "vitest";
import { isLarge, lintErrors, realFolder, realSpecs } from "../sync/real-specs.ts";

const large = realSpecs.filter(isLarge);

if (large.length === 0) {
  test("large descriptions", (context) => {
    context.skip("none is beside the project, so that nothing was tried on one");
  });
}

describe.each(large)("%s", (name) => {
  test("lints as before", async () => {
    const folder = realFolder(name);
    const before = await lintErrors(folder, name);
    const written = await folder.sync();
    expect(written.text).not.toMatch(/^error/m);
    expect(written.changes.length).toBeGreaterThan(0);
    expect(await lintErrors(folder, name)).toEqual(before);
  });
});
