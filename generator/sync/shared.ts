// What anchors, aliases and merge keys share between places of a text, so that no edit changes a place that nobody named.

import { oncePer } from "../catalog/once.ts";
import { pointerTokens } from "../text/pointer.ts";
import { type MappingEntry, type MappingNode, nodeAt, type YamlNode } from "../text/yaml-nodes.ts";
import { hasAliases, pointerTo } from "../text/yaml-tree.ts";

/** Gives the first entry on the way to a map that an alias shows in another place too, or nothing where an edit of the map stays in one place. */
export function sharedOnWay(root: MappingNode, pointer: string): MappingEntry | undefined {
  const way = wayTo(root, pointer);
  const alias = way.find((entry) => entry.node.alias === true);
  if (alias !== undefined) return alias;
  if (!way.some((entry) => entry.node.anchor !== undefined)) return undefined;
  const shown = new Set(aliasesIn(root).map(entriesOf));
  return way.find(
    ({ node: { anchor }, node }) => anchor !== undefined && shown.has(entriesOf(node)),
  );
}

/** Gives the entries that a JSON Pointer leads over, as far as there are any. */
function wayTo(root: MappingNode, pointer: string): readonly MappingEntry[] {
  const way: MappingEntry[] = [];
  let node: YamlNode = root;
  for (const token of pointerTokens(pointer)) {
    const entry: MappingEntry | undefined =
      node.kind === "mapping" ? node.entries.get(token) : undefined;
    if (entry === undefined) break;
    way.push(entry);
    node = entry.node;
  }
  return way;
}

/**
 * Tells whether what is written at one place is shown nowhere but on these ways, so that an edit of it changes no other place;
 * an extension at the root, where many keep what they share, counts as no place.
 */
export function isShownOnlyOn(
  root: MappingNode,
  { written, ways }: { readonly written: string; readonly ways: readonly string[] },
): boolean {
  if (!hasAliases(root)) return true;
  const nodesOn = (pointer: string) => wayTo(root, pointer).map(({ node }) => node);
  const seen = new Set(ways.flatMap(nodesOn));
  const aliases = [...seen].filter(({ alias }) => alias === true);
  if (aliases.some(({ kind }) => kind !== "mapping")) return false;
  const sources = aliases.map((node) => ({ node, place: pointerTo(node) }));
  const behind = [written, ...sources.map(({ place }) => place)].flatMap(nodesOn);
  const anchored = new Set(
    [...seen, ...behind].filter(({ anchor }) => anchor !== undefined).map(entriesOf),
  );
  if (anchored.size === 0) return true;
  return (
    aliasesIn(root).every((alias) => seen.has(alias) || !anchored.has(entriesOf(alias))) &&
    sources.every(({ place }) => place.startsWith("/x-") || seen.has(nodeAt(root, place)))
  );
}

/** Tells whether something outside an entry is an alias of something inside it. */
export function isNeeded(root: MappingNode, entry: MappingEntry): boolean {
  const { node } = entry;
  const inside = nodesIn(node, ({ anchor, alias }) => anchor !== undefined && alias !== true);
  if (inside.length === 0) return false;
  return aliasesIn(root).some(
    ({ anchor, span }) =>
      (span.start < node.span.start || span.start >= node.span.end) &&
      inside.some((one) => one.anchor === anchor),
  );
}

/** Gives what a map gets for a key from another by the merge key of YAML 1.1, or nothing. */
export function mergedNode(node: YamlNode, key: string): YamlNode | undefined {
  const merge = node.kind === "mapping" ? node.entries.get("<<") : undefined;
  if (merge === undefined || !merge.key.plain) return undefined;
  const sources = merge.node.kind === "sequence" ? merge.node.items : [merge.node];
  for (const source of sources) {
    const own = source.kind === "mapping" ? source.entries.get(key)?.node : undefined;
    const found = own ?? mergedNode(source, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An alias has the very entries of the anchored map. */
function entriesOf(node: YamlNode): unknown {
  return node.kind === "mapping" ? node.entries : undefined;
}

const aliasesIn = oncePer((root: YamlNode): readonly YamlNode[] =>
  hasAliases(root) ? nodesIn(root, ({ alias }) => alias === true) : [],
);

/** Gives the nodes of a kind, not those that an alias shows. */
function nodesIn(root: YamlNode, is: (node: YamlNode) => boolean): readonly YamlNode[] {
  const found: YamlNode[] = [];
  const visit = (node: YamlNode): void => {
    if (is(node)) found.push(node);
    if (node.alias === true) return;
    if (node.kind === "sequence") for (const item of node.items) visit(item);
    if (node.kind === "mapping") for (const entry of node.entries.values()) visit(entry.node);
  };
  visit(root);
  return found;
}
