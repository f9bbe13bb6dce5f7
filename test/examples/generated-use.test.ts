// Generated packages in the hands of strangers: found by name, compiled against, run, packed and installed.

import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Compiled,
  compile,
  consumerOptions,
  projectFile,
  projectFolder,
  run,
  shipped,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const consumer = join(temporaryFolder(), "consumer");
const compiled = new Map<string, Compiled>();

const samplerConfig = projectFile("test/cases/sampler/faultbook.config.yaml");
const given: readonly (readonly [name: string, catalog: string, config: string])[] = [
  ...shipped.map(
    (id) =>
      [`@faultbook/${id}`, `catalog/${id}.yaml`, projectFile("faultbook.config.yaml")] as const,
  ),
  ["@example/sampler", "test/cases/sampler/catalog/sampler.yaml", samplerConfig],
];

beforeAll(async () => {
  for (const [name, path, config] of given) {
    const one = await compile(projectFile(path), config);
    compiled.set(name, one);
    writeFiles(join(consumer, "node_modules", name), one.files);
    // What is published holds no sources.
    rmSync(join(consumer, "node_modules", name, "src"), { recursive: true });
  }
  writeFiles(consumer, [["package.json", '{ "name": "consumer", "type": "module" }\n']]);
});

function filesOf(name: string): ReadonlyMap<string, string> {
  return compiled.get(name)?.files ?? new Map();
}

describe("a TypeScript project that uses them by name", () => {
  beforeAll(() => {
    for (const file of ["accepted.ts", "refused.ts", "support.ts"]) {
      cpSync(join(projectFolder, "test/packages/types", file), join(consumer, file));
    }
    for (const resolution of ["node16", "bundler"]) {
      const module = resolution === "node16" ? "node16" : "esnext";
      const options = { ...consumerOptions(), module, moduleResolution: resolution };
      const project = { compilerOptions: options, include: ["*.ts"] };
      writeFiles(consumer, [[`tsconfig.${resolution}.json`, JSON.stringify(project)]]);
    }
  });

  test.concurrent.each([
    ["typescript54", "node16"],
    // The others compile the same tests against the sources.
    ["typescript7", "node16"],
    ["typescript7", "bundler"],
  ] as const)(
    "compiles with %s and resolution %s",
    { timeout: 120_000 },
    async (compiler, resolution) => {
      expect(await typeCheck(compiler, join(consumer, `tsconfig.${resolution}.json`))).toBe("");
    },
  );
});

describe.each(given.map(([name]) => name))("%s", (name) => {
  const block = (readme: string, language: string, nth: number) => {
    const all = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(
      (match) => match[1] === language,
    );
    return all[nth]?.[2] ?? "";
  };

  test("its README's examples run, and print what it says", async () => {
    const readme = filesOf(name).get("README.md") ?? "";
    const examples = readme.split("```js\n").length - 1;
    expect(examples).toBeGreaterThan(5);
    const say = (nth: number) => {
      const file = `${name.replace("/", "-")}-${nth}.js`;
      writeFiles(consumer, [[file, block(readme, "js", nth)]]);
      return run(process.execPath, [file], consumer);
    };
    expect(await say(0)).toEqual({ code: 0, stdout: block(readme, "text", 0), stderr: "" });
    for (let nth = 1; nth < examples; nth++) {
      const said = await say(nth);
      expect(said).toEqual({ code: 0, stdout: expect.stringMatching(/\S/), stderr: "" });
      expect(said.stdout).not.toContain("undefined\n");
    }
    const summaries = compiled.get(name)?.catalog.definitions.map(({ summary }) => `${summary}\n`);
    expect(summaries).toContain((await say(examples - 1)).stdout);
  });

  test("its README's first example is laid out as a person would", () => {
    const example = block(filesOf(name).get("README.md") ?? "", "js", 0);
    for (const line of example.split("\n")) expect(line).toMatch(/^(?: {2}\S|\S|$)/);
  });

  test("everything that package.json names is there", () => {
    const files = filesOf(name);
    const manifest = JSON.parse(files.get("package.json") ?? "") as {
      readonly name: string;
      readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    };
    expect(manifest.name).toBe(name);
    const targets = Object.values(manifest.exports).flatMap((one) =>
      typeof one === "string" ? [one] : Object.values(one),
    );
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) {
      const path = target
        .replace("./", "")
        .replace("*.yaml", "openapi.yaml")
        .replace("*.json", "errors.json");
      expect(files.has(path), target).toBe(true);
    }
  });
});

