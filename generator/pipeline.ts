// The pipeline: load → emit → plan → apply, for generated files and for OpenAPI descriptions.

import { channel } from "node:diagnostics_channel";
import { basename } from "node:path";
import { type Diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import { type CommandOutcome, customCodeChannel } from "./diagnostics/exit-codes.ts";
import { apply, isReady, recover, type Work } from "./disk/apply.ts";
import type { Edit, EditableFile } from "./disk/edit.ts";
import { locked, type Touch } from "./disk/lock.ts";
import { look } from "./disk/look.ts";
import { type Plan, plan } from "./disk/plan.ts";
import { differences, type Outline, outlineOf } from "./disk/show.ts";
import { type Made, type OutputRoot, openStage, type Stage as Staging } from "./disk/stage.ts";
import { readState } from "./disk/state.ts";
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
import { outputRoots, type ReadyOutput, readyOutputs } from "./project/outputs.ts";
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

/** Brings the output folders in line with the catalogs, or shows what would change; nothing in place is changed before all files are made and checked. */
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
  // A run that was stopped is over all folders, so that all are recovered, also by one limited to some.
  const folders = outputRoots(project);
  // A file that is changed while the run compares may be needed after all, and then all are staged.
  for (let all = false; ; all = true) {
    const stage = openStage({ mode: run.mode, outputs: outputs.map(placeOfOutput), all });
    try {
      const made = await emitAll(outputs, stage, step("emit"));
      if (made.value === undefined) return { diagnostics: [...found, ...made.diagnostics] };
      const making = { outputs, folders, made: made.value, run, found };
      if (run.mode !== "write") return (await finishRun(making, () => true)) ?? { diagnostics: [] };
      const roots = folders.map(({ root }) => root);
      // All custom code has run; a signal that came meanwhile ends the run here.
      channel(customCodeChannel).publish(false);
      await new Promise(setImmediate);
      const done = await locked(roots, run, (touch) => finishRun(making, touch));
      if (done !== undefined) return done;
    } finally {
      stage.discard();
    }
  }
}

function placeOfOutput({ root, output }: ReadyOutput): OutputRoot {
  return { root, shown: output.path };
}

async function emitAll(
  outputs: readonly ReadyOutput[],
  stage: Staging,
  onStep: Step,
): Promise<Outcome<readonly Made[]>> {
  const total = outputs.reduce((sum, { catalogs }) => sum + catalogs.length, 0);
  const made: Made[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = 0;
  for (const [i, output] of outputs.entries()) {
    const start = before;
    const staged = stage.outputs[i];
    if (staged === undefined) throw new Error("an output has no stage");
    const request = { ...requestOf(output), onStep: (done: number) => onStep(start + done, total) };
    const emitted = await emit(request, staged.add);
    diagnostics.push(...emitted.diagnostics);
    if (emitted.value !== undefined) {
      const closed = staged.close(emitted.value);
      diagnostics.push(...closed.diagnostics);
      if (closed.value !== undefined) made.push(closed.value);
    }
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

interface Making {
  readonly outputs: readonly ReadyOutput[];
  /** All output folders of the project. */
  readonly folders: readonly OutputRoot[];
  /** What was made for each output. */
  readonly made: readonly Made[];
  readonly run: Run;
  /** What is reported already. */
  readonly found: readonly Diagnostic[];
}

/** Plans the folders, and does or shows what they need; undefined if the disk changed so that more must be staged. */
async function finishRun(
  { outputs, folders, made, run, found }: Making,
  touch: Touch,
): Promise<CommandOutcome<Report> | undefined> {
  run.onProgress?.(
    "write",
    0,
    made.reduce((sum, { files }) => sum + files.size, 0),
  );
  const recovered = run.mode === "write" ? recover(folders, touch) : [];
  if (hasErrors(recovered)) return { diagnostics: [...found, ...recovered] };
  const planned = made.map((one, i) =>
    planFor(one, { run, touch, apart: outputs[i]?.apart ?? [] }),
  );
  const told = [...found, ...recovered, ...planned.flatMap(({ diagnostics }) => diagnostics)];
  const works = planned.flatMap(({ value }) => value ?? []);
  // If one folder cannot be written, none is.
  if (works.length < made.length) return { diagnostics: told };
  if (run.mode === "write" && !works.every(isReady)) return undefined;
  const done = await carryOut(works, run.mode, touch);
  const diagnostics = [...told, ...done.diagnostics];
  const catalogs = [...new Set(outputs.flatMap((output) => output.catalogs))];
  const plans = works.map(({ plan }) => plan);
  const value = { catalogs, plans, ...outlineOf(plans), diff: done.diff };
  run.onDone?.(value, diagnostics);
  return { value, diagnostics };
}

interface Planning {
  readonly run: Run;
  readonly touch: Touch;
  readonly apart: readonly string[];
}

function planFor(made: Made, { run: { mode, only }, touch, apart }: Planning): Outcome<Work> {
  const known = readState(made.root)?.files ?? new Map<string, string>();
  const { value, diagnostics } = plan(made, look(made, { known, apart, isMarked: isOurs, touch }), {
    orphans: only === undefined ? "delete" : "keep",
    derived: mode === "check" ? "where-present" : "always",
  });
  // While checking, a file that was changed is reported as stale.
  const told = diagnostics.filter((one) => mode !== "check" || one.severity === "error");
  return value === undefined
    ? { diagnostics: told }
    : { value: { plan: value, made }, diagnostics: told };
}

async function carryOut(works: readonly Work[], mode: Run["mode"], touch: Touch) {
  if (mode === "write") return { diff: "", diagnostics: apply(works, touch) };
  return mode === "dry-run" ? { diff: "", diagnostics: [] } : await differences(works);
}

/** A description with the catalogs in it, and the edits of its files. */
export interface SyncedTarget {
  readonly target: Description;
  readonly synced?: Synced;
  /** The files that the description was read from. */
  readonly files: readonly EditableFile[];
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

const nothingRead = { files: [], edits: [] } as const;

async function syncTarget(target: Description, syncing: Syncing): Promise<SyncedTarget> {
  const { project, remove } = syncing;
  const chosen = chosenFor(target, syncing.catalogs, { project, remove });
  if (chosen.diagnostics.length > 0) return { target, ...nothingRead, ...chosen, wrongUse: true };
  const opened = openDescription(target, project);
  if (opened.value === undefined) return { target, ...nothingRead, ...opened };
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
  return {
    target,
    synced,
    files: [...files.values()],
    edits,
    diagnostics: [...told, ...synced.diagnostics],
  };
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
