// Descriptions of real APIs: synced, they lint as before; synced again, they stay; removed, they are what they were, byte for byte.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { expectNoMore, isLarge, lintProblems, realFolder, realSpecs } from "./real-specs.ts";

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Tells whether a text has all lines of another in their order, and more. */
function holds(text: string, other: string): boolean {
  const lines = text.split("\n");
  let at = 0;
  return other.split("\n").every((line) => {
    at = lines.indexOf(line, at) + 1;
    return at > 0;
  });
}

if (realSpecs.length === 0) {
  test("real descriptions", (context) => {
    context.skip("../shared/specs is not there, so that nothing was tried on real descriptions");
  });
}

describe.each([...realSpecs])("%s", (name) => {
  test("takes the errors of two catalogs, and gives them back", { timeout: 120_000 }, async () => {
    const folder = realFolder(name);
    const original = folder.read(name);
    // A large one is linted beside the examples.
    const lint = async () => (isLarge(name) ? new Map() : await lintProblems(folder, name));
    const before = await lint();
    const written = await folder.sync();
    expect(written.text).not.toMatch(/^error/m);
    expect(written.changes.filter((change) => !change.startsWith("create "))).toEqual([]);
    const synced = folder.read(name);
    expect(holds(synced, original)).toBe(true);
    expect(synced).toContain("CdpInvalidRequestError");
    expect(synced).toContain("CoboWaas2Error");
    expectNoMore(await lint(), before);
    expect((await folder.sync()).changes).toEqual([]);
    expect(folder.read(name)).toBe(synced);
    await folder.sync("remove");
    expect(digest(folder.read(name))).toBe(digest(original));
  });
});
