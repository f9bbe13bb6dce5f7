// Faults at the edges: lines that CI runners obey, a memory that is none, packages that Node.js refuses, and very many faults.

import { execFileSync } from "node:child_process";
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { leftOut, report } from "../../generator/diagnostics/report.ts";
import { watchFolders } from "../../generator/disk/watch.ts";
import { findReference } from "../../generator/project/reference.ts";
import { withoutCommands } from "../../generator/text/characters.ts";
import {
  attempt,
  command,
  definition,
  oneCatalog,
  project,
  put,
  run,
  start,
  temporaryFolder,
  tiny,
  tinyWith,
} from "./project.ts";

/** What a runner does with a line: GitHub trims it and looks at its beginning, and some markers hold anywhere. */
function isObeyed(line: string): boolean {
  return line.trim().startsWith("::") || /##(?:\[|vso\[|teamcity\[)/i.test(line);
}

const lines = [
  "::error::x",
  " \t::set-output name=a::b",
  "\u00a0::add-mask::x",
  "text ##[error]x",
  "###[group]x",
  "##vso[task.setvariable variable=a]b",
  "\r::stop-commands::x",
];

test.each(lines)("the line %j is no command in a log", (line) => {
  const text = `a\n${line}\nb ::c:: # d\n`;
  expect(text.split(/[\r\n]/).some(isObeyed)).toBe(true);
  expect(
    withoutCommands(text)
      .split(/[\r\n]/)
      .some(isObeyed),
  ).toBe(false);
  expect(withoutCommands(text)).toContain("b ::c:: # d\n");
});

const hostile = "::error::owned\n   ::warning::owned ##[error]owned ##vso[task.complete]\n";

