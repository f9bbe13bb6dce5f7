// Keeps the errors in an OpenAPI description in sync: texts and catalogs in, new texts out; pure.

import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { applyEdits } from "../text/source.ts";
import { isReadable } from "../text/yaml.ts";
import { wantResponses } from "./answers.ts";
import { drift } from "./drift.ts";
import { layoutOf } from "./layout.ts";
import { type Ledger, ledgerKey, ledgerValue, readLedger } from "./ledger.ts";
import { type Operation, operationsOf, responsesOf } from "./operations.ts";
import {
  adoptLeading,
  createdIn,
  hasMarks,
  isThereAlready,
  ownedIn,
  releasedIn,
} from "./ownership.ts";
import { below, type Location, locate, type Part, type Spec } from "./parts.ts";
import { rewriteReferences, type Section, type SectionPlaces, sections } from "./references.ts";
import { ruleFaults } from "./selectors.ts";
import { type Spliced, type Splicing, splice } from "./splice.ts";
import { unharmed } from "./unharmed.ts";
import { type SyncChange, type Synced, type SyncRequest, type Work, want } from "./work.ts";

export type { SpecCatalog, SyncChange, Synced, SyncedFile, SyncRequest } from "./work.ts";

/** Returns the texts of a description with the catalogs in it. */
export function sync(request: SyncRequest): Synced {
  const { spec, remove } = request;
  const sections = sectionsOf(spec);
  if (sections.places === undefined)
    return { files: [], changes: [], diagnostics: sections.diagnostics };
  const ledger = readLedger(spec);
  const work: Work = {
    request,
    ledger,
    places: sections.places,
    isLost: ledger === undefined && hasMarks(sections.places),
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
  const told = remove || hasErrors(work.diagnostics) ? [] : driftOf(operations, work, owned);
  const diagnostics = [...work.diagnostics, ...told];
  return hasErrors(diagnostics) ? { ...done, files: [], diagnostics } : { ...done, diagnostics };
}

function sectionsOf(spec: Spec): {
  readonly places?: SectionPlaces;
  readonly diagnostics: readonly Diagnostic[];
} {
  const places: Partial<Record<Section, Location>> = {};
  for (const section of sections) {
    const { value, diagnostics } = locate(spec, ["components", section]);
    // All fail at one place if `components` as a whole leads elsewhere.
    if (value === undefined) return { diagnostics };
    places[section] = value;
  }
  return { places: places as SectionPlaces, diagnostics: [] };
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
        if (other !== undefined) work.diagnostics.push(clash(name, [other, catalog.id], spec));
        owners.set(name.toLowerCase(), catalog.id);
        const at = below(places[section], name);
        const wanted = rewriteReferences(value, { from: at.part, ...setting });
        if (!isThereAlready(at, wanted, work)) want(at, wanted, work);
        else if (at.part === spec.main) work.present.add(at.pointer);
      }
    }
  }
}

function clash(name: string, ids: readonly [string, string], { main }: Spec): Diagnostic {
  const holes = { name, first: ids[0], second: ids[1] };
  return diagnostic("component-clash", holes, { span: { file: main.file, start: 0, end: 0 } });
}

/** Returns the files that contain our entries or get some, always including the main file. */
function partsOf({ request, ledger, wanted }: Work): readonly Part[] {
  const paths = new Set([...wanted.keys(), ...(ledger?.owned.keys() ?? []), ""]);
  return [...paths].flatMap((path) => request.spec.part(path).value ?? []);
}

/** Our present entries in each file. */
type Owned = ReadonlyMap<Part, ReadonlySet<string>>;

function spliceAll(work: Work, allOwned: Owned): Pick<Synced, "files" | "changes"> {
  const { request } = work;
  const { main } = request.spec;
  const ownedOf = (part: Part): ReadonlySet<string> => allOwned.get(part) ?? new Set();
  const spliceOne = (part: Part, wanted: ReadonlyMap<string, unknown>): Spliced =>
    splicePart(part, { owned: ownedOf(part), wanted }, work);
  const spliced = new Map(
    [...allOwned.keys()].map((part) => [
      part,
      spliceOne(part, work.wanted.get(part.path) ?? new Map()),
    ]),
  );
  if (!request.remove) {
    const wanted = new Map(work.wanted.get(""));
    // If every entry is hand-written already, no ledger is needed.
    const isKept = [...spliced.values()].some((one) => one.changes.length > 0);
    if (isKept || work.ledger !== undefined || hasOwn(allOwned))
      wanted.set(`/${ledgerKey}`, ledgerValue(ledgerOf(spliced, work)));
    spliced.set(main, spliceOne(main, wanted));
  }
  work.diagnostics.push(...[...spliced.values()].flatMap(({ diagnostics }) => diagnostics));
  const changes = [...spliced].flatMap(([part, one]): readonly SyncChange[] => [
    ...(request.remove ? [] : releasedIn(part, work)),
    ...one.changes.map((change) => ({ ...change, part })),
  ]);
  if (hasErrors(work.diagnostics)) return { files: [], changes };
  const edited = [...spliced].filter(([, { edits }]) => edits.length > 0);
  for (const [part, { edits }] of edited) {
    const owned = new Set([
      ...ownedOf(part),
      ...(work.wanted.get(part.path)?.keys() ?? []),
      `/${ledgerKey}`,
    ]);
    const fault = unharmed(part, edits, owned);
    if (fault !== undefined) work.diagnostics.push(fault);
  }
  const files = edited.map(([part, { edits }]) => ({
    part,
    text: applyEdits(part.file.text, edits),
  }));
  for (const { part, text } of files) {
    const span = { file: part.file, start: 0, end: 0 };
    if (!isReadable(text)) work.diagnostics.push(diagnostic("spec-outgrown", {}, { span }));
  }
  return { files, changes };
}

function hasOwn(owned: Owned): boolean {
  return [...owned.values()].some((pointers) => pointers.size > 0);
}

function splicePart(part: Part, entries: Pick<Splicing, "owned" | "wanted">, work: Work): Spliced {
  return splice({
    root: part.root,
    layout: layoutOf(part.root),
    ...entries,
    created: createdIn(part, entries.owned, work),
    filled: work.ledger?.filled.get(part.path) ?? new Set(),
    shareable: work.shareable.get(part.path) ?? new Set(),
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

function driftOf(
  operations: readonly Operation[],
  work: Work,
  allOwned: Owned,
): readonly Diagnostic[] {
  const { spec, operations: rules, placeOf = () => undefined } = work.request;
  const catalogs = work.request.catalogs.map(({ catalog }) => catalog);
  const told = drift({
    spec,
    catalogs,
    placeIn: (wanted, pointer) =>
      work.request.catalogs.find(({ catalog }) => catalog === wanted)?.placeOf?.(pointer),
    operations,
    hasErrors: (operation) => answersErrors(operation, work),
    owned: new Set([
      ...(allOwned.get(spec.main) ?? []),
      ...(work.wanted.get("")?.keys() ?? []),
      ...work.present,
    ]),
  });
  return [...ruleFaults(rules, { operations, catalogs, placeOf }), ...told];
}

function answersErrors(operation: Operation, { request, settled }: Work): boolean {
  if (settled.has(operation)) return true;
  const at = responsesOf(request.spec, operation);
  if (at === undefined) return true;
  const own = at.node?.kind === "mapping" ? [...at.node.entries.keys()] : [];
  return own.some((key) => /^[45]|^default$/.test(key));
}
