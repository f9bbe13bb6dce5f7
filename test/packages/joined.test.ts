// One package of all catalogs: its types in the hands of a stranger, and what it does with anything.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { loadCompiler, stripTypes } from "../../generator/emit/javascript.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import {
  type AnyError,
  emitOutput,
  emittersOf,
  fileOf,
  type Output,
  projectFile,
  run,
  shipped,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const withId = (id: string, version = "1.0.0") =>
  tiny.replace("id: tiny", `id: ${id}`).replace("version: 1.0.0", `version: ${version}`);

/** Gives the one package of some catalogs. */
async function joinedOf(texts: readonly string[], config = "{}\n"): Promise<Output> {
  const loaded = await loadCatalogs(texts.map((text, i) => ({ path: `catalog/${i}.yaml`, text })));
  if (loaded.value === undefined) throw new Error(report(loaded.diagnostics, "text"));
  const emitters = await emittersOf(config);
  const [output] = await emitOutput(loaded.value, { emitters, joined: { name: "@acme/all" } });
  if (output === undefined) throw new Error("there is no package");
  return output;
}

/** Installs the package as npm would: what is published, by its name. */
function install(project: string, { files, derived }: Output): void {
  writeFiles(join(project, "node_modules/@acme/all"), [
    ...files
      .filter(({ path }) => !path.startsWith("src/"))
      .map(({ path, content }) => [path, content] as const),
    ...derived.map(({ path, content }) => [`dist/${path}`, content] as const),
  ]);
  writeFiles(project, [["package.json", '{ "type": "module" }\n']]);
}

const project = join(temporaryFolder(), "joined");
let readme = "";

beforeAll(async () => {
  const output = await joinedOf(shipped.map((id) => projectFile(`catalog/${id}.yaml`)));
  install(project, output);
  readme = fileOf(output.files, "README.md");
});

test("no catalog takes its id, or a name of its exports", async () => {
  for (const id of ["errors", "parse-error", "has-kind"]) {
    const { diagnostics } = await loadCatalogs([{ path: "c.yaml", text: withId(id) }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["name-reserved"]);
  }
});

test("its version is the sum of the catalogs', number by number", async () => {
  const { files } = await joinedOf([withId("b", "0.4.2"), withId("a", "1.12.9")]);
  const { version, dependencies, faultbook } = JSON.parse(fileOf(files, "package.json"));
  expect({ version, dependencies, faultbook }).toEqual({
    version: "1.16.11",
    dependencies: undefined,
    faultbook: { catalogs: ["a", "b"] },
  });
});

const consumer = `import {
  type AnyError, type CatalogErrors, type CatalogId, catalogIds, coinbaseCdp, coinw, errorFromResponse,
  hasKind, identifyError, isCatalogError, isCatalogId, parseError, retryAdvice, reviveError,
} from "@acme/all";
import { type AnyCoinwError, isPositionNotFoundError } from "@acme/all/coinw";

const error: AnyCoinwError | undefined = parseError("coinw", { body: "{}" });
export const other: coinbaseCdp.AnyCdpError | undefined = parseError("coinbase-cdp", { status: 500 });
// @ts-expect-error: an exception of one API is none of another
export const wrong: coinw.AnyCoinwError | undefined = parseError("coinbase-cdp", { status: 500 });
// @ts-expect-error: there is no such catalog
parseError("nonsense", { status: 500 });
if (isPositionNotFoundError(error)) { const code: coinw.CoinwErrorCode.PositionNotFound = error.code; void code; }
export function told(caught: unknown): string {
  if (!isCatalogError(caught)) return "";
  const any: AnyError = caught;
  if (any.name === "PositionNotFoundError") return String(any.code === coinw.CoinwErrorCode.PositionNotFound);
  return hasKind(any, "rate-limited") ? String(retryAdvice(any, { idempotent: true, attempt: 1, now: 0 }).afterMs) : any.name;
}
export const code: coinw.CoinwErrorCode | undefined = identifyError("coinw", { status: 500 })?.code;
export const revived: AnyError | undefined = reviveError(JSON.parse("{}"));
export async function both(response: { status: number; headers: object; clone(): { text(): Promise<string> } }, id: CatalogId) {
  const one: AnyCoinwError | undefined = await errorFromResponse("coinw", response);
  const all: CatalogErrors[CatalogId] | undefined = await errorFromResponse(id, response);
  return [one, all, catalogIds.filter(isCatalogId)];
}
`;

describe("in the hands of a stranger", () => {
  test.each(["typescript7"] as const)("it compiles with %s", async (compiler) => {
    const compilerOptions = {
      ...{ module: "nodenext", target: "es2022", lib: ["es2022"], types: [], noEmit: true },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUnusedLocals: true },
    };
    const config = JSON.stringify({ compilerOptions, files: ["consumer.ts"] });
    writeFiles(project, [
      ["consumer.ts", consumer],
      ["tsconfig.json", config],
    ]);
    expect(await typeCheck(compiler, join(project, "tsconfig.json"))).toBe("");
  });

  test("the example of its README runs", async () => {
    const [, example = ""] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
    writeFiles(project, [["example.js", example]]);
    const said = await run(process.execPath, ["example.js"], project);
    expect(said).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\w+Error true false\n$/),
      stderr: "",
    });
  });
});

