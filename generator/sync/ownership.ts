// Which entries of a description are ours: each is known by itself, by its mark or because it only refers to a component of ours.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeToken } from "../text/pointer.ts";
import type { MappingEntry, YamlNode } from "../text/yaml-nodes.ts";
import { type ByMap, byFile, type EntriesOfMap, hasEntry, pointerIn } from "./by-map.ts";
import type { Description } from "./description.ts";
import { ledgerKey, loneRef, markOf } from "./ledger.ts";
import { mapsAround } from "./maps.ts";
import { type Location, type Part, targetOf } from "./parts.ts";
import { entryAt, keyOf, mapAt, parentOf } from "./pointers.ts";
import { type Section, sections } from "./references.ts";
import { refsIn } from "./refs.ts";
import { documentFrom, type SyncRequest } from "./request.ts";

/** Our entries in each file. */
export type Owned = ReadonlyMap<Part, ByMap<MappingEntry>>;

/** Entries of one map that may be ours. */
type Candidates = EntriesOfMap<MappingEntry>;

/** Returns whether an entry of a map is ours. */
type IsOurs = (entry: MappingEntry, at: Candidates["at"], key: string) => boolean;

/** Returns which entries are ours. */
export function ownedIn(description: Description, request: SyncRequest): Owned {
  const { spec, ledger, operations, places } = description;
  const all = sections.flatMap((section) => candidatesIn(places[section]));
  const isMarked = ({ node }: MappingEntry) => markOf(node) !== undefined;
  const hasMarks = all.some(({ entries }) => [...entries.values()].some(isMarked));
  // Without a ledger and without marks all is hand-written.
  const mayBeAlias = ledger !== undefined || hasMarks;
  const isOwnComponent: IsOurs = (entry, { part, pointer }, key) =>
    isMarked(entry) ||
    (mayBeAlias &&
      loneRef(entry.node) !== undefined &&
      isAlias({ part, pointer: pointerIn(pointer, key) }, description, request));
  const components = all.map((one) => chosenFrom(one, isOwnComponent));
  const known = byFile(components);
  const names = componentNames(
    request,
    components.flatMap(({ entries }) => [...entries.keys()]),
  );
  // Without rules a person refers to our components.
  const isRuled = request.operations.length > 0 || ledger?.isRuled === true;
  const isKnown = (ref: string, from: Part): boolean => {
    const target = targetIn(ref, from, description);
    return (
      target !== undefined &&
      (hasEntry(known.get(target.part), target.pointer) || isNamed(target, description, request))
    );
  };
  const isOurs = (ref: string, from: Part): boolean => {
    // Most references lead elsewhere, which their last words show.
    if (ref.startsWith("#") && !names.has(lastOf(ref))) return false;
    return isInDocument(ref, from, { description, request }) || isKnown(ref, from);
  };
  // Many lead to one place.
  const led = new Map<Part, Map<string, boolean>>();
  const leadsToOurs = ({ node }: MappingEntry, part: Part): boolean => {
    const ref = loneRef(node);
    if (ref === undefined) return false;
    const isKnown = led.get(part)?.get(ref);
    if (isKnown !== undefined) return isKnown;
    const isLed = isOurs(ref, part);
    led.set(part, (led.get(part) ?? new Map<string, boolean>()).set(ref, isLed));
    return isLed;
  };
  const isAnswer: IsOurs = (entry, { part }) =>
    (isRuled && leadsToOurs(entry, part)) || isMarked(entry);
  const responses = operations.flatMap(({ written }) =>
    written === undefined ? [] : candidatesIn(written).map((inner) => chosenFrom(inner, isAnswer)),
  );
  const root = ledger === undefined ? [] : candidatesIn(rootOf(spec.main), [ledgerKey]);
  const own = [...components, ...responses, ...root];
  const owned = byFile(own);
  const adopted = description.parts.flatMap((part) => {
    const pointers = [...(ledger?.replaced.get(part.path)?.keys() ?? [])];
    return pointers.flatMap((pointer): readonly Candidates[] => {
      const entry = entryAt(part.root, pointer);
      if (entry === undefined || !leadsToOurs(entry, part)) return [];
      const map = parentOf(pointer);
      // Only a forged ledger names what is in an entry of ours.
      if ([...mapsAround([map])].some((one) => hasEntry(owned.get(part), one))) return [];
      return [{ at: { part, pointer: map }, entries: new Map([[keyOf(pointer), entry]]) }];
    });
  });
  return adopted.length === 0 ? owned : byFile([...own, ...adopted]);
}

