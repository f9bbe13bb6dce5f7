// One run at a time in an output folder: a lock file that its run touches, and that no run respects ten seconds after the last touch.

import { randomBytes } from "node:crypto";
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, reasonOf } from "./files.ts";
import { hashOf } from "./manifest.ts";

/** The folder in an output folder in which a run keeps what is its own. */
export const workFolder = ".faultbook";

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
  const made: (readonly [folder: string, first: string])[] = [];
  const touch = () => held.every((path) => textAt(path) === own && touched(path));
  try {
    for (const root of roots) {
      const path = join(root, workFolder, lockName);
      const wait = waiting(path, onWait);
      // If no lock can be written, nothing else can be written either, which the run itself reports.
      while (makeFolder(dirname(path), made) && !acquire(path, own)) {
        if (!wait.isOver()) await sleep(pauseMs);
        touch();
      }
      if (textAt(path) === own) held.push(path);
    }
    return await run(touch);
  } finally {
    for (const path of held) if (textAt(path) === own) rmSync(path, { force: true });
    for (const [folder, first] of made.reverse()) removeEmpty(folder, first);
  }
}

/** Returns a name for a run: the id of its process, the place in which that id means something, and a random part. */
export function newRun(): string {
  return [process.pid, placeOfProcess(), randomBytes(4).toString("hex")].join("-");
}

/** Checks that a run has ended; of a run elsewhere, or of a text that names no run, nothing is known. */
export function isGone(run: string): boolean {
  const [, pid, place] = /^(\d{1,9})-([0-9a-f]{8})-[0-9a-f]{8}$/.exec(run) ?? [];
  return pid !== undefined && place === placeOfProcess() && !isAlive(Number(pid));
}

/** Containers that share the name of their host number their processes apart. */
function placeOfProcess(): string {
  let space = "";
  try {
    space = readlinkSync("/proc/self/ns/pid");
  } catch (error) {
    reasonOf(error);
  }
  return hashOf(`${hostname()}\n${space}`).slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Makes a folder and those above it, and notes the first of them; false if the system refuses or a link stands there. */
function makeFolder(folder: string, made: (readonly [string, string])[]): boolean {
  try {
    const first = mkdirSync(folder, { recursive: true });
    if (first !== undefined) made.push([folder, first]);
    return lstatSync(folder).isDirectory();
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
  const began = performance.now();
  let seen = "";
  let since = began;
  let isTold = false;
  return {
    /** Checks that there is nothing to wait for any more. */
    isOver: (): boolean => {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return true;
      const text = stats.isFile() ? textAt(path) : undefined;
      const now = performance.now();
      const stamp = [stats.ino, stats.mtimeMs, text].join(" ");
      if (stamp !== seen) since = now;
      seen = stamp;
      const patience = Date.now() - stats.mtimeMs > staleMs ? watchMs : staleMs;
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
  const aside = `${path}-${randomBytes(4).toString("hex")}`;
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

function removeEmpty(folder: string, first: string): void {
  try {
    for (let one = folder; ; one = dirname(one)) {
      rmdirSync(one);
      if (one === first) return;
    }
  } catch (error) {
    reasonOf(error);
  }
}
