// Entries of maps by their JSON Pointers.

import { pointerTokens } from "../text/pointer.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";

/** Returns the entry at a JSON Pointer, or `undefined`. */
export function entryAt(root: YamlNode, pointer: string): MappingEntry | undefined {
  let entry: MappingEntry | undefined;
  let node = root;
  for (const token of pointerTokens(pointer)) {
    entry = node.kind === "mapping" ? node.entries.get(token) : undefined;
    if (entry === undefined) return undefined;
    node = entry.node;
  }
  return entry;
}

/** Returns the map at a JSON Pointer, or `undefined`. */
export function mapAt(root: MappingNode, pointer: string): MappingNode | undefined {
  const node = pointer === "" ? root : entryAt(root, pointer)?.node;
  return node?.kind === "mapping" ? node : undefined;
}

/** Returns the JSON Pointer of the map that contains an entry. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** Returns the key of the entry at a JSON Pointer. */
export function keyOf(pointer: string): string {
  return pointerTokens(pointer.slice(pointer.lastIndexOf("/")))[0] ?? "";
}
