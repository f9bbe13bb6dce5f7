// Messages with holes: what stands in them, and the params that are read from a response.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { JsonSchema, ParamFacts, Schemas } from "../../runtime/facts.ts";
import { fillings, paramsOf } from "../../runtime/messages.ts";
import { recognise } from "../../runtime/recognise.ts";

describe("fillings", () => {
  const cases: readonly (readonly [
    parts: readonly string[],
    text: string,
    expected: readonly string[] | undefined,
  ])[] = [
    [["Same."], "Same.", []],
    [["Same."], "Same", undefined],
    [["Same."], "Same..", undefined],
    [[""], "", []],
    [[], "", []],
    [[], "x", undefined],
    [["", "a", ""], "", [""]],
    [["", "a", ""], "all of it", ["all of it"]],
    [["Key ", "a", " is used."], "Key 5 is used.", ["5"]],
    [["Key ", "a", " is used."], "Key  is used.", [""]],
    [["Key ", "a", " is used."], "Key is used.", undefined], // head and tail overlap
    [["aa", "a", "aa"], "aaa", undefined],
    [["aa", "a", "aa"], "aaaa", [""]],
    [["aa", "a", "aa"], "aaaaa", ["a"]],
    [["", "a", "."], "a.b.", ["a.b"]],
    [["", "a", "-", "b", ""], "1-2-3", ["1", "2-3"]], // the first place counts
    [["", "a", "-", "b", ""], "-", ["", ""]],
    [["", "a", "-", "b", ""], "12", undefined],
    [["", "a", "-", "b", "-", "c", ""], "1-2-3", ["1", "2", "3"]],
    [["", "a", "-", "b", "-", "c", ""], "1-2", undefined],
    [["x", "a", "ab", "b", "b"], "xab", undefined], // the middle must not reach into the tail
    [["x", "a", "ab", "b", "b"], "xabb", ["", ""]],
    [["", "a", ", ", "", ", ", "b", ""], "1, 2, 3", ["1", "2", "3"]],
    [["用户", "a", "出错"], "用户😀出错", ["😀"]],
    [["\u0000", "a", "\n"], "\u0000\r\n\n", ["\r\n"]],
    [["É", "a", ""], "E\u0301x", undefined], // nothing is normalised
  ];
  test.each(cases)("of %j in %j", (parts, text, expected) => {
    expect(fillings(parts, text)).toEqual(expected);
  });

  test("give back what was filled in, where no filling holds a literal", () => {
    const literal = fc.string({ unit: fc.constantFrom("a", "b", " ", "😀", "é"), minLength: 1 });
    const filling = fc.string({ unit: fc.constantFrom("x", "y", "0", "\n", "\ud83d") });
    const template = fc.tuple(
      fc.option(literal, { nil: "" }),
      fc.array(fc.tuple(filling, literal), { maxLength: 5 }),
      filling,
      fc.option(literal, { nil: "" }),
    );
    fc.assert(
      fc.property(template, ([start, middle, last, end]) => {
        const texts = [...middle.map(([text]) => text), last];
        const literals = [start, ...middle.map(([, part]) => part), end];
        const parts = literals.flatMap((part, i) => (i === 0 ? [part] : [`h${i}`, part]));
        const message = literals.map((part, i) => `${part}${texts[i] ?? ""}`).join("");
        expect(fillings(parts, message)).toEqual(texts);
      }),
      { numRuns: 2000 },
    );
  });

  test("of any parts in any text rebuild the text or are nothing", () => {
    const unit = fc.constantFrom("a", "b", "");
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 3 })), fc.string({ unit }), (odd, text) => {
        const parts = odd.length % 2 === 0 ? [...odd, ""] : odd;
        const found = fillings(parts, text);
        if (found === undefined) return;
        const rebuilt = parts.map((part, i) => (i % 2 === 0 ? part : found[(i - 1) / 2]));
        expect(rebuilt.join("")).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

interface ParamCase {
  readonly schema: JsonSchema;
  readonly at?: ParamFacts["at"];
  readonly message?: string;
  readonly body?: object;
  readonly headers?: object;
}

const schemas: Schemas = {
  Count: { type: "integer" },
  Tree: { items: { $ref: "#/schemas/Tree" } },
};

/** Gives the param `p` of an error whose message is `limit {p}, used {q}`. */
function read({ schema, at, message, body, headers }: ParamCase): unknown {
  const name = "p";
  const param: ParamFacts = at === undefined ? { name, schema } : { name, schema, at };
  const form = ["limit ", "p", "!"];
  const other = ["limit ", "p", ", used ", "q", ""];
  const facts = { code: 1, retry: "never", effect: "none", status: 409 } as const;
  const tables = withSteps({
    catalog: "x",
    envelopes: [{ name: "E", code: [["code"]], message: [["message"]] }],
    statuses: {},
    codes: {
      "1": [[{ name: "N", brand: "x/N", kind: "conflict", codes: [facts], message: form }, 0]],
    },
    params: { N: { params: [param], messages: [other] } },
    schemas,
  });
  const found = recognise(tables, { body: { code: 1, message, ...body }, headers });
  const params = found === undefined ? {} : paramsOf(found, tables);
  expect(Object.getPrototypeOf(params)).toBe(null);
  return Object.hasOwn(params, name) ? (params as { readonly p?: unknown }).p : "(absent)";
}

const absent = "(absent)";

describe("a param from the message", () => {
  const integer: JsonSchema = { type: "integer" };
  const number: JsonSchema = { type: "number" };
  const cases: readonly (readonly [schema: JsonSchema, hole: string, expected: unknown])[] = [
    [{ type: "string" }, "abc", "abc"],
    [{ type: "string" }, "5", "5"],
    [{ type: "string" }, "", ""],
    [{ type: "string", minLength: 1 }, "", absent],
    [{ type: "string", enum: ["a", "b"] }, "b", "b"],
    [{ enum: ["a", "b"] }, "c", absent],
    [{}, "5", "5"],
    [integer, "5", 5],
    [integer, "-5", -5],
    [integer, "+5", 5],
    [integer, "007", 7],
    [integer, "5.0", 5],
    [integer, "5.5", absent],
    [number, "5.5", 5.5],
    [number, "1e3", 1000],
    [number, ".5", absent],
    ...[
      "",
      " ",
      "\n",
      "five",
      "5 ",
      "0x10",
      "0b1",
      "1,000",
      "1_000",
      "Infinity",
      "NaN",
      "5n",
    ].flatMap((text) => [[integer, text, absent] as const, [number, text, absent] as const]),
    [integer, "9007199254740991", 9007199254740991],
    [integer, "9007199254740993", absent], // a double would give another number
    [number, "1e999", absent],
    [number, `${"9".repeat(100_000)}x`, absent],
    [{ type: "integer", minimum: 1 }, "0", absent],
    [{ enum: [1, 2] }, "2", 2],
    [{ enum: ["a", 2] }, "2", 2],
    [{ enum: ["2", 2] }, "2", "2"],
    [{ const: 5 }, "5", 5],
    [{ $ref: "#/schemas/Count" }, "5", 5],
    [{ $ref: "#/schemas/Missing" }, "5", absent],
    [{ type: ["integer", "null"] }, "5", 5],
    [{ type: "boolean" }, "true", absent],
  ];
  test.each(cases)("with the schema %j and the hole %j", (schema, hole, expected) => {
    expect(read({ schema, message: `limit ${hole}, used 2` })).toBe(expected);
  });

  test("is absent without a message or with another one, and of several templates the first fits", () => {
    const schema = { type: "string" };
    expect(read({ schema })).toBe(absent);
    expect(read({ schema, message: "other" })).toBe(absent);
    expect(read({ schema, message: "limit 5!" })).toBe("5");
    expect(read({ schema, message: "limit 5, used 3!" })).toBe("5, used 3");
  });
});

describe("a param from its place", () => {
  const at = [["details", "limit"], ["limit"]];
  const deep: unknown[] = [];
  for (let i = 0, last = deep; i < 100_000; i++) {
    const next: unknown[] = [];
    last.push(next);
    last = next;
  }
  const cases: readonly (readonly [what: string, one: ParamCase, expected: unknown])[] = [
    ["a value", { schema: { type: "integer" }, at, body: { limit: 5 } }, 5],
    ["the first that is there", { schema: {}, at, body: { limit: 5, details: { limit: 6 } } }, 6],
    [
      "a number as text in a body",
      { schema: { type: "integer" }, at, body: { limit: "5" } },
      absent,
    ],
    ["a text as number", { schema: { type: "string" }, at, body: { limit: 5 } }, absent],
    ["null", { schema: { type: ["null", "integer"] }, at, body: { limit: null } }, null],
    ["null against its schema", { schema: { type: "integer" }, at, body: { limit: null } }, absent],
    [
      "a number in a header",
      { schema: { type: "integer" }, at: ["x-limit"], headers: { "X-Limit": "5" } },
      5,
    ],
    [
      "a text in a header",
      { schema: { type: "string" }, at: ["x-limit"], headers: { "X-Limit": "5" } },
      "5",
    ],
    ["a deep value", { schema: { $ref: "#/schemas/Tree" }, at, body: { limit: deep } }, absent],
    ["a deep value that may be anything", { schema: {}, at, body: { limit: deep } }, deep],
  ];
  test.each(cases)("%s", (_, one, expected) => {
    expect(read(one)).toBe(expected);
  });
});
