// The first catalog of a project, in memory: the example, or what sources or a sample body show.

import type { Outcome } from "../../diagnostics/diagnostic.ts";
import { type Drafted, draftOf, unnamed } from "../../import/draft.ts";
import type { FoundSource } from "../../import/finding.ts";
import { importRecordPath, printImportRecord, recordOf } from "../../import/import-record.ts";
import { type ImportReport, importedCatalog } from "../../import/imported-catalog.ts";
import { withEnvelope } from "../../import/sample-body.ts";
import { loadCatalogs } from "../../project/catalogs.ts";
import { recordPath } from "../../project/release-files.ts";
import type { Answers, Beginning } from "./answers.ts";
import { firstCatalog, firstRecord, knownEnvelope } from "./first-files.ts";
import { type CatalogNames, isFreeId, type Manifest } from "./project-names.ts";
import { schemasFor } from "./surroundings.ts";

/** A first catalog, and the files that belong to it. */
export interface BegunCatalog {
  readonly path: string;
  /** The files, the catalog first. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** What was found, if there were sources or a sample. */
  readonly report?: ImportReport;
  /** The command that compares the catalog with its sources, if it has any. */
  readonly compare?: string;
}

/** Returns the first catalog, or why none can be made. */
export async function begunCatalog(
  { cwd, manifest }: Beginning,
  answers: Answers,
  names: CatalogNames,
): Promise<Outcome<BegunCatalog>> {
  const { sources, envelope, from } = answers;
  if (sources.length === 0 && envelope.kind === "known")
    return exampleCatalog(cwd, names, envelope.name);
  const all = shownSources(answers);
  const { drafted, id } = draftedFor(all, { manifest, names });
  const path = `catalog/${drafted.draft.id}.yaml`;
  const query = { path, schema: `${schemasFor(cwd, path)}/catalog.schema.json` };
  const made = await importedCatalog(drafted, all, query);
  const { text, report, refused, diagnostics } = made;
  if (refused !== undefined) return { diagnostics: [refused] };
  const files = [[path, text], releaseOf(drafted.draft.id)] as const;
  if (sources.length === 0) return { value: { path, files, report }, diagnostics };
  const recordId = drafted.draft.id;
  const record = printImportRecord(
    recordId,
    recordOf(sources, (one) => one),
  );
  const quoted = from.map((name) => (/^[\w@./#-]+$/.test(name) ? name : JSON.stringify(name)));
  const compare = `npx faultbook import ${quoted.join(" ")}${id === undefined ? "" : ` --id ${id}`}`;
  return {
    value: { path, files: [...files, [importRecordPath(recordId), record]], report, compare },
    diagnostics,
  };
}

async function exampleCatalog(
  cwd: string,
  names: CatalogNames,
  envelope: Parameters<typeof knownEnvelope>[0],
): Promise<Outcome<BegunCatalog>> {
  const path = `catalog/${names.id}.yaml`;
  const text = firstCatalog({ ...names, schemas: schemasFor(cwd, path), envelope });
  const { value, diagnostics } = await loadCatalogs([{ path, text }]);
  if (value === undefined) return { diagnostics };
  return { value: { path, files: [[path, text], releaseOf(names.id)] }, diagnostics };
}

function releaseOf(id: string): readonly [path: string, text: string] {
  return [recordPath(id), firstRecord(id)];
}

/** Returns what is imported: the sources with the envelope that is wanted, or the sample. */
function shownSources({ sources, envelope }: Answers): readonly FoundSource[] {
  if (envelope.kind === "found") return sources;
  if (envelope.kind === "known") return withEnvelope(sources, knownEnvelope(envelope.name));
  return sources.length === 0 ? [envelope.source] : withEnvelope(sources, envelope.envelope);
}

interface Naming {
  readonly manifest: Manifest;
  readonly names: CatalogNames;
}

/** Returns the draft, and its id if `import` has to be told it: names follow from the title of a document, if it has one and its package can be linked. */
function draftedFor(
  sources: readonly FoundSource[],
  { manifest, names }: Naming,
): { readonly drafted: Drafted; readonly id?: string } {
  const own = draftOf(sources, {});
  const { id } = own.draft;
  const isTitled = id !== unnamed && sources.some(({ title, path }) => title !== path);
  if (isTitled && isFreeId(id, manifest)) return { drafted: own };
  const title = isTitled ? own.draft.title : names.title;
  const drafted = draftOf(sources, { ...names, title });
  const isSample = sources.every(({ path }) => path === "");
  return { drafted: isSample ? uncited(drafted) : drafted, id: names.id };
}

/** Returns a draft that cites no document, since a sample body is in none. */
function uncited({ draft, ...rest }: Drafted): Drafted {
  const definitions = draft.definitions.map((one) => ({ ...one, sources: [] }));
  return { ...rest, draft: { ...draft, sources: [], definitions } };
}
