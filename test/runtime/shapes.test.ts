// Shapes: each keyword of JSON Schema that a catalog may use, on values that fit and values that do not.

import Ajv2020 from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonSchema, Schemas } from "../../runtime/facts.ts";
import { conforms, hasShape, misfit } from "../../runtime/shapes.ts";

const schemas: Schemas = {
  Count: { type: "integer", minimum: 0 },
  Tree: {
    type: "object",
    required: ["value"],
    properties: { value: { $ref: "#/schemas/Count" }, next: { $ref: "#/schemas/Tree" } },
  },
  List: { type: "array", items: { $ref: "#/schemas/List" } },
  Circle: { $ref: "#/schemas/Circle" },
  Twice: {
    oneOf: [
      { required: ["a"], properties: { next: { $ref: "#/schemas/Twice" } } },
      { required: ["b"], properties: { next: { $ref: "#/schemas/Twice" } } },
    ],
  },
};

interface Table {
  readonly schema: JsonSchema;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const proto = JSON.parse('{"__proto__":1}');
const tables: readonly Table[] = [
  { schema: {}, good: [null, 0, "", [], {}, true], bad: [] },
  { schema: { type: "null" }, good: [null], bad: [undefined, 0, "", "null", {}] },
  { schema: { type: "boolean" }, good: [true, false], bad: [0, "true", null, Object(true)] },
  { schema: { type: "string" }, good: ["", "x"], bad: [0, null, ["x"], Object("x"), Symbol("x")] },
  {
    schema: { type: "number" },
    good: [0, -0, 1.5, 1e300],
    bad: ["0", null, 5n, Number.NaN, Number.POSITIVE_INFINITY],
  },
  { schema: { type: "integer" }, good: [0, -0, 5.0, 1e300], bad: [1.5, "5", 5n, Number.NaN] },
  { schema: { type: "array" }, good: [[], [1]], bad: [{}, { length: 0 }, "x", null] },
  { schema: { type: "object" }, good: [{}, Object.create(null)], bad: [[], null, "x", () => 1] },
  { schema: { type: ["string", "null"] }, good: ["", null], bad: [0, undefined, [], {}] },
  {
    schema: { anyOf: [{ type: "string", minLength: 1 }, { type: ["string", "null"] }] },
    good: ["", "a", null],
    bad: [0, [], {}],
  },
  { schema: { const: null }, good: [null], bad: [undefined, 0, "", false] },
  { schema: { const: 0 }, good: [0, -0], bad: ["0", false, null] },
  {
    schema: { const: { a: [1, { b: null }] } },
    good: [{ a: [1, { b: null }] }, Object.assign(Object.create(null), { a: [1, { b: null }] })],
    bad: [
      { a: [1, {}] },
      { a: [1] },
      { a: { 0: 1, 1: { b: null } } },
      { a: [1, { b: null }], c: 1 },
    ],
  },
  { schema: { const: {} }, good: [{}], bad: [[], null, { a: 1 }] },
  { schema: { enum: ["a", 1, null, [1]] }, good: ["a", 1, null, [1]], bad: ["A", "1", [], {}] },
  { schema: { minimum: 1 }, good: [1, 2, "0", null], bad: [0, 0.99, -5] },
  { schema: { maximum: 1 }, good: [1, -5, "2"], bad: [1.01, 5] },
  { schema: { exclusiveMinimum: 0 }, good: [0.01, 1], bad: [0, -0, -1] },
  { schema: { exclusiveMaximum: 0 }, good: [-0.01], bad: [0, 1] },
  { schema: { minLength: 2 }, good: ["ab", "😀😀", "a\u0301", 5], bad: ["", "a", "😀"] },
  {
    schema: { maxLength: 1 },
    good: ["", "a", "😀", "\ud83d"],
    bad: ["ab", "\ud83d\ud83d", "a\u0301"],
  },
  { schema: { minLength: 2, maxLength: 2 }, good: ["\udc00\ud83d"], bad: ["\ud83d\udc00"] },
  { schema: { minItems: 1 }, good: [[1], "", {}], bad: [[]] },
  { schema: { maxItems: 1 }, good: [[], [1]], bad: [[1, 2]] },
  { schema: { items: { type: "string" } }, good: [[], ["a"], {}], bad: [[1], ["a", null]] },
  {
    schema: { required: ["a", "toString"] },
    good: [{ a: undefined, toString: 1 }, "x", []],
    bad: [{}, { a: 1 }, Object.create({ a: 1, toString: 1 })],
  },
  { schema: { required: ["__proto__"] }, good: [proto], bad: [{}] },
  {
    schema: { properties: { a: { type: "string" }, constructor: { type: "string" } } },
    good: [{}, { a: "x" }, { b: 1 }, proto],
    bad: [{ a: 1 }, { constructor: 1 }],
  },
  {
    schema: { properties: { a: {} }, additionalProperties: false },
    good: [{}, { a: 1 }],
    bad: [{ b: 1 }, { toString: 1 }, proto, { a: 1, constructor: 1 }],
  },
  {
    schema: { properties: { a: {} }, additionalProperties: { type: "integer" } },
    good: [{ a: "x", b: 1 }],
    bad: [{ b: "x" }, { toString: "x" }],
  },
  {
    schema: { oneOf: [{ type: "string" }, { type: "integer" }, { minimum: 5, type: "number" }] },
    good: ["x", 1, 5.5],
    bad: [5, 1.5, null],
  },
  { schema: { $ref: "#/schemas/Count" }, good: [0, 5], bad: [-1, "5", null] },
  { schema: { $ref: "#/schemas/Count", maximum: 5 }, good: [5], bad: [-1, 6] },
  { schema: { $ref: "#/schemas/Missing" }, good: [], bad: [0, null, {}] },
  { schema: { $ref: "#/schemas/toString" }, good: [], bad: [0, null, {}] },
  { schema: { $ref: "#/schemas/Circle" }, good: [], bad: [0, null, {}] },
  {
    schema: { $ref: "#/schemas/Tree" },
    good: [{ value: 1 }, { value: 1, next: { value: 2 } }],
    bad: [{}, { value: 1, next: null }, { value: 1, next: { value: -2 } }],
  },
];

describe.each(tables)("$schema", ({ schema, good, bad }) => {
  test("is the shape of what fits", () => {
    for (const value of good)
      expect(misfit(value, schema, { schemas, depth: 0 }), show(value)).toBeUndefined();
  });
  test("is not the shape of what does not", () => {
    for (const value of bad) expect(conforms(value, schema, schemas), show(value)).toBe(false);
  });
});

function show(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

describe("values that no JSON is", () => {
  const deep: { next?: unknown; value: number } = { value: 0 };
  const deepList: unknown[] = [];
  for (let i = 0, at = deep, list = deepList; i < 100_000; i++) {
    const next = { value: i };
    const inner: unknown[] = [];
    at.next = next;
    list.push(inner);
    at = next;
    list = inner;
  }

  test("do not fit where they are deeper or larger than anybody needs", () => {
    expect(conforms(deep, { $ref: "#/schemas/Tree" }, schemas)).toBe(false);
    const place = { schemas, depth: 0 };
    expect(misfit(deep, { $ref: "#/schemas/Tree" }, place)).toMatch(/ is nested too deeply$/);
    expect(conforms(deepList, { $ref: "#/schemas/List" }, schemas)).toBe(false);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(conforms(cyclic, { $ref: "#/schemas/List" }, schemas)).toBe(false);
    expect(conforms(cyclic, { const: [[[[1]]]] }, schemas)).toBe(false);
    expect(conforms(new Array(2 ** 32 - 1), { items: {} }, schemas)).toBe(false);
  });

  test("do not fit where each level would be tried twice, and the answer comes all the same", () => {
    let doubled: object = { a: 1, b: 1 };
    for (let i = 0; i < 60; i++) doubled = { a: 1, next: doubled };
    expect(conforms(doubled, { $ref: "#/schemas/Twice" }, schemas)).toBe(false);
    expect(conforms({ a: 1, next: { b: 1 } }, { $ref: "#/schemas/Twice" }, schemas)).toBe(true);
  });

  test("do not fit and do not throw", () => {
    const fail = (): never => {
      throw new Error("hostile");
    };
    const handler = { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const getter = Object.defineProperty({}, "a", { get: fail, enumerable: true });
    const schema: JsonSchema = {
      type: "object",
      required: ["a"],
      properties: { a: { type: "string" } },
    };
    for (const value of [new Proxy({}, handler), new Proxy([], handler), proxy, getter])
      for (const one of [schema, { const: { a: 1 } }, { items: { type: "string" }, minItems: 1 }])
        expect(() => conforms(value, one, schemas)).not.toThrow();
    expect(conforms(getter, schema, schemas)).toBe(false);
    expect(conforms(new Proxy({}, handler), schema, schemas)).toBe(false);
  });
});

test("a misfit says where it is and what is wrong", () => {
  const schema: JsonSchema = {
    properties: { list: { items: { properties: { a: { type: "string" } } } }, b: {} },
    additionalProperties: false,
  };
  const words = (value: unknown): unknown => misfit(value, schema, { schemas, depth: 0 });
  expect(words({ list: [{}, { a: 5 }] })).toBe("/list/1/a is not of type string");
  expect(words({ c: 1 })).toBe('has the unknown property "c"');
  expect(misfit({}, { required: ["x"] }, { schemas, depth: 0 })).toBe('lacks "x"');
});

test("never looks at a format, a pattern or a default", () => {
  const schema: JsonSchema = { type: "string", format: "uuid", pattern: "^(a+)+$", default: "b" };
  expect(conforms(`${"a".repeat(50_000)}!`, schema)).toBe(true);
  expect(conforms(0, schema)).toBe(false);
});

test.each<readonly [keyword: string, value: object, first: JsonSchema]>([
  ["items", [{ a: 1 }], { type: "array", minItems: 1, items: { required: ["b"] } }],
  ["minItems", [1], { type: "array", minItems: 2 }],
  ["const", { a: { b: 2 } }, { const: { a: { b: 1 } } }],
  ["enum", { a: [1] }, { enum: [{ a: [2] }, { a: [3] }] }],
  ["properties", { a: 1 }, { properties: { a: { type: "string" } } }],
])("choices read what they hold against %s once", (_keyword, value, first) => {
  const reads: string[] = [];
  const counting = (object: object, path: string): object =>
    new Proxy(object, {
      get: (from, key, receiver) => {
        reads.push(`${path}/${String(key)}`);
        const read: unknown = Reflect.get(from, key, receiver);
        return typeof read === "object" && read !== null
          ? counting(read, reads.at(-1) ?? "")
          : read;
      },
    });
  const schema: JsonSchema = { oneOf: [first, first, first, {}] };
  expect(hasShape(counting(value, ""), schema, { schemas, seen: new Map() })).toBe(true);
  expect(reads.length).toBeGreaterThan(0);
  expect([...new Set(reads)]).toEqual(reads);
});

test("agrees with ajv on any JSON, for each schema above", () => {
  const ajv = new Ajv2020({ strict: false, ownProperties: true });
  const textOf = (value: unknown): string =>
    JSON.stringify(value).replaceAll("#/schemas/", "#/$defs/");
  const $defs = JSON.parse(textOf(schemas));
  const pairs = tables
    .filter(({ schema }) => !/Missing|toString"|Circle/.test(textOf(schema)))
    .map(({ schema }) => [schema, ajv.compile({ ...JSON.parse(textOf(schema)), $defs })] as const);
  const near = tables.flatMap(({ good, bad }) => [...good, ...bad].flatMap(asJson));
  // On these keys ajv itself throws or looks at the prototype.
  const isTame = (value: unknown): boolean =>
    !/"(toString|valueOf|constructor|__proto__)"/.test(JSON.stringify(value));
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom(...near)).filter(isTame);
  fc.assert(
    fc.property(values, (value) => {
      for (const [schema, valid] of pairs)
        expect(conforms(value, schema, schemas), textOf(schema)).toBe(valid(value));
    }),
    { numRuns: 1000 },
  );
});

function asJson(value: unknown): readonly unknown[] {
  const text = typeof value === "bigint" ? undefined : JSON.stringify(value);
  return text === undefined ? [] : [JSON.parse(text)];
}
