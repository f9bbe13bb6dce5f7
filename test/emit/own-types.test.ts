// The declarations of the tool itself, as a project sees them that has nothing else installed.

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { consumerOptions, newFolder, projectFolder, typeCheck, writeFiles } from "../helpers.ts";

const config = `import { type CatalogEmitter, defineConfig, type MasterEmitter, type OutputFile } from "faultbook";

interface Options {
  readonly style: "upper" | "lower";
}

export const list: CatalogEmitter<Options> = {
  name: "list",
  scope: "catalog",
  options: { type: "object", properties: { style: { enum: ["upper", "lower"] } } },
  emit(catalog, { style }): readonly OutputFile[] {
    const names: readonly string[] = catalog.definitions.map(({ name }) => name);
    return [{ path: \`\${style}.txt\`, content: names.join("\\n") }];
  },
};

export const ids: MasterEmitter<object> = {
  name: "ids",
  scope: "all",
  options: {},
  emit: (catalogs) => [{ path: "ids.txt", content: catalogs.map(({ id }) => id).join("\\n") }],
};

export default defineConfig({
  catalogs: "catalog",
  emitters: {
    openapi: { version: "3.2.0" },
    custom: [
      { emitter: list, options: { style: "upper" } },
      { module: "./other.mjs" },
      { emitter: { name: "in-line", scope: "all", options: {}, emit: (all) => [{ path: "a", content: String(all.length) }] } },
    ],
    template: [{ template: "a.hbs", path: "a.md", partials: { row: "row.hbs" } }],
  },
});
`;

const refused = `import { type CatalogEmitter, defineConfig } from "faultbook";

// @ts-expect-error: it has both
defineConfig({ emitters: { custom: [{ module: "./a.mjs", emitter: {} as CatalogEmitter<object> }] } });
// @ts-expect-error: it has neither
defineConfig({ emitters: { custom: [{ options: {} }] } });
// @ts-expect-error: there is no such version
defineConfig({ emitters: { openapi: { version: "2.0" } } });
// @ts-expect-error: there is no such key
defineConfig({ catalog: "catalog" });
// @ts-expect-error: a catalog is frozen
export const emitter: CatalogEmitter<object> = { name: "a", scope: "catalog", options: {}, emit: (one) => { one.id = ""; return []; } };
`;

const api = `import { exitCodeOf, generate, report, syncSpecs, validate, watchAndGenerate } from "faultbook";

export async function run(cwd: string): Promise<number> {
  const outcome = await generate({ cwd, mode: "check" });
  const text: string = report(outcome.diagnostics, "text") + report((await validate({ cwd })).diagnostics, "json");
  await watchAndGenerate({ cwd, onRun: ({ value }) => value?.changes.length });
  return text.length + exitCodeOf(outcome) + exitCodeOf(await syncSpecs({ cwd, mode: "check" }));
}
`;

test("a strict project compiles with them, and what is wrong in its configuration does not", async () => {
  const folder = newFolder();
  const installed = join(folder, "node_modules/faultbook");
  mkdirSync(installed, { recursive: true });
  cpSync(join(projectFolder, "package.json"), join(installed, "package.json"));
  cpSync(join(projectFolder, "dist/types"), join(installed, "dist/types"), { recursive: true });
  writeFiles(folder, [
    ["faultbook.config.ts", config],
    ["refused.ts", refused],
    ["api.ts", api],
    ["package.json", '{ "type": "module" }'],
  ]);
  const project = join(folder, "tsconfig.json");
  const compilerOptions = consumerOptions();
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  expect(await typeCheck("typescript7", project)).toBe("");
});
