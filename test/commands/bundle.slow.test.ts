// The bundle: what Node.js compiled of the command before is a help and no condition, and is taken from nobody else.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { newFolder } from "../helpers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Installed {
  /** The project that the bundle is installed in. */
  readonly cwd: string;
  /** The folder of compiled files. */
  readonly code: string;
}

function installed(): Installed {
  const cwd = newFolder();
  const modules = join(cwd, "node_modules");
  cpSync(join(root, "dist"), join(modules, "faultbook/dist"), { recursive: true });
  for (const name of ["oxc-transform", "@oxc-transform"]) {
    if (existsSync(join(root, "node_modules", name)))
      symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
  cpSync(join(root, "test/cases/smallest/catalog"), join(cwd, "catalog"), { recursive: true });
  writeFileSync(join(cwd, "faultbook.config.json"), "{}");
  return { cwd, code: join(modules, ".cache/faultbook") };
}

/** Runs a command to its end, and returns what it says and what stands in one of the files. */
function run({ cwd }: Installed, command = "generate", folder = cwd): readonly unknown[] {
  rmSync(join(folder, "generated"), { recursive: true, force: true });
  const program = join(cwd, "node_modules/faultbook/dist/cli.cjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, command], {
    cwd: folder,
    encoding: "utf8",
  });
  const file = join(folder, "generated/tiny/dist/errors.js");
  return [status, stderr, stdout, existsSync(file) && readFileSync(file, "utf8")];
}

/** The compiled files by their folders. */
function kept({ code }: Installed): Readonly<Record<string, readonly string[]>> {
  const folders = existsSync(code)
    ? readdirSync(code).filter((name) => name.startsWith("code-"))
    : [];
  return Object.fromEntries(folders.map((name) => [name, readdirSync(join(code, name)).sort()]));
}

function flipped(bytes: Buffer, at: number): Buffer {
  bytes[Math.floor(at)] = (bytes[Math.floor(at)] ?? 0) ^ 4;
  return bytes;
}

function change(project: Installed, to: (path: string) => void): void {
  for (const [folder, names] of Object.entries(kept(project)))
    for (const name of names) to(join(project.code, folder, name));
}

