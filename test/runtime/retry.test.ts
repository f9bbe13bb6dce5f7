// When a request may be repeated: a table, and waits in every form that servers write them.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Effect, Retry } from "../../runtime/facts.ts";
import { type RetryFacts, type RetryOptions, retryAdvice, waitOf } from "../../runtime/retry.ts";

const now = Date.UTC(2026, 0, 1);
const longest = 2 ** 31 - 1;
const facts: RetryFacts = { retry: "after-backoff", effect: "none" };
const options: RetryOptions = { idempotent: false, attempt: 1, now, random: () => 0.5 };
const ms = (error: Partial<RetryFacts>, given: Partial<RetryOptions> = {}) =>
  retryAdvice({ ...facts, ...error }, { ...options, ...given }).afterMs;

// Advice has no clock and no timer of its own.
const { now: clock } = Date;
const { setTimeout: timer } = globalThis;
const fail = (): never => {
  throw new Error("It looked at the clock.");
};
beforeAll(() => {
  Date.now = fail;
  process.env["TZ"] = "America/New_York";
});
afterAll(() => {
  Date.now = clock;
  globalThis.setTimeout = timer;
  delete process.env["TZ"];
});

describe("retryAdvice", () => {
  const retries: readonly Retry[] = ["never", "after-fix", "after-backoff"];
  const effects: readonly Effect[] = ["none", "unknown"];
  const table = retries.flatMap((retry) =>
    effects.flatMap((effect) =>
      [true, false].flatMap((idempotent) =>
        [1, 4, 5, 99].map((attempt) => ({ retry, effect, idempotent, attempt })),
      ),
    ),
  );
  test.each(table)("$retry, effect $effect, idempotent $idempotent, attempt $attempt", (row) => {
    const { retry, effect, idempotent, attempt } = row;
    const advice = retryAdvice({ retry, effect, retryAfter: 3 }, { ...options, ...row });
    const safe = effect === "none" || idempotent;
    const expected = retry === "after-backoff" && safe && attempt < 5;
    expect(advice.retry).toBe(expected);
    expect(advice.afterMs).toBe(expected ? 3000 : undefined);
    expect(advice.reason).toMatch(/^[A-Z].{20,}\.$/);
    expect(retryAdvice({ retry, effect, retryAfter: 3 }, { ...options, ...row })).toEqual(advice);
    expect([idempotent, attempt]).toEqual([row.idempotent, row.attempt]);
  });

  test("gives up after as many attempts as it is told, and with none that is a number", () => {
    expect(ms({}, { attempt: 1, attempts: 1 })).toBe(undefined);
    expect(ms({}, { attempt: 7, attempts: 8 })).toBeTypeOf("number");
    expect(ms({}, { attempt: Number.NaN })).toBe(undefined);
  });

  test("backs off with full jitter, doubled with each attempt, up to the cap", () => {
    expect([1, 2, 3, 4].map((attempt) => ms({}, { attempt }))).toEqual([250, 500, 1000, 2000]);
    const far = { attempt: 5000, attempts: Number.POSITIVE_INFINITY };
    expect(ms({}, far)).toBe(15_000);
    expect(ms({}, { ...far, cap: 100 })).toBe(50);
    expect(ms({}, { ...far, cap: Number.POSITIVE_INFINITY })).toBe(longest);
    expect(ms({}, { attempt: 2, base: 10 })).toBe(10);
    expect(ms({}, { attempt: -3 })).toBe(250);
    expect(ms({}, { base: -5 })).toBe(0);
  });

  const randoms: readonly (readonly [random: number, expected: number])[] = [
    [0, 0],
    [0.5, 250],
    [0.999, 500],
    [1, 500],
    [7, 500],
    [-1, 0],
    [Number.NaN, 500],
    [Number.POSITIVE_INFINITY, 500],
  ];
  test.each(randoms)("of random %d waits %d", (random, expected) => {
    expect(ms({}, { random: () => random })).toBe(expected);
  });

  test("takes a random number of its own where none is given", () => {
    const waits = Array.from({ length: 50 }, () => ms({}, { random: undefined }));
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(0);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(500);
    expect(new Set(waits).size).toBeGreaterThan(5);
  });

  test("keeps the whole wait that the server asks for, without jitter and cap", () => {
    expect(ms({ retryAfter: 120 }, { cap: 5, random: fail })).toBe(120_000);
    expect(ms({ retryAfter: "soon" })).toBe(250);
  });

  test("does not repeat what it cannot read", () => {
    const hostile = new Proxy(facts, { get: fail });
    for (const error of [hostile, null, undefined, 5, {}, "after-backoff"])
      expect(retryAdvice(error as RetryFacts, options).retry).toBe(false);
    expect(retryAdvice({ ...facts, retryAfter: Symbol("5") as never }, options).afterMs).toBe(250);
  });
});

describe("a Retry-After", () => {
  const waits: readonly (readonly [text: unknown, expected: number | undefined])[] = [
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5000],
    ["1.5", 1500],
    ["0.0001", 1],
    [7, 7000],
    [0.25, 250],
    [1e-7, 1],
    ["007", 7000],
    ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
    ["Thursday, 01-Jan-26 00:01:00 GMT", 60_000],
    ["Thu Jan  1 00:01:00 2026", 60_000],
    ["2026-01-01T00:01:00Z", 60_000],
    ["2026-01-01T02:01:00+02:00", 60_000],
    ["2026-01-01T00:01:00.500", 60_500],
    ["2026-01-01 00:01:00", 60_000],
    ["2026-01-02", 86_400_000],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
    ["2015-10-21T07:28:00Z", 0],
    ["999999999999", longest],
    ["9".repeat(400), longest],
    [1e300, longest],
    ["Fri, 31 Dec 9999 23:59:59 GMT", longest],
    ["-5", undefined],
    [-5, undefined],
    ["+5", undefined],
    ["0x10", undefined],
    ["1e3", undefined],
    ["5s", undefined],
    ["5, 6", undefined],
    [".5", undefined],
    ["", undefined],
    [" ", undefined],
    ["soon", undefined],
    ["Later, 5", undefined],
    ["Thu, 99 Foo 2026 00:00:00 GMT", undefined],
    ["2026-13-01", undefined],
    ["2026", 2_026_000],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [undefined, undefined],
    [null, undefined],
    [true, undefined],
    [["5"], undefined],
    [5n, undefined],
  ];
  test.each(waits)("of %s", (text, expected) => {
    expect(waitOf(text, now)).toBe(expected);
  });

  test("that is a date needs the time now", () => {
    expect(waitOf("2026-01-02", Number.NaN)).toBe(undefined);
    expect(waitOf("5", Number.NaN)).toBe(5000);
  });

  test("of great length is read in no time", () => {
    expect(waitOf(`${"1".repeat(500_000)}x`, now)).toBe(undefined);
    expect(waitOf(`Thu ${":11 ".repeat(50_000)}`, now)).toBe(undefined);
  });
});
