// Runs that are killed while they write: no file is cut off, and the next run leaves one whole set.

import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { readState } from "../../generator/disk/state.ts";
import { randomFrom } from "../helpers.ts";
import { definition, project, put, run, snapshot, start, tinyWith } from "./project.ts";

/** Three catalogs; the two versions share some files whole, some by their names, and some not at all. */
function threeCatalogs(version: number): Readonly<Record<string, string>> {
  const ids = ["a", "b", version === 1 ? "first" : "second"];
  const files = ids.map((id, i) => {
    const more = i % 2 === 0 ? definition("Version", `code: ${version}`) : "";
    return [`catalog/${i}.yaml`, tinyWith("id: tiny", `id: ${id}`, more)] as const;
  });
  return Object.fromEntries(files);
}

/** Kills ten runs of three catalogs, checks what each leaves, and gives how many of them were writing. */
export async function killTenTimes(seed: number): Promise<number> {
  const cwd = project(threeCatalogs(1));
  const root = join(cwd, "generated");
  const sets: Readonly<Record<string, string>>[] = [];
  for (const version of [1, 2]) {
    put(cwd, threeCatalogs(version));
    expect((await run(["generate"], { cwd })).code).toBe(0);
    sets.push(setIn(root));
  }
  const random = randomFrom(seed);
  let writing = 0;
  for (let kill = 0; kill < 10; kill++) {
    const version = kill % 2;
    put(cwd, threeCatalogs(version + 1));
    const child = start(["generate"], { cwd });
    const ended = once(child, "exit");
    // Most of a run is reading and making, so most kills wait until it begins to write.
    const isAnywhere = kill % 3 === 2;
    if (!isAnywhere) await pendingIn(root, child);
    await delay(random() * (isAnywhere ? 250 : 10));
    child.kill("SIGKILL");
    await ended;
    if (readState(root).pending !== undefined) writing++;
    // Whatever bears the name of an output holds all of one version.
    for (const [path, hash] of Object.entries(setIn(root))) {
      if (path.endsWith("/")) continue;
      expect([sets[0]?.[path], sets[1]?.[path]], path).toContain(hash);
    }
    const again = await run(["generate"], { cwd });
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(setIn(root)).toEqual(sets[version]);
  }
  return writing;
}

/** Returns all below a folder but what runs keep for themselves. */
function setIn(root: string): Readonly<Record<string, string>> {
  const all = Object.entries(snapshot(root));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith(".faultbook/")));
}

async function pendingIn(root: string, child: ReturnType<typeof start>): Promise<void> {
  while (child.exitCode === null && readState(root).pending === undefined) await delay(1);
}
