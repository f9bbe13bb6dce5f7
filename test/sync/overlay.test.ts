// The published overlay, applied by a public tool, gives a description the components that sync gives it, and sync takes them over.

import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";
import { describe, expect, test } from "vitest";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { printYaml } from "../../generator/text/yaml-print.ts";
import { optionsOf } from "../openapi/documents.ts";
import { dataOf, fixture, syncFolder } from "./folder.ts";

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
