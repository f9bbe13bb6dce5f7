// The published overlay, applied by a public tool, gives a description the components that sync gives it, and sync takes them over.

import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";
import { expect, test } from "vitest";
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
