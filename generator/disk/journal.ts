// The journal of a run that writes: what it is about to do, so that a later run can finish or undo it.

import { isHash, isInside, parseJson, recordOf } from "./manifest.ts";

/** The name of the journal in the output folder. */
export const journalName = ".faultbook-journal.json";

/** What is appended to a path to name its new content until it takes the place of the old. */
export const stagedSuffix = ".faultbook-new";

/** A file that gets new content. */
export interface JournalWrite {
  /** The path inside the output folder. */
  readonly path: string;
  /** The hash of what is replaced; nothing where there was no file. */
  readonly before: string | undefined;
  /** The hash of the new content. */
  readonly after: string;
}

/** A file that is deleted. */
export interface JournalDelete {
  /** The path inside the output folder. */
  readonly path: string;
  /** The hash that the file must have. */
  readonly before: string;
}

/** All that one run is about to do. */
export interface Journal {
  /** `stage`: no target was touched, undo it; `commit`: all new content stands ready, finish it. */
  readonly phase: "stage" | "commit";
  /** What tells this run from any other. */
  readonly run: string;
  /** The folders that the run makes, the outermost first; the empty path is the output folder itself. */
  readonly folders: readonly string[];
  /** The files that get new content. */
  readonly writes: readonly JournalWrite[];
  /** The files that are deleted. */
  readonly deletes: readonly JournalDelete[];
}

/** Gives the text of a journal. */
export function printJournal(journal: Journal): string {
  const writes = journal.writes.map((one) => ({ ...one, before: one.before ?? null }));
  return `${JSON.stringify({ $comment: comment, ...journal, writes }, undefined, 2)}\n`;
}

/** Gives the journal that a text holds, or nothing where any part of it is not what a run would have written. */
export function parseJournal(text: string): Journal | undefined {
  const record = recordOf(parseJson(text));
  const phase = record?.["phase"];
  const run = record?.["run"];
  const folders = listOf(record?.["folders"], folderOf);
  const writes = listOf(record?.["writes"], writeOf);
  const deletes = listOf(record?.["deletes"], deleteOf);
  if ((phase !== "stage" && phase !== "commit") || typeof run !== "string") return undefined;
  if (folders === undefined || writes === undefined || deletes === undefined) return undefined;
  return { phase, run, folders, writes, deletes };
}

const comment =
  'Faultbook is writing to this folder. If no run is under way, "faultbook generate" finishes or undoes what was interrupted.';

function listOf<T>(
  value: unknown,
  read: (one: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const one of value) {
    const item = read(one);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function folderOf(value: unknown): string | undefined {
  return value === "" ? "" : pathOf(value);
}

function pathOf(value: unknown): string | undefined {
  return typeof value === "string" && isInside(value) ? value : undefined;
}

function writeOf(value: unknown): JournalWrite | undefined {
  const record = recordOf(value);
  const path = pathOf(record?.["path"]);
  const before = record?.["before"] ?? undefined;
  const after = record?.["after"];
  if (path === undefined || !isHash(after)) return undefined;
  return before === undefined || isHash(before) ? { path, before, after } : undefined;
}

function deleteOf(value: unknown): JournalDelete | undefined {
  const record = recordOf(value);
  const path = pathOf(record?.["path"]);
  const before = record?.["before"];
  return path !== undefined && isHash(before) ? { path, before } : undefined;
}
