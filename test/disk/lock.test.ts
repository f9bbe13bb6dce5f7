// The lock of an output folder: one run at a time, no lock that outlives its run, and nothing left behind.

import { execFileSync, fork } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { locked, lockName } from "../../generator/disk/lock.ts";
import { isGone, newRun, workFolder } from "../../generator/disk/work-folder.ts";
import { projectFile, projectFolder, run, temporaryFolder, writeFiles } from "../helpers.ts";

let folders = 0;
const fresh = () => join(temporaryFolder(), `lock-${folders++}`, "out");
const lockIn = (root: string) => join(root, workFolder, lockName);

/** Puts a lock into a folder, touched some seconds ago. */
const lock = (root: string, text: string, seconds = 0) => {
  mkdirSync(join(root, workFolder), { recursive: true });
  writeFileSync(lockIn(root), text);
  const time = Date.now() / 1000 - seconds;
  utimesSync(lockIn(root), time, time);
};

const runOf = (pid: number | undefined) => newRun().replace(/^\d+/, String(pid));

/** Fails the run that waits for so long that it says so. */
const fail = () => expect.fail("waited for two seconds");

/** Returns the id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = fork("-e", [], { execArgv: ["-e", "0"], silent: true });
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a run has the folder for itself, and leaves no lock", async () => {
  const root = fresh();
  const seen = await locked([root], {}, () => {
    writeFileSync(join(root, "file"), "");
    return readdirSync(join(root, workFolder));
  });
  expect(seen).toEqual([".gitignore", ".prettierrc.yaml", "biome.jsonc", lockName]);
  expect(readdirSync(root)).toEqual(["file"]);
});

test("folders that were made for locks alone go with them", async () => {
  const root = fresh();
  await locked([join(root, "a"), join(root, "b/c")], {}, () => undefined);
  expect(existsSync(join(root, ".."))).toBe(false);
});

test("what a run throws goes on, and the lock goes", async () => {
  const root = fresh();
  const failing = locked([root], {}, () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(existsSync(root)).toBe(false);
});

test("a run waits for a living one, and says so after two seconds", async () => {
  const root = fresh();
  lock(root, runOf(process.ppid));
  const waits: (number | undefined)[] = [];
  const done = locked([root], { onWait: (pid) => waits.push(pid) }, () => waits.length);
  await pause(1500);
  expect(waits).toEqual([]);
  await pause(1000);
  expect(waits).toEqual([process.ppid]);
  lock(root, runOf(await deadProcess()));
  expect(await done).toBe(1);
  expect(readdirSync(root)).toEqual([]);
});

test("runs in one process wait for each other", async () => {
  const root = fresh();
  const seen: string[] = [];
  const one = (name: string) =>
    locked([root], {}, async () => {
      seen.push(`${name} begins`);
      await pause(20);
      seen.push(`${name} ends`);
    });
  await Promise.all([one("a"), one("b"), one("c")]);
  for (let i = 0; i < 6; i += 2) expect(seen[i + 1]).toBe(seen[i]?.replace("begins", "ends"));
});

test("a run is shown to go on by touching its locks, and learns that one was taken over", async () => {
  const [first, second] = [fresh(), fresh()];
  await locked([first, second], {}, async (touch) => {
    for (const root of [first, second]) utimesSync(lockIn(root), 1, 1);
    expect(touch()).toBe(true);
    for (const root of [first, second]) {
      expect(statSync(lockIn(root)).mtimeMs).toBeGreaterThan(Date.now() - 1000);
    }
    lock(second, runOf(process.ppid));
    await pause(150);
    expect(touch()).toBe(false);
  });
  // The lock of the other run is not this run's to remove.
  expect(readdirSync(join(second, workFolder))).toEqual([
    ".gitignore",
    ".prettierrc.yaml",
    "biome.jsonc",
    lockName,
  ]);
});

test("the lock of a dead process is taken over at once, in whatever container it ran", async () => {
  const root = fresh();
  const dead = runOf(await deadProcess());
  lock(root, dead);
  expect(await locked([root], { onWait: fail }, () => "ran")).toBe("ran");
  expect(isGone(dead)).toBe(true);
  // Another host, or another container of this one, numbers its processes apart.
  expect(isGone(dead.replace(/-[0-9a-f]{8}-/, "-00000000-"))).toBe(false);
  expect(isGone(newRun())).toBe(false);
});

test("a lock that was touched long ago is watched for a second, and taken over", async () => {
  const root = fresh();
  lock(root, "12-00000000-00000000", 3600);
  expect(await locked([root], { onWait: fail }, () => "ran")).toBe("ran");
});

/** What may stand in the place of a lock, and makes no run wait longer than ten seconds. */
const forms: Readonly<Record<string, (path: string) => void>> = {
  "an empty file with a time in the future": (path) => {
    writeFileSync(path, "");
    const future = Date.now() / 1000 + 1e6;
    utimesSync(path, future, future);
  },
  "a dangling link": (path) => symlinkSync("nowhere", path),
  "a link to a file": (path) => symlinkSync("/etc/hostname", path),
  "a fifo": (path) => execFileSync("mkfifo", [path]),
  "a foreign host": (path) => writeFileSync(path, "1-00000000-00000000"),
  "process 0": (path) => writeFileSync(path, runOf(0)),
  "a folder": (path) => mkdirSync(path),
  garbage: (path) => writeFileSync(path, "\0\xff{".repeat(1000)),
  "a living process that touches nothing": (path) => writeFileSync(path, runOf(process.ppid)),
};

