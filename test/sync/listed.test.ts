// What is wrong with the list of descriptions: one that is there twice, one that does not exist, a catalog that nobody has.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validate } from "../../generator/commands/validate.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { report } from "../../generator/index.ts";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

const spec = fixture("openapi.yaml");

/** Gives a folder whose configuration lists these descriptions, one a line from line 2 on. */
function listing(...specs: readonly string[]): SyncFolder {
  const lines = specs.map((one) => `  - ${one}\n`).join("");
  return syncFolder({
    "openapi.yaml": spec,
    "api/openapi.yaml": spec,
    "shop.yaml": fixture("shop.yaml"),
    "faultbook.config.yaml": `specs:\n${lines}catalogs: [shop.yaml]\n`,
  });
}

async function validated({ path }: SyncFolder) {
  const outcome = await validate({ cwd: path });
  return { exit: exitCodeOf(outcome), text: report(outcome.diagnostics, "text") };
}

test.each([
  ["openapi.yaml", "./openapi.yaml"],
  ["api/../openapi.yaml", "openapi.yaml"],
  ["api/openapi.yaml", "linked/openapi.yaml"],
])("%s and %s are one description, which is listed twice", async (first, second) => {
  const folder = listing(
    `{ path: ${first} }`,
    "{ path: other.yaml }",
    `{ catalogs: [shop], path: ${second} }`,
  );
  folder.write("other.yaml", spec);
  symlinkSync("api", join(folder.path, "linked"));
  const faults = [
    await folder.sync(),
    await folder.sync("check"),
    await folder.sync("remove"),
    await folder.sync("write", ["other.yaml"]),
    await validated(folder),
  ];
  for (const { exit, text } of faults) {
    expect(exit).toBe(2);
    expect(text).toMatch(
      /^error\[spec-listed-twice\]: The description ".*" is listed already\.\n {2}--> faultbook\.config\.yaml:4:31\n/,
    );
    expect(text).toContain("note: It is listed here.\n  --> faultbook.config.yaml:2:13\n");
    expect(text.match(/error\[/g)).toHaveLength(1);
  }
  for (const name of ["openapi.yaml", "api/openapi.yaml", "other.yaml"])
    expect(folder.read(name)).toBe(spec);
});

test("descriptions of one name in two folders are two", async () => {
  const folder = listing("{ path: openapi.yaml }", "{ path: api/openapi.yaml }");
  expect((await folder.sync()).exit).toBe(0);
  expect((await validated(folder)).exit).toBe(0);
});

test("a description that does not exist is wrong use, told where it is named", async () => {
  const folder = listing("{ path: openapi.yaml }", "{ path: none.yaml }");
  for (const mode of ["write", "check", "remove", "dry-run"] as const) {
    const { exit, text } = await folder.sync(mode);
    expect(exit).toBe(2);
    expect(text).toContain(
      'error[file-not-found]: The file "none.yaml" does not exist.\n  --> faultbook.config.yaml:3:13\n',
    );
    const named = await folder.sync(mode, ["no.yaml"]);
    expect(named.exit).toBe(2);
    expect(named.text).toMatch(
      /^error\[file-not-found\]: The file "no\.yaml" does not exist\.\n {2}help: /,
    );
  }
  expect(folder.read()).toBe(spec);
});

test("a file of a description that does not exist is a finding", async () => {
  const folder = listing("{ path: openapi.yaml }");
  folder.write("openapi.yaml", "openapi: 3.1.0\ncomponents: { $ref: none.yaml }\n");
  const { exit, text } = await folder.sync();
  expect(exit).toBe(1);
  expect(text).toContain("file-not-found");
  expect(text).toContain("--> openapi.yaml:2:21\n");
});

test("an id that no catalog has is told by sync and by validate", async () => {
  const folder = listing("{ path: openapi.yaml, catalogs: [shop, shpo] }");
  const { exit, text } = await folder.sync();
  expect(exit).toBe(2);
  expect(text).toContain('Did you mean "shop"?\n  --> faultbook.config.yaml:2:44\n');
  expect(await validated(folder)).toEqual({ exit, text });
});

test("validate tells of references to documents that no output makes", async () => {
  const folder = listing("{ path: openapi.yaml, mode: ref }");
  expect((await validated(folder)).exit).toBe(0);
  const config = folder.read("faultbook.config.yaml");
  folder.write("faultbook.config.yaml", `${config}emitters: { openapi: false }\n`);
  const { exit, text } = await folder.sync();
  expect(text).toContain("spec-ref-nowhere");
  expect(await validated(folder)).toEqual({ exit, text });
});
