// Many kills: whatever a run is doing when it is killed, its folders hold the old set or the new one, all of them the same.

import { expect, test } from "vitest";
import { killOften } from "../disk/kills.ts";
import { killTenTimes } from "../hostile/kills.ts";

test(
  "100 kills leave one of two sets in all folders, and the next run finishes",
  {
    timeout: 600_000,
  },
  () => killOften(100),
);

test("S22: 20 kills leave no file cut off, and the next run leaves one whole set", {
  timeout: 600_000,
}, async () => {
  const lanes = await Promise.all([killTenTimes(22), killTenTimes(23)]);
  // Were no run caught while it wrote, this test would prove nothing.
  expect(lanes[0] + lanes[1]).toBeGreaterThan(2);
});
