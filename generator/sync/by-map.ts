// Entries by the maps that contain them, since a large description has many more entries of ours than maps with such entries.

import { escapeToken } from "../text/pointer.ts";
import type { Location, Part } from "./parts.ts";
import { keyOf, parentOf } from "./pointers.ts";

/** Values of entries: by the JSON Pointer of a map, then by the key in that map. */
export type ByMap<Value> = ReadonlyMap<string, ReadonlyMap<string, Value>>;

/** Entries of one map. */
export interface EntriesOfMap<Value> {
  /** The place of the map. */
  readonly at: Pick<Location, "part" | "pointer">;
  /** The values by the keys of the entries. */
  readonly entries: ReadonlyMap<string, Value>;
}

/** Groups entries by their files and maps; of two values for one entry the last counts. */
export function byFile<Value>(
  all: readonly EntriesOfMap<Value>[],
): ReadonlyMap<Part, ByMap<Value>> {
  const found = new Map<Part, Map<string, ReadonlyMap<string, Value>>>();
  for (const { at, entries } of all) {
    if (entries.size === 0) continue;
    const inFile = found.get(at.part) ?? new Map<string, ReadonlyMap<string, Value>>();
    const known = inFile.get(at.pointer);
    const both = known === undefined ? entries : new Map([...known, ...entries]);
    found.set(at.part, inFile.set(at.pointer, both));
  }
  return found;
}

/** Groups entries by their maps, from their JSON Pointers. */
export function byMap<Value>(entries: Iterable<readonly [string, Value]>): ByMap<Value> {
  const groups = new Map<string, Map<string, Value>>();
  for (const [pointer, value] of entries) {
    const map = parentOf(pointer);
    const group = groups.get(map) ?? new Map<string, Value>();
    groups.set(map, group.set(keyOf(pointer), value));
  }
  return groups;
}

/** Returns whether an entry is among others, by its JSON Pointer. */
export function hasEntry(all: ByMap<unknown> | undefined, pointer: string): boolean {
  return all?.get(parentOf(pointer))?.has(keyOf(pointer)) === true;
}

/** Returns the JSON Pointer of an entry of a map. */
export function pointerIn(map: string, key: string): string {
  return `${map}/${escapeToken(key)}`;
}

/** Returns all entries with their JSON Pointers. */
export function entriesIn<Value>(all: ByMap<Value>): readonly (readonly [string, Value])[] {
  return [...all].flatMap(([map, entries]) =>
    [...entries].map(([key, value]) => [pointerIn(map, key), value] as const),
  );
}

/** Returns entries without some of them. */
export function withoutEntries<Value>(
  all: ByMap<Value>,
  left: (pointer: string) => boolean,
): ByMap<Value> {
  return byMap(entriesIn(all).filter(([pointer]) => !left(pointer)));
}
