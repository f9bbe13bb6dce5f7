// Printed answers against the steps that they are printed from: whatever stands where, both make the same body.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ownBody } from "../../generator/catalog/answer.ts";
import { bodySteps } from "../../generator/catalog/body.ts";
import type { Catalog, Definition } from "../../generator/catalog/catalog.ts";
import { isWithin } from "../../generator/catalog/places.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { definitionAnswers, envelopeAnswers } from "../../generator/emit/typescript/answers.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { type AnswerBody, type Answered, known } from "../../runtime/answers.ts";
import * as build from "../../runtime/build.ts";
import { child } from "../../runtime/read.ts";

const runtime = { ...build, known, child };

/** Returns the printed function of a name. */
function evaluated(script: string, name: string): AnswerBody {
  const make = new Function("runtime", `${script.replace(/^export /gm, "")}\nreturn ${name};`);
  return make(runtime) as AnswerBody;
}

/** Gives a body step by step, as the steps say. */
function stepByStep(definition: Definition, catalog: Catalog, given: Given): unknown {
  const { error, message, fields } = given;
  const [envelope] = catalog.envelopes;
  if (envelope === undefined) throw new Error("There is no envelope.");
  let body: unknown;
  const { steps, absent } = ownBody(definition, envelope, catalog);
  const usual = bodySteps(envelope, "fields").filter(({ at }) => !isWithin(at, absent));
  for (const { at, from, as, among, is } of [...usual, ...steps]) {
    const facts: Readonly<Record<string, unknown>> = { ...error, code: error.wireCode, message };
    const fact = from === "field" ? build.atPath(fields, at) : facts[from ?? ""];
    const text = as === "string" && from !== "field" && fact !== undefined ? String(fact) : fact;
    const value = as === "number" ? build.asNumber(text as string | undefined) : text;
    const allowed = among?.includes(String(value)) ?? true;
    body = build.withValue(body, at, allowed ? (value ?? is) : among?.[0]);
  }
  body ??= {};
  for (const { name, at } of definition.params) {
    const place = at.find((one) => one.kind === "body");
    if (place?.kind === "body")
      body = build.withParam(body, place.tokens, child(error.params, name));
  }
  return body;
}

interface Given {
  readonly error: Answered;
  readonly message: string;
  readonly fields: unknown;
}

const token = fc.constantFrom("a", "b", "*", "0", "1", "message", "__proto__", "not-a-name");
const place = fc
  .array(token, { maxLength: 3 })
  .map((path) => path.map((one) => `/${one}`).join(""));
const value = fc.constantFrom<unknown>("x", 5, false, null, { a: 1 }, { b: { a: "in" } }, ["y"]);

const condition = fc.constantFrom(
  "w",
  7,
  true,
  ["It failed.", "w"],
  { present: true },
  { present: false },
);

const document = fc.record({
  envelope: fc.record(
    {
      code: fc.array(place, { minLength: 1, maxLength: 2 }),
      message: place,
      requestId: place,
      docsUrl: place,
      retryAfter: place,
      when: fc.dictionary(place, condition, { maxKeys: 2 }),
      body: fc.constantFrom(
        { type: "object", required: ["c", "a"], properties: { c: {}, a: { const: 1 } } },
        { type: "object", properties: { a: { items: { properties: { b: { const: 2 } } } } } },
        { type: "object", properties: { a: { type: "integer" }, b: { type: "string" } } },
      ),
    },
    { requiredKeys: ["code"] },
  ),
  params: fc.dictionary(fc.constantFrom("p", "q", "r"), fc.record({ at: place })),
  match: fc.dictionary(place, fc.oneof(condition, fc.constantFrom("m", 8, "F")), { maxKeys: 2 }),
  other: fc.dictionary(place, condition, { maxKeys: 2 }),
});

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

const given: fc.Arbitrary<Given> = fc.record({
  error: fc.record({
    wireCode: maybe(fc.constantFrom("X", 1, "17")),
    requestId: maybe(fc.constant("r-1")),
    docsUrl: maybe(fc.constant("https://x.example")),
    retryAfter: maybe(fc.constantFrom("30", 30)),
    params: fc.dictionary(fc.constantFrom("p", "q", "r"), value),
  }),
  message: fc.constantFrom("It failed.", "5"),
  fields: fc.constantFrom<unknown>(undefined, null, { c: 5 }, { a: { b: 1 } }),
});

test("a printed body is the body that its steps say", { timeout: 60_000 }, async () => {
  const seen = { literal: 0, late: 0 };
  await fc.assert(
    fc.asyncProperty(document, given, async (parts, facts) => {
      const catalog = resolveCatalog({
        ...{ id: "c", title: "C", version: "1.0.0", prefix: "C", codeType: "mixed" },
        envelopes: { Main: parts.envelope },
        definitions: {
          Bare: { code: "B", kind: "conflict", summary: "B." },
          Full: {
            ...{ code: "F", kind: "conflict", summary: "F." },
            ...{ params: parts.params, match: { body: parts.match } },
          },
          Other: {
            ...{ code: ["F", "G"], kind: "conflict", summary: "O." },
            match: { body: parts.other },
          },
        },
      } as unknown as CatalogDocument);
      const [envelope] = catalog.envelopes;
      if (envelope === undefined) throw new Error("There is no envelope.");
      const shared = envelopeAnswers(envelope);
      for (const definition of catalog.definitions) {
        const own = definitionAnswers(definition, envelope, catalog);
        const code = [...shared.pieces, ...own.pieces].map(({ script }) => script).join("");
        const toBody = evaluated(code, own.body ?? shared.body ?? "");
        const { error, message, fields } = facts;
        const body = toBody(error, message, fields) ?? {};
        expect(body, code).toEqual(stepByStep(definition, catalog, facts) ?? {});
        expect(JSON.stringify(body)).not.toContain("undefined");
        seen[code.includes("return runtime.with") ? "late" : "literal"]++;
      }
    }),
    { numRuns: 600 },
  );
  expect(Math.min(seen.late, seen.literal)).toBeGreaterThan(100);
});
