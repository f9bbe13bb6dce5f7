// Configurations that are modules: how they are imported, each time anew, and how their faults are told.

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { built, project } from "../emit/own-project.ts";
import { asLine, projectFolder, run } from "../helpers.ts";

type Files = Readonly<Record<string, string>>;

async function validate(files: Files, config?: string) {
  const cwd = project(files);
  const { value, diagnostics, wrongUse } = await built.validate({ cwd, config });
  return { cwd, value, diagnostics, faults: diagnostics.map(asLine), wrongUse };
}

async function outputOf(files: Files): Promise<readonly string[]> {
  const { value, diagnostics } = await built.generate({ cwd: project(files), mode: "dry-run" });
  expect(diagnostics).toEqual([]);
  return (value?.changes ?? []).map(({ path }) => path);
}

const off = "openapi: false, markdown: false, package: false, typescript: false";

describe("it is taken", () => {
  const check = (title: string, files: Files): void =>
    test(title, async () => {
      const paths = (await outputOf(files)).filter((path) => path.endsWith(".md"));
      expect(paths).toEqual(["x/tiny/errors.md"]);
    });
  const config = `{ output: "x", emitters: { openapi: false, package: false, typescript: false } }`;
  check("as .mjs", { "faultbook.config.mjs": `export default ${config};\n` });
  check("as .ts, without its types", {
    "faultbook.config.ts": `interface A { output: string }\nconst a = ${config} satisfies A;\nexport default a as A;\n`,
  });
  check("as a promise", { "faultbook.config.mjs": `export default Promise.resolve(${config});\n` });
  check("with an await of its own", {
    "faultbook.config.mjs": `const a = await ${config};\nexport default a;\n`,
  });
  check("as .ts, with other modules", {
    "faultbook.config.ts":
      'import { a } from "./sub/a.mjs";\nimport { b } from "./sub/b.js";\nimport type { T } from "nowhere";\nconst output: T = a + b;\nexport default { output, emitters: { openapi: false, package: false, typescript: false } };\n',
    "sub/a.mjs": 'export const a = "x";\n',
    "sub/b.js": 'export const b = "";\n',
    "package.json": '{ "type": "module" }',
  });
  check("with packages and data from its folder", {
    "faultbook.config.mjs": `import output from "acme";\nimport rest from "./rest.json" with { type: "json" };\nexport default { ...rest, output };\n`,
    "rest.json": '{ "emitters": { "openapi": false, "package": false, "typescript": false } }',
    "node_modules/acme/package.json": '{ "type": "module", "exports": { "import": "./a.js" } }',
    "node_modules/acme/a.js": 'export default "x";\n',
  });
  check("on top of another module", {
    "faultbook.config.mjs": `import base from "./base.mjs";\nexport default { ...base, output: "x" };\n`,
    "base.mjs":
      "export default { output: 'y', emitters: { openapi: false, package: false, typescript: false } };\n",
  });
});

test("while watching, a run that hangs is ended by the next change, and one that ends is reported", async () => {
  const mjs = "faultbook.config.mjs";
  const cwd = project({ [mjs]: "while (true);\n" });
  const abort = new AbortController();
  const runs: string[] = [];
  const watching = built.watchAndGenerate({
    cwd,
    signal: abort.signal,
    onRun: ({ value, diagnostics }) => {
      runs.push(diagnostics.map(({ code }) => code).join() || `${value?.definitions} definition`);
    },
  });
  const change = async (text: string, told: string) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = runs.length;
    writeFileSync(join(cwd, mjs), text);
    // On a busy machine a run takes seconds.
    await expect.poll(() => runs.slice(before).at(-1), { timeout: 30_000 }).toBe(told);
  };
  await change("process.exit(0);\n", "run-ended");
  await change("await new Promise(() => {});\n", "run-ended");
  await change(`export default { emitters: { ${off} } };\n`, "1 definition");
  abort.abort();
  await watching;
});

test("it is read anew for every run", async () => {
  const cwd = project({ "faultbook.config.mjs": 'export default { catalogs: "none.yaml" };\n' });
  const first = await built.validate({ cwd });
  expect(first.diagnostics.map(({ code }) => code)).toEqual(["file-not-found"]);
  writeFileSync(join(cwd, "faultbook.config.mjs"), 'export default { catalogs: "catalog" };\n');
  expect((await built.validate({ cwd })).diagnostics).toEqual([]);
});

