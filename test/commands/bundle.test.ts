// The bundle: what the build keeps of the compiled command is a help and no condition.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { newFolder } from "../folders.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Copies the bundle, changes it, and gives what a run of `generate` with it says and writes. */
function runWith(change: (dist: string, kept: readonly string[]) => void): readonly unknown[] {
  const folder = newFolder();
  const dist = join(folder, "dist");
  cpSync(join(root, "dist"), dist, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const kept = readdirSync(dist).filter((name) => /\.cjs\.\d/.test(name));
  change(dist, kept);
  const cwd = join(folder, "project");
  mkdirSync(cwd);
  cpSync(join(root, "test/cases/smallest/catalog"), join(cwd, "catalog"), { recursive: true });
  writeFileSync(join(cwd, "faultbook.config.json"), "{}");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(dist, "cli.cjs"), "generate"],
    { cwd, encoding: "utf8" },
  );
  const errors = readFileSync(join(cwd, "generated/tiny/dist/errors.js"), "utf8");
  return [kept.length > 0, status, stderr, stdout, errors];
}

test("a run is the same with what was compiled before, without it, and with what another program left in its place", () => {
  const usual = runWith(() => {});
  expect(usual.slice(0, 3)).toEqual([true, 0, ""]);
  const without = runWith((dist, kept) => {
    for (const name of kept) rmSync(join(dist, name));
  });
  expect(without).toEqual(usual);
  const spoilt = runWith((dist, kept) => {
    for (const name of kept)
      writeFileSync(join(dist, name), readFileSync(join(dist, name)).fill(7, 8));
  });
  expect(spoilt).toEqual(usual);
});

test("the programmatic API is an ES module with all that its source exports", async () => {
  const bundled: object = await import(pathToFileURL(join(root, "dist/index.js")).href);
  const source = await import("../../generator/index.ts");
  expect(Object.keys(bundled).sort()).toEqual(Object.keys(source).sort());
});
