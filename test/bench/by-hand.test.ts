// The benchmark's exception by hand does what the generated one does, so that their sizes may be compared.

import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, type Imported, importPackage } from "../helpers.ts";
import * as byHand from "./by-hand.ts";

interface Shown extends Error {
  readonly body: unknown;
  readonly params: object;
  toJSON(): object;
  toBody(): object;
  toResponse(): object;
}

type Make = new (init?: object) => Shown;

let generated: Imported;
beforeAll(async () => {
  const bench: string = "./synthetic.mjs";
  const { syntheticCatalog } = (await import(bench)) as {
    readonly syntheticCatalog: (size: number) => string;
  };
  generated = await importPackage(await compile(syntheticCatalog(1000)));
}, 120_000);

const name = "AccountAmountForbidden";
const cyclic: { inner?: unknown } = {};
cyclic.inner = cyclic;
const own = JSON.parse('{"__proto__":{"admin":true}}');
const fail = (): never => {
  throw new Error("hostile");
};

const inits: readonly (readonly [what: string, init: object])[] = [
  ["nothing", {}],
  ["a status and ids", { status: 409, requestId: "r-1", wireCode: "ACCOUNT_AMOUNT_FORBIDDEN" }],
  ["params", { params: { field: "amount", limit: 7 } }],
  ["odd params", { params: { field: cyclic, limit: undefined } }],
  ["more params than there are", { params: { field: "amount", other: "x" } }],
  ["a date of another realm for a param", { params: { field: runInNewContext("new Date(0)") } }],
  ["a date for a param", { params: { field: new Date(0) } }],
  ["a message that forges a line", { message: "one\ntwo\u202e" }],
  ["a time to wait", { retryAfter: 30 }],
  ["a time to wait in parts of a second", { retryAfter: 1.5 }],
  ["a link of its own", { docsUrl: "https://x.example" }],
  ["a cause", { cause: new TypeError("before"), body: { secret: "canary" } }],
  ["a cause that is no error", { cause: "before" }],
  ["an own __proto__", { params: { field: own } }],
  ["a big integer and what is no number", { params: { field: [5n, Number.NaN, fail] } }],
  [
    "a long text deep down",
    { params: { field: { a: { b: { c: { d: ["x".repeat(20_000)] } } } } } },
  ],
];

describe.each(inits)("made of %s", (_, init) => {
  const both = (): readonly [Shown, Shown] => {
    const Generated = generated.classes.get(name) as unknown as Make;
    return [new byHand.AccountAmountForbiddenError(init) as Shown, new Generated(init)];
  };

  test("shows the same", () => {
    const [hand, made] = both();
    expect({ ...hand }).toEqual({ ...made });
    expect([hand.name, hand.message, hand.cause]).toEqual([made.name, made.message, made.cause]);
    expect([hand.params, hand.body]).toEqual([made.params, made.body]);
    expect(JSON.stringify(hand)).toBe(JSON.stringify(made));
  });

  test("answers the same", () => {
    const [hand, made] = both();
    expect(hand.toBody()).toEqual(made.toBody());
    expect(hand.toResponse()).toEqual(made.toResponse());
  });

  test("hides the body", () => {
    for (const error of both()) {
      expect(inspect(error, { depth: 9 })).not.toContain("canary");
      expect(JSON.stringify(error)).not.toContain("canary");
    }
  });
});

test("params that throw are not there", () => {
  const Generated = generated.classes.get(name) as unknown as Make;
  const params = Object.defineProperty({ limit: 7 }, "field", { get: fail, enumerable: true });
  const [hand, made] = [
    new byHand.AccountAmountForbiddenError({ params }),
    new Generated({ params }),
  ];
  expect(hand.message).toBe(made.message);
  expect(hand.toJSON()).toEqual(made.toJSON());
  expect(hand.toResponse()).toEqual(made.toResponse());
});

test("a lot is bounded, and a cause that throws is left out", () => {
  const Generated = generated.classes.get(name) as unknown as Make;
  const field = Array.from({ length: 100_000 }, () => "x");
  const init: object = { params: { field }, cause: new Proxy({}, { get: fail }) };
  for (const error of [new byHand.AccountAmountForbiddenError(init), new Generated(init)]) {
    expect(JSON.stringify(error).length).toBeLessThan(10_000);
    expect(error.toJSON()).not.toHaveProperty("cause");
  }
});

test("what somebody makes hostile is shown all the same", () => {
  const Generated = generated.classes.get(name) as unknown as Make;
  const [hand, made] = [new byHand.AccountAmountForbiddenError(), new Generated()].map((error) =>
    Object.defineProperty(error, "status", { get: fail }).toJSON(),
  );
  expect(hand).toMatchObject({ status: "[unreadable]" });
  expect(hand).toEqual(made);
});

test("both guards take both, and nothing else", () => {
  const Generated = generated.classes.get(name) as unknown as Make;
  const branded = Object.assign(() => 1, {
    code: "account_amount_forbidden",
    [Symbol.for("faultbook.error")]: "synthetic/AccountAmountForbidden",
  });
  const guards = [byHand.isAccountAmountForbiddenError, generated.guards.get(name)];
  const throwing = new Proxy({}, { get: () => expect.unreachable() });
  for (const guard of guards) {
    expect(guard?.(new byHand.AccountAmountForbiddenError())).toBe(true);
    expect(guard?.(new Generated())).toBe(true);
    for (const other of [
      null,
      undefined,
      1,
      {},
      branded,
      new Error("x"),
      { ...new Generated() },
      throwing,
    ])
      expect(guard?.(other)).toBe(false);
  }
});
