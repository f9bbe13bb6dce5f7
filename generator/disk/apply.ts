// Writing: what is staged is put into place under the lock, so that a stopped run leaves of all folders the old files or the new ones.

import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { append } from "../text/lists.ts";
import { codeOf, reasonOf, refusedWrite } from "./files.ts";
import type { Touch } from "./lock.ts";
import { absolute, hasHash, leadsAway, lookAt } from "./look.ts";
import { foldersOf, shownPath } from "./manifest.ts";
import { isStale, type Plan } from "./plan.ts";
import { type Made, obstacleOf, stagedPath } from "./stage.ts";
import {
  type Hashes,
  type Pending,
  type PendingChange,
  readState,
  type State,
  writeState,
} from "./state.ts";
import { stateName, sweep, workFolder } from "./work-folder.ts";

/** A plan, and what was made for it. */
export interface Work {
  readonly plan: Plan;
  readonly made: Made;
}

/** An output folder by its absolute path, and as diagnostics show it. */
export type OutputFolder = Pick<Plan, "root" | "shown">;

/** Checks that all new content is staged; if the disk changed after it was compared, some is not, and the run starts again. */
export function isReady({ plan, made }: Work): boolean {
  return plan.changes.every(
    ({ kind, path }) => kind === "keep" || kind === "delete" || made.staged.has(path),
  );
}

/** Makes all folders what the plans say, or none of them; the caller holds their locks, and has recovered them. */
export function apply(works: readonly Work[], touch: Touch): readonly Diagnostic[] {
  const changing = works.filter(({ plan }) => isStale(plan));
  for (const work of works) if (!changing.includes(work)) note(work);
  const runs = changing.map(runOf);
  for (const run of runs) {
    const passed = new Set<string>();
    const doing = { touch, state: states.unchanged };
    const faults = each(run, doing, (step) => isAsPlanned(run, step, passed));
    if (faults.length > 0) return faults;
  }
  // The folder that leads is the last to be noted and the last to be done: with its note, all is decided.
  for (const run of runs) {
    try {
      writeState(run.root, { files: run.files, pending: pendingOf(run) }, run.run);
    } catch (error) {
      for (const one of runs) forget(one);
      return [refusedWrite(error, { path: stateIn(run.shown), state: states.unchanged })];
    }
  }
  return finishAll(runs, touch);
}

/** Finishes what a stopped run had decided, and forgets what it had not, in all folders of a configuration at once; a file is touched only if it is as that run found it. */
export function recover(folders: readonly OutputFolder[], touch: Touch): readonly Diagnostic[] {
  const obstacles = folders.flatMap((folder) => obstacleOf(folder) ?? []);
  if (obstacles.length > 0) return obstacles;
  const found = folders.map((folder) => ({ ...folder, state: usableState(folder.root) }));
  const open = found.flatMap(({ root, shown, state: { files, pending } }): readonly Run[] =>
    pending === undefined ? [] : [{ root, shown, files, ...pending }],
  );
  const decided = new Set(open.filter(({ leads }) => leads).map(({ run }) => run));
  for (const run of open) if (!decided.has(run.run)) forget(run);
  const left = open.filter(({ run }) => decided.has(run));
  const faults = finishAll(
    left.sort((a, b) => Number(a.leads) - Number(b.leads)),
    touch,
  );
  for (const { root } of folders) sweep(root);
  const told = found.flatMap(({ shown, state: { fault: reason } }) =>
    reason === undefined ? [] : [diagnostic("state-unreadable", { path: stateIn(shown), reason })],
  );
  // What somebody else changed meanwhile is theirs, and the plan judges it.
  return [...told, ...faults.filter(({ code }) => code !== "disk-changed")];
}

/** Returns a state; what is pending behind a link was not noted by a run, so that nothing of that state is believed. */
function usableState(root: string): State {
  const state = readState(root);
  return state.pending?.changes.some(({ path }) => leadsAway(root, path)) === true
    ? { files: new Map(), fault: "it names a path behind something that is not a folder" }
    : state;
}

function stateIn(shown: string): string {
  return shownPath(shown, `${workFolder}/${stateName}`);
}

