// Beginning: what `init` writes is valid and generates, and what a person has stays as it is.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate, init, validate } from "../generator/index.ts";
import { temporaryFolder } from "./packages.ts";

let projects = 0;

function folder(name: string, manifest?: string): string {
  const cwd = join(temporaryFolder(), `init-${projects++}`, name);
  mkdirSync(cwd, { recursive: true });
  if (manifest !== undefined) writeFileSync(join(cwd, "package.json"), manifest);
  return cwd;
}

const read = (cwd: string, path: string) => readFileSync(join(cwd, path), "utf8");

test.each([
  ["pay-api", "pay-api", "PayApi"],
  ["Pay API v2!", "pay-api-v2", "PayApiV2"],
  ["2024", "my-api", "MyApi"],
  ["errors", "my-api", "MyApi"],
  ["dist", "my-api", "MyApi"],
  ["ΑΒΓ", "my-api", "MyApi"],
])("in a folder %j it makes a valid catalog %s", async (name, id, prefix) => {
  const cwd = folder(name);
  const { value, diagnostics } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toEqual(["faultbook.config.yaml", `catalog/${id}.yaml`]);
  expect(read(cwd, `catalog/${id}.yaml`)).toContain(`prefix: ${prefix}\n`);
  expect((await validate({ cwd })).diagnostics).toEqual([]);
  const made = await generate({ cwd, mode: "write" });
  expect(made.diagnostics).toEqual([]);
  expect(readdirSync(join(cwd, "generated"))).toEqual([id]);
});

test("it adds scripts to package.json and changes nothing else in it, and takes the scope over", async () => {
  const before =
    '{\n\t"name": "@acme/pay",\n\t"workspaces": ["packages/*"],\n\t"scripts": { "generate": "mine" }\n}';
  const cwd = folder("x", before);
  const { value } = await init({ cwd });
  expect(value?.written).toContain("package.json");
  expect(read(cwd, "package.json")).toBe(
    before.replace('"mine" }', '"mine", "generate:check": "faultbook generate --check" }'),
  );
  expect(read(cwd, "faultbook.config.yaml")).toContain('scope: "@acme"');
  expect(value?.next.join("\n")).toContain('"generated/*" to "workspaces"');
});

test("it overwrites nothing", async () => {
  const cwd = folder("pay", '{"scripts":{"generate":"a","generate:check":"b"}}');
  mkdirSync(join(cwd, "catalog"));
  writeFileSync(join(cwd, "catalog/pay.yaml"), "mine");
  const first = await init({ cwd });
  expect(first.diagnostics.map(({ code }) => code)).toEqual(["file-kept"]);
  expect(first.value?.written).toEqual(["faultbook.config.yaml"]);
  expect(read(cwd, "catalog/pay.yaml")).toBe("mine");
  expect(read(cwd, "package.json")).toBe('{"scripts":{"generate":"a","generate:check":"b"}}');
  const second = await init({ cwd });
  expect(second.diagnostics.map(({ code }) => code)).toEqual(["init-exists"]);
  expect(second.value).toBe(undefined);
});

test("a package.json that is no JSON is left alone", async () => {
  const cwd = folder("pay", "{ not json");
  const { diagnostics, value } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toEqual(["faultbook.config.yaml", "catalog/pay.yaml"]);
  expect(read(cwd, "package.json")).toBe("{ not json");
});
