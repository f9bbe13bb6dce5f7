// Waits in every form in which servers send them, read without a clock, and sent again.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WaitUnit } from "../../runtime/facts.ts";
import { sentWait, type Wait, waitOf } from "../../runtime/waits.ts";

const { now: clock } = Date;
beforeAll(() => {
  Date.now = () => {
    throw new Error("It looked at the clock.");
  };
  process.env["TZ"] = "America/New_York";
});
afterAll(() => {
  Date.now = clock;
  delete process.env["TZ"];
});

const jan1 = Date.UTC(2026, 0, 1);
const minute = jan1 + 60_000;
const nothing = {};

describe("a wait without a unit", () => {
  const waits: readonly (readonly [value: unknown, expected: Wait])[] = [
    ["0", { retryAfter: 0 }],
    ["120", { retryAfter: 120 }],
    [" 5 ", { retryAfter: 5 }],
    ["1.5", { retryAfter: 1.5 }],
    [64.57, { retryAfter: 64.57 }],
    ["007", { retryAfter: 7 }],
    ["2026", { retryAfter: 2026 }],
    [999_999_999, { retryAfter: 999_999_999 }],
    [1e9, { retryAt: 1e12 }],
    ["1767225660", { retryAt: minute }],
    [1e11, { retryAt: 1e14 }],
    [1e11 + 1, nothing],
    [1e12 - 1, nothing],
    [1e12, { retryAt: 1e12 }],
    ["1767225660000", { retryAt: minute }],
    [1767225659999.5, { retryAt: minute }],
    [1e14, { retryAt: 1e14 }],
    [1e14 + 1, nothing],
    ["Thu, 01 Jan 2026 00:01:00 GMT", { retryAt: minute }],
    ["Thursday, 01-Jan-26 00:01:00 GMT", { retryAt: minute }],
    ["Thu Jan  1 00:01:00 2026", { retryAt: minute }],
    ["Thu, 01 Jan 2026 00:01:00", { retryAt: minute }],
    ["2026-01-01T00:01:00Z", { retryAt: minute }],
    ["2026-01-01T02:01:00+02:00", { retryAt: minute }],
    ["2026-01-01T00:01:00.500", { retryAt: minute + 500 }],
    ["2026-01-01 00:01:00", { retryAt: minute }],
    ["2026-01-02", { retryAt: Date.UTC(2026, 0, 2) }],
    ["Fri, 31 Dec 9999 23:59:59 GMT", { retryAt: Date.UTC(9999, 11, 31, 23, 59, 59) }],
    ["3.5s", { retryAfter: 3.5 }],
    ["64.57s", { retryAfter: 64.57 }],
    ["6m0s", { retryAfter: 360 }],
    ["1h2m3.5s", { retryAfter: 3723.5 }],
    ["250ms", { retryAfter: 0.25 }],
    ["1s250ms", { retryAfter: 1.25 }],
    ["1500\u00b5s", { retryAfter: 0.0015 }],
    ["1500us", { retryAfter: 0.0015 }],
    ["2000000ns", { retryAfter: 0.002 }],
    ["1d2h", { retryAfter: 93_600 }],
    ["PT30S", { retryAfter: 30 }],
    ["PT1M0.5S", { retryAfter: 60.5 }],
    ["P1DT1H", { retryAfter: 90_000 }],
    ["P2W", { retryAfter: 1_209_600 }],
    ["P1M", nothing],
    ["P1Y", nothing],
    ["P", nothing],
    ["PT", nothing],
    ["-3.5s", nothing],
    ["5 s", nothing],
    ["1.2.3s", nothing],
    ["99999999999999999h", nothing],
    ["5, 5", { retryAfter: 5 }],
    ["5,9, 7", { retryAfter: 9 }],
    ["later, 5", { retryAfter: 5 }],
    ["3s, 5", { retryAfter: 5 }],
    ["Thu, 01 Jan 2026 00:01:00 GMT, Thu, 01 Jan 2026 00:00:00 GMT", { retryAt: minute }],
    ["Thursday, 01-Jan-26 00:01:00 GMT, 5", { retryAfter: 5, retryAt: minute }],
    ["9".repeat(400), nothing],
    [1e300, nothing],
    ["-5", nothing],
    [-5, nothing],
    ["+5", nothing],
    ["0x10", nothing],
    ["1e3", nothing],
    [".5", nothing],
    ["", nothing],
    [" , ", nothing],
    ["soon", nothing],
    ["Thu, 99 Foo 2026 00:00:00 GMT", nothing],
    ["2026-13-01", nothing],
    ["Wed, 31 Dec 1969 23:59:59 GMT", nothing],
    [Number.NaN, nothing],
    [Number.POSITIVE_INFINITY, nothing],
    [undefined, nothing],
    [null, nothing],
    [true, nothing],
    [["5"], nothing],
    [5n, nothing],
  ];
  test.each(waits)("%s", (value, expected) => {
    expect(waitOf(value)).toEqual(expected);
  });

  test("is nothing in a text of great length, and that is soon known", () => {
    for (const text of ["1", "1h", "Thu ", "Thu, ", "P1D", ", ", "1."])
      expect(waitOf(`${text.repeat(100_000)}x`)).toEqual(nothing);
    for (const text of ["1h", "1.", ":11 ", "Aa"]) waitOf(`Thu ${text.repeat(200)}x`);
  });
});

