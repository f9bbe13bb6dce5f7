// Internal definitions: in the package, and in no document, nor anything that they alone use.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { syncSpecs, validate } from "../../generator/index.ts";
import { compile, importPackage, newFolder, writeFiles } from "../helpers.ts";

const text = `id: shop
title: Shop
version: 1.0.0
prefix: Shop
codeType: integer
scopes: [Front, Hidden]
sources:
  api: { title: API, url: "https://shop.example/errors" }
  wiki: { title: Hidden wiki, url: "https://hidden.example" }
schemas:
  Seen: { type: object, properties: { a: { $ref: "#/schemas/Both" } } }
  Both: { type: string }
  HiddenDetail: { type: object, properties: { a: { $ref: "#/schemas/HiddenPart" }, b: { $ref: "#/schemas/Both" } } }
  HiddenPart: { type: string }
envelope: Body
envelopes:
  Body: { code: /code, message: /message }
  HiddenBody: { code: /hidden/code }
statuses: { 503: { description: Busy., source: api } }
definitions:
  NotFound:
    { code: 1, kind: not-found, summary: It is missing., scope: Front, status: 404, source: api,
      params: { seen: { at: /seen, $ref: "#/schemas/Seen" } } }
  Shared: { code: 3, kind: conflict, summary: It changed., match: { status: 409 } }
  HiddenOther: { code: 3, kind: internal, summary: It is hidden., internal: true, match: { status: 500 } }
  HiddenLedger:
    { code: 4711, kind: internal, summary: Hidden., internal: true, status: 507, scope: Hidden,
      operation: hiddenWork, envelope: HiddenBody, source: [wiki, api], description: "See [it](#HiddenOther).",
      params: { hiddenDetail: { at: /hidden/detail, $ref: "#/schemas/HiddenDetail" } } }
`;

const code = /^(src|dist)\//;
const secret = /hidden|4711|507/i;

test("internal definitions are in the code, and in no document", async () => {
  const compiled = await compile(
    text,
    "emitters: { openapi: { overlay: true, extensions: all } }\n",
  );
  const imported = await importPackage(compiled);
  const body = { hidden: { code: 4711, detail: { a: "x" } } };
  expect(imported.parse({ status: 507, body })?.name).toBe("HiddenLedgerError");
  expect(imported.isCode(4711)).toBe(true);
  expect(imported.definitions["HiddenLedger"]).toMatchObject({ internal: true });
  expect(imported.fixtures["HiddenLedger"]?.status).toBe(507);
  const documents = [...compiled.files].filter(([path]) => !code.test(path));
  expect(documents.map(([path]) => path).sort()).toEqual(
    [
      "README.md",
      "errors.json",
      "errors.md",
      "openapi.overlay.yaml",
      "openapi.yaml",
      "package.json",
      "prepack.mjs",
    ].sort(),
  );
  for (const [path, content] of documents) expect(content.match(secret), path).toBeNull();
  const openapi = compiled.files.get("openapi.yaml") ?? "";
  for (const name of ["ShopSeen", "ShopBoth", "ShopNotFoundError", "ShopSharedError"])
    expect(openapi).toContain(`    ${name}:`);
});

test("internal definitions are not in errors.json either, nor in what it recognises responses by", async () => {
  const { files } = await compile(text);
  expect(files.get("errors.json")).toContain('"recognition"');
  expect(files.get("errors.json")?.match(secret)).toBeNull();
});

test("internal definitions are in no description that sync changes", async () => {
  const cwd = newFolder();
  const spec =
    "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200': { description: OK }\n";
  writeFiles(cwd, [
    ["catalog/shop.yaml", text],
    ["api.yaml", spec],
    [
      "faultbook.config.yaml",
      "specs: [{ path: api.yaml, operations: [{ for: all, errors: all }] }]\n",
    ],
  ]);
  const { diagnostics } = await syncSpecs({ cwd, mode: "write" });
  expect(report(diagnostics, "text")).toBe("");
  const after = readFileSync(join(cwd, "api.yaml"), "utf8");
  expect(after).toContain("ShopNotFoundError");
  expect(after.match(secret)).toBeNull();
});

test.each([
  ['access: public, scope: "@a"', "@a/shop"],
  ["license: MIT", "shop"],
  ['scope: "@a"', undefined],
  ['access: restricted, scope: "@a"', undefined],
  ["access: private", undefined],
])(
  "internal definitions in a package with %s are warned of if it is public",
  async (options, name) => {
    const cwd = newFolder();
    writeFiles(cwd, [
      ["catalog/shop.yaml", text],
      ["faultbook.config.yaml", `emitters: { package: { ${options} } }\n`],
    ]);
    const { diagnostics } = await validate({ cwd });
    const warning = `warning: The package "${name}" is public, and contains internal definitions: "HiddenOther", "HiddenLedger".`;
    expect(diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
      name === undefined ? [] : [warning],
    );
  },
);
