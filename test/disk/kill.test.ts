// A run over several folders that is killed at any moment leaves in all of them the old set or the new one, once another run has looked.

import { test } from "vitest";
import { killOften } from "./kills.ts";

// `npm run test:examples` does so 100 times.
test(
  "10 kills leave one of two sets in all folders, and the next run finishes",
  {
    timeout: 60_000,
  },
  () => killOften(10),
);
