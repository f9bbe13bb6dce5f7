// When a request may be repeated: a table, and how long a server may ask to wait.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Effect, Retry } from "../../runtime/facts.ts";
import { type RetryFacts, type RetryOptions, retryAdvice } from "../../runtime/retry.ts";

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
    const odd = [Number.NaN, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const random of [() => 0, () => 1, ...odd.map((one) => () => one)])
      for (const one of odd)
        for (const given of [{ base: one }, { cap: one }, { now: one }, { base: one, cap: one }])
          expect(ms({ retryAt: 5 }, { random, ...given })).toSatisfy(Number.isSafeInteger);
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
    expect([1.12, 64.57, 0.07, 0].map((retryAfter) => ms({ retryAfter }))).toEqual([
      1120, 64_570, 70, 0,
    ]);
  });

  const asked: readonly (readonly [what: string, Partial<RetryFacts>, ms: number | undefined])[] = [
    ["a moment to come", { retryAt: now + 7000 }, 7000],
    ["this very moment", { retryAt: now }, 250],
    ["a moment in the past", { retryAt: now - 1 }, 250],
    ["a length beside a moment in the past", { retryAfter: 3, retryAt: 0 }, 3000],
    ["a length beside a later moment", { retryAfter: 3, retryAt: now + 4000 }, 4000],
    ["a length beside an earlier moment", { retryAfter: 3, retryAt: now + 2000 }, 3000],
    ["one day", { retryAfter: 86_400 }, 86_400_000],
    ["more than a day", { retryAfter: 86_401 }, undefined],
    ["a moment after a day", { retryAt: now + 86_400_001 }, undefined],
    ["a length beside a moment years ahead", { retryAfter: 3, retryAt: 2 * now }, undefined],
    ["a negative length", { retryAfter: -1 }, 250],
    ["no number", { retryAfter: Number.NaN, retryAt: Number.NaN }, 250],
    ["what has no end", { retryAfter: Number.POSITIVE_INFINITY, retryAt: 1e300 }, 250],
    ["a text", { retryAfter: "soon" as never, retryAt: "5" as never }, 250],
  ];
  test.each(asked)("of %s", (_, wait, expected) => {
    expect(ms(wait)).toBe(expected);
  });

  test("keeps no wait beyond the bound, whatever is idempotent, and says why", () => {
    const error = { ...facts, retryAfter: 61 };
    const given = { ...options, idempotent: true, maxWait: 60_000 };
    expect(retryAdvice(error, given)).toEqual({
      retry: false,
      afterMs: undefined,
      reason: "Do not retry in this process: the server asks for a wait of 61 seconds.",
    });
    expect(ms({ retryAfter: 60 }, given)).toBe(60_000);
    expect(ms({ retryAfter: 1 }, { maxWait: Number.NaN })).toBe(undefined);
    expect(ms({ retryAfter: 2 ** 31 }, { maxWait: Number.POSITIVE_INFINITY })).toBe(undefined);
  });

  test("compares a moment with the time now alone", () => {
    expect(ms({ retryAt: now + 5 }, { now: Number.NaN })).toBe(250);
    expect(ms({ retryAfter: 5 }, { now: Number.NaN })).toBe(5000);
  });

  test("never makes an unsafe repeat safe by a wait", () => {
    const unsafe = { retry: "after-backoff", effect: "unknown" } as const;
    for (const wait of [{ retryAfter: 5 }, { retryAt: now + 5 }, { retryAfter: 0 }])
      expect(retryAdvice({ ...unsafe, ...wait }, options).retry).toBe(false);
  });

  test("does not repeat what it cannot read", () => {
    const hostile = new Proxy(facts, { get: fail });
    for (const error of [hostile, null, undefined, 5, {}, "after-backoff"])
      expect(retryAdvice(error as RetryFacts, options).retry).toBe(false);
    expect(retryAdvice({ ...facts, retryAfter: Symbol("5") as never }, options).afterMs).toBe(250);
  });
});
