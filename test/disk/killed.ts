// A run that is killed at some step: from there on it changes nothing on the disk any more.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const names = [
  "chmodSync",
  "copyFileSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
  "unlinkSync",
  "utimesSync",
  "writeFileSync",
] as const;

class Killed extends Error {}

function isForReading(flags: unknown): boolean {
  const { O_RDWR, O_WRONLY } = fs.constants;
  return flags === "r" || (typeof flags === "number" && (flags & (O_RDWR | O_WRONLY)) === 0);
}

/** Runs a function up to some step that changes the disk; returns false if it ended before. */
export function killedAt(step: number, run: () => void): boolean {
  const real = Object.fromEntries(names.map((name) => [name, fs[name]]));
  let steps = 0;
  const counted = names.map((name) => {
    const change = (...args: readonly unknown[]): unknown => {
      const isReading = name === "openSync" && isForReading(args[1]);
      if (!isReading && steps++ >= step) throw new Killed();
      return (real[name] as (...all: readonly unknown[]) => unknown)(...args);
    };
    return [name, change] as const;
  });
  Object.assign(fs, Object.fromEntries(counted));
  syncBuiltinESMExports();
  try {
    run();
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
}
