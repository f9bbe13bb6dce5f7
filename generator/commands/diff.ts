// `faultbook diff`: what changed between two versions of a catalog, for whom, and which version it needs.

import type { Difference } from "../change/released.ts";
import type {
  ChangeKind,
  ChangelogSection,
  ChangeReader,
  Step,
} from "../diagnostics/change-entries.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { chooseCatalogs, loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import type { WorkingTree } from "../project/diff-sides.ts";
import { configPath } from "../project/inputs.ts";
import { openProject } from "../project/project.ts";
import { positionOf, type Span } from "../text/source.ts";

/** What is compared with what. */
export interface DiffOptions extends WorkspaceOptions {
  /** An old side, or an old and a new one: catalog files, release records or packages. By default the release records and the catalogs of the project. */
  readonly sides?: readonly string[];
  /** A revision of git that the catalogs are compared with. */
  readonly against?: string | undefined;
  /** The ids of the catalogs that are compared; all by default. */
  readonly only?: readonly string[];
  /** True to report a catalog whose version does not take the step that its changes need, and what is gone and not reserved. */
  readonly require?: boolean;
  /** True to write a changeset for each catalog that has changed. */
  readonly changeset?: boolean;
}

/** A place in a file; both numbers begin at 1. */
export interface ChangePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One change of a catalog. */
export interface CatalogChange {
  /** The stable id of the kind of change. */
  readonly kind: ChangeKind;
  /** The step of the version that it needs. */
  readonly step: Step | "none";
  /** Whom it concerns. */
  readonly reader: ChangeReader;
  /** The heading that it has in a changelog. */
  readonly section: ChangelogSection;
  /** What changed, in one sentence. */
  readonly message: string;
  /** What it means for callers, or what to do. */
  readonly help: string;
  /** Where it is in the new version, unless it is gone. */
  readonly place?: ChangePlace;
  /** Where it was in the old version, unless it is new. */
  readonly before?: ChangePlace;
}

/** What changed in one catalog. */
export interface CatalogDiff {
  readonly id: string;
  /** The old version. */
  readonly from: string;
  /** The new version. */
  readonly to: string;
  /** The lowest version that the changes allow. */
  readonly needed: string;
  /** Those that need the largest step first. */
  readonly changes: readonly CatalogChange[];
}

/** What changed. */
export interface DiffResult {
  /** Sorted by id. */
  readonly catalogs: readonly CatalogDiff[];
  /** The changesets that were written, relative to the folder of the configuration. */
  readonly written: readonly string[];
}

/** Compares two versions of catalogs; nothing is written. */
export async function diff(options: DiffOptions): Promise<CommandOutcome<DiffResult>> {
  const wrong = wrongSides(options);
  if (wrong !== undefined) return { diagnostics: [wrong], wrongUse: true };
  const { value: tree, ...opened } = await workingTree(options);
  if (hasErrors(opened.diagnostics)) return opened;
  const { value: differences, diagnostics } = await compared(options, tree);
  if (differences === undefined) return { diagnostics, wrongUse: isWrongUse(diagnostics) };
  const demands = options.require === true ? await demanded(differences) : [];
  const changesets =
    options.changeset === true && tree !== undefined
      ? await writeChangesets(tree, differences)
      : { written: [], diagnostics: [] };
  const value = { catalogs: differences.map(diffOf), written: changesets.written };
  const found = [...opened.diagnostics, ...diagnostics, ...demands, ...changesets.diagnostics];
  return { value, diagnostics: found };
}

function wrongSides({ sides = [], against }: DiffOptions): Diagnostic | undefined {
  if (sides.length > 2) return diagnostic("diff-sides", { what: "There are more than two sides." });
  if (against === undefined || sides.length === 0) return undefined;
  return diagnostic("diff-sides", { what: '"--against" and a side exclude each other.' });
}

/** Returns the catalogs of the project; two files can be compared without one. */
async function workingTree(options: DiffOptions): Promise<CommandOutcome<WorkingTree>> {
  const { sides = [], only } = options;
  if (sides.length === 2 && configPath(options) === undefined) return { diagnostics: [] };
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  if (sides.length === 2) return { value: { project, all: [], catalogs: [] }, diagnostics: [] };
  const loaded = await loadCatalogs(project.files);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const ids = only === undefined || only.length === 0 ? undefined : only;
  const chosen = chooseCatalogs(loaded.value, ids);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  return { value: { project, all: loaded.value, catalogs: chosen.catalogs }, diagnostics: [] };
}

async function compared(
  { sides = [], against, cwd, only }: DiffOptions,
  tree: WorkingTree | undefined,
): Promise<Outcome<readonly Difference[]>> {
  // Loaded here, since the command line describes the command without it.
  const { betweenFiles, sinceReleases, sinceRevision } = await import("../project/diff-sides.ts");
  if (sides.length > 0 || tree === undefined) return betweenFiles({ sides, cwd, tree, only });
  return against === undefined ? sinceReleases(tree) : sinceRevision(tree, against);
}

/** Sides that do not exist are wrong use; one that is invalid is a finding. */
function isWrongUse(diagnostics: readonly Diagnostic[]): boolean {
  const codes: readonly Diagnostic["code"][] = ["diff-side", "merge-conflict"];
  const isRecordFault = ({ code }: Diagnostic) => code.startsWith("record-");
  return !diagnostics.some((one) => codes.includes(one.code) || isRecordFault(one));
}

async function demanded(differences: readonly Difference[]): Promise<readonly Diagnostic[]> {
  const { demandsOf } = await import("../change/released.ts");
  return differences.flatMap(demandsOf).map((one) => ({ ...one, severity: "error" }));
}

async function writeChangesets({ project }: WorkingTree, differences: readonly Difference[]) {
  const { changesetsOf } = await import("../project/changesets.ts");
  const { writeNew } = await import("../disk/edit.ts");
  const { value = [], diagnostics } = changesetsOf(project, differences);
  const files = value.map(({ path, text }) => [path, text] as const);
  const made = writeNew(project.folder, files);
  // The same changes were written before.
  const faults = made.diagnostics.filter(({ code }) => code !== "file-kept");
  return { written: made.written, diagnostics: [...diagnostics, ...faults] };
}

function diffOf({ old, now, changes, needed }: Difference): CatalogDiff {
  const all = changes.map(({ step, before, after, ...change }): CatalogChange => {
    const place = after === undefined ? undefined : placeOf(now.spanOf(after));
    const earlier = before === undefined ? undefined : placeOf(old.spanOf(before));
    return {
      ...change,
      step: step ?? "none",
      ...(place === undefined ? {} : { place }),
      ...(earlier === undefined ? {} : { before: earlier }),
    };
  });
  return { id: now.id, from: old.version, to: now.version, needed, changes: all };
}

function placeOf({ file, start }: Span): ChangePlace {
  return { file: file.path, ...positionOf(file, start) };
}
