// `faultbook validate`: documents to diagnostics.

import { type LoadedCatalog, loadCatalogs } from "../compile.ts";
import type { WorkspaceOptions } from "../config-names.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";
import { outputFolders } from "./outputs.ts";

/** What was validated. */
export interface ValidateResult {
  /** How many catalogs there are. */
  readonly catalogs: number;
  /** How many definitions they hold together. */
  readonly definitions: number;
  /** How many codes they hold together. */
  readonly codes: number;
}

/** Checks the configuration and every catalog that it names; nothing is written. */
export async function validate(options: WorkspaceOptions): Promise<CommandOutcome<ValidateResult>> {
  const { value: workspace, ...opened } = await openWorkspace(options);
  if (workspace === undefined) return opened;
  const { value: catalogs, diagnostics } = await loadCatalogs(workspace.files);
  if (catalogs === undefined) return { diagnostics };
  const folders = outputFolders(workspace, catalogs);
  const listed = await listedFaults(workspace, { cwd: options.cwd, catalogs });
  const told = [...diagnostics, ...folders.diagnostics, ...listed];
  if (folders.value === undefined || listed.length > 0)
    return { diagnostics: told, wrongUse: true };
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
  workspace: Workspace,
  looked: { readonly cwd: string; readonly catalogs: readonly LoadedCatalog[] },
): Promise<readonly Diagnostic[]> {
  if (workspace.config.specs.length === 0) return [];
  const { listFaults } = await import("./descriptions.ts");
  return listFaults(workspace, looked);
}
