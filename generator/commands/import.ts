// `faultbook import`: what a team already has, as a catalog that is valid, with what a person must decide marked.

import { posix, relative, resolve } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type EditableFile, readEditable, writeEdits, writeNew } from "../disk/edit.ts";
import { isFile, listSources, readSource } from "../disk/files.ts";
import { withDefinitions } from "../import/add-definitions.ts";
import { type Draft, draftOf } from "../import/draft.ts";
import type { FoundSource } from "../import/finding.ts";
import {
  driftOf,
  type ImportRecord,
  importRecordPath,
  printImportRecord,
  readImportRecord,
  recordOf,
} from "../import/import-record.ts";
import { type AskKind, type ImportReport, importedCatalog } from "../import/imported-catalog.ts";
import { namesOfSources } from "../import/kept-names.ts";
import { loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { type ImportPlace, importPlace } from "../project/import-place.ts";
import { readSources } from "../project/import-sources.ts";
import { parseYaml, yamlLimits } from "../text/yaml.ts";
import { lookingForTodo } from "./init/next-steps.ts";
import { schemasFor } from "./init/surroundings.ts";

export type { ImportedEnvelope, ImportReport, KindQuestion } from "../import/imported-catalog.ts";

/** What is imported, and what the catalog is called. */
export interface ImportOptions extends WorkspaceOptions {
  /** The files, relative to the working directory; a part behind `#` names an enum in an OpenAPI description. */
  readonly sources: readonly string[];
  readonly id?: string | undefined;
  readonly prefix?: string | undefined;
  readonly title?: string | undefined;
  /** The catalog, relative to the configuration; `<id>.yaml` in the folder of catalogs by default. */
  readonly to?: string | undefined;
  /** True to add what is new to a catalog that was imported before. */
  readonly update?: boolean;
  /** True to write nothing and return the text. */
  readonly dryRun?: boolean;
  /** Asks a person for a kind; what it returns counts. */
  readonly askKind?: AskKind | undefined;
}

/** What was imported. */
export interface ImportResult extends ImportReport {
  readonly change: "create" | "update" | "keep" | "none";
  /** The text of the catalog, if nothing was to be written. */
  readonly text?: string;
  /** What the sources say otherwise than before, a line each. */
  readonly drift: readonly string[];
  /** The paths of the sources that were imported before and are not compared now. */
  readonly absent: readonly string[];
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

/** Makes a catalog of sources, or compares them with the catalog that was made of them. */
export async function importErrors(options: ImportOptions): Promise<CommandOutcome<ImportResult>> {
  const wrong = wrongOption(options);
  if (wrong !== undefined) return { diagnostics: [wrong], wrongUse: true };
  const { value: place, ...placed } = await importPlace(options);
  if (place === undefined) return { diagnostics: placed.diagnostics, wrongUse: true };
  const read = await readSources(options.sources, options.cwd);
  if (read.value === undefined) {
    const wrongUse = read.diagnostics.some(({ code }) => code === "file-not-found");
    return { diagnostics: read.diagnostics, wrongUse };
  }
  const { sources } = read.value;
  const id =
    options.id ?? (options.to === undefined ? recordedId(sources, place, options) : undefined);
  const drafted = draftOf(sources, { ...options, id });
  const path = posix.normalize(
    options.to?.replaceAll("\\", "/") ?? `${place.catalogs}/${drafted.draft.id}.yaml`,
  );
  const isKnown = isFile(resolve(place.folder, path));
  const made = await importedCatalog(drafted, sources, {
    path,
    schema: `${schemasFor(place.folder, path)}/catalog.schema.json`,
    askKind: isKnown ? undefined : options.askKind,
    configured: place.configured,
  });
  const { draft, report, text } = made;
  const diagnostics = [...read.diagnostics, ...made.diagnostics];
  const value = { ...report, change: "none", drift: [], absent: [], next: [] } as const;
  if (options.dryRun === true && !isKnown) return { value: { ...value, text }, diagnostics };
  if (made.refused !== undefined) return { diagnostics: [made.refused] };
  if (isKnown) return compared({ draft, path, value, sources }, { place, options, diagnostics });
  const record = printImportRecord(draft.id, recordFor(sources, { place, options }));
  const written = writeNew(place.folder, [
    [path, text],
    [importRecordPath(draft.id), record],
  ]);
  const all = [...diagnostics, ...written.diagnostics];
  if (hasErrors(all)) return { diagnostics: all };
  return { value: { ...value, change: "create", next: nextSteps(place, path) }, diagnostics: all };
}

/** The options that have a form, as the schema of catalogs has it. */
const forms = [
  ["id", /^(?=.{1,64}$)[a-z0-9](-?[a-z0-9])*$/, "a kebab-case identifier of at most 64 characters"],
  ["prefix", /^[A-Z][A-Za-z0-9]{0,31}$/, "a PascalCase word of at most 32 letters and digits"],
  ["to", /\.ya?ml$/, "the path of a file that ends with .yaml or .yml"],
] as const;

function wrongOption(options: ImportOptions): Diagnostic | undefined {
  for (const [name, pattern, form] of forms) {
    const value = options[name];
    if (value !== undefined && !pattern.test(value))
      return diagnostic("import-option", { option: `--${name}`, value, form });
  }
  return undefined;
}

interface Found {
  readonly draft: Draft;
  readonly path: string;
  readonly value: ImportResult;
  readonly sources: readonly FoundSource[];
}

interface Comparing {
  readonly place: ImportPlace;
  readonly options: ImportOptions;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns what sources say, by their paths relative to the configuration. */
function recordFor(
  sources: readonly FoundSource[],
  { place: { folder }, options: { cwd } }: Pick<Comparing, "place" | "options">,
): ImportRecord {
  const pathOf = (path: string) => relative(folder, resolve(cwd, path)).replaceAll("\\", "/");
  return recordOf(sources, pathOf);
}

/** Returns the id of the only catalog that one of the sources was imported into. */
function recordedId(
  sources: readonly FoundSource[],
  place: ImportPlace,
  options: ImportOptions,
): string | undefined {
  const { folder, catalogs } = place;
  const paths = [...recordFor(sources, { place, options }).keys()];
  const ids = (listSources(resolve(folder, "imports"), "imports").value ?? [])
    .filter((name) => name.endsWith(".yaml") && isFile(resolve(folder, catalogs, name)))
    .map((name) => name.slice(0, -".yaml".length))
    .filter((id) => paths.some((path) => readRecord(folder, id).has(path)));
  return ids.length === 1 ? ids[0] : undefined;
}

function readRecord(folder: string, id: string): ImportRecord {
  const path = importRecordPath(id);
  const { value } = readSource(resolve(folder, path), path, yamlLimits.bytes);
  return readImportRecord(value && parseYaml(value).value);
}

/** Compares the sources with the catalog that is there, and adds what is new if that is wanted. */
async function compared(
  found: Found,
  { place, options, diagnostics }: Comparing,
): Promise<CommandOutcome<ImportResult>> {
  const { draft, path, sources } = found;
  const { folder } = place;
  const { value: file, ...read } = readEditable({
    path: resolve(folder, path),
    shown: path,
    folder,
    limit: yamlLimits.bytes,
  });
  if (file === undefined) return { diagnostics: read.diagnostics };
  const loaded = await loadCatalogs([file.source]);
  const [known] = loaded.value ?? [];
  if (known === undefined) return { diagnostics: loaded.diagnostics };
  const { id } = known.catalog;
  if (options.id !== undefined && options.id !== id)
    return {
      diagnostics: [diagnostic("import-id", { path, id: options.id, other: id })],
      wrongUse: true,
    };
  const before = readRecord(folder, id);
  const now = recordFor(sources, { place, options });
  const { added, lines, record, absent } = driftOf({ draft, now, before, catalog: known.catalog });
  // The author may have given other names than the draft has.
  const keptIn = (catalog: Catalog) => namesOfSources(catalog, sources, place.configured).kept;
  const kept = keptIn(known.catalog);
  const value = { ...found.value, change: "keep" as const, drift: lines, absent, kept };
  if (lines.length === 0) return { value, diagnostics };
  if (options.update !== true || options.dryRun === true) {
    const what = lines.length === 1 ? "1 change" : `${lines.length} changes`;
    return { value, diagnostics: [...diagnostics, diagnostic("import-drift", { id, what, path })] };
  }
  const root = parseYaml(file.source).value;
  const text =
    root === undefined || added.length === 0
      ? file.source.text
      : withDefinitions(root, added, draft);
  if (text === undefined) return { diagnostics: [diagnostic("import-not-yaml", { path })] };
  const again = await loadCatalogs([{ path, text }]);
  const [updated] = again.value ?? [];
  if (updated === undefined) return { value, diagnostics: again.diagnostics };
  const written = await writeUpdate(file, text, {
    place,
    id,
    record: printImportRecord(id, record),
  });
  if (hasErrors(written)) return { diagnostics: written };
  return {
    value: { ...value, kept: keptIn(updated.catalog), change: "update" },
    diagnostics: [...diagnostics, ...written],
  };
}

interface Update {
  readonly place: ImportPlace;
  readonly id: string;
  readonly record: string;
}

async function writeUpdate(
  file: EditableFile,
  text: string,
  { place: { folder }, id, record }: Update,
): Promise<readonly Diagnostic[]> {
  const path = importRecordPath(id);
  const edits = text === file.source.text ? [] : [{ file, text }];
  if (!isFile(resolve(folder, path))) {
    const diagnostics = await writeEdits(edits);
    return hasErrors(diagnostics) ? diagnostics : writeNew(folder, [[path, record]]).diagnostics;
  }
  const { value: old, diagnostics } = readEditable({
    path: resolve(folder, path),
    shown: path,
    folder,
    limit: yamlLimits.bytes,
  });
  return old === undefined ? diagnostics : writeEdits([...edits, { file: old, text: record }]);
}

function nextSteps({ config, catalogs, isTaken }: ImportPlace, path: string): readonly string[] {
  const list =
    config === undefined
      ? posix.dirname(path) === catalogs
        ? ['Run "npx faultbook init", which takes in this catalog.']
        : [`Run "npx faultbook init", and add "${path}" to "catalogs" of its configuration.`]
      : isTaken(path)
        ? []
        : [`Add "${path}" to "catalogs" of ${config}.`];
  return [lookingForTodo(path), ...list, 'Run "npx faultbook generate".'];
}
