// CommonJS beside ECMAScript modules: the same code, printed once more, and guards that hold across both copies.

import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import {
  type Compiled,
  compile,
  contentOf,
  emitOutput,
  emittersOf,
  newFolder,
  packageModules,
  projectFile,
  run,
  writeFiles,
} from "../helpers.ts";

const formats = "emitters: { package: { formats: [esm, cjs] } }\n";
const both: readonly (readonly [id: string, compiled: Compiled])[] = await Promise.all(
  ["test/cases/sampler/catalog/sampler.yaml", "catalog/coinw.yaml"].map(async (path) => {
    const compiled = await compile(projectFile(path), formats);
    return [compiled.catalog.id, compiled] as const;
  }),
);

type Exports = Readonly<Record<string, unknown>>;
type Guard = (value: unknown) => boolean;

/** Imports and requires the modules of an installed package in this process. */
async function copiesOf(
  name: string,
  files: Iterable<readonly [string, string]>,
): Promise<(path: string) => Promise<{ readonly esm: Exports; readonly cjs: Exports }>> {
  const folder = newFolder();
  writeFiles(join(folder, "node_modules", name), files);
  writeFiles(folder, [["use.mjs", "export const load = (path) => import(path);\n"]]);
  const { load } = (await import(/* @vite-ignore */ join(folder, "use.mjs"))) as {
    readonly load: (path: string) => Promise<Exports>;
  };
  const require = createRequire(join(folder, "use.cjs"));
  return async (path) => ({ esm: await load(path), cjs: require(path) as Exports });
}

test.each(both)(
  "%s: both copies export the same names, but not the same values",
  async (id, { files }) => {
    const load = await copiesOf(id, files);
    for (const path of [id, `${id}/definitions`, `${id}/fixtures`]) {
      const { esm, cjs } = await load(path);
      expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
      expect(cjs).toHaveProperty("__esModule", true);
      for (const [name, value] of Object.entries(esm)) {
        if (typeof value !== "function") expect(cjs[name], name).toEqual(value);
        else expect(cjs[name], name).not.toBe(value);
      }
    }
  },
);

test.each(both)("%s: guards and brands hold across both copies", async (id, { catalog, files }) => {
  const load = await copiesOf(id, files);
  const { esm, cjs } = await load(id);
  const fixtures = Object.values((await load(`${id}/fixtures`)).cjs)[0] as Exports;
  const { prefix } = catalog;
  for (const [from, to] of [
    [esm, cjs],
    [cjs, esm],
  ] as const) {
    const call = (copy: Exports, name: string, ...given: readonly unknown[]) =>
      (copy[name] as (...all: readonly unknown[]) => unknown)(...given);
    for (const { name } of catalog.definitions) {
      const error = call(from, `parse${prefix}Error`, fixtures[name]);
      expect((to[`is${name}Error`] as Guard)(error), name).toBe(true);
      expect((to[`is${prefix}Error`] as Guard)(error), name).toBe(true);
      expect(call(to, "hasKind", error, (error as { readonly kind: string }).kind)).toBe(true);
      const arms = Object.fromEntries(catalog.definitions.map((one) => [one.name, () => one.name]));
      expect(call(to, `match${prefix}Error`, error, { ...arms, unknown: () => "" })).toBe(name);
      const revived = call(to, `revive${prefix}Error`, JSON.parse(JSON.stringify(error)));
      expect((from[`is${name}Error`] as Guard)(revived), name).toBe(true);
    }
    const unknown = call(from, `parse${prefix}Error`, { status: 502, body: "<html>" });
    expect((to[`isUnknown${prefix}Error`] as Guard)(unknown)).toBe(true);
  }
});

test.each(both)("%s: an import of the CommonJS form finds all names", async (id, { files }) => {
  const load = await copiesOf(id, files);
  const { cjs } = await load(id);
  const folder = newFolder();
  writeFiles(join(folder, id), files);
  // Tools that resolve `require` for imports too see names without running the module.
  const text = `import * as all from "./${id}/dist/index.cjs"; console.log(JSON.stringify(Object.keys(all)));`;
  writeFiles(folder, [["use.mjs", text]]);
  const said = await run(process.execPath, ["use.mjs"], folder);
  const known = new Set(Object.keys(cjs));
  const named = (JSON.parse(said.stdout) as readonly string[]).filter((name) => known.has(name));
  expect(named.sort()).toEqual(Object.keys(cjs).sort());
});

/** Takes from a module what says how it imports and exports. */
function bodyOf(text: string): string {
  return text
    .replace(/^"use strict";\n|^Object\.defineProperty\(exports, .*\n/gm, "")
    .replace(
      /^const [^=]+ = require\(.*\);\n|^exports\.\w+ = .*\n|^(?:const )?__exportStar.*\n/gm,
      "",
    )
    .replace(/^(?:import|export) (?:[^;]* from "[^"]*"|\{[^}]*\});\n/gm, "")
    .replace(/^export /gm, "");
}

test.each(both)("%s: the bodies of its modules are the same", (_, { files }) => {
  for (const name of packageModules) {
    const [esm = "", cjs = ""] = [".js", ".cjs"].map((end) => files.get(`dist/${name}${end}`));
    expect(bodyOf(cjs), name).toBe(bodyOf(esm));
    expect(cjs, name).not.toMatch(/^(?:import|export)\b/m);
    const [types = "", commonjs = ""] = [".d.ts", ".d.cts"].map((end) =>
      files.get(`dist/${name}${end}`),
    );
    expect(commonjs, name).toBe(types.replace(/(?<= from "\.\/\w+)\.js(?=";$)/gm, ".cjs"));
  }
});

test("one package of several catalogs has both, and one runtime in each", async () => {
  const texts = [
    projectFile("test/cases/smallest/catalog/tiny.yaml"),
    projectFile("test/cases/smallest/catalog/tiny.yaml").replace("id: tiny", "id: await"),
  ];
  const given = texts.map((text, i) => ({ path: `${i}.yaml`, text }));
  const { value: catalogs = [] } = await loadCatalogs(given);
  const output = { emitters: await emittersOf(formats), joined: { name: "all-errors" } };
  const [made] = await emitOutput(catalogs, output);
  const dist = (made?.derived ?? []).map((one) => ({ ...one, path: `dist/${one.path}` }));
  const files = [...(made?.files ?? []), ...dist].map(
    ({ path, content }) => [path, contentOf(content)] as const,
  );
  const load = await copiesOf("all-errors", files);
  const { esm, cjs } = await load("all-errors");
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
  expect((await load("all-errors/await")).cjs).toBe(cjs["await"]);
  const parse = cjs["parseError"] as (id: string, response: object) => unknown;
  const error = parse("tiny", { status: 400, body: { code: 30014 } });
  expect((esm["isCatalogError"] as Guard)(error)).toBe(true);
});
