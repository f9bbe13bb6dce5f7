// How the command ends: neither who reads its output nor a user's module decides its exit code.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { project, quiet } from "../emit/own-project.ts";
import { command, run } from "../hostile/project.ts";

const mjs = "faultbook.config.mjs";

/** Runs the command in a shell; `FB` in the line stands for it. */
function shell(line: string, cwd: string) {
  const script = line.replaceAll("FB", `"${process.execPath}" "${command}"`);
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("whoever closes standard error leaves the exit code as it is", () => {
  const cwd = project({ "faultbook.config.yaml": "{}\n" });
  test.each([
    ["validate --config nope", 2],
    ["--nope", 2],
  ])("%s ends with %d", (args, code) => {
    const line = `set -o pipefail; { { FB ${args}; echo $? >&3; } 2>&1 >/dev/null | true; } 3>&1`;
    expect(shell(line, cwd).stdout).toBe(`${code}\n`);
  });
});

test.skipIf(!existsSync("/dev/full"))("a full disk is told in one line", () => {
  const cwd = project({ "faultbook.config.yaml": "{}\n" });
  expect(shell("FB validate > /dev/full", cwd)).toEqual({
    code: 74,
    stdout: "",
    stderr: "Standard output cannot be written to: the system says ENOSPC.\n",
  });
  expect(shell("FB validate --config nope 2> /dev/full", cwd).code).toBe(74);
});

const emitters = `emitters: { ${quiet}, custom: [{ module: "./own.mjs" }] }`;
const own = (body: string): string =>
  `export default { name: "own", scope: "catalog", options: {}, emit() { ${body} } };\n`;

test("all is written before the end, however slowly it is read", () => {
  const cwd = project({ "faultbook.config.yaml": "{}\n" });
  const { stdout } = shell("FB generate --check --format json | { sleep 0.5; cat; }", cwd);
  const { exitCode, result } = JSON.parse(stdout) as { exitCode: number; result: { diff: string } };
  expect(exitCode).toBe(1);
  expect(result.diff.length).toBeGreaterThan(100_000);
});

describe.concurrent("a module decides nothing about the end", () => {
  test("nor does what it leaves running", async () => {
    const files = { [mjs]: "setInterval(() => {}, 1000);\nexport default {};\n" };
    const { code, stdout, stderr } = await run(["validate"], { cwd: project(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("valid");
  });

  test.each([
    ["process.exit(0) in a configuration", { [mjs]: "process.exit(0);\nexport default {};\n" }],
    ["process.exit()", { [mjs]: "process.exit();\nexport default {};\n" }],
    [
      "process.exit(0) in an emitter",
      { [mjs]: `export default { ${emitters} };\n`, "own.mjs": own("process.exit(0);") },
    ],
  ])("%s is told", async (_, files) => {
    const { code, stdout, stderr } = await run(["generate", "--check"], { cwd: project(files) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^error\[run-ended\]: The process ended in the middle of the run: the .+ ended it\.\n {2}--> \S+\.mjs:1:/,
    );
  });

  test.each([
    ["an error that nobody catches", 'Promise.reject(new Error("x"));\nexport default {};\n'],
    ["a rejection that is no error", 'Promise.reject("x");\nexport default {};\n'],
    ["a promise that never settles", "await new Promise(() => {});\nexport default {};\n"],
    ["a default export that never comes", "export default new Promise(() => {});\n"],
  ])("%s ends the run, and nothing is written", async (_, text) => {
    const cwd = project({ [mjs]: text });
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      "error[run-ended]: The process ended in the middle of the run: the module ",
    );
    expect(stderr).toContain(`--> ${mjs}:1:`);
    expect(stderr).not.toMatch(/\n {4}at |Node\.js v/);
    expect(existsSync(join(cwd, "generated"))).toBe(false);
  });

  test("what it prints goes to standard error", async () => {
    const files = {
      [mjs]: `console.log("loaded");\nexport default { ${emitters} };\n`,
      "own.mjs": own('console.table([1]); console.info("ran"); return [];'),
    };
    const { code, stdout, stderr } = await run(["generate", "--format", "json"], {
      cwd: project(files),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain("loaded\n");
    expect(stderr).toContain("ran\n");
  });
});
