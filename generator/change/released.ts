// A catalog and its release record to what changed since, and to what the catalog still owes its callers.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Note } from "../diagnostics/entry.ts";
import type { SourceFile, Span } from "../text/source.ts";
import type { Change, ChangedSteps } from "./change.ts";
import { compareFacts } from "./compare.ts";
import { codeIn, type Facts, keyOf } from "./fact-keys.ts";
import { factPlaces } from "./fact-places.ts";
import { factsOf } from "./facts.ts";
import { type GroupedFacts, groupedFacts, thingsOf } from "./grouped-facts.ts";
import { withoutInternal } from "./internal-facts.ts";
import type { ReadRecord } from "./record.ts";
import {
  isCodeReserved,
  isNameReserved,
  isStillReserved,
  reservationLine,
  reservedInWords,
} from "./reserved.ts";
import { isLower, largestStep, versionAfter } from "./steps.ts";

/** One version of a catalog: its facts, with their places. */
export interface VersionOfCatalog {
  readonly id: string;
  readonly version: string;
  readonly facts: Facts;
  /** Returns the place of a fact. */
  readonly spanOf: (key: string) => Span;
  /** True for a version that has no internal definitions, whatever the catalog has. */
  readonly omitsInternal?: boolean;
}

/** The version of a catalog of which some definitions were read. */
export interface ReadVersion {
  readonly version: VersionOfCatalog;
  /** Missing for a record. */
  readonly catalog?: Catalog;
}

/** Returns the version of a catalog that its file has. */
export function catalogVersion(catalog: Catalog, file: SourceFile): VersionOfCatalog {
  const { id, version } = catalog;
  const facts = new Map([...factsOf(catalog), idFact(id)]);
  return { id, version, facts, spanOf: factPlaces(file) };
}

/** Returns the version of a catalog that a record has. */
export function recordedVersion({ id, version, facts, spanOf }: ReadRecord): VersionOfCatalog {
  const values = [...facts].map(([key, { value }]) => [key, value] as const);
  return { id, version, facts: new Map([...values, idFact(id)]), spanOf };
}

/** A record has the id of its catalog above its facts. */
function idFact(id: string): readonly [key: string, value: string] {
  return ["catalog id", JSON.stringify(id)];
}

/** The version of what was never released. */
const unreleased = "0.0.0";

/** Returns the version of a catalog before there was any. */
export function noVersion({ id, spanOf }: VersionOfCatalog): VersionOfCatalog {
  return { id, version: unreleased, facts: new Map(), spanOf };
}

/** What changed between two versions of a catalog. */
export interface Difference {
  readonly old: VersionOfCatalog;
  readonly now: VersionOfCatalog;
  /** True if there was no catalog before, so that nothing of it can have changed. */
  readonly isNew?: true;
  readonly changes: readonly Change[];
  /** The lowest version that takes the step that the changes need; the old one if there are none. */
  readonly needed: string;
}

/** Returns what changed between two versions of a catalog. */
export function differenceBetween(
  old: VersionOfCatalog,
  now: VersionOfCatalog,
  steps: ChangedSteps,
): Difference {
  if (isNothing(old)) return { old, now, isNew: true, changes: [], needed: old.version };
  const before = comparable(old, now);
  const after = comparable(now, old);
  const changes = compareFacts(before.facts, after.facts, steps);
  const step = largestStep(changes.flatMap((change) => change.step ?? []));
  const needed = step === undefined ? old.version : versionAfter(old.version, step);
  return { old: before, now: after, changes, needed };
}

/** Returns whether a version is that of a catalog before its first release: it has no fact but its id. */
function isNothing({ version, facts }: VersionOfCatalog): boolean {
  return version === unreleased && [...facts.keys()].every((key) => key === "catalog id");
}

/** Leaves out what the other version would not have either. */
function comparable(version: VersionOfCatalog, other: VersionOfCatalog): VersionOfCatalog {
  return other.omitsInternal === true && version.omitsInternal !== true
    ? { ...version, facts: withoutInternal(version.facts, other.facts) }
    : version;
}

