// `faultbook generate`: the files of all catalogs, or nothing if nothing has changed since the last run.

import { join } from "node:path";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { recordOf } from "../disk/manifest.ts";
import { recall, remember } from "../disk/memory.ts";
import type { Summary } from "../disk/plan.ts";
import type { Outline, ShownFolder } from "../disk/show.ts";
import type { Report, Run } from "../pipeline.ts";
import type { Stage } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { configPath, inputsOf } from "../project/inputs.ts";
import type { Project } from "../project/project.ts";

/** What to generate, and whether to write it. */
export interface GenerateOptions extends WorkspaceOptions {
  /** The ids of the catalogs to generate; all if it is empty or missing. */
  readonly only?: readonly string[];
  /** `write`, the default, writes; `check` writes nothing and finds every stale file; `dry-run` only says what would be written. */
  readonly mode?: "write" | "check" | "dry-run" | undefined;
  /** Called before the work begins, if there is any. */
  readonly onWork?: () => void;
  /** Called when a stage begins and after each of its steps. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
  /** Called once for each output folder that another run is writing for more than two seconds, with the id of its process if that is known. */
  readonly onWait?: (pid: number | undefined) => void;
}

/** What was generated in one output folder, or would be. */
export type GeneratedFolder = ShownFolder;

/** What was generated, or would be. */
export interface GenerateResult extends Outline {
  readonly catalogs: number;
  readonly definitions: number;
  /** With `check`: the unified diff from the disk to what the catalogs give; otherwise empty. */
  readonly diff: string;
}

/** Generates the files of the catalogs; does nothing if the last run with this configuration read and left what is there now. */
export async function generate(options: GenerateOptions): Promise<CommandOutcome<GenerateResult>> {
  const { mode = "write", only, onProgress, onWait } = options;
  const isWhole = only === undefined || only.length === 0;
  const key = mode === "write" && isWhole ? configPath(options) : undefined;
  const known = key === undefined ? undefined : recall(key, isRemembered);
  if (known !== undefined) return { value: { ...known, changes: [], diff: "" }, diagnostics: [] };
  // Loaded here, since knowing that there is nothing to do needs none of it.
  const pipeline = await import("../pipeline.ts");
  const { openProject } = await import("../project/project.ts");
  options.onWork?.();
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const onDone: Run["onDone"] = (report, found) => {
    // A warning is to be seen again, so that the next run after one does its work.
    if (key !== undefined && found.length === 0) rememberRun(key, project, report);
  };
  const run = { mode, only: isWhole ? undefined : only, onProgress, onWait, onDone };
  const { value: report, ...outcome } = await pipeline.generate(project, run);
  return report === undefined ? outcome : { value: resultOf(report), ...outcome };
}

function resultOf(report: Report): GenerateResult {
  const { plans: _, catalogs, ...outline } = report;
  const definitions = catalogs.reduce((all, { catalog }) => all + catalog.definitions.length, 0);
  return { catalogs: catalogs.length, definitions, ...outline };
}

/** What is remembered of a run: counts and folders, since the next one finds nothing to change. */
type Remembered = Omit<GenerateResult, "changes" | "diff">;

/** Returns whether a memory, which anybody may have written, has what a run without changes gives. */
function isRemembered(value: unknown): value is Remembered {
  const { catalogs, definitions, outputs, ...counts } = recordOf(value) ?? {};
  return (
    isCount(catalogs) &&
    isCount(definitions) &&
    isSummary(counts) &&
    Array.isArray(outputs) &&
    outputs.every((one) => {
      const { path, ...own } = recordOf(one) ?? {};
      return typeof path === "string" && isSummary(own);
    })
  );
}

function isSummary({ kept, ...changed }: Readonly<Record<string, unknown>>): boolean {
  const { created, updated, deleted, ...others } = changed;
  const isUnchanged = created === 0 && updated === 0 && deleted === 0;
  return isUnchanged && isCount(kept) && Object.keys(others).length === 0;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function rememberRun(key: string, project: Project, report: Report): void {
  const read = inputsOf(project);
  if (read === undefined) return;
  const result = resultOf(report);
  remember(key, {
    ...read,
    roots: report.plans.map(({ root }) => root),
    outputs: report.plans.flatMap(({ root, changes }) =>
      changes.filter(({ kind }) => kind !== "delete").map(({ path }) => join(root, path)),
    ),
    result: rememberedOf(result),
  });
}

function rememberedOf({ changes: _, diff: __, ...result }: GenerateResult): Remembered {
  return { ...unchanged(result), outputs: result.outputs.map(unchanged) };
}

/** Returns the counts of the same run once more, which finds all as it is to be. */
function unchanged<Counts extends Summary>(counts: Counts): Counts {
  const kept = counts.created + counts.updated + counts.kept;
  return { ...counts, created: 0, updated: 0, deleted: 0, kept };
}
