// One package of several catalogs in the hands of a stranger: its paths, its types, and its one runtime.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { type LoadedCatalog, loadCatalogs } from "../../generator/project/catalogs.ts";
import { parseConfig } from "../../generator/project/config.ts";
import {
  type AnyError,
  emitOutput,
  fileOf,
  type Output,
  projectFile,
  run,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const named = (id: string) => ({
  path: `catalog/${id}.yaml`,
  text: tiny.replace("id: tiny", `id: ${id}`),
});

async function loaded(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly LoadedCatalog[]> {
  const { value, diagnostics } = await loadCatalogs(files);
  if (value === undefined) throw new Error(report(diagnostics, "text"));
  return value;
}

/** Gives the one package of catalogs, as an entry of `outputs` asks for it. */
async function joinedOf(catalogs: readonly LoadedCatalog[], entry: string): Promise<Output> {
  const text = `outputs: [{ path: all, ${entry} }]\n`;
  const { value } = await parseConfig({ path: "faultbook.config.yaml", text });
  const [output] = value?.config.outputs ?? [];
  if (output === undefined) throw new Error(`${text} is no configuration`);
  const [only, ...others] = await emitOutput(catalogs, output);
  if (only === undefined || others.length > 0) throw new Error("there is not one package");
  return only;
}

/** Puts into a folder what npm would publish, and nothing else: by the package's own list. */
function install(project: string, output: Output, name: string): void {
  const { files } = JSON.parse(fileOf(output.files, "package.json")) as {
    readonly files: string[];
  };
  writeFiles(join(project, "node_modules", name), [
    ...output.files
      .filter(({ path }) => ["package.json", "README.md", ...files].includes(path))
      .map(({ path, content }) => [path, content] as const),
    ...output.derived.map(({ path, content }) => [`dist/${path}`, content] as const),
  ]);
}

const name = "@acme/errors";
const two = ["coinbase-cdp", "coinw"] as const;
const project = join(temporaryFolder(), "one-package");
let output: Output;

beforeAll(async () => {
  const files = two.map((id) => ({
    path: `catalog/${id}.yaml`,
    text: projectFile(`catalog/${id}.yaml`),
  }));
  output = await joinedOf(await loaded(files), `joined: { name: "${name}" }`);
  install(project, output, name);
  writeFiles(project, [["package.json", '{ "type": "module" }\n']]);
});

const consumer = `import { type AnyError, type CatalogErrors, coinw, hasKind, isCatalogError, parseError } from "@acme/errors";
import { type AnyCoinwError, CoinwErrorCode, isRateLimitExceededError, parseCoinwError } from "@acme/errors/coinw";
import { coinwErrorDefinitions } from "@acme/errors/coinw/definitions";
import { cdpErrorFixtures } from "@acme/errors/coinbase-cdp/fixtures";
import type { CatalogError, ErrorResponse } from "@acme/errors/coinbase-cdp";

const response: ErrorResponse = { body: "{}" };
const own: AnyCoinwError | undefined = parseCoinwError(response);
const error: AnyCoinwError | undefined = parseError("coinw", response) ?? own;
export const space: coinw.AnyCoinwError | undefined = error;
export const all: CatalogErrors["coinbase-cdp"] | undefined = parseError("coinbase-cdp", cdpErrorFixtures.NotFound);
// @ts-expect-error: an exception of one API is none of another
export const wrong: AnyCoinwError | undefined = parseError("coinbase-cdp", {});
// @ts-expect-error: there is no such catalog
parseError("nonsense", {});
if (isRateLimitExceededError(error)) { const code: CoinwErrorCode.RateLimitExceeded = error.code; void code; }
export const base: CatalogError | undefined = error;
export const any = (caught: unknown): AnyError | undefined => (isCatalogError(caught) ? caught : undefined);
export const text: string = coinwErrorDefinitions.RateLimitExceeded.summary;
export const limited: boolean = hasKind(error, "rate-limited");
`;

describe("its files", () => {
  test("are one package, with a path for each catalog and the runtime once", () => {
    const runtimes = output.files.filter(({ path }) => path.endsWith("runtime.ts"));
    const long = runtimes.filter(({ content }) => content.length > 1000);
    expect(long.map(({ path }) => path)).toEqual(["src/runtime.ts"]);
    expect(runtimes).toHaveLength(1 + two.length);
    const manifest = JSON.parse(fileOf(output.files, "package.json")) as Record<string, object>;
    expect(manifest).toMatchObject({
      name,
      version: "2.0.0",
      faultbook: { catalogs: two },
      license: "UNLICENSED",
    });
    expect(manifest).not.toHaveProperty("dependencies");
    const paths = Object.keys(manifest["exports"] as object);
    for (const id of two) {
      for (const end of ["", "/definitions", "/fixtures", "/*.yaml"]) {
        expect(paths).toContain(`./${id}${end}`);
      }
      expect(fileOf(output.files, "README.md")).toContain(`\`${name}/${id}\``);
    }
  });

  test("that its package.json names are there, and nothing is published that it does not name", () => {
    const folder = join(project, "node_modules", name);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
      readonly files: readonly string[];
    };
    for (const target of Object.values(manifest.exports).flatMap((one) =>
      typeof one === "string"
        ? [one.replace("*", one.endsWith(".json") ? "errors" : "openapi")]
        : Object.values(one),
    )) {
      expect(existsSync(join(folder, target)), target).toBe(true);
    }
    for (const path of manifest.files.slice(2)) expect(existsSync(join(folder, path))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(
      ["README.md", "dist", "package.json", ...two].sort(),
    );
  });

  test.each([
    ["joined: {}", "errors", "2.0.0", "UNLICENSED"],
    ["joined: { name: x, version: 7.1.0 }", "x", "7.1.0", "UNLICENSED"],
    [
      'joined: {}, emitters: { package: { scope: "@a", license: MIT } }',
      "@a/errors",
      "2.0.0",
      "MIT",
    ],
  ])("are called as %s says", async (entry, called, version, license) => {
    const made = await joinedOf(await loaded([named("a"), named("b")]), entry);
    const { name, version: has, license: under } = JSON.parse(fileOf(made.files, "package.json"));
    expect([name, has, under]).toEqual([called, version, license]);
  });

  test("are the sources alone without the package emitter, and the documents alone without sources", async () => {
    const catalogs = await loaded([named("a")]);
    const sources = await joinedOf(
      catalogs,
      "joined: {}, emitters: { package: false, openapi: false, markdown: false }",
    );
    expect(sources.files.filter(({ path }) => !path.startsWith("src/a/"))).toHaveLength(2);
    expect(fileOf(sources.files, "src/index.ts")).toContain('from "./a/index.js"');
    const documents = await joinedOf(catalogs, "joined: {}, emitters: { typescript: false }");
    expect(documents.files.map(({ path }) => path)).toEqual([
      "a/openapi.yaml",
      "a/errors.json",
      "a/errors.md",
    ]);
    expect(documents.derived).toEqual([]);
  });

  test("do not name documents that are not made", async () => {
    const off = "joined: {}, emitters: { openapi: false, json: false, markdown: false }";
    const made = await joinedOf(await loaded([named("a")]), off);
    expect(JSON.parse(fileOf(made.files, "package.json")).files).toEqual(["dist"]);
    expect(`${fileOf(made.files, "README.md")}${fileOf(made.files, "package.json")}`).not.toMatch(
      /openapi|yaml|errors\.(?:md|json)/,
    );
  });
});

describe("in the hands of a stranger", () => {
  test("it compiles", async () => {
    const compilerOptions = {
      ...{ module: "nodenext", target: "es2022", lib: ["es2022"], types: [], noEmit: true },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUnusedLocals: true },
    };
    writeFiles(project, [
      ["consumer.ts", consumer],
      ["tsconfig.json", JSON.stringify({ compilerOptions, files: ["consumer.ts"] })],
    ]);
    expect(await typeCheck("typescript7", join(project, "tsconfig.json"))).toBe("");
  });

  test("the example of its README runs, and so do its paths", async () => {
    const [, example = ""] = /```js\n([\s\S]*?)```/.exec(fileOf(output.files, "README.md")) ?? [];
    const paths = `
import { parseCoinwError } from "${name}/coinw";
import { coinwErrorDefinitions } from "${name}/coinw/definitions";
import { coinwErrorFixtures } from "${name}/coinw/fixtures";
import manifest from "${name}/package.json" with { type: "json" };
console.log(parseCoinwError({ status: 500, body: "{" }).name, typeof coinwErrorDefinitions.RateLimitExceeded.title, manifest.name);
console.log(import.meta.resolve("${name}/coinw/openapi.yaml").endsWith("/coinw/openapi.yaml"), typeof coinwErrorFixtures.RateLimitExceeded);
`;
    writeFiles(project, [["example.js", `${example}${paths}`]]);
    const said = await run(process.execPath, ["--no-warnings", "example.js"], project);
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(said.stdout).toMatch(
      /^\w+Error true false\nUnknownCoinwError string @acme\/errors\ntrue object\n$/,
    );
  });
});

describe("at run time", () => {
  const from = async (path: string) =>
    (await import(
      /* @vite-ignore */ pathToFileURL(join(project, "node_modules", name, "dist", path)).href
    )) as Record<string, unknown>;
  type Parse = (...given: readonly unknown[]) => AnyError | undefined;

  test("a bad body, and every fixture, becomes the class of its path from the root too", async () => {
    const root = await from("index.js");
    const parse = root["parseError"] as Parse;
    for (const id of two) {
      const own = await from(`${id}/index.js`);
      expect(parse(id, { status: 502, body: "<html>" })).toMatchObject({ kind: "unavailable" });
      const { default: _, ...all } = await from(`${id}/fixtures.js`);
      for (const [definition, fixture] of Object.entries(Object.values(all)[0] as object)) {
        expect(parse(id, fixture)?.constructor, definition).toBe(own[`${definition}Error`]);
      }
    }
    expect(root["coinw"]).toBe(await from("coinw/index.js"));
    expect((root["hasKind"] as unknown) === (await from("coinw/index.js"))["hasKind"]).toBe(true);
    expect((await from("coinbase-cdp/index.js"))["hasKind"]).toBe(root["hasKind"]);
  });
});

test("ids like the package's own folders and modules are paths like any other", async () => {
  const ids = ["src", "index", "runtime", "package"];
  const documents = "joined: { name: awkward }, emitters: { markdown: false }";
  const made = await joinedOf(await loaded(ids.map(named)), documents);
  const folder = join(temporaryFolder(), "awkward-joined");
  install(folder, made, "awkward");
  const from = async (path: string) =>
    (await import(
      /* @vite-ignore */ pathToFileURL(join(folder, "node_modules/awkward/dist", path)).href
    )) as Record<string, unknown>;
  const root = await from("index.js");
  expect(root["catalogIds"]).toEqual([...ids].sort());
  for (const id of ids) expect(root[id]).toBe(await from(`${id}/index.js`));
});
