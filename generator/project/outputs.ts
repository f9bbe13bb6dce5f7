// The output folders of a project: which catalogs go into each, what is made there, and whether the folders keep apart.

import { posix, resolve } from "node:path";
import { aliasedNames, memberAlias, sharedNames } from "../catalog/aliases.ts";
import { isNodeModule, packageName } from "../catalog/names.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { realPath } from "../disk/files.ts";
import type { Plan } from "../disk/plan.ts";
import type { ReadyEmitter } from "../emit/emit.ts";
import type { KeptParts } from "../emit/options.ts";
import { append, listed } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import { nodeAt } from "../text/yaml.ts";
import { chooseCatalogs, idSpan, type LoadedCatalog, spanIn } from "./catalogs.ts";
import type { OutputConfig } from "./config.ts";
import { keptParts } from "./kept-parts.ts";
import { misplacedOutputs } from "./output-places.ts";
import type { Project } from "./project.ts";

/** An output with its catalogs and its place on the disk. */
export interface OutputFolder {
  readonly output: OutputConfig;
  /** Its catalogs, sorted by id. */
  readonly catalogs: readonly LoadedCatalog[];
  /** The absolute path. */
  readonly root: string;
  /** The same with all links followed, by which two folders are compared. */
  readonly real: string;
  /** What its packages keep, by folder in it. */
  readonly kept?: ReadonlyMap<string, KeptParts> | undefined;
}

/** Returns the output folders of a project, sorted by path; reports ids that no catalog has, folders that would mix, and catalogs without an output. */
export function outputFolders(
  project: Project,
  catalogs: readonly LoadedCatalog[],
): Outcome<readonly OutputFolder[]> {
  const { config, folder } = project;
  const diagnostics: Diagnostic[] = [];
  const folders = config.outputs.map((output): OutputFolder => {
    const placeOf = (i: number) => nodeAt(project.root, `${output.places.catalogs}/${i}`).span;
    const chosen = chooseCatalogs(catalogs, output.catalogs, { placeOf });
    append(diagnostics, chosen.diagnostics);
    const root = resolve(folder, output.path);
    return { output, catalogs: chosen.catalogs, root, real: realPath(root) };
  });
  append(diagnostics, misplacedOutputs(project));
  append(diagnostics, behindLinks(folders, project));
  append(diagnostics, mixedFolders(folders, { project, takenIn: packagesOf }));
  append(diagnostics, takenNames(folders, project));
  append(
    diagnostics,
    folders.flatMap((one) => aliasFaults(one, project)),
  );
  if (hasErrors(diagnostics)) return { diagnostics };
  const used = new Set(folders.flatMap((one) => one.catalogs));
  append(diagnostics, internalInPublic(folders));
  const unused = catalogs.filter((one) => !used.has(one));
  append(diagnostics, unusedCatalogs(unused, project));
  return { value: [...folders].sort((a, b) => (a.real < b.real ? -1 : 1)), diagnostics };
}

/** Reports further names of what no package of an output exports, and those that one exports already. */
function aliasFaults({ output, catalogs }: OutputFolder, { root }: Project): readonly Diagnostic[] {
  const { typescript } = output.emitters;
  const aliases = Object.entries(typescript === false ? {} : typescript.aliases);
  if (aliases.length === 0) return [];
  const names = aliasedNames(catalogs.map(({ catalog }) => catalog));
  const taken = new Set([...names, ...sharedNames]);
  const owner = output.places.path.replace(/\/?[^/]*$/, "");
  return aliases.flatMap(([alias, name]) => {
    const { span } = nodeAt(root, `${owner}/emitters/typescript/aliases/${alias}`);
    const member = memberAlias(alias, name, Object.fromEntries(aliases));
    const own = member === undefined ? alias : `${member.owner}.${member.as}`;
    if (taken.has(own)) return [diagnostic("alias-taken", { alias }, { span })];
    taken.add(own);
    if (!names.has(name)) {
      const hint = suggestion(name, [...names]);
      return [diagnostic("alias-unknown", { alias, name, hint }, { span })];
    }
    return `${alias}${name}`.includes(".") && member === undefined
      ? [diagnostic("alias-apart", { alias, name }, { span })]
      : [];
  });
}

/** Reports the output folders that a link takes out of the project, unless the configuration allows it. */
function behindLinks(folders: readonly OutputFolder[], project: Project): readonly Diagnostic[] {
  const inside = realPath(project.folder);
  return folders
    .filter(({ output, real }) => !output.outside && wayInto(inside, real) === undefined)
    .map(({ output: { path, places } }) =>
      diagnostic("path-behind-link", { path }, { span: nodeAt(project.root, places.path).span }),
    );
}

