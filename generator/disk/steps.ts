// The steps by which a plan reaches the disk: staged beside the targets, recorded in a journal, renamed into place.

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { absolute, codeOf, look } from "./files.ts";
import {
  type Journal,
  type JournalDelete,
  type JournalWrite,
  journalName,
  parseJournal,
  printJournal,
  stagedSuffix,
} from "./journal.ts";
import { foldersOf } from "./manifest.ts";
import type { DiskEntry, Plan } from "./plan.ts";
import { hasHash, isFolder, isStaged, parentOf, type Stamps, see, writeStaged } from "./staged.ts";

/** One touch of the disk, or one look at it. */
export interface Step {
  /** The path inside the output folder. */
  readonly path: string;
  /** Does it; false where somebody else changed what stands there. */
  readonly run: () => boolean;
}

/** The steps of a run: before it is decided it can be undone, and after that finished. */
export interface Steps {
  /** What the run records of itself. */
  readonly journal: Journal;
  /** Writes all new content beside its targets, and touches none of them. */
  readonly stage: readonly Step[];
  /** Writes down that all new content stands ready. */
  readonly decide: Step;
  /** Puts the new content into place, and deletes. */
  readonly commit: readonly Step[];
  /** Takes back what any number of the stage's steps did. */
  readonly undo: readonly Step[];
}

/** Gives the steps of applying a plan, in their order, so that a test can stop after any of them. */
export function stepsOf(plan: Plan): Steps {
  const { root } = plan;
  const journal = journalOf(plan);
  const stamps: Stamps = new Map();
  const above = missingAbove(root);
  const undo = undoSteps(root, journal);
  const undoAbove = above.map((folder) => ({ path: "", run: () => removeIfEmpty(folder) }));
  return {
    journal,
    stage: stageSteps(plan, journal, stamps),
    decide: { path: journalName, run: () => commitJournal(root, journal) },
    commit: commitSteps(root, journal, stamps),
    undo: [...undo, ...undoAbove],
  };
}

/** The name of a journal while it is being written. */
export const journalTemp = `${journalName}${stagedSuffix}`;

function journalOf({ root, changes }: Plan): Journal {
  const writes: JournalWrite[] = [];
  const deletes: JournalDelete[] = [];
  for (const change of changes) {
    const { kind, path } = change;
    if (kind === "create") writes.push({ path, before: undefined, after: change.after });
    if (kind === "update") writes.push({ path, before: change.before, after: change.after });
    if (kind === "delete") deletes.push({ path, before: change.before });
  }
  const folders = new Set(writes.flatMap(({ path }) => ["", ...foldersOf(path)]));
  const seen = new Map<string, DiskEntry>();
  const missing = [...folders].filter((folder) => look(root, folder, seen) === undefined).sort();
  return { phase: "stage", run: randomUUID(), folders: missing, writes, deletes };
}

/** Gives the folders above the output folder that are missing too, the innermost first. */
function missingAbove(root: string): readonly string[] {
  const missing: string[] = [];
  if (existsSync(root)) return missing;
  for (let folder = dirname(root); !existsSync(folder); folder = dirname(folder)) {
    missing.push(folder);
  }
  return missing;
}

function stageSteps({ root, changes }: Plan, journal: Journal, stamps: Stamps): readonly Step[] {
  const { writes, deletes } = journal;
  const contents = new Map(
    changes.map((change) => [change.path, change.kind === "delete" ? "" : change.content]),
  );
  const staged = writes.map(({ path, after }) => {
    return { path: `${path}${stagedSuffix}`, content: contents.get(path) ?? "", after };
  });
  const folders = journal.folders.filter((folder) => folder !== "");
  return [
    { path: "", run: () => makeFolder(root) },
    { path: journalName, run: () => writeJournal(root, journal) },
    ...folders.map((path) => ({ path, run: () => makeFolderInside(root, path) })),
    ...staged.map((one) => ({ path: one.path, run: () => writeStaged(root, one, stamps) })),
    ...staged.map((one) => ({
      path: one.path,
      run: () => isStaged(root, one, stamps),
    })),
    ...[...writes, ...deletes].map((one) => ({
      path: one.path,
      run: () => hasHash(see(root, one.path), one.before),
    })),
  ];
}

