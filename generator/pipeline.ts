// The pipeline of generated files: load → emit → plan → apply. That of descriptions is `syncSpecs` in `project/synced.ts`.

import { type Diagnostic, hasErrors } from "./diagnostics/diagnostic.ts";
import type { CommandOutcome } from "./diagnostics/exit-codes.ts";
import { apply, isReady } from "./disk/apply.ts";
import { locked, type Touch } from "./disk/lock.ts";
import type { Plan } from "./disk/plan.ts";
import { differences, type Outline, outlineOf } from "./disk/show.ts";
import { openStage } from "./disk/stage.ts";
import { planAll } from "./disk/works.ts";
import { isOurs } from "./emit/banner.ts";
import type { LoadedCatalog, Stage, Step } from "./project/catalogs.ts";
import { emitAll } from "./project/emission.ts";
import { loadProject } from "./project/load-project.ts";
import { outputRoots, readyOutputs } from "./project/outputs.ts";
import type { Project } from "./project/project.ts";
import { releaseFaults } from "./project/releases.ts";

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
  const { mode, only } = run;
  const step =
    (stage: Stage): Step =>
    (done, total) =>
      run.onProgress?.(stage, done, total);
  const loaded = await loadProject(project, step("check"));
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const { value: outputs, ...ready } = await readyOutputs(project, loaded.value, only);
  if (outputs === undefined) return ready;
  const severity = mode === "check" ? "error" : "warning";
  const released = await releaseFaults({ project, catalogs: loaded.value, only, severity });
  const found = [...project.warnings, ...loaded.diagnostics, ...ready.diagnostics, ...released];
  // A check also shows what is stale.
  if (mode !== "check" && hasErrors(released)) return { diagnostics: found };
  const catalogs = [...new Set(outputs.flatMap((output) => output.catalogs))];
  // A run that was stopped is over all folders, so that all are recovered, also by one limited to some.
  const folders = outputRoots(project);
  const roots = outputs.map(({ root, output }) => ({ root, shown: output.path }));
  const apart = outputs.map((output) => output.apart);
  // A file that is changed while the run compares may be needed after all, and then all are staged.
  for (let all = false; ; all = true) {
    const stage = openStage({ mode, outputs: roots, all });
    try {
      const made = await emitAll(outputs, stage.outputs, step("emit"));
      if (made.value === undefined) return { diagnostics: [...found, ...made.diagnostics] };
      const files = made.value;
      const finish = async (touch: Touch): Promise<CommandOutcome<Report> | undefined> => {
        step("write")(
          0,
          files.reduce((sum, one) => sum + one.files.size, 0),
        );
        const options = { mode, isWhole: only === undefined, folders, apart, touch };
        const { value: works, ...planned } = planAll(files, { ...options, isMarked: isOurs });
        if (works === undefined) return { diagnostics: [...found, ...planned.diagnostics] };
        if (mode === "write" && !works.every(isReady)) return undefined;
        const faults = mode === "write" ? apply(works, touch) : [];
        const shown = mode === "check" ? await differences(works) : { diff: "", diagnostics: [] };
        const diagnostics = [...found, ...planned.diagnostics, ...faults, ...shown.diagnostics];
        const plans = works.map(({ plan }) => plan);
        const report = { catalogs, plans, ...outlineOf(plans), diff: shown.diff };
        run.onDone?.(report, diagnostics);
        return { value: report, diagnostics };
      };
      const places = mode === "write" ? folders.map(({ root }) => root) : [];
      const done = await locked(places, run, finish);
      if (done !== undefined) return done;
    } finally {
      stage.discard();
    }
  }
}
