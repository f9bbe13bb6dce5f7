// The state of an output folder, which is not committed: the hashes of the files that the last run left, and what a run that was stopped has still to do.

import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, readRegular, reasonOf, recordLimit } from "./files.ts";
import { isHash, isInside, parseJson, recordOf } from "./manifest.ts";
import { isRun, makeWorkFolder, stateName, workFolder } from "./work-folder.ts";

/** The SHA-256 of each file that the last run left, by its path in the output folder. */
export type Hashes = ReadonlyMap<string, string>;

/** What a run is about to do to one file. */
export interface PendingChange {
  /** The path inside the output folder. */
  readonly path: string;
  /** The SHA-256 of what is replaced or deleted; undefined if there is no file. */
  readonly before: string | undefined;
  /** The SHA-256 of the new content; undefined if the file is deleted. */
  readonly after: string | undefined;
}

/** All that a run is about to do to an output folder. */
export interface Pending {
  /** The run, in whose folder the new contents are. */
  readonly run: string;
  /** True in one of the folders of the run, which is the last to be noted and the last to be done: without it, nothing was changed anywhere. */
  readonly leads: boolean;
  readonly changes: readonly PendingChange[];
}

/** What is known of an output folder. */
export interface State {
  readonly files: Hashes;
  readonly pending?: Pending | undefined;
  /** Why nothing is known although something is in the place of the state. */
  readonly fault?: string;
}

/** Returns the state of an output folder, which is empty if there is none, or if what is there cannot be used. */
export function readState(root: string): State {
  const files: Hashes = new Map();
  try {
    if (lstatSync(join(root, workFolder)).isSymbolicLink()) {
      return { files, fault: "its folder is a symbolic link" };
    }
    const text = readRegular(join(root, workFolder, stateName), recordLimit).toString();
    return parseState(text) ?? { files, fault: "it is not one that Faultbook has written" };
  } catch (error) {
    const fault = reasonOf(error);
    return ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "") ? { files } : { files, fault };
  }
}

/** Writes the state of an output folder, or removes it if there is nothing to know; `run` names its text while it is written. */
export function writeState(root: string, state: State, run: string): void {
  const path = join(root, workFolder, stateName);
  if (state.files.size === 0 && state.pending === undefined) {
    rmSync(path, { force: true });
    return;
  }
  makeWorkFolder(root);
  const temporary = join(root, workFolder, `${run}.json`);
  writeFileSync(temporary, printState(state));
  renameSync(temporary, path);
}

/** Returns the text of a state. */
export function printState({ files, pending }: State): string {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ files: Object.fromEntries(sorted), pending }, undefined, 1)}\n`;
}

/** Returns the state that a text holds, or undefined if any part of it is not what a run writes. */
export function parseState(text: string): State | undefined {
  const record = recordOf(parseJson(text));
  const files = recordOf(record?.["files"]);
  if (files === undefined) return undefined;
  const hashes = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (!isInside(path) || !isHash(hash)) return undefined;
    hashes.set(path, hash);
  }
  if (record?.["pending"] === undefined) return { files: hashes };
  const pending = pendingOf(recordOf(record["pending"]));
  return pending && { files: hashes, pending };
}

function pendingOf(record: ReturnType<typeof recordOf>): Pending | undefined {
  const run = record?.["run"];
  const leads = record?.["leads"];
  const list = record?.["changes"];
  if (typeof run !== "string" || !isRun(run)) return undefined;
  if (typeof leads !== "boolean" || !Array.isArray(list)) return undefined;
  const changes: PendingChange[] = [];
  for (const one of list) {
    const { path, before, after } = recordOf(one) ?? {};
    const isPath = typeof path === "string" && isInside(path);
    if (!isPath || path.split("/")[0]?.toLowerCase() === workFolder) return undefined;
    if (before !== undefined && !isHash(before)) return undefined;
    if (after !== undefined && !isHash(after)) return undefined;
    changes.push({ path, before, after });
  }
  return { run, leads, changes };
}