test("in whatever form, a lock that nobody touches holds for ten seconds at most", {
  timeout: 30_000,
}, async () => {
  const taken = Object.entries(forms).map(async ([form, put]) => {
    const root = fresh();
    mkdirSync(join(root, workFolder), { recursive: true });
    put(lockIn(root));
    const seen = await locked([root], {}, () => readFileSync(lockIn(root), "utf8"));
    expect(seen, form).toMatch(/^\d+-/);
    expect(readdirSync(root), form).toEqual([]);
  });
  await Promise.all(taken);
});

test("a folder with files in the place of the lock is moved aside", async () => {
  const root = fresh();
  mkdirSync(lockIn(root), { recursive: true });
  writeFileSync(join(lockIn(root), "mine.txt"), "mine");
  expect(await locked([root], {}, () => "ran")).toBe("ran");
  const aside = readdirSync(join(root, workFolder)).find((name) => name.startsWith("lock")) ?? "";
  expect(readFileSync(join(root, workFolder, aside, "mine.txt"), "utf8")).toBe("mine");
});

test("no lock is written through a link in the place of its folder", async () => {
  const root = fresh();
  const outside = fresh();
  for (const folder of [root, outside]) mkdirSync(folder, { recursive: true });
  symlinkSync(outside, join(root, workFolder));
  expect(await locked([root], {}, () => readdirSync(outside))).toEqual([]);
});

test("real runs at once leave the output of one of them, whole", { timeout: 60_000 }, async () => {
  const cwd = join(temporaryFolder(), "parallel");
  const catalog = projectFile("catalog/coinw.yaml");
  writeFiles(cwd, [
    ["catalog/coinw.yaml", catalog],
    ["enum.yaml", "emitters: { typescript: { enumStyle: enum } }\n"],
    ["const.yaml", "emitters: { typescript: { enumStyle: const } }\n"],
  ]);
  const generate = (config: string, ...more: readonly string[]) =>
    run(
      process.execPath,
      [join(projectFolder, "dist/cli.cjs"), "generate", "--config", config, ...more],
      cwd,
    );
  const said = await Promise.all(
    ["enum.yaml", "const.yaml", "enum.yaml", "const.yaml"].map((one) => generate(one)),
  );
  expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const checks = [await generate("enum.yaml", "--check"), await generate("const.yaml", "--check")];
  expect(checks.map(({ code }) => code).sort()).toEqual([0, 1]);
  rmSync(join(cwd, "generated", workFolder), { recursive: true, force: true });
  expect(readdirSync(join(cwd, "generated"))).toEqual(["coinw"]);
});
