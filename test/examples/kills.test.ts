// Many kills: whatever a run is doing when it is killed, its folders hold the old set or the new one, all of them the same.

import { test } from "vitest";
import { killOften } from "../disk/kills.ts";

test(
  "100 kills leave one of two sets in all folders, and the next run finishes",
  {
    timeout: 600_000,
  },
  () => killOften(100),
);
