// Runs over several folders that are killed at any moment, and what must be true of the folders then.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect } from "vitest";
import { recover } from "../../generator/disk/apply.ts";
import { locked } from "../../generator/disk/lock.ts";
import { readState } from "../../generator/disk/state.ts";
import { randomFrom } from "../helpers.ts";
import { put } from "./kill-run.ts";

const folder = mkdtempSync(join(tmpdir(), "faultbook-kill-"));
const roots = ["x", "y", "z"].map((name) => join(folder, name));
const script = join(folder, "run.mjs");

/** Kills a run so many times, and expects one of its two sets in all folders each time, and in the end the one that a last run puts there. */
export async function killOften(kills: number): Promise<void> {
  const input = fileURLToPath(new URL("kill-run.ts", import.meta.url));
  const bundle = await rolldown({ input, platform: "node" });
  await bundle.write({ file: script });
  await bundle.close();
  await put(roots, "B");
  const b = textsOf(roots);
  await put(roots, "A");
  const a = textsOf(roots);
  expect(Object.keys(a).length).toBeGreaterThan(100);
  const random = randomFrom(20);
  const seen = { pending: 0, a: 0, b: 0 };
  for (let kill = 0; kill < kills; kill++) {
    await killOne(random);
    if (isPending()) seen.pending++;
    // What is torn is torn now, before another run has mended it.
    for (const [path, text] of Object.entries(textsOf(roots))) {
      expect([a[path], b[path]], path).toContain(text);
    }
    const faults = await locked(roots, {}, (touch) =>
      recover(
        roots.map((root) => ({ root, shown: root })),
        touch,
      ),
    );
    expect(faults).toEqual([]);
    const texts = textsOf(roots);
    const isA = texts["x/one/src/file-3.ts"]?.startsWith("A") ?? false;
    seen[isA ? "a" : "b"]++;
    expect(texts).toEqual(isA ? a : b);
    for (const root of roots) {
      expect(readdirSync(join(root, ".faultbook"))).toEqual([
        ".gitignore",
        ".prettierrc.yaml",
        "biome.jsonc",
        "state.json",
      ]);
    }
  }
  // Were no run caught while it wrote, this test would prove nothing.
  expect(seen.pending).toBeGreaterThan(kills / 20);
  await put(roots, "B");
  expect(textsOf(roots)).toEqual(b);
  rmSync(folder, { recursive: true });
}

function isPending(): boolean {
  return roots.some((root) => readState(root).pending !== undefined);
}

/** Starts the run and kills it: mostly while it writes, and now and then anywhere. */
async function killOne(random: () => number): Promise<void> {
  const child = spawn(process.execPath, [script, "run", ...roots], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  await Promise.race([once(child.stdout, "data"), ended]);
  const isAnywhere = random() < 0.3;
  while (!isAnywhere && child.exitCode === null && !isPending()) await delay(1);
  await delay(random() * (isAnywhere ? 150 : 10));
  child.kill("SIGKILL");
  const [, signal] = await ended;
  expect({ signal, errors }).toEqual({ signal: "SIGKILL", errors: "" });
}

/** All below some folders but what runs keep for themselves: a file's path with its text, a folder's path with an empty text. */
function textsOf(tops: readonly string[]): Readonly<Record<string, string>> {
  const all = tops.flatMap((top) => readdirSync(top, { recursive: true, withFileTypes: true }));
  const texts = all.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (path.includes("/.faultbook/") || path.endsWith("/.faultbook")) return [];
    const text = entry.isDirectory() ? "" : readFileSync(path, "utf8");
    return [[path.slice(folder.length + 1), text] as const];
  });
  return Object.fromEntries(texts);
}