const states = {
  unchanged: "Nothing was changed.",
  unfinished: "Run again to finish.",
} as const;

/** One folder of a run. */
interface Run extends OutputFolder, Pending {
  /** What was known before. */
  readonly files: Hashes;
  /** What is known once the run is done, if a plan says so. */
  readonly leaves?: Hashes;
  readonly changes: readonly Step[];
}

interface Step extends PendingChange {
  /** The bytes of the new content, if this run staged it. */
  readonly size?: number;
}

function runOf({ plan, made }: Work, i: number, all: readonly Work[]): Run {
  const changes = plan.changes.flatMap((one): readonly Step[] => {
    const { path } = one;
    const before = "before" in one ? one.before : undefined;
    if (one.kind === "keep") return [];
    if (one.kind === "delete") return [{ path, before, after: undefined }];
    return [{ path, before, after: one.after, size: one.size }];
  });
  // If a file system ignores case, an old name may be a new one, so that deleting comes first.
  changes.sort((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined));
  const { root, shown, leaves } = plan;
  const { files } = readState(root);
  return { root, shown, run: made.run, leads: i === all.length - 1, changes, files, leaves };
}

function pendingOf({ run, leads, changes }: Run): Pending {
  return { run, leads, changes: changes.map(({ size: _, ...change }) => change) };
}

interface Doing {
  readonly touch: Touch;
  /** What holds if a step fails. */
  readonly state: string;
}

/** Does something at each file of a folder, and reports the files that somebody else changed; the first refusal of the system is the last step. */
function each(
  { shown, changes }: Run,
  { touch, state }: Doing,
  step: (change: Step) => boolean,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const change of changes) {
    const path = shownPath(shown, change.path);
    try {
      if (!touch()) {
        const reason = "another run has taken the lock over";
        return [...diagnostics, diagnostic("disk-write-failed", { path, reason, state })];
      }
      if (!step(change)) diagnostics.push(diagnostic("disk-changed", { path }));
    } catch (error) {
      return [...diagnostics, refusedWrite(error, { path, state })];
    }
  }
  return diagnostics;
}

/** Checks that a file is as it was when it was planned, and that its new content is whole. */
function isAsPlanned(
  { root, run }: Run,
  { path, before, after, size }: Step,
  passed: Set<string>,
): boolean {
  const target = lookAt(root, path, passed);
  if (!hasHash(target, before) || (target === undefined && leadsAway(root, path, passed)))
    return false;
  if (after === undefined) return true;
  const staged = lstatSync(absolute(root, stagedPath(run, path)));
  if (!staged.isFile() || staged.size !== size)
    throw Object.assign(new Error(path), { code: "EIO" });
  return true;
}

/** Finishes folders in turn; if the system refuses something to the run that staged them, all is put back. */
function finishAll(runs: readonly Run[], touch: Touch): readonly Diagnostic[] {
  const undo: (() => void)[] = [];
  const doing = { touch, state: states.unfinished };
  const changed: Diagnostic[] = [];
  for (const run of runs) {
    const finishing = { undo, passed: new Set<string>() };
    const found = each(run, doing, (change) => finish(run, change, finishing));
    append(
      changed,
      found.filter(({ code }) => code === "disk-changed"),
    );
    const refused = found.filter(({ code }) => code !== "disk-changed");
    if (refused.length === 0) continue;
    const isBack = touch() && isUndone(runs, undo);
    const help = isBack ? states.unchanged : states.unfinished;
    return [...changed, ...refused.map((one) => ({ ...one, help }))];
  }
  for (const run of runs) {
    removeEmptied(run);
    try {
      writeState(run.root, { files: run.leaves ?? known(run) }, run.run);
    } catch (error) {
      const where = { path: stateIn(run.shown), state: states.unfinished };
      return [...changed, refusedWrite(error, where)];
    }
  }
  return changed;
}

