// The environments that packages are tried in: what each runs, and what cannot work there.

/** Modules that use a package, in the way that an environment loads them. */
const use = (api, fixtures) => `
const error = ${api}.parseCoinwError({ body: { code: 29001, msg: "x" } });
if (error.name !== "RateLimitExceededError" || !${api}.isRateLimitExceededError(error)) throw new Error(error.name);
if (!${api}.isRateLimitExceededError(${api}.parseCoinwError(${fixtures}.coinwErrorFixtures.RateLimitExceeded))) throw new Error("fixture");
`;
const imports = (name) => `import * as api from "@${name}/coinw";
import * as fixtures from "@${name}/coinw/fixtures";
${use("api", "fixtures")}`;
const requires = (name) => `const api = require("@${name}/coinw");
const fixtures = require("@${name}/coinw/fixtures");
${use("api", "fixtures")}`;
/** Both copies of the package with CommonJS in one process. */
const copies = `const one = require("@cjs/coinw");
import("@cjs/coinw").then((other) => {
  const parsed = { body: { code: 29001, msg: "x" } };
  if (!other.isRateLimitExceededError(one.parseCoinwError(parsed))) throw new Error("import");
  if (!one.isRateLimitExceededError(other.parseCoinwError(parsed))) throw new Error("require");
});
`;
/** A server's log of an exception, which begins with the name of its class. */
const prints = `import { RateLimitExceededError } from "@esm/coinw";
console.log(new RateLimitExceededError());
`;
/** Whether a program printed the name of the class. */
const named = ({ code, text }) => ({
  code: code === 0 && /^[^A-Za-z]*RateLimitExceededError\b/m.test(text) ? 0 : 1,
  text,
});
/** Types that must be those of the package. */
const typed = (
  name,
  ending = "",
) => `import { isRateLimitExceededError, parseCoinwError } from "@${name}/coinw${ending}";
import { coinwErrorFixtures } from "@${name}/coinw/fixtures";
const error = parseCoinwError(coinwErrorFixtures.RateLimitExceeded);
if (isRateLimitExceededError(error)) {
  const known: "RateLimitExceededError" = error.name;
  console.log(known);
}
// @ts-expect-error: the types are those of the package
export const wrong: boolean = parseCoinwError;
`;
const sourceUse = (
  ending,
) => `import { parseCoinwError, isRateLimitExceededError } from "./errors/coinw/src/index${ending}";
const error = parseCoinwError({ body: { code: 29001, msg: "x" } });
if (!isRateLimitExceededError(error)) throw new Error(String(error));
`;

/** A Node.js of a version, by the path of its program. */
function node(version, program, expected = {}) {
  return {
    name: `Node.js ${version}`,
    uses: program?.split("/")[0],
    expected,
    works: (project) => {
      const path = program === undefined ? process.execPath : project.tool(program);
      project.write({
        "esm.mjs": imports("esm"),
        "cjs.mjs": imports("cjs"),
        "esm.cjs": requires("esm"),
        "cjs.cjs": requires("cjs"),
        "copies.cjs": copies,
        "prints.mjs": prints,
      });
      const of = (file) => project.run(path, [file]);
      return {
        "import esm": of("esm.mjs"),
        "require esm": of("esm.cjs"),
        "import cjs": of("cjs.mjs"),
        "require cjs": of("cjs.cjs"),
        guards: of("copies.cjs"),
        name: named(of("prints.mjs")),
      };
    },
  };
}

const test = (load) => `test("works", async () => {${load}});\n`;

function jest(environment) {
  return {
    name: `Jest 29, ${environment}`,
    uses: "jest",
    expected: { "require esm": false },
    works: (project) => {
      project.write({
        "package.json": "{}",
        "jest.config.json": JSON.stringify({ testEnvironment: environment }),
        "esm.test.js": test(requires("esm")),
        "cjs.test.js": test(requires("cjs")),
      });
      const of = (file) => project.node([project.tool("jest/bin/jest.js"), "--ci", file]);
      return { "require esm": of("esm.test.js"), "require cjs": of("cjs.test.js") };
    },
  };
}

/** What a compiler says of a package, with a resolution, as it is and without strictness. */
function typescript(version, folder, { types5 = true } = {}) {
  const resolutions = {
    node10: {
      module: "commonjs",
      moduleResolution: "node10",
      ...(types5 ? {} : { ignoreDeprecations: "6.0" }),
    },
    "node16, CommonJS": { module: "node16", moduleResolution: "node16" },
    nodenext: { module: "nodenext", moduleResolution: "nodenext" },
    bundler: { module: "esnext", moduleResolution: "bundler" },
  };
  return Object.entries(resolutions)
    .filter(([resolution]) => version !== "7" || resolution !== "node10")
    .map(([resolution, options]) => ({
      name: `TypeScript ${version}, ${resolution}`,
      uses: folder,
      expected: resolution === "node16, CommonJS" ? { "types esm": false } : {},
      works: (project) => {
        const isCommonjs = resolution === "node10" || resolution.endsWith("CommonJS");
        project.write({ "package.json": isCommonjs ? "{}" : '{ "type": "module" }' });
        const of = (name, more) => {
          project.write({
            "use.ts": typed(name).replace("console.log(known);", "void known;"),
            "tsconfig.json": JSON.stringify({
              compilerOptions: {
                ...options,
                target: "es2020",
                lib: ["es2020"],
                types: [],
                noEmit: true,
                ...more,
              },
              files: ["use.ts"],
            }),
          });
          return project.node([project.tool(`${folder}/bin/tsc`)]);
        };
        const both = (name) => {
          const strict = of(name, { strict: true });
          return strict.code === 0 ? of(name, { strict: false }) : strict;
        };
        return { "types esm": both("esm"), "types cjs": both("cjs") };
      },
    }));
}

