// The pipeline: load → emit → plan → apply, for generated files and for OpenAPI descriptions.

import { basename } from "node:path";
import { type Diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import type { CommandOutcome } from "./diagnostics/exit-codes.ts";
import { applyAll, recover } from "./disk/apply.ts";
import type { Edit } from "./disk/edit.ts";
import { readOutputs } from "./disk/files.ts";
import { locked, type Touch } from "./disk/lock.ts";
import { pathIn } from "./disk/manifest.ts";
import { type GroupFile, type OutputGroup, type Plan, planOutputs } from "./disk/plan.ts";
import { differences, type Outline, outlineOf } from "./disk/show.ts";
import { isOurs } from "./emit/banner.ts";
import { type EmitRequest, emit } from "./emit/emit.ts";
import { openapiDefaults } from "./emit/options.ts";
import {
  type LoadedCatalog,
  loadCatalogs,
  type Stage,
  type Step,
  spanIn,
} from "./project/catalogs.ts";
import { chosenFor, type Description, openDescription, placeOf } from "./project/descriptions.ts";
import {
  dialectOf,
  fragmentOf,
  type Referring,
  referred,
  versionFaults,
} from "./project/fragments.ts";
import { type ReadyOutput, readyOutputs } from "./project/outputs.ts";
import type { Project } from "./project/project.ts";
import type { SpecCatalog, Synced } from "./sync/sync.ts";

/** What a run does. */
export interface Run {
  /** `write` writes; `check` writes nothing and finds every stale file; `dry-run` only plans. */
  readonly mode: "write" | "check" | "dry-run";
  /** The ids of the catalogs that the run is limited to. */
  readonly only: readonly string[] | undefined;
  /** Called when a stage begins and after each of its steps. */
  readonly onProgress?: ((stage: Stage, done: number, total: number) => void) | undefined;
  /** Called once for each output folder that another run is writing for more than two seconds, with the id of its process if that is known. */
  readonly onWait?: ((pid: number | undefined) => void) | undefined;
  /** Called when all is done, before another process can change it. */
  readonly onDone?: ((report: Report, diagnostics: readonly Diagnostic[]) => void) | undefined;
}

/** What a run did, or would do. */
export interface Report extends Outline {
  readonly catalogs: readonly LoadedCatalog[];
  /** One plan for each output folder, sorted by its path. */
  readonly plans: readonly Plan[];
  /** With `check`: the unified diff from the disk to what the catalogs give; otherwise empty. */
  readonly diff: string;
}

/** Brings the output folders in line with the catalogs, or shows what would change; nothing is changed before all files are made and checked. */
export async function generate(project: Project, run: Run): Promise<CommandOutcome<Report>> {
  const step =
    (stage: Stage): Step =>
    (done, total) =>
      run.onProgress?.(stage, done, total);
  const catalogs = await loadCatalogs(project.files, step("check"));
  if (catalogs.value === undefined) return { diagnostics: catalogs.diagnostics };
  const { value: outputs, ...ready } = await readyOutputs(project, catalogs.value, run.only);
  if (outputs === undefined) return ready;
  const found = [...catalogs.diagnostics, ...ready.diagnostics];
  const made = await emitAll(outputs, step("emit"));
  if (made.value === undefined) return { diagnostics: [...found, ...made.diagnostics] };
  const files = made.value;
  if (run.mode !== "write") return await finishRun(files, { run, found });
  const roots = files.map(({ root }) => root);
  return await locked(roots, run, (touch) => finishRun(files, { run, found, touch }));
}

interface MadeOutput extends ReadyOutput {
  readonly groups: readonly OutputGroup[];
}

async function emitAll(
  outputs: readonly ReadyOutput[],
  onStep: Step,
): Promise<Outcome<readonly MadeOutput[]>> {
  const total = outputs.reduce((sum, { catalogs }) => sum + catalogs.length, 0);
  const made: MadeOutput[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = 0;
  for (const output of outputs) {
    const start = before;
    const files = new Map<string, GroupFile[]>();
    const emitted = await emit(
      { ...requestOf(output), onStep: (done) => onStep(start + done, total) },
      (folder, { path, content }) => {
        const name = path.startsWith("dist/") ? pathIn(folder, "dist") : folder;
        const bytes = Buffer.from(typeof content === "string" ? content : [...content].join(""));
        const inner = path.replace(/^dist\//, "");
        files.set(name, [...(files.get(name) ?? []), { path: inner, content: bytes }]);
      },
    );
    diagnostics.push(...emitted.diagnostics);
    const groups = (emitted.value ?? []).flatMap((folder) =>
      [folder, pathIn(folder, "dist")].map((one, i) => {
        return { folder: one, files: files.get(one) ?? [], derived: i === 1 };
      }),
    );
    made.push({ ...output, groups });
    before += output.catalogs.length;
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: made, diagnostics };
}

function requestOf({ catalogs, emitters, output }: ReadyOutput): EmitRequest {
  return {
    catalogs: catalogs.map(({ catalog, file }) => ({ catalog, source: file.path })),
    emitters,
    layout: output.joined === false ? "each" : "joined",
  };
}

interface Finishing {
  readonly run: Run;
  /** What is reported already. */
  readonly found: readonly Diagnostic[];
  /** Keeps the locks while files are written. */
  readonly touch?: Touch;
}

/** Plans the folders, and does or shows what they need. */
async function finishRun(
  made: readonly MadeOutput[],
  { run, found, touch }: Finishing,
): Promise<CommandOutcome<Report>> {
  const files = made
    .flatMap(({ groups }) => groups)
    .reduce((sum, one) => sum + one.files.length, 0);
  run.onProgress?.("write", 0, files);
  const planned = made.map((output) => planFor(output, run));
  const plans = planned.flatMap(({ value }) => value ?? []);
  const told = [...found, ...planned.flatMap(({ diagnostics }) => diagnostics)];
  // If one folder cannot be written, none is.
  if (plans.length < made.length) return { diagnostics: told };
  const done = await carryOut(plans, run.mode, touch);
  const diagnostics = [...told, ...done.diagnostics];
  const catalogs = [...new Set(made.flatMap((output) => output.catalogs))];
  const value = { catalogs, plans, ...outlineOf(plans), diff: done.diff };
  run.onDone?.(value, diagnostics);
  return { value, diagnostics };
}

function planFor({ root, output, apart, groups }: MadeOutput, { mode, only }: Run): Outcome<Plan> {
  const shown = output.path;
  const recovered = mode === "write" ? recover(root, shown) : { diagnostics: [] };
  if (hasErrors(recovered.diagnostics)) return { diagnostics: recovered.diagnostics };
  const planned = planOutputs({
    groups,
    disk: readOutputs({ root, shown, groups, apart }),
    isOurs,
    orphans: only === undefined ? "delete" : "keep",
    derived: mode === "check" ? "where-present" : "always",
  });
  // While checking, an edited file is reported as stale.
  const told = planned.diagnostics.filter((one) => mode !== "check" || one.severity === "error");
  const diagnostics = [...recovered.diagnostics, ...told];
  return planned.value === undefined ? { diagnostics } : { value: planned.value, diagnostics };
}

async function carryOut(plans: readonly Plan[], mode: Run["mode"], touch: Touch | undefined) {
  if (mode === "write") return { diff: "", diagnostics: applyAll(plans, touch).diagnostics };
  return mode === "dry-run" ? { diff: "", diagnostics: [] } : await differences(plans);
}

/** A description with the catalogs in it, and the edits of its files. */
export interface SyncedTarget {
  readonly target: Description;
  readonly synced?: Synced;
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
  readonly wrongUse?: boolean;
}

/** Puts the catalogs into descriptions, or takes them out of them; nothing is written here. */
export async function syncSpecs(
  project: Project,
  targets: readonly Description[],
  remove: boolean,
): Promise<CommandOutcome<readonly SyncedTarget[]>> {
  const { value: catalogs, diagnostics } = await loadCatalogs(project.files);
  if (catalogs === undefined) return { diagnostics };
  const done: SyncedTarget[] = [];
  for (const target of targets) done.push(await syncTarget(target, { project, catalogs, remove }));
  const found = [...diagnostics, ...done.flatMap((one) => one.diagnostics)];
  const wrongUse = done.some((one) => one.wrongUse === true);
  return { value: done, diagnostics: found, ...(wrongUse ? { wrongUse } : {}) };
}

interface Syncing {
  readonly project: Project;
  readonly catalogs: readonly LoadedCatalog[];
  readonly remove: boolean;
}

async function syncTarget(target: Description, syncing: Syncing): Promise<SyncedTarget> {
  const { project, remove } = syncing;
  const chosen = chosenFor(target, syncing.catalogs, { project, remove });
  if (chosen.diagnostics.length > 0) return { target, edits: [], ...chosen, wrongUse: true };
  const opened = openDescription(target, project);
  if (opened.value === undefined) return { target, edits: [], ...opened };
  const { spec, files } = opened.value;
  const { sync } = await import("./sync/sync.ts");
  const synced = sync({
    spec,
    name: basename(target.path),
    catalogs: await specCatalogs(chosen.catalogs, { target, version: spec.version, project }),
    operations: target.config.operations,
    placeOf: (pointer) => placeOf(target, `/operations${pointer}`, project.root),
    remove,
  });
  const edits = synced.files.flatMap(({ part, text }) => {
    const file = files.get(part.path);
    return file === undefined ? [] : [{ file, text }];
  });
  const span = placeOf(target, "/mode", project.root);
  const query = { config: target.config, project, span, spec };
  const told = remove ? [] : versionFaults(chosen.catalogs, query);
  return { target, synced, edits, diagnostics: [...told, ...synced.diagnostics] };
}

/** Returns catalogs as components and responses for a description. */
async function specCatalogs(
  catalogs: readonly LoadedCatalog[],
  referring: Referring,
): Promise<readonly SpecCatalog[]> {
  const { descriptionParts } = await import("./emit/openapi/openapi.ts");
  const { version, project, target } = referring;
  const given = project.config.emitters.openapi || openapiDefaults;
  const options = { ...given, version: dialectOf(version) };
  return catalogs.map((loaded) => {
    const { catalog, file } = loaded;
    const { components: whole, responsesFor } = descriptionParts(catalog, options);
    const base = { catalog, placeOf: (pointer: string) => spanIn(file, pointer), responsesFor };
    if (target.config.mode !== "ref") return { ...base, components: whole };
    return { ...base, whole, components: referred(whole, fragmentOf(loaded, referring)) };
  });
}
