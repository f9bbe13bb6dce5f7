// The release records of a project: what changed since the last releases, and what the catalogs owe.

import { basename } from "node:path";
import type { ReadRecord } from "../change/record.ts";
import type { Difference } from "../change/released.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { Severity } from "../diagnostics/entry.ts";
import { append } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import type { LoadedCatalog } from "./catalogs.ts";
import type { Project } from "./project.ts";
import { recordPath, releasesFolder } from "./release-files.ts";

/** Returns the release records of some catalogs, by their ids; a file that is no record is ignored unless it has the name of one. */
export async function recordsOf(
  { releases, config }: Project,
  catalogs: readonly LoadedCatalog[],
): Promise<Outcome<ReadonlyMap<string, ReadRecord>>> {
  const records = new Map<string, ReadRecord>();
  const diagnostics: Diagnostic[] = [];
  const known = catalogs.map(({ catalog }) => catalog.id);
  const own = new Set(catalogs.map(({ file }) => file.path));
  const files = releases.files.filter(({ path }) => !own.has(path));
  if (files.length === 0 || config.catalogs.includes(releasesFolder)) {
    return { value: records, diagnostics };
  }
  // Loaded here, since most runs have nothing to compare.
  const { isRecord, readRecord } = await import("../change/record.ts");
  for (const file of files) {
    const expected = basename(file.path, ".yaml");
    if (!known.includes(expected) && !isRecord(file)) continue;
    const read = readRecord(file);
    append(diagnostics, read.diagnostics);
    if (read.value === undefined) continue;
    const { id, spanOf } = read.value;
    const span = spanOf("catalog");
    if (id !== expected) {
      diagnostics.push(diagnostic("record-misplaced", { id, expected }, { span }));
    } else if (known.includes(id)) records.set(id, read.value);
    else if (!config.releases.retired.includes(id)) {
      const holes = { id, hint: suggestion(id, known) };
      diagnostics.push(diagnostic("record-without-catalog", holes, { span }));
    }
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: records, diagnostics };
}

/** Returns what changed in each catalog since its release; a catalog without a record has nothing to be compared with. */
export async function differencesOf(
  project: Project,
  catalogs: readonly LoadedCatalog[],
  records: ReadonlyMap<string, ReadRecord>,
): Promise<readonly Difference[]> {
  if (records.size === 0) return [];
  const { catalogVersion, differenceBetween, recordedVersion } = await import(
    "../change/released.ts"
  );
  const { steps } = project.config.releases;
  return catalogs.flatMap(({ catalog, file }) => {
    const record = records.get(catalog.id);
    if (record === undefined) return [];
    return [differenceBetween(recordedVersion(record), catalogVersion(catalog, file), steps)];
  });
}

/** What of earlier revisions of git is looked for. */
export interface EarlierQuery {
  readonly project: Project;
  /** The ids of all catalogs of the project. */
  readonly ids: readonly string[];
  /** The ids of the catalogs that the run is limited to; all by default. */
  readonly only?: readonly string[] | undefined;
  /** The revision that the project is compared with; without one, those before the working tree. */
  readonly against?: string | undefined;
}

/** The commit that is checked out, and the one that a pull request is merged into. */
const current = ["HEAD", "HEAD^1"];

/** Returns a diagnostic for each catalog that was released in an earlier revision of git, and that is gone or whose record is. */
export async function lostReleases({
  project: { config, folder, releases },
  ids,
  only = [],
  against,
}: EarlierQuery): Promise<readonly Diagnostic[]> {
  // Loaded here, since nothing else needs git.
  const { recordedIds } = await import("./git.ts");
  const revisions = against === undefined ? current : [against];
  const found = await Promise.all(revisions.map((one) => recordedIds(one, folder)));
  const lost = new Map<string, Diagnostic>();
  for (const [i, revision] of revisions.entries()) {
    for (const id of found[i] ?? []) {
      const path = recordPath(id);
      const isKept = releases.files.some((one) => one.path === path);
      const isChosen = only.length === 0 || only.includes(id);
      if (lost.has(id) || !isChosen) continue;
      if (ids.includes(id)) {
        if (!isKept) lost.set(id, diagnostic("record-deleted", { path, revision }));
      } else if (!config.releases.retired.includes(id) && !(isKept && against === undefined))
        // A record without its catalog is reported where records are read.
        lost.set(id, diagnostic("catalog-gone", { id, revision }));
    }
  }
  return [...lost.values()];
}

/** What is asked about releases. */
export interface ReleaseQuery {
  readonly project: Project;
  /** All catalogs of the project. */
  readonly catalogs: readonly LoadedCatalog[];
  /** The ids of the catalogs that the run is limited to. */
  readonly only?: readonly string[] | undefined;
  /** How bad it is that a catalog owes something. */
  readonly severity: Severity;
  /** True if the versions are released as they are, so that no changeset stands for a step that is still to be taken. */
  readonly isRelease?: boolean;
}

/** Returns what the catalogs owe to those who use what was released. */
export async function releaseFaults({
  project,
  catalogs,
  only,
  severity,
  isRelease = false,
}: ReleaseQuery): Promise<readonly Diagnostic[]> {
  if (project.releases.files.length === 0) return [];
  const graded = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    severity === "warning" ? found : found.map((one) => ({ ...one, severity }));
  // Loaded here, since most runs have nothing to compare.
  const { quickSinceReleases } = await import("./quick-differences.ts");
  const { demandsIn } = await import("./changesets.ts");
  const owed = (one: Difference) => demandsIn(project, one, isRelease);
  const isChosen = (id: string) => only?.includes(id) ?? true;
  const quick = await quickSinceReleases(project);
  if (quick !== undefined) {
    return graded(quick.filter(({ now }) => isChosen(now.id)).flatMap(owed));
  }
  const { value: records, diagnostics } = await recordsOf(project, catalogs);
  if (records === undefined || records.size === 0) return graded(diagnostics);
  const chosen = catalogs.filter(({ catalog }) => isChosen(catalog.id));
  const differences = await differencesOf(project, chosen, records);
  return graded([...diagnostics, ...differences.flatMap(owed)]);
}