function sources([name, uses], ending, program) {
  return {
    name,
    uses,
    works: (project) => {
      project.addSources(ending);
      const written = ending === "none" ? "" : `.${ending}`;
      project.write({ "package.json": '{ "type": "module" }', "src/use.ts": sourceUse(written) });
      return { sources: program(project) };
    },
  };
}

/** A runtime that imports and requires as Node.js does. */
function runtime([name, uses], program) {
  return {
    name,
    uses,
    works: (project) => {
      project.write({
        "package.json": "{}",
        "esm.mjs": imports("esm"),
        "cjs.mjs": imports("cjs"),
        "esm.cjs": requires("esm"),
        "cjs.cjs": requires("cjs"),
        "copies.cjs": copies,
        "prints.mjs": prints,
      });
      const of = (file) => program(project, file);
      return {
        "import esm": of("esm.mjs"),
        "require esm": of("esm.cjs"),
        "import cjs": of("cjs.mjs"),
        "require cjs": of("cjs.cjs"),
        guards: of("copies.cjs"),
        name: named(of("prints.mjs")),
      };
    },
  };
}

const metroScript = (folder, hasExports) => `const Metro = require(${JSON.stringify(folder)});
const { dirname, join } = require("node:path");
const runtime = require.resolve("metro-runtime/package.json", { paths: [${JSON.stringify(folder)}] });
(async () => {
  const config = await Metro.loadConfig({ cwd: __dirname, config: join(__dirname, "metro.config.js") });
  config.resolver.unstable_enablePackageExports = ${hasExports};
  config.watchFolders = [...config.watchFolders, dirname(runtime)];
  config.resolver.extraNodeModules = { "metro-runtime": dirname(runtime) };
  config.transformer.getTransformOptions = async () => ({ transform: { experimentalImportSupport: true, inlineRequires: false } });
  config.transformer.babelTransformerPath = join(__dirname, "transformer.js");
  await Metro.runBuild({ ...config, reporter: { update() {} } }, { entry: process.argv[2], out: join(__dirname, "out.js"), dev: false, minify: false });
  const code = require("node:fs").readFileSync(join(__dirname, "out.js"), "utf8");
  require("node:vm").runInNewContext(code, { console });
  process.exit(0);
})().catch((error) => { console.error(error); process.exit(1); });
`;
/** React Native's own preset is large; what matters here is that imports become calls of \`require\`. */
const metroTransformer = `const { parseSync } = require("@babel/core");
exports.transform = ({ src, filename }) => ({
  ast: parseSync(src, { filename, babelrc: false, configFile: false, sourceType: "unambiguous" }),
});
`;
function metro(version, folder, hasExports) {
  return {
    name: `Metro ${version}`,
    uses: folder,
    works: (project) => {
      const root = (name) =>
        imports(name)
          .replace(/^import \* as fixtures.*\n/m, "")
          .replace(/^.*fixtures\.coinw.*\n/m, "");
      project.write({
        "package.json": '{ "name": "app" }',
        "metro.config.js": "module.exports = {};\n",
        "transformer.js": metroTransformer,
        "build.js": metroScript(project.tool(folder), hasExports),
        "esm.js": root("esm"),
        "cjs.js": root("cjs"),
      });
      return {
        "import esm": project.node(["build.js", "esm.js"]),
        "import cjs": project.node(["build.js", "cjs.js"]),
      };
    },
  };
}

const next = {
  name: "Next.js 15, its own tsconfig",
  uses: "next",
  works: (project) => {
    const page = `${imports("esm")}\nimport * as other from "@cjs/coinw";\nexport default function Page() { return <p>{String(other.isRateLimitExceededError(error))}</p>; }\n`;
    project.write({
      "package.json": '{ "private": true }',
      "app/layout.tsx":
        "export default function Layout({ children }: { children: React.ReactNode }) { return <html><body>{children}</body></html>; }\n",
      "app/page.tsx": page
        .replace("error.name", "error?.name")
        .replace("error.name", "error?.name"),
    });
    const env = { NEXT_TELEMETRY_DISABLED: "1", CI: "1" };
    const built = project.node([project.tool("next/dist/bin/next"), "build"], env);
    return { "import esm": built, "types esm": built, "import cjs": built, "types cjs": built };
  },
};

