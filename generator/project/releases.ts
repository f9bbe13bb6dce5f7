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
import { idIn, recordPath, releasesFolder } from "./release-files.ts";

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
    else {
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

/** Returns a diagnostic for each catalog whose record is gone and is in one of some revisions of git. */
export async function deletedRecords(
  { files, folder, releases }: Project,
  only: readonly string[],
  revisions: readonly string[],
): Promise<readonly Diagnostic[]> {
  const known = releases.files.map(({ path }) => path);
  const ids = files.flatMap(({ text }) => idIn(text) ?? []);
  const missing = ids.filter((id) => !known.includes(recordPath(id)));
  const chosen = missing.filter((id) => only.length === 0 || only.includes(id));
  if (chosen.length === 0) return [];
  // Loaded here, since nothing else needs git.
  const { revisionWith } = await import("./git.ts");
  const diagnostics: Diagnostic[] = [];
  for (const id of chosen) {
    const path = recordPath(id);
    const revision = await revisionWith(path, revisions, folder);
    if (revision !== undefined) diagnostics.push(diagnostic("record-deleted", { path, revision }));
  }
  return diagnostics;
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