/** Puts back what was done, the last first; only the run that did it can, since it has what was there. */
function isUndone(runs: readonly Run[], undo: readonly (() => void)[]): boolean {
  if (runs.some(({ leaves }) => leaves === undefined)) return false;
  try {
    for (const step of [...undo].reverse()) step();
    for (const { root, files, run } of [...runs].reverse()) writeState(root, { files }, run);
    return true;
  } catch (error) {
    // The next run finishes what cannot be put back.
    reasonOf(error);
    return false;
  }
}

/** What finishing the files of a folder shares. */
interface Finishing {
  /** What puts back what was done. */
  readonly undo: (() => void)[];
  /** The folders that were seen to be real. */
  readonly passed: Set<string>;
}

/** Puts the new content of a file into place, or deletes the file; false if somebody else changed something. */
function finish(
  { root, run, leaves }: Run,
  { path, before, after }: Step,
  { undo, passed }: Finishing,
): boolean {
  const target = lookAt(root, path, passed);
  if (hasHash(target, after)) return true;
  if (!hasHash(target, before) || (target === undefined && leadsAway(root, path, passed)))
    return false;
  const staged = stagedPath(run, path);
  // What another process staged is not known to be whole.
  if (after !== undefined && leaves === undefined && !hasHash(lookAt(root, staged), after))
    return false;
  const place = absolute(root, path);
  const old = absolute(root, `${workFolder}/${run}/old/${path}`);
  if (target !== undefined) backUp(place, old);
  if (after === undefined) rmSync(place, { force: true });
  else {
    for (const folder of target === undefined ? foldersOf(path) : []) {
      if (passed.has(folder) || lookAt(root, folder, passed) !== undefined) continue;
      mkdirSync(absolute(root, folder));
      undo.push(() => rmdirSync(absolute(root, folder)));
    }
    if (target !== undefined) keepMode(place, absolute(root, staged));
    renameSync(absolute(root, staged), place);
  }
  undo.push(target === undefined ? () => rmSync(place) : () => renameSync(old, place));
  return true;
}

/** Keeps a file as it is, until its run is over. */
function backUp(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch (error) {
    // Some file systems have no links, and some systems do not let us link what another owns.
    reasonOf(error);
    copyFileSync(from, to);
  }
}

/** Only an administrator can give a file to another owner; else it becomes the writer's, as with most editors. */
function keepMode(from: string, to: string): void {
  const { mode, uid, gid } = lstatSync(from);
  const now = lstatSync(to);
  if (now.uid !== uid || now.gid !== gid) {
    try {
      chownSync(to, uid, gid);
    } catch (error) {
      reasonOf(error);
    }
  }
  if (now.mode !== mode) chmodSync(to, mode & 0o7777);
}

/** Removes the folders that deleting left empty. */
function removeEmptied({ root, changes }: Run): void {
  const deleted = changes.filter(({ after }) => after === undefined);
  const folders = [...new Set(deleted.flatMap(({ path }) => foldersOf(path)))];
  // In reverse order of code units, what is inside a folder comes before the folder.
  for (const path of folders.sort().reverse()) {
    try {
      if (lookAt(root, path)?.kind === "folder") rmdirSync(absolute(root, path));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/** Forgets what was about to be done; another run, or this one once more, makes it again. */
function forget(run: Run): void {
  try {
    writeState(run.root, { files: known(run) }, run.run);
  } catch (error) {
    // The folder that leads was not noted, so that the next run forgets this one.
    reasonOf(error);
  }
}

/** Returns the hashes that are known after a part of a run was done. */
function known({ root, files, changes }: Run): Hashes {
  const all = new Map(files);
  for (const { path, after } of changes) {
    const entry = lookAt(root, path);
    if (!hasHash(entry, after)) continue;
    if (after === undefined) all.delete(path);
    else all.set(path, after);
  }
  return all;
}

/** Notes the files of a folder in which nothing changes, so that a later run knows them; if it cannot, that run judges by lists and marks. */
function note({ plan: { root, leaves }, made }: Work): void {
  const { files: before, fault } = readState(root);
  const isNoted =
    fault === undefined &&
    before.size === leaves.size &&
    [...leaves].every(([path, hash]) => before.get(path) === hash);
  if (isNoted) return;
  try {
    writeState(root, { files: leaves }, made.run);
  } catch (error) {
    reasonOf(error);
  }
}
