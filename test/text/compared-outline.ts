// The outline of a text against what the parser finds in it.

import { expect } from "vitest";
import { outlineOf } from "../../generator/text/outlined.ts";
import { outlinedRoot } from "../../generator/text/outlined-nodes.ts";
import type { YamlNode } from "../../generator/text/yaml.ts";
import { readText } from "../../generator/text/yaml-reader.ts";

/** Returns all that a node says, with its places. */
function shown(node: YamlNode): unknown {
  const { kind, span, anchor } = node;
  const place = { kind, at: [span.start, span.end], anchor };
  if (node.kind === "scalar") {
    const { value, source, plain, block } = node;
    return { ...place, value, source, plain, block };
  }
  if (node.kind === "sequence") return { ...place, items: node.items.map(shown) };
  const entries = [...node.entries].map(([name, one]) => [name, shown(one.key), shown(one.node)]);
  return { ...place, entries };
}

/** Compares the outline of a text, if it has one, with what the parser reads; returns whether it has one. */
export function compared(text: string): boolean {
  const file = { path: "openapi.yaml", text };
  const outline = outlineOf(file);
  if (outline === undefined) return false;
  const read = readText(file, { foreign: true, depth: 200, faults: 10, nodes: true });
  if ("reason" in read) throw new Error(`the parser refuses what has an outline: ${read.reason}`);
  expect(read.diagnostics.map(({ message }) => message)).toEqual([]);
  expect(read.documents).toBe(1);
  const { root } = read;
  if (root === undefined) throw new Error("the parser finds nothing");
  const outlined = outlinedRoot(outline);
  // Strings compare faster than large trees.
  expect(JSON.stringify(shown(outlined))).toBe(JSON.stringify(shown(root)));
  expect(JSON.stringify(outlined.value)).toBe(JSON.stringify(root.value));
  return true;
}
