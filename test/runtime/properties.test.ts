// Whatever arrives, the runtime answers: thousands of arbitrary and hostile values, none of which makes it throw, none of which it changes.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { everyStep, withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { hasKind, is, isOfCatalog, matchError } from "../../runtime/brand.ts";
import { BaseError, type UnknownErrorInit, unknownFacts } from "../../runtime/errors.ts";
import type { JsonSchema, Slot } from "../../runtime/facts.ts";
import { identify } from "../../runtime/identify.ts";
import {
  type ErrorClass,
  type ErrorClasses,
  parseError,
  reviveError,
} from "../../runtime/parse.ts";
import { headerOf, readResponse } from "../../runtime/read.ts";
import { recognise } from "../../runtime/recognise.ts";
import { type RetryFacts, type RetryOptions, retryAdvice } from "../../runtime/retry.ts";
import { conforms } from "../../runtime/shapes.ts";
import type { Recogniser } from "../../runtime/steps.ts";
import {
  anything,
  bodyLike,
  codes,
  fingerprint,
  headers,
  hostile,
  messages,
  places,
  real,
  textBody,
} from "./input.ts";

const source = parseYaml({
  path: "sampler.yaml",
  text: `
id: sampler
title: Sampler
version: 1.0.0
prefix: Sampler
codeType: mixed
scopes: [a, b]
schemas:
  Tree: { type: object, properties: { code: { type: [string, integer] }, errors: { type: array, items: { $ref: "#/schemas/Tree" } } } }
envelope: Rest
envelopes:
  Rest: { code: [/code, header:x-code], message: [/message, /error/message], requestId: header:x-request-id, docsUrl: /link, retryAfter: /wait }
  Graph: { code: /errors/*/code, message: /errors/*/message, when: { /errors/*/message: { present: true } } }
  Nested: { code: /errors/*/errors/*/code, message: /errors/*/errors/*/message }
  Old: { code: "", when: { /success: [false, null, 0], /failed: { present: false } } }
success: { /code: [0, "200"], /success: true }
statuses:
  404: { kind: not-found }
  5xx: { effect: unknown }
definitions:
  First:
    code: [1, toString]
    kind: conflict
    summary: First.
    message: ["{count} of {name}", "{name}"]
    params:
      count: { type: integer, minimum: 0, optional: true }
      name: { type: string, optional: true }
      tree: { $ref: "#/schemas/Tree", at: [/errors/*, ""], optional: true }
      limit: { type: number, at: header:x-limit, optional: true }
  ByScope: { code: s, kind: timeout, summary: A., match: { scope: a } }
  ByMessage: { code: s, kind: internal, summary: B., match: { message: "a {} b", status: 400 } }
  ByBody: { code: s, kind: conflict, summary: C., match: { body: { /errors/*/x: [1, null] }, scope: b } }
  Star: { code: "*", kind: unavailable, summary: D. }
`,
});
const tables = withSteps(
  resolveCatalog(source.value?.value as unknown as CatalogDocument).derived.tables,
);

const slots: readonly Slot[] = [
  { at: ["code"], from: "code", as: "string" },
  { at: ["message"], from: "message", as: "number" },
  { at: ["tree"], param: "tree" },
  { at: ["tree", "list", 0], from: "field" },
  { at: ["tree", "code"], from: "code" },
];

class UnknownSamplerError extends BaseError {
  constructor(init: UnknownErrorInit = {}) {
    super(unknownFacts("sampler/", "UnknownSampler", init), init, { envelope: "Any", slots });
  }
}

function classOf(name: string): ErrorClass {
  const meanings = Object.values(tables.codes).flatMap((one) => one ?? []);
  const definition = meanings.map(([one]) => one).find((one) => one.name === name);
  return class extends BaseError {
    constructor(init: UnknownErrorInit) {
      super(definition ?? unknownFacts("sampler/", "UnknownSampler", init), init, {
        envelope: "Any",
        slots,
      });
    }
  };
}

const names = ["First", "ByScope", "ByMessage", "ByBody", "Star"];
const classes: ErrorClasses = {
  known: Object.fromEntries(names.map((name) => [name, classOf(name)])),
  unknown: UnknownSamplerError,
};
const parser = { tables, classes, shapes: {} };

const before = fingerprint();
const { stackTraceLimit } = Error;
beforeAll(() => {
  // Half of the time would go into the stacks of what hostile objects throw.
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
  const after = fingerprint();
  expect(after.length).toBe(before.length);
  expect(after.findIndex((one, i) => !Object.is(one, before[i]))).toBe(-1);
});

