// Custom code that ends the process, fails late, or writes where the command writes: told with its place, and harmless in a log.

import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { quiet } from "../emit/own-project.ts";
import { oneCatalog, project, put, run, start, temporaryFolder, tiny } from "./project.ts";

const config = `emitters: { ${quiet}, custom: [{ module: ./own.mjs }] }\n`;
const emitter = (body: string): string =>
  `export default { name: "own", scope: "catalog", emit() {\n${body}\n} };\n`;

function withModule(module: string): string {
  return project({ ...oneCatalog(tiny), "faultbook.config.yaml": config, "own.mjs": module });
}

const end = "The process ended in the middle of the run: ";
const ends: readonly (readonly [what: string, module: string, told: string, place: string])[] = [
  ["exit in a module", "\n process.exit(0);\n", 'the module "own.mjs" ended it', "2:10"],
  ["exit in an emitter", emitter("process.exit(0);"), 'the emitter "own" ended it', "2:9"],
  [
    "exit in a part",
    emitter('return [{ path: "a", content: { *[Symbol.iterator]() { process.exit(); } } }];'),
    'the emitter "own" ended it',
    "2:64",
  ],
  [
    "exit later",
    `setTimeout(() => process.exit(0), 1);\nawait new Promise((go) => setTimeout(go, 5000));\n`,
    'the module "own.mjs" ended it',
    "1:26",
  ],
  [
    "an await without an end",
    "await new Promise(() => {});\n",
    'the module "own.mjs" awaits what never settles',
    "1:1",
  ],
  [
    "a default export without an end",
    "export default { then() {} };\n",
    'the module "own.mjs" awaits what never settles',
    "1:1",
  ],
  [
    "a rejection",
    `Promise.reject(new Error("x"));\n${emitter("return [];")}`,
    'the module "own.mjs" does not catch "Error: x"',
    "1:16",
  ],
  [
    "a late rejection",
    emitter('Promise.reject(new Error("x"));\nreturn [];'),
    'the emitter "own" does not catch "Error: x"',
    "2:16",
  ],
  [
    "a rejection that is no error",
    emitter('Promise.reject("::error::x");\nreturn [];'),
    'the emitter "own" does not catch "::error::x"',
    "1:\\d+",
  ],
  [
    "a rejection that cannot be shown",
    emitter("Promise.reject({ toString() { throw 1; } });\nreturn [];"),
    'the emitter "own" does not catch "it throws what cannot be shown"',
    "1:\\d+",
  ],
  [
    "an error that is thrown late",
    emitter('process.nextTick(() => { throw new Error("x"); });\nreturn [];'),
    'the emitter "own" does not catch "Error: x"',
    "2:32",
  ],
  [
    "an error without an end",
    emitter('Promise.reject(new Error("x".repeat(5e7)));\nreturn [];'),
    'the emitter "own" does not catch "Error: xxx',
    "2:16",
  ],
];

