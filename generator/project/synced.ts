// Descriptions with the catalogs in them, or without them.

import { dirname, resolve } from "node:path";
import { documented } from "../catalog/documented.ts";
import { listOf } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { Edit, EditableFile } from "../disk/edit.ts";
import { isFile } from "../disk/files.ts";
import { descriptionParts } from "../emit/openapi/openapi.ts";
import { openapiDefaults } from "../emit/options.ts";
import { hasEntry } from "../sync/by-map.ts";
import type { Location, Part } from "../sync/parts.ts";
import { type SpecCatalog, type Synced, sync } from "../sync/sync.ts";
import { type LoadedCatalog, loadCatalogs, spanIn } from "./catalogs.ts";
import {
  chosenFor,
  codesPlace,
  type Description,
  openDescription,
  placeOf,
} from "./descriptions.ts";
import {
  dialectOf,
  fragmentOf,
  type Referring,
  type VersionQuery,
  versionFaults,
} from "./fragments.ts";
import { type OverlayFile, type OverlayPlace, overlayFile } from "./overlay-file.ts";
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
  /** What becomes of the file of an overlay, if one was asked for. */
  readonly overlay?: OverlayFile;
}

/** How descriptions are synced. */
export interface SyncRun {
  readonly remove: boolean;
  /** The file that gets an overlay in the place of edits. */
  readonly overlay: OverlayPlace | undefined;
  /** Further descriptions that may share files with these; their entries there stay. */
  readonly context: readonly Description[];
}

/** Puts the catalogs into descriptions, or takes them out of them; nothing is written here. */
export async function syncSpecs(
  project: Project,
  targets: readonly Description[],
  { remove, overlay, context }: SyncRun,
): Promise<CommandOutcome<readonly SyncedTarget[]>> {
  const { value: catalogs, diagnostics } = await loadCatalogs(project.files);
  if (catalogs === undefined) return { diagnostics };
  const all: SyncedTarget[] = [];
  const syncing = { project, catalogs, overlay };
  for (const target of context)
    all.push(syncTarget(target, { ...syncing, remove: false, earlier: [...all] }));
  // What is wrong with the others is not what was asked for.
  const known = all.filter((one) => !hasErrors(one.diagnostics));
  for (const target of targets) {
    const earlier = [...known, ...all.slice(context.length)];
    all.push(syncTarget(target, { ...syncing, remove, earlier }));
  }
  const done = settled(all.slice(context.length), known);
  const found = [...project.warnings, ...diagnostics, ...done.flatMap((one) => one.diagnostics)];
  const wrongUse = done.some((one) => one.wrongUse === true);
  return { value: done, diagnostics: found, ...(wrongUse ? { wrongUse } : {}) };
}

/** What is synced, and whether errors are taken out. */
interface Syncing {
  readonly project: Project;
  readonly catalogs: readonly LoadedCatalog[];
  readonly remove: boolean;
  /** The file that gets an overlay in the place of edits. */
  readonly overlay: OverlayPlace | undefined;
  /** The descriptions that were synced before in the same run. */
  readonly earlier: readonly SyncedTarget[];
}

const nothingRead = { files: [], edits: [] } as const;

/** Puts the catalogs into a description, or takes them out of it. */
function syncTarget(target: Description, syncing: Syncing): SyncedTarget {
  const { project, remove, overlay, earlier } = syncing;
  const chosen = chosenFor(target, syncing.catalogs, { project, remove });
  if (chosen.diagnostics.length > 0) return { target, ...nothingRead, ...chosen, wrongUse: true };
  const texts = new Map(
    earlier.flatMap(({ edits }) => edits.map(({ file, text }) => [file.path, text])),
  );
  const opened = openDescription(target, project, texts);
  if (opened.value === undefined) return { target, ...nothingRead, ...opened };
  const { spec, files } = opened.value;
  const given = specCatalogs(chosen.catalogs, { target, version: spec.version, project });
  const synced = sync({
    spec,
    catalogs: given,
    operations: target.config.operations,
    components: target.config.components,
    drift: target.config.drift,
    codes: listOf(target.config.codes ?? []).map((one, i) => ({
      ...one,
      span: placeOf(target, codesPlace(target.config, i, "at"), project.root),
    })),
    placeOf: (pointer) => placeOf(target, `/operations${pointer}`, project.root),
    isSpared: sparedBy(earlier, target),
    isOverlay: overlay !== undefined,
    remove,
  });
  const edits = synced.files.flatMap(({ part, text }) => {
    const file = files.get(part.path);
    return file === undefined ? [] : [{ file, text }];
  });
  const span = placeOf(target, "/mode", project.root);
  const query = { config: target.config, project, span, spec };
  const told = remove
    ? []
    : [...versionFaults(chosen.catalogs, query), ...absentDocuments(given, query, target)];
  return {
    target,
    synced,
    ...(overlay && synced.overlay ? { overlay: overlayFile(synced.overlay, overlay) } : {}),
    files: [...files.values()],
    edits,
    diagnostics: [...told, ...synced.diagnostics],
  };
}

/** Warns of each document that is referred to and is not there. */
function absentDocuments(
  catalogs: readonly SpecCatalog[],
  { span }: VersionQuery,
  { path }: Description,
): readonly Diagnostic[] {
  return catalogs.flatMap(({ document }) => {
    if (document === undefined || /^https?:/.test(document)) return [];
    if (isFile(resolve(dirname(path), unescaped(document)))) return [];
    return [diagnostic("spec-ref-missing", { path: document }, { span })];
  });
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Returns which entries of files the earlier descriptions want. */
function sparedBy(
  earlier: readonly SyncedTarget[],
  target: Description,
): (at: Pick<Location, "part" | "pointer">) => boolean {
  const wanted = earlier.flatMap((one) =>
    [...(one.synced?.wanted ?? [])].map(
      ([part, entries]) => [pathOf(one.target, part), entries] as const,
    ),
  );
  return ({ part, pointer }) =>
    wanted.some(([path, entries]) => path === pathOf(target, part) && hasEntry(entries, pointer));
}

/** Returns the absolute path of a file of a description. */
function pathOf({ path }: Description, part: Part): string {
  return part.path === "" ? path : resolve(dirname(path), part.path);
}

/** Returns targets with one edit of each of their files, which has what all put there; a file that is in the end as it was is not changed. */
function settled(
  targets: readonly SyncedTarget[],
  context: readonly SyncedTarget[],
): readonly SyncedTarget[] {
  const edits = [...context, ...targets].flatMap((one) => one.edits);
  const last = new Map(edits.map((edit) => [edit.file.path, edit]));
  const own = new Set(targets.flatMap(({ files }) => files.map(({ path }) => path)));
  const isChanged = ({ file, text }: Edit): boolean => text !== file.source.text;
  const written = [...last.values()].filter((edit) => own.has(edit.file.path) && isChanged(edit));
  return targets.map(({ synced, ...one }, i) => {
    const changes = synced?.changes.filter(({ part }) => {
      const edit = last.get(pathOf(one.target, part));
      return edit === undefined || isChanged(edit);
    });
    return {
      ...one,
      edits: i === 0 ? written : [],
      ...(synced && changes ? { synced: { ...synced, changes } } : {}),
    };
  });
}

/** Returns catalogs as components and responses for a description. */
function specCatalogs(
  catalogs: readonly LoadedCatalog[],
  referring: Referring,
): readonly SpecCatalog[] {
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
