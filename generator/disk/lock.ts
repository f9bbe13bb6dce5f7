// One run at a time in an output folder: a lock file that its run touches, and that no run respects ten seconds after the last touch.

import {
  linkSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, reasonOf } from "./files.ts";
import {
  isGone,
  leaveWorkFolder,
  makeWorkFolder,
  newRun,
  randomDigits,
  workFolder,
} from "./work-folder.ts";

/** The name of the lock in that folder. */
export const lockName = "lock";

/** How to wait for a lock. */
export interface LockOptions {
  /** Called once if another run holds a lock for two seconds, with the id of its process if that is known. */
  readonly onWait?: ((pid: number | undefined) => void) | undefined;
}

/** Touches all locks of a run, at each file; false if another run has taken one of them over. */
export type Touch = () => boolean;

/** After this time without a touch, the process that holds a lock is taken for gone or stopped. */
const staleMs = 10_000;

/** The least time that a lock is watched for, since the clock of another host may be wrong. */
const watchMs = 1000;

/** Locks that were touched so lately are not touched again. */
const touchMs = 100;

const quietMs = 2000;
const pauseMs = 50;

/** Runs a function while holding the locks of all folders, acquired in order so that two runs cannot deadlock; a folder that is missing is made, and removed if it stays empty. */
export async function locked<Value>(
  roots: readonly string[],
  { onWait }: LockOptions,
  run: (touch: Touch) => Value | Promise<Value>,
): Promise<Value> {
  const own = newRun();
  const held: string[] = [];
  const made = new Map<string, string | undefined>();
  let last = Number.NEGATIVE_INFINITY;
  let isLost = false;
  const touch = () => {
    if (milliseconds() - last < touchMs) return !isLost;
    last = milliseconds();
    isLost ||= !held.every((path) => textAt(path) === own && touched(path));
    return !isLost;
  };
  const release = (): void => {
    process.off("exit", release);
    for (const path of held) if (textAt(path) === own) rmSync(path, { force: true });
    for (const [root, first] of [...made].reverse()) leaveWorkFolder(root, first);
  };
  process.on("exit", release);
  try {
    for (const root of roots) {
      const path = join(root, workFolder, lockName);
      const wait = waiting(path, onWait);
      // If no lock can be written, nothing else can be written either, which the run itself reports.
      while (makeFolder(root, made) && !acquire(path, own)) {
        if (!wait.isOver()) await sleep(pauseMs);
        touch();
      }
      if (textAt(path) === own) held.push(path);
    }
    return await run(touch);
  } finally {
    release();
  }
}

/** Returns a time that never goes back; the one of `performance` loads a dozen modules of Node.js. */
function milliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Makes the folder of a lock, and notes what it made; false if the system refuses. */
function makeFolder(root: string, made: Map<string, string | undefined>): boolean {
  try {
    const first = makeWorkFolder(root);
    if (!made.has(root) || first !== undefined) made.set(root, first);
    return true;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}

function acquire(path: string, own: string): boolean {
  try {
    writeFileSync(path, own, { flag: "wx" });
    return true;
  } catch (error) {
    reasonOf(error);
    // Another run may just have removed the folder with its lock.
    return !["EEXIST", "ENOENT"].includes(codeOf(error) ?? "");
  }
}

/** Watches a lock that another run holds, and takes it away once that run is gone. */
function waiting(path: string, onWait: LockOptions["onWait"]) {
  const began = milliseconds();
  let seen = "";
  let since = began;
  let isTold = false;
  return {
    /** Checks that there is nothing to wait for any more. */
    isOver: (): boolean => {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return true;
      const text = stats.isFile() ? textAt(path) : undefined;
      const now = milliseconds();
      const stamp = [stats.ino, stats.mtimeMs, text].join(" ");
      if (stamp !== seen) since = now;
      seen = stamp;
      // A run that makes a lock gives it its text at once.
      const isOld = text === "" || Date.now() - stats.mtimeMs > staleMs;
      const patience = isOld ? watchMs : staleMs;
      // Only a regular file is a lock.
      if (!stats.isFile() || now - since > patience || (text !== undefined && isGone(text))) {
        takeAway(path, text);
        return true;
      }
      if (!isTold && now - began > quietMs) {
        isTold = true;
        const pid = Number.parseInt(text ?? "", 10);
        onWait?.(Number.isNaN(pid) ? undefined : pid);
      }
      return false;
    },
  };
}

/** Takes a stale lock away; a lock that another run put there meanwhile is put back. */
function takeAway(path: string, text: string | undefined): void {
  const aside = `${path}-${randomDigits()}`;
  try {
    renameSync(path, aside);
    const stats = lstatSync(aside);
    if (stats.isFile() && textAt(aside) !== text) linkSync(aside, path);
    // A folder that is not empty holds what is not ours, and stays aside.
    if (stats.isDirectory()) rmdirSync(aside);
    else rmSync(aside, { force: true });
  } catch (error) {
    // Another run was quicker.
    reasonOf(error);
  }
}

function textAt(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, "utf8").slice(0, 100) : undefined;
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function touched(path: string): boolean {
  try {
    const now = new Date();
    utimesSync(path, now, now);
    return true;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}
