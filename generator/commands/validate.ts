// `faultbook validate`: documents to diagnostics.

import { type LoadedCatalog, loadCatalogs } from "../compile.ts";
import type { WorkspaceOptions } from "../config-names.ts";
import { openWorkspace } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";
import { listFaults } from "./descriptions.ts";
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
  const listed = listFaults(workspace, { cwd: options.cwd, catalogs });
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
