// The cases: a folder with a configuration and catalogs, and either the files that they give or the diagnostics.
// `files.txt` lists every file; `expected/` holds those that say something no other case says.
// UPDATE_CASES=1 writes the list and the held files again, to be read in the diff.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { outputFolders } from "../../generator/commands/outputs.ts";
import { emitFolder, loadCatalogs } from "../../generator/compile.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { openWorkspace } from "../../generator/workspace.ts";
import { contentOf } from "../packages.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));
const all = { masters: "made" } as const;
const update = process.env["UPDATE_CASES"] === "1";

function filesBelow(path: string, prefix = ""): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(join(path, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    )
    .sort();
}

interface Given {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: string;
}

async function run(cwd: string): Promise<Given> {
  const opened = await openWorkspace({ cwd });
  const told = [...opened.diagnostics];
  const files = new Map<string, string>();
  if (opened.value !== undefined) {
    const loaded = await loadCatalogs(opened.value.files);
    told.push(...loaded.diagnostics);
    const folders = outputFolders(opened.value, loaded.value ?? []);
    if (loaded.value !== undefined) told.push(...folders.diagnostics);
    const several = opened.value.config.outputs.length > 1;
    for (const { output, catalogs } of loaded.value === undefined ? [] : (folders.value ?? [])) {
      for (const { folder: inner, files: made } of await emitFolder(catalogs, output, all)) {
        for (const { path, content } of made) {
          files.set(posix.join(several ? output.path : ".", inner, path), contentOf(content));
        }
      }
    }
  }
  return { files, diagnostics: report(told, "text") };
}

function write(cwd: string, given: Given): void {
  for (const name of ["files.txt", "diagnostics.txt"]) rmSync(join(cwd, name), { force: true });
  for (const path of filesBelow(join(cwd, "expected"))) {
    const content = given.files.get(path);
    const target = join(cwd, "expected", path);
    if (content === undefined) rmSync(target);
    else writeFileSync(target, content);
  }
  if (given.files.size > 0) writeFileSync(join(cwd, "files.txt"), listed(given));
  if (given.diagnostics !== "") writeFileSync(join(cwd, "diagnostics.txt"), given.diagnostics);
}

function listed({ files }: Given): string {
  return [...files.keys()]
    .sort()
    .map((path) => `${path}\n`)
    .join("");
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const { name } of cases) {
  test(name, async () => {
    const cwd = join(folder, name);
    const given = await run(cwd);
    if (update) write(cwd, given);
    expect(given.diagnostics).toBe(textOf(join(cwd, "diagnostics.txt")));
    expect(listed(given)).toBe(textOf(join(cwd, "files.txt")));
    for (const path of filesBelow(join(cwd, "expected"))) {
      expect(given.files.get(path), path).toBe(textOf(join(cwd, "expected", path)));
    }
  });
}
