// Where an output folder is refused: by `validate` as by `generate`, with its place in the configuration.

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { generate, validate } from "../../generator/index.ts";
import { asLine, newFolder, projectFile } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const small = "emitters: { typescript: false, package: false }\n";

function project(config: string, files: Readonly<Record<string, string>> = {}): string {
  const cwd = newFolder();
  const all = { "catalog/tiny.yaml": tiny, ...files, "faultbook.config.yaml": small + config };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

async function told(cwd: string): Promise<readonly string[]> {
  const validated = await validate({ cwd });
  const generated = await generate({ cwd, mode: "write" });
  expect(generated.diagnostics).toEqual(validated.diagnostics);
  expect(validated.wrongUse === true).toBe(validated.diagnostics.length > 0);
  return validated.diagnostics.map(asLine);
}

const files = { "catalog/tiny.yaml": tiny, "errors/one/a.yaml": tiny.replace("id: tiny", "id: a") };
const deep = "catalogs: [catalog, errors/one]\n";
const named = "catalogs: [catalog, errors/one/a.yaml]\n";

const refused: readonly (readonly [config: string, reason: string])[] = [
  ["output: .\n", "is the folder of the configuration, or around it"],
  ["output: ./\n", "is the folder of the configuration, or around it"],
  ["output: a/..\n", "is the folder of the configuration, or around it"],
  ["output: catalog\n", 'contains "catalog", which people write'],
  ["output: ./CATALOG/\n", 'contains "catalog", which people write'],
  ["output: catalog/generated\n", 'is in "catalog", which people write'],
  [`${deep}output: errors\n`, 'contains "errors/one", which people write'],
  [`${deep}output: errors/one/deep/er\n`, 'is in "errors/one", which people write'],
  [`${named}output: errors\n`, 'contains "errors/one/a.yaml", which people write'],
  ["output: releases\n", 'contains "releases", which people write'],
  ["output: releases/x\n", 'is in "releases", which people write'],
  ["output: .git\n", 'is in ".git", which other tools write'],
  ["output: a/.git/hooks\n", 'is in ".git", which other tools write'],
  ["output: node_modules\n", 'is in "node_modules", which other tools write'],
  ["output: packages/a/Node_Modules/b\n", 'is in "node_modules", which other tools write'],
  [
    "outputs: [{ path: good }, { path: catalog, joined: {} }]\n",
    'contains "catalog", which people write',
  ],
];

test.each(refused)("%j is refused", async (config, reason) => {
  const line = config.trimEnd().split("\n").at(-1) ?? "";
  const path = /\S+$|catalog(?=,)/.exec(line)?.[0] ?? "";
  const at = config.includes("joined") ? line.indexOf("catalog, ") : line.indexOf(path);
  const lines = await told(project(config, files));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(reason);
  const row = config.trimEnd().split("\n").length + 1;
  expect(lines[0]).toMatch(
    new RegExp(`^faultbook\\.config\\.yaml:${row}:${at + 1} output-misplaced`),
  );
});

test.each([
  ["generated", {}],
  ["catalogue", {}],
  ["generated/catalog", {}],
  ["errors", {}],
  [".github/node_modules2", {}],
])("%s is allowed", async (path, more) => {
  expect(await told(project(`output: ${path}\n`, more))).toEqual([]);
});

test("below the folder of the configuration an output may be beside its catalogs", async () => {
  const cwd = project("catalogs: [.]\noutput: generated\n", { "tiny.yaml": tiny });
  expect(await told(cwd)).toEqual([]);
});

test("a link to the catalogs is the folder of the catalogs", async () => {
  const cwd = project("output: out\n");
  symlinkSync("catalog", join(cwd, "out"));
  const [line] = await told(cwd);
  expect(line).toContain('output-misplaced The output folder "out" contains "catalog"');
});

test.each([
  ["faultbook.config.yaml", "faultbook.config.yaml"],
  ["faultbook.config.yaml/a/b", "faultbook.config.yaml"],
  ["README.md", "README.md"],
  ["README.md/a", "README.md"],
])("a file in the place of %s is told at its place", async (path, file) => {
  const cwd = project(`output: ${path}\n`, { "README.md": "mine" });
  expect(await told(cwd)).toEqual([
    `faultbook.config.yaml:2:9 output-not-a-folder "${file}" must be a folder, but is something else.`,
  ]);
});
