// The two sides of a comparison: release records, files, or revisions of git, and the catalogs of the project.

import { posix, resolve } from "node:path";
import { isRecord, readRecord } from "../change/record.ts";
import {
  catalogVersion,
  type Difference,
  differenceBetween,
  noVersion,
  recordedVersion,
  type VersionOfCatalog,
} from "../change/released.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFolder, readSource } from "../disk/files.ts";
import { loadCatalog } from "../rules/load.ts";
import { suggestion } from "../text/nearest.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";
import type { LoadedCatalog } from "./catalogs.ts";
import type { GitQuery } from "./git.ts";
import type { Project } from "./project.ts";
import { quickDifferences, quickSinceReleases } from "./quick-differences.ts";
import { idIn } from "./release-files.ts";
import { differencesOf, recordsOf } from "./releases.ts";

/** The catalogs of a project. */
export interface WorkingTree {
  readonly project: Project;
  /** All of them, for those who look for one. */
  readonly all: readonly LoadedCatalog[];
  /** Those that are compared. */
  readonly catalogs: readonly LoadedCatalog[];
}

/** Compares the catalogs with their release records; one without a record is reported. */
export async function sinceReleases({
  project,
  all,
  catalogs,
}: WorkingTree): Promise<Outcome<readonly Difference[]>> {
  const { value: records, diagnostics } = await recordsOf(project, all);
  if (records === undefined) return { diagnostics };
  const missing = catalogs
    .filter(({ catalog }) => !records.has(catalog.id))
    .map(({ catalog: { id } }) => diagnostic("release-missing", { id }));
  const value = await differencesOf(project, catalogs, records);
  return { value, diagnostics: [...diagnostics, ...missing] };
}

/** Compares the catalogs of a project with a revision of git or their release records, without loading them; `undefined` if it takes the whole catalogs to tell, or if there is anything to report. */
export async function quickly(
  project: Project,
  revision: string | undefined,
  only: readonly string[],
): Promise<readonly Difference[] | undefined> {
  const found =
    revision === undefined
      ? await quickSinceReleases(project)
      : await quickSinceRevision(project, revision);
  const known = found?.map(({ now }) => now.id) ?? [];
  if (found === undefined || !only.every((id) => known.includes(id))) return undefined;
  return only.length === 0 ? found : found.filter(({ now }) => only.includes(now.id));
}

async function quickSinceRevision(
  project: Project,
  revision: string,
): Promise<readonly Difference[] | undefined> {
  const ids = project.files.map(({ text }) => idIn(text) ?? "");
  if (ids.includes("")) return undefined;
  const { value: files = [] } = await filesOf(project, project.files, { revision, ids });
  if (!files.every(({ text }) => ids.includes(idIn(text) ?? ""))) return undefined;
  const olds = ids.map((id) => files.find(({ text }) => idIn(text) === id));
  return quickDifferences(project, olds);
}

/** Reads the catalogs that a revision of git has in place of some files. */
async function filesOf(
  { config, folder }: Project,
  files: readonly SourceFile[],
  wanted: Pick<GitQuery, "revision" | "ids">,
): Promise<Outcome<readonly SourceFile[]>> {
  // Loaded here, since nothing else needs git.
  const { filesAt } = await import("./git.ts");
  const named = config.catalogs.map((path) => posix.normalize(path));
  const paths = [...new Set([...named, ...files.map(({ path }) => path)])];
  return filesAt({ folder, paths, ...wanted });
}

/** Compares the catalogs with those of a revision of git: a file that had another id is the same catalog; any other that the revision does not have is new, and one that only the revision has is reported. */
export async function sinceRevision(
  { project, all, catalogs }: WorkingTree,
  revision: string,
): Promise<Outcome<readonly Difference[]>> {
  const ids = catalogs.map(({ catalog }) => catalog.id);
  const known = all.map(({ catalog }) => catalog.id);
  const own = catalogs.map(({ file }) => file);
  const { value: files, diagnostics } = await filesOf(project, own, { revision, ids });
  if (files === undefined) return { diagnostics };
  const olds = new Map<string, VersionOfCatalog>();
  const gone: Diagnostic[] = [];
  const { steps, retired } = project.config.releases;
  for (const file of files) {
    // Whatever else the revision has may be invalid, which is not asked.
    const id = idIn(file.text);
    const isOther = id !== undefined && !known.includes(id);
    const heir = catalogs.find((one) => `${revision}:${one.file.path}` === file.path)?.catalog.id;
    if (isOther && heir === undefined) {
      const isAsked = ids.length === known.length && !retired.includes(id);
      if (isAsked) gone.push(diagnostic("catalog-gone", { id, revision }));
      continue;
    }
    if (id !== undefined && !isOther && (!ids.includes(id) || olds.has(id))) continue;
    const side = await sideOf(file, "old");
    if (side.value === undefined) return { diagnostics: side.diagnostics };
    const isRenamed = heir !== undefined && !known.includes(side.value.id);
    if (!isRenamed) olds.set(side.value.id, side.value);
    else if (!olds.has(heir)) olds.set(heir, side.value);
  }
  const value = catalogs.map(({ catalog, file }) => {
    const now = catalogVersion(catalog, file);
    return differenceBetween(olds.get(now.id) ?? noVersion(now), now, steps);
  });
  return { value, diagnostics: [...diagnostics, ...gone] };
}