/** Returns what a catalog owes: a reservation for whatever is gone, and the step of its version, which `stepDemand` asks for. */
export function demandsOf(
  difference: Difference,
  stepDemand = versionDemand,
): readonly Diagnostic[] {
  const { old, now } = difference;
  const [before, after] = [groupedFacts(old.facts), groupedFacts(now.facts)];
  return [
    ...stepDemand(difference),
    ...goneThings(before, after).flatMap((gone) => unreserved(gone, after, difference)),
    ...[...thingsOf(before, "reserved")].flatMap(([name, { key }]) => {
      if (isStillReserved(name, after)) return [];
      const reason = String(JSON.parse(old.facts.get(key) ?? '""'));
      const holes = { what: reservedInWords(key), line: reservationLine(key, reason) };
      return [
        diagnostic("release-unprotected", holes, {
          span: now.spanOf("reserved"),
          notes: recordNote(key, old),
        }),
      ];
    }),
  ];
}

/** The most changes that a demand names. */
const mostNotes = 10;

function versionDemand({ old, now, changes, needed }: Difference): readonly Diagnostic[] {
  if (!isLower(now.version, needed)) return [];
  const span = now.spanOf("catalog version");
  if (isLower(now.version, old.version)) {
    const holes = { id: now.id, version: now.version, released: old.version, needed };
    return [diagnostic("release-lowered", holes, { span })];
  }
  const holes = {
    id: now.id,
    version: now.version,
    released: old.version,
    needed,
    ...changesInWords(changes),
  };
  return [diagnostic("release-step", holes, { span, notes: needingNotes(changes, now) })];
}

/** Returns how many changes need a step, and the verb for them. */
export function changesInWords(changes: readonly Change[]): {
  readonly changes: string;
  readonly need: string;
} {
  const { length } = changes.filter(({ step }) => step !== undefined);
  return length === 1
    ? { changes: "the change", need: "needs" }
    : { changes: `the ${length} changes`, need: "need" };
}

/** Returns notes on the first changes that need a step. */
export function needingNotes(changes: readonly Change[], now: VersionOfCatalog): readonly Note[] {
  const needing = changes.filter(({ step }) => step !== undefined);
  const notes = needing.slice(0, mostNotes).map((change) => {
    const span = change.after === undefined ? undefined : now.spanOf(change.after);
    const message = `${change.step}: ${change.message}`;
    return span === undefined ? { message } : { message, span };
  });
  const left = needing.length - notes.length;
  const more = left > 0 ? [{ message: `And ${left} more.` }] : [];
  return [...notes, ...more];
}

/** A name or a code that callers knew and that no definition has any more. */
interface Gone {
  /** The key of its fact in the old version. */
  readonly key: string;
  /** The key that a reservation of it has. */
  readonly reservation: string;
}

function goneThings(before: GroupedFacts, after: GroupedFacts): readonly Gone[] {
  const names = namesIn(after);
  const gone: Gone[] = [...namesIn(before)]
    .filter(([name]) => !names.has(name))
    .map(([name, key]) => ({ key, reservation: keyOf("reserved", "name", name) }));
  const codes = thingsOf(after, "member");
  for (const [code, { key }] of thingsOf(before, "member")) {
    if (codes.has(code)) continue;
    gone.push({ key, reservation: keyOf("reserved", "code", { code: codeIn(key) }) });
  }
  return gone;
}

/** The names of definitions and of codes that have one of their own, with the keys of their facts. */
function namesIn(facts: GroupedFacts): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, key, fields } of thingsOf(facts, "definition").values()) {
    names.set(name, key);
    for (const [field, value] of fields) {
      const own = /"name":"(\w+)"/.exec(field.startsWith("code ") ? value : "")?.[1];
      if (own !== undefined) names.set(own, `${key} ${field}`);
    }
  }
  return names;
}

function unreserved(
  { key, reservation }: Gone,
  after: GroupedFacts,
  { old, now, changes }: Difference,
): readonly Diagnostic[] {
  const what = reservedInWords(reservation);
  const isReserved = reservation.startsWith("reserved name ")
    ? isNameReserved(reservation.slice("reserved name ".length), after)
    : isCodeReserved(codeIn(reservation), after);
  if (isReserved) return [];
  const line = reservationLine(reservation, reasonOf(key, changes, old.version));
  const place = { span: now.spanOf("reserved"), notes: recordNote(key, old) };
  return [diagnostic("release-unreserved", { what, version: old.version, line }, place)];
}

/** Returns a first reason, which whoever reserves may write better. */
function reasonOf(key: string, changes: readonly Change[], version: string): string {
  const rename = changes.find(
    ({ kind, before }) => kind === "definition-renamed" && before === key,
  );
  const to = rename?.after?.split(" ")[1];
  return to === undefined ? `Removed after ${version}.` : `Renamed to ${to} after ${version}.`;
}

function recordNote(key: string, old: VersionOfCatalog) {
  return [{ message: "It was released here.", span: old.spanOf(key) }];
}
