// A run that is killed at any moment leaves the whole old set or the whole new one, once another run has looked.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recover } from "../../generator/disk/apply.ts";
import { put } from "./kill-run.ts";

const folder = mkdtempSync(join(tmpdir(), "faultbook-kill-"));
const root = join(folder, "out");
const script = join(folder, "run.mjs");

beforeAll(async () => {
  const input = fileURLToPath(new URL("kill-run.ts", import.meta.url));
  const bundle = await rolldown({ input, platform: "node" });
  await bundle.write({ file: script });
  await bundle.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("20 kills leave one of the two sets", { timeout: 30_000 }, async () => {
  put(root, "B");
  const b = textsOf(root);
  put(root, "A");
  const a = textsOf(root);
  expect(Object.keys(a).length).toBeGreaterThan(33);
  const random = randomFrom(20);
  const seen = { unfinished: 0, a: 0, b: 0 };
  for (let kill = 0; kill < 20; kill++) {
    await runFor(5 + random() * 60);
    if (existsSync(join(root, ".faultbook-journal.json"))) seen.unfinished++;
    expect(recover(root, "out").diagnostics).toEqual([]);
    const texts = textsOf(root);
    const isA = texts["one/src/file-3.ts"]?.startsWith("A") ?? false;
    seen[isA ? "a" : "b"]++;
    expect(texts).toEqual(isA ? a : b);
  }
  // Were no run caught while it wrote, this test would prove nothing.
  expect(seen.unfinished).toBeGreaterThan(0);
});

/** Starts the run and kills it so many milliseconds after its first word. */
async function runFor(milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [script, root, "run"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  await Promise.race([once(child.stdout, "data"), ended]);
  await delay(milliseconds);
  child.kill("SIGKILL");
  const [, signal] = await ended;
  expect({ signal, errors }).toEqual({ signal: "SIGKILL", errors: "" });
}

/** A small generator of numbers from 0 to 1 (mulberry32), so that a failure can be had again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All below a folder: a file's path with its text, a folder's path with an empty text. */
function textsOf(top: string): Readonly<Record<string, string>> {
  const paths = readdirSync(top, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isDirectory() ? "" : readFileSync(path, "utf8");
      return [path.slice(top.length + 1), text];
    }),
  );
}
