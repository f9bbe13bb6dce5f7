// How far a run is: one line on a terminal that is written over, and the time of each stage.

import type { Stage } from "../project/catalogs.ts";

/** Where progress is shown. */
export interface ProgressOptions {
  /** Writes a text at once. */
  readonly write: (text: string) => void;
  /** Returns a time in milliseconds; only differences count. */
  readonly now: () => number;
  /** True to show a line while the work goes on. */
  readonly live: boolean;
}

/** What watches a run. */
export interface Progress {
  /** Notes that a stage has done so much of its work. */
  readonly tell: (stage: Stage, done: number, total: number) => void;
  /** Ends the line and returns the time of each stage in its order, and of all together, in milliseconds. */
  readonly end: () => {
    readonly stages: readonly (readonly [Stage, number])[];
    readonly all: number;
  };
}

/** A run that is done before so many milliseconds shows nothing. */
const quietMs = 500;

const words: Readonly<Record<Stage, string>> = {
  check: "Checking catalogs",
  emit: "Making files",
  write: "Writing files",
};

/** Returns the progress of one run. */
export function progressOf({ write, now, live }: ProgressOptions): Progress {
  const start = now();
  const stages = new Map<Stage, number>();
  let current: { readonly stage: Stage; readonly since: number } | undefined;
  let shown = false;
  const close = (): void => {
    if (current === undefined) return;
    stages.set(current.stage, (stages.get(current.stage) ?? 0) + now() - current.since);
  };
  return {
    tell: (stage, done, total) => {
      close();
      current = { stage, since: now() };
      if (!live || now() - start < quietMs) return;
      write(`\r\u001b[2K${words[stage]}: ${done} of ${total}`);
      shown = true;
    },
    end: () => {
      close();
      current = undefined;
      if (shown) write("\r\u001b[2K");
      return { stages: [...stages], all: now() - start };
    },
  };
}