test.each(["text", "json", "github"])(
  "a diff and a code frame in %s command no runner",
  async (format) => {
    const cwd = project(oneCatalog(tiny));
    expect((await run(["generate"], { cwd })).code).toBe(0);
    const readme = join(cwd, "generated/tiny/README.md");
    const text = readFileSync(readme, "utf8");
    put(cwd, { "generated/tiny/README.md": text + hostile });
    const runs = [await run(["generate", "--check", "--format", format], { cwd })];
    put(cwd, oneCatalog(tinyWith("kind: invalid-argument", "kind: '##[error]owned'")));
    runs.push(await run(["validate", "--format", format], { cwd }));
    for (const { code, stdout, stderr } of runs) {
      expect(code).toBe(1);
      const own = /^::(?:error|warning|notice) [^:]*title=/;
      const obeyed = `${stdout}\n${stderr}`.split("\n").filter(isObeyed);
      expect(obeyed.filter((line) => format !== "github" || !own.test(line))).toEqual([]);
      expect(obeyed.join("\n")).not.toMatch(/##\w*\[/);
      if (format === "json") JSON.parse(stdout);
    }
  },
);

test.each(["a\u001b[31m.yaml", "a\u0007.yaml", "a\n::error::x.yaml"])(
  "the file name %j is escaped in every format",
  (path) => {
    const span = { file: { path, text: "a" }, start: 0, end: 1 };
    const found = { code: "bad-form", severity: "error", message: "m", help: "h", span } as const;
    for (const format of ["text", "json", "github"] as const) {
      const text = report([{ ...found, notes: [] }], format);
      expect(text).not.toContain(path);
      if (format === "json") expect(JSON.parse(text)[0].file).toMatch(/^a\\u00/);
      else expect(text).toMatch(/a\\u00/);
    }
  },
);

const caches: readonly (readonly [what: string, put: (path: string, outside: string) => void])[] = [
  ["a pipe", (path) => execFileSync("mkfifo", [path])],
  ["a folder", (path) => mkdirSync(path)],
  ["a link to a file", (path, outside) => symlinkSync(join(outside, "precious"), path)],
  ["a link to nowhere", (path, outside) => symlinkSync(join(outside, "missing"), path)],
  [
    "a file in a linked folder",
    (path, outside) => {
      rmSync(dirname(path), { recursive: true });
      symlinkSync(outside, dirname(path));
    },
  ],
];

test.each(caches)("the memory is not read from or written through %s", async (_, make) => {
  const outside = temporaryFolder();
  put(outside, { precious: "precious" });
  const cwd = project({ ...oneCatalog(tiny), "node_modules/.keep": "" });
  const first = await run(["generate"], { cwd });
  const folder = join(cwd, "node_modules/.cache/faultbook");
  const [name = ""] = readdirSync(folder);
  const path = join(folder, name);
  rmSync(path);
  make(path, outside);
  expect({ ...(await run(["generate"], { cwd })), stdout: "" }).toEqual({ ...first, stdout: "" });
  expect(readFileSync(join(outside, "precious"), "utf8")).toBe("precious");
  expect(readdirSync(outside)).toEqual(["precious"]);
});

const refusedExports: readonly (readonly [what: string, exports: unknown])[] = [
  ["a target outside", "./../outside.mjs"],
  ["a target outside for imports", { import: "./../outside.mjs" }],
  ["a target outside deeper", { import: "./lib/../../outside.mjs" }],
  ["backslashes", { import: ".\\..\\outside.mjs" }],
  ["escapes", { import: "./%2e%2e/outside.mjs" }],
  ["an escape for one dot", { import: "./%2E/index.mjs" }],
  ["an escaped slash", { import: "./x%2findex.mjs" }],
  ["an escaped backslash", { import: "./x%5Cindex.mjs" }],
  ["another package with escapes", { import: "./%6eode_modules/x/index.mjs" }],
  ["an escape that is none", { import: "./%zz.mjs" }],
  ["half an escape", { import: "./index.mjs%" }],
  ["another package", { import: "./node_modules/x/index.mjs" }],
  ["no dot", { import: "index.mjs" }],
  ["null before a default", { import: null, default: null }],
  ["null under the path", { ".": { import: null, node: "./index.mjs" } }],
  ["a condition that never holds", { browser: "./index.mjs" }],
  ["a number", { import: 1 }],
  ["an empty object", {}],
];

test.each(refusedExports)("a package whose exports have %s is refused", (_, exports) => {
  const folder = project({
    "node_modules/p/package.json": JSON.stringify({ name: "p", exports }),
    "node_modules/p/index.mjs": "",
    "node_modules/p/node_modules/x/index.mjs": "",
    "node_modules/outside.mjs": "",
  });
  expect(findReference("p", folder)).toHaveProperty("reason");
});

const followedExports: readonly (readonly [target: string, file: string])[] = [
  ["./a%20b.mjs", "a b.mjs"],
  ["./%61.mjs", "a.mjs"],
  ["./100%25.mjs", "100%.mjs"],
  ["./%C3%A4/a.mjs", "ä/a.mjs"],
  ["./a.mjs?x#y", "a.mjs"],
];

test.each(followedExports)(
  "the target %s of exports is the file that Node.js imports",
  (target, file) => {
    const manifest = JSON.stringify({ name: "p", exports: { import: target } });
    const folder = project({
      "node_modules/p/package.json": manifest,
      [`node_modules/p/${file}`]: "export default import.meta.filename;",
      "main.mjs": 'import path from "p"; process.stdout.write(path);',
    });
    const path = execFileSync(process.execPath, [join(folder, "main.mjs")], { encoding: "utf8" });
    expect(findReference("p", folder)).toEqual({ path, isPackage: true });
    expect(path).toBe(join(folder, "node_modules/p", file));
  },
);

test.each(refusedExports)("Node.js refuses exports that have %s too", (_, exports) => {
  const folder = project({
    "node_modules/p/package.json": JSON.stringify({ name: "p", exports }),
    "node_modules/p/index.mjs": "",
    "main.mjs": 'import "p";',
  });
  const options = { encoding: "utf8", stdio: "pipe" } as const;
  expect(() => execFileSync(process.execPath, [join(folder, "main.mjs")], options)).toThrow();
});

test.each([["generate"], ["validate"], ["init"], ["sync"]])(
  "%s in a folder that was deleted is wrong use",
  async (name) => {
    const cwd = temporaryFolder();
    const script = `process.chdir(process.argv[1]); require("node:fs").rmdirSync(process.argv[1]);
      process.argv.splice(1, 1, ""); require(${JSON.stringify(command)});`;
    const options = { encoding: "utf8", stdio: "pipe" } as const;
    let ended: { status?: number; stderr?: string } = {};
    try {
      execFileSync(process.execPath, ["-e", script, cwd, name], options);
    } catch (error) {
      ended = error as typeof ended;
    }
    expect(existsSync(cwd)).toBe(false);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain("error[usage]: The working folder was deleted.");
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  },
);

const manyFaults: readonly (readonly [what: string, one: (i: number) => string])[] = [
  ["unknown keys", (i) => definition(`Name${i}`, `code: ${i}`, "smary: x")],
  ["wrong types", (i) => definition(`Name${i}`, `code: ${i}`, "title: [1]")],
  ["names that are none", (i) => definition(`name-${i}`, `code: ${i}`)],
  ["undecided codes", (i) => definition(`Name${i}`, `code: ${i >> 1}`)],
  [
    "names that differ by case",
    (i) => definition(i % 2 ? `NAME${i >> 1}` : `Name${i >> 1}`, `code: ${i}`),
  ],
  ["codes that JSON prints otherwise", (i) => definition(`Name${i}`, `code: 0${i}`)],
  ["codes of another type", (i) => definition(`Name${i}`, `code: "c${i}"`)],
  ["missing keys", (i) => `  Name${i}: { code: ${i} }\n`],
  ["several wrong types", (i) => `  Name${i}: { code: ${i}, kind: 5, summary: [1], retry: {} }\n`],
  ["wrong words", (i) => definition(`Name${i}`, `code: ${i}`, "retry: sometimes")],
  [
    "locators that are none",
    (i) => definition(`Name${i}`, `code: ${i}`, "params: { p: { at: $.p } }"),
  ],
  [
    "unknown keywords",
    (i) => definition(`Name${i}`, `code: ${i}`, "params: { p: { tpye: string } }"),
  ],
  [
    "links to nothing",
    (i) => definition(`Name${i}`, `code: ${i}`, `description: "[a](#Gone${i})"`),
  ],
  [
    "templates that do not parse",
    (i) => definition(`Name${i}`, `code: ${i}`, `message: "{a${i}} {"`),
  ],
  [
    "untrue examples",
    (i) => definition(`Name${i}`, `code: ${i}`, `examples: [{ body: { code: ${i + 1} } }]`),
  ],
  ["keys that are given twice", (i) => definition(`Name${i >> 1}`, `code: ${i}`)],
  ["unknown envelopes", (i) => definition(`Name${i}`, `code: ${i}`, `envelope: Body${i}`)],
];

test.each(manyFaults)(
  "2,000 definitions with %s give a report with an end",
  { timeout: 60_000 },
  async (_, one) => {
    const faulty = Array.from({ length: 2000 }, (_, i) => one(i));
    const { code, text, diagnostics } = await attempt(
      project(oneCatalog([tiny, ...faulty].join(""))),
    );
    expect(code).toBe(1);
    expect(text.length).toBeLessThan(1_000_000);
    const left = Object.values(leftOut(diagnostics)).reduce((sum, n) => sum + n, 0);
    expect(left).toBe(Math.max(0, diagnostics.length - 1000));
    expect(JSON.parse(report(diagnostics, "json"))).toHaveLength(diagnostics.length - left);
    if (left > 0) {
      expect(text).toMatch(new RegExp(`\\nand ${left} more: [a-z-]+ × \\d+`));
      expect(report(diagnostics, "github")).toContain(`::notice title=more::and ${left} more: `);
    }
  },
);

test.each([
  ["one long line", " "],
  ["a long line among short ones", "\n"],
  ["a long line that ends the file", ""],
])("a thousand faults in %s are shown without its secret", (_, end) => {
  const token = `ghp_${"aB3dE6gH9jK2".repeat(3)}`;
  const text = `${"x @ ".repeat(6_000_000)}${token}${end}`;
  const file = { path: "a.yaml", text };
  const found = Array.from({ length: 1000 }, (_, i) => ({
    code: "bad-form" as const,
    severity: "error" as const,
    message: `m${i}`,
    help: "",
    span: { file, start: text.length - token.length - end.length - i, end: text.length },
    notes: [],
  }));
  const shown = report(found, "text");
  expect(shown.match(/\n {2}1 \| …/g)).toHaveLength(1000);
  expect(shown).toContain("*".repeat(40));
  expect(shown).not.toContain("ghp_");
  expect(shown.length).toBeLessThan(500_000);
});

const realWatch = fs.watch;
afterEach(() => {
  Object.assign(fs, { watch: realWatch });
  syncBuiltinESMExports();
});

test.each(["ENOSPC", "EMFILE", "ENFILE"])(
  "%s makes watching look again and again",
  async (code) => {
    const fail = (): never => {
      throw Object.assign(new Error("no"), { code });
    };
    Object.assign(fs, { watch: fail });
    syncBuiltinESMExports();
    const cwd = project(oneCatalog(tiny));
    const told: string[] = [];
    const path = join(cwd, "catalog");
    await new Promise<void>((resolve) => {
      const onPoll = (reason: string) => told.push(reason);
      const end = watchFolders([{ path, names: "sources" }], {
        onPoll,
        onChange: () => {
          end();
          resolve();
        },
      });
      put(cwd, oneCatalog(`${tiny}# more\n`));
    });
    expect(told).toEqual([code]);
  },
);

test("watching says that it polls, and goes on", { timeout: 60_000 }, async () => {
  const cwd = project({
    ...oneCatalog(tiny),
    "full.cjs": `const fs = require("node:fs");
      fs.watch = () => { throw Object.assign(new Error("no"), { code: "ENOSPC" }); };\n`,
  });
  const env = { NODE_OPTIONS: `--require=${join(cwd, "full.cjs")}` };
  const child = start(["generate", "--watch"], { cwd, env });
  let text = "";
  const seen = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text)) await new Promise((next) => setTimeout(next, 20));
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  await seen(/created/);
  put(cwd, oneCatalog(tiny + definition("More", "code: 5")));
  await seen(/2 definitions/);
  child.kill();
  expect(text.match(/The system watches no more folders \(ENOSPC\)/g)).toHaveLength(1);
  expect(text).not.toContain("module");
});