/** Returns the output folders of a project, in the order in which runs lock them. */
export function outputRoots({ config, folder }: Project): readonly Pick<Plan, "root" | "shown">[] {
  const roots = config.outputs.map(({ path }) => ({ root: resolve(folder, path), shown: path }));
  return roots.sort((a, b) => (realPath(a.root) < realPath(b.root) ? -1 : 1));
}

/** An output folder that is to be made: its catalogs and its emitters are those of this run. */
export interface ReadyOutput extends OutputFolder {
  /** The emitters in the order in which they run. */
  readonly emitters: readonly ReadyEmitter[];
  /** The paths in it that are folders of other outputs. */
  readonly apart: readonly string[];
}

/** Returns the output folders of a run, with their emitters loaded; `only` are the ids of the catalogs that it is limited to. */
export async function readyOutputs(
  project: Project,
  catalogs: readonly LoadedCatalog[],
  only: readonly string[] | undefined,
): Promise<CommandOutcome<readonly ReadyOutput[]>> {
  const folders = outputFolders(project, catalogs);
  if (folders.value === undefined) return { diagnostics: folders.diagnostics, wrongUse: true };
  const chosen = chooseCatalogs(catalogs, only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const parts = folders.value.flatMap((one) => partOf(one, chosen.catalogs));
  const left = parts.length > 0 ? [] : leftOut(folders.value, chosen.catalogs);
  if (left.length > 0) return { diagnostics: left, wrongUse: true };
  // Loaded here, since validating runs no emitter.
  const { loadEmitters } = await import("./emitters.ts");
  const kept = parts.map(keptParts);
  const lowered = kept.flatMap((one) => one.diagnostics);
  if (lowered.length > 0) return { diagnostics: lowered };
  const publishing = parts.map((part, i) => ({ ...part, kept: kept[i]?.value }));
  const loaded = await loadEmitters(project, publishing, only === undefined);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics, wrongUse: true };
  const ready = parts.map((part, i) => ({ ...part, emitters: loaded.value?.[i] ?? [] }));
  const made = new Map(ready.map(({ output, emitters }) => [output, emitters]));
  const mixed = mixedEmitters(folders.value, project, ({ output }) => made.get(output) ?? []);
  if (mixed.length > 0) return { diagnostics: mixed, wrongUse: true };
  const all = folders.value;
  return {
    value: ready.map((one) => ({ ...one, apart: foldersApart(one, all) })),
    diagnostics: [...folders.diagnostics, ...loaded.diagnostics],
  };
}

/** Returns the part of an output that a run on some catalogs makes; one package of several is made whole or not at all. */
function partOf(folder: OutputFolder, chosen: readonly LoadedCatalog[]): readonly OutputFolder[] {
  const catalogs = folder.catalogs.filter((one) => chosen.includes(one));
  const isEnough =
    folder.output.joined === false
      ? catalogs.length > 0
      : catalogs.length === folder.catalogs.length;
  return isEnough ? [{ ...folder, catalogs }] : [];
}

/** Reports the packages that a run on some catalogs would make if it had all of theirs. */
function leftOut(
  folders: readonly OutputFolder[],
  chosen: readonly LoadedCatalog[],
): readonly Diagnostic[] {
  return folders
    .filter(({ catalogs }) => catalogs.some((one) => chosen.includes(one)))
    .map(({ output: { path }, catalogs }) => {
      const only = catalogs.map(({ catalog }) => `--only ${catalog.id}`).join(" ");
      return diagnostic("only-some", { path, only });
    });
}

/** Returns the paths inside a folder that are folders of other outputs. */
function foldersApart(one: OutputFolder, all: readonly OutputFolder[]): readonly string[] {
  return all.flatMap(({ real }) => (real === one.real ? [] : (wayInto(one.real, real) ?? [])));
}

/** Warns of catalogs that no output has, and no description that `sync` knows. */
function unusedCatalogs(
  unused: readonly LoadedCatalog[],
  { config }: Project,
): readonly Diagnostic[] {
  return unused.flatMap(({ catalog: { id }, file }) => {
    const isSynced = config.specs.some(({ catalogs }) => catalogs?.includes(id) ?? true);
    return isSynced ? [] : [diagnostic("catalog-without-output", { id }, { span: idSpan(file) })];
  });
}

/** Warns of internal definitions in packages that anybody can install, each catalog once. */
function internalInPublic(folders: readonly OutputFolder[]): readonly Diagnostic[] {
  const told = new Set<LoadedCatalog>();
  return folders.flatMap(({ output: { joined, emitters }, catalogs }) => {
    const publisher = emitters.package;
    if (publisher === false || emitters.typescript === false) return [];
    const { access, scope } = publisher;
    return catalogs.flatMap((loaded) => {
      const { catalog, file } = loaded;
      const names = catalog.definitions.filter((one) => one.internal).map(({ name }) => name);
      const name = joined === false ? packageName(catalog.id, scope) : joined.name;
      // Without a word on access npm publishes packages with a scope for its members.
      const isPublic = access === "public" || (access === undefined && !name.startsWith("@"));
      if (!isPublic || names.length === 0 || told.has(loaded)) return [];
      told.add(loaded);
      const holes = { package: name, names: listed(names, mostNames) };
      const span = spanIn(file, `/definitions/${names[0]}/internal`);
      return diagnostic("internal-published", holes, { span });
    });
  });
}

