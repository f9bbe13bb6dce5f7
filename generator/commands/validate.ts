// `faultbook validate`: documents to diagnostics.

import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type LoadedCatalog, loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { outputFolders } from "../project/outputs.ts";
import { openProject, type Project } from "../project/project.ts";
import { releaseFaults } from "../project/releases.ts";
import { passedSunsets } from "../project/sunsets.ts";

/** What was validated. */
export interface ValidateResult {
  /** How many catalogs there are. */
  readonly catalogs: number;
  /** How many definitions they hold together. */
  readonly definitions: number;
  /** How many codes they hold together. */
  readonly codes: number;
}

/** What is validated. */
export interface ValidateOptions extends WorkspaceOptions {
  /** A day, `YYYY-MM-DD`: what is deprecated and was to go before it is warned about. */
  readonly today?: string | undefined;
}

/** Checks the configuration and every catalog that it names; nothing is written. */
export async function validate(options: ValidateOptions): Promise<CommandOutcome<ValidateResult>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const { value: catalogs, diagnostics } = await loadCatalogs(project.files);
  if (catalogs === undefined) return { diagnostics };
  const folders = outputFolders(project, catalogs);
  const listed = await listedFaults(project, catalogs);
  const released = await releaseFaults({ project, catalogs, severity: "warning" });
  const { today } = options;
  const passed = today === undefined ? [] : passedSunsets(catalogs, today);
  const told = [
    ...project.warnings,
    ...diagnostics,
    ...folders.diagnostics,
    ...listed,
    ...released,
    ...passed,
  ];
  if (folders.value === undefined || listed.length > 0)
    return { diagnostics: told, wrongUse: true };
  if (hasErrors(released)) return { diagnostics: told };
  const count = (of: (one: LoadedCatalog) => number): number =>
    catalogs.reduce((sum, one) => sum + of(one), 0);
  const value: ValidateResult = {
    catalogs: catalogs.length,
    definitions: count(({ catalog }) => catalog.definitions.length),
    codes: count(({ catalog }) => catalog.codes.length),
  };
  return { value, diagnostics: told };
}

/** Loaded here, since most configurations list no descriptions. */
async function listedFaults(
  project: Project,
  catalogs: readonly LoadedCatalog[],
): Promise<readonly Diagnostic[]> {
  if (project.config.specs.length === 0) return [];
  const { listFaults } = await import("../project/descriptions.ts");
  return listFaults(project, catalogs);
}
