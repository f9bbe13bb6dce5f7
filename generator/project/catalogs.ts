// The catalogs of a project: loaded from their texts, sorted, and chosen by their ids.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { loadCatalog } from "../rules/load.ts";
import { append } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { nodeAt, parseYaml } from "../text/yaml.ts";

/** A catalog and its file. */
export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly file: SourceFile;
}

/** The stages of a run, in their order. */
export type Stage = "check" | "emit" | "write";

/** Called before each step of a stage, with the number of steps that are done. */
export type Step = (done: number, total: number) => void;

/** Returns all catalogs sorted by id, or none if there is an error in any of them; every fault is reported. */
export async function loadCatalogs(
  files: readonly SourceFile[],
  onStep: Step = () => {},
): Promise<Outcome<readonly LoadedCatalog[]>> {
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedCatalog[] = [];
  for (const [i, file] of files.entries()) {
    onStep(i, files.length);
    const outcome = await loadCatalog(file);
    append(diagnostics, outcome.diagnostics);
    if (outcome.value !== undefined) loaded.push({ catalog: outcome.value, file });
  }
  loaded.sort((a, b) => (a.catalog.id < b.catalog.id ? -1 : a.catalog.id > b.catalog.id ? 1 : 0));
  append(diagnostics, repeatedIds(loaded));
  return hasErrors(diagnostics) ? { diagnostics } : { value: loaded, diagnostics };
}

function repeatedIds(loaded: readonly LoadedCatalog[]): readonly Diagnostic[] {
  return loaded.flatMap((one, i) => {
    const before = loaded[i - 1];
    if (before === undefined || before.catalog.id !== one.catalog.id) return [];
    const notes = [{ message: "The other catalog is here.", span: idSpan(before.file) }];
    const id = one.catalog.id;
    return [diagnostic("catalog-id-repeated", { id }, { span: idSpan(one.file), notes })];
  });
}

/** Some catalogs, and the ids that none of them has. */
export interface ChosenCatalogs {
  readonly catalogs: readonly LoadedCatalog[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where ids of catalogs are given. */
export interface IdSource {
  /** Returns the place of the id at an index. */
  readonly placeOf?: (index: number) => Span | undefined;
  /** What the catalogs belong to; by default the configuration. */
  readonly owner?: string;
}

/** Returns the catalogs with some ids, or all if none are given. */
export function chooseCatalogs(
  catalogs: readonly LoadedCatalog[],
  ids: readonly string[] | undefined,
  { placeOf = () => undefined, owner = "the configuration" }: IdSource = {},
): ChosenCatalogs {
  if (ids === undefined) return { catalogs, diagnostics: [] };
  const known = catalogs.map(({ catalog }) => catalog.id);
  const diagnostics = ids.flatMap((id, i) => {
    if (known.includes(id)) return [];
    const holes = { owner, id, known: known.join(", "), hint: suggestion(id, known) };
    return [diagnostic("catalog-unknown", holes, { span: placeOf(i) })];
  });
  return { catalogs: catalogs.filter(({ catalog }) => ids.includes(catalog.id)), diagnostics };
}

/** Returns the place of a catalog's id in its file. */
export function idSpan(file: SourceFile): Span {
  return spanIn(file, "/id");
}

/** Returns the place of a JSON Pointer in a catalog's file. */
export function spanIn(file: SourceFile, pointer: string): Span {
  const { value: root } = parseYaml(file);
  return root === undefined ? { file, start: 0, end: 0 } : nodeAt(root, pointer).span;
}