describe("compiled files", () => {
  const project = installed();
  const usual = run(project);
  test("are written by the first run, once", () => {
    expect(usual.slice(0, 2)).toEqual([0, ""]);
    const [names] = Object.values(kept(project));
    expect(
      names?.filter((name) => /^(?:main|start|check|emit)-[\w-]+\.cjs$/.test(name)),
    ).toHaveLength(4);
    const times = () => {
      const all: number[] = [];
      change(project, (path) => all.push(statSync(path).mtimeMs));
      return all;
    };
    const before = times();
    expect(run(project)).toEqual(usual);
    expect(times()).toEqual(before);
  });
  test("may be missing, or what another program left there", () => {
    change(project, (path) => writeFileSync(path, readFileSync(path).fill(7, 8)));
    expect(run(project)).toEqual(usual);
    change(project, (path) => writeFileSync(path, ""));
    expect(run(project)).toEqual(usual);
    change(project, (path) => rmSync(path));
    expect(run(project)).toEqual(usual);
    expect(run(project)).toEqual(usual);
  });
  const damages: readonly (readonly [what: string, to: (bytes: Buffer) => Buffer])[] = [
    ["a block of zeros", (bytes) => bytes.fill(0, bytes.length / 4, bytes.length / 4 + 4096)],
    ["a block of zeros at the beginning", (bytes) => bytes.fill(0, 64, 4096)],
    ["one bit that differs", (bytes) => flipped(bytes, bytes.length / 3)],
    ["many bits that differ", (bytes) => bytes.map((byte, i) => (i % 97 ? byte : ~byte)) as Buffer],
    ["one half of its bytes", (bytes) => bytes.subarray(0, bytes.length / 2)],
    ["a byte more", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
  ];
  test.each(damages)("with %s crash nothing, and are written again", (_, to) => {
    run(project);
    change(project, (path) => writeFileSync(path, to(readFileSync(path))));
    const damaged = new Map<string, Buffer>();
    change(project, (path) => damaged.set(path, readFileSync(path)));
    expect(damaged.size).toBeGreaterThan(4);
    expect(run(project)).toEqual(usual);
    for (const [path, bytes] of damaged) expect(readFileSync(path).equals(bytes)).toBe(false);
  });
  test("of another build are removed, and those of another Node.js are not", () => {
    const [own = ""] = Object.keys(kept(project));
    const other = `${own.split("-", 2).join("-")}-99.9-linux-x64`;
    const older = "code-0000000000000000-11-linux-x64";
    for (const name of [older, other]) mkdirSync(join(project.code, name));
    change(project, (path) => rmSync(path));
    run(project);
    expect(Object.keys(kept(project)).sort()).toEqual([own, other].sort());
  });
  test("are not written by a run that fails", () => {
    const failing = installed();
    expect(run(failing, "generat")[0]).toBe(2);
    expect(kept(failing)).toEqual({});
  });
  test("are neither read nor written behind a link", () => {
    const elsewhere = newFolder();
    for (const inner of ["", Object.keys(kept(project))[0] ?? ""]) {
      const linked = installed();
      run(linked);
      rmSync(join(linked.code, inner), { recursive: true });
      symlinkSync(elsewhere, join(linked.code, inner), "junction");
      expect(run(linked)).toEqual(usual);
      expect(readdirSync(elsewhere).filter((name) => /code|\.cjs$/.test(name))).toEqual([]);
    }
  });
  test("stay where the tool is installed, whatever the working folder has", () => {
    const other = newFolder();
    cpSync(join(project.cwd, "catalog"), join(other, "catalog"), { recursive: true });
    writeFileSync(join(other, "faultbook.config.json"), "{}");
    mkdirSync(join(other, "node_modules"));
    expect(run(project, "generate", other)).toEqual(usual);
    expect(kept({ cwd: other, code: join(other, "node_modules/.cache/faultbook") })).toEqual({});
  });
  test("are not missed where no folder can be made", () => {
    const bare = installed();
    mkdirSync(join(bare.cwd, "node_modules/.cache"));
    writeFileSync(bare.code, "");
    expect(run(bare)).toEqual(usual);
    renameSync(bare.code, join(bare.cwd, "node_modules/.cache/other"));
    expect(run(bare)).toEqual(usual);
  });
});

test.each([
  ["--version", /^(?:main|package|rolldown-runtime|start)-/],
  [
    "diff",
    /^(?:main|package|rolldown-runtime|start|diff|diff-sides|open|recall|quick-differences|change)-/,
  ],
])("what %s needs not is not loaded", (command, needed) => {
  const project = installed();
  expect(run(project, "release")[0]).toBe(0);
  change(project, (path) => rmSync(path));
  const [status, stderr] = run(project, command);
  expect([status, stderr]).toEqual([0, ""]);
  const [names] = Object.values(kept(project));
  expect(names?.length).toBeGreaterThan(0);
  expect(names?.filter((name) => !needed.test(name))).toEqual([]);
});

test("what every command loads has no reader of YAML and no validator", () => {
  const names = readdirSync(join(root, "dist")).filter((name) => /^(?:main|start)-/.test(name));
  expect(names).toHaveLength(2);
  for (const name of names)
    expect(readFileSync(join(root, "dist", name), "utf8")).not.toMatch(
      /^\/\/ .*(?:js-yaml|yaml-reader|acceptor)/m,
    );
});

test("the bundle holds nothing of the machine that it was built on", () => {
  const names = readdirSync(join(root, "dist"));
  expect(names.filter((name) => !/\.(?:cjs|js)$/.test(name))).toEqual(["types"]);
  for (const name of names.filter((one) => one !== "types"))
    expect(readFileSync(join(root, "dist", name), "utf8")).not.toContain(root);
});

test("the programmatic API is an ES module with all that its source exports", async () => {
  const bundled: object = await import(pathToFileURL(join(root, "dist/index.js")).href);
  const source = await import("../../generator/index.ts");
  expect(Object.keys(bundled).sort()).toEqual(Object.keys(source).sort());
});
