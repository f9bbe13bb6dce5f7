// Descriptions of real APIs: synced, they lint as before; synced again, they stay; removed, they are what they were, byte for byte.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFile, projectFolder, run } from "./packages.ts";
import { type SyncFolder, syncFolder } from "./sync-folder.ts";

const shelf = join(projectFolder, "../shared/specs");
const specs = existsSync(shelf)
  ? readdirSync(shelf).filter(
      (name) =>
        /\.(ya?ml|json)$/.test(name) &&
        /^["'\s{]*openapi["']?\s*:/m.test(readFileSync(join(shelf, name), "utf8")),
    )
  : [];
const catalogs = ["cobo-waas2.yaml", "coinbase-cdp.yaml"];

function folderOf(name: string): SyncFolder {
  return syncFolder({
    ...Object.fromEntries(catalogs.map((one) => [one, projectFile(`catalog/${one}`)])),
    [name]: readFileSync(join(shelf, name), "utf8"),
    "faultbook.config.json": JSON.stringify({
      catalogs,
      specs: [{ path: name, operations: [{ for: "all", errors: "all" }] }],
    }),
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

interface Problem {
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
}

/** Gives the errors that a linter finds by the rules of the specification alone, with how often each is found. */
async function lintErrors(folder: SyncFolder, name: string): Promise<ReadonlyMap<string, number>> {
  const program = join(projectFolder, "node_modules/@redocly/cli/bin/cli.js");
  const options = ["--extends=spec", "--format=json", "--max-problems=100000"];
  const { stdout } = await run(process.execPath, [program, "lint", ...options, name], folder.path);
  const { problems } = JSON.parse(stdout) as { readonly problems: readonly Problem[] };
  const counts = new Map<string, number>();
  for (const { severity, ruleId, message } of problems) {
    if (severity !== "error") continue;
    const told = `${ruleId}: ${message}`;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return counts;
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

if (specs.length === 0) {
  test("real descriptions", (context) => {
    context.skip("../shared/specs is not there, so that nothing was tried on real descriptions");
  });
}

describe.each(specs)("%s", (name) => {
  test("takes the errors of two catalogs, and gives them back", { timeout: 120_000 }, async () => {
    const folder = folderOf(name);
    const original = folder.read(name);
    const before = await lintErrors(folder, name);
    const written = await folder.sync();
    expect(written.text).not.toMatch(/^error/m);
    expect(written.changes.filter((change) => !change.startsWith("create "))).toEqual([]);
    const synced = folder.read(name);
    expect(holds(synced, original)).toBe(true);
    expect(synced).toContain("CdpInvalidRequestError");
    expect(synced).toContain("CoboWaas2Error");
    expect(await lintErrors(folder, name)).toEqual(before);
    expect((await folder.sync()).changes).toEqual([]);
    expect(folder.read(name)).toBe(synced);
    await folder.sync("remove");
    expect(digest(folder.read(name))).toBe(digest(original));
  });
});
