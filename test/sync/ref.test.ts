// References instead of copies: to a file beside the description or to a URL, written, checked, bundled and taken out.

import { join } from "node:path";
import { expect, test } from "vitest";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { projectFolder, run } from "../helpers.ts";
import { optionsOf } from "../openapi/documents.ts";
import { dataOf, fixture, type SyncFolder, syncFolder } from "./folder.ts";

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
  const [file] = openapiEmitter.emit(first.catalog, optionsOf("3.1.0"), []);
  return [...(file?.content ?? "")].join("");
}

test("references to the generated file resolve, and the bundle says what copies say", async () => {
  const generated = { "generated/shop/openapi.yaml": await fragment() };
  const folder = folderOf({}, generated, "api/openapi.yaml");
  expect((await folder.sync()).text).not.toContain("error[");
  const { paths } = folder.data("api/openapi.yaml");
  expect(paths["/orders"]["post"]["responses"]["404"]).toEqual({
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

test.each([
  ["in the folder of the description", "openapi.yaml", "./generated/shop/openapi.yaml"],
  ["outside of it", "api/openapi.yaml", "../generated/shop/openapi.yaml"],
])("references to a document %s are ours on the next run", async (_, path, document) => {
  const folder = folderOf({}, { "generated/shop/openapi.yaml": await fragment() }, path);
  await folder.sync();
  const synced = folder.read(path);
  expect(synced).toContain(`$ref: ${document}#/components/responses/ShopError404`);
  expect((await folder.sync("check")).text).not.toContain("error[");
  folder.write("shop.yaml", `${folder.read("shop.yaml")}\n`);
  await folder.sync();
  expect(folder.read(path)).toBe(synced);
  await folder.sync("remove");
  expect(folder.read(path)).toBe(spec);
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
  expect(paths["/orders"]["post"]["responses"]["404"]).toEqual({
    $ref: `${target}#/components/responses/ShopError404`,
  });
  // The one response that the document does not have.
  expect(Object.keys(components["responses"])).toEqual(["ShopError409Taken"]);
  expect(JSON.stringify(components["responses"])).toContain(
    `"$ref":"${target}#/components/schemas/ShopTakenError"`,
  );
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
  expect(changes).toContain("delete #/components/schemas/ShopMissingError");
  expect(changes).toContain("update #/paths/~1orders/post/responses/404");
  expect((await folder.sync("check")).changes).toEqual([]);
  folder.write("faultbook.config.json", config);
  await folder.sync();
  expect(dataOf(folder.read())).toEqual(dataOf(copied));
  await folder.sync("remove");
  expect(folder.read()).toBe(spec);
});

/** Gives a folder whose description has a version, with outputs or a general version of the printed document. */
function versionsOf(description: string, rest: object, options: object = {}): SyncFolder {
  return syncFolder({
    "openapi.yaml": spec.replace("3.1.0", description),
    "shop.yaml": fixture("shop.yaml"),
    "faultbook.config.json": JSON.stringify(
      {
        catalogs: ["shop.yaml"],
        specs: [{ path: "openapi.yaml", mode: "ref", ...options }],
        ...rest,
      },
      undefined,
      2,
    ),
  });
}

const printedFor = (version: string) => ({ emitters: { openapi: { version } } });

test.each([
  ["3.0.3", "3.0.3", false],
  ["3.0.1", "3.1.0", true],
  ["3.0.3", "3.2.0", true],
  ["3.1.1", "3.0.3", true],
  ["3.1.0", "3.1.0", false],
  ["3.1.0", "3.2.0", true],
  ["3.2.0", "3.0.3", true],
  // Since 3.2 has all that 3.1 has.
  ["3.2.0", "3.1.0", false],
] as const)("a description of %s that refers to a document of %s", async (own, other, isTold) => {
  for (const options of [{}, { fragment: "https://example.com/{id}.yaml" }]) {
    const folder = versionsOf(own, printedFor(other), options);
    const { codes, changes } = await folder.sync();
    expect(codes.filter((code) => code === "spec-ref-version")).toHaveLength(isTold ? 1 : 0);
    expect(changes).not.toEqual([]);
    expect((await folder.sync("remove")).codes).not.toContain("spec-ref-version");
  }
});

test("a document of another version is told with the place of the mode, and what repairs it", async () => {
  const folder = versionsOf("3.0.3", {});
  const { text } = await folder.sync();
  expect(text).toContain(
    'warning[spec-ref-version]: The description is of OpenAPI 3.0.3, and refers to the document of the catalog "shop", which is printed for 3.1.0.\n  --> faultbook.config.json:8:15\n',
  );
  expect(text).toContain(
    'help: Set the "version" of the emitter "openapi" to "3.0.3", or have outputs for both versions under "outputs", and generate anew; or use the mode "copy".',
  );
  expect(text).toContain(
    "note: This is the version of the description.\n  --> openapi.yaml:2:10\n",
  );
  const config = JSON.parse(folder.read("faultbook.config.json")) as object;
  folder.write("faultbook.config.json", JSON.stringify({ ...config, ...printedFor("3.0.3") }));
  expect((await folder.sync()).text).not.toContain("spec-ref-version");
});

test("of several outputs the one is referred to that is printed for the description", async () => {
  const outputs = [
    { path: "a", ...printedFor("3.1.0") },
    { path: "b", ...printedFor("3.0.3") },
    { path: "c", ...printedFor("3.2.0") },
  ];
  for (const [own, path] of [
    ["3.0.2", "b"],
    ["3.1.1", "a"],
    ["3.2.0", "c"],
  ] as const) {
    const folder = versionsOf(own, { outputs });
    const { codes } = await folder.sync();
    expect(codes).not.toContain("spec-ref-version");
    expect(folder.data()["components"]["responses"]["ShopError404"]).toEqual({
      $ref: `./${path}/shop/openapi.yaml#/components/responses/ShopError404`,
    });
  }
});

const beta = fixture("shop.yaml")
  .replace("id: shop", "id: beta")
  .replace("prefix: Shop", "prefix: Beta");

test.each([
  ["gen rated #1", "./gen%20rated%20%231/shop/openapi.yaml"],
  ["50%/a?b", "./50%25/a%3Fb/shop/openapi.yaml"],
  ["größe", "./größe/shop/openapi.yaml"],
])("the output folder %j in a reference to its document", async (path, target) => {
  const folder = versionsOf("3.1.0", { outputs: [{ path }] });
  expect((await folder.sync()).text).not.toContain("error[");
  const { $ref } = folder.data()["components"]["responses"]["ShopError404"];
  expect($ref).toBe(`${target}#/components/responses/ShopError404`);
  const { pathname } = new URL($ref, "file:///openapi.yaml");
  expect(decodeURIComponent(pathname)).toBe(`/${path}/shop/openapi.yaml`);
  expect((await folder.sync("check")).changes).toEqual([]);
  await folder.sync("remove");
  expect(folder.read()).toBe(spec);
});

test("a fragment has its escapes already", async () => {
  const path = "an api #2/openapi.yaml";
  const escaped = folderOf({ fragment: "gen%20rated/{id}.yaml" }, {}, path);
  await escaped.sync();
  const answerIn = (folder: SyncFolder) =>
    folder.data(path)["paths"]["/orders"]["post"]["responses"]["404"];
  expect(answerIn(escaped)).toEqual({
    $ref: "../gen%20rated/shop.yaml#/components/responses/ShopError404",
  });
  const beside = folderOf({ fragment: "an%20api%20%232/{id}.yaml" }, {}, path);
  await beside.sync();
  expect(answerIn(beside)).toEqual({
    $ref: "./shop.yaml#/components/responses/ShopError404",
  });
});

test.each([
  ["openapi is off", { emitters: { openapi: false } }, "shop"],
  [
    "openapi is off in the one output",
    { outputs: [{ path: "g1", emitters: { openapi: false } }] },
    "shop",
  ],
  [
    "no output has the catalog",
    { catalogs: ["shop.yaml", "beta.yaml"], outputs: [{ path: "g1", catalogs: ["shop"] }] },
    "beta",
  ],
  [
    "one output lacks the catalog, the other the document",
    {
      catalogs: ["shop.yaml", "beta.yaml"],
      outputs: [
        { path: "g1", catalogs: ["shop"] },
        { path: "g2", catalogs: ["beta"], emitters: { openapi: false } },
      ],
    },
    "beta",
  ],
])("no reference leads to a document that is never made: %s", async (_, rest, id) => {
  const folder = versionsOf("3.1.0", rest);
  folder.write("beta.yaml", beta);
  for (const mode of ["write", "check", "dry-run"] as const) {
    const { codes, text, exit } = await folder.sync(mode);
    expect(codes).toEqual(["spec-ref-nowhere"]);
    expect(exit).toBe(2);
    expect(text).toMatch(
      new RegExp(
        `^error\\[spec-ref-nowhere\\]: No output makes the OpenAPI document of the catalog "${id}", .*\n  --> faultbook\\.config\\.json:\\d+:15\n`,
      ),
    );
    expect(folder.read()).toBe(spec);
  }
  const elsewhere = versionsOf("3.1.0", rest, { fragment: "https://example.com/{id}.yaml" });
  elsewhere.write("beta.yaml", beta);
  expect((await elsewhere.sync()).exit).toBe(0);
});

test("references to documents that are made no more are taken out all the same", async () => {
  const folder = versionsOf("3.1.0", {});
  await folder.sync();
  const config = JSON.parse(folder.read("faultbook.config.json")) as object;
  const without = { ...config, emitters: { openapi: false } };
  folder.write("faultbook.config.json", JSON.stringify(without));
  expect((await folder.sync("remove")).exit).toBe(0);
  expect(folder.read()).toBe(spec);
});
