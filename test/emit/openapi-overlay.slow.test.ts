// The overlay of a catalog: applied by a public tool it adds the marked components, and nothing else.

import { type OpenAPIOverlayOptions, openapiOverlay } from "openapi-format";
import { describe, expect, test } from "vitest";
import { descriptionParts } from "../../generator/emit/openapi/openapi.ts";
import {
  all,
  catalogOf,
  emitted,
  emittedOverlay,
  expectOpenapi,
  type Id,
  optionsOf,
  type Version,
} from "../openapi/documents.ts";

const bare = {
  info: { title: "A spec", version: "9.0.0" },
  paths: { "/a": { get: {} } },
  tags: [{ name: "t" }],
};
const mine = {
  schemas: { Mine: { type: "string", enum: ["a", "b"] }, OtherError: { type: "object" } },
  responses: { Mine: { description: "Mine." } },
  parameters: { Page: { name: "page", in: "query", schema: { type: "integer" } } },
};

async function applied(id: Id, version: Version, spec: object): Promise<object> {
  const { data, resultData } = await openapiOverlay(structuredClone(spec), {
    overlaySet: emittedOverlay(id, version) as OpenAPIOverlayOptions["overlaySet"],
  });
  expect(resultData).toMatchObject({ totalActions: 1, totalUsedActions: 1, unusedActions: [] });
  return data as object;
}

describe.each(all)("openapi.overlay.yaml of $id in $version", ({ id, version }) => {
  const { schemas, responses, examples } = JSON.parse(
    JSON.stringify(descriptionParts(catalogOf(id), optionsOf(version)).components),
  );

  test("adds the components to a spec that has none", async () => {
    const spec = { openapi: version, ...bare };
    expect(await applied(id, version, spec)).toEqual({
      ...spec,
      components: { schemas, responses, examples },
    });
  });

  test("leaves the components of a person as they are", async () => {
    const spec = { openapi: version, ...bare, components: mine };
    expect(await applied(id, version, spec)).toEqual({
      ...spec,
      components: {
        ...mine,
        schemas: { ...mine.schemas, ...schemas },
        responses: { ...mine.responses, ...responses },
        examples,
      },
    });
  });

  test("makes valid OpenAPI", async () => {
    const spec = { openapi: version, info: bare.info, paths: {}, components: mine };
    await expectOpenapi(await applied(id, version, spec));
  });

  test("holds the components of openapi.yaml, each with the id as its last key unless it is a reference", () => {
    const { components } = emitted(id, version);
    for (const kind of ["schemas", "responses", "examples"] as const) {
      const marked: Record<string, object> = { schemas, responses, examples }[kind];
      expect(Object.keys(marked)).toEqual(Object.keys(components[kind]));
      for (const [name, component] of Object.entries<object>(components[kind])) {
        const { "x-faultbook": mark, ...rest } = marked[name] as Record<string, unknown>;
        expect(rest).toEqual(component);
        const isAlias = Object.keys(component).join() === "$ref";
        expect(mark).toBe(isAlias ? undefined : id);
        expect(Object.keys(marked[name] ?? {}).at(-1)).toBe(isAlias ? "$ref" : "x-faultbook");
      }
    }
  });
});

test("a schema that is nothing but a reference has no mark", () => {
  const catalog = catalogOf("odd");
  const schemas = [...catalog.schemas, { name: "Same", schema: { $ref: "#/schemas/Amount" } }];
  const { components } = descriptionParts({ ...catalog, schemas }, optionsOf("3.1.0"));
  expect(components.schemas["OddSame"]).toEqual({ $ref: "#/components/schemas/OddAmount" });
});
