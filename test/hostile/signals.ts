// Runs of the command that a signal ends: what is on the disk then is whole, with no other run's help.

import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { definition, project, put, run, snapshot, start, tinyWith } from "./project.ts";

/** The signals that end a run. */
export const signals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

const config = "outputs: [{ path: a }, { path: b }]\n";

function catalogs(version: number): Readonly<Record<string, string>> {
  const more = Array.from({ length: 30 }, (_, i) =>
    definition(`Version${version}No${i}`, `code: ${i}`),
  );
  return Object.fromEntries(
    ["one", "two"].map((id) => [`catalog/${id}.yaml`, tinyWith("id: tiny", `id: ${id}`, ...more)]),
  );
}

/** Sends a signal to so many runs, each at another moment, and expects the set of before or the set of after in all output folders. */
export async function signalOften(name: (typeof signals)[number], times: number): Promise<void> {
  const cwd = project({ "faultbook.config.yaml": config });
  const sets: Readonly<Record<string, string>>[] = [];
  for (const version of [1, 2]) {
    put(cwd, catalogs(version));
    expect((await run(["generate"], { cwd })).code).toBe(0);
    sets.push(setIn(cwd));
  }
  let ended = 0;
  for (let i = 0; i < times || (ended === 0 && i < 15 * times); i++) {
    const before = setIn(cwd);
    put(cwd, catalogs((i % 2) + 1));
    const child = start(["generate"], { cwd });
    const exited = once(child, "exit");
    const isStaging = () => readdirSync(join(cwd, "a/.faultbook")).length > 4;
    if (i % 3 > 0) while (child.exitCode === null && !isStaging()) await delay(1);
    await delay([i * 10, 0, (i * 7) % 40][i % 3]);
    child.kill(name);
    const [code, signal] = await exited;
    // Before its first line runs, the system ends a process; a run may be done before the signal comes.
    if (signal === null) expect([0, 128 + constants.signals[name]]).toContain(code);
    else expect(signal).toBe(name);
    if (code !== 0 && code !== null) ended++;
    const after = setIn(cwd);
    // A run that has begun to rename finishes the set before it ends.
    expect(code === 0 ? [sets[i % 2]] : [before, sets[i % 2]]).toContainEqual(after);
    for (const folder of ["a", "b"]) {
      expect(readdirSync(join(cwd, folder, ".faultbook"))).toEqual([
        ".gitignore",
        ".prettierrc.yaml",
        "biome.jsonc",
        "state.json",
      ]);
    }
  }
  expect(ended).toBeGreaterThan(0);
  put(cwd, catalogs(2));
  expect((await run(["generate"], { cwd })).code).toBe(0);
  expect(setIn(cwd)).toEqual(sets[1]);
}

function setIn(cwd: string): Readonly<Record<string, string>> {
  const all = ["a", "b"].flatMap((folder) =>
    existsSync(join(cwd, folder))
      ? Object.entries(snapshot(join(cwd, folder))).map(([path, hash]) => [
          `${folder}/${path}`,
          hash,
        ])
      : [],
  );
  return Object.fromEntries(all.filter(([path]) => path?.includes("/.faultbook/") === false));
}
