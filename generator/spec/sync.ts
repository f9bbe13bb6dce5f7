// Errors in an OpenAPI description kept in sync: texts and catalogs in, new texts out; pure.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { escapeToken } from "../text/pointer.ts";
import { applyEdits, type Span } from "../text/source.ts";
import { drift } from "./drift.ts";
import { layoutOf } from "./layout.ts";
import {
  hasMark,
  type Ledger,
  ledgerKey,
  ledgerValue,
  looksOurs,
  markedIn,
  readLedger,
} from "./ledger.ts";
import {
  type Given,
  givenBy,
  type Operation,
  type OperationRule,
  operationsOf,
  responsesOf,
  takes,
} from "./operations.ts";
import { below, follow, type Location, locate, type Part, type Spec } from "./parts.ts";
import { rewriteReferences, type SectionPlaces } from "./references.ts";
import { mergedResponses } from "./responses.ts";
import { ruleFaults } from "./selectors.ts";
import { type EntryChange, entryAt, isSame, parentOf, type Spliced, splice } from "./splice.ts";
import { unharmed } from "./unharmed.ts";

/** A catalog as a description gets it: its components by section and name, with references of the form `#/components/…`. */
export interface SpecCatalog {
  readonly catalog: Catalog;
  /** Gives the place of something in the catalog's file by its JSON Pointer. */
  readonly placeOf?: (pointer: string) => Span;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, unknown>>;
  };
  /** Gives the responses of an operation by `404`, `5XX` or `default`. */
  readonly responsesFor: (given: Given) => Readonly<Record<string, unknown>>;
}

/** What is done to a description. */
export interface SyncRequest {
  readonly spec: Spec;
  /** The name of its main file, as other files of it refer to it. */
  readonly name: string;
  readonly catalogs: readonly SpecCatalog[];
  readonly operations: readonly OperationRule[];
  /** Gives the place of a rule, or of something in it, by its JSON Pointer from the list of rules. */
  readonly placeOf?: (pointer: string) => Span | undefined;
  /** True to take everything of ours out again. */
  readonly remove: boolean;
}

/** A file of the description with its new text. */
export interface SyncedFile {
  readonly part: Part;
  readonly text: string;
}

/** A difference, and the file that it is in; `release` of an entry that a person wrote in the place of ours, and that stays. */
export interface SyncChange extends Omit<EntryChange, "kind"> {
  readonly kind: EntryChange["kind"] | "release";
  readonly part: Part;
}

