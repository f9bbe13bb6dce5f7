// The cases: a folder with a configuration and catalogs, and either the files that they give or the diagnostics.
// UPDATE_CASES=1 writes what the tool gives now, to be read in the diff.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { outputFolders } from "../generator/commands/outputs.ts";
import { emitFolder, loadCatalogs } from "../generator/compile.ts";
import { report } from "../generator/diagnostics/report.ts";
import { openWorkspace } from "../generator/workspace.ts";
import { contentOf } from "./packages.ts";

const folder = fileURLToPath(new URL("./cases/", import.meta.url));
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
  rmSync(join(cwd, "expected"), { recursive: true, force: true });
  rmSync(join(cwd, "diagnostics.txt"), { force: true });
  for (const [path, content] of given.files) {
    mkdirSync(dirname(join(cwd, "expected", path)), { recursive: true });
    writeFileSync(join(cwd, "expected", path), content);
  }
  if (given.diagnostics !== "") writeFileSync(join(cwd, "diagnostics.txt"), given.diagnostics);
}

for (const name of readdirSync(folder).sort()) {
  test(name, async () => {
    const cwd = join(folder, name);
    const given = await run(cwd);
    if (update) write(cwd, given);
    const path = join(cwd, "diagnostics.txt");
    expect(given.diagnostics).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
    expect([...given.files.keys()].sort()).toEqual(filesBelow(join(cwd, "expected")));
    for (const [file, content] of given.files) {
      expect(content, file).toBe(readFileSync(join(cwd, "expected", file), "utf8"));
    }
  });
}
