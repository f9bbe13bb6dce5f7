// Which entries of a description are ours: each is known by itself, by its mark or because it only refers to a component of ours.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeToken } from "../text/pointer.ts";
import type { MappingEntry, YamlNode } from "../text/yaml-nodes.ts";
import type { Description } from "./description.ts";
import { ledgerKey, loneRef, markOf } from "./ledger.ts";
import { mapsAround } from "./maps.ts";
import { type Location, type Part, placeOf, targetOf } from "./parts.ts";
import { entryAt, keyOf, mapAt, parentOf } from "./pointers.ts";
import { type Section, sections } from "./references.ts";
import { documentFrom, type SyncRequest } from "./request.ts";

/** Our entries in each file, by their JSON Pointers. */
export type Owned = ReadonlyMap<Part, ReadonlyMap<string, MappingEntry>>;

/** An entry that may be ours. */
interface Candidate {
  readonly at: Pick<Location, "part" | "pointer">;
  readonly entry: MappingEntry;
}

/** Returns which entries are ours. */
export function ownedIn(description: Description, request: SyncRequest): Owned {
  const { spec, ledger, operations, places } = description;
  const all = sections.flatMap((section) => candidatesIn(places[section]));
  const isMarked = all.some(({ entry }) => markOf(entry.node) !== undefined);
  const components = all.filter(
    (one) =>
      markOf(one.entry.node) !== undefined ||
      // Without a ledger and without marks all is hand-written.
      ((ledger !== undefined || isMarked) && isAlias(one, description, request)),
  );
  const known = new Set(components.map(({ at }) => placeOf(at)));
  const names = componentNames(
    request,
    components.map(({ at }) => at.pointer),
  );
  // Without rules a person refers to our components.
  const isRuled = request.operations.length > 0 || ledger?.isRuled === true;
  const answers = operations.flatMap(({ written }) => (written ? candidatesIn(written) : []));
  const isOurs = (ref: string, from: Part): boolean => {
    const target = targetIn(ref, from, description);
    if (target === undefined) return documentsFor(description, request, from).has(fileOf(ref));
    return known.has(placeOf(target)) || isNamed(target, description, request);
  };
  // Many lead to one place.
  const led = new Map<string, boolean>();
  const leadsToOurs = ({ at: { part }, entry }: Candidate): boolean => {
    const ref = loneRef(entry.node);
    // Most references lead elsewhere, which their last words tell.
    if (ref === undefined || (ref.startsWith("#") && !names.has(lastOf(ref)))) return false;
    const way = `${part.path} ${ref}`;
    const isLed = led.get(way) ?? isOurs(ref, part);
    led.set(way, isLed);
    return isLed;
  };
  const responses = answers.filter(
    (one) => (isRuled && leadsToOurs(one)) || markOf(one.entry.node) !== undefined,
  );
  const adopted = description.parts.flatMap((part) => {
    const pointers = [...(ledger?.replaced.get(part.path)?.keys() ?? [])];
    return pointers.flatMap((pointer) => {
      const entry = entryAt(part.root, pointer);
      return entry === undefined ? [] : [{ at: { part, pointer }, entry }];
    });
  });
  const root = ledger === undefined ? [] : candidatesIn(rootOf(spec.main), [ledgerKey]);
  const owned = new Map<Part, Map<string, MappingEntry>>();
  const own = ({ at: { part, pointer }, entry }: Candidate) =>
    owned.set(part, (owned.get(part) ?? new Map<string, MappingEntry>()).set(pointer, entry));
  for (const one of [...components, ...responses, ...root]) own(one);
  // Only a forged ledger names what is in an entry of ours.
  const isInside = ({ at: { part, pointer } }: Candidate) =>
    [...mapsAround([pointer])].some((around) => owned.get(part)?.has(around) === true);
  for (const one of adopted.filter(leadsToOurs)) if (!isInside(one)) own(one);
  return owned;
}

function rootOf(part: Part): Location {
  return { part, pointer: "", node: part.root };
}

/** Returns the names of the components that catalogs have, and of those at some places. */
export function componentNames(
  { catalogs }: SyncRequest,
  pointers: Iterable<string>,
): ReadonlySet<string> {
  const whole = catalogs.flatMap(({ components }) =>
    sections.flatMap((section) => Object.keys(components[section])),
  );
  return new Set([...whole, ...[...pointers].map(keyOf)]);
}

/** Returns what is behind the last slash of a reference. */
export function lastOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** Returns the entries that stand in a map themselves, or some of them. */
function candidatesIn(
  { part, pointer, node }: Location,
  keys?: readonly string[],
): readonly Candidate[] {
  if (node?.kind !== "mapping") return [];
  return [...(keys ?? node.entries.keys())].flatMap((key) => {
    const entry = node.entries.get(key);
    if (entry === undefined) return [];
    return { at: { part, pointer: `${pointer}/${escapeToken(key)}` }, entry };
  });
}

