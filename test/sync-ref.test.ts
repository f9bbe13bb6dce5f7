// References instead of copies: to a file beside the description or to a URL, written, checked, bundled and taken out.

import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalogs } from "../generator/compile.ts";
import { openapiDocument } from "../generator/emit/openapi/openapi.ts";
import { printYaml } from "../generator/text/yaml-print.ts";
import { names } from "./openapi/documents.ts";
import { projectFolder, run } from "./packages.ts";
import { dataOf, fixture, type SyncFolder, syncFolder } from "./sync-folder.ts";

const spec = fixture("openapi.yaml");
const rules = [
  { for: "all", errors: { status: 404 } },
  { for: { method: "post" }, errors: "all" },
  // Fewer than all of a status: the choice stands in the operation and refers to components.
  { for: { method: "delete" }, errors: { name: "Taken" } },
];

function folderOf(
  options: object,
  files: Readonly<Record<string, string>> = {},
  path = "openapi.yaml",
): SyncFolder {
  return syncFolder({
    [path]: spec,
    "shop.yaml": fixture("shop.yaml"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["shop.yaml"],
      specs: [{ path, mode: "ref", operations: rules, ...options }],
    }),
    ...files,
  });
}

/** Gives the generated OpenAPI document of the catalog. */
async function fragment(): Promise<string> {
  const { value = [] } = await loadCatalogs([{ path: "shop.yaml", text: fixture("shop.yaml") }]);
  const [first] = value;
  if (first === undefined) throw new Error("the catalog has faults");
  return printYaml(openapiDocument(first.catalog, { version: "3.1.0", names }));
}

test("references to the generated file resolve, and the bundle says what copies say", async () => {
  const generated = { "generated/shop/openapi.yaml": await fragment() };
  const folder = folderOf({}, generated, "api/openapi.yaml");
  expect((await folder.sync()).text).not.toContain("error[");
  const { components } = folder.data("api/openapi.yaml");
  expect(components["responses"]["ShopError404"]).toEqual({
    $ref: "../generated/shop/openapi.yaml#/components/responses/ShopError404",
  });
  expect((await folder.sync("check")).changes).toEqual([]);
  const redocly = join(projectFolder, "node_modules/@redocly/cli/bin/cli.js");
  const args = ["bundle", "api/openapi.yaml", "--dereferenced", "--ext", "json"];
  const bundled = await run(process.execPath, [redocly, ...args, "-o", "ref.json"], folder.path);
  expect(bundled.code, bundled.stderr).toBe(0);
  const copies = folderOf({ mode: "copy" });
  await copies.sync();
  const copied = await run(
    process.execPath,
    [redocly, "bundle", "openapi.yaml", ...args.slice(2), "-o", "copy.json"],
    copies.path,
  );
  expect(copied.code, copied.stderr).toBe(0);
  const [ref, copy] = [folder.read("ref.json"), copies.read("copy.json")].map(unmarked);
  expect(ref).toEqual(copy);
  await folder.sync("remove");
  expect(folder.read("api/openapi.yaml")).toBe(spec);
});

/** Gives what a bundle says of its operations, without marks. */
function unmarked(text: string): unknown {
  return JSON.parse(text, (key, value) => (key === "x-faultbook" ? undefined : value)).paths;
}

test.each([
  [
    "https://example.com/{id}/{version}/openapi.yaml",
    "https://example.com/shop/1.0.0/openapi.yaml",
  ],
  ["errors/{id}.yaml", "./errors/shop.yaml"],
  ["./errors/../{id}@{version}.yaml", "./shop@1.0.0.yaml"],
])("references lead to %s", async (template, target) => {
  const folder = folderOf({ fragment: template });
  expect((await folder.sync()).text).not.toContain("error[");
  const { components, paths } = folder.data();
  expect(components["schemas"]["ShopMissingError"]).toEqual({
    $ref: `${target}#/components/schemas/ShopMissingError`,
  });
  expect(paths["/orders"]["post"]["responses"]["404"]).toEqual({
    $ref: "#/components/responses/ShopError404",
  });
  expect((await folder.sync("check")).changes).toEqual([]);
  await folder.sync("remove");
  expect(folder.read()).toBe(spec);
});

test("a description goes from copies to references and back", async () => {
  const folder = folderOf({ mode: "copy" });
  await folder.sync();
  const copied = folder.read();
  const config = folder.read("faultbook.config.json");
  folder.write("faultbook.config.json", config.replace('"mode":"copy"', '"mode":"ref"'));
  const { changes } = await folder.sync();
  expect(changes).toContain("update #/components/schemas/ShopMissingError");
  expect((await folder.sync("check")).changes).toEqual([]);
  folder.write("faultbook.config.json", config);
  await folder.sync();
  expect(dataOf(folder.read())).toEqual(dataOf(copied));
  await folder.sync("remove");
  expect(folder.read()).toBe(spec);
});
