// Writing: a plan is staged beside its targets, recorded in a journal and renamed into place, so that a stopped run leaves all or nothing.

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { codeOf, look, reasonOf } from "./files.ts";
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
import { type DiskEntry, type Plan, shownPath } from "./plan.ts";
import { hasHash, isFolder, isStaged, parentOf, type Stamps, see, writeStaged } from "./staged.ts";

/** What a run did to the output folder; paths are inside it. */
export interface Applied {
  /** The files that were created or updated. */
  readonly written: readonly string[];
  /** The files that were deleted. */
  readonly deleted: readonly string[];
}

/** What became of a run that was stopped: there was none, it was undone, or it was finished. */
export type Recovered = "nothing" | "rolled-back" | "rolled-forward";

/** One touch of the disk, or one look at it. */
export interface Step {
  /** The path inside the output folder. */
  readonly path: string;
  /** Does it; false where somebody else changed what stands there. */
  readonly run: () => boolean;
}

/** The steps of a run: while staging it can be undone, from the first step of the commit on it can be finished. */
export interface Steps {
  /** What the run records of itself. */
  readonly journal: Journal;
  /** Writes all new content beside its targets, and touches none of them. */
  readonly stage: readonly Step[];
  /** Puts the new content into place, and deletes. */
  readonly commit: readonly Step[];
  /** Takes back what any number of the stage's steps did. */
  readonly undo: readonly Step[];
}

/** Makes the disk what the plan says, wholly or not at all; where nothing differs, nothing is touched. */
export function apply(plan: Plan): Outcome<Applied> {
  const { root, shown } = plan;
  const written = plan.changes.filter((one) => one.kind === "create" || one.kind === "update");
  const deleted = plan.changes.filter((one) => one.kind === "delete");
  const value = {
    written: written.map((change) => change.path),
    deleted: deleted.map((change) => change.path),
  };
  if (written.length + deleted.length === 0) return { value, diagnostics: [] };
  if (see(root, journalName) !== undefined) {
    return { diagnostics: [diagnostic("run-unfinished", { path: shown })] };
  }
  const steps = stepsOf(plan);
  const staged = runSteps(steps.stage, { shown, state: states.unchanged, atChange: "stop" });
  if (staged.length > 0) {
    if (isTaken(root, steps.journal)) return { diagnostics: staged };
    const undone = runSteps(steps.undo, { shown, state: states.leftovers, atChange: "go-on" });
    return { diagnostics: [...staged, ...undone] };
  }
  const committed = runSteps(steps.commit, { shown, state: states.unfinished, atChange: "tell" });
  return committed.length > 0 ? { diagnostics: committed } : { value, diagnostics: [] };
}

/** Undoes or finishes the run whose journal stands in the output folder, so that all of it holds or none; doing it again changes nothing. */
export function recover(root: string, shown: string): Outcome<Recovered> {
  // What somebody changed since is theirs: it is left alone here, and the next plan judges it.
  const running = { shown, state: states.unfinished, atChange: "go-on" } as const;
  const entry = see(root, journalName);
  if (entry === undefined) {
    const step = { path: journalTemp, run: () => removeFile(root, journalTemp) };
    const diagnostics = runSteps([step], running);
    return diagnostics.length > 0 ? { diagnostics } : { value: "nothing", diagnostics };
  }
  const journal = entry.kind === "file" ? parseJournal(entry.text) : undefined;
  if (journal === undefined || passesLink(root, journal)) {
    const path = shownPath(shown, journalName);
    return { diagnostics: [diagnostic("journal-unreadable", { path })] };
  }
  const isCommit = journal.phase === "commit";
  const steps = isCommit ? commitSteps(root, journal, new Map()) : undoSteps(root, journal);
  const diagnostics = runSteps(steps, running);
  if (diagnostics.length > 0) return { diagnostics };
  return { value: isCommit ? "rolled-forward" : "rolled-back", diagnostics };
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
    commit: commitSteps(root, journal, stamps),
    undo: [...undo, ...undoAbove],
  };
}

const states = {
  unchanged: "Nothing was changed.",
  leftovers:
    "No generated file was changed, but temporary files are left; run again to remove them.",
  unfinished: "Run again to finish.",
} as const;

const journalTemp = `${journalName}${stagedSuffix}`;

interface Running {
  readonly shown: string;
  /** What holds when a step fails. */
  readonly state: string;
  /** What to do where somebody else changed something: end the run, tell it and go on, or just go on. */
  readonly atChange: "stop" | "tell" | "go-on";
}

function runSteps(
  steps: readonly Step[],
  { shown, state, atChange }: Running,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const step of steps) {
    const path = shownPath(shown, step.path);
    try {
      if (step.run() || atChange === "go-on") continue;
      if (atChange === "stop") return [diagnostic("disk-changed", { path })];
      const reason = "somebody else changed it meanwhile";
      diagnostics.push(diagnostic("disk-write-failed", { path, reason, state }));
    } catch (error) {
      const reason = reasonOf(error);
      return [...diagnostics, diagnostic("disk-write-failed", { path, reason, state })];
    }
  }
  return diagnostics;
}

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
    { path: journalName, run: () => commitJournal(root, journal) },
  ];
}

function commitSteps(root: string, journal: Journal, stamps: Stamps): readonly Step[] {
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

function undoSteps(root: string, journal: Journal): readonly Step[] {
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
      run: () => see(root, path)?.kind !== "folder" || removeIfEmpty(join(root, path)),
    }));
}

function makeFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return true;
}

function makeFolderInside(root: string, path: string): boolean {
  if (!isFolder(root, parentOf(path))) return false;
  if (!isFolder(root, path)) mkdirSync(join(root, path));
  return true;
}

function writeJournal(root: string, journal: Journal): boolean {
  const temp = join(root, journalTemp);
  rmSync(temp, { force: true });
  writeFileSync(temp, printJournal(journal), { flag: "wx" });
  renameSync(temp, join(root, journalName));
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
function isTaken(root: string, journal: Journal): boolean {
  const run = runOnDisk(root);
  return run !== undefined && run !== journal.run;
}

function removeJournal(root: string, journal: Journal): boolean {
  if (isTaken(root, journal)) return true;
  return removeFile(root, journalTemp) && removeFile(root, journalName);
}

/** Removes a regular file, and nothing else that bears its name. */
function removeFile(root: string, path: string): boolean {
  const kind = see(root, path)?.kind;
  if (kind === "file" || kind === "unreadable") rmSync(join(root, path), { force: true });
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
    renameSync(join(root, staged), join(root, path));
    return true;
  }
  removeFile(root, staged);
  return hasHash(target, after);
}

/** Tells whether the way to any path of a journal goes through a symbolic link, which no run of ours would have done. */
function passesLink(root: string, journal: Journal): boolean {
  const files = [...journal.writes, ...journal.deletes].map(({ path }) => path);
  const above = [...journal.folders, ...files].flatMap(foldersOf);
  const folders = new Set([...journal.folders, ...above]);
  const seen = new Map<string, DiskEntry>();
  return [...folders].some((folder) => look(root, folder, seen)?.kind === "link");
}
