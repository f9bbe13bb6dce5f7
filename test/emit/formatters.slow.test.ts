// Formatters on fresh output, with their defaults and as projects set them: they change no file.

import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { generate } from "../../generator/index.ts";
import { newFolder, run, writeFiles } from "../helpers.ts";

const cases = fileURLToPath(new URL("../cases", import.meta.url));
const root = newFolder();
/** Files of a person, which formatters do change. */
const odd = ["odd.json", "odd.md", "odd.ts", "odd.yaml"];

beforeAll(async () => {
  const valid = readdirSync(cases).filter((name) => existsSync(join(cases, name, "files.txt")));
  for (const name of [...valid, "../../examples/catalog", "../../examples/custom-emitter"]) {
    const cwd = join(root, "projects", name.replaceAll("../", ""));
    cpSync(join(cases, name), cwd, { recursive: true });
    for (const left of ["generated", "expected"])
      rmSync(join(cwd, left), { recursive: true, force: true });
    expect((await generate({ cwd, mode: "write" })).value?.created, name).toBeGreaterThan(0);
    // What is left are folders of output.
    const written = [".yaml", ".yml", ".json", ".md", ".ts", ".mjs", ".txt"];
    for (const entry of readdirSync(cwd, { withFileTypes: true })) {
      const isInput = entry.isDirectory()
        ? !existsSync(join(cwd, entry.name, ".faultbook"))
        : written.some((end) => entry.name.endsWith(end));
      if (isInput && entry.name !== "generated") rmSync(join(cwd, entry.name), { recursive: true });
    }
  }
  writeFiles(root, [
    ["odd.json", "{ \n\n}\n"],
    ["odd.md", "* a\n"],
    ["odd.ts", "let  x = 'y'\n"],
    ["odd.yaml", "a:    1\n"],
  ]);
}, 120_000);

const require = createRequire(import.meta.url);
const prettier = join(dirname(require.resolve("prettier/package.json")), "bin/prettier.cjs");
const biome = join(dirname(require.resolve("@biomejs/biome/package.json")), "bin/biome");

const ofProjects = {
  "nothing but defaults": {},
  "other quotes, no semicolons, tabs and wide lines": {
    singleQuote: true,
    semi: false,
    useTabs: true,
    printWidth: 120,
    trailingComma: "none",
    proseWrap: "always",
  },
};

test.each(Object.entries(ofProjects))("Prettier, with %s", async (_, settings) => {
  writeFiles(root, [
    [".prettierrc", `${JSON.stringify(settings, undefined, 2)}\n`],
    [".editorconfig", "root = true\n[*]\nindent_style = tab\nmax_line_length = 60\n"],
  ]);
  const said = await run(process.execPath, [prettier, "--list-different", "."], root);
  const changed = said.stdout.split("\n").filter((path) => path !== "" && path !== ".prettierrc");
  expect(changed).toEqual(odd);
});

test.each([
  ["nothing but defaults", {}],
  [
    "other quotes, no semicolons and spaces",
    {
      formatter: { indentStyle: "space", lineWidth: 120 },
      javascript: { formatter: { quoteStyle: "single", semicolons: "asNeeded" } },
    },
  ],
])("Biome, with %s", async (_, settings) => {
  writeFiles(root, [["biome.json", JSON.stringify({ root: true, ...settings })]]);
  const said = await run(process.execPath, [biome, "check", "--reporter=json", "."], root);
  const { diagnostics } = JSON.parse(said.stdout);
  const found = (diagnostics as { location: { path: unknown } }[]).map(({ location: { path } }) =>
    typeof path === "string" ? path : (path as { file: string }).file,
  );
  expect(found.filter((path) => path.includes("projects/"))).toEqual([]);
  expect(found).toEqual(expect.arrayContaining(["odd.json", "odd.ts"]));
});