/** Gives the steps that put what stands ready into its place; a run that did not stage it knows no stamps. */
export function commitSteps(root: string, journal: Journal, stamps: Stamps): readonly Step[] {
  const { writes, deletes } = journal;
  const emptied = new Set(deletes.flatMap(({ path }) => foldersOf(path)));
  // Deleting comes first: where a file system ignores case, an old name may be a new one.
  return [
    ...deletes.map((one) => ({ path: one.path, run: () => finishDelete(root, one) })),
    ...writes.map((one) => ({ path: one.path, run: () => finishWrite(root, one, stamps) })),
    ...removeFolders(root, [...emptied]),
    { path: journalName, run: () => removeJournal(root, journal) },
  ];
}

/** Gives the steps that take away what was staged. */
export function undoSteps(root: string, journal: Journal): readonly Step[] {
  const { writes, folders } = journal;
  const staged = writes.map(({ path }) => `${path}${stagedSuffix}`);
  const inside = folders.filter((folder) => folder !== "");
  return [
    ...staged.map((path) => ({ path, run: () => removeFile(root, path) })),
    ...removeFolders(root, inside),
    { path: journalName, run: () => removeJournal(root, journal) },
    ...(folders.includes("") ? [{ path: "", run: () => removeIfEmpty(root) }] : []),
  ];
}

function removeFolders(root: string, folders: readonly string[]): readonly Step[] {
  // In reverse order of code units, what lies inside a folder comes before the folder.
  return [...folders]
    .sort()
    .reverse()
    .map((path) => ({
      path,
      run: () => see(root, path)?.kind !== "folder" || removeIfEmpty(absolute(root, path)),
    }));
}

function makeFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return true;
}

function makeFolderInside(root: string, path: string): boolean {
  if (!isFolder(root, parentOf(path))) return false;
  if (!isFolder(root, path)) mkdirSync(absolute(root, path));
  return true;
}

function writeJournal(root: string, journal: Journal): boolean {
  const temp = absolute(root, journalTemp);
  rmSync(temp, { force: true });
  writeFileSync(temp, printJournal(journal), { flag: "wx" });
  renameSync(temp, absolute(root, journalName));
  return true;
}

function commitJournal(root: string, journal: Journal): boolean {
  return runOnDisk(root) === journal.run && writeJournal(root, { ...journal, phase: "commit" });
}

function runOnDisk(root: string): string | undefined {
  const entry = see(root, journalName);
  return entry?.kind === "file" ? parseJournal(entry.text)?.run : undefined;
}

/** Tells whether another run has put its journal in the place of this run's, and so has undone this run already. */
export function isTaken(root: string, journal: Journal): boolean {
  const run = runOnDisk(root);
  return run !== undefined && run !== journal.run;
}

function removeJournal(root: string, journal: Journal): boolean {
  if (isTaken(root, journal)) return true;
  return removeFile(root, journalTemp) && removeFile(root, journalName);
}

/** Removes a regular file, and nothing else that bears its name. */
export function removeFile(root: string, path: string): boolean {
  const kind = see(root, path)?.kind;
  if (kind === "file" || kind === "unreadable") rmSync(absolute(root, path), { force: true });
  return true;
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (!["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR"].includes(code)) throw error;
  }
  return true;
}

function finishDelete(root: string, { path, before }: JournalDelete): boolean {
  const entry = see(root, path);
  return entry === undefined || (hasHash(entry, before) && removeFile(root, path));
}

function finishWrite(root: string, { path, before, after }: JournalWrite, stamps: Stamps): boolean {
  const target = see(root, path);
  const staged = `${path}${stagedSuffix}`;
  const mayReplace = target === undefined || hasHash(target, before) || hasHash(target, after);
  if (mayReplace && isStaged(root, { path: staged, after }, stamps)) {
    renameSync(absolute(root, staged), absolute(root, path));
    return true;
  }
  removeFile(root, staged);
  return hasHash(target, after);
}
