// Writing: plans are staged, all of them, and only then put into place, so that a stopped run leaves of each folder all or nothing.

import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { look, reasonOf } from "./files.ts";
import { type Journal, journalName, parseJournal } from "./journal.ts";
import type { Touch } from "./lock.ts";
import { foldersOf } from "./manifest.ts";
import { type DiskEntry, type Plan, shownPath } from "./plan.ts";
import { see } from "./staged.ts";
import {
  commitSteps,
  isTaken,
  journalTemp,
  removeFile,
  type Step,
  type Steps,
  stepsOf,
  undoSteps,
} from "./steps.ts";

/** What a run did to the output folder; paths are inside it. */
export interface Applied {
  /** The files that were created or updated. */
  readonly written: readonly string[];
  /** The files that were deleted. */
  readonly deleted: readonly string[];
}

/** What became of a run that was stopped: there was none, it was undone, or it was finished. */
export type Recovered = "nothing" | "rolled-back" | "rolled-forward";

/** Makes the disk what the plan says, wholly or not at all; where nothing differs, nothing is touched. */
export function apply(plan: Plan): Outcome<Applied> {
  const { value, diagnostics } = applyAll([plan]);
  const [applied] = value ?? [];
  return applied === undefined ? { diagnostics } : { value: applied, diagnostics };
}

/** Does so with several plans; no folder is changed before all new content stands ready, and a fault after that leaves those that were done and the others as they were. */
export function applyAll(
  plans: readonly Plan[],
  touch: Touch = () => true,
): Outcome<readonly Applied[]> {
  const value = plans.map(appliedOf);
  const changing = plans.filter((_, i) => !isEmpty(value[i]));
  const unfinished = changing.filter(({ root }) => see(root, journalName) !== undefined);
  if (unfinished.length > 0) {
    return {
      diagnostics: unfinished.map(({ shown }) => diagnostic("run-unfinished", { path: shown })),
    };
  }
  const runs: Run[] = [];
  for (const plan of changing) {
    const run = { plan, steps: stepsOf(plan) };
    runs.push(run);
    const steps = run.steps.stage.map((step) => touching(step, touch));
    const faults = runSteps(steps, runningOf(run, "unchanged", "stop"));
    if (faults.length > 0) return { diagnostics: [...faults, ...undo(runs)] };
  }
  for (const [i, run] of runs.entries()) {
    const decided = runSteps(
      [touching(run.steps.decide, touch)],
      runningOf(run, i === 0 ? "unchanged" : "unchangedHere", "stop"),
    );
    const faults =
      decided.length > 0
        ? [...decided, ...undo([run])]
        : runSteps(
            run.steps.commit.map((step) => touching(step, touch)),
            runningOf(run, "unfinished", "tell"),
          );
    if (faults.length === 0) continue;
    const rest = undo(runs.slice(i + 1));
    return { diagnostics: [...faults, ...rest, ...partly(runs, i)] };
  }
  return { value, diagnostics: [] };
}

/** Shows at each file that this run goes on; once another run has taken its lock, it changes nothing more. */
function touching(step: Step, touch: Touch): Step {
  return { path: step.path, run: () => touch() && step.run() };
}

interface Run {
  readonly plan: Plan;
  readonly steps: Steps;
}

function appliedOf({ changes }: Plan): Applied {
  const written = changes.filter((one) => one.kind === "create" || one.kind === "update");
  const deleted = changes.filter((one) => one.kind === "delete");
  return {
    written: written.map((change) => change.path),
    deleted: deleted.map((change) => change.path),
  };
}

function isEmpty(applied: Applied | undefined): boolean {
  return applied === undefined || applied.written.length + applied.deleted.length === 0;
}

/** Takes back what was staged, the last first; what another run has undone already is left to it. */
function undo(runs: readonly Run[]): readonly Diagnostic[] {
  return [...runs]
    .reverse()
    .filter(({ plan, steps }) => !isTaken(plan.root, steps.journal))
    .flatMap((run) => runSteps(run.steps.undo, runningOf(run, "leftovers", "go-on")));
}

/** Tells which folders were done before the fault, where there are any. */
function partly(runs: readonly Run[], failed: number): readonly Diagnostic[] {
  if (failed === 0) return [];
  const done = runs.slice(0, failed).map(({ plan }) => `"${plan.shown}"`);
  return [diagnostic("outputs-partly-written", { done: done.join(", ") })];
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

const states = {
  unchanged: "Nothing was changed.",
  unchangedHere: "Nothing was changed in this output folder.",
  leftovers:
    "No generated file was changed, but temporary files are left; run again to remove them.",
  unfinished: "Run again to finish.",
} as const;

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

function runningOf(
  { plan }: Run,
  state: keyof typeof states,
  atChange: Running["atChange"],
): Running {
  return { shown: plan.shown, state: states[state], atChange };
}

/** Tells whether the way to any path of a journal goes through a symbolic link, which no run of ours would have done. */
function passesLink(root: string, journal: Journal): boolean {
  const files = [...journal.writes, ...journal.deletes].map(({ path }) => path);
  const above = [...journal.folders, ...files].flatMap(foldersOf);
  const folders = new Set([...journal.folders, ...above]);
  const seen = new Map<string, DiskEntry>();
  return [...folders].some((folder) => look(root, folder, seen)?.kind === "link");
}