const vitest = {
  name: "Vitest 4",
  uses: "vitest",
  works: (project) => {
    const config = "export default { test: { globals: true } };\n";
    project.write({ "package.json": '{ "type": "module" }', "vitest.config.js": config });
    const of = (name) => {
      const [first, second] = imports(name).split("\n");
      const body = imports(name).split("\n").slice(2).join("\n");
      project.write({ [`${name}.test.js`]: `${first}\n${second}\n${test(body)}` });
      return project.node([
        project.tool("vitest/vitest.mjs"),
        "run",
        "--root",
        project.folder,
        `${name}.test.js`,
      ]);
    };
    return { "import esm": of("esm"), "import cjs": of("cjs") };
  },
};

const workerd = {
  name: "workerd (miniflare 4)",
  uses: "miniflare",
  works: (project) => {
    project.write({ "package.json": '{ "type": "module" }' });
    const of = (name) => {
      project.write({
        [`${name}.entry.mjs`]: `${imports(name)}\nexport default { fetch: () => new Response(error.name) };\n`,
        [`${name}.mjs`]: `import { build } from "rolldown";
import { Miniflare } from "miniflare";
await build({ input: "${name}.entry.mjs", output: { file: "${name}.out.mjs" } });
const worker = new Miniflare({ modules: true, scriptPath: "${name}.out.mjs", compatibilityDate: "2025-01-01" });
const text = await (await worker.dispatchFetch("http://localhost/")).text();
await worker.dispose();
if (text !== "RateLimitExceededError") throw new Error(text);
`,
      });
      return project.node([`${name}.mjs`]);
    };
    return { "import esm": of("esm"), "import cjs": of("cjs") };
  },
};

const tsJest = {
  name: "ts-jest 29, sources",
  uses: "ts-jest",
  works: (project) => {
    project.addSources("none");
    project.write({
      "package.json": "{}",
      "jest.config.json": JSON.stringify({ preset: "ts-jest" }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { module: "commonjs", target: "es2022", types: [], strict: true },
      }),
      "src/use.test.ts": `${sourceUse("")}declare const test: (name: string, run: () => void) => void;\ntest("works", () => {});\n`,
    });
    return { sources: project.node([project.tool("jest/bin/jest.js"), "--ci"]) };
  },
};

/** Linters and formatters on fresh output: the rules that they recommend, and no others. */
const linters = {
  name: "ESLint 9 recommended, typescript-eslint 8 strict",
  uses: "eslint",
  works: (project) => {
    project.addSources("js");
    project.write({
      "package.json": '{ "type": "module" }',
      "eslint.config.js": `import js from "@eslint/js";
import tseslint from "typescript-eslint";
export default tseslint.config(js.configs.recommended, tseslint.configs.strict);\n`,
    });
    const eslint = project.tool("eslint/bin/eslint.js");
    return { sources: project.node([eslint, "--max-warnings", "0", "src"]) };
  },
};
const biome = {
  name: "Biome 2 recommended",
  uses: "@biomejs/biome",
  works: (project) => {
    project.addSources("js");
    // Their own settings keep Biome away from them.
    project.remove("src/errors/coinw/biome.jsonc");
    project.write({ "biome.json": '{ "root": true }', "package.json": "{}" });
    const path = project.tool("@biomejs/biome/bin/biome");
    return { sources: project.node([path, "lint", "--error-on-warnings", "src"]) };
  },
};

export const environments = [
  node("18", "node18/bin/node", { "require esm": false }),
  node("20", undefined),
  node("24", "node24/bin/node"),
  sources(["Node.js 24, sources", "node24"], "ts", (project) =>
    project.run(project.tool("node24/bin/node"), ["src/use.ts"]),
  ),
  jest("node"),
  jest("jsdom"),
  tsJest,
  vitest,
  runtime(["Bun 1", "bun"], (project, file) =>
    project.run(project.tool("bun/bin/bun.exe"), [file]),
  ),
  sources(["Bun 1, sources", "bun"], "ts", (project) =>
    project.run(project.tool("bun/bin/bun.exe"), ["src/use.ts"]),
  ),
  runtime(["Deno 2", "deno"], (project, file) =>
    project.run(project.tool("deno/deno"), ["run", "-A", "--node-modules-dir=manual", file]),
  ),
  sources(["Deno 2, sources", "deno"], "ts", (project) =>
    project.run(project.tool("deno/deno"), [
      "run",
      "-A",
      "--node-modules-dir=manual",
      "src/use.ts",
    ]),
  ),
  workerd,
  metro("0.80", "metro080", false),
  metro("0.83", "metro083", true),
  next,
  ...typescript("5.0", "typescript50"),
  ...typescript("5.3", "typescript53"),
  ...typescript("5.6", "typescript56"),
  ...typescript("5.9", "typescript"),
  ...typescript("6", "typescript6", { types5: false }),
  ...typescript("7", "typescript7"),
  linters,
  biome,
];
