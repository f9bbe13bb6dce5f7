// The published overlay, applied by a public tool, gives a description the components that sync gives it, and sync takes them over.

import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";
import { describe, expect, test } from "vitest";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { printYaml } from "../../generator/text/yaml-print.ts";
import { optionsOf } from "../openapi/documents.ts";
import { dataOf, fixture, shopFiles, syncFolder } from "./folder.ts";

test.each(["3.1.0", "3.0.3"] as const)(
  "the overlay gives what sync gives, in %s",
  async (version) => {
    const text = fixture("openapi.yaml").replace("openapi: 3.1.0", `openapi: ${version}`);
    const { value = [] } = await loadCatalogs([{ path: "shop.yaml", text: fixture("shop.yaml") }]);
    const options = optionsOf(version, { overlay: true });
    const files = value.flatMap(({ catalog }) => openapiEmitter.emit(catalog, options, []));
    const file = files.find(({ path }) => path === "openapi.overlay.yaml");
    const overlay = [...(file?.content ?? "")].join("");
    const { data } = await openapiOverlay(dataOf(text) as Parameters<typeof openapiOverlay>[0], {
      overlaySet: dataOf(overlay) as OpenAPIOverlayOptions["overlaySet"],
    });
    const config = JSON.stringify({ catalogs: ["shop.yaml"], specs: [{ path: "openapi.yaml" }] });
    const catalogs = { "shop.yaml": fixture("shop.yaml"), "faultbook.config.json": config };
    const folder = syncFolder({ ...catalogs, "openapi.yaml": text });
    await folder.sync();
    const applied = JSON.parse(JSON.stringify(data));
    expect(applied.components).toEqual(folder.data().components);
    const taken = syncFolder({ ...catalogs, "openapi.yaml": printYaml(applied) });
    expect((await taken.sync()).changes).toEqual(["create #/x-faultbook"]);
  },
);

describe("sync --overlay", () => {
  const shop = fixture("shop.yaml");
  const rule = (existing: string) =>
    JSON.stringify({
      catalogs: ["shop.yaml"],
      specs: [{ path: "openapi.yaml", operations: [{ for: "all", errors: "all", existing }] }],
    });
  const text = fixture("openapi.yaml").replace(
    '"404": { description: Written by a person. }',
    '"404": { description: Mine, content: { application/json: { schema: { type: object } } } }',
  );

  test.each(["keep", "schema", "replace"])(
    "says with %s what sync would write",
    async (existing) => {
      const files = {
        "shop.yaml": shop,
        "faultbook.config.json": rule(existing),
        "openapi.yaml": text,
      };
      const folder = syncFolder(files);
      const said = await folder.cli("sync", "--overlay", "out.yaml");
      expect(said.code, said.stderr).toBe(0);
      expect(said.stdout).toMatch(/^out\.yaml for openapi\.yaml: \d+ added/);
      expect(folder.data("out.yaml").info.version).toBe("1.0.0");
      expect(folder.read()).toBe(text);
      const { data } = await openapiOverlay(dataOf(text) as Parameters<typeof openapiOverlay>[0], {
        overlaySet: dataOf(folder.read("out.yaml")) as OpenAPIOverlayOptions["overlaySet"],
      });
      const synced = syncFolder(files);
      await synced.sync();
      const { "x-faultbook": _, ...expected } = synced.data();
      expect(JSON.parse(JSON.stringify(data))).toEqual(expected);
      expect((await folder.cli("sync", "--overlay", "out.yaml", "--check")).code).toBe(0);
      folder.write("shop.yaml", shop.replace("There is no such thing", "There is nothing"));
      const stale = await folder.cli("sync", "--overlay", "out.yaml", "--check");
      expect(stale.code).toBe(1);
      expect(stale.stdout).toContain("+++ b/out.yaml");
      expect((await folder.cli("sync", "--overlay", "out.yaml")).code).toBe(0);
      expect(folder.read("out.yaml")).toContain("There is nothing");
    },
  );

  test("says what lists of codes should be", async () => {
    const mine = `${text}components:\n  schemas:\n    Code: { type: string, enum: [missing, lost] }\n`;
    const folder = syncFolder(shopFiles(mine, { codes: { at: "#/components/schemas/Code/enum" } }));
    expect((await folder.cli("sync", "--overlay", "out.yaml")).code).toBe(0);
    const { data } = await openapiOverlay(dataOf(mine) as Parameters<typeof openapiOverlay>[0], {
      overlaySet: dataOf(folder.read("out.yaml")) as OpenAPIOverlayOptions["overlaySet"],
    });
    const { schemas } = JSON.parse(JSON.stringify(data)).components;
    expect(schemas.Code.enum.toSorted()).toEqual(
      ["missing", "hidden", "taken", "sold", "empty", "broken"].toSorted(),
    );
  });

  test("names the files whose operations it leaves out, and has no component for them", async () => {
    const parts = text.replace(
      /( {4}post:)\n([\s\S]*?)(?= {4}delete:)/,
      "$1 { $ref: paths/post.yaml }\n",
    );
    const [, , post = ""] = /( {4}post:)\n([\s\S]*?)(?= {4}delete:)/.exec(text) ?? [];
    const rules = [
      { for: { method: "post" }, errors: { status: [409, 503] } },
      { for: { method: "get" }, errors: { status: 404 } },
    ];
    const folder = syncFolder({
      ...shopFiles(parts, { operations: rules }),
      "paths/post.yaml": post.replace(/^ {6}/gm, ""),
    });
    const { code, stderr } = await folder.cli("sync", "--overlay", "out.yaml");
    expect(code).toBe(0);
    expect(stderr).toContain(
      'warning[spec-overlay-part]: The overlay leaves out 2 responses of operations in "paths/post.yaml", since an overlay changes one document alone.',
    );
    const overlay = folder.read("out.yaml");
    expect(overlay).toContain("ShopError404");
    expect(overlay).not.toMatch(/ShopError(?:409|503)|BrokenError/);
    expect((await folder.cli("sync", "--overlay", "out.yaml", "--strict")).code).toBe(1);
  });

  test("is not made if the components are in another file", async () => {
    const folder = syncFolder({
      ...shopFiles(`${text}components: { schemas: { $ref: schemas.yaml } }\n`, {
        operations: [{ for: "all", errors: "all" }],
      }),
      "schemas.yaml": "Thing: { type: object }\n",
    });
    const { code, stderr } = await folder.cli("sync", "--overlay", "out.yaml");
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error[spec-overlay-components]: The components of the description are in "schemas.yaml", where an overlay of the main file cannot add any.',
    );
    expect(() => folder.read("out.yaml")).toThrow();
  });

  test("overwrites no file of a person, and takes one description", async () => {
    const folder = syncFolder({
      "shop.yaml": shop,
      "faultbook.config.json": rule("keep").replace(/\]\}$/, ',{"path":"b.yaml"}]}'),
      "openapi.yaml": text,
      "b.yaml": text,
      "out.yaml": "overlay: 1.0.0\n",
    });
    const taken = await folder.cli("sync", "--overlay", "out.yaml", "openapi.yaml");
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain('error[overlay-taken]: The file "out.yaml" exists already');
    expect(folder.read("out.yaml")).toBe("overlay: 1.0.0\n");
    const many = await folder.cli("sync", "--overlay", "new.yaml");
    expect(many.code).toBe(2);
    expect(many.stderr).toContain("error[spec-overlay-many]");
  });
});
