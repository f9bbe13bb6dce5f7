// Many signals, each at another moment of a run.

import { test } from "vitest";
import { signalOften, signals } from "../hostile/signals.ts";

test.each(signals)("20 times %s", { timeout: 600_000 }, (name) => signalOften(name, 20));