/** What a sync comes to; with errors among the diagnostics there are no files. */
export interface Synced {
  /** The files whose text changes. */
  readonly files: readonly SyncedFile[];
  readonly changes: readonly SyncChange[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Work {
  readonly request: SyncRequest;
  readonly ledger: Ledger | undefined;
  readonly places: SectionPlaces;
  readonly diagnostics: Diagnostic[];
  /** By the path of a part, then by pointer. */
  readonly wanted: Map<string, Map<string, unknown>>;
  /** Responses of operations that are ours by what they say, where the ledger was lost; by the path of a part. */
  readonly adopted: Map<string, Set<string>>;
}

/** Gives the texts of a description with the catalogs in it. */
export function sync(request: SyncRequest): Synced {
  const { spec, remove } = request;
  const sections = sectionsOf(spec);
  if (sections.places === undefined)
    return { files: [], changes: [], diagnostics: sections.diagnostics };
  const ledger = readLedger(spec.main.root);
  const work: Work = {
    request,
    ledger,
    places: sections.places,
    diagnostics: [],
    wanted: new Map(),
    adopted: new Map(),
  };
  const operations = remove && ledger !== undefined ? [] : operationsOf(spec);
  if (!remove) wantComponents(work);
  for (const operation of operations) {
    if (remove) adoptLeading(operation, work);
    else wantResponses(operation, work);
  }
  const done = spliceAll(work);
  const told = remove || hasErrors(work.diagnostics) ? [] : driftOf(operations, work);
  const diagnostics = [...work.diagnostics, ...told];
  return hasErrors(diagnostics)
    ? { files: [], changes: [], diagnostics }
    : { ...done, diagnostics };
}

function sectionsOf(spec: Spec): {
  readonly places?: SectionPlaces;
  readonly diagnostics: readonly Diagnostic[];
} {
  const schemas = locate(spec, ["components", "schemas"]);
  const responses = locate(spec, ["components", "responses"]);
  if (schemas.value === undefined || responses.value === undefined) {
    // Both fail at one place where the components as a whole lead elsewhere.
    return {
      diagnostics: schemas.value === undefined ? schemas.diagnostics : responses.diagnostics,
    };
  }
  return { places: { schemas: schemas.value, responses: responses.value }, diagnostics: [] };
}

function want(at: Location, value: unknown, { wanted }: Work): void {
  const known = wanted.get(at.part.path);
  if (known === undefined) wanted.set(at.part.path, new Map([[at.pointer, value]]));
  else known.set(at.pointer, value);
}

function wantComponents(work: Work): void {
  const { catalogs, spec, name: mainName } = work.request;
  for (const section of ["schemas", "responses"] as const) {
    const owners = new Map<string, string>();
    for (const { catalog, components } of catalogs) {
      for (const [name, value] of Object.entries(components[section])) {
        const other = owners.get(name.toLowerCase());
        if (other !== undefined) work.diagnostics.push(clash(name, [other, catalog.id], spec));
        owners.set(name.toLowerCase(), catalog.id);
        const at = below(work.places[section], name);
        want(at, rewriteReferences(value, { from: at.part, places: work.places, mainName }), work);
      }
    }
  }
}

function clash(name: string, ids: readonly [string, string], { main }: Spec): Diagnostic {
  const holes = { name, first: ids[0], second: ids[1] };
  return diagnostic("component-clash", holes, { span: { file: main.file, start: 0, end: 0 } });
}

/** A response that a person wrote stays as it is. */
function wantResponses(operation: Operation, work: Work): void {
  const { spec, catalogs, name: mainName } = work.request;
  const rules = work.request.operations.filter((rule) => takes(rule.for, operation));
  const at = rules.length === 0 ? undefined : responsesOf(spec, operation);
  if (at === undefined) return;
  const given = catalogs.map(({ catalog, components, responsesFor }) => ({
    id: catalog.id,
    components,
    responses: responsesFor(givenBy(operation, catalog, rules)),
  }));
  for (const [key, value] of mergedResponses(given)) {
    const place = below(at, key);
    const wanted = rewriteReferences(value, { from: at.part, places: work.places, mainName });
    if (place.node !== undefined && !isOwned(place, work) && !adopts(place, wanted, work)) continue;
    want(place, wanted, work);
  }
}

/** Takes a response for ours that says what ours would, where components of ours stand there without a ledger. */
function adopts({ part, pointer, node }: Location, wanted: unknown, work: Work): boolean {
  const { ledger, places } = work;
  const isLost =
    ledger === undefined &&
    [places.schemas, places.responses].some(
      (place) => markedIn(place.part.root, place.pointer).length > 0,
    );
  if (!isLost || node === undefined || !looksOurs(node)) return false;
  if (!hasMark(node) && !isSame(node.value, wanted)) return false;
  adopt(part, pointer, work);
  return true;
}

function adopt({ path }: Part, pointer: string, { adopted }: Work): void {
  adopted.set(path, (adopted.get(path) ?? new Set()).add(pointer));
}

/** Without a ledger, responses that lead to components that are taken out go with them. */
function adoptLeading(operation: Operation, work: Work): void {
  const { spec } = work.request;
  const at = responsesOf(spec, operation);
  if (at?.node?.kind !== "mapping") return;
  for (const key of at.node.entries.keys()) {
    const place = below(at, key);
    const target = follow(spec, place).value?.node;
    if (place.node === undefined || target === undefined) continue;
    if (looksOurs(place.node) && hasMark(target)) adopt(at.part, place.pointer, work);
  }
}

/** Tells whether an entry that is there is ours: the ledger says so, and it still looks like it. */
function isOwned({ part, pointer, node }: Location, { ledger }: Work): boolean {
  return (
    ledger?.owned.get(part.path)?.has(pointer) === true && node !== undefined && looksOurs(node)
  );
}

/** Gives the pointers of a part that are ours: by the ledger, or by their marks where it was lost. */
function ownedIn(part: Part, work: Work): ReadonlySet<string> {
  const { ledger, places } = work;
  const listed = [...(ledger?.owned.get(part.path) ?? [])].filter((pointer) => {
    const node = entryAt(part.root, pointer)?.node;
    return node !== undefined && looksOurs(node);
  });
  const marked = [places.schemas, places.responses]
    .filter((place) => place.part.path === part.path)
    .flatMap((place) => markedIn(part.root, place.pointer));
  // A copy that a person made has the mark too, and is not ours for it.
  const wanted = work.wanted.get(part.path);
  const found = ledger === undefined ? marked : marked.filter((pointer) => wanted?.has(pointer));
  const root = part.path === "" && ledger !== undefined ? [`/${ledgerKey}`] : [];
  return new Set([...listed, ...found, ...root, ...(work.adopted.get(part.path) ?? [])]);
}

function spliceAll(work: Work): Pick<Synced, "files" | "changes"> {
  const { request, ledger } = work;
  const { main, part: open } = request.spec;
  const paths = new Set([...work.wanted.keys(), ...(ledger?.owned.keys() ?? []), ""]);
  const parts = [...paths].flatMap((path) => open(path).value ?? []);
  const spliced = new Map(
    parts.map((part) => [part, spliceOne(part, new Map(work.wanted.get(part.path)), work)]),
  );
  if (!request.remove) {
    const wanted = new Map(work.wanted.get(""));
    wanted.set(`/${ledgerKey}`, ledgerValue(ledgerOf(spliced, work)));
    spliced.set(main, spliceOne(main, wanted, work));
  }
  work.diagnostics.push(...[...spliced.values()].flatMap(({ diagnostics }) => diagnostics));
  const changes = [...spliced].flatMap(([part, one]): readonly SyncChange[] => [
    ...(request.remove ? [] : releasedIn(part, work)),
    ...one.changes.map((change) => ({ ...change, part })),
  ]);
  if (hasErrors(work.diagnostics)) return { files: [], changes };
  const files = [...spliced]
    .filter(([, { edits }]) => edits.length > 0)
    .map(([part, { edits }]) => ({ part, text: applyEdits(part.file.text, edits) }));
  for (const { part, text } of files) {
    const owned = new Set([
      ...ownedIn(part, work),
      ...(work.wanted.get(part.path)?.keys() ?? []),
      `/${ledgerKey}`,
    ]);
    const fault = unharmed(part, text, owned);
    if (fault !== undefined) work.diagnostics.push(fault);
  }
  return { files, changes };
}

/** Gives the entries of the ledger that a person has written anew. */
function releasedIn(part: Part, { ledger }: Work): readonly SyncChange[] {
  return [...(ledger?.owned.get(part.path) ?? [])].flatMap((pointer) => {
    const entry = entryAt(part.root, pointer);
    if (entry === undefined || looksOurs(entry.node)) return [];
    return [{ kind: "release", pointer, span: entry.key.span, part }];
  });
}

/** Without a ledger, maps count as made by us that hold nothing else than what is ours. */
function createdIn(part: Part, owned: ReadonlySet<string>, { ledger }: Work): ReadonlySet<string> {
  if (ledger !== undefined) return ledger.created.get(part.path) ?? new Set();
  const made = new Set<string>();
  const isOurs = (pointer: string) => owned.has(pointer) || made.has(pointer);
  for (const pointer of owned) {
    for (let at = parentOf(pointer); at !== "" && !made.has(at); at = parentOf(at)) {
      const node = entryAt(part.root, at)?.node;
      if (node?.kind !== "mapping") break;
      const keys = [...node.entries.keys()];
      if (!keys.every((key) => isOurs(`${at}/${escapeToken(key)}`))) break;
      made.add(at);
    }
  }
  return made;
}

function spliceOne(part: Part, wanted: ReadonlyMap<string, unknown>, work: Work): Spliced {
  const none = new Set<string>();
  const owned = ownedIn(part, work);
  return splice({
    root: part.root,
    layout: layoutOf(part.file),
    owned,
    created: createdIn(part, owned, work),
    filled: work.ledger?.filled.get(part.path) ?? none,
    wanted,
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

function driftOf(operations: readonly Operation[], work: Work): readonly Diagnostic[] {
  const { spec, operations: rules, placeOf = () => undefined } = work.request;
  const catalogs = work.request.catalogs.map(({ catalog }) => catalog);
  const told = drift({
    spec,
    catalogs,
    placeIn: (wanted, pointer) =>
      work.request.catalogs.find(({ catalog }) => catalog === wanted)?.placeOf?.(pointer),
    operations,
    hasErrors: (operation) => answersErrors(operation, work),
    owned: new Set([...ownedIn(spec.main, work), ...(work.wanted.get("")?.keys() ?? [])]),
  });
  return [...ruleFaults(rules, { operations, catalogs, placeOf }), ...told];
}

function answersErrors(operation: Operation, { request, wanted }: Work): boolean {
  const at = responsesOf(request.spec, operation);
  if (at === undefined) return true;
  const own = at.node?.kind === "mapping" ? [...at.node.entries.keys()] : [];
  if (own.some((key) => /^[45]|^default$/.test(key))) return true;
  const prefix = `${at.pointer}/`;
  for (const pointer of wanted.get(at.part.path)?.keys() ?? [])
    if (pointer.startsWith(prefix)) return true;
  return false;
}
