// Bodies that count how often they are asked: getters, classes, replaced prototypes, merged prototypes and proxies.

import fc from "fast-check";
import { expect } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { BaseError, type UnknownErrorInit, unknownFacts } from "../../runtime/errors.ts";
import { identify } from "../../runtime/identify.ts";
import { type ErrorClass, parseError } from "../../runtime/parse.ts";
import type { Recogniser } from "../../runtime/steps.ts";

const head = "id: t\ntitle: T\nversion: 1.0.0\nprefix: Tt\ncodeType: mixed\n";

const catalogs = [
  `
envelopes: { E: { code: /code, message: [/error/message, /message], retryAfter: [/wait, "header:x-wait"] } }
definitions:
  One:
    code: [1, s]
    kind: conflict
    summary: S.
    params:
      detail: { at: /detail, optional: true, $ref: "#/schemas/Detail" }
      inner: { at: /detail/code, optional: true }
schemas: { Detail: { type: object, properties: { code: {}, list: { type: array, items: { type: object } } }, oneOf: [{ required: [list] }, { properties: { code: { const: { a: 1 } } } }] } }
`,
  `
envelopes: { E: { code: /error/code, message: /error/message } }
definitions:
  One: { code: 1, kind: conflict, summary: S., match: { body: { /error/type: a } } }
  Two: { code: [1, s], kind: timeout, summary: S. }
`,
  `
envelopes: { E: { code: /errors/*/code, message: /errors/*/message, when: { /errors: { present: true }, /errors/*/message: { present: true } } } }
definitions: { One: { code: [1, s], kind: conflict, summary: S. } }
`,
  `
envelopes: { E: { code: /data/*/list/*/code, message: /data/*/list/*/message } }
success: { /data/*/list/*/code: [0, 5] }
definitions: { One: { code: [1, s], kind: conflict, summary: S. } }
`,
  `
envelope: E
envelopes:
  E: { code: [/list/(type=a)/code, /list/0/code], message: /message }
  F: { code: [/code, /errors/*/code], when: { /error: { present: false } } }
definitions: { One: { code: [1, s], kind: conflict, summary: S. } }
`,
].map((text): Recogniser => {
  const { value } = parseYaml({ path: "t.yaml", text: `${head}${text}` });
  return withSteps(resolveCatalog(value?.value as unknown as CatalogDocument).derived.tables);
});

/** What a body is made of; made anew each time, since fast-check would look into the body itself. */
interface Plan {
  readonly how: string;
  readonly entries: readonly (readonly [key: string, value: unknown])[];
}

const keys = fc.constantFrom(
  ...["code", "code", "message", "error", "errors", "data", "list", "type", "detail", "wait"],
  ...["0", "a", "length", "constructor", "__proto__", "toString"],
);
const scalars = fc.constantFrom<unknown>(1, "1", "s", "a", 0, 5, null, undefined, true, "", 9);
const ways = ["plain", "getters", "throwing", "class", "derived", "replaced", "merged"] as const;
const more = ["faked", "null", "proxy", "proxied list", "list", "list", "plain", "plain"] as const;

const plans = fc.letrec<{ value: unknown; plan: Plan }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalars, tie("plan")),
  plan: fc.record({
    how: fc.constantFrom(...ways, ...more),
    entries: fc.array(fc.tuple(keys, tie("value")), { maxLength: 5 }),
  }),
}));

/** Asks of a body, by the object and the key. */
type Asked = Map<string, number>;

function made(value: unknown, asked: Asked): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { how, entries } = value as Plan;
  const id = asked.size;
  asked.set(`object ${id}`, 0);
  const ask = (key: string): void => {
    const name = `${id} ${key}`;
    asked.set(name, (asked.get(name) ?? 0) + 1);
  };
  const values = entries.map(([key, one]) => [key, made(one, asked)] as const);
  const getters = (isThrowing: boolean): PropertyDescriptorMap =>
    Object.fromEntries(
      values.map(([key, one]) => {
        const get = () => {
          ask(key);
          if (isThrowing) throw new Error("hostile");
          return one;
        };
        return [key, { get, enumerable: true, configurable: true }];
      }),
    );
  const plain = (): object => {
    const object = {};
    for (const [key, one] of values)
      Object.defineProperty(object, key, { value: one, enumerable: true, writable: true });
    return object;
  };
  const counting = (target: object): object =>
    new Proxy(target, {
      get: (from, key, receiver) => {
        if (typeof key === "string") ask(key);
        return Reflect.get(from, key, receiver);
      },
    });
  const own = values.filter(([key]) => key !== "constructor");
  switch (how) {
    case "getters":
    case "throwing":
      return Object.defineProperties({}, getters(how === "throwing"));
    case "class":
    case "derived": {
      const Made = class {};
      const { constructor: _, ...rest } = getters(false);
      Object.defineProperties(Made.prototype, rest);
      return how === "class" ? new Made() : new (class extends Made {})();
    }
    case "replaced":
      return Object.setPrototypeOf({}, plain());
    case "merged":
      return Object.setPrototypeOf({ constructor: Object }, plain());
    case "faked":
      return Object.setPrototypeOf(
        {},
        Object.assign(Object.fromEntries(own), { constructor: Object }),
      );
    case "null":
      return Object.setPrototypeOf(plain(), null);
    case "proxy":
      return counting(plain());
    case "proxied list":
      return counting(values.map(([, one]) => one));
    case "list":
      return values.map(([, one]) => one);
    default:
      return plain();
  }
}

function classOf(tables: Recogniser, name: string | undefined): ErrorClass {
  const meanings = Object.values(tables.codes).flatMap((one) => one ?? []);
  const definition = meanings.map(([one]) => one).find((one) => one.name === name);
  return class extends BaseError {
    constructor(init: UnknownErrorInit) {
      const facts = definition ?? unknownFacts("t/", "UnknownTt", init);
      super(facts, init, { envelope: "E", slots: [] });
    }
  };
}

const parsers = catalogs.map((tables) => {
  const known = Object.fromEntries(["One", "Two"].map((name) => [name, classOf(tables, name)]));
  return { tables, classes: { known, unknown: classOf(tables, undefined) }, shapes: {} };
});

const statuses = fc.constantFrom<unknown>(200, 400, 404, undefined);

/** Checks that identifying and parsing agree on many bodies, and that neither asks twice for anything. */
export function checkOnce(numRuns: number): void {
  const seen = { known: 0, unknown: 0, none: 0, asked: 0 };
  const one = (plan: Plan, status: unknown, parser: (typeof parsers)[number]): void => {
    const asked: readonly Asked[] = [new Map(), new Map()];
    const [first, second] = asked.map((counts) => ({ status, body: made(plan, counts) }));
    const identity = identify(parser.tables, first);
    const error = parseError(parser, second, { stack: false });
    const told = error && [error.code, error.wireCode, error.kind, error.retry, error.effect];
    const { code, kind, retry, effect } = identity ?? {};
    const wireCode =
      identity !== undefined && "wireCode" in identity ? identity.wireCode : error?.wireCode;
    expect(identity && [code, wireCode, kind, retry, effect]).toEqual(told);
    const most = asked.flatMap((counts) => [...counts]).filter(([, count]) => count > 0);
    expect(most.filter(([, count]) => count > 1)).toEqual([]);
    seen.asked += most.length;
    if (identity === undefined) seen.none++;
    else if (identity.name === undefined) seen.unknown++;
    else seen.known++;
  };
  const property = fc.property(plans.plan, statuses, fc.constantFrom(...parsers), one);
  fc.assert(property, { numRuns });
  // The bodies are near enough to errors to be of every sort.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(numRuns / 300);
}
