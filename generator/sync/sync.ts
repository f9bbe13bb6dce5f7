// Keeps the errors in an OpenAPI description in sync: texts and catalogs in, new texts out; pure.

import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { append } from "../text/lists.ts";
import { applyEdits, type Span } from "../text/source.ts";
import { isReadable } from "../text/yaml.ts";
import { wantResponses } from "./answers.ts";
import { drift } from "./drift.ts";
import { layoutOf } from "./layout.ts";
import { type Ledger, ledgerKey, ledgerValue, markedIn, readLedger } from "./ledger.ts";
import { type Operation, operationsOf } from "./operations.ts";
import { adoptLeading, createdIn, isThereAlready, ownedIn, releasedIn } from "./ownership.ts";
import { below, locate, type Part, type Spec } from "./parts.ts";
import { rewriteReferences, type SectionPlaces, sections } from "./references.ts";
import { ruleFaults } from "./selectors.ts";
import { type Spliced, splice } from "./splice.ts";
import { unharmed } from "./unharmed.ts";
import {
  type SyncChange,
  type Synced,
  type SyncedFile,
  type SyncRequest,
  type Work,
  want,
} from "./work.ts";

export type { SpecCatalog, SyncChange, Synced, SyncedFile, SyncRequest } from "./work.ts";

/** Returns the texts of a description with the catalogs in it. */
export function sync(request: SyncRequest): Synced {
  const { spec, remove } = request;
  const { value: places, diagnostics: astray } = sectionsOf(spec);
  if (places === undefined) return { files: [], changes: [], diagnostics: astray };
  const ledger = readLedger(spec);
  const hasMarks = Object.values(places).some(
    ({ part, pointer }) => markedIn(part.root, pointer).length > 0,
  );
  const work: Work = {
    request,
    ledger,
    places,
    isLost: ledger === undefined && hasMarks,
    diagnostics: [],
    wanted: new Map(),
    present: new Set(),
    adopted: new Map(),
    shareable: new Map(),
    settled: new Set(),
  };
  const operations = remove && ledger !== undefined ? [] : operationsOf(spec);
  if (remove) for (const operation of operations) adoptLeading(operation, work);
  else {
    wantComponents(work);
    wantResponses(operations, work);
  }
  const owned = new Map(partsOf(work).map((part) => [part, ownedIn(part, work)]));
  const done = spliceAll(work, owned);
  const isChecked = !remove && !hasErrors(work.diagnostics);
  const told = isChecked ? warningsOf(operations, work, owned) : [];
  const diagnostics = [...work.diagnostics, ...told];
  return hasErrors(diagnostics) ? { ...done, files: [], diagnostics } : { ...done, diagnostics };
}

function sectionsOf(spec: Spec): Outcome<SectionPlaces> {
  const located = sections.map((section) => locate(spec, ["components", section]));
  const [schemas, responses, examples] = located.map(({ value }) => value);
  // All fail at one place if `components` as a whole leads elsewhere.
  if (schemas === undefined || responses === undefined || examples === undefined)
    return { diagnostics: located.find(({ value }) => value === undefined)?.diagnostics ?? [] };
  return { value: { schemas, responses, examples }, diagnostics: [] };
}

function wantComponents(work: Work): void {
  const { catalogs, spec, name: mainName } = work.request;
  const { places } = work;
  const setting = { places, mainName, spellings: spec.spellings };
  for (const section of sections) {
    const owners = new Map<string, string>();
    for (const { catalog, components } of catalogs) {
      for (const [name, value] of Object.entries(components[section])) {
        const other = owners.get(name.toLowerCase());
        if (other !== undefined) {
          const holes = { name, first: other, second: catalog.id };
          work.diagnostics.push(diagnostic("component-clash", holes, { span: startOf(spec.main) }));
        }
        owners.set(name.toLowerCase(), catalog.id);
        const at = below(places[section], name);
        const wanted = rewriteReferences(value, { from: at.part, ...setting });
        if (!isThereAlready(at, wanted, work)) want(at, wanted, work);
        else if (at.part === spec.main) work.present.add(at.pointer);
      }
    }
  }
}

