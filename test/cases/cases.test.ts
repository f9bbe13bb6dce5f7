// The cases: a folder with a configuration and catalogs, and either the files that they give or the diagnostics.
// `files.txt` lists every file; `expected/` holds those that say something no other case says.
// UPDATE_CASES=1 writes the list and the held files again, to be read in the diff.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { outputFolders } from "../../generator/project/outputs.ts";
import { openProject } from "../../generator/project/project.ts";
import { contentOf, emitOutput } from "../helpers.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));
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
  const { value: project, ...opened } = await openProject({ cwd });
  const told = [...opened.diagnostics];
  const files = new Map<string, string>();
  const loaded = project && (await loadCatalogs(project.files));
  told.push(...(loaded?.diagnostics ?? []));
  if (project !== undefined && loaded?.value !== undefined) {
    const { value: folders = [], diagnostics } = outputFolders(project, loaded.value);
    told.push(...diagnostics);
    for (const { output, catalogs } of folders) {
      for (const { folder: inner, files: made } of await emitOutput(catalogs, output)) {
        for (const { path, content } of made) {
          const below = folders.length > 1 ? output.path : ".";
          files.set(posix.join(below, inner, path), contentOf(content));
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
