// Files that stand ready beside their targets: writing them, and telling that they are as they were written.

import { existsSync, lstatSync, rmSync, writeFileSync } from "node:fs";
import { absolute, look } from "./files.ts";
import { foldersOf } from "./manifest.ts";
import type { DiskEntry } from "./plan.ts";

/** What the system says of the staged files that this run wrote, by path: while it says the same, nobody has touched them. */
export type Stamps = Map<string, string>;

function stampOf(root: string, path: string): string {
  const stats = lstatSync(absolute(root, path), { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
}

/** A file to be staged. */
export interface Staged {
  /** The path inside the output folder. */
  readonly path: string;
  /** The whole text, or its bytes as UTF-8. */
  readonly content: string | Uint8Array;
}

/** Writes a file that is not there yet; false where its folder is none. */
export function writeStaged(root: string, { path, content }: Staged, stamps: Stamps): boolean {
  if (!isFolder(root, parentOf(path))) return false;
  const file = absolute(root, path);
  // The suffix is ours, so what bears it was left by a run whose journal somebody deleted.
  if (existsSync(file)) rmSync(file, { force: true });
  writeFileSync(file, content, { flag: "wx" });
  stamps.set(path, stampOf(root, path));
  return true;
}

/** A file that is staged. */
export interface StagedHash {
  /** The path inside the output folder. */
  readonly path: string;
  /** The hash that the file must have. */
  readonly after: string;
}

/** Tells whether a staged file stands ready; it is read only where it is not as this run left it. */
export function isStaged(root: string, { path, after }: StagedHash, stamps: Stamps): boolean {
  const isSame = isFolder(root, parentOf(path)) && stampOf(root, path) === stamps.get(path);
  return isSame || hasHash(see(root, path), after);
}

/** Tells whether a regular file with this hash stands there, or nothing where there is no hash. */
export function hasHash(entry: DiskEntry | undefined, hash: string | undefined): boolean {
  return entry === undefined ? hash === undefined : entry.kind === "file" && entry.hash === hash;
}

/** Looks afresh, since anything may have changed since the last step. */
export function see(root: string, path: string): DiskEntry | undefined {
  return look(root, path, new Map());
}

/** Tells whether a folder stands at a path. */
export function isFolder(root: string, path: string): boolean {
  return see(root, path)?.kind === "folder";
}

/** Gives the folder of a path. */
export function parentOf(path: string): string {
  return foldersOf(path).at(-1) ?? "";
}