test("a .ts file without a compiler names it", async () => {
  const cwd = project({ "faultbook.config.ts": "export default {} as object;\n" });
  const installed = join(cwd, "node_modules/faultbook");
  cpSync(join(projectFolder, "dist"), join(installed, "dist"), { recursive: true });
  const said = await run(process.execPath, [join(installed, "dist/cli.cjs"), "validate"], cwd);
  if (said.code === 0) return;
  expect(said).toMatchObject({ code: 2, stdout: "" });
  expect(said.stderr).toContain(
    'error[compiler-missing]: The module "faultbook.config.ts" cannot be compiled: the package "oxc-transform" is not installed.',
  );
  expect(said.stderr).toContain('help: Run "npm install --save-dev oxc-transform", or use Node.js');
});

test("a run with one is never remembered, since no text tells all that it depends on", async () => {
  const cwd = project({ "faultbook.config.mjs": `export default { emitters: { ${off} } };\n` });
  mkdirSync(join(cwd, "node_modules"));
  expect((await built.generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
  expect(existsSync(join(cwd, "node_modules/.cache"))).toBe(false);
});

test("a change of what it imports, or of an emitter, is seen while watching", async () => {
  const emitter = (text: string): string =>
    `export default { name: "own", scope: "catalog", options: {}, emit: () => [{ path: "own.txt", content: "${text}\\n" }] };\n`;
  const cwd = project({
    "faultbook.config.mjs": `import { output } from "./sub/a.mjs";\nexport default { output, emitters: { ${off}, custom: [{ module: "./sub/own.mjs" }] } };\n`,
    "sub/a.mjs": 'export const output = "one";\n',
    "sub/own.mjs": emitter("first"),
  });
  const abort = new AbortController();
  const runs: (readonly string[])[] = [];
  const watching = built.watchAndGenerate({
    cwd,
    signal: abort.signal,
    onRun: ({ diagnostics }) => runs.push(diagnostics.map(asLine)),
  });
  let count = 0;
  const until = async (path: string, text: string): Promise<void> => {
    count += 1;
    await expect.poll(() => runs.length, { timeout: 30_000 }).toBe(count);
    await expect
      .poll(() => existsSync(join(cwd, path)) && readFileSync(join(cwd, path), "utf8"), {
        timeout: 30_000,
      })
      .toBe(text);
  };
  await until("one/tiny/own.txt", "first\n");
  writeFileSync(join(cwd, "sub/own.mjs"), emitter("second"));
  await until("one/tiny/own.txt", "second\n");
  writeFileSync(join(cwd, "sub/a.mjs"), 'export const output = "two";\n');
  await until("two/tiny/own.txt", "second\n");
  writeFileSync(join(cwd, "sub/a.mjs"), "export const output = ;\n");
  count += 1;
  await expect.poll(() => runs.length, { timeout: 30_000 }).toBe(count);
  writeFileSync(join(cwd, "sub/a.mjs"), 'export const output = "three";\n');
  await until("three/tiny/own.txt", "second\n");
  abort.abort();
  await watching;
  const fault = `faultbook.config.mjs:1:1 module-failed The module "faultbook.config.mjs" cannot be loaded: SyntaxError: Unexpected token ';'.`;
  expect(runs).toEqual([[], [], [], [fault], []]);
});

describe("it is told with its place", () => {
  const check = (title: string, files: Files, ...expected: readonly string[]): void =>
    test(title, async () => {
      const { value, faults, wrongUse, diagnostics, cwd } = await validate(files);
      expect(value).toBeUndefined();
      expect(faults).toEqual(expected);
      expect(wrongUse).toBe(true);
      for (const { message, help } of diagnostics) {
        expect(message + help).not.toContain(cwd);
        expect(message).not.toMatch(/\n|\bat \w+ \(|faultbook=/);
      }
    });
  const mjs = "faultbook.config.mjs";
  const ts = "faultbook.config.ts";
  check(
    "what it throws",
    { [mjs]: 'const a = 1;\nfunction f() {\n  throw new Error("no luck");\n}\nf();\n' },
    `${mjs}:3:9 module-failed The module "${mjs}" cannot be loaded: Error: no luck.`,
  );
  check(
    "what it throws in TypeScript, where its types stood",
    {
      [ts]: "\n\ninterface A {\n  readonly a: string;\n}\n\nconst a: A | null = null as A | null;\nexport default {\n  output: a.a,\n};\n",
    },
    `${ts}:9:13 module-failed The module "${ts}" cannot be loaded: TypeError: Cannot read properties of null (reading 'a').`,
  );
  check(
    "what a module that it imports throws",
    { [mjs]: 'import "./sub/a.mjs";\n', "sub/a.mjs": '// €\nthrow new TypeError("inner");\n' },
    `sub/a.mjs:2:7 module-failed The module "${mjs}" cannot be loaded: TypeError: inner.`,
  );
  check(
    "what is thrown that is no error",
    { [mjs]: "throw { toString() { throw 1; } };\n" },
    `${mjs}:1:1 module-failed The module "${mjs}" cannot be loaded: it throws what cannot be shown.`,
  );
  check(
    "a promise that fails",
    { [mjs]: 'export default Promise.reject(new Error("later"));\n' },
    `${mjs}:1:31 module-failed The module "${mjs}" cannot be loaded: Error: later.`,
  );
  check(
    "a text that is no JavaScript",
    { [mjs]: "// ü€\nexport default { a: ; };\n" },
    `${mjs}:1:1 module-failed The module "${mjs}" cannot be loaded: SyntaxError: Unexpected token ';'.`,
  );
  check(
    "a text that is no TypeScript",
    { [ts]: "// ü€\nexport default { a: ; };\n" },
    `${ts}:2:21 module-syntax The module cannot be read here: Unexpected token.`,
  );
  check(
    "an import of what is not there",
    { [mjs]: '\nimport "./none.mjs";\n' },
    `${mjs}:2:8 module-failed The module "${mjs}" cannot be loaded: Error: Cannot find module 'none.mjs' imported from ${mjs}.`,
  );
  check(
    "an import of what is not installed, in a module that it imports",
    {
      [mjs]: 'import "./a.mjs";\n',
      "a.mjs": "const a = 1;\nexport { b } from '@acme/none';\n",
    },
    `a.mjs:2:19 module-failed The module "${mjs}" cannot be loaded: Error: Cannot find package '@acme/none' imported from a.mjs.`,
  );
  check(
    "an import of what is not exported",
    {
      [mjs]: 'import { b } from "./a.mjs";\nexport default { output: b };\n',
      "a.mjs": "export const a = 1;\n",
    },
    `${mjs}:1:1 module-failed The module "${mjs}" cannot be loaded: SyntaxError: The requested module './a.mjs' does not provide an export named 'b'.`,
  );
  check(
    "that it exports nothing as default",
    { [mjs]: "export const config = {};\n" },
    `${mjs}:1:1 module-no-default The module "${mjs}" has no default export.`,
  );
  const notData = (what: string, place: string): string =>
    `${mjs}:1:1 config-not-data The configuration has ${what} at ${place}, which is not plain data.`;
  const data: readonly (readonly [text: string, what: string, place: string])[] = [
    ["() => ({})", "a function", "its root"],
    ["undefined", "undefined", "its root"],
    ["{ output: Symbol() }", "a symbol", '"output"'],
    ["{ catalogs: ['a', new Date(0)] }", "an object of the class Date", '"catalogs.1"'],
    ["{ output: 1n }", "a bigint", '"output"'],
    ["{ emitters: { package: { license: NaN } } }", "NaN", '"emitters.package.license"'],
    ["(() => { const a = {}; a.b = a; return a; })()", "an object that holds itself", '"b"'],
    ["{ get output() { throw 1; } }", "a value that cannot be read (it throws 1)", "its root"],
  ];
  for (const [text, what, place] of data) {
    check(text, { [mjs]: `export default ${text};\n` }, notData(what, place));
  }
});

test("a fault of its schema is told with the way to it, since there is no place", async () => {
  const { diagnostics } = await validate({
    "faultbook.config.mjs": "export default { emitters: { openapi: { version: 3 } } };\n",
  });
  const [fault] = diagnostics;
  expect(fault === undefined ? "" : asLine(fault)).toBe(
    'faultbook.config.mjs:1:1 not-one-of "3" is not a value of "version".',
  );
  expect(fault?.notes.map(({ message }) => message)).toEqual([
    'It is at "emitters.openapi.version" of what the module exports.',
  ]);
});

test("what is undefined says nothing", async () => {
  const { faults } = await validate({
    "faultbook.config.mjs":
      "export default { output: undefined, emitters: { package: undefined } };\n",
  });
  expect(faults).toEqual([]);
});
