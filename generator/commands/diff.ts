// `faultbook diff`: what changed between two versions of a catalog, for whom, and which version it needs.

import type { Difference } from "../change/released.ts";
import { isLower } from "../change/steps.ts";
import type {
  ChangeKind,
  ChangelogSection,
  ChangeReader,
  Step,
} from "../diagnostics/change-entries.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { configPath } from "../project/inputs.ts";
import { openProject, type Project } from "../project/project.ts";
import { tidy } from "../text/data.ts";
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
  /** Called before catalogs are read as a whole, if the texts alone do not show what changed. */
  readonly onWork?: () => void;
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
  /** `new` if the old side does not have the catalog, `lowered` if the new version is below the old one. */
  readonly state?: "new" | "lowered";
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
  /** The changesets of earlier runs that were deleted, since they no longer say what changed. */
  readonly deleted: readonly string[];
}

/** Compares two versions of catalogs; nothing is written. */
export async function diff(options: DiffOptions): Promise<CommandOutcome<DiffResult>> {
  const wrong = wrongSides(options);
  if (wrong !== undefined) return { diagnostics: [wrong], wrongUse: true };
  const { value: compared, ...failed } = await comparison(options);
  if (compared === undefined) return failed;
  const { project, differences, diagnostics } = compared;
  const lost = await lostIn(compared, options);
  const demands = options.require === true ? await demanded(compared) : [];
  const changesets =
    options.changeset === true && project !== undefined
      ? await writeChangesets(project, differences)
      : { written: [], deleted: [], diagnostics: [] };
  const { written, deleted } = changesets;
  const value = { catalogs: differences.map(diffOf), written, deleted };
  // What is required of a catalog cannot be met by one that is gone.
  const judged = diagnostics.map((one) =>
    options.require === true && one.code === "record-without-catalog"
      ? { ...one, severity: "error" as const }
      : one,
  );
  const isSaid = ({ message }: Diagnostic) => lost.some((one) => one.message === message);
  const found = [...judged.filter((one) => !isSaid(one)), ...lost, ...demands];
  return { value, diagnostics: [...found, ...changesets.diagnostics] };
}

function wrongSides({ sides = [], against }: DiffOptions): Diagnostic | undefined {
  if (sides.length > 2) return diagnostic("diff-sides", { what: "There are more than two sides." });
  if (against === undefined || sides.length === 0) return undefined;
  return diagnostic("diff-sides", { what: '"--against" and a side exclude each other.' });
}

/** What was compared. */
interface Comparison {
  /** Missing if there is none, which two files can do without. */
  readonly project?: Project;
  /** The ids of all catalogs of the project. */
  readonly ids: readonly string[];
  readonly differences: readonly Difference[];
  readonly diagnostics: readonly Diagnostic[];
}

async function comparison(options: DiffOptions): Promise<CommandOutcome<Comparison>> {
  const { sides = [], against, cwd, only = [] } = options;
  // Loaded here, since the command line describes the command without it.
  const { betweenFiles, quickly, sinceReleases, sinceRevision } = await import(
    "../project/diff-sides.ts"
  );
  if (sides.length === 2 && configPath(options) === undefined)
    return compared(await betweenFiles({ sides, cwd, tree: undefined, only }));
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  if (sides.length === 2) {
    const tree = { project, all: [], catalogs: [] };
    return compared(await betweenFiles({ sides, cwd, tree, only }), project);
  }
  const quick = sides.length === 0 ? await quickly(project, against, only) : undefined;
  const { idIn } = await import("../project/release-files.ts");
  const read = project.files.flatMap(({ text }) => idIn(text) ?? []);
  if (quick !== undefined) return compared({ value: quick, diagnostics: [] }, project, read);
  options.onWork?.();
  const { chooseCatalogs, loadCatalogs } = await import("../project/catalogs.ts");
  const loaded = await loadCatalogs(project.files);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const chosen = chooseCatalogs(loaded.value, only.length === 0 ? undefined : only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const tree = { project, all: loaded.value, catalogs: chosen.catalogs };
  if (sides.length === 1) return compared(await betweenFiles({ sides, cwd, tree, only }), project);
  const found = against === undefined ? sinceReleases(tree) : sinceRevision(tree, against);
  const ids = loaded.value.map(({ catalog }) => catalog.id);
  return compared(await found, project, ids);
}

function compared(
  { value: differences, diagnostics }: Outcome<readonly Difference[]>,
  project?: Project,
  ids: readonly string[] = [],
): CommandOutcome<Comparison> {
  if (differences === undefined) return { diagnostics, wrongUse: isWrongUse(diagnostics) };
  const value = { ids, differences, diagnostics, ...(project === undefined ? {} : { project }) };
  return { value, diagnostics };
}

/** Sides that do not exist are wrong use; one that is invalid is a finding. */
function isWrongUse(diagnostics: readonly Diagnostic[]): boolean {
  const codes: readonly Diagnostic["code"][] = ["diff-side", "merge-conflict"];
  const isRecordFault = ({ code }: Diagnostic) => code.startsWith("record-");
  return !diagnostics.some((one) => codes.includes(one.code) || isRecordFault(one));
}

/** Returns what was released and is lost: without demands, only the catalogs that are gone since a revision are warned about. */
async function lostIn(
  { project, ids }: Comparison,
  { against, only, sides = [], require = false }: DiffOptions,
): Promise<readonly Diagnostic[]> {
  if (project === undefined || sides.length > 0 || !(require || against !== undefined)) return [];
  const { lostReleases } = await import("../project/releases.ts");
  const lost = await lostReleases({ project, ids, only, against });
  return require
    ? lost.map((one) => ({ ...one, severity: "error" }))
    : lost.filter((one) => !hasErrors([one]));
}

async function demanded({ project, differences }: Comparison): Promise<readonly Diagnostic[]> {
  const { demandsOf } = await import("../change/released.ts");
  const { demandsIn } = await import("../project/changesets.ts");
  return differences
    .flatMap((one) => (project === undefined ? demandsOf(one) : demandsIn(project, one)))
    .map((one) => ({ ...one, severity: "error" }));
}

async function writeChangesets(project: Project, differences: readonly Difference[]) {
  const { changesetsOf } = await import("../project/changesets.ts");
  const { deleteFiles, writeNew } = await import("../disk/edit.ts");
  const { value = { added: [], outdated: [] }, ...found } = changesetsOf(project, differences);
  const files = value.added.map(({ path, text }) => [path, text] as const);
  const { written, diagnostics } = writeNew(project.folder, files);
  const deleted = hasErrors(diagnostics) ? [] : deleteFiles(project.folder, value.outdated);
  return { written, deleted, diagnostics: [...found.diagnostics, ...diagnostics] };
}

function diffOf({ old, now, isNew, changes, needed }: Difference): CatalogDiff {
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
  const isLowered = isLower(now.version, old.version);
  const state = isNew ? ("new" as const) : isLowered ? ("lowered" as const) : undefined;
  const versions = { from: old.version, to: now.version, ...tidy({ state }) };
  return { id: now.id, ...versions, needed, changes: all };
}

function placeOf({ file, start }: Span): ChangePlace {
  return { file: file.path, ...positionOf(file, start) };
}