/** How many internal definitions a warning names. */
const mostNames = 10;

/** Reports packages that no import could reach, since Node.js has modules of their names; each of a catalog once. */
function takenNames(folders: readonly OutputFolder[], { root }: Project): readonly Diagnostic[] {
  const told = new Set<LoadedCatalog>();
  return folders.flatMap(({ output: { joined, emitters, places }, catalogs }) => {
    if (emitters.package === false) return [];
    const { scope } = emitters.package;
    if (joined !== false) {
      if (!isNodeModule(joined.name)) return [];
      const { span } = nodeAt(root, places.name);
      return [diagnostic("package-name-taken", { name: joined.name }, { span })];
    }
    const taken = catalogs.filter(
      (one) => isNodeModule(packageName(one.catalog.id, scope)) && !told.has(one),
    );
    for (const one of taken) told.add(one);
    return taken.map(({ catalog: { id: name }, file }) =>
      diagnostic("package-name-taken", { name }, { span: idSpan(file) }),
    );
  });
}

/** Reports outputs in the folder of an emitter over all catalogs of another one; only their modules know the names of custom emitters. */
function mixedEmitters(
  folders: readonly OutputFolder[],
  project: Project,
  emittersOf: (folder: OutputFolder) => readonly ReadyEmitter[],
): readonly Diagnostic[] {
  const takenIn = (folder: OutputFolder): readonly Taken[] =>
    emittersOf(folder)
      .filter(({ scope, folder }) => folder !== "" && scope === "all")
      .map(({ name }) => ({ name, what: `the folder of the emitter "${name}"` }));
  return mixedFolders(folders, { project, takenIn });
}

/** A folder inside an output folder that belongs to one maker of files. */
interface Taken {
  readonly name: string;
  /** What it is, as the object of a sentence. */
  readonly what: string;
}

interface Mixing {
  readonly project: Project;
  readonly takenIn: (folder: OutputFolder) => readonly Taken[];
}

function mixedFolders(
  folders: readonly OutputFolder[],
  { project: { root }, takenIn }: Mixing,
): readonly Diagnostic[] {
  return folders.flatMap((one, i) => {
    for (const before of folders.slice(0, i)) {
      const reason = mixing(before, one, takenIn(before)) ?? mixing(one, before, takenIn(one));
      if (reason === undefined) continue;
      const spanOf = ({ output }: OutputFolder) => nodeAt(root, output.places.path).span;
      const notes = [{ message: "The other one is named here.", span: spanOf(before) }];
      const holes = { path: one.output.path, other: before.output.path, reason };
      return [diagnostic("outputs-mixed", holes, { span: spanOf(one), notes })];
    }
    return [];
  });
}

/** Returns why a folder that is nested in another one, or is it, would mix with it; nothing if it would not. */
function mixing(
  outer: OutputFolder,
  inner: OutputFolder,
  taken: readonly Taken[],
): string | undefined {
  // Some file systems tell names apart by more than case, and some do not.
  const way = wayInto(outer.real.toLowerCase(), inner.real.toLowerCase());
  if (way === undefined) return undefined;
  if (wayInto(outer.real, inner.real) === undefined) return "they differ only by case";
  if (way === "") return "they are one folder";
  if (outer.output.joined !== false) return "one of them is a package, and the other lies in it";
  const [first] = way.split("/");
  const owner = taken.find(({ name }) => name.toLowerCase() === first);
  if (owner === undefined) return undefined;
  const path = posix.join(outer.output.path, owner.name);
  return `"${path}" is ${owner.what} of one, and the other lies in it`;
}

/** The packages that a folder gets if each catalog has one of its own. */
function packagesOf({ catalogs }: OutputFolder): readonly Taken[] {
  return catalogs.map(({ catalog }) => ({ name: catalog.id, what: "a package" }));
}

/** Returns the path from a folder to one that is nested in it or is it, with forward slashes; nothing if it is elsewhere. */
function wayInto(outer: string, inner: string): string | undefined {
  const [from, to] = [ended(outer), ended(inner)];
  return to.startsWith(from) ? to.slice(from.length, -1) : undefined;
}

function ended(path: string): string {
  return `${path.replaceAll("\\", "/").replace(/\/$/, "")}/`;
}