interface Joined {
  readonly [name: string]: unknown;
  readonly catalogIds: readonly string[];
  readonly coinw: Readonly<Record<string, unknown>>;
  readonly isCatalogError: (value: unknown) => boolean;
  readonly isCatalogId: (value: unknown) => boolean;
  readonly hasKind: (value: unknown, kind: string) => boolean;
  readonly parseError: (catalog: unknown, response: unknown) => AnyError | undefined;
  readonly identifyError: (catalog: unknown, response: unknown) => AnyError | undefined;
  readonly errorFromResponse: (
    catalog: unknown,
    response: unknown,
  ) => Promise<AnyError | undefined>;
  readonly reviveError: (value: unknown) => AnyError | undefined;
}

describe("at run time", () => {
  const from = async (path: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(project, path)).href)) as Joined;
  let joined: Joined;
  beforeAll(async () => {
    joined = await from("node_modules/@acme/all/dist/index.js");
  });
  const limited = { body: '{"code":29001,"msg":"too many"}' };

  test("it parses every fixture of every catalog to the catalog's own class", async () => {
    expect(joined.catalogIds).toEqual(shipped);
    for (const id of shipped) {
      const own = await from(`node_modules/@acme/all/dist/${id}/index.js`);
      const { default: _, ...all } = await from(`node_modules/@acme/all/dist/${id}/fixtures.js`);
      for (const [name, fixture] of Object.entries(Object.values(all)[0] as object)) {
        const error = joined.parseError(id, fixture);
        expect(error?.constructor, name).toBe(own[`${name}Error`]);
        expect(joined.identifyError(id, fixture)?.name).toBe(name);
        expect(joined.isCatalogError(error)).toBe(true);
        expect(joined.hasKind(error, error?.kind ?? "")).toBe(true);
        expect(joined.reviveError(JSON.parse(JSON.stringify(error)))?.constructor).toBe(
          error?.constructor,
        );
      }
    }
  });

  test("its namespaces are the modules on its paths", async () => {
    expect(joined.coinw).toBe(await from("node_modules/@acme/all/dist/coinw/index.js"));
  });

  test("it reads fetch responses", async () => {
    const error = await joined.errorFromResponse("coinw", new Response(limited.body));
    expect(error?.name).toBe("RateLimitExceededError");
    expect(await joined.errorFromResponse("nonsense", new Response(limited.body))).toMatchObject({
      name: "RateLimitExceededError",
    });
  });

  const thrower = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
    },
  );

  test.each([
    ["nonsense"],
    ["__proto__"],
    ["constructor"],
    [undefined],
    [null],
    [1],
    [{}],
    ["a symbol", Symbol("coinw")],
    ["a proxy that throws", thrower],
  ])("it takes the id %s for no catalog, throws nothing, and loses no error", (...given) => {
    const id = given.at(-1);
    expect(joined.isCatalogId(id)).toBe(false);
    expect(joined.parseError(id, limited)?.name).toBe("RateLimitExceededError");
    expect(joined.identifyError(id, limited)?.name).toBe("RateLimitExceeded");
    expect(joined.parseError(id, { status: 502, body: "<html>" })?.code).toBe(undefined);
    expect(joined.parseError(id, { status: 502, body: "<html>" })?.kind).toBe("unavailable");
    expect(joined.parseError(id, { status: 200, body: '{"code":0}' })?.code).toBe(undefined);
  });

  test("what is no exception is none", () => {
    for (const value of [
      undefined,
      {},
      new Error("x"),
      { catalog: "coinw", name: "RateLimitExceededError" },
    ]) {
      expect(joined.isCatalogError(value)).toBe(false);
      expect(joined.reviveError(value)).toBe(undefined);
    }
  });
});

test.each(["delete", "let", "acme"])("the example of the README binds the id %s", async (id) => {
  const { files } = await joinedOf([withId(id), withId("zeta")]);
  const page = fileOf(files, "README.md");
  const [, example = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  expect(example).toContain(`import { ${id === "acme" ? id : `${id} as ${id}Errors`}, hasKind`);
  const compiler = await loadCompiler();
  expect(compiler && stripTypes(compiler, "example.ts", example)).toHaveProperty("code");
});

test("ids that are no identifiers, reserved words or near each other, and one prefix for all, give a package that compiles", async () => {
  const ids = [
    "switch",
    "default",
    "1inch",
    "v-1",
    "v1",
    "constructor",
    "a-b",
    "ab",
    "package",
    "let",
    "await",
  ];
  const output = await joinedOf(ids.map((id) => withId(id)));
  const folder = join(temporaryFolder(), "awkward");
  install(folder, output);
  writeFiles(
    folder,
    output.files.map(({ path, content }) => [path, content] as const),
  );
  const compilerOptions = { module: "nodenext", target: "es2022", strict: true, noEmit: true };
  writeFiles(folder, [
    ["tsconfig.json", JSON.stringify({ compilerOptions, files: ["src/index.ts"] })],
  ]);
  expect(await typeCheck("typescript7", join(folder, "tsconfig.json"))).toBe("");
  const path = join(folder, "node_modules/@acme/all/dist/index.js");
  const joined = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Joined;
  for (const id of ids) {
    const error = joined.parseError(id, { body: { code: 30014, message: "x" } });
    expect(error?.name).toBe("InvalidAddressError");
  }
});
