// Watching: a run at once, one after each change however an editor makes it, none after its own writing.

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CommandOutcome, GenerateResult } from "../../generator/index.ts";
import { built } from "../emit/own-project.ts";
import { projectFile, temporaryFolder, writeFiles } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const summaries = ["One thing.", "Another thing.", "A third thing."].map((summary) =>
  tiny.replace(/summary: .*/, `summary: ${summary}`),
);

let projects = 0;
let cwd = "";
let runs: CommandOutcome<GenerateResult>[] = [];
let abort = new AbortController();
let watching: Promise<void> = Promise.resolve();

beforeEach(async () => {
  cwd = join(temporaryFolder(), `watch-${projects++}`);
  writeFiles(cwd, [
    ["catalog/tiny.yaml", tiny],
    ["faultbook.config.yaml", "{}\n"],
  ]);
  runs = [];
  abort = new AbortController();
  watching = built.watchAndGenerate({
    cwd,
    onRun: (outcome) => runs.push(outcome),
    signal: abort.signal,
  });
  await until(1);
});

afterEach(async () => {
  abort.abort();
  await watching;
});

/** Waits for so many runs in all, and then long enough for one too many to show. */
async function until(count: number): Promise<CommandOutcome<GenerateResult>> {
  const deadline = Date.now() + 10_000;
  while (runs.length < count && Date.now() < deadline) await pause(20);
  await pause(250);
  expect(runs).toHaveLength(count);
  return runs.at(-1) as CommandOutcome<GenerateResult>;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const put = (path: string, text: string | undefined) => writeFileSync(join(cwd, path), text ?? "");
const output = () => readFileSync(join(cwd, "generated/tiny/errors.md"), "utf8");

test("it runs at once, and does not see its own writing", async () => {
  expect(runs[0]?.value?.created).toBeGreaterThan(30);
  await pause(500);
  expect(runs).toHaveLength(1);
});

test("an edit, a save by renaming, and several at once give one run each", async () => {
  put("catalog/tiny.yaml", summaries[0]);
  await until(2);
  expect(output()).toContain("One thing.");
  put("catalog/.tiny.yaml.swp", summaries[1]);
  renameSync(join(cwd, "catalog/.tiny.yaml.swp"), join(cwd, "catalog/tiny.yaml"));
  await until(3);
  expect(output()).toContain("Another thing.");
  for (const text of summaries) put("catalog/tiny.yaml", text);
  await until(4);
  expect(output()).toContain("A third thing.");
});

test("an invalid state leaves the last good output, and the next good one is taken", async () => {
  const before = output();
  put("catalog/tiny.yaml", "id: [");
  const { diagnostics } = await until(2);
  expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  expect(output()).toBe(before);
  put("catalog/tiny.yaml", summaries[0]);
  expect((await until(3)).diagnostics).toEqual([]);
  expect(output()).toContain("One thing.");
});

test("catalogs that come and go, and the configuration, count too", async () => {
  put("catalog/more.yaml", tiny.replace("id: tiny", "id: more"));
  expect((await until(2)).value?.catalogs).toBe(2);
  rmSync(join(cwd, "catalog/more.yaml"));
  expect((await until(3)).value?.catalogs).toBe(1);
  put("faultbook.config.yaml", "emitters: { markdown: false }\n");
  expect((await until(4)).value?.deleted).toBe(1);
  put("faultbook.config.yaml", "catalogs: [");
  expect((await until(5)).diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  put("faultbook.config.yaml", "{}\n");
  expect((await until(6)).value?.created).toBe(1);
});

test("every output is written again", async () => {
  put(
    "faultbook.config.yaml",
    "emitters: { typescript: false }\noutputs: [{ path: a }, { path: b }]\n",
  );
  await until(2);
  put("catalog/tiny.yaml", summaries[0]);
  const { value } = await until(3);
  expect(value?.outputs.map(({ path, updated }) => [path, updated > 0])).toEqual([
    ["a", true],
    ["b", true],
  ]);
});

test("other files count for nothing", async () => {
  put("catalog/notes.txt", "");
  put("other.yaml", "");
  await pause(400);
  expect(runs).toHaveLength(1);
});

test("a folder of catalogs that another takes the place of is watched as the first was", async () => {
  writeFiles(cwd, [["next/tiny.yaml", summaries[0] ?? ""]]);
  renameSync(join(cwd, "catalog"), join(cwd, "before"));
  renameSync(join(cwd, "next"), join(cwd, "catalog"));
  await until(2);
  expect(output()).toContain("One thing.");
  put("catalog/tiny.yaml", summaries[1]);
  await until(3);
  expect(output()).toContain("Another thing.");
});

test("what an editor hides beside a catalog is none", async () => {
  put("catalog/.#tiny.yaml", "");
  put("catalog/._tiny.yaml", "\0");
  await until(1);
  put("catalog/tiny.yaml", summaries[0]);
  expect((await until(2)).diagnostics).toEqual([]);
});

test("a log beside a configuration that cannot be read leads to no run that is told", async () => {
  rmSync(join(cwd, "catalog"), { recursive: true });
  await until(2);
  for (const text of summaries) {
    put("log", text);
    await pause(200);
  }
  await until(2);
  writeFiles(cwd, [["catalog/tiny.yaml", tiny]]);
  expect((await until(3)).diagnostics).toEqual([]);
});
