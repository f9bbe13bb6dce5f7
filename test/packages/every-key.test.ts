// The example that uses every key of the format: its package compiles, and reads what the example says.

import { join } from "node:path";
import { expect, test } from "vitest";
import { generate, report } from "../../generator/index.ts";
import {
  compile,
  importPackage,
  newFolder,
  projectFile,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const text = projectFile("examples/catalog/every-key.yaml");
const config = projectFile("examples/catalog/faultbook.config.yaml");

test("the example makes a package without a word", async () => {
  const cwd = newFolder();
  writeFiles(cwd, [
    ["every-key.yaml", text],
    ["faultbook.config.yaml", config],
  ]);
  const { value, diagnostics } = await generate({ cwd, mode: "write" });
  expect(report(diagnostics, "text")).toBe("");
  expect(value).toMatchObject({ catalogs: 1, definitions: 9 });
});

test("the package compiles under the strictest flags", { timeout: 60_000 }, async () => {
  const folder = join(temporaryFolder(), "every-key");
  const { files } = await compile(text);
  writeFiles(join(folder, "harbor"), files);
  writeFiles(folder, [
    ["tsconfig.base.json", projectFile("test/packages/types/tsconfig.base.json")],
    ["package.json", '{ "type": "module" }'],
    ["tsconfig.json", '{ "extends": "./tsconfig.base.json", "include": ["*/src"] }'],
  ]);
  expect(await typeCheck("typescript7", join(folder, "tsconfig.json"))).toBe("");
});

test("the package reads what the example says", async () => {
  const { parse, fixtures } = await importPackage(await compile(text));
  for (const [name, fixture] of Object.entries(fixtures))
    expect(parse(fixture)?.name, name).toBe(`${name}Error`);
  const declined = { ok: false, error: { code: "payment_failed", decline_code: "card_expired" } };
  expect(parse({ status: 402, body: declined })).toMatchObject({
    name: "CardDeclinedError",
    code: "card_expired",
    retry: "never",
  });
  expect(parse({ body: { close: { code: 1000 } } })).toBeUndefined();
  const stolen = { ok: false, error: { code: "card_withdrawn" } };
  expect(parse({ status: 402, body: stolen })).toMatchObject({ kind: "declined", effect: "none" });
});