test.concurrent.each(ends)(
  "%s is told with what ran, and where",
  async (_, module, told, place) => {
    const cwd = withModule(module);
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error[run-ended]: ${end}${told}`);
    expect(stderr).toMatch(
      new RegExp(`\\n {2}--> (?:own\\.mjs|faultbook\\.config\\.yaml):${place}\\n`),
    );
    expect(stderr).not.toMatch(/\n {4}at |Node\.js v|file:\/\//);
    expect(stderr.length).toBeLessThan(2000);
    expect(existsSync(join(cwd, "generated"))).toBe(false);
  },
);

test("in JSON too", async () => {
  const { code, stdout, stderr } = await run(["generate", "--format", "json"], {
    cwd: withModule(emitter("process.exit(0);")),
  });
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  const [found] = JSON.parse(stdout).diagnostics;
  expect(found).toMatchObject({ code: "run-ended", file: "own.mjs", line: 2, column: 9 });
});

const writes: readonly (readonly [what: string, body: string, told: string])[] = [
  [
    "to standard output",
    'process.stdout.write("a::b\\n::error::x\\n");',
    "a::b\n\\u003a:error::x\n",
  ],
  [
    "to standard error",
    'process.stderr.write("  ::error::x\\n##[error]x\\n");',
    "  \\u003a:error::x\n\\u0023#[error]x\n",
  ],
  [
    "in pieces",
    'for (const one of ":" + ":error::x\\n") process.stdout.write(one);',
    "\\u003a:error::x\n",
  ],
  [
    "in pieces to both",
    'process.stdout.write(":"); process.stderr.write(":error::x\\n");',
    "\\u003a:error::x\n",
  ],
  ["bytes", 'process.stdout.write(new TextEncoder().encode("\\u202e\\n"));', "\\u202e\n"],
  [
    "bytes in pieces",
    'for (const one of Buffer.from("\\u4e2d\\n")) process.stdout.write(Buffer.of(one));',
    "\u4e2d\n",
  ],
  [
    "in another encoding",
    'process.stdout.write("3a3a6572726f723a3a780a", "hex");',
    "\\u003a:error::x\n",
  ],
  [
    "control characters",
    'process.stdout.write("\\x1b[31mred\\x07\\r::x\\n");',
    "\\u001b[31mred\\u0007\\u000d::x\n",
  ],
  ["at the end", 'process.stdout.end("::error::x"); process.stderr.end();', "\\u003a:error::x\n"],
  [
    "by the console",
    'console.log("::error::x"); console.error("##vso[x]"); console.table([1]);',
    "\\u003a:error::x\n\\u0023#vso[x]\n",
  ],
  ["a long line", 'process.stdout.write("x".repeat(1e6) + "\\n");', `${"x".repeat(1e6)}\n`],
];

test.concurrent.each(writes)(
  "what an emitter writes %s is no command and no JSON",
  async (_, body, told) => {
    const cwd = withModule(emitter(`${body}\nreturn [];`));
    const { code, stdout, stderr } = await run(["generate", "--format", "json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, diagnostics: [] });
    expect(stderr.slice(0, told.length)).toBe(told);
  },
);

test("what waits for a write goes on", async () => {
  const body = `process.stdout.write("a\\n", () => process.stderr.write("b\\n", "utf8", () => console.log("c")));`;
  const cwd = withModule(
    `await new Promise((go) => { ${body} setTimeout(go, 50); });\n${emitter("return [];")}`,
  );
  expect(await run(["generate", "--quiet"], { cwd })).toEqual({
    code: 0,
    stdout: "",
    stderr: "a\nb\nc\n",
  });
});

test("no module is blamed if there is none", async () => {
  const cwd = project({
    ...oneCatalog(tiny),
    "end.cjs":
      'setTimeout(() => process.exit(0), 0); const { readFileSync } = require("node:fs"); require("node:fs").readFileSync = (...all) => { if (/tiny\\.yaml/.test(all[0])) process.exit(0); return readFileSync(...all); };\n',
  });
  const env = { NODE_OPTIONS: `--require=${join(cwd, "end.cjs")}` };
  const { code, stderr } = await run(["validate"], { cwd, env });
  expect(code).toBe(2);
  expect(stderr).toContain(`error[run-ended]: ${end}nothing that ran says why.`);
  expect(stderr).not.toMatch(/module|process\.exit|--> /);
  expect(readFileSync(join(cwd, "catalog/tiny.yaml"), "utf8")).toBe(tiny);
});

const blocked = emitter("const end = Date.now() + 3000; while (Date.now() < end);\nreturn [];");

test.concurrent.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)("%s to a watch during a run leaves no stack", async (signal, expected) => {
  const child = start(["generate", "--watch"], {
    cwd: withModule(`process.stderr.write("begun\\n");\n${blocked}`),
  });
  const said = textOf(child);
  await said.seen(/begun/);
  child.kill(signal);
  // The run is a process of its own, which has the same standard error.
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(expected);
  expect(said.text()).toBe("begun\n");
});

test.concurrent.each([
  ["exit", "process.exit(0);", 'the module "own.mjs" ended it', "--> own.mjs:1:9"],
  [
    "an await",
    "await new Promise(() => {});",
    'the module "own.mjs" awaits what never settles',
    "--> own.mjs:1:1",
  ],
  [
    "a rejection",
    'Promise.reject(new Error("x"));',
    'the module "own.mjs" does not catch "Error: x"',
    "--> own.mjs:1:16",
  ],
  ["a signal", 'process.kill(process.pid, "SIGKILL");', "its process ended (SIGKILL)", ""],
])("a watch names what ended a run by %s", async (_, module, told, place) => {
  const child = start(["generate", "--watch"], {
    cwd: withModule(`${module}\n${emitter("return [];")}`),
  });
  const said = textOf(child);
  await said.seen(/\n1 error\n/);
  child.kill();
  await once(child, "close");
  expect(said.text()).toContain(`error[run-ended]: ${end}${told}`);
  expect(said.text()).toContain(place);
  expect(said.text()).not.toMatch(/\n {4}at |Node\.js v/);
});

test("a project that is deleted under a watch is told once, and seen when it is back", async () => {
  const cwd = join(temporaryFolder(), "p");
  const files = { ...oneCatalog(tiny), "faultbook.config.yaml": "{}\n" };
  put(cwd, files);
  const child = start(["generate", "--watch"], { cwd });
  const said = textOf(child);
  await said.seen(/created[\s\S]*\nWatching the configuration and the catalogs for changes\.\n/);
  rmSync(cwd, { recursive: true });
  await said.seen(/config-not-found/);
  // Long enough for a folder that is missing to be looked for again.
  await delay(1500);
  put(cwd, files);
  await said.seen(/created[\s\S]+created/);
  child.kill();
  await once(child, "close");
  expect(said.text().match(/config-not-found/g)).toHaveLength(1);
  expect(said.text().match(/Watching/g)).toHaveLength(1);
  expect(said.text()).not.toContain("run-ended");
});

/** Gathers what a child says on both streams. */
function textOf(child: ReturnType<typeof start>) {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  const seen = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text)) await delay(20);
  };
  return { seen, text: () => text };
}
