// What anchors, aliases and merge keys share between places of a text, so that no edit changes a place that was not meant.

import { append } from "../text/lists.ts";
import { pointerTokens } from "../text/pointer.ts";
import {
  childrenOf,
  type MappingEntry,
  type MappingNode,
  nodeAt,
  pointerTo,
  type YamlNode,
} from "../text/yaml-nodes.ts";
import { entryIn } from "./pointers.ts";

/** Returns the first entry on the path to a map that an alias repeats elsewhere, or `undefined` if an edit of the map stays in one place. */
export function sharedOnWay(root: MappingNode, pointer: string): MappingEntry | undefined {
  if (root.aliases === undefined) return undefined;
  const way = wayTo(root, pointer);
  const alias = way.find((entry) => entry.node.alias !== undefined);
  if (alias !== undefined) return alias;
  if (!way.some((entry) => entry.node.anchor !== undefined)) return undefined;
  const shown = new Set(root.aliases.map(entriesOf));
  return way.find(
    ({ node: { anchor }, node }) => anchor !== undefined && shown.has(entriesOf(node)),
  );
}

/** Returns the entries along a JSON Pointer, as far as they exist, with the merge keys on it. */
function wayTo(root: MappingNode, pointer: string): readonly MappingEntry[] {
  const way: MappingEntry[] = [];
  let node: YamlNode = root;
  for (const token of pointerTokens(pointer)) {
    const steps = stepsTo(node, token);
    append(way, steps);
    const last = steps.at(-1);
    if (last === undefined) break;
    node = last.node;
  }
  return way;
}

/** Returns the entry of a key, behind the maps that bring it by the merge key of YAML 1.1; nothing if there is none. */
function stepsTo(node: YamlNode, key: string): readonly MappingEntry[] {
  const own = entryIn(node, key);
  if (own !== undefined) return [own];
  for (const source of mergedInto(node)) {
    const inner = stepsTo(source.node, key);
    if (inner.length > 0) return [source, ...inner];
  }
  return [];
}

/**
 * Returns whether a node is visible only on these paths, so that an edit of it changes no other place;
 * an extension at the root, often used to hold shared parts, does not count as a place.
 */
export function isShownOnlyOn(
  root: MappingNode,
  { written, ways }: { readonly written: string; readonly ways: readonly string[] },
): boolean {
  if (root.aliases === undefined) return true;
  const nodesOn = (pointer: string) => wayTo(root, pointer).map(({ node }) => node);
  const seen = new Set(ways.flatMap(nodesOn));
  const aliases = [...seen].filter(({ alias }) => alias !== undefined);
  if (aliases.some(({ kind }) => kind !== "mapping")) return false;
  const sources = aliases.map((node) => ({ node, place: pointerTo(root, node) }));
  const behind = [written, ...sources.map(({ place }) => place)].flatMap(nodesOn);
  const anchored = new Set(
    [...seen, ...behind].filter(({ anchor }) => anchor !== undefined).map(entriesOf),
  );
  if (anchored.size === 0) return true;
  return (
    root.aliases.every((alias) => seen.has(alias) || !anchored.has(entriesOf(alias))) &&
    sources.every(({ place }) => place.startsWith("/x-") || seen.has(nodeAt(root, place)))
  );
}

/** Returns whether something outside an entry is an alias of something inside it. */
export function isNeeded(root: MappingNode, entry: MappingEntry): boolean {
  const { start, end } = entry.node.span;
  const outside = root.aliases?.filter(({ span }) => span.start < start || span.start >= end) ?? [];
  if (outside.length === 0) return false;
  const inside = anchorsIn(entry.node);
  return outside.some(({ anchor }) => anchor !== undefined && inside.includes(anchor));
}

function anchorsIn(node: YamlNode): readonly string[] {
  if (node.alias !== undefined) return [];
  const inner = childrenOf(node).flatMap(([, child]) => anchorsIn(child));
  return node.anchor === undefined ? inner : [node.anchor, ...inner];
}

/** Returns the value that a map inherits for a key by the merge key of YAML 1.1, or `undefined`. */
export function mergedNode(node: YamlNode, key: string): YamlNode | undefined {
  const steps = stepsTo(node, key);
  return steps.length > 1 ? steps.at(-1)?.node : undefined;
}

/** Returns the keys that a map inherits by the merge key of YAML 1.1. */
export function mergedKeys(node: YamlNode | undefined): readonly string[] {
  return mergedInto(node).flatMap(({ node: source }) =>
    source.kind === "mapping" ? [...source.entries.keys(), ...mergedKeys(source)] : [],
  );
}

/** Returns the maps that a map inherits from by the merge key of YAML 1.1, each with that key. */
function mergedInto(node: YamlNode | undefined): readonly MappingEntry[] {
  const merge = entryIn(node, "<<");
  if (merge === undefined || !merge.key.plain) return [];
  const sources = merge.node.kind === "sequence" ? merge.node.items : [merge.node];
  return sources.map((source) => ({ key: merge.key, node: source }));
}

/** An alias has the same entries as the anchored map. */
function entriesOf(node: YamlNode): unknown {
  return node.kind === "mapping" ? node.entries : undefined;
}
