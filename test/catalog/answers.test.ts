// Answers of any catalog: each slot fills its place unless another has it, and nothing is where nothing may be.

import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, isKeyless } from "../../generator/catalog/places.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { type Answered, buildAnswer, headerValue } from "../../runtime/answers.ts";
import type { Slot } from "../../runtime/facts.ts";
import { child } from "../../runtime/values.ts";

type Path = Exclude<Slot["at"], string>;

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, token) => child(inner, String(token)), value);
}

function expectedOf({ at: place, param, from, as, is }: Slot, known: Answered): unknown {
  const { field: fields, params, ...given } = known;
  const facts = { title: known.message, summary: known.message, ...given };
  const field = from === "field" && typeof place !== "string" ? at(fields, place) : is;
  const fact = from === undefined || from === "field" ? field : facts[from];
  const found = param === undefined ? fact : child(params, param);
  const value = found === undefined && from !== "code" ? is : found;
  if (value === undefined) return undefined;
  if (as === "number" && !Number.isFinite(Number(value))) return from === "requestId" ? is : value;
  if (as === "number") return Number(value);
  return as === "string" ? String(value) : value;
}

const token = fc.constantFrom("a", "b", "*", "0", "1", "message", "__proto__", "not-a-name");
const place = fc
  .array(token, { maxLength: 3 })
  .map((path) => path.map((one) => `/${one}`).join(""));
const located = fc.oneof(
  { weight: 4, arbitrary: place },
  fc.constantFrom("header:x-a", "header:b"),
);
const value = fc.constantFrom<unknown>("x", 5, false, null, { a: 1 }, { b: { a: "in" } }, ["y"]);
const condition = fc.constantFrom("w", 7, true, ["It failed.", "w"], { present: true });
const anyCondition = fc.oneof(condition, fc.constantFrom("m", 8, "F", { present: false }));

const document = fc.record({
  envelope: fc.record(
    {
      code: fc.array(located, { minLength: 1, maxLength: 2 }),
      message: located,
      requestId: located,
      docsUrl: located,
      retryAfter: located,
      when: fc.dictionary(located, anyCondition, { maxKeys: 2 }),
      body: fc.constantFrom(
        { type: "object", required: ["c", "a"], properties: { c: {}, a: { const: 1 } } },
        { type: "object", properties: { a: { items: { properties: { b: { const: 2 } } } } } },
        { type: "object", properties: { a: { type: "integer" }, b: { type: "string" } } },
        {
          required: ["a", "b", "c"],
          properties: { a: { fact: "status" }, b: { fact: "docsUrl" }, c: { fact: "title" } },
        },
      ),
    },
    { requiredKeys: ["code"] },
  ),
  params: fc.dictionary(fc.constantFrom("p", "q", "r"), fc.record({ at: located })),
  match: fc.dictionary(located, anyCondition, { maxKeys: 2 }),
});

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

const given: fc.Arbitrary<Answered> = fc.record({
  code: maybe(fc.constantFrom("X", 1, "17")),
  message: fc.constantFrom("It failed.", "5"),
  requestId: maybe(fc.constant("r-1")),
  docsUrl: maybe(fc.constant("https://x.example")),
  retryAfter: maybe(fc.constantFrom(0, 30)),
  params: fc.dictionary(fc.constantFrom("p", "q", "r"), value),
  field: fc.constantFrom<unknown>(undefined, null, { c: 5 }, { a: { b: 1 } }),
});

test("each slot of an answer fills its place, and nothing else does", () => {
  let filled = 0;
  fc.assert(
    fc.property(document, given, (parts, known) => {
      const { derived } = resolveCatalog({
        ...{ id: "c", title: "C", version: "1.0.0", prefix: "C", codeType: "mixed" },
        envelopes: { Main: parts.envelope },
        definitions: {
          Bare: { code: "B", kind: "conflict", summary: "B." },
          Full: {
            ...{ code: "F", kind: "conflict", summary: "F." },
            ...{ params: parts.params, match: { body: parts.match } },
          },
        },
      } as unknown as CatalogDocument);
      for (const { answer = [] } of Object.values(derived.facts)) {
        const slots = [...(derived.answers["Main"]?.slots ?? []), ...answer];
        const before = structuredClone(known);
        const { headers, body } = buildAnswer(slots, known);
        expect(known).toEqual(before);
        expect(JSON.stringify(body)).not.toContain("undefined");
        const isMap = typeof body === "object" && body !== null && !Array.isArray(body);
        if (isMap) expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
        const isThere = (where: Slot["at"]): unknown =>
          typeof where === "string" ? headers[where] : at(body, where);
        for (const slot of slots) {
          const others = slots.filter((one) => one !== slot);
          const touches = ({ at: other }: Slot): boolean =>
            covers(other, slot.at) || covers(slot.at, other) || areApart(other, slot.at);
          if (others.some(touches) || isKeyless(slot.at)) continue;
          const value = expectedOf(slot, known);
          const expected = value === undefined && slot.at.length === 0 ? {} : value;
          const isHeader = typeof slot.at === "string" && expected !== undefined;
          const isSent = typeof expected === "string" || typeof expected === "number";
          const sent = isSent ? headerValue(expected) : undefined;
          expect(isThere(slot.at)).toEqual(isHeader ? sent : expected);
          filled++;
        }
      }
    }),
    { numRuns: 600 },
  );
  expect(filled).toBeGreaterThan(1000);
});

/** Checks whether two places cannot both be in one body, as the element of a list and a key of an object. */
function areApart(one: Slot["at"], other: Slot["at"]): boolean {
  if (typeof one === "string" || typeof other === "string") return false;
  const differing = one.findIndex((token, i) => token !== other[i]);
  const tokens = [one[differing], other[differing]];
  return tokens.some((token) => typeof token === "number");
}
