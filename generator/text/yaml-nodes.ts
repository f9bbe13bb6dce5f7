// The tree of a YAML text: values that know where they stand, and the ways to them.

import { pointerTokens } from "./pointer.ts";
import type { Span } from "./source.ts";

/** A value that YAML's core schema gives to a scalar. */
export type Scalar = string | number | boolean | null;

/** What a text of another's tools may say of a node; catalogs have none of it. */
export interface NodeProperties {
  /** The name of the node's anchor. */
  readonly anchor?: string;
  /** True where an alias stands in its place: its inner places are those of the anchored node. */
  readonly alias?: true;
}

/** A scalar with its place and its text as written. */
export interface ScalarNode extends NodeProperties {
  readonly kind: "scalar";
  readonly span: Span;
  /** The value by the core schema of YAML 1.2. */
  readonly value: Scalar;
  /** The text between the quotes, or the whole plain text. */
  readonly source: string;
  /** True where the scalar was written without quotes and not as a block. */
  readonly plain: boolean;
  /** Of a block: the offset behind the text, and behind the line ends after it where its value keeps them. */
  readonly block?: number | undefined;
}

/** A list with its place. */
export interface SequenceNode extends NodeProperties {
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
}

/** A map with its place, in the order of the text. */
export interface MappingNode extends NodeProperties {
  readonly kind: "mapping";
  readonly span: Span;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** The map as plain data on an object without a prototype. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** Any node of a document. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** Gives the node that a JSON Pointer leads to, or the deepest one on the way that exists. */
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

/** Gives the place of the key that a JSON Pointer ends with, or of the value where there is no such key. */
export function keySpanAt(root: YamlNode, pointer: string): Span {
  const cut = pointer.lastIndexOf("/");
  const parent = nodeAt(root, pointer.slice(0, Math.max(0, cut)));
  const [token = ""] = pointerTokens(pointer.slice(Math.max(0, cut)));
  const entry = parent.kind === "mapping" ? parent.entries.get(token) : undefined;
  return entry === undefined ? nodeAt(root, pointer).span : entry.key.span;
}