describe("a wait with a unit", () => {
  const waits: readonly (readonly [unit: WaitUnit, value: unknown, expected: Wait])[] = [
    ["seconds", 30, { retryAfter: 30 }],
    ["seconds", "30", { retryAfter: 30 }],
    ["seconds", 1767225660, { retryAfter: 1767225660 }],
    ["seconds", 8.7e12, nothing],
    ["milliseconds", 1120, { retryAfter: 1.12 }],
    ["milliseconds", "1120", { retryAfter: 1.12 }],
    ["milliseconds", "250, 1120", { retryAfter: 1.12 }],
    ["milliseconds", -1, nothing],
    ["milliseconds", "3s", { retryAfter: 3 }],
    ["epoch-seconds", 1767225660, { retryAt: minute }],
    ["epoch-seconds", "1767225660", { retryAt: minute }],
    ["epoch-seconds", 5, { retryAt: 5000 }],
    ["epoch-seconds", 1e300, nothing],
    ["epoch-milliseconds", minute, { retryAt: minute }],
    ["epoch-milliseconds", -minute, nothing],
    ["duration", "6m0s", { retryAfter: 360 }],
    ["duration", 6, nothing],
    ["duration", "6", nothing],
    ["date", "2026-01-01T00:01:00Z", { retryAt: minute }],
    ["date", 2026, nothing],
  ];
  test.each(waits)("%s %j", (unit, value, expected) => {
    expect(waitOf(value, unit)).toEqual(expected);
  });
});

describe("a wait that is sent", () => {
  const both = { retryAfter: 1.12, retryAt: minute };
  const place = ["wait"];
  type Row = readonly [unit: WaitUnit | undefined, wait: Wait, at: unknown, expected: unknown];
  const rows: readonly Row[] = [
    [undefined, both, "retry-after", 2],
    [undefined, { retryAt: minute }, "retry-after", "Thu, 01 Jan 2026 00:01:00 GMT"],
    [undefined, both, place, 1.12],
    [undefined, { retryAt: minute }, place, minute],
    ["seconds", both, place, 1.12],
    ["milliseconds", both, place, 1120],
    ["milliseconds", { retryAfter: 0 }, place, 0],
    ["milliseconds", both, "retry-after", 1120],
    ["duration", both, place, "1.12s"],
    ["epoch-seconds", both, place, minute / 1000],
    ["epoch-milliseconds", both, place, minute],
    ["date", both, place, "2026-01-01T00:01:00.000Z"],
    ["date", both, "x-until", "Thu, 01 Jan 2026 00:01:00 GMT"],
  ];
  test.each(rows)("as %s of %j at %j", (unit, wait, at, expected) => {
    const sent = sentWait(wait, at, unit);
    expect(sent).toBe(expected);
    const read = waitOf(typeof at === "string" ? String(sent) : sent, unit);
    expect(read).toEqual(
      read.retryAt === undefined
        ? { retryAfter: at === "retry-after" && unit === undefined ? 2 : wait.retryAfter }
        : { retryAt: minute },
    );
  });

  test("is nothing where it would take a clock", () => {
    for (const unit of ["seconds", "milliseconds", "duration"] as const)
      expect(sentWait({ retryAt: minute }, place, unit)).toBe(undefined);
    for (const unit of ["epoch-seconds", "epoch-milliseconds", "date"] as const)
      expect(sentWait({ retryAfter: 5 }, place, unit)).toBe(undefined);
  });

  test("is nothing of what is no wait", () => {
    for (const value of [-1, Number.NaN, 1e300, "soon", null]) {
      const wait = { retryAfter: value, retryAt: value } as never;
      for (const unit of [undefined, "milliseconds", "duration", "date"] as const)
        for (const at of ["retry-after", place]) expect(sentWait(wait, at, unit)).toBe(undefined);
    }
  });
});
