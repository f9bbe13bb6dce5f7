// The output folders of a configuration: which catalogs go into each, and whether the folders keep apart.

import { resolve } from "node:path";
import { chooseCatalogs, idSpan, type LoadedCatalog } from "../compile.ts";
import type { OutputConfig } from "../config.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { realPath } from "../disk/files.ts";
import { nodeAt } from "../text/yaml.ts";
import type { Workspace } from "../workspace.ts";

/** An output with its catalogs and its place on the disk. */
export interface OutputFolder {
  readonly output: OutputConfig;
  /** Its catalogs, sorted by id. */
  readonly catalogs: readonly LoadedCatalog[];
  /** The absolute path. */
  readonly root: string;
  /** The same with all links followed, by which two folders are compared. */
  readonly real: string;
}

/** Gives the output folders of a workspace, sorted by path; ids that no catalog has, folders that would mix, and catalogs that go nowhere are told. */
export function outputFolders(
  workspace: Workspace,
  catalogs: readonly LoadedCatalog[],
): Outcome<readonly OutputFolder[]> {
  const { config, folder } = workspace;
  const diagnostics: Diagnostic[] = [];
  const folders = config.outputs.map((output): OutputFolder => {
    const placeOf = (i: number) => nodeAt(workspace.root, `${output.places.catalogs}/${i}`).span;
    const chosen = chooseCatalogs(catalogs, output.catalogs, placeOf);
    diagnostics.push(...chosen.diagnostics);
    const root = resolve(folder, output.path);
    return { output, catalogs: chosen.catalogs, root, real: realPath(root) };
  });
  diagnostics.push(...mixedFolders(folders, workspace));
  if (hasErrors(diagnostics)) return { diagnostics };
  const used = new Set(folders.flatMap((one) => one.catalogs));
  diagnostics.push(
    ...unusedCatalogs(
      catalogs.filter((one) => !used.has(one)),
      workspace,
    ),
  );
  return { value: [...folders].sort((a, b) => (a.real < b.real ? -1 : 1)), diagnostics };
}

/** Gives the paths inside a folder that are folders of other outputs. */
export function foldersApart(one: OutputFolder, all: readonly OutputFolder[]): readonly string[] {
  return all.flatMap((other) => (other === one ? [] : (wayInto(one.real, other.real) ?? [])));
}

/** Warns of catalogs that no output has, and no description that `sync` knows. */
function unusedCatalogs(
  unused: readonly LoadedCatalog[],
  { config }: Workspace,
): readonly Diagnostic[] {
  return unused.flatMap(({ catalog: { id }, file }) => {
    const isSynced = config.specs.some(({ catalogs }) => catalogs?.includes(id) ?? true);
    return isSynced ? [] : [diagnostic("catalog-without-output", { id }, { span: idSpan(file) })];
  });
}

function mixedFolders(
  folders: readonly OutputFolder[],
  { root }: Workspace,
): readonly Diagnostic[] {
  return folders.flatMap((one, i) => {
    for (const before of folders.slice(0, i)) {
      const reason = mixing(before, one) ?? mixing(one, before);
      if (reason === undefined) continue;
      const spanOf = ({ output }: OutputFolder) => nodeAt(root, output.places.path).span;
      const notes = [{ message: "The other one is named here.", span: spanOf(before) }];
      const holes = { path: one.output.path, other: before.output.path, reason };
      return [diagnostic("outputs-mixed", holes, { span: spanOf(one), notes })];
    }
    return [];
  });
}

/** Says why a folder that lies in another one, or is it, would mix with it; nothing where it would not. */
function mixing(outer: OutputFolder, inner: OutputFolder): string | undefined {
  // Some file systems tell names apart by more than case, and some do not.
  const way = wayInto(outer.real.toLowerCase(), inner.real.toLowerCase());
  if (way === undefined) return undefined;
  if (wayInto(outer.real, inner.real) === undefined) return "they differ only by case";
  if (way === "") return "they are one folder";
  if (outer.output.joined !== false) return "one of them is a package, and the other lies in it";
  const [first] = way.split("/");
  const taken = packagesOf(outer).find((name) => name.toLowerCase() === first);
  return taken && `"${outer.output.path}/${taken}" is a package of one, and the other lies in it`;
}

/** The names of the packages that a folder gets, where each catalog has one of its own. */
function packagesOf({ output, catalogs }: OutputFolder): readonly string[] {
  const { errors } = output.emitters;
  const joins = errors !== false && catalogs.length >= errors.minCatalogs;
  return [...catalogs.map(({ catalog }) => catalog.id), ...(joins ? ["errors"] : [])];
}

/** Gives the way from a folder to one that lies in it or is it, with forward slashes; nothing where it lies elsewhere. */
function wayInto(outer: string, inner: string): string | undefined {
  const [from, to] = [ended(outer), ended(inner)];
  return to.startsWith(from) ? to.slice(from.length, -1) : undefined;
}

function ended(path: string): string {
  return `${path.replaceAll("\\", "/").replace(/\/$/, "")}/`;
}
