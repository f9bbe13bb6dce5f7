// The maps around our entries: which of them are ours too, and what was written in their place before.

import { addTo } from "../text/lists.ts";
import { escapeToken } from "../text/pointer.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { type ByMap, hasEntry, pointerIn } from "./by-map.ts";
import { hasCodes, listEnd } from "./code-lists.ts";
import { behindColon, contentEnd, isFlow } from "./layout.ts";
import { entryAt, entryIn, mapAt, parentOf } from "./pointers.ts";

/** The entries that are ours in a text now, and those that should be. */
export interface Entries {
  readonly root: MappingNode;
  /** Our present entries; those that do not exist are ignored. */
  readonly owned: ByMap<unknown>;
  /** The wanted value of each entry, in writing order. */
  readonly wanted: ByMap<unknown>;
  /** The maps that we made, which are removed once they are empty again. */
  readonly created?: Iterable<string> | undefined;
  /** What was written in the place of a value of ours, from the colon on. */
  readonly replaced?: ReadonlyMap<string, string> | undefined;
  /** The hand-written entries that give way to wanted ones. */
  readonly taken?: ReadonlySet<string> | undefined;
  /** The references to components of ours, none of which is a hand-written value to be kept. */
  readonly references?: ReadonlySet<string> | undefined;
  /** The lists that are changed in place; those without codes get back what they were. */
  readonly lists?: ReadonlyMap<string, readonly (string | number)[] | undefined> | undefined;
}

/** Returns our entries that are to be removed, and each map of ours that is then empty; empty hand-written maps stay. */
export function removedFrom(entries: Entries): ReadonlySet<string> {
  const { root, wanted, created = [], replaced } = entries;
  const isThere = (pointer: string): boolean => entryAt(root, pointer) !== undefined;
  const removed = new Set(goneFrom(entries).filter((one) => replaced?.has(one) !== true));
  const around = mapsAround(wanted.keys());
  for (const pointer of [...created].filter(isThere).toSorted(byDepth)) {
    if (around.has(pointer) || !isEmptied(entryAt(root, pointer)?.node, pointer, removed)) continue;
    removed.add(pointer);
  }
  return removed;
}

/** Returns our entries that are not wanted any more. */
export function goneFrom({ root, owned, wanted }: Entries): readonly string[] {
  return [...owned].flatMap(([map, entries]) => {
    const staying = wanted.get(map);
    const gone = [...entries.keys()].filter((key) => staying?.has(key) !== true);
    const node = gone.length === 0 ? undefined : mapAt(root, map);
    return gone.filter((key) => entryIn(node, key) !== undefined).map((key) => pointerIn(map, key));
  });
}

/** Inner maps first: an emptied one can empty the next, and at one place its entries come before those of the outer. */
export function byDepth(a: string, b: string): number {
  return b.split("/").length - a.split("/").length;
}

/** Returns the pointers of maps, and of all maps around them. */
export function mapsAround(maps: Iterable<string>): ReadonlySet<string> {
  const around = new Set<string>();
  for (const map of maps) {
    for (let at = map; !around.has(at); at = parentOf(at)) around.add(at);
  }
  return around;
}

function isEmptied(
  node: YamlNode | undefined,
  pointer: string,
  removed: ReadonlySet<string>,
): boolean {
  if (node?.kind !== "mapping") return node?.kind === "scalar" && node.value === null;
  return [...node.entries.keys()].every((key) => removed.has(`${pointer}/${escapeToken(key)}`));
}

/** Returns the maps that are ours once the wanted entries are written. */
export function createdBy(entries: Entries): readonly string[] {
  const { root, wanted, created = [] } = entries;
  const isThere = (pointer: string): boolean => entryAt(root, pointer) !== undefined;
  const removed = removedFrom(entries);
  const made = [...mapsAround(wanted.keys())].filter((one) => one !== "" && !isThere(one));
  const stay = [...created].filter((one) => isThere(one) && !removed.has(one));
  return [...new Set([...stay, ...made])].sort();
}

/** Returns the innermost existing map, or key without one, around an entry. */
export function containerOf(root: MappingNode, pointer: string): string {
  let container = parentOf(pointer);
  while (container !== "" && entryAt(root, container) === undefined)
    container = parentOf(container);
  return container;
}

/** A value, and the keys that lead to it. */
export type Nesting = readonly [tokens: readonly string[], value: unknown];

