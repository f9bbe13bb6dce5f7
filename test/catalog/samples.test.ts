// Samples of schemas: finite, bounded, and the same whatever refers to what.

import { describe, expect, test } from "vitest";
import { paramSamples } from "../../generator/catalog/fixture.ts";
import type { JsonSchema } from "../../generator/catalog/json-schema.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { sampleOf, sharedSamples } from "../../generator/catalog/samples.ts";
import { validateCatalog } from "../../generator/schema/validators.js";
import { parseYaml } from "../../generator/text/yaml.ts";
import { misfit } from "../../runtime/shapes.ts";

const head = `id: acme
title: Acme API
version: 1.2.0
prefix: Acme
codeType: mixed
`;

function catalogOf(text: string): ReturnType<typeof resolveCatalog> {
  const document: unknown = parseYaml({ path: "acme.yaml", text: head + text }).value?.value;
  if (!validateCatalog(document)) throw new Error(JSON.stringify(validateCatalog.errors));
  return resolveCatalog(document);
}

function sampled(schema: JsonSchema, shared: Readonly<Record<string, JsonSchema>> = {}): unknown {
  const schemas = Object.entries(shared).map(([name, one]) => ({ name, schema: one }));
  const { value, ...rest } = { value: undefined, ...sampleOf(schema, sharedSamples(schemas)) };
  return "fault" in rest ? rest : value;
}

const ref = (name: string): JsonSchema => ({ $ref: `#/schemas/${name}` });

function holding(name: string): JsonSchema {
  return { type: "object", required: ["in"], properties: { in: ref(name) } };
}

describe("a schema that refers to itself", () => {
  const filter = catalogOf(`envelopes: { Std: { code: /code, message: /msg } }
schemas:
  Filter:
    oneOf:
      - { type: object, required: [not], properties: { not: { $ref: "#/schemas/Filter" } } }
      - { type: object, required: [field], properties: { field: { type: string } } }
definitions:
  A: { code: x, kind: conflict, summary: S., params: { p: { at: /p, $ref: "#/schemas/Filter" } } }
`);
  const [definition] = filter.definitions;
  if (definition === undefined) throw new Error("there is no definition");

  test("has a sample of the choice that ends", () => {
    expect(paramSamples(definition, filter.derived.samples)).toEqual({ p: { field: "example" } });
    expect(filter.derived.fixtures[definition.name]?.body).toEqual({
      code: "x",
      msg: "S.",
      p: { field: "example" },
    });
  });

  test("may end in another one, or in another type", () => {
    const ends: JsonSchema = { oneOf: [holding("A"), { type: "null" }] };
    expect(sampled(ref("A"), { A: holding("B"), B: ends })).toEqual({ in: null });
    expect(sampled(ref("B"), { A: holding("B"), B: ends })).toEqual(null);
    const nullable: JsonSchema = { ...holding("C"), type: ["object", "null"] };
    expect(sampled(holding("C"), { C: nullable })).toEqual({ in: null });
  });

  test("has none where no way ends", () => {
    const shared = { A: holding("B"), B: holding("A"), C: holding("A") };
    expect(sampled(ref("C"), shared)).toEqual({ fault: "endless", schema: "A" });
  });
});

describe("a body whose code stands in a shared schema", () => {
  const catalog = catalogOf(`schemas:
  Err:
    type: object
    required: [code, at]
    properties: { code: { type: string }, msg: { type: string }, at: { type: object, required: [id], properties: { id: { type: integer } } }, cause: { $ref: "#/schemas/Err" } }
  Also: { $ref: "#/schemas/Err" }
envelopes:
  Std: { code: /error/code, message: /error/msg, body: { type: object, required: [error], properties: { error: { $ref: "#/schemas/Also" } } } }
  List: { code: /errors/*/cause/code, body: { type: object, required: [errors], properties: { errors: { type: array, items: { $ref: "#/schemas/Err" } } } } }
envelope: Std
definitions:
  A: { code: x, kind: conflict, summary: S. }
  B: { code: y, kind: conflict, summary: S., envelope: List }
`);
  const bodies = catalog.definitions.map(
    (definition) => catalog.derived.fixtures[definition.name]?.body,
  );

  test("holds code and message, and what the schema requires beside them", () => {
    expect(bodies).toContainEqual({ error: { code: "x", msg: "S.", at: { id: 1 } } });
  });

  test("is reached through lists and circles", () => {
    expect(bodies).toContainEqual({
      errors: [{ code: "example", at: { id: 1 }, cause: { code: "y", at: { id: 1 } } }],
    });
  });

  test("asks the caller only for what is beside them", () => {
    const id = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    const error = { type: "object", required: ["at"], properties: { at: id } };
    expect(catalog.derived.answers["Std"]?.fields).toEqual({
      type: "object",
      required: ["error"],
      properties: { error },
    });
  });

  test("keeps its reference in the schema of the body", () => {
    const std = catalog.envelopes.find(({ name }) => name === "Std");
    expect(std?.body.properties?.["error"]).toEqual({ $ref: "#/schemas/Also" });
  });
});

