// The work of `faultbook generate`: catalogs to files, or the proof that the files are fresh.

import { join, resolve } from "node:path";
import {
  chooseCatalogs,
  emitFolder,
  emitOwn,
  type Kept,
  type LoadedCatalog,
  loadCatalogs,
} from "../compile.ts";
import type { WorkspaceOptions } from "../config-names.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { applyAll, recover } from "../disk/apply.ts";
import { remember } from "../disk/cache.ts";
import { readOutputs } from "../disk/files.ts";
import { locked, type Touch } from "../disk/lock.ts";
import { pathIn } from "../disk/manifest.ts";
import {
  type Change,
  type OutputGroup,
  type Plan,
  planOutputs,
  type Summary,
  summarise,
} from "../disk/plan.ts";
import { isOurs } from "../emit/banner.ts";
import type { Output } from "../emit/emit.ts";
import type { OwnEmitter } from "../emit/own.ts";
import { loadOwnEmitters } from "../project/own-emitters.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";
import { keptPackages, packagesIn } from "./kept.ts";
import { foldersApart, mixedEmitters, type OutputFolder, outputFolders } from "./outputs.ts";
import { type Diffs, differences, shownChanges } from "./staleness.ts";

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
  /** Called if the run waits more than two seconds for another one on the same output folder, once a folder, with the id of its process if that is known. */
  readonly onWait?: (pid: number | undefined) => void;
}

/** What was generated in one output folder, or would be. */
export interface GeneratedFolder extends Summary {
  /** The folder, relative to the configuration's. */
  readonly path: string;
}