/** Returns values in maps in maps, by their keys. */
export function nested(all: readonly Nesting[]): ReadonlyMap<string, unknown> {
  const groups = new Map<string, Nesting[]>();
  for (const [[token = "", ...rest], value] of all) addTo(groups, token, [rest, value]);
  return new Map(
    [...groups].map(([token, inner]) => {
      const [[rest, value] = [[], undefined]] = inner;
      return [token, rest.length === 0 ? value : nested(inner)];
    }),
  );
}

/** Returns the texts of values that gave way to ours, from the colon on, once the wanted entries are written: empty braces, nulls, and what is taken. */
export function replacedAfter(entries: Entries): ReadonlyMap<string, string> {
  const { root, wanted, lists = new Map<string, undefined>() } = entries;
  const { replaced = new Map<string, string>(), taken = new Set<string>() } = entries;
  const { references = new Set<string>() } = entries;
  const kept = [...lists].flatMap(([place, codes]) => (codes === undefined ? [] : place));
  const changed = kept.filter((one) => !hasCodes(entryAt(root, one)?.node, lists.get(one) ?? []));
  const around = mapsAround(wanted.keys());
  const containers = new Set([...wanted.keys()].map((map) => containerOf(root, `${map}/`)));
  // What a person wrote over a reference of ours is newer than what gave way to it.
  const handWritten = new Set([...taken].filter((one) => !references.has(one)));
  const whole = new Set([...handWritten, ...changed]);
  const texts = [...containers, ...whole].flatMap((place) => {
    const entry = entryAt(root, place);
    const text = entry && (whole.has(place) ? valueText(entry) : emptyText(entry));
    return text === undefined ? [] : [[place, text] as const];
  });
  const stay = [...replaced].filter(
    ([place]) =>
      !handWritten.has(place) &&
      (hasEntry(wanted, place) || around.has(place) || kept.includes(place)),
  );
  return new Map([...texts, ...stay]);
}

function valueText(entry: MappingEntry): string {
  return entry.key.span.file.text.slice(behindColon(entry), listEnd(entry));
}

/** Returns the text of empty braces or of a written null from the colon on; `undefined` for other values. */
function emptyText(entry: MappingEntry): string | undefined {
  const { node } = entry;
  if (isWrittenNull(node)) return valueText(entry);
  if (node.kind !== "mapping" || !isFlow(node) || node.entries.size > 0) return undefined;
  return isBare(entry) ? valueText(entry) : undefined;
}

/** Returns whether a value is a null that is written out, and nothing else. */
export function isWrittenNull(node: YamlNode): boolean {
  const isPlain = node.kind === "scalar" && node.plain && node.value === null;
  return isPlain && node.source !== "" && node.anchor === undefined && node.alias === undefined;
}

/** Returns whether a value is nothing but braces with white space between them. */
export function isBare({ node }: MappingEntry): boolean {
  const { file, start, end } = node.span;
  return /^\{\s*\}$/.test(file.text.slice(start, end)) && node.anchor === undefined;
}

/** Returns the maps that get back what was written in their place before. */
export function restoredIn(
  { root, wanted, owned }: Entries,
  { removed, replaced }: Removing,
): readonly string[] {
  const around = mapsAround(wanted.keys());
  return [...replaced.keys()].filter((pointer) => {
    const map = mapAt(root, pointer);
    if (map === undefined || around.has(pointer) || removed.has(pointer)) return false;
    const isGone = isEmptied(map, pointer, removed) && map.entries.size > 0;
    return isGone && !hasComments(map, (way) => hasEntry(owned, pointer + way));
  });
}

/** What is removed, and what was written in the places of maps before. */
export interface Removing {
  readonly removed: ReadonlySet<string>;
  readonly replaced: ReadonlyMap<string, string>;
}

/** A comment in a map stays, but for those in our entries. */
function hasComments(map: MappingNode, isOurs: (way: string) => boolean): boolean {
  const { file, start, end } = map.span;
  let at = start;
  for (const [name, entry] of map.entries) {
    const { key, node } = entry;
    if (file.text.slice(at, key.span.start).includes("#")) return true;
    const way = `/${escapeToken(name)}`;
    if (node.kind === "mapping" && !isOurs(way)) {
      if (file.text.slice(behindColon(entry), node.span.start).includes("#")) return true;
      if (hasComments(node, (inner) => isOurs(way + inner))) return true;
    }
    at = contentEnd(entry);
  }
  return file.text.slice(at, end).includes("#");
}
