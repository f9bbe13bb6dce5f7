// The work of `faultbook generate`: catalogs to files, or the proof that the files are fresh.

import { join, posix, resolve } from "node:path";
import { chooseCatalogs, emitCatalogs, emitMasters, loadCatalogs } from "../compile.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { apply, recover } from "../disk/apply.ts";
import { remember } from "../disk/cache.ts";
import { readOutputs } from "../disk/files.ts";
import { withLock } from "../disk/lock.ts";
import { manifestName } from "../disk/manifest.ts";
import {
  type Change,
  type OutputGroup,
  type Plan,
  planOutputs,
  type Summary,
  shownPath,
  summarise,
} from "../disk/plan.ts";
import { isOurs } from "../emit/banner.ts";
import type { Output } from "../emit/emit.ts";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";

/** The stages of a run, in their order. */
export type Stage = "check" | "emit" | "write";

/** What to generate, and whether to write it. */
export interface GenerateOptions extends WorkspaceOptions {
  /** The ids of the catalogs to generate; all where it is empty or not given. */
  readonly only?: readonly string[];
  /** `write` writes; `check` writes nothing and finds every stale file; `dry-run` only says what would be written. */
  readonly mode: "write" | "check" | "dry-run";
  /** Called where there is work to do, before it begins. */
  readonly onWork?: () => void;
  /** Called when a stage begins and after each of its steps. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
  /** Called once where the run waits for another one on the same output folder, with the id of its process. */
  readonly onWait?: (pid: number) => void;
}

/** What was generated, or would be. */
export interface GenerateResult extends Summary {
  readonly catalogs: number;
  readonly definitions: number;
  /** The paths that differ, each with what happens to it, sorted. */
  readonly changes: readonly { readonly path: string; readonly kind: Change["kind"] }[];
  /** With `check`: the unified diff from the disk to what the catalogs give; else empty. */
  readonly diff: string;
}

/** How much a run is about. */
export interface Extent {
  /** True where it is about all catalogs, and what joins them. */
  readonly isWhole: boolean;
  /** What names the memory of it; nothing where it is not to be remembered. */
  readonly key: string | undefined;
}

