// What a sync remembers: a description that is in sync is not read again until something that it depends on changes.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { type SyncOptions, syncSpecs } from "../../generator/index.ts";
import { newFolder, projectFile, writeFiles } from "../helpers.ts";

const spec = `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
paths:
  /transfers:
    post:
      operationId: createTransfer
      responses:
        "201": { description: Accepted. }
components:
  schemas:
    Other: { $ref: "./other.yaml#/Other" }
`;

const config = `specs:
  - path: openapi.yaml
    operations: [{ for: all, errors: all }]
`;

let cwd = "";

beforeEach(() => {
  cwd = newFolder();
  mkdirSync(join(cwd, "node_modules"));
  writeFiles(cwd, [
    ["catalog/tiny.yaml", projectFile("test/cases/smallest/catalog/tiny.yaml")],
    ["faultbook.config.yaml", config],
    ["openapi.yaml", spec],
    ["other.yaml", "Other: { type: string }\n"],
  ]);
});

const cache = () => join(cwd, "node_modules/.cache/faultbook");

const run = (mode: SyncOptions["mode"], specs: readonly string[] = []) =>
  syncSpecs({ cwd, mode, specs });

/** Marks what is remembered, so that a run that trusts it can be told from one that does not. */
function mark(): void {
  for (const name of readdirSync(cache())) {
    const path = join(cache(), name);
    const stored = JSON.parse(readFileSync(path, "utf8")) as object;
    writeFileSync(path, JSON.stringify({ ...stored, result: ["trusted"] }));
  }
}

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(cwd, path), change(readFileSync(join(cwd, path), "utf8")));

async function isTrusted(mode: SyncOptions["mode"] = "write", specs: readonly string[] = []) {
  return (await run(mode, specs)).value?.specs[0]?.path === "trusted";
}

test("a description in sync is remembered, and the second run reports what the first left", async () => {
  const first = await run("write");
  expect(first.diagnostics).toEqual([]);
  expect(first.value?.specs[0]?.changes.length).toBeGreaterThan(3);
  expect((await run("write")).value).toEqual({
    specs: [{ path: "openapi.yaml", changes: [], kept: [] }],
    diff: "",
  });
  mark();
  expect(await isTrusted()).toBe(true);
});

test.each([
  ["an edited description", () => edit("openapi.yaml", (text) => text.replace("Acme", "Other"))],
  ["an edited entry of ours", () => edit("openapi.yaml", (text) => text.replace("Tiny", "tiny"))],
  ["an edited catalog", () => edit("catalog/tiny.yaml", (text) => `${text}# more\n`)],
  ["another configuration", () => edit("faultbook.config.yaml", (text) => `${text}# more\n`)],
  [
    "one more catalog",
    () =>
      writeFileSync(
        join(cwd, "catalog/more.yaml"),
        readFileSync(join(cwd, "catalog/tiny.yaml"), "utf8").replace("id: tiny", "id: more"),
      ),
  ],
  ["a missing description", () => rmSync(join(cwd, "openapi.yaml"))],
])("it is not trusted with %s", async (_, change) => {
  await run("write");
  mark();
  change();
  expect(await isTrusted()).toBe(false);
});

test("neither check, dry-run nor remove trusts it, nor a run on other descriptions", async () => {
  await run("write");
  mark();
  for (const mode of ["check", "dry-run"] as const) expect(await isTrusted(mode)).toBe(false);
  expect(await isTrusted("write", ["openapi.yaml"])).toBe(false);
  mark();
  expect(await isTrusted("write", ["openapi.yaml"])).toBe(true);
  expect(await isTrusted("remove")).toBe(false);
  expect(readFileSync(join(cwd, "openapi.yaml"), "utf8")).toBe(spec);
  expect(await isTrusted()).toBe(false);
});

test("a run with a warning is not remembered", async () => {
  edit("faultbook.config.yaml", (text) => text.replace("for: all", "for: { tag: nowhere }"));
  expect((await run("write")).diagnostics).not.toEqual([]);
  const { diagnostics } = await run("write");
  expect(diagnostics).not.toEqual([]);
});
