// One run at a time on an output folder: a lock file in it, which a dead process cannot keep.

import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, reasonOf, statsOf } from "./files.ts";

/** The name of the lock in the output folder. */
export const lockName = ".faultbook-lock";

/** How to wait for the lock. */
export interface LockOptions {
  /** Called once where another process has the lock, with its id. */
  readonly onWait?: ((pid: number) => void) | undefined;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** What tells this lock from any other. */
  readonly id: string;
}

/** A lock that nobody touched for so long is of a process that is gone; a run takes seconds. */
const oldestMs = 10 * 60 * 1000;

/** A lock that says nothing for so long was never written to its end. */
const oldestWritingMs = 500;

const pauseMs = 50;

/** Runs a function while no other process runs one for any of some folders, taken in the order in which they are given: where all runs keep to one order, none waits for itself. */
export async function withLocks<Value>(
  roots: readonly string[],
  options: LockOptions,
  run: () => Value,
): Promise<Value> {
  const [first, ...rest] = roots;
  if (first === undefined) return run();
  return withLock(first, options, () => withLocks(rest, options, run));
}

/** Runs a function while no other process runs one for the same folder, waiting for its turn; the folder is made where it is missing and goes again if it stays empty. */
export async function withLock<Value>(
  root: string,
  { onWait }: LockOptions,
  run: () => Value | Promise<Value>,
): Promise<Value> {
  const made = makeFolder(root);
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  let told = false;
  // Where no lock can be written nothing else can either, which the run itself tells.
  while (made.writable && !acquire(root, own)) {
    const holder = holderOf(root);
    if (isStale(root, holder)) steal(root, holder);
    else {
      if (!told && holder !== undefined) onWait?.(holder.pid);
      told ||= holder !== undefined;
      await sleep(pauseMs);
    }
  }
  try {
    return await run();
  } finally {
    if (holderOf(root)?.id === own.id) rmSync(join(root, lockName), { force: true });
    if (made.first !== undefined) removeEmpty(root, made.first);
  }
}

function makeFolder(root: string): { readonly writable: boolean; readonly first?: string } {
  try {
    const first = mkdirSync(root, { recursive: true });
    return first === undefined ? { writable: true } : { writable: true, first };
  } catch (error) {
    reasonOf(error);
    return { writable: false };
  }
}

function acquire(root: string, own: Holder): boolean {
  try {
    writeFileSync(join(root, lockName), JSON.stringify(own), { flag: "wx" });
    return true;
  } catch (error) {
    reasonOf(error);
    if (codeOf(error) !== "EEXIST") return true;
    // What is no file is nobody's lock, and not ours to take away.
    return statsOf(join(root, lockName))?.isFile() === false;
  }
}

function holderOf(root: string): Holder | undefined {
  return holderAt(join(root, lockName));
}

/** Gives what a lock says; nothing where there is none, or where it is being written. */
function holderAt(path: string): Holder | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(path, "utf8"));
    const { pid, host, id } = (data ?? {}) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" && typeof id === "string"
      ? { pid, host, id }
      : undefined;
  } catch {
    return undefined;
  }
}

function isStale(root: string, holder: Holder | undefined): boolean {
  if (holder !== undefined && holder.host === hostname() && !isAlive(holder.pid)) return true;
  const { mtimeMs } = statSync(join(root, lockName), { throwIfNoEntry: false }) ?? {};
  const oldest = holder === undefined ? oldestWritingMs : oldestMs;
  return mtimeMs !== undefined && Date.now() - mtimeMs > oldest;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Takes a dead lock away; one that somebody else put there meanwhile is put back. */
function steal(root: string, stale: Holder | undefined): void {
  const path = join(root, lockName);
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (holderAt(aside)?.id !== stale?.id) linkSync(aside, path);
  } catch (error) {
    // Another process was quicker.
    reasonOf(error);
  } finally {
    rmSync(aside, { force: true });
  }
}

function removeEmpty(root: string, first: string): void {
  try {
    for (let folder = root; ; folder = dirname(folder)) {
      rmdirSync(folder);
      if (folder === first) return;
    }
  } catch (error) {
    reasonOf(error);
  }
}