/** Generates the files of the catalogs; everything is made and checked in memory before the first byte is written. */
export async function generation(
  options: GenerateOptions,
  { isWhole, key }: Extent,
): Promise<CommandOutcome<GenerateResult>> {
  const { value: workspace, ...opened } = await openWorkspace(options);
  if (workspace === undefined) return opened;
  const { onProgress } = options;
  const step = (stage: Stage) => (done: number, total: number) => onProgress?.(stage, done, total);
  const loaded = await loadCatalogs(workspace.files, step("check"));
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const chosen = chooseCatalogs(loaded.value, isWhole ? undefined : options.only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const { emitters } = workspace.config;
  const outputs = [
    ...(await emitCatalogs(chosen.catalogs, emitters, step("emit"))),
    // What joins the catalogs is no catalog's own.
    ...(isWhole ? await emitMasters(chosen.catalogs, emitters) : []),
  ];
  // Loaded here, since only a check shows differences.
  const diffs = options.mode === "check" ? await import("../text/diff.ts") : options.mode;
  const work = () => {
    step("write")(
      0,
      outputs.reduce((sum, one) => sum + one.files.length + one.derived.length, 0),
    );
    const planned = planFor(outputs, { workspace, options, isWhole });
    const done = planned.plan && carryOut(planned.plan, diffs);
    return { ...planned, done };
  };
  const root = resolve(workspace.folder, workspace.config.output);
  const { plan, done, ...planned } =
    options.mode === "write" ? await withLock(root, options, work) : work();
  const diagnostics = [...loaded.diagnostics, ...planned.diagnostics];
  if (plan === undefined || done === undefined) return { diagnostics };
  const result = {
    catalogs: chosen.catalogs.length,
    definitions: chosen.catalogs.reduce((sum, one) => sum + one.catalog.definitions.length, 0),
    ...summarise(plan),
    changes: plan.changes
      .filter((change) => change.kind !== "keep")
      .map(({ path, kind }) => ({ path: shownPath(plan.shown, path), kind })),
    diff: done.diff,
  };
  const told = [...diagnostics, ...done.diagnostics];
  // A warning is to be seen again, so that only a run without any is remembered.
  if (key !== undefined && told.length === 0) rememberRun(key, { workspace, plan, result });
  return { value: result, diagnostics: told };
}

interface Finished {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly result: GenerateResult;
}

function rememberRun(key: string, { workspace, plan, result }: Finished): void {
  const { folder, files, configFile, listed } = workspace;
  const unchanged = result.created + result.updated + result.kept;
  const outputs = plan.changes.filter(({ kind }) => kind !== "delete");
  remember(key, {
    root: plan.root,
    inputs: new Map([
      [key, configFile.text],
      ...files.map(({ path, text }) => [resolve(folder, path), text] as const),
    ]),
    folders: listed.map((one) => resolve(folder, one)),
    outputs: outputs.map(({ path }) => join(plan.root, path)),
    result: { ...result, created: 0, updated: 0, deleted: 0, kept: unchanged, changes: [] },
  });
}

interface Place {
  readonly workspace: Workspace;
  readonly options: GenerateOptions;
  readonly isWhole: boolean;
}

interface Planned {
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

function planFor(outputs: readonly Output[], { workspace, options, isWhole }: Place): Planned {
  const { output } = workspace.config;
  const root = resolve(workspace.folder, output);
  const shown = posix.normalize(output).replace(/\/$/, "");
  const checking = options.mode === "check";
  const recovered = options.mode === "write" ? recover(root, shown) : { diagnostics: [] };
  if (hasErrors(recovered.diagnostics)) return { diagnostics: recovered.diagnostics };
  const groups = outputs.flatMap(groupsOf);
  const planned = planOutputs({
    groups,
    disk: readOutputs({ root, shown, groups }),
    isOurs,
    orphans: isWhole ? "delete" : "keep",
    derived: checking ? "where-present" : "always",
  });
  // While checking, an edited file is told as stale.
  const told = planned.diagnostics.filter((one) => !checking || one.severity === "error");
  const diagnostics = [...recovered.diagnostics, ...told];
  return planned.value === undefined ? { diagnostics } : { plan: planned.value, diagnostics };
}

function groupsOf({ folder, files, derived }: Output): readonly OutputGroup[] {
  return [
    { folder, files, derived: false },
    { folder: `${folder}/dist`, files: derived, derived: true },
  ];
}

interface Done {
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
}

type Diffs = typeof import("../text/diff.ts");

function carryOut(plan: Plan, how: "write" | "dry-run" | Diffs): Done {
  if (how === "write") return { diff: "", diagnostics: apply(plan).diagnostics };
  if (how === "dry-run") return { diff: "", diagnostics: [] };
  const changes = telling(plan.changes.filter((change) => change.kind !== "keep"));
  return {
    diff: changes.map((change) => diffOf(change, plan, how)).join(""),
    diagnostics: changes.map((change) => staleness(change, plan, how)),
  };
}

/** Leaves out what only follows from another stale file: manifests, and `dist/`. */
function telling(changes: readonly Change[]): readonly Change[] {
  const sources = changes.filter(
    ({ path }) => !path.endsWith(`/${manifestName}`) && !/^[^/]+\/dist\//.test(path),
  );
  return sources.length > 0 ? sources : changes;
}

function diffOf(change: Change, plan: Plan, { unifiedDiff }: Diffs): string {
  const path = shownPath(plan.shown, change.path);
  const before = "previous" in change ? change.previous : undefined;
  const after = "content" in change ? change.content : undefined;
  return unifiedDiff({ path, before, after });
}

const states: Readonly<Record<Change["kind"], string>> = {
  create: "missing",
  update: "stale",
  delete: "not generated any more",
  keep: "fresh",
};

function staleness(change: Change, plan: Plan, { firstDifference }: Diffs): Diagnostic {
  const path = shownPath(plan.shown, change.path);
  const text = "previous" in change ? change.previous : "";
  const start = "content" in change ? firstDifference(text, change.content) : 0;
  const span = { file: { path, text }, start, end: start };
  return diagnostic("file-stale", { path, state: states[change.kind] }, { span });
}
