// What anchors, aliases and merge keys share between places of a text, so that no edit changes a place that nobody named.

import { pointerTokens } from "../text/pointer.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";

/** Gives the first entry on the way to a map that an alias shows in another place too, or nothing where an edit of the map stays in one place. */
export function sharedOnWay(root: MappingNode, pointer: string): MappingEntry | undefined {
  const way: MappingEntry[] = [];
  let node: YamlNode = root;
  for (const token of pointerTokens(pointer)) {
    const entry: MappingEntry | undefined =
      node.kind === "mapping" ? node.entries.get(token) : undefined;
    if (entry === undefined) break;
    way.push(entry);
    node = entry.node;
  }
  const alias = way.find((entry) => entry.node.alias === true);
  if (alias !== undefined) return alias;
  if (!way.some((entry) => entry.node.anchor !== undefined)) return undefined;
  const shown = new Set(aliasesIn(root).map(entriesOf));
  return way.find(
    ({ node: { anchor }, node }) => anchor !== undefined && shown.has(entriesOf(node)),
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

function aliasesIn(root: YamlNode): readonly YamlNode[] {
  return nodesIn(root, ({ alias }) => alias === true);
}

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