/** Where the sides of a comparison are. */
export interface SidePlaces {
  /** The paths of the old and of the new side, or of the old one alone, relative to the working directory. */
  readonly sides: readonly string[];
  readonly cwd: string;
  /** The project, if there is one: without a new side, its catalogs with the ids of the old side are compared. */
  readonly tree: WorkingTree | undefined;
  /** The ids of those that are compared, of a side with several catalogs; all by default. */
  readonly only?: readonly string[] | undefined;
}

/** Compares a file or a package with another one, or with the catalogs of the same ids. */
export async function betweenFiles({
  sides: [oldPath = "", nowPath],
  cwd,
  tree,
  only = [],
}: SidePlaces): Promise<Outcome<readonly Difference[]>> {
  const { value: all, diagnostics } = await sideAt(oldPath, cwd, "old");
  if (all === undefined) return { diagnostics };
  const olds = all.filter(({ id }) => all.length === 1 || only.length === 0 || only.includes(id));
  const own = () => ({ value: (tree?.all ?? []).map(versionOf), diagnostics: [] });
  const nows = nowPath === undefined ? own() : await sideAt(nowPath, cwd, "new");
  if (nows.value === undefined) return { diagnostics: nows.diagnostics };
  const [first, ...more] = nows.value;
  const isNamed = nowPath !== undefined && olds.length === 1 && more.length === 0;
  const steps = tree?.project.config.releases.steps ?? {};
  const differences: Difference[] = [];
  const missing: Diagnostic[] = [];
  for (const old of olds) {
    const now = isNamed ? first : nows.value.find(({ id }) => id === old.id);
    if (now !== undefined) differences.push(differenceBetween(old, now, steps));
    else missing.push(catalogMissing(old, nows.value));
  }
  return missing.length > 0 ? { diagnostics: missing } : { value: differences, diagnostics: [] };
}

function versionOf({ catalog, file }: LoadedCatalog): VersionOfCatalog {
  return catalogVersion(catalog, file);
}

function catalogMissing({ id }: VersionOfCatalog, nows: readonly VersionOfCatalog[]): Diagnostic {
  const known = nows.map((now) => now.id);
  return diagnostic("diff-catalog", { id, hint: suggestion(id, known) });
}

type Side = "old" | "new";

async function sideAt(
  shown: string,
  cwd: string,
  side: Side,
): Promise<Outcome<readonly VersionOfCatalog[]>> {
  // Loaded here, since most sides are files.
  const { isPackage, packageSide } = await import("./package-side.ts");
  if (isPackage(shown) || isFolder(resolve(cwd, shown))) return packageSide(shown, cwd);
  const read = readSource(resolve(cwd, shown), shown.replaceAll("\\", "/"), yamlLimits.bytes);
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const { value, diagnostics } = await sideOf(read.value, side);
  return value === undefined ? { diagnostics } : { value: [value], diagnostics };
}

/** Returns the version of a catalog in a text, which is a catalog or a release record; what an old catalog is warned about is not asked. */
async function sideOf(file: SourceFile, side: Side): Promise<Outcome<VersionOfCatalog>> {
  const invalid = (found: readonly Diagnostic[]): Outcome<VersionOfCatalog> => ({
    diagnostics: [diagnostic("diff-side", { side, path: file.path }), ...found],
  });
  if (isRecord(file)) {
    const { value, diagnostics } = readRecord(file);
    return value === undefined
      ? invalid(diagnostics)
      : { value: recordedVersion(value), diagnostics: [] };
  }
  const { value, diagnostics } = await loadCatalog(file);
  if (value === undefined) return invalid(diagnostics.filter((one) => hasErrors([one])));
  return { value: catalogVersion(value, file), diagnostics: [] };
}