/** Returns those of some entries that are ours. */
function chosenFrom({ at, entries }: Candidates, isOurs: IsOurs): Candidates {
  const chosen = new Map<string, MappingEntry>();
  for (const [key, entry] of entries) if (isOurs(entry, at, key)) chosen.set(key, entry);
  return { at, entries: chosen };
}

function rootOf(part: Part): Location {
  return { part, pointer: "", node: part.root };
}

/** Returns the names of the components that catalogs have, and some more. */
export function componentNames(
  { catalogs }: SyncRequest,
  more: Iterable<string>,
): ReadonlySet<string> {
  const whole = catalogs.flatMap(({ components }) =>
    sections.flatMap((section) => Object.keys(components[section])),
  );
  return new Set([...whole, ...more]);
}

/** Returns what is behind the last slash of a reference. */
export function lastOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** Returns the entries of a map itself, or some of them. */
function candidatesIn(
  { part, pointer, node }: Location,
  keys?: readonly string[],
): readonly Candidates[] {
  if (node?.kind !== "mapping") return [];
  const at = { part, pointer };
  if (keys === undefined) return [{ at, entries: node.entries }];
  const chosen = keys.flatMap((key) => {
    const entry = node.entries.get(key);
    return entry === undefined ? [] : [[key, entry] as const];
  });
  return [{ at, entries: new Map(chosen) }];
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
  { part, pointer }: Pick<Location, "part" | "pointer">,
  description: Description,
  request: SyncRequest,
): boolean {
  const { ledger } = description;
  return ledger === undefined
    ? isNamed({ part, pointer }, description, request)
    : ledger.owned.get(part.path)?.has(pointer) === true;
}

/** Returns whether a value is nothing but a reference to a component of ours. */
export function leadsToOurs(node: YamlNode | undefined, from: Part, query: OursQuery): boolean {
  const ref = loneRef(node);
  return ref !== undefined && isRefToOurs(ref, from, query);
}

function isRefToOurs(ref: string, from: Part, { description, request, owned }: OursQuery): boolean {
  if (isInDocument(ref, from, { description, request })) return true;
  const target = targetIn(ref, from, description);
  return (
    target !== undefined &&
    (hasEntry(owned.get(target.part), target.pointer) || isNamed(target, description, request))
  );
}

/** Returns whether a value has a reference to a component of ours, or to one that is missing, as ours may be by now. */
export function needsOurs(node: YamlNode | undefined, from: Part, query: OursQuery): boolean {
  if (node === undefined) return false;
  return refsIn(node).some((ref) => {
    const target = targetIn(ref, from, query.description);
    const isMissing = target !== undefined && target.node === undefined;
    return isMissing || isRefToOurs(ref, from, query);
  });
}

/** What tells which references lead to components of ours. */
export interface OursQuery {
  readonly description: Description;
  readonly request: SyncRequest;
  readonly owned: Owned;
}

/** Returns whether a reference leads into the document of a catalog, which may be among the files of the description. */
function isInDocument(
  ref: string,
  from: Part,
  { description, request }: Pick<OursQuery, "description" | "request">,
): boolean {
  if (ref.startsWith("#")) return false;
  return documentsFor(description, request, from).has(ref.replace(/#.*/s, ""));
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
    [...all].flatMap(([map, entries]) =>
      [...entries].flatMap(([key, entry]) => {
        const mark = markOf(entry.node);
        if (mark === undefined || mark.split(", ").every((id) => known.has(id))) return [];
        const pointer = pointerIn(map, key);
        return [diagnostic("spec-mark", { pointer, mark }, { span: entry.key.span })];
      }),
    ),
  );
}

/** Without a ledger, a map counts as made by us if it holds only our entries. */
export function madeOf(part: Part, owned: ByMap<unknown>): ReadonlySet<string> {
  const made = new Set<string>();
  const isOurs = (pointer: string) => hasEntry(owned, pointer) || made.has(pointer);
  for (const container of owned.keys()) {
    for (let at = container; at !== "" && !made.has(at); at = parentOf(at)) {
      const map = mapAt(part.root, at);
      // An anchor is hand-written.
      if (map === undefined || map.anchor !== undefined) break;
      if (![...map.entries.keys()].every((key) => isOurs(pointerIn(at, key)))) break;
      made.add(at);
    }
  }
  return made;
}
