// The versions of OpenAPI: each is valid, two of one dialect are alike, and a later one adds what it alone can say.

import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { descriptionParts } from "../../generator/emit/openapi/openapi.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import {
  type Document,
  dialects,
  emitted,
  expectOpenapi,
  ids,
  optionsOf,
  type Version,
  versions,
} from "../openapi/documents.ts";

describe("versions", () => {
  test.each(versions)("%s is valid OpenAPI", async (version) => {
    const document = emitted("sampler", version);
    expect(document.openapi).toBe(version);
    await expectOpenapi(document);
  });

  test.each([
    ["3.1.0", "3.1.1"],
    ["3.1.0", "3.1.2"],
    ["3.0.3", "3.0.4"],
  ] as const)("%s and %s differ by their number alone", (one, other) => {
    for (const id of ids) {
      expect(emitted(id, other)).toEqual({ ...emitted(id, one), openapi: other });
    }
  });

  test.each(ids)("3.2 adds only summaries and defaults of discriminators, in %s", (id) => {
    const without = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, function (this: object, key, inner) {
          if (key === "openapi") return undefined;
          // A discriminator with a default has none in 3.1, and only responses with content got a summary.
          if (key === "discriminator" && "defaultMapping" in inner) return undefined;
          return key === "summary" && "content" in this ? undefined : inner;
        }),
      );
    expect(without(emitted(id, "3.2.0"))).toEqual(without(emitted(id, "3.1.0")));
  });
});

/** A catalog with a code of one status and one of any. */
const tellable = {
  id: "tell",
  title: "Tell",
  version: "1.0.0",
  prefix: "Tell",
  codeType: "string",
  envelope: "Flat",
  envelopes: {
    Flat: { code: "/code", message: "/message" },
    Deep: { code: "/type", message: "/message", when: { "/deep": true } },
  },
  definitions: {
    Missing: { code: "missing", kind: "not-found", summary: "Gone.", status: 404 },
    Broken: { code: "broken", kind: "internal", summary: "Broken." },
  },
};
/** The same code as the first, at another place. */
const Elsewhere = {
  code: "missing",
  kind: "not-found",
  summary: "Gone too.",
  status: 404,
  envelope: "Deep",
};

function schemasOf(document: object, version: Version): Document["components"]["schemas"] {
  const catalog = resolveCatalog(document as CatalogDocument);
  const { components } = descriptionParts(catalog, optionsOf(version));
  return components.schemas as Document["components"]["schemas"];
}

describe("a discriminator", () => {
  test("says in 3.2 where codes lead that may come with any status", () => {
    expect(schemasOf(tellable, "3.2.0")["TellError404"]).toMatchObject({
      oneOf: [
        { $ref: "#/components/schemas/TellMissingError" },
        { $ref: "#/components/schemas/TellErrorDefault" },
      ],
      discriminator: {
        propertyName: "code",
        mapping: { missing: "#/components/schemas/TellMissingError" },
        defaultMapping: "#/components/schemas/TellErrorDefault",
      },
    });
    for (const version of ["3.1.0", "3.0.3"] as const) {
      const body = schemasOf(tellable, version)["TellError404"];
      expect(body?.["oneOf"]).toHaveLength(2);
      expect(body).not.toHaveProperty("discriminator");
    }
  });

  const { Missing, Broken } = tellable.definitions;

  test.each(dialects)("is not there in %s if codes are at two places", (version) => {
    const definitions = { Missing, Elsewhere };
    const schemas = schemasOf({ ...tellable, definitions }, version);
    expect(schemas["TellError404"]).toMatchObject({
      anyOf: [
        { $ref: "#/components/schemas/TellElsewhereError" },
        { $ref: "#/components/schemas/TellMissingError" },
      ],
    });
    expect(schemas["TellError404"]).not.toHaveProperty("discriminator");
  });

  test.each(dialects)("is not there in %s if a code leads to another choice", (version) => {
    const Either = { code: "/code", message: "/message", when: { "/either": true } };
    const body = { anyOf: [{ required: ["message"] }, { required: ["code"] }] };
    const envelopes = { ...tellable.envelopes, Either: { ...Either, body } };
    const Second = { ...Missing, code: "second", envelope: "Either" };
    const definitions = { Missing, Second };
    const schemas = schemasOf({ ...tellable, envelopes, definitions }, version);
    expect(schemas["TellError404"]?.["oneOf"]).toHaveLength(2);
    expect(schemas["TellError404"]).not.toHaveProperty("discriminator");
  });

  test.each(dialects)("is not there in %s if a code is a number", (version) => {
    const definitions = { Missing, Broken: { ...Broken, code: 5 } };
    const schemas = schemasOf({ ...tellable, codeType: "mixed", definitions }, version);
    expect(schemas["TellError404"]?.["oneOf"]).toHaveLength(2);
    expect(schemas["TellError404"]).not.toHaveProperty("discriminator");
  });
});

test("an empty list of required names, which 3.0 forbids, is left out there", () => {
  const Flat = { ...tellable.envelopes.Flat, body: { required: [] } };
  const document = { ...tellable, envelopes: { ...tellable.envelopes, Flat } };
  expect(schemasOf(document, "3.0.3")["TellFlatBody"]).not.toHaveProperty("required");
  expect(schemasOf(document, "3.1.0")["TellFlatBody"]).toHaveProperty("required", []);
});

describe("an envelope whose body is a shared schema", () => {
  const body = { $ref: "#/schemas/Answer" };
  const schemas = { Answer: { type: "object" }, Other: { $ref: "#/schemas/Answer" } };
  const { Flat, Deep } = tellable.envelopes;
  const envelopes = { Flat: { ...Flat, body }, Deep: { ...Deep, body, description: "Deep." } };
  const document = { ...tellable, schemas, envelopes };
  const $ref = "#/components/schemas/TellAnswer";

  test("refers to it inside of allOf in 3.0, where nothing may be beside a reference", () => {
    const made = schemasOf(document, "3.0.3");
    expect(made["TellFlatBody"]).toMatchObject({ allOf: [{ $ref }] });
    expect(made["TellDeepBody"]).toMatchObject({ description: "Deep.", allOf: [{ $ref }] });
    expect(besideReferences(made)).toEqual([]);
  });

  test("refers to it directly in 3.1", () => {
    const { TellFlatBody } = schemasOf(document, "3.1.0");
    expect(TellFlatBody).toMatchObject({ $ref });
    expect(TellFlatBody).not.toHaveProperty("allOf");
  });
});

test.each(ids)("nothing is beside a reference in 3.0, in %s", (id) => {
  expect(besideReferences(emitted(id, "3.0.3"))).toEqual([]);
});

/** Returns the references that something is beside, which 3.0 does not allow. */
function besideReferences(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { $ref } = value as { readonly $ref?: unknown };
  const isWrong = typeof $ref === "string" && Object.keys(value).length > 1;
  return [...(isWrong ? [$ref] : []), ...Object.values(value).flatMap(besideReferences)];
}
