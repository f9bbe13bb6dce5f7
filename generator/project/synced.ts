// One description with the catalogs in it, or without them.

import { documented } from "../catalog/documented.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Edit, EditableFile } from "../disk/edit.ts";
import { openapiDefaults } from "../emit/options.ts";
import type { SpecCatalog, Synced } from "../sync/sync.ts";
import { type LoadedCatalog, spanIn } from "./catalogs.ts";
import { chosenFor, type Description, openDescription, placeOf } from "./descriptions.ts";
import { dialectOf, fragmentOf, type Referring, versionFaults } from "./fragments.ts";
import type { Project } from "./project.ts";

/** A description with the catalogs in it, and the edits of its files. */
export interface SyncedTarget {
  readonly target: Description;
  readonly synced?: Synced;
  /** The files that the description was read from. */
  readonly files: readonly EditableFile[];
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
  readonly wrongUse?: boolean;
}

/** What is synced, and whether errors are taken out. */
export interface Syncing {
  readonly project: Project;
  readonly catalogs: readonly LoadedCatalog[];
  readonly remove: boolean;
}

const nothingRead = { files: [], edits: [] } as const;

/** Puts the catalogs into a description, or takes them out of it; nothing is written here. */
export async function syncTarget(target: Description, syncing: Syncing): Promise<SyncedTarget> {
  const { project, remove } = syncing;
  const chosen = chosenFor(target, syncing.catalogs, { project, remove });
  if (chosen.diagnostics.length > 0) return { target, ...nothingRead, ...chosen, wrongUse: true };
  const opened = openDescription(target, project);
  if (opened.value === undefined) return { target, ...nothingRead, ...opened };
  const { spec, files } = opened.value;
  const { sync } = await import("../sync/sync.ts");
  const synced = sync({
    spec,
    catalogs: await specCatalogs(chosen.catalogs, { target, version: spec.version, project }),
    operations: target.config.operations,
    components: target.config.components,
    drift: target.config.drift,
    placeOf: (pointer) => placeOf(target, `/operations${pointer}`, project.root),
    remove,
  });
  const edits = synced.files.flatMap(({ part, text }) => {
    const file = files.get(part.path);
    return file === undefined ? [] : [{ file, text }];
  });
  const span = placeOf(target, "/mode", project.root);
  const query = { config: target.config, project, span, spec };
  const told = remove ? [] : versionFaults(chosen.catalogs, query);
  return {
    target,
    synced,
    files: [...files.values()],
    edits,
    diagnostics: [...told, ...synced.diagnostics],
  };
}

/** Returns catalogs as components and responses for a description. */
async function specCatalogs(
  catalogs: readonly LoadedCatalog[],
  referring: Referring,
): Promise<readonly SpecCatalog[]> {
  const { descriptionParts } = await import("../emit/openapi/openapi.ts");
  const { version, project, target } = referring;
  const given = project.config.emitters.openapi || openapiDefaults;
  const options = { ...given, version: dialectOf(version) };
  return catalogs.map((loaded) => {
    const { file } = loaded;
    const catalog = documented(loaded.catalog);
    const { components, responsesFor } = descriptionParts(catalog, options);
    const base = { catalog, placeOf: (pointer: string) => spanIn(file, pointer), responsesFor };
    if (target.config.mode !== "ref") return { ...base, components };
    return { ...base, components, document: fragmentOf(loaded, referring) };
  });
}
