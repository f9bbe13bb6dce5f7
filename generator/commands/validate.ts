// `faultbook validate`: documents to diagnostics.

import type { Catalog } from "../catalog/catalog.ts";
import { textsOf } from "../catalog/locale.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { LoadedCatalog } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { loadProject } from "../project/load-project.ts";
import { outputFolders } from "../project/outputs.ts";
import { openProject, type Project } from "../project/project.ts";
import { releaseFaults } from "../project/releases.ts";
import { passedSunsets } from "../project/sunsets.ts";

/** How much of a catalog there is in another language. */
export interface LocaleFigure {
  /** The id of the catalog. */
  readonly catalog: string;
  /** The language, by its BCP 47 tag. */
  readonly tag: string;
  /** How many texts there are. */
  readonly texts: number;
  /** How many there are in the language of the catalog. */
  readonly all: number;
}

/** What was validated. */
export interface ValidateResult {
  /** How many catalogs there are. */
  readonly catalogs: number;
  /** How many definitions they hold together. */
  readonly definitions: number;
  /** How many codes they hold together. */
  readonly codes: number;
  /** The languages that catalogs have besides their own, sorted by catalog and tag. */
  readonly locales: readonly LocaleFigure[];
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
  const { value: catalogs, diagnostics } = await loadProject(project);
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
    locales: catalogs.flatMap(({ catalog }) => localeFigures(catalog)),
  };
  return { value, diagnostics: told };
}

function localeFigures(catalog: Catalog): readonly LocaleFigure[] {
  if (catalog.locales.length === 0) return [];
  const all = textsOf(catalog).size;
  return catalog.locales.map(({ tag, texts }) => {
    return { catalog: catalog.id, tag, texts: Object.keys(texts).length, all };
  });
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