/** Returns the place in the files of a description that a reference leads to, which need not exist. */
export function targetIn(
  ref: string,
  from: Part,
  { parts, spec }: Description,
): Location | undefined {
  const target = targetOf(ref, from.path);
  const name = spec.main.file.path.slice(spec.main.file.path.lastIndexOf("/") + 1);
  const part = parts.find(({ path }) => path === (target?.path === name ? "" : target?.path));
  if (target === undefined || part === undefined) return undefined;
  const pointer = target.tokens.map((token) => `/${escapeToken(token)}`).join("");
  return { part, pointer, node: entryAt(part.root, pointer)?.node };
}

/** Returns the section that a place is in, if it is the place of a component. */
export function sectionOf(
  { part, pointer }: Pick<Location, "part" | "pointer">,
  { places }: Description,
): Section | undefined {
  const around = parentOf(pointer);
  return sections.find((one) => places[one].part === part && places[one].pointer === around);
}

/** Returns whether a place is that of a component which a catalog has. */
function isNamed(
  at: Pick<Location, "part" | "pointer">,
  description: Description,
  { catalogs }: SyncRequest,
): boolean {
  const section = sectionOf(at, description);
  const name = keyOf(at.pointer);
  return (
    section !== undefined &&
    catalogs.some(({ components }) => Object.hasOwn(components[section], name))
  );
}

/** A component that is nothing but a reference has no room for a mark; the ledger lists it, and if that is lost a catalog has it. */
function isAlias(
  { at, entry }: Candidate,
  description: Description,
  request: SyncRequest,
): boolean {
  const { ledger } = description;
  if (loneRef(entry.node) === undefined) return false;
  return ledger === undefined
    ? isNamed(at, description, request)
    : ledger.owned.get(at.part.path)?.has(at.pointer) === true;
}

/** Returns whether a value is nothing but a reference to a component of ours. */
export function leadsToOurs(
  node: YamlNode | undefined,
  from: Part,
  { description, request, owned }: OursQuery,
): boolean {
  const ref = loneRef(node);
  if (ref === undefined) return false;
  const target = targetIn(ref, from, description);
  if (target === undefined) return documentsFor(description, request, from).has(fileOf(ref));
  const { part, pointer } = target;
  return owned.get(part)?.has(pointer) === true || isNamed(target, description, request);
}

/** What tells which references lead to components of ours. */
export interface OursQuery {
  readonly description: Description;
  readonly request: SyncRequest;
  readonly owned: Owned;
}

function fileOf(ref: string): string {
  return ref.replace(/#.*/s, "");
}

/** Returns how a file writes the documents of the catalogs, today's and those of the ledger. */
function documentsFor(
  { ledger }: Description,
  { catalogs }: SyncRequest,
  part: Part,
): ReadonlySet<string> {
  const documents = [
    ...catalogs.flatMap((one) => one.document ?? []),
    ...(ledger?.documents ?? []),
  ];
  return new Set(documents.map((document) => documentFrom(document, part)));
}

/** Reports marks that name no catalog of the configuration or the ledger, which a person wrote. */
export function strangeMarks(
  owned: Owned,
  { ledger }: Description,
  { catalogs }: SyncRequest,
): readonly Diagnostic[] {
  const known = new Set([
    ...catalogs.map(({ catalog }) => catalog.id),
    ...Object.keys(ledger?.catalogs ?? {}),
  ]);
  return [...owned.values()].flatMap((all) =>
    [...all].flatMap(([pointer, entry]) => {
      const mark = markOf(entry.node);
      if (mark === undefined) return [];
      if (mark.split(", ").every((id) => known.has(id))) return [];
      return [diagnostic("spec-mark", { pointer, mark }, { span: entry.key.span })];
    }),
  );
}

/** Without a ledger, a map counts as made by us if it holds only our entries. */
export function madeOf(part: Part, owned: ReadonlySet<string>): ReadonlySet<string> {
  const made = new Set<string>();
  const isOurs = (pointer: string) => owned.has(pointer) || made.has(pointer);
  for (const pointer of owned) {
    for (let at = parentOf(pointer); at !== "" && !made.has(at); at = parentOf(at)) {
      const map = mapAt(part.root, at);
      // An anchor is hand-written.
      if (map === undefined || map.anchor !== undefined) break;
      if (![...map.entries.keys()].every((key) => isOurs(`${at}/${escapeToken(key)}`))) break;
      made.add(at);
    }
  }
  return made;
}
