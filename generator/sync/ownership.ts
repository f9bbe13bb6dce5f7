// Which entries of a description are ours: by its ledger, or by marks and content if the ledger is lost.

import { isSame } from "../text/data.ts";
import { escapeToken } from "../text/pointer.ts";
import { addPointer, hasMark, ledgerKey, looksOurs, markedIn } from "./ledger.ts";
import { type Operation, responsesOf, whereWritten } from "./operations.ts";
import { below, follow, type Location, type Part } from "./parts.ts";
import { sections } from "./references.ts";
import { entryAt, mapAt, parentOf } from "./splice.ts";
import type { SyncChange, Work } from "./work.ts";

/** Returns whether a response without a ledger is ours by its content: it carries the mark or equals ours. */
export function isAdoptable({ node }: Location, wanted: unknown, { isLost }: Work): boolean {
  if (!isLost || node === undefined || !looksOurs(node, undefined)) return false;
  return hasMark(node) || isSame(node.value, wanted);
}

/** Without a ledger, removes the responses that lead to removed components as well. */
export function adoptLeading(operation: Operation, work: Work): void {
  const { spec } = work.request;
  const found = responsesOf(spec, operation);
  if (found?.node?.kind !== "mapping") return;
  const at = whereWritten(operation, found);
  for (const key of found.node.entries.keys()) {
    const place = below(at, key);
    const target = follow(spec, place).value?.node;
    if (place.node === undefined || target === undefined) continue;
    if (looksOurs(place.node, undefined) && hasMark(target))
      addPointer(work.adopted, place.part.path, place.pointer);
  }
}

/** Returns whether an existing entry is ours: the ledger lists it, and it still looks like ours. */
export function isOwned({ part, pointer, node }: Location, { ledger }: Work): boolean {
  const isListed = ledger?.owned.get(part.path)?.has(pointer) === true;
  return isListed && node !== undefined && looksOurs(node, ledger);
}

/** Returns whether a hand-written component equals ours; it stays hand-written. */
export function isThereAlready(at: Location, wanted: unknown, work: Work): boolean {
  const { node } = at;
  if (node === undefined || hasMark(node) || isOwned(at, work)) return false;
  if (work.isLost && isAlias(wanted)) return false;
  const { [ledgerKey]: _, ...unmarked } = wanted as Readonly<Record<string, unknown>>;
  return isSame(node.value, unmarked);
}

/** Returns the pointers of a part that are ours: by the ledger, or by their marks if it is lost. */
export function ownedIn(part: Part, work: Work): ReadonlySet<string> {
  const { ledger, places, request, isLost } = work;
  const nodeOf = (pointer: string) => entryAt(part.root, pointer)?.node;
  const listed = [...(ledger?.owned.get(part.path) ?? [])].filter((pointer) =>
    isOwned({ part, pointer, node: nodeOf(pointer) }, work),
  );
  const isTakenOut = ledger === undefined && request.remove;
  const known = isTakenOut ? componentsIn(part, work) : work.wanted.get(part.path);
  // A hand-made copy carries the mark too, and is not ours.
  const marked = sections
    .filter((section) => places[section].part.path === part.path)
    .flatMap((section) => markedIn(part.root, places[section].pointer))
    .filter((pointer) => known?.has(pointer));
  const aliases = [...(isLost ? (known ?? []) : [])]
    .filter(([pointer, value]) => isAlias(value) && isSame(nodeOf(pointer)?.value, value))
    .map(([pointer]) => pointer);
  const root = part.path === "" && ledger !== undefined ? [`/${ledgerKey}`] : [];
  const adopted = work.adopted.get(part.path) ?? [];
  return new Set([...listed, ...marked, ...aliases, ...root, ...adopted]);
}

function componentsIn(part: Part, { places, request }: Work): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const section of sections) {
    if (places[section].part.path !== part.path) continue;
    for (const { components } of request.catalogs)
      for (const [name, value] of Object.entries(components[section]))
        found.set(below(places[section], name).pointer, value);
  }
  return found;
}

/** Returns whether a component is nothing but a reference, which has no room for a mark. */
function isAlias(value: unknown): boolean {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && keys[0] === "$ref";
}

/** Returns the ledger entries that were rewritten by hand. */
export function releasedIn(part: Part, { ledger }: Work): readonly SyncChange[] {
  return [...(ledger?.owned.get(part.path) ?? [])].flatMap((pointer) => {
    const entry = entryAt(part.root, pointer);
    if (entry === undefined || looksOurs(entry.node, ledger)) return [];
    return [{ kind: "release", pointer, span: entry.key.span, part }];
  });
}

/** Without a ledger, a map counts as made by us if it holds only our entries. */
export function createdIn(part: Part, owned: ReadonlySet<string>): ReadonlySet<string> {
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