test("one import of everything costs no side effect and leaves no global", async () => {
  const code = `
    const before = JSON.stringify(Reflect.ownKeys(globalThis).map(String));
    for (const name of ${JSON.stringify(given.map(([name]) => name))}) {
      const all = await import(name);
      await import(name + "/definitions");
      await import(name + "/fixtures");
      if (Object.keys(all).length < 10) throw new Error(name);
    }
    console.log(before === JSON.stringify(Reflect.ownKeys(globalThis).map(String)));`;
  const said = await run(process.execPath, ["--input-type=module", "--eval", code], consumer);
  expect(said).toEqual({ code: 0, stdout: "true\n", stderr: "" });
});

test("require() gives what import gives, where no code can be made of texts", async () => {
  const code = `
    const same = async (path) => {
      const required = require(path);
      const imported = await import(path);
      for (const [key, value] of Object.entries(imported))
        if (!Object.is(required[key], value)) throw new Error(path + " " + key);
      return required;
    };
    const all = async () => {
      try { new Function(""); throw new Error("code"); } catch (error) { if (error.message === "code") throw error; }
      for (const name of ${JSON.stringify(given.map(([name]) => name))}) {
        const api = await same(name);
        await same(name + "/definitions");
        const [fixtures] = Object.values(await same(name + "/fixtures"));
        const [parse] = Object.keys(api).filter((key) => /^parse/.test(key));
        for (const [definition, fixture] of Object.entries(fixtures))
          if (!(api[parse](fixture) instanceof api[definition + "Error"])) throw new Error(definition);
        if (!require.resolve(name + "/openapi.yaml").endsWith("openapi.yaml")) throw new Error(name);
      }
      console.log(process.features.require_module);
    };
    all();`;
  writeFiles(consumer, [["required.cjs", code]]);
  const flag = "--disallow-code-generation-from-strings";
  const said = await run(process.execPath, [flag, "required.cjs"], consumer);
  expect(said).toEqual({ code: 0, stdout: "true\n", stderr: "" });
});

test("it is packed with what belongs into it, and installs without a registry", {
  timeout: 60_000,
}, async () => {
  const name = "@faultbook/coinw";
  const source = join(temporaryFolder(), "pack");
  writeFiles(source, filesOf(name));
  writeFiles(source, [[".faultbook.json", "{}\n"]]);
  const npm = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const packed = await run("npm", ["pack", "--json", ...npm], source);
  const [{ filename, files }] = JSON.parse(packed.stdout) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  expect(files.map(({ path }) => path).sort()).toEqual(
    [...filesOf(name).keys()].filter((path) => !/^src\/|^prepack\.mjs$/.test(path)).sort(),
  );
  const target = join(temporaryFolder(), "installed");
  writeFiles(target, [["package.json", '{ "name": "target", "type": "module" }\n']]);
  const installed = await run("npm", ["install", ...npm, join(source, filename)], target);
  expect(installed.code, installed.stderr).toBe(0);
  const lock = JSON.parse(readFileSync(join(target, "package-lock.json"), "utf8")) as {
    readonly packages: object;
  };
  expect(Object.keys(lock.packages)).toEqual(["", `node_modules/${name}`]);
  const code = `import { parseCoinwError } from "${name}";
    console.log(parseCoinwError({ body: { code: 29001, msg: "x" } }).name);`;
  const said = await run(process.execPath, ["--input-type=module", "--eval", code], target);
  expect(said).toEqual({ code: 0, stdout: "RateLimitExceededError\n", stderr: "" });
});