function startOf({ file }: Part): Span {
  return { file, start: 0, end: 0 };
}

/** Returns the files that contain our entries or get some, always including the main file. */
function partsOf({ request, ledger, wanted }: Work): readonly Part[] {
  const paths = new Set([...wanted.keys(), ...(ledger?.owned.keys() ?? []), ""]);
  return [...paths].flatMap((path) => request.spec.part(path).value ?? []);
}

/** Our present entries in each file. */
type Owned = ReadonlyMap<Part, ReadonlySet<string>>;

function spliceAll(work: Work, allOwned: Owned): Pick<Synced, "files" | "changes"> {
  const { request, ledger, diagnostics } = work;
  const spliced = new Map<Part, Spliced>();
  for (const part of allOwned.keys())
    spliced.set(
      part,
      splicePart(part, work.wanted.get(part.path) ?? new Map(), { work, allOwned }),
    );
  if (!request.remove) {
    const { main } = request.spec;
    const wanted = new Map(work.wanted.get(""));
    // If every entry is hand-written already, no ledger is needed.
    const hasOwn = [...allOwned.values()].some(({ size }) => size > 0);
    const isChanged = [...spliced.values()].some(({ changes }) => changes.length > 0);
    if (isChanged || hasOwn || ledger !== undefined)
      wanted.set(`/${ledgerKey}`, ledgerValue(ledgerOf(spliced, work)));
    spliced.set(main, splicePart(main, wanted, { work, allOwned }));
  }
  for (const one of spliced.values()) append(diagnostics, one.diagnostics);
  const changes = [...spliced].flatMap(([part, one]): readonly SyncChange[] => [
    ...(request.remove ? [] : releasedIn(part, work)),
    ...one.changes.map((change) => ({ ...change, part })),
  ]);
  if (hasErrors(diagnostics)) return { files: [], changes };
  const files = [...spliced].flatMap(([part, { edits }]): readonly SyncedFile[] => {
    if (edits.length === 0) return [];
    const wanted = work.wanted.get(part.path)?.keys() ?? [];
    const owned = new Set([...(allOwned.get(part) ?? []), ...wanted, `/${ledgerKey}`]);
    const fault = unharmed(part, edits, owned);
    if (fault !== undefined) diagnostics.push(fault);
    const text = applyEdits(part.file.text, edits);
    if (!isReadable(text))
      diagnostics.push(diagnostic("spec-outgrown", {}, { span: startOf(part) }));
    return [{ part, text }];
  });
  return { files, changes };
}

function splicePart(
  part: Part,
  wanted: ReadonlyMap<string, unknown>,
  { work: { ledger, shareable }, allOwned }: { readonly work: Work; readonly allOwned: Owned },
): Spliced {
  const owned = allOwned.get(part) ?? new Set();
  return splice({
    root: part.root,
    layout: layoutOf(part.root),
    owned,
    wanted,
    created: ledger === undefined ? createdIn(part, owned) : ledger.created.get(part.path),
    filled: ledger?.filled.get(part.path),
    shareable: shareable.get(part.path),
  });
}

function ledgerOf(spliced: ReadonlyMap<Part, Spliced>, { request, wanted }: Work): Ledger {
  const pointers = (field: "created" | "filled") =>
    new Map([...spliced].map(([part, one]) => [part.path, new Set([...one[field]].sort())]));
  return {
    catalogs: Object.fromEntries(
      request.catalogs.map(({ catalog }) => [catalog.id, catalog.version]),
    ),
    owned: new Map([...wanted].map(([path, entries]) => [path, new Set(entries.keys())])),
    created: pointers("created"),
    filled: pointers("filled"),
  };
}

function warningsOf(
  operations: readonly Operation[],
  work: Work,
  allOwned: Owned,
): readonly Diagnostic[] {
  const { request, present, wanted } = work;
  const owned = allOwned.get(request.spec.main) ?? [];
  const ours = new Set([...owned, ...(wanted.get("")?.keys() ?? []), ...present]);
  return [...ruleFaults(request, operations), ...drift(operations, ours, work)];
}
