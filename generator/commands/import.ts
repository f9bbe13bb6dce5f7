// `faultbook import`: what a team already has, as a catalog that is valid, with what a person must decide marked.

import { posix, resolve } from "node:path";
import type { Kind } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type EditableFile, readEditable, writeEdits, writeNew } from "../disk/edit.ts";
import { isFile, readSource } from "../disk/files.ts";
import { withDefinitions } from "../import/add-definitions.ts";
import { type Draft, type DraftDefinition, draftOf } from "../import/draft.ts";
import {
  driftLines,
  driftOf,
  importRecordPath,
  printImportRecord,
  readImportRecord,
  recordOf,
} from "../import/import-record.ts";
import { sureConfidence } from "../import/kinds.ts";
import type { Contradiction } from "../import/merge.ts";
import { settle } from "../import/settle.ts";
import { loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { type ImportPlace, importPlace } from "../project/import-place.ts";
import { readSources } from "../project/import-sources.ts";
import { parseYaml, yamlLimits } from "../text/yaml.ts";
import { schemasFor } from "./init/surroundings.ts";

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
  readonly askKind?: ((question: KindQuestion) => Promise<Kind | undefined>) | undefined;
}

/** An error whose kind is not sure. */
export interface KindQuestion {
  readonly code: string;
  readonly name: string;
  readonly summary: string;
  readonly status: readonly number[];
  /** What is proposed. */
  readonly kind: Kind;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** An envelope that was found, for a person to confirm. */
export interface ImportedEnvelope {
  readonly name: string;
  readonly code: readonly string[];
  readonly message: readonly string[];
  readonly requestId: readonly string[];
}

/** What was imported. */
export interface ImportResult {
  /** The path of the catalog. */
  readonly path: string;
  readonly change: "create" | "update" | "keep" | "none";
  /** The text of the catalog, if nothing was to be written. */
  readonly text?: string;
  readonly definitions: number;
  readonly codes: number;
  readonly examples: number;
  readonly envelopes: readonly ImportedEnvelope[];
  /** The names of the errors whose kind nobody knows. */
  readonly undecided: readonly string[];
  /** Those whose kind is proposed and should be checked. */
  readonly unsure: readonly string[];
  readonly contradictions: readonly Contradiction[];
  /** What was seen and not taken, a sentence each. */
  readonly remarks: readonly string[];
  /** What the sources say otherwise than before, a line each. */
  readonly drift: readonly string[];
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

/** Makes a catalog of sources, or compares them with the catalog that was made of them. */
export async function importErrors(options: ImportOptions): Promise<CommandOutcome<ImportResult>> {
  const { value: place, ...placed } = await importPlace(options);
  if (place === undefined) return { diagnostics: placed.diagnostics, wrongUse: true };
  const read = await readSources(options.sources, options.cwd);
  if (read.value === undefined) {
    const wrongUse = read.diagnostics.some(({ code }) => code === "file-not-found");
    return { diagnostics: read.diagnostics, wrongUse };
  }
  const { sources } = read.value;
  const { draft: first, contradictions } = draftOf(sources, options);
  const path = posix.normalize(
    options.to?.replaceAll("\\", "/") ?? `${place.catalogs}/${first.id}.yaml`,
  );
  const isKnown = isFile(resolve(place.folder, path));
  const asked = isKnown ? first : await withAnswers(first, options.askKind);
  const settled = await settle(asked, { path, schema: schemaFrom(place, path) });
  const { draft } = settled;
  const guess = sources.every(({ envelopes }) => envelopes.length === 0)
    ? ["No source shows a body, so the places of code and message are a guess."]
    : [];
  const remarks = [...guess, ...sources.flatMap((one) => one.remarks), ...settled.left];
  const found = { draft, contradictions, remarks, path };
  const diagnostics = [...read.diagnostics, ...alike(draft)];
  if (options.dryRun === true && !isKnown) {
    return { value: { ...resultOf(found), text: settled.text }, diagnostics };
  }
  const [refused] = settled.diagnostics;
  if (refused !== undefined) {
    const { message, span } = refused;
    return { diagnostics: [diagnostic("import-refused", { reason: message }, { span })] };
  }
  if (isKnown) return compared(found, { place, options, diagnostics });
  const record = importRecordPath(draft.id);
  const made = writeNew(place.folder, [
    [path, settled.text],
    [record, printImportRecord(draft.id, recordOf(draft))],
  ]);
  const all = [...diagnostics, ...made.diagnostics];
  if (hasErrors(all)) return { diagnostics: all };
  return {
    value: { ...resultOf(found), change: "create", next: nextSteps(place, path) },
    diagnostics: all,
  };
}

interface Found {
  readonly draft: Draft;
  readonly contradictions: readonly Contradiction[];
  readonly remarks: readonly string[];
  readonly path: string;
}

function resultOf({ draft, contradictions, remarks, path }: Found): ImportResult {
  const { definitions, envelopes } = draft;
  const names = (are: (one: DraftDefinition) => boolean) =>
    definitions.filter(are).map(({ name }) => name);
  return {
    path,
    change: "none",
    definitions: definitions.length,
    codes: definitions.reduce((sum, { codes }) => sum + codes.length, 0),
    examples: definitions.reduce((sum, { texts }) => sum + texts.samples.length, 0),
    envelopes: envelopes.map(({ name, code, message, requestId }) => ({
      name,
      code,
      message,
      requestId,
    })),
    undecided: names(({ kind }) => kind === "unknown"),
    unsure: names(
      ({ kind, proposed }) => kind !== "unknown" && proposed.confidence < sureConfidence,
    ),
    contradictions,
    remarks,
    drift: [],
    next: [],
  };
}

/** Returns a draft in which a person decided the kinds that are not sure. */
async function withAnswers(draft: Draft, ask: ImportOptions["askKind"]): Promise<Draft> {
  if (ask === undefined) return draft;
  const definitions: DraftDefinition[] = [];
  for (const one of draft.definitions) {
    const { name, summary, proposed, kind, codes, statuses: status } = one;
    const code = codes.map((each) => String(each.code)).join(", ");
    const isSure = proposed.confidence >= sureConfidence;
    const answer = isSure
      ? undefined
      : await ask({ code, name, summary, status, kind, confidence: proposed.confidence });
    const decided = answer && {
      kind: answer,
      proposed: { kind: answer, confidence: 1, from: "a person" },
    };
    definitions.push({ ...one, ...decided });
  }
  return { ...draft, definitions };
}

/** Reports codes that differ by case alone. */
function alike({ definitions }: Draft): readonly Diagnostic[] {
  const known = new Map<string, string>();
  return definitions.flatMap(({ codes }) =>
    codes.flatMap(({ code }) => {
      const [text, lower] = [String(code), String(code).toLowerCase()];
      const other = known.get(lower);
      known.set(lower, other ?? text);
      return other === undefined || other === text
        ? []
        : [diagnostic("import-codes-alike", { one: other, other: text })];
    }),
  );
}

interface Comparing {
  readonly place: ImportPlace;
  readonly options: ImportOptions;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares the sources with the catalog that is there, and adds what is new if that is wanted. */
async function compared(
  found: Found,
  { place, options, diagnostics }: Comparing,
): Promise<CommandOutcome<ImportResult>> {
  const { draft, path } = found;
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
  const recordPath = importRecordPath(id);
  const recorded = readSource(resolve(folder, recordPath), recordPath, yamlLimits.bytes);
  const record = readImportRecord(recorded.value && parseYaml(recorded.value).value);
  const codes = new Set(known.catalog.codes.map(({ text }) => text));
  const drift = driftOf(draft, record, codes);
  const lines = driftLines(drift);
  const value = { ...resultOf(found), change: "keep" as const, drift: lines };
  if (lines.length === 0) return { value, diagnostics };
  if (options.update !== true || options.dryRun === true) {
    const what = lines.length === 1 ? "1 change" : `${lines.length} changes`;
    return { value, diagnostics: [...diagnostics, diagnostic("import-drift", { id, what, path })] };
  }
  const root = parseYaml(file.source).value;
  const text =
    root === undefined || drift.added.length === 0
      ? file.source.text
      : withDefinitions(root, drift.added, draft);
  if (text === undefined) return { diagnostics: [diagnostic("import-not-yaml", { path })] };
  const again = await loadCatalogs([{ path, text }]);
  if (hasErrors(again.diagnostics)) return { value, diagnostics: again.diagnostics };
  const written = await writeUpdate(file, text, {
    place,
    id,
    record: printImportRecord(id, recordOf(draft)),
  });
  if (hasErrors(written)) return { diagnostics: written };
  return { value: { ...value, change: "update" }, diagnostics: [...diagnostics, ...written] };
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

function schemaFrom({ folder }: ImportPlace, path: string): string {
  const up = path
    .split("/")
    .slice(0, -1)
    .map(() => "../")
    .join("");
  const schemas = schemasFor(folder);
  return `${schemas.startsWith("./") ? `${up}${schemas.slice(2)}` : `${up}${schemas}`}/catalog.schema.json`;
}

function nextSteps({ config, isTaken }: ImportPlace, path: string): readonly string[] {
  const list =
    config === undefined
      ? ['Run "npx faultbook init", which takes in this catalog.']
      : isTaken(path)
        ? []
        : [`Add "${path}" to "catalogs" of ${config}.`];
  return [
    `Look for TODO in ${path}: names, kinds and sentences that follow from guesses, and the places of code and message.`,
    ...list,
    'Run "npx faultbook generate".',
  ];
}
