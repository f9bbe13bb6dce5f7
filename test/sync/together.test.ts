// Several descriptions in one run: patterns of paths, and files that they share.

import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

const item = "get:\n  responses:\n    '200': { description: Done. }\n";
const main = (path: string, more = "") =>
  `openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths:\n  /${path}: { $ref: shared/item.yaml }\n${more}`;
const components = "components: { $ref: shared/components.yaml }\n";

function folderOf(files: Readonly<Record<string, string>>, specs: readonly object[]): SyncFolder {
  return syncFolder({
    "shop.yaml": fixture("shop.yaml"),
    "faultbook.config.json": JSON.stringify({ catalogs: ["shop.yaml"], specs }),
    ...files,
  });
}

const rules = (...status: readonly number[]) => [{ for: "all", errors: { status } }];

/** Checks that a second run, a check, and runs of each alone change nothing. */
async function expectSettled(folder: SyncFolder, names: readonly string[]): Promise<void> {
  for (const specs of [[], ...names.map((name) => [name])])
    for (const mode of ["check", "write"] as const)
      expect(await folder.sync(mode, specs)).toMatchObject({ changes: [], diff: "" });
}

describe("descriptions that share a file", () => {
  test.each([
    ["copy", "../a.yaml"],
    ["ref", "../generated/shop/openapi.yaml"],
  ])("of an operation are synced in one run, with mode: %s", async (mode, document) => {
    const files = { "a.yaml": main("a"), "b.yaml": main("b"), "shared/item.yaml": item };
    const folder = folderOf(files, [
      { path: "a.yaml", mode, operations: rules(404) },
      { path: "b.yaml", mode, operations: rules(404) },
    ]);
    expect((await folder.cli("generate")).code).toBe(0);
    const { exit, text } = await folder.sync();
    expect(text).not.toContain("error[");
    expect(exit).toBe(0);
    // What the one wrote is no hand-written response of the other.
    expect((await folder.cli("sync", "--dry-run")).stdout).toBe(
      "a.yaml: in sync\nb.yaml: in sync\n",
    );
    expect(folder.read("shared/item.yaml")).toContain(
      `$ref: ${document}#/components/responses/ShopError404`,
    );
    await expectSettled(folder, ["a.yaml", "b.yaml"]);
    await folder.sync("remove");
    for (const [name, text] of Object.entries(files)) expect(folder.read(name)).toBe(text);
  });

  test("of components keep what each of them needs", async () => {
    const files = {
      "a.yaml": main("a", components).replace(
        "{ $ref: shared/item.yaml }",
        "{ $ref: a-item.yaml }",
      ),
      "b.yaml": main("b", components).replace(
        "{ $ref: shared/item.yaml }",
        "{ $ref: b-item.yaml }",
      ),
      "a-item.yaml": item,
      "b-item.yaml": item,
      "shared/components.yaml": "x-mine: 1\n",
    };
    const folder = folderOf(files, [
      { path: "a.yaml", operations: rules(404) },
      { path: "b.yaml", operations: rules(503) },
    ]);
    expect((await folder.sync()).text).not.toContain("error[");
    const responses = () =>
      Object.keys((load(folder.read("shared/components.yaml")) as { responses: object }).responses);
    expect(responses()).toEqual(["ShopError404", "ShopError503"]);
    await expectSettled(folder, ["a.yaml", "b.yaml"]);
    await folder.sync("remove", ["b.yaml"]);
    expect(responses()).toEqual(["ShopError404"]);
    await folder.sync("remove");
    for (const [name, text] of Object.entries(files)) expect(folder.read(name)).toBe(text);
  });
});

describe("a pattern of paths", () => {
  const text = main("a").replace("{ $ref: shared/item.yaml }", "{}");
  const files = {
    "apis/a/openapi.yaml": text,
    "apis/b/openapi.yaml": text,
    "apis/b/more.yaml": "x: 1\n",
    "apis/node_modules/c/openapi.yaml": text,
    "other.yaml": text,
  };

  test("takes the descriptions that no other entry names", async () => {
    const folder = folderOf(files, [
      { path: "apis/*/openapi.yaml" },
      { path: "apis/b/openapi.yaml", mode: "ref", fragment: "https://example.com/{id}.yaml" },
    ]);
    const { code, stdout } = await folder.cli("sync");
    expect(code).toBe(0);
    expect(stdout.replace(/:.*/g, "").trim().split("\n").slice(0, 2)).toEqual([
      "apis/a/openapi.yaml",
      "apis/b/openapi.yaml",
    ]);
    expect(folder.read("apis/b/openapi.yaml")).toContain("https://example.com/shop.yaml");
    expect(folder.read("apis/node_modules/c/openapi.yaml")).toBe(text);
  });

  test("that takes none is told with its place", async () => {
    const folder = folderOf(files, [{ path: "api/**/openapi.yaml" }]);
    const { exit, text: told } = await folder.sync();
    expect(exit).toBe(2);
    expect(told).toContain('error[file-not-found]: The file "api/**/openapi.yaml" does not exist.');
  });
});

test("a document that is referred to and not there is told once it is", async () => {
  const folder = folderOf({ "a.yaml": main("a").replace("{ $ref: shared/item.yaml }", "{}") }, [
    { path: "a.yaml", mode: "ref" },
  ]);
  expect((await folder.sync()).text).toContain(
    'warning[spec-ref-missing]: The description refers to "./generated/shop/openapi.yaml", which does not exist yet.',
  );
  folder.write("generated/shop/openapi.yaml", "openapi: 3.1.0\n");
  expect((await folder.sync()).codes).not.toContain("spec-ref-missing");
});