test("a choice that leads to itself on the way to a code is not followed for ever", () => {
  const { derived } = catalogOf(`schemas:
  A: { oneOf: [{ oneOf: [{ $ref: "#/schemas/A" }], properties: { code: {} } }] }
envelopes: { Std: { code: /code, body: { $ref: "#/schemas/A" } } }
definitions: { A: { code: x, kind: conflict, summary: S. } }
`);
  expect(derived.answers["Std"]?.slots).toContainEqual({ at: ["code"], from: "code" });
});

describe("the first choice", () => {
  test("is taken where it can be, whatever comes first by name", () => {
    const shared = { A: { oneOf: [ref("Z"), { type: "null" }] }, Z: { type: "boolean" } } as const;
    expect(sampled(ref("A"), shared)).toBe(false);
  });
});

describe("the size of a sample", () => {
  test.each([
    [{ type: "array", minItems: 999 }, true],
    [{ type: "array", minItems: 1000 }, false],
    [{ minLength: 10_000 }, true],
    [{ minLength: 10_001 }, false],
    [{ type: "array", minItems: 1000, items: { type: "array", minItems: 1000 } }, false],
    [{ type: "array", minItems: 500, items: { const: "x".repeat(21) } }, false],
    [{ type: "object", required: ["k".repeat(9_993)] }, true],
    [{ type: "object", required: ["k".repeat(9_994)] }, false],
  ] as readonly (readonly [JsonSchema, boolean])[])("of %j: built is %s", (schema, built) => {
    const value = sampled(schema);
    if (!built) expect(value).toEqual({ fault: "too-large" });
    else expect(value).not.toHaveProperty("fault");
  });

  test("fits the bounds of a text", () => {
    expect(sampled({ minLength: 2000 })).toHaveLength(2000);
    expect(sampled({ maxLength: 3 })).toBe("exa");
    expect(sampled({ minLength: 9, maxLength: 12 })).toBe("examplexx");
  });
});

test.each([
  [{ minimum: 3 }, 3],
  [{ minimum: 1.2, maximum: 5 }, 2],
  [{ minimum: 1.2, maximum: 1.8 }, 1.5],
  [{ minimum: 0.5, maximum: 0.5 }, 0.5],
  [{ exclusiveMinimum: 0, maximum: 0.5 }, 0.25],
  [{ minimum: 1, exclusiveMinimum: 4 }, 5],
  [{ exclusiveMaximum: 0 }, -1],
  [{ exclusiveMaximum: 1 }, 0],
  [{ maximum: 7, exclusiveMaximum: 8 }, 1],
  [{ minimum: -0.5 }, 0],
  [{ minimum: -1e300 }, -1e300],
] as const)("the sample of a number within %j fits", (bounds, expected) => {
  const schema: JsonSchema = { type: "number", ...bounds };
  expect(sampled(schema)).toBe(expected);
  expect(misfit(expected, schema, { schemas: {}, depth: 0 })).toBeUndefined();
});

test("a long chain of references takes a moment", () => {
  const length = 10_000;
  const shared = Object.fromEntries([
    ...Array.from({ length }, (_, i) => [`S${i}`, holding(`S${i + 1}`)]),
    [`S${length}`, { oneOf: [holding("S0"), { type: "null" }] }],
  ]);
  expect(sampled(ref("S0"), shared)).toMatchObject({ fault: "too-large" });
});

describe("a sample fits", () => {
  const shared: Readonly<Record<string, JsonSchema>> = {
    I: { type: "integer", minimum: -5 },
    O: { type: "object", required: ["a"], properties: { a: { type: "integer" } } },
    Deep: { ...ref("I"), maximum: -3 },
    Choice: { oneOf: [{ type: "string" }, ref("I")] },
  };
  const object = { type: "object", required: ["a"], properties: { a: { type: "integer" }, b: {} } };
  const cases: readonly (readonly [what: string, schema: JsonSchema, expected: unknown])[] = [
    ["a reference alone", ref("I"), -5],
    ["bounds beside a reference", { ...ref("I"), minimum: 0 }, 0],
    ["looser bounds beside a reference", { ...ref("I"), minimum: -9 }, -5],
    ["a bound that another reference has", { ...ref("Deep"), minimum: -4 }, -4],
    ["a constant beside a reference", { ...ref("I"), const: 3 }, 3],
    [
      "what is required beside a reference",
      { ...ref("O"), required: ["b"] },
      { a: 1, b: "example" },
    ],
    ["a choice beside a reference", { ...ref("O"), oneOf: [{ required: ["z"] }, {}] }, { a: 1 }],
    ["a type beside a reference to a choice", { ...ref("Choice"), type: "integer" }, -5],
    [
      "what is beside a choice",
      { ...object, oneOf: [{ required: ["b"] }, { required: ["c"] }] },
      { a: 1, b: "example" },
    ],
    [
      "one choice only",
      { oneOf: [{ type: "integer" }, { type: "number" }, { type: "null" }] },
      null,
    ],
    [
      "properties named as places are",
      { type: "object", required: ["*", "0", "__proto__"], properties: {} },
      Object.fromEntries(["*", "0", "__proto__"].map((name) => [name, "example"])),
    ],
    [
      "additional properties",
      { type: "object", required: ["k"], additionalProperties: { type: "integer" } },
      { k: 1 },
    ],
  ];
  test.each(cases)("%s", (_, schema, expected) => {
    const value = sampled(schema, shared);
    expect(value).toEqual(expected);
    expect(misfit(value, schema, { schemas: shared, depth: 0 })).toBeUndefined();
  });
});
