// The maps around our entries: which of them are ours too, and what was written in their place before.

import { escapeToken } from "../text/pointer.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { behindColon, contentEnd, isFlow } from "./layout.ts";
import { entryAt, mapAt, parentOf } from "./pointers.ts";

/** The entries that are ours in a text now, and those that should be. */
export interface Entries {
  readonly root: MappingNode;
  /** The JSON Pointers of our present entries; pointers that lead nowhere are ignored. */
  readonly owned: ReadonlySet<string>;
  /** The wanted value of each entry by its JSON Pointer, in writing order. */
  readonly wanted: ReadonlyMap<string, unknown>;
  /** The maps that we made, which are removed once they are empty again. */
  readonly created?: Iterable<string> | undefined;
}

/** Returns our entries that are to be removed, and each map of ours that is then empty; empty hand-written maps stay. */
export function removedFrom({ root, owned, wanted, created = [] }: Entries): ReadonlySet<string> {
  const isThere = (pointer: string): boolean => entryAt(root, pointer) !== undefined;
  const removed = new Set([...owned].filter((one) => !wanted.has(one) && isThere(one)));
  const around = mapsAround(wanted.keys());
  for (const pointer of [...created].filter(isThere).toSorted(byDepth)) {
    if (around.has(pointer) || !isEmptied(entryAt(root, pointer)?.node, pointer, removed)) continue;
    removed.add(pointer);
  }
  return removed;
}

/** Inner maps first: an emptied one can empty the next, and at one place its entries come before those of the outer. */
export function byDepth(a: string, b: string): number {
  return b.split("/").length - a.split("/").length;
}

/** Returns the pointers of all maps on the paths to entries. */
export function mapsAround(pointers: Iterable<string>): ReadonlySet<string> {
  const around = new Set<string>();
  for (const pointer of pointers) {
    for (let at = parentOf(pointer); !around.has(at); at = parentOf(at)) around.add(at);
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

/** Returns the text of a value that gives way to a map of ours, from the colon on, by its place: empty braces and nulls. */
export function replacedBy({ root, wanted }: Entries): ReadonlyMap<string, string> {
  const containers = new Set([...wanted.keys()].map((one) => containerOf(root, one)));
  return new Map(
    [...containers].flatMap((container) => {
      const entry = entryAt(root, container);
      const text = entry && emptyText(entry);
      return text === undefined ? [] : [[container, text] as const];
    }),
  );
}

/** Returns the text of empty braces or of a written null from the colon on; `undefined` for other values. */
function emptyText(entry: MappingEntry): string | undefined {
  const { node, key } = entry;
  const { text } = key.span.file;
  if (isWrittenNull(node)) return text.slice(behindColon(entry), contentEnd(entry));
  if (node.kind !== "mapping" || !isFlow(node) || node.entries.size > 0) return undefined;
  return isBare(entry) ? text.slice(behindColon(entry), contentEnd(entry)) : undefined;
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
  { root, wanted }: Entries,
  { removed, replaced }: Removing,
): readonly string[] {
  const around = mapsAround(wanted.keys());
  return [...replaced.keys()].filter((pointer) => {
    const map = mapAt(root, pointer);
    if (map === undefined || around.has(pointer) || removed.has(pointer)) return false;
    const isGone = isEmptied(map, pointer, removed) && map.entries.size > 0;
    return isGone && !hasComments(map);
  });
}

/** What is removed, and what was written in the places of maps before. */
export interface Removing {
  readonly removed: ReadonlySet<string>;
  readonly replaced: ReadonlyMap<string, string>;
}

/** A comment in a map stays. */
function hasComments(map: MappingNode): boolean {
  const { file, start, end } = map.span;
  const entries = [...map.entries.values()];
  let at = start;
  for (const entry of entries) {
    if (file.text.slice(at, entry.key.span.start).includes("#")) return true;
    at = contentEnd(entry);
  }
  return file.text.slice(at, end).includes("#");
}