/** What was generated, or would be. */
export interface GenerateResult extends Summary {
  readonly catalogs: number;
  readonly definitions: number;
  /** What was done in each output folder, sorted by path. */
  readonly outputs: readonly GeneratedFolder[];
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
  const folders = outputFolders(workspace, loaded.value);
  if (folders.value === undefined) return { diagnostics: folders.diagnostics, wrongUse: true };
  const found = [...loaded.diagnostics, ...folders.diagnostics];
  const chosen = chooseCatalogs(loaded.value, isWhole ? undefined : options.only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const parts = partsOf(folders.value, chosen.catalogs);
  const left = isWhole || parts.length > 0 ? [] : leftOut(folders.value, chosen.catalogs);
  if (left.length > 0) return { diagnostics: left, wrongUse: true };
  const own = await loadOwnEmitters(
    { ...workspace, cwd: options.cwd },
    parts.map(({ folder }) => folder.output),
  );
  if (own.value === undefined) return { diagnostics: own.diagnostics, wrongUse: true };
  const { value: lists } = own;
  const ownIn = new Map(parts.map(({ folder }, i) => [folder, lists[i] ?? []]));
  const mixed = mixedEmitters(folders.value, workspace, (one) => ownIn.get(one) ?? []);
  if (mixed.length > 0) return { diagnostics: mixed, wrongUse: true };
  const { texts } = workspace.configured;
  const kept = key === undefined || texts === undefined ? undefined : keptPackages(key, texts);
  const making = { own: lists, isWhole, kept, onStep: step("emit") };
  const emitted = await makeParts(parts, making);
  if (emitted.value === undefined) {
    return { diagnostics: [...found, ...emitted.diagnostics] };
  }
  const made = emitted.value;
  // Loaded here, since only a check shows differences.
  const how = options.mode === "check" ? await import("../text/diff.ts") : options.mode;
  const files = made.reduce((sum, one) => sum + countOf(one.outputs), 0);
  const finish = (touch?: Touch) => {
    step("write")(0, files);
    return finished(made, { workspace, options, isWhole, key, how, found, touch });
  };
  const roots = made.map(({ folder }) => folder.root);
  return options.mode === "write" ? await locked(roots, options, finish) : finish();
}

interface Finishing extends Extent {
  readonly workspace: Workspace;
  readonly options: GenerateOptions;
  readonly how: "write" | "dry-run" | Diffs;
  /** What is told already. */
  readonly found: readonly Diagnostic[];
  readonly touch: Touch | undefined;
}

/** Plans the folders, does or shows what they need, and notes for the next run how it left them, before another can change them. */
function finished(
  made: readonly MadePart[],
  { workspace, options, isWhole, key, how, found, touch }: Finishing,
): CommandOutcome<GenerateResult> {
  const planned = made.map((one) => planFor(one, { options, isWhole }));
  const plans = planned.flatMap(({ plan }) => plan ?? []);
  const told = [...found, ...planned.flatMap(({ diagnostics }) => diagnostics)];
  // Where one folder cannot be written, none is.
  if (plans.length < made.length) return { diagnostics: told };
  const done = carryOut(plans, how, touch);
  const diagnostics = [...told, ...done.diagnostics];
  const result = resultOf(plans, { catalogs: catalogsOf(made), diff: done.diff });
  if (key !== undefined && !hasErrors(diagnostics)) {
    // A warning is to be seen again, so that only a run without any need not be done again.
    const known = diagnostics.length === 0 ? result : undefined;
    rememberRun(key, { workspace, made, plans, result: known });
  }
  return { value: result, diagnostics };
}

/** An output folder, and what of it a run is about. */
interface Part {
  readonly folder: OutputFolder;
  readonly catalogs: readonly LoadedCatalog[];
  /** The paths in it that are folders of other outputs. */
  readonly apart: readonly string[];
}

/** Gives what a run on some catalogs is about; one package of several is made whole or not at all. */
function partsOf(
  folders: readonly OutputFolder[],
  chosen: readonly LoadedCatalog[],
): readonly Part[] {
  return folders.flatMap((folder) => {
    const catalogs = folder.catalogs.filter((one) => chosen.includes(one));
    const isEnough =
      folder.output.joined === false
        ? catalogs.length > 0
        : catalogs.length === folder.catalogs.length;
    return isEnough ? [{ folder, catalogs, apart: foldersApart(folder, folders) }] : [];
  });
}

/** Tells which packages a run on some catalogs would be about, had it all of theirs. */
function leftOut(
  folders: readonly OutputFolder[],
  chosen: readonly LoadedCatalog[],
): readonly Diagnostic[] {
  return folders
    .filter(({ catalogs }) => catalogs.some((one) => chosen.includes(one)))
    .map(({ output: { path }, catalogs }) => {
      const only = catalogs.map(({ catalog }) => `--only ${catalog.id}`).join(" ");
      return diagnostic("only-some", { path, only });
    });
}

interface MadePart extends Part {
  readonly outputs: readonly Output[];
}

interface Making {
  /** A user's own emitters of each part. */
  readonly own: readonly (readonly OwnEmitter[])[];
  readonly isWhole: boolean;
  /** Finds the packages in an output folder that need not be made again. */
  readonly kept: ((root: string) => Kept) | undefined;
  readonly onStep: (done: number, total: number) => void;
}

async function makeParts(
  parts: readonly Part[],
  { own, isWhole, kept, onStep }: Making,
): Promise<Outcome<readonly MadePart[]>> {
  const total = parts.reduce((sum, { catalogs }) => sum + catalogs.length, 0);
  const made: MadePart[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = 0;
  for (const [i, part] of parts.entries()) {
    const start = before;
    const onDone = (done: number) => onStep(start + done, total);
    const { output } = part.folder;
    // What joins the catalogs is no catalog's own, but for one package of them, which is made whole or not at all.
    const masters = isWhole || output.joined !== false ? "made" : "left-out";
    const mine = own[i] ?? [];
    // What a user's emitters add is in the package too, and is made again.
    const keeping = mine.length === 0 ? kept?.(part.folder.root) : undefined;
    const how = { masters, onStep: onDone, kept: keeping } as const;
    const built = await emitFolder(part.catalogs, output, how);
    const request = { outputs: built, own: mine, masters } as const;
    const outputs = await emitOwn(part.catalogs, request);
    diagnostics.push(...outputs.diagnostics);
    if (outputs.value !== undefined) made.push({ ...part, outputs: outputs.value });
    before += part.catalogs.length;
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: made, diagnostics };
}

function countOf(outputs: readonly Output[]): number {
  return outputs.reduce((sum, one) => sum + one.files.length + one.derived.length, 0);
}

function catalogsOf(parts: readonly Part[]): readonly LoadedCatalog[] {
  return [...new Set(parts.flatMap(({ catalogs }) => catalogs))];
}

interface Outline {
  readonly catalogs: readonly LoadedCatalog[];
  readonly diff: string;
}

function resultOf(plans: readonly Plan[], { catalogs, diff }: Outline): GenerateResult {
  const outputs = plans.map((plan) => ({ path: plan.shown, ...summarise(plan) }));
  const sum = (of: keyof Summary) => outputs.reduce((all, one) => all + one[of], 0);
  return {
    catalogs: catalogs.length,
    definitions: catalogs.reduce((all, one) => all + one.catalog.definitions.length, 0),
    created: sum("created"),
    updated: sum("updated"),
    deleted: sum("deleted"),
    kept: sum("kept"),
    outputs: outputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    changes: shownChanges(plans).map(({ path, kind }) => ({ path, kind })),
    diff,
  };
}

interface Finished {
  readonly workspace: Workspace;
  readonly made: readonly MadePart[];
  /** The plans of these parts, in their order. */
  readonly plans: readonly Plan[];
  readonly result: GenerateResult | undefined;
}

function rememberRun(key: string, { workspace, made, plans, result }: Finished): void {
  const { folder, files, configured, listed } = workspace;
  if (configured.texts === undefined) return;
  remember(key, {
    roots: plans.map(({ root }) => root),
    inputs: new Map([
      ...configured.texts,
      ...files.map(({ path, text }) => [resolve(folder, path), text] as const),
    ]),
    folders: new Map([...listed].map(([one, names]) => [resolve(folder, one), names] as const)),
    outputs: plans.flatMap(({ root, changes }) =>
      changes.filter(({ kind }) => kind !== "delete").map(({ path }) => join(root, path)),
    ),
    packages: new Map(plans.flatMap((plan, i) => packagesIn(plan, made[i]?.catalogs ?? []))),
    result: result && {
      ...unchanged(result),
      outputs: result.outputs.map(unchanged),
      changes: [],
    },
  });
}

/** Gives the counts of the same run once more, which finds all as it is to be. */
function unchanged<Counts extends Summary>(counts: Counts): Counts {
  const kept = counts.created + counts.updated + counts.kept;
  return { ...counts, created: 0, updated: 0, deleted: 0, kept };
}

interface Planned {
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

interface Planning {
  readonly options: GenerateOptions;
  readonly isWhole: boolean;
}

function planFor({ folder, apart, outputs }: MadePart, { options, isWhole }: Planning): Planned {
  const { root, output } = folder;
  const shown = output.path;
  const checking = options.mode === "check";
  const recovered = options.mode === "write" ? recover(root, shown) : { diagnostics: [] };
  if (hasErrors(recovered.diagnostics)) return { diagnostics: recovered.diagnostics };
  const groups = outputs.flatMap(groupsOf);
  const planned = planOutputs({
    groups,
    disk: readOutputs({ root, shown, groups, apart }),
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
    { folder: pathIn(folder, "dist"), files: derived, derived: true },
  ];
}

interface Done {
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
}

function carryOut(
  plans: readonly Plan[],
  how: "write" | "dry-run" | Diffs,
  touch: Touch | undefined,
): Done {
  if (how === "write") return { diff: "", diagnostics: applyAll(plans, touch).diagnostics };
  if (how === "dry-run") return { diff: "", diagnostics: [] };
  return differences(plans, how);
}