/** Responses from which one step leads to each meaning of the shared code. */
const shared = fc.record({
  status: fc.constantFrom(400, 404, 200),
  scope: fc.constantFrom("a", "b", undefined),
  body: fc.record({
    code: fc.constant("s"),
    message: fc.constantFrom("a x b", "other"),
    errors: fc.array(fc.record({ x: fc.constantFrom(1, null, "1") }), { maxLength: 1 }),
  }),
});

const input = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        status: fc.oneof(
          fc.constantFrom<unknown>(200, 400, 404, 503, -1, "400", Number.NaN),
          anything,
        ),
        headers,
        body: fc.oneof(bodyLike, textBody),
        scope: fc.constantFrom<unknown>("a", "b", 5),
        operation: anything,
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: shared },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: anything },
);

const runs = { numRuns: 1000 };

// Machines that are busy with other tests take several times as long.
describe("arbitrary input", { timeout: 120_000 }, () => {
  test("is read, recognised and made an exception of without throwing", () => {
    const seen = new Set<string | undefined>();
    fc.assert(
      fc.property(input, (arbitrary) => {
        const one = real(arbitrary);
        readResponse(one, everyStep);
        const identity = identify(tables, one);
        const error = parseError(parser, one);
        const facts = [identity?.code, identity?.kind, identity?.retry, identity?.effect];
        const params = error && Object.getPrototypeOf(error.params);
        expect([error?.code, error?.kind, error?.retry, error?.effect, params]).toEqual([
          ...facts,
          identity && null,
        ]);
        if (error === undefined || identity === undefined) return;
        if (!isOfCatalog(error, "sampler/")) throw new Error("It has no brand.");
        seen.add(identity.name);
      }),
      runs,
    );
    // The input is near enough to errors to meet every definition.
    expect([...seen].sort()).toEqual([...names, undefined].sort());
  });

  test("is identified as what it is recognised as, whatever the tables", () => {
    const { success: _, ...open } = tables;
    const alone = (one: Recogniser) =>
      one.envelopes.map((envelope) => ({ ...one, envelopes: [envelope] }));
    const all = [tables, open].flatMap((one) => [one, ...alone(one)]);
    fc.assert(
      fc.property(input, fc.constantFrom(...all), (arbitrary, by) => {
        const one = real(arbitrary);
        const found = recognise(by, one);
        const name = found?.definition?.name;
        const candidates = found?.candidates.map((other) => other.name);
        const rest = name === undefined ? { wireCode: found?.wireCode, candidates } : {};
        const { kind, retry, effect } = found ?? {};
        const facts = { name, code: found?.facts?.code, kind, retry, effect, ...rest };
        expect(identify(by, one)).toEqual(found && facts);
      }),
      runs,
    );
  });

  test("is not changed", () => {
    const key = fc.constantFrom(...places, "__proto__");
    const values = [fc.constantFrom("s", 1, "x"), fc.jsonValue({ maxDepth: 2 })];
    const plain = fc.record({
      status: fc.constantFrom(200, 400),
      headers: fc.object({ maxDepth: 1 }),
      body: fc.object({ key, values, maxDepth: 3, maxKeys: 6 }),
    });
    fc.assert(
      fc.property(plain, (one) => {
        const copy = structuredClone(one);
        const error = parseError(parser, frozen(one));
        expect(one).toEqual(copy);
        if (error !== undefined) expect(error.body).toBe(one.body);
      }),
      { numRuns: 1000 },
    );
  });

  test("has or has not the shape of a schema, and any header or none", () => {
    const schemas: readonly JsonSchema[] = [
      { $ref: "#/schemas/Tree" },
      {
        type: "object",
        required: ["code"],
        properties: { code: { type: "string", minLength: 1 } },
      },
      {
        oneOf: [
          { items: { $ref: "#/schemas/Tree" }, minItems: 1 },
          { const: { a: [1] } },
          { enum: [1, "x"] },
        ],
      },
      {
        additionalProperties: { type: ["integer", "null"] },
        maxItems: 2,
        maximum: 5,
        maxLength: 3,
      },
    ];
    fc.assert(
      fc.property(fc.oneof(bodyLike, headers), fc.constantFrom(...schemas), (value, schema) => {
        const one = real(value);
        const names = ["x-code", "get", "__proto__", "0", "length"];
        const headerTypes = names.map((name) => typeof headerOf(one, name));
        const isGood = headerTypes.every((type) => type === "string" || type === "undefined");
        expect([typeof conforms(one, schema, tables.schemas), isGood]).toEqual(["boolean", true]);
      }),
      runs,
    );
  });

  test("is no exception of ours", () => {
    fc.assert(
      fc.property(fc.oneof(bodyLike, input), (arbitrary) => {
        const value = real(arbitrary);
        expect([
          is(value, "sampler/First"),
          is(value, "sampler/"),
          isOfCatalog(value, "sampler/"),
        ]).toEqual([false, false, false]);
      }),
      runs,
    );
  });

  const retryLike = fc.record(
    {
      retry: fc.constantFrom<unknown>("never", "after-fix", "after-backoff", "x", null),
      effect: fc.constantFrom<unknown>("none", "unknown", 5),
      retryAfter: fc.oneof(codes, fc.string(), fc.double(), fc.date(), anything),
      retryAt: fc.oneof(codes, fc.double(), fc.date(), anything),
    },
    { requiredKeys: [] },
  );
  const json = fc.record(
    {
      faultbook: fc.constantFrom<unknown>(...names.map((name) => `sampler/${name}`), "sampler/", 5),
      code: codes,
      message: messages,
      status: fc.oneof(fc.integer(), anything),
      kind: fc.constantFrom<unknown>("timeout", "constructor", 5),
      params: fc.oneof(anything, hostile),
      candidates: fc.oneof(anything, hostile),
      cause: fc.oneof(anything, hostile),
    },
    { requiredKeys: [] },
  );
  const plenty = fc.oneof(
    { weight: 3, arbitrary: input },
    { weight: 1, arbitrary: bodyLike },
    { weight: 1, arbitrary: retryLike },
    { weight: 1, arbitrary: json },
    { weight: 1, arbitrary: hostile },
  );
  const arms = { unknown: () => "none", First: () => "First" };
  const options: RetryOptions = { idempotent: true, attempt: 1, now: 0, random: () => 0.5 };

  test("goes through all that takes anything", () => {
    const seen = { guarded: 0, revived: 0, repeated: 0 };
    const one = (arbitrary: unknown): void => {
      const value = real(arbitrary);
      const error = parseError(parser, value, value as object);
      const mine = error !== undefined;
      if (isOfCatalog(error, "sampler/") !== mine) throw new Error("The brand is wrong.");
      if (hasKind(error, error?.kind ?? "unknown") !== mine) throw new Error("The kind is wrong.");
      if (is(value, "sampler/First") || hasKind(value, "conflict") || isOfCatalog(value, ""))
        throw new Error("It is no exception.");
      if (matchError(value, "sampler/", arms) !== "none") throw new Error("It is no exception.");
      const advice = retryAdvice(value as RetryFacts, options);
      if (
        typeof advice.retry !== "boolean" ||
        (advice.afterMs ?? 0) < 0 ||
        Number.isNaN(advice.afterMs)
      )
        throw new Error("It is no advice.");
      const revived = reviveError(parser, value);
      for (const made of [error, revived]) {
        if (made === undefined) continue;
        const again = reviveError(parser, JSON.parse(JSON.stringify(made)));
        if (again?.constructor !== made.constructor || again.code !== made.code)
          throw new Error("It is not made again.");
        made.toBody(value);
      }
      seen.guarded += Number(mine);
      seen.revived += Number(revived !== undefined);
      seen.repeated += Number(advice.retry);
    };
    fc.assert(fc.property(plenty, one), { numRuns: 1000 });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  test("is not changed by any of it", () => {
    const values = [
      fc.constantFrom("s", 1, "x", "after-backoff", "none"),
      fc.jsonValue({ maxDepth: 2 }),
    ];
    const key = fc.constantFrom(
      ...places,
      "retry",
      "effect",
      "retryAfter",
      "retryAt",
      "params",
      "__proto__",
    );
    const data = fc.tuple(fc.object({ key, values, maxDepth: 3 }), fc.constantFrom(...names, ""));
    fc.assert(
      fc.property(data, ([object, name]) => {
        const value = { ...object, faultbook: `sampler/${name}` };
        const copy = structuredClone(value);
        const revived = reviveError(parser, frozen(value));
        matchError(value, "sampler/", arms);
        retryAdvice(value as unknown as RetryFacts, options);
        revived?.toBody(value);
        revived?.toJSON();
        expect(value).toEqual(copy);
      }),
      { numRuns: 1000 },
    );
  });

  function frozen<Value>(value: Value): Value {
    if (typeof value !== "object" || value === null) return value;
    for (const one of Object.values(value)) frozen(one);
    return Object.freeze(value);
  }
});
