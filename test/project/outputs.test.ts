// Several output folders of one configuration: what is written, what is left alone, and what is refused as a whole.

import fs, {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import {
  type GenerateOptions,
  type GenerateResult,
  generate,
  validate,
} from "../../generator/index.ts";
import { textsIn } from "../disk/folder.ts";
import { newFolder, projectFile, writeFiles } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const more = tiny.replace("id: tiny", "id: more").replace("prefix: Tiny", "prefix: More");
const configFile = "faultbook.config.yaml";

/** Nothing but documents, which are quick to make. */
const general = "emitters: { typescript: false, package: false }\n";
const list = (...entries: readonly string[]) =>
  `${general}outputs:\n${entries.map((entry) => `  - { ${entry} }\n`).join("")}`;

/** Makes a project with two catalogs. */
function project(config: string): string {
  const cwd = newFolder();
  writeFiles(cwd, [
    ["catalog/tiny.yaml", tiny],
    ["catalog/more.yaml", more],
    [configFile, config],
  ]);
  return cwd;
}

type More = Partial<Omit<GenerateOptions, "cwd">>;

async function runIn(cwd: string, options: More = {}) {
  const { value, diagnostics, wrongUse } = await generate({ cwd, mode: "write", ...options });
  return { value, told: report(diagnostics, "text"), wrongUse };
}

/** Generates where nothing is wrong. */
async function written(cwd: string, options: More = {}): Promise<GenerateResult> {
  const { value, told } = await runIn(cwd, options);
  expect(told).toBe("");
  return value as GenerateResult;
}

/** The files below a folder, without folders, manifests and settings of formatters. */
function filesIn(folder: string): readonly string[] {
  const paths = Object.entries(textsIn(folder)).filter(([, text]) => text !== undefined);
  return paths
    .map(([path]) => path)
    .filter((path) => !/\.faultbook\.json$|\.prettierrc\.yaml$|biome\.jsonc$/.test(path));
}

const documents = ["errors.md", "openapi.yaml"];
const of = (id: string) => documents.map((name) => `${id}/${name}`);

describe("several folders", () => {
  const config = list(
    "path: b, catalogs: [more], emitters: { openapi: false }",
    "path: a/deep",
    "path: a/joined, joined: {}, catalogs: [tiny]",
  );

  test("get what the configuration says of each, are fresh then, and kept", async () => {
    const cwd = project(config);
    const dry = await written(cwd, { mode: "dry-run" });
    expect(existsSync(join(cwd, "a"))).toBe(false);
    const first = await written(cwd);
    expect(first).toEqual(dry);
    expect(filesIn(join(cwd, "b"))).toEqual(["more/errors.md"]);
    expect(filesIn(join(cwd, "a"))).toEqual(
      [...of("deep/more"), ...of("deep/tiny"), ...of("joined/tiny")].sort(),
    );
    expect(first.outputs).toEqual(
      [
        ["a/deep", 10],
        ["a/joined", 5],
        ["b", 4],
      ].map(([path, created]) => ({ path, created, updated: 0, deleted: 0, kept: 0 })),
    );
    expect(first).toMatchObject({ catalogs: 2, definitions: 2, created: 19 });
    expect(first.changes.map(({ path }) => path)).toEqual(
      first.changes.map(({ path }) => path).sort(),
    );
    expect(await written(cwd, { mode: "check" })).toMatchObject({ kept: 19, diff: "" });
    expect(await written(cwd)).toMatchObject({ created: 0, kept: 19, changes: [] });
  });

  test("are the same whatever their order", async () => {
    const lines = config.trimEnd().split("\n");
    const cwd = project(config);
    const other = project([...lines.slice(0, 2), ...lines.slice(2).reverse(), ""].join("\n"));
    expect(await written(cwd)).toEqual(await written(other));
    for (const folder of ["a", "b"]) {
      expect(textsIn(join(cwd, folder))).toEqual(textsIn(join(other, folder)));
    }
  });

  test("are checked together, each stale file once and sorted", async () => {
    const cwd = project(config);
    await written(cwd);
    for (const path of ["b/more/errors.md", "a/joined/tiny/errors.md", "a/deep/tiny/errors.md"]) {
      writeFileSync(join(cwd, path), "edited\n");
    }
    const { value, told } = await runIn(cwd, { mode: "check" });
    expect(told.match(/(?<= file ")[^"]+/g)).toEqual([
      "a/deep/tiny/errors.md",
      "a/joined/tiny/errors.md",
      "b/more/errors.md",
    ]);
    expect(value?.diff.match(/^--- .*/gm)).toHaveLength(3);
  });

  test("of some catalogs alone are written where those go, and one package of several whole or not", async () => {
    const both = list(
      "path: each",
      "path: both, joined: {}",
      "path: one, joined: {}, catalogs: [tiny]",
    );
    const cwd = project(both);
    const first = await written(cwd, { only: ["tiny"] });
    expect(first.outputs.map(({ path }) => path)).toEqual(["each", "one"]);
    expect(filesIn(join(cwd, "each"))).toEqual(of("tiny"));
    expect(filesIn(join(cwd, "one"))).toEqual(of("tiny"));
    await written(cwd, { only: ["more"] });
    expect(filesIn(join(cwd, "each"))).toEqual([...of("more"), ...of("tiny")]);
    expect(existsSync(join(cwd, "both"))).toBe(false);
    await written(cwd, { only: ["tiny", "more"] });
    expect(filesIn(join(cwd, "both"))).toEqual([...of("more"), ...of("tiny")]);
    const some = await runIn(project(list("path: both, joined: {}")), { only: ["tiny"] });
    expect(some.told).toContain("error[only-some]");
    expect(some.told).toContain("--only more --only tiny");
    const unknown = await runIn(cwd, { only: ["tinny"] });
    expect(unknown.told).toContain('the id "tinny". Did you mean "tiny"?');
  });

  test("are remembered together, and a change in any of them is seen", async () => {
    const cwd = project(config);
    mkdirSync(join(cwd, "node_modules"));
    await written(cwd);
    const path = join(cwd, "b/more/errors.md");
    expect(await written(cwd)).toMatchObject({ created: 0, kept: 19 });
    rmSync(path);
    expect(await written(cwd)).toMatchObject({
      created: 1,
      changes: [{ path: "b/more/errors.md", kind: "create" }],
    });
    mkdirSync(join(cwd, "a/joined/.faultbook"), { recursive: true });
    writeFileSync(join(cwd, "a/joined/.faultbook/state.json"), "{}");
    expect((await runIn(cwd)).told).toContain('The state "a/joined/.faultbook/state.json"');
  });
});

describe("what no catalog makes any more", () => {
  test("goes from each folder, and another output's folder inside is left alone", async () => {
    const cwd = project(list("path: a", "path: a/b, joined: {}"));
    await written(cwd);
    rmSync(join(cwd, "catalog/more.yaml"));
    expect(await written(cwd)).toMatchObject({ deleted: 7, updated: 1 });
    expect(filesIn(join(cwd, "a"))).toEqual([...of("b/tiny"), ...of("tiny")].sort());
    // Once it is no output any more, it is a package that nobody makes.
    writeFileSync(join(cwd, configFile), list("path: a"));
    writeFileSync(join(cwd, "a/b/mine.txt"), "mine");
    expect(await written(cwd)).toMatchObject({ deleted: 5 });
    expect(filesIn(join(cwd, "a"))).toEqual(["b/mine.txt", ...of("tiny")]);
  });

  test("goes where a folder becomes one package, and where it becomes several again", async () => {
    const [each = "", joined = ""] = [list("path: a"), list("path: a, joined: {}")].map((config) =>
      config.replace("typescript: false, package: false", "openapi: {}"),
    );
    const cwd = project(each);
    await written(cwd);
    const first = textsIn(join(cwd, "a"));
    writeFileSync(join(cwd, configFile), joined);
    await written(cwd);
    const second = textsIn(join(cwd, "a"));
    expect(Object.keys(second)).toContain("dist/tiny/index.js");
    expect(Object.keys(second).filter((path) => /^\w+\/(src|dist)\//.test(path))).toEqual(
      Object.keys(second).filter((path) => path.startsWith("src/src/")),
    );
    writeFileSync(join(cwd, configFile), each);
    await written(cwd);
    expect(textsIn(join(cwd, "a"))).toEqual(first);
  });
});

describe("a run is refused as a whole", () => {
  const config = list("path: a", "path: b");
  test("where a person's file is in the way in one folder", async () => {
    const cwd = project(config);
    writeFiles(cwd, [["b/tiny/errors.md", "mine"]]);
    const { told, value } = await runIn(cwd);
    expect(told).toContain('error[file-in-the-way]: The file "b/tiny/errors.md"');
    expect(value).toBeUndefined();
    expect(existsSync(join(cwd, "a"))).toBe(false);
    expect(filesIn(join(cwd, "b"))).toEqual(["tiny/errors.md"]);
  });

  test.each(["a", "b"])("where the disk fails while %s is staged", async (failing) => {
    const cwd = project(config);
    await written(cwd);
    writeFileSync(join(cwd, "catalog/tiny.yaml"), tiny.replace("is invalid", "is wrong"));
    const before = textsIn(cwd);
    const { openSync } = fs;
    const full: typeof openSync = (path, ...rest) => {
      if (String(path).includes(`/${failing}/.faultbook/`) && rest[0] !== "r") {
        throw Object.assign(new Error("no"), { code: "ENOSPC" });
      }
      return openSync(path, ...rest);
    };
    const use = (functions: object): void => {
      Object.assign(fs, functions);
      syncBuiltinESMExports();
    };
    use({ openSync: full });
    const { told } = await runIn(cwd).finally(() => use({ openSync }));
    expect(told).toContain(`Writing "${failing}/tiny/openapi.yaml" failed: the disk is full.`);
    expect(told).toContain("Nothing was changed.");
    expect(textsIn(cwd)).toEqual(before);
    expect(await written(cwd)).toMatchObject({ updated: 4 });
  });

  test("where two folders are one by a link", async () => {
    const cwd = project(list("path: a", "path: sub/../link"));
    mkdirSync(join(cwd, "a"));
    symlinkSync("a", join(cwd, "link"));
    const { told, wrongUse } = await runIn(cwd);
    expect(wrongUse).toBe(true);
    expect(told).toContain('The output folders "link" and "a" would mix: they are one folder.');
    expect(told).toContain(`${configFile}:4:13`);
    const checked = await validate({ cwd });
    expect(report(checked.diagnostics, "text")).toBe(told);
    expect(checked.wrongUse).toBe(true);
  });
});

describe("a catalog that no output names", () => {
  const told = `warning[catalog-without-output]: No output names the catalog "tiny", so nothing is generated from it.
  --> catalog/tiny.yaml:1:5
  1 | id: tiny
    |     ^^^^
  help: Add "tiny" to the "catalogs" of an output, or list only the files that you want under "catalogs" of the configuration.
`;

  test("is warned of by every command that looks at outputs, in each run", async () => {
    const cwd = project(list("path: a, catalogs: [more]", "path: b, catalogs: [more]"));
    mkdirSync(join(cwd, "node_modules"));
    for (const mode of ["write", "write", "check"] as const) {
      const run = await runIn(cwd, { mode });
      expect(run.told).toBe(told);
      expect(run.value?.catalogs).toBe(1);
    }
    const checked = await validate({ cwd });
    expect(report(checked.diagnostics, "text")).toBe(told);
    expect(checked.value?.catalogs).toBe(2);
  });

  test("is no fault where a description takes it", async () => {
    const entry = list("path: a, catalogs: [more]");
    for (const [specs, expected] of [
      ["[{ path: api.yaml }]", ""],
      ["[{ path: api.yaml, catalogs: [tiny] }]", ""],
      ["[{ path: api.yaml, catalogs: [more] }]", told],
    ]) {
      const cwd = project(`${entry}specs: ${specs}\n`);
      expect(report((await validate({ cwd })).diagnostics, "text")).toBe(expected);
    }
  });
});

test("runs at once, on folders that they share in another order, wait for each other and end", async () => {
  const cwd = project("");
  const orders = [
    ["path: a", "path: b", "path: c"],
    ["path: c", "path: b", "path: a"],
    ["path: b", "path: c"],
    ["path: c, joined: {}", "path: a"],
  ];
  const configs = orders.map((entries, i) => [`${i}.yaml`, list(...entries)] as const);
  writeFiles(cwd, configs);
  const names = [...configs, ...configs].map(([name]) => name);
  const outcomes = await Promise.all(names.map((config) => runIn(cwd, { config })));
  expect(outcomes.map(({ told }) => told)).toEqual(names.map(() => ""));
  // Each folder is what one of the configurations makes of it, and no lock is left.
  const alone = project("");
  writeFiles(alone, configs);
  const possible: Record<string, string[]> = { a: [], b: [], c: [] };
  for (const [config] of configs) {
    await written(alone, { config });
    for (const [folder, texts] of Object.entries(possible)) {
      texts.push(JSON.stringify(textsIn(join(alone, folder))));
    }
  }
  for (const [folder, texts] of Object.entries(possible)) {
    expect(texts).toContain(JSON.stringify(textsIn(join(cwd, folder))));
  }
});

test("sync refers to the folder whose document names components as the description does", async () => {
  const { syncSpecs } = await import("../../generator/index.ts");
  const config = `${list(
    "path: a, emitters: { openapi: { names: { schema: 'X{name}' } } }",
    "path: c/all, joined: {}",
    "path: d, catalogs: [tiny]",
  )}specs: [{ path: api.yaml, catalogs: [tiny], mode: ref }, { path: sub/b.yaml, catalogs: [more], mode: ref }]\n`;
  const cwd = project(config);
  const api = "openapi: 3.1.0\ninfo: { title: x, version: 1.0.0 }\npaths: {}\n";
  writeFiles(cwd, [
    ["api.yaml", api],
    ["sub/b.yaml", api],
  ]);
  const { diagnostics } = await syncSpecs({ cwd, mode: "write" });
  // Nothing is generated yet.
  expect(diagnostics.map(({ code }) => code)).toEqual(["spec-ref-missing", "spec-ref-missing"]);
  expect(readFileSync(join(cwd, "api.yaml"), "utf8")).toContain("./c/all/tiny/openapi.yaml#/");
  expect(readFileSync(join(cwd, "sub/b.yaml"), "utf8")).toContain("../c/all/more/openapi.yaml#/");
});

test("sync tells the place of an id that no catalog has", async () => {
  const { syncSpecs } = await import("../../generator/index.ts");
  const cwd = project("specs: [{ path: api.yaml, catalogs: [tiny, mor] }]\n");
  const { diagnostics } = await syncSpecs({ cwd, mode: "write" });
  expect(report(diagnostics, "text")).toContain(`Did you mean "more"?\n  --> ${configFile}:1:44`);
});

test("the example of the documentation gives the packages that its comments name", async () => {
  const [, text = ""] =
    /```yaml\n(emitters:\n[^`]*\noutputs:[^`]*)```/.exec(projectFile("docs/configuration.md")) ??
    [];
  const cwd = newFolder();
  writeFiles(cwd, [
    ["catalog/a.yaml", tiny.replace("id: tiny", "id: coinbase-cdp")],
    ["catalog/b.yaml", tiny.replace("id: tiny", "id: coinw")],
    [configFile, text],
  ]);
  const { changes } = await written(cwd, { mode: "dry-run" });
  const packages = changes.map(({ path }) => path).filter((path) => /package\.json$/.test(path));
  expect(packages).toEqual(
    ["all-errors", "coinbase-cdp", "coinw"].map((one) => `packages/${one}/package.json`),
  );
  const sources = changes.filter(({ path }) => path.startsWith("services/pay/src/errors/"));
  expect(sources.some(({ path }) => path.endsWith("/coinw/src/index.ts"))).toBe(true);
  expect(sources.filter(({ path }) => /[^c]\.(md|yaml)$|package\.json$/.test(path))).toEqual([]);
});
