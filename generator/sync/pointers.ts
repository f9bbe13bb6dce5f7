// Entries of maps by their JSON Pointers.

import { pointerTokens } from "../text/pointer.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";

/** Returns an entry of a map by its key; other nodes have none. */
export function entryIn(node: YamlNode | undefined, key: string): MappingEntry | undefined {
  if (node?.kind !== "mapping" || node.mayHave?.(key) === false) return undefined;
  return node.entries.get(key);
}

/** Returns the reference in a map, or `undefined`. */
export function refOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind === "mapping" && node.loneRef !== undefined) return node.loneRef;
  const ref = entryIn(node, "$ref")?.node.value;
  return typeof ref === "string" ? ref : undefined;
}

/** Returns the entry at a JSON Pointer, or `undefined`. */
export function entryAt(root: YamlNode, pointer: string): MappingEntry | undefined {
  let entry: MappingEntry | undefined;
  let node = root;
  for (const token of pointerTokens(pointer)) {
    entry = entryIn(node, token);
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
