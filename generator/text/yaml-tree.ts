// The lists and maps of the tree, whose plain data is made when it is asked for: of most of a large text it never is.

import type { Span } from "./source.ts";
import type {
  MappingEntry,
  MappingNode,
  NodeProperties,
  SequenceNode,
  YamlNode,
} from "./yaml-nodes.ts";

/** Gives the node of a list. */
export function sequenceNode(span: Span, items: readonly YamlNode[]): SequenceNode {
  return new ReadSequence(span, items);
}

/** Gives the node of a map. */
export function mappingNode(span: Span, entries: ReadonlyMap<string, MappingEntry>): MappingNode {
  return new ReadMapping(span, entries);
}

/** Gives a node with an anchor, or as an alias of it at another place. */
export function withMore(
  node: YamlNode,
  more: NodeProperties & { readonly span?: Span },
): YamlNode {
  if (node.kind === "scalar") return { ...node, ...more };
  const span = more.span ?? node.span;
  const copy =
    node.kind === "mapping"
      ? new ReadMapping(span, node.entries)
      : new ReadSequence(span, node.items);
  const { anchor } = node;
  return Object.assign(copy, anchor === undefined ? {} : { anchor }, more);
}

class ReadSequence implements SequenceNode {
  readonly kind = "sequence";
  readonly span: Span;
  readonly items: readonly YamlNode[];
  #value: readonly unknown[] | undefined;

  constructor(span: Span, items: readonly YamlNode[]) {
    this.span = span;
    this.items = items;
  }

  get value(): readonly unknown[] {
    this.#value ??= this.items.map((item) => item.value);
    return this.#value;
  }
}

class ReadMapping implements MappingNode {
  readonly kind = "mapping";
  readonly span: Span;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  #value: Readonly<Record<string, unknown>> | undefined;

  constructor(span: Span, entries: ReadonlyMap<string, MappingEntry>) {
    this.span = span;
    this.entries = entries;
  }

  get value(): Readonly<Record<string, unknown>> {
    if (this.#value !== undefined) return this.#value;
    const value: Record<string, unknown> = Object.create(null);
    for (const [key, { node }] of this.entries) value[key] = node.value;
    this.#value = value;
    return value;
  }
}
