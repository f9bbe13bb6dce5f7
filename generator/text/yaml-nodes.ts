// The tree of a YAML text: values with their spans, and how to find them.

import type { Outline } from "./outline.ts";
import { escapeToken, pointerTokens } from "./pointer.ts";
import type { Span } from "./source.ts";

/** The value of a scalar by YAML's core schema. */
export type Scalar = string | number | boolean | null;

/** What few nodes have. */
interface RareProperties {
  /** The name of the node's anchor. */
  readonly anchor?: string;
  /** The anchored node that an alias repeats; its children are shared, and have the spans of the anchored node. */
  readonly alias?: YamlNode;
  /** All aliases of the text; only the root of a text with aliases has them. */
  readonly aliases?: readonly YamlNode[];
  /** True for the root of a text with a number that is not written as JSON prints it. */
  readonly hasOddNumbers?: true;
  /** The places of the entries, if the nodes are read when they are looked at; only a root has it. */
  readonly outline?: Outline;
}

/** A scalar with its span and its text. */
export interface ScalarNode extends RareProperties {
  readonly kind: "scalar";
  readonly span: Span;
  /** The value by the core schema of YAML 1.2. */
  readonly value: Scalar;
  /** The text between the quotes, or the whole plain text. */
  readonly source: string;
  /** True for a scalar without quotes that is not a block. */
  readonly plain: boolean;
  /** For a block: the offset after the text, including the line ends after it if its value keeps them. */
  readonly block?: number;
}

/** A list with its span. */
export interface SequenceNode extends RareProperties {
  readonly kind: "sequence";
  readonly span: Span;
  readonly items: readonly YamlNode[];
  /** The list as plain data. */
  readonly value: readonly unknown[];
}

/** One key and its value. */
export interface MappingEntry {
  readonly key: ScalarNode;
  readonly node: YamlNode;
  /** The offset of the key, if an outline has it. */
  readonly from?: number;
  /** The offset after everything that belongs to the entry alone, if an outline has it. */
  readonly until?: number;
}

/** A map with its span, in the order of the text. */
export interface MappingNode extends RareProperties {
  readonly kind: "mapping";
  readonly span: Span;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** The map as plain data on an object without a prototype. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The reference of a map that has nothing else, if that is known before its entries are read. */
  readonly loneRef?: string | undefined;
  /** Returns false for a key that is known to be missing before the entries are read. */
  readonly mayHave?: (key: string) => boolean;
}

/** Any node of a document. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** Returns the node that a JSON Pointer leads to, or the deepest existing one on its path. */
export function nodeAt(root: YamlNode, pointer: string): YamlNode {
  let node = root;
  for (const token of pointerTokens(pointer)) {
    const next =
      node.kind === "mapping"
        ? node.entries.get(token)?.node
        : node.kind === "sequence"
          ? node.items[Number(token)]
          : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** Returns the span of the key that a JSON Pointer ends with, or of the value if there is no such key. */
export function keySpanAt(root: YamlNode, pointer: string): Span {
  const cut = pointer.lastIndexOf("/");
  const parent = nodeAt(root, pointer.slice(0, Math.max(0, cut)));
  const [token = ""] = pointerTokens(pointer.slice(Math.max(0, cut)));
  const entry = parent.kind === "mapping" ? parent.entries.get(token) : undefined;
  return entry === undefined ? nodeAt(root, pointer).span : entry.key.span;
}

/** Returns the JSON Pointer to where a node of this tree is written; for an alias, to the node that it repeats. */
export function pointerTo(root: YamlNode, node: YamlNode): string {
  const { alias: target = node } = node;
  let pointer = "";
  for (let at = root; at !== target; ) {
    const next = childrenOf(at).find(([, child]) => child === target || contains(child, target));
    if (next === undefined) throw new Error("the node is not in this tree");
    pointer += `/${escapeToken(next[0])}`;
    at = next[1];
  }
  return pointer;
}

function contains({ span: outer, alias, kind }: YamlNode, { span }: YamlNode): boolean {
  if (alias !== undefined || kind === "scalar") return false;
  return outer.start <= span.start && span.end <= outer.end;
}

/** Returns the items of a list or the values of a map, each with its token. */
export function childrenOf(node: YamlNode): readonly (readonly [token: string, node: YamlNode])[] {
  if (node.kind === "sequence") return node.items.map((item, i) => [String(i), item]);
  if (node.kind === "scalar") return [];
  return [...node.entries].map(([key, entry]) => [key, entry.node]);
}
