// The lock of an output folder: one run at a time, no lock that outlives its process, and nothing left behind.

import { fork } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockName, withLock } from "../../generator/disk/lock.ts";
import { projectFile, projectFolder, run, temporaryFolder, writeFiles } from "../packages.ts";

let folders = 0;
const fresh = () => join(temporaryFolder(), `lock-${folders++}`, "out");

const lock = (root: string, content: object | string) => {
  mkdirSync(root, { recursive: true });
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(join(root, lockName), text);
};

/** Gives the id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = fork("-e", [], { execArgv: ["-e", "0"], silent: true });
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

test("a run has the folder for itself, and leaves no lock", async () => {
  const root = fresh();
  const seen = await withLock(root, {}, () => {
    writeFileSync(join(root, "file"), "");
    return readdirSync(root).sort();
  });
  expect(seen).toEqual([lockName, "file"].sort());
  expect(readdirSync(root)).toEqual(["file"]);
});

test("folders that were made for the lock alone go with it", async () => {
  const root = fresh();
  await withLock(root, {}, () => undefined);
  expect(existsSync(join(root, ".."))).toBe(false);
});

test("what a run throws goes on, and the lock goes", async () => {
  const root = fresh();
  const failing = withLock(root, {}, () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(existsSync(root)).toBe(false);
});

test("a run waits for a living one, and says for which", async () => {
  const root = fresh();
  lock(root, { pid: process.ppid, host: hostname(), id: "other" });
  const waits: number[] = [];
  const done = withLock(root, { onWait: (pid) => waits.push(pid) }, () => waits.length);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(waits).toEqual([process.ppid]);
  lock(root, { pid: await deadProcess(), host: hostname(), id: "other" });
  expect(await done).toBe(1);
  expect(readdirSync(root)).toEqual([]);
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
  expect(readdirSync(join(cwd, "generated"))).toEqual(["coinw"]);
});

test("a lock that was never written to its end is taken over", async () => {
  const root = fresh();
  lock(root, "");
  const longAgo = new Date(Date.now() - 10_000);
  utimesSync(join(root, lockName), longAgo, longAgo);
  expect(await withLock(root, {}, () => "ran")).toBe("ran");
});

test("the lock of a dead process, and one that is too old to be alive, are taken over", async () => {
  const root = fresh();
  lock(root, { pid: await deadProcess(), host: hostname(), id: "dead" });
  expect(await withLock(root, {}, () => "ran")).toBe("ran");
  lock(root, { pid: process.ppid, host: "another.example", id: "old" });
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(join(root, lockName), longAgo, longAgo);
  expect(await withLock(root, {}, () => "ran")).toBe("ran");
});

test("a folder of the lock's name is nobody's lock, and stays", async () => {
  const root = fresh();
  mkdirSync(join(root, lockName), { recursive: true });
  utimesSync(join(root, lockName), 1, 1);
  expect(await withLock(root, {}, () => "done")).toBe("done");
  expect(readdirSync(root)).toEqual([lockName]);
});
