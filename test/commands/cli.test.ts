// The command as users run it: exit codes, what stands on which stream, and what a run leaves on disk.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  definition,
  type Files,
  oneCatalog,
  project,
  put,
  run,
  snapshot,
  temporaryFolder,
  tiny,
  tinyWith,
} from "../hostile/project.ts";

const two: Files = {
  "catalog/tiny.yaml": tiny,
  "catalog/other.yaml": tinyWith("id: tiny", "id: other").replace("prefix: Tiny", "prefix: Other"),
};

/** Makes a project whose packages are generated. */
async function generated(files: Files = oneCatalog(tiny)): Promise<string> {
  const cwd = project(files);
  const { code, stderr } = await run(["generate"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return cwd;
}

const changed = oneCatalog(tinyWith("address is invalid", "address is wrong"));

describe.concurrent("help", () => {
  test.each([
    [["--help"], "Usage: faultbook <command>"],
    [["help", "generate"], "Usage: faultbook generate"],
    [["validate", "-h"], "Usage: faultbook validate"],
  ])("%j explains", async (args, says) => {
    const { code, stdout, stderr } = await run(args, { cwd: temporaryFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(says);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("of a command names every option that it takes", async () => {
    const { stdout } = await run(["generate", "--help"], { cwd: temporaryFolder() });
    const { stderr } = await run(["generate", "--zzzzzzzz"], { cwd: temporaryFolder() });
    const known = /Known: (.*)\./.exec(stderr)?.[1]?.split(", ") ?? [];
    expect(known.length).toBeGreaterThan(4);
    for (const option of known) expect(stdout).toContain(option);
  });

  test.each(["generate", "validate", "sync"])("%s --verbose prints times", async (name) => {
    const cwd = project({
      ...oneCatalog(tiny),
      "faultbook.config.yaml": "specs: [{ path: api.yaml }]\n",
      "api.yaml": "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n",
    });
    const { code, stderr } = await run([name, "--verbose"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^all {4}\d+\.\d\d s$/m);
  });

  test("--version prints the version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const { code, stdout } = await run(["--version"], { cwd: temporaryFolder() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` });
  });
});

describe.concurrent("wrong use", () => {
  test.each([
    [["genrate"], '"genrate" is not a command. Did you mean "generate"?', ""],
    [["constructor"], '"constructor" is not a command. Known: generate, ', ""],
    [["help", "toString"], '"toString" is not a command.', ""],
    [["--check"], '"--check" is not a command.', ""],
    [
      ["generate", "--chek"],
      '"--chek" is not an option of "generate". Did you mean "--check"?',
      "generate ",
    ],
    [["validate", "--only", "tiny"], '"--only" is not an option of "validate".', "validate "],
    [["generate", "--__proto__"], '"--__proto__" is not an option of "generate".', "generate "],
    [["generate", "--only"], '"--only" needs a value behind it.', "generate "],
    [["generate", "--config", "--check"], '"--config" needs a value behind it.', "generate "],
    [["generate", "--config="], '"--config" needs a value behind it.', "generate "],
    [["explain", "--body"], '"--body" needs a value behind it.', "explain "],
    [["explain", "--status=", "--body", ""], '"--status" needs a value behind it.', "explain "],
    [["explain", "--status", "abc", "--body", ""], '"abc" is not a status.', "explain "],
    [
      ["validate", "--today", "2026-02-29"],
      '"2026-02-29" is not a day; write YYYY-MM-DD.',
      "validate ",
    ],
    [
      ["validate", "--today", "2026-13-01"],
      '"2026-13-01" is not a day; write YYYY-MM-DD.',
      "validate ",
    ],
    [["generate", "--check=yes"], '"--check" takes no value.', "generate "],
    [["generate", "tiny"], '"tiny" is not expected here.', "generate "],
    [
      ["generate", "--format", "xml"],
      '"xml" is not a format; there are text, json and github.',
      "generate ",
    ],
    [
      ["generate", "--check", "--dry-run"],
      '"--check" and "--dry-run" exclude each other.',
      "generate ",
    ],
  ])("%j ends with 2 and a hint", async (args, says, command) => {
    const cwd = project(oneCatalog(tiny));
    const before = snapshot(cwd);
    const { code, stdout, stderr } = await run(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error[usage]: ${says}`);
    expect(stderr).toContain(`\n  help: Run "faultbook ${command}--help" to see what it takes.\n`);
    expect(snapshot(cwd)).toEqual(before);
  });

  test("no command at all ends with 2 and the help on standard error", async () => {
    const { code, stdout, stderr } = await run([], { cwd: temporaryFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: faultbook <command>");
  });

  test("an empty folder has no configuration", async () => {
    const cwd = temporaryFolder();
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      'error[config-not-found]: There is no configuration file "faultbook.config.yaml".',
    );
    expect(stderr).toContain("--config");
    expect(stderr).toContain('begin a project with "faultbook init"');
    expect(snapshot(cwd)).toEqual({});
  });

  test.each([
    ["outptu: x\n", "unknown-property", 'Did you mean "output"?'],
    ["output: [\n", "yaml-syntax", "faultbook.config.yaml:1:"],
    ["emitters: { openapi: { version: 2.0 } }\n", "not-one-of", '"version"'],
    ["emitters: { typescript: { enumStyle: enums } }\n", "not-one-of", 'Did you mean "enum"?'],
    ["output: ../elsewhere\n", "path-outside", "../elsewhere"],
  ])("the configuration %j ends with 2", async (config, name, says) => {
    const cwd = project({ ...oneCatalog(tiny), "faultbook.config.yaml": config });
    const { code, stdout, stderr } = await run(["validate"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error[${name}]: `);
    expect(stderr).toContain("  --> faultbook.config.yaml:1:");
    expect(stderr).toContain(says);
  });
});

describe.concurrent("generate", () => {
  test("writes a package, and the second time nothing", async () => {
    const cwd = project(oneCatalog(tiny));
    const first = await run(["generate"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("create generated/tiny/src/codes.ts\n");
    expect(first.stdout).toMatch(
      /\n1 catalog, 1 definition: \d+ created, 0 updated, 0 deleted, 0 unchanged\n$/,
    );
    const path = join(cwd, "generated/tiny/src/codes.ts");
    const before = statSync(path, { bigint: true });
    const second = await run(["generate"], { cwd });
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).toMatch(
      /^1 catalog, 1 definition: 0 created, 0 updated, 0 deleted, \d+ unchanged\n$/,
    );
    const after = statSync(path, { bigint: true });
    expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
  });

  test("with --dry-run says what it would write, all of it, and writes nothing", async () => {
    const cwd = project(oneCatalog(tiny));
    const before = snapshot(cwd);
    const { code, stdout } = await run(["generate", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(snapshot(cwd)).toEqual(before);
    const real = await run(["generate"], { cwd });
    expect(stdout).toBe(real.stdout.replace(/\n$/, " (dry run, nothing written)\n"));
  });

  test("with --only makes these packages and leaves the others", async () => {
    const cwd = project(two);
    expect((await run(["generate", "--only", "tiny"], { cwd })).code).toBe(0);
    const first = Object.keys(snapshot(join(cwd, "generated")));
    expect(first.filter((path) => /^[^/]*\/$/.test(path))).toEqual([".faultbook/", "tiny/"]);
    expect((await run(["generate", "--only", "tiny", "--only=other"], { cwd })).code).toBe(0);
    expect(Object.keys(snapshot(join(cwd, "generated")))).toContain("other/src/codes.ts");
  });

  test("with --only of an unknown id ends with 2", async () => {
    const cwd = project(two);
    const before = snapshot(cwd);
    const { code, stderr } = await run(["generate", "--only", "tiny", "--only", "tinny"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('"tinny"');
    expect(stderr).toContain("other, tiny");
    expect(snapshot(cwd)).toEqual(before);
  });

  test("does not touch a file that a person made", async () => {
    const cwd = project({ ...oneCatalog(tiny), "generated/tiny/README.md": "# Mine\n" });
    const before = snapshot(cwd);
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain('error[file-in-the-way]: The file "generated/tiny/README.md"');
    expect(stderr).toContain("Move it away");
    expect(snapshot(cwd)).toEqual(before);
  });

  test("replaces an edited file with a warning", async () => {
    const cwd = await generated();
    const path = "generated/tiny/src/codes.ts";
    const before = snapshot(cwd);
    put(cwd, { [path]: `${readFileSync(join(cwd, path), "utf8")}// mine\n` });
    const dry = await run(["generate", "--dry-run"], { cwd });
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain(`warning[file-edited]: The generated file "${path}"`);
    expect(stderr).toMatch(/\n1 warning\n$/);
    expect(dry.stderr).toBe(stderr);
    expect(stdout).toContain(`update ${path}\n`);
    expect(snapshot(cwd)).toEqual(before);
  });

  test("deletes the package of a catalog that is gone, but no file that was edited", async () => {
    const cwd = await generated(two);
    const kept = "generated/other/README.md";
    put(cwd, {
      [kept]: `${readFileSync(join(cwd, kept), "utf8")}Mine.\n`,
      "generated/other/notes.txt": "mine",
    });
    rmSync(join(cwd, "catalog/other.yaml"));
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("delete generated/other/src/codes.ts\n");
    expect(stderr).toContain(`warning[file-edited-kept]: The file "${kept}"`);
    const left = Object.keys(snapshot(join(cwd, "generated"))).filter((path) =>
      path.startsWith("other"),
    );
    expect(left).toEqual(["other/", "other/README.md", "other/notes.txt"]);
  });
});

describe.concurrent("generate --check", () => {
  test("finds nothing where all is fresh, and does not miss dist/", async () => {
    const cwd = await generated();
    const { code, stdout, stderr } = await run(["generate", "--check"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^1 catalog, 1 definition: all \d+ files fresh\n$/);
    rmSync(join(cwd, "generated/tiny/dist"), { recursive: true });
    expect((await run(["generate", "--check"], { cwd })).code).toBe(0);
  });

  test.each([
    ["stale", (cwd: string) => put(cwd, changed)],
    ["missing", (cwd: string) => rmSync(join(cwd, "generated/tiny/src/codes.ts"))],
    ["stale", (cwd: string) => put(cwd, { "generated/tiny/errors.md": "edited" })],
    [
      "not generated any more",
      (cwd: string) => put(cwd, { "faultbook.config.yaml": "emitters: { markdown: false }\n" }),
    ],
  ])("tells what is %s, with a patch that makes it fresh", async (state, spoil) => {
    const cwd = await generated();
    // Only what is committed counts here.
    rmSync(join(cwd, "generated/tiny/dist"), { recursive: true });
    spoil(cwd);
    const before = snapshot(cwd);
    const { code, stdout, stderr } = await run(["generate", "--check"], { cwd });
    expect(code).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
    expect(stderr).toContain(`is ${state}.`);
    expect(stderr).toContain('Run "faultbook generate" and commit what it writes.');
    // The times of stages are told beside the patch, and never in it.
    const timed = await run(["generate", "--check", "--verbose"], { cwd });
    expect(timed).toMatchObject({ code: 1, stdout });
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: stdout });
    // The patch leaves out what only follows from it: hashes, and what is derived.
    const again = await run(["generate"], { cwd });
    expect(again).toMatchObject({ code: 0, stderr: "" });
    const written = again.stdout
      .split("\n")
      .filter((line) => /^(?:create|update|delete)/.test(line));
    for (const line of written) expect(line).toMatch(/\/\.faultbook\.json$|\/tiny\/dist\//);
  });

  test("may be cut off by its reader", async () => {
    const cwd = project({
      "catalog/a.yaml":
        tiny +
        Array.from({ length: 300 }, (_, i) => definition(`Number${i}`, `code: ${i}`)).join(""),
    });
    const { command } = await import("../hostile/project.ts");
    const script = `"${process.execPath}" "${command}" generate --check 2>err.txt | head -n 1`;
    expect(`${execFileSync("bash", ["-c", script], { cwd })}`).toBe("--- /dev/null\n");
    expect(readFileSync(join(cwd, "err.txt"), "utf8")).not.toMatch(/EPIPE|^\s+at /m);
  });
});

/** A diagnostic as `--format json` gives it. */
interface Told {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly notes: readonly Partial<Told>[];
}

const faulty = oneCatalog(
  tinyWith("30014", "0042", definition("Other", "code: 7", "descripton: x")),
);

describe.concurrent("formats", () => {
  test("json is one value on standard output, and nothing on standard error", async () => {
    const cwd = project(faulty);
    for (const command of ["validate", "generate"]) {
      const { code, stdout, stderr } = await run([command, "--format", "json"], { cwd });
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      const told = JSON.parse(stdout) as { exitCode: number; diagnostics: Told[]; result: unknown };
      expect(told).toMatchObject({ exitCode: 1, result: null });
      expect(told.diagnostics.map((one) => one.code).sort()).toEqual([
        "code-literal",
        "unknown-property",
      ]);
      for (const one of told.diagnostics) {
        expect(one).toEqual({
          code: expect.stringMatching(/^[a-z-]+$/),
          severity: "error",
          message: expect.stringMatching(/[.?]$/),
          help: expect.stringMatching(/\.$/),
          file: "catalog/tiny.yaml",
          line: expect.any(Number),
          column: expect.any(Number),
          endLine: expect.any(Number),
          endColumn: expect.any(Number),
          notes: [],
        });
      }
    }
  });

  test.each([
    [["validate", "--bogus", "--format", "json"], '"--bogus" is not an option of "validate".'],
    [["bogus", "--format=json"], '"bogus" is not a command.'],
    [["help", "bogus", "--format", "json"], '"bogus" is not a command.'],
    [
      ["generate", "--check", "--dry-run", "--format", "json"],
      '"--check" and "--dry-run" exclude each other.',
    ],
    [["generate", "--only", "--format", "json"], '"--only" needs a value behind it.'],
  ])("json tells the wrong use %j, too", async (args, says) => {
    const { code, stdout, stderr } = await run(args, { cwd: temporaryFolder() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const told = JSON.parse(stdout) as { exitCode: number; diagnostics: Told[]; result: unknown };
    expect(told).toMatchObject({ exitCode: 2, result: null });
    expect(told.diagnostics).toEqual([
      {
        code: "usage",
        severity: "error",
        message: expect.stringContaining(says),
        help: expect.stringContaining("--help"),
        notes: [],
      },
    ]);
  });

  test("github is an annotation of wrong use, too", async () => {
    const args = ["validate", "--bogus", "--format", "github"];
    const { code, stdout, stderr } = await run(args, { cwd: temporaryFolder() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toMatch(/^::error title=usage::"--bogus" is not an option [^\n]*\n$/);
  });

  test("json of a good run holds its result", async () => {
    const cwd = project(oneCatalog(tiny));
    const validated = await run(["validate", "--format=json"], { cwd });
    expect(JSON.parse(validated.stdout)).toEqual({
      exitCode: 0,
      diagnostics: [],
      result: { catalogs: 1, definitions: 1, codes: 1, locales: [] },
    });
    const made = JSON.parse((await run(["generate", "--format", "json"], { cwd })).stdout);
    expect(made.result).toMatchObject({ catalogs: 1, updated: 0, deleted: 0, kept: 0, diff: "" });
    expect(made.result.changes).toContainEqual({
      path: "generated/tiny/src/codes.ts",
      kind: "create",
    });
  });

  test("github is an annotation a line, with file, line and column", async () => {
    const cwd = project(faulty);
    const { code, stdout } = await run(["validate", "--format", "github"], { cwd });
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split("\n").sort();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=catalog\/tiny\.yaml,line=10,col=11,title=code-literal::The code 0042 .*%0A/,
    );
    expect(lines[1]).toMatch(
      /^::error file=catalog\/tiny\.yaml,line=17,col=5,title=unknown-property::"descripton" /,
    );
  });

  test("github names files from the top of the repository, wherever the command runs", async () => {
    const cwd = project(faulty);
    const folder = basename(cwd);
    for (const [workspace, file] of [
      [dirname(cwd), `${folder}/catalog/tiny.yaml`],
      [join(cwd, "elsewhere"), "catalog/tiny.yaml"],
    ] as const) {
      const env = { GITHUB_WORKSPACE: workspace };
      const { stdout } = await run(["validate", "--format", "github"], { cwd, env });
      expect(stdout).toContain(`::error file=${file},line=10,`);
    }
  });

  test("github escapes what would end an annotation or begin one", async () => {
    const cwd = project(oneCatalog(tinyWith("invalid-argument", '"a\\n::error::%0A,b"')));
    const { stdout } = await run(["validate", "--format", "github"], { cwd });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).not.toContain("\n::error::");
    expect(stdout).toContain("%250A");
  });

  test("text tells every fault of a file at once, on standard error and without colours", async () => {
    const cwd = project(faulty);
    for (const env of [{}, { NO_COLOR: "1" }]) {
      const { code, stdout, stderr } = await run(["validate"], { cwd, env });
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).not.toContain("\u001b");
      expect(stderr).toContain("  10 |     code: 0042\n     |           ^^^^\n");
      expect(stderr).toContain("--> catalog/tiny.yaml:17:5");
      expect(stderr).toMatch(/\n2 errors\n$/);
    }
  });

  test("text lists the places of one mistake that is made many times, and buries no other", async () => {
    const many = Array.from({ length: 200 }, (_, i) => `  Number${i}: *address\n`).join("");
    const cwd = project(oneCatalog(`${tiny}${many}title: again\n`));
    const { code, stderr } = await run(["validate"], { cwd });
    expect(code).toBe(1);
    expect(stderr.split("\n").length).toBeLessThan(50);
    expect(stderr).toMatch(
      /\n {2}also: at 199 more places: catalog\/tiny\.yaml:\d+:\d+, .* and 179 more\n/,
    );
    expect(stderr).toMatch(/\n[2-9] errors\n$/);
  });

  test("text shows control and direction characters of a catalog as escapes", async () => {
    const cwd = project(
      oneCatalog(tinyWith("invalid-argument", '"\\e[31m\\u202eevil\\a" # \u202e')),
    );
    const { stderr } = await run(["validate"], { cwd });
    expect(stderr).toContain("\\u001b[31m\\u202eevil\\u0007");
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
