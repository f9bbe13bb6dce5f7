// `faultbook release`: records what callers of the current version depend on.

import { resolve } from "node:path";
import { isVersionAbove } from "../catalog/versions.ts";
import type { ReadRecord } from "../change/record.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type Edit, readEditable, writeEdits, writeNew } from "../disk/edit.ts";
import { existing, repositoryOf } from "../disk/files.ts";
import { chooseCatalogs, type LoadedCatalog, loadCatalogs, spanIn } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { keptPackages } from "../project/kept-parts.ts";
import { openProject, type Project } from "../project/project.ts";
import { mergeAttributes, recordPath } from "../project/release-files.ts";
import { lostReleases, recordsOf, releaseFaults } from "../project/releases.ts";
import { append } from "../text/lists.ts";
import { applyEdits, type SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** What is released. */
export interface ReleaseOptions extends WorkspaceOptions {
  /** The ids of the catalogs; all by default. */
  readonly only?: readonly string[];
}

/** One catalog that was released. */
export interface ReleasedCatalog {
  readonly id: string;
  readonly version: string;
  /** The version before, if there was one. */
  readonly from?: string;
  /** The path of the record. */
  readonly path: string;
  /** Whether the record is new, has changed, or is as it was. */
  readonly change: "create" | "update" | "keep";
  /** The path of the catalog, if it took its version from its package. */
  readonly raised?: string;
}

/** What was released. */
export interface ReleaseResult {
  readonly catalogs: readonly ReleasedCatalog[];
  /** The paths of new files beside the records, which git needs to merge them. */
  readonly written: readonly string[];
}

/** Records the current versions of catalogs as released; one that owes its callers something stops all of them. */
export async function release(options: ReleaseOptions): Promise<CommandOutcome<ReleaseResult>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const first = await loadCatalogs(project.files);
  if (first.value === undefined) return { diagnostics: first.diagnostics };
  const raised = raisedCatalogs(project, first.value, options.only);
  if (hasErrors(raised.diagnostics)) return { diagnostics: raised.diagnostics };
  const { files } = raised;
  const loaded = files === project.files ? first : await loadCatalogs(files);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const only = options.only === undefined || options.only.length === 0 ? undefined : options.only;
  const chosen = chooseCatalogs(loaded.value, only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const catalogs = loaded.value;
  const now = { ...project, files };
  const query = { project: now, catalogs, only, severity: "error", isRelease: true } as const;
  const faults = await releaseFaults(query);
  const { value: records = new Map<string, ReadRecord>() } = await recordsOf(project, catalogs);
  const lost = await lostBeforeFirst(now, catalogs, records);
  const found = [...opened.diagnostics, ...loaded.diagnostics, ...faults, ...lost];
  if (hasErrors([...faults, ...lost])) return { diagnostics: found };
  const written = await writeRecords(project, chosen.catalogs, records);
  const diagnostics = [...found, ...written.diagnostics];
  return hasErrors(diagnostics) ? { diagnostics } : { value: written.value, diagnostics };
}

/** Returns the files of the catalogs, in which those whose packages get their versions from another tool have the version of the package. */
function raisedCatalogs(
  project: Project,
  catalogs: readonly LoadedCatalog[],
  only: readonly string[] = [],
): { readonly files: readonly SourceFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const raised = new Map<string, SourceFile>();
  for (const { catalog, file } of catalogs) {
    const { id, version } = catalog;
    if (only.length > 0 && !only.includes(id)) continue;
    const [highest] = keptPackages(project, id)
      .flatMap(({ name, present }) => (present === undefined ? [] : { name, ...present }))
      .filter((one) => isVersionAbove(one.version, version))
      .sort((a, b) => (isVersionAbove(a.version, b.version) ? -1 : 1));
    if (highest === undefined) continue;
    const { name, version: wanted, span } = highest;
    if (/[-+]/.test(wanted))
      diagnostics.push(diagnostic("release-prerelease", { name, version: wanted }, { span }));
    const { start, end } = spanIn(file, "/version");
    const written = file.text.slice(start, end).replace(version, wanted);
    const text = applyEdits(file.text, [{ start, end, text: written }]);
    raised.set(file.path, { path: file.path, text });
  }
  const { files } = project;
  return raised.size === 0
    ? { files, diagnostics }
    : { files: files.map((file) => raised.get(file.path) ?? file), diagnostics };
}

/** A first release must not be that of a catalog that was released before, with another id or with a record that was deleted. */
async function lostBeforeFirst(
  project: Project,
  catalogs: readonly LoadedCatalog[],
  records: ReadonlyMap<string, ReadRecord>,
): Promise<readonly Diagnostic[]> {
  const ids = catalogs.map(({ catalog }) => catalog.id);
  if (ids.every((id) => records.has(id))) return [];
  const lost = await lostReleases({ project, ids });
  return lost.map((one) => ({ ...one, severity: "error" }));
}

async function writeRecords(
  { folder, files }: Project,
  catalogs: readonly LoadedCatalog[],
  records: ReadonlyMap<string, ReadRecord>,
) {
  const { factsOf } = await import("../change/facts.ts");
  const { digestsFor } = await import("../change/record-parts.ts");
  const { printRecord, newRecord } = await import("../change/record.ts");
  const edits: Edit[] = [];
  const added: (readonly [path: string, text: string])[] = [];
  const diagnostics: Diagnostic[] = [];
  const put = (path: string, text: string) => {
    const query = { path: resolve(folder, path), shown: path, folder, limit: yamlLimits.bytes };
    const { value: file, ...read } = readEditable(query);
    append(diagnostics, read.diagnostics);
    if (file !== undefined) edits.push({ file, text });
  };
  const released = catalogs.map(({ catalog, file: source }): ReleasedCatalog => {
    const { id, version } = catalog;
    const last = records.get(id);
    const path = recordPath(id);
    const text = printRecord(
      newRecord(catalog, factsOf(catalog), last),
      digestsFor(catalog, source),
    );
    const isRaised = files.every((one) => one.text !== source.text);
    if (isRaised) put(source.path, source.text);
    const own = { id, version, path, ...(isRaised ? { raised: source.path } : {}) };
    if (last === undefined) {
      added.push([path, text]);
      return { ...own, change: "create" };
    }
    const from = last.version;
    if (last.file.text === text) return { ...own, from, change: "keep" };
    put(path, text);
    return { ...own, from, change: "update" };
  });
  const written = isMergedByLines(folder) ? [] : [mergeAttributes];
  if (!hasErrors(diagnostics)) {
    append(diagnostics, await writeEdits(edits));
    const more = written.map(({ path, text }) => [path, text] as const);
    if (!hasErrors(diagnostics))
      append(diagnostics, writeNew(folder, [...added, ...more]).diagnostics);
  }
  return { value: { catalogs: released, written: written.map(({ path }) => path) }, diagnostics };
}

/** Outside of a repository nothing is merged; attributes that somebody wrote stay. */
function isMergedByLines(folder: string): boolean {
  const isWritten = existing([resolve(folder, mergeAttributes.path)]) !== undefined;
  return isWritten || repositoryOf(folder) === undefined;
}
