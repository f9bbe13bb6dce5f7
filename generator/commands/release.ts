// `faultbook release`: records what callers of the current version depend on.

import { resolve } from "node:path";
import type { ReadRecord } from "../change/record.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type Edit, readEditable, writeEdits, writeNew } from "../disk/edit.ts";
import { chooseCatalogs, type LoadedCatalog, loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { openProject, type Project } from "../project/project.ts";
import { recordPath } from "../project/release-files.ts";
import { recordsOf, releaseFaults } from "../project/releases.ts";
import { append } from "../text/lists.ts";
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
}

/** What was released. */
export interface ReleaseResult {
  readonly catalogs: readonly ReleasedCatalog[];
}

/** Records the current versions of catalogs as released; one that owes its callers something stops all of them. */
export async function release(options: ReleaseOptions): Promise<CommandOutcome<ReleaseResult>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const loaded = await loadCatalogs(project.files);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const only = options.only === undefined || options.only.length === 0 ? undefined : options.only;
  const chosen = chooseCatalogs(loaded.value, only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const query = { project, catalogs: loaded.value, only, severity: "error" } as const;
  const faults = await releaseFaults(query);
  const found = [...opened.diagnostics, ...loaded.diagnostics, ...faults];
  if (hasErrors(faults)) return { diagnostics: found };
  const { value: records = new Map<string, ReadRecord>() } = await recordsOf(project, loaded.value);
  const written = await writeRecords(project, chosen.catalogs, records);
  const diagnostics = [...found, ...written.diagnostics];
  return hasErrors(diagnostics) ? { diagnostics } : { value: written.value, diagnostics };
}

async function writeRecords(
  { folder }: Project,
  catalogs: readonly LoadedCatalog[],
  records: ReadonlyMap<string, ReadRecord>,
) {
  const { factsOf } = await import("../change/facts.ts");
  const { digestsFor } = await import("../change/record-parts.ts");
  const { printRecord, newRecord } = await import("../change/record.ts");
  const edits: Edit[] = [];
  const added: (readonly [path: string, text: string])[] = [];
  const diagnostics: Diagnostic[] = [];
  const released = catalogs.map(({ catalog, file: source }): ReleasedCatalog => {
    const { id, version } = catalog;
    const last = records.get(id);
    const path = recordPath(id);
    const text = printRecord(
      newRecord(catalog, factsOf(catalog), last),
      digestsFor(catalog, source),
    );
    if (last === undefined) {
      added.push([path, text]);
      return { id, version, path, change: "create" };
    }
    const from = last.version;
    if (last.file.text === text) return { id, version, from, path, change: "keep" };
    const query = { path: resolve(folder, path), shown: path, folder, limit: yamlLimits.bytes };
    const { value: file, ...read } = readEditable(query);
    append(diagnostics, read.diagnostics);
    if (file !== undefined) edits.push({ file, text });
    return { id, version, from, path, change: "update" };
  });
  if (!hasErrors(diagnostics)) {
    append(diagnostics, await writeEdits(edits));
    if (!hasErrors(diagnostics)) append(diagnostics, writeNew(folder, added).diagnostics);
  }
  return { value: { catalogs: released }, diagnostics };
}
