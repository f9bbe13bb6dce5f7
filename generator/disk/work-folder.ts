// The folder in an output folder that runs keep for themselves, hidden from Git: the lock, the state, and what each run stages.

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { codeOf, reasonOf } from "./files.ts";
import { formatterSettings } from "./formatters.ts";
import { hashOf } from "./manifest.ts";

/** The name of the folder. */
export const workFolder = ".faultbook";

/** The name of the state in that folder. */
export const stateName = "state.json";

/** The files that hide the folder from Git and formatters. */
const hiding: Readonly<Record<string, string>> = { ".gitignore": "*\n", ...formatterSettings };

/** Makes the work folder of an output folder; returns the first folder that was missing. */
export function makeWorkFolder(root: string): string | undefined {
  const folder = join(root, workFolder);
  const above = mkdirSync(root, { recursive: true });
  const isThere = lstatSync(folder, { throwIfNoEntry: false });
  if (isThere === undefined) mkdirSync(folder, { recursive: true });
  else if (!isThere.isDirectory()) throw Object.assign(new Error(folder), { code: "ENOTDIR" });
  for (const [name, text] of Object.entries(hiding)) {
    try {
      writeFileSync(join(folder, name), text, { flag: "wx" });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
  return above ?? (isThere === undefined ? folder : undefined);
}

/** Removes the work folder if nothing is in it, and then the folders down to `first`, which were made for it, as far as they are empty. */
export function leaveWorkFolder(root: string, first: string | undefined): void {
  const folder = join(root, workFolder);
  try {
    if (!lstatSync(folder).isDirectory() || !readdirSync(folder).every(isHiding)) return;
    for (const name of Object.keys(hiding)) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
    if (first === undefined || first === folder) return;
    for (let one = root; ; one = dirname(one)) {
      rmdirSync(one);
      if (one === first) return;
    }
  } catch (error) {
    reasonOf(error);
  }
}

/** Checks that no run has left anything in a work folder, and none is at work. */
export function isTidy(root: string): boolean {
  try {
    return readdirSync(join(root, workFolder)).every(
      (name) => isHiding(name) || name === stateName,
    );
  } catch (error) {
    return codeOf(error) === "ENOENT";
  }
}

function isHiding(name: string): boolean {
  return Object.hasOwn(hiding, name);
}

/** Returns a name for a run: the id of its process, the place in which that id means something, and a random part. */
export function newRun(): string {
  return [process.pid, placeOfProcess(), randomDigits()].join("-");
}

/** Returns eight random hexadecimal digits. The module is loaded here, since many commands need none and it takes milliseconds. */
export function randomDigits(): string {
  return process.getBuiltinModule("node:crypto").randomBytes(4).toString("hex");
}

const runPattern = /^(\d{1,9})-([0-9a-f]{8})-[0-9a-f]{8}/;

/** Checks that a text is the name of a run. */
export function isRun(text: string): boolean {
  return runPattern.exec(text)?.[0] === text;
}

/** Checks that a run has ended, by its name or what begins with it; of a run elsewhere nothing is known. */
export function isGone(run: string): boolean {
  const [, pid, place] = runPattern.exec(run) ?? [];
  return pid !== undefined && place === placeOfProcess() && !isAlive(Number(pid));
}

/** Removes what runs left that ended before they were done; whoever calls it holds the lock. */
export function sweep(root: string): void {
  const folder = join(root, workFolder);
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (!runPattern.test(name) || !(isGone(name) || isOld(path))) continue;
      rmSync(path, { recursive: true, force: true });
    }
  } catch (error) {
    // It is litter, and the next run tries again.
    reasonOf(error);
  }
}

/** Of a run on another host or in another container nothing is known, but no run takes an hour. */
function isOld(path: string): boolean {
  return Date.now() - lstatSync(path).mtimeMs > 3_600_000;
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
