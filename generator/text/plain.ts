// Plain data that was not read from a text, as a tree whose nodes all have the beginning of one file as their span.

import { escapeToken } from "./pointer.ts";
import type { SourceFile, Span } from "./source.ts";
import { thrownText } from "./thrown.ts";
import { yamlLimits } from "./yaml.ts";
import type {
  MappingEntry,
  MappingNode,
  Scalar,
  ScalarNode,
  SequenceNode,
  YamlNode,
} from "./yaml-nodes.ts";

/** The origin of the values, and which of them are not data. */
export interface PlainSource {
  /** The file that diagnostics about the values name. */
  readonly file: SourceFile;
  /** Returns whether the value at a JSON Pointer is kept as it is, whatever it is. */
  readonly isTaken: (pointer: string) => boolean;
}

/** A tree of plain data, or the value in it that is not data. */
export type PlainTree =
  | {
      readonly root: YamlNode;
      /** The values that were kept as they are, by the map that stands for each of them. */
      readonly taken: ReadonlyMap<YamlNode, unknown>;
    }
  | {
      /** A description of the value in a few words. */
      readonly what: string;
      /** The JSON Pointer to it. */
      readonly pointer: string;
    };

interface Walk extends PlainSource {
  readonly taken: Map<YamlNode, unknown>;
  /** The lists and maps around the present value. */
  readonly around: readonly object[];
}

interface NotPlain {
  readonly what: string;
  readonly pointer: string;
}

/** Returns the tree of a value that consists of texts, finite numbers, truth values, null, lists and plain objects. */
export function plainTree(value: unknown, source: PlainSource): PlainTree {
  const taken = new Map<YamlNode, unknown>();
  try {
    const root = nodeOf(value, "", { ...source, taken, around: [] });
    return "what" in root ? root : { root, taken };
  } catch (error) {
    // A getter or a proxy in the value may do anything.
    return { what: `a value that cannot be read (${thrownText(error)})`, pointer: "" };
  }
}

/** Returns a scalar with a span. */
export function scalarNode(value: Scalar, span: Span): ScalarNode {
  return { kind: "scalar", span, value, source: String(value), plain: true };
}

/** Returns the node of a list. */
export function sequenceNode(span: Span, items: readonly YamlNode[]): SequenceNode {
  return { kind: "sequence", span, items, value: items.map(({ value }) => value) };
}

/** Returns the node of a map. */
export function mappingNode(span: Span, entries: ReadonlyMap<string, MappingEntry>): MappingNode {
  const value: Record<string, unknown> = Object.create(null);
  for (const [key, { node }] of entries) value[key] = node.value;
  return { kind: "mapping", span, entries, value };
}

function nodeOf(value: unknown, pointer: string, walk: Walk): YamlNode | NotPlain {
  const span = { file: walk.file, start: 0, end: 0 };
  if (walk.isTaken(pointer)) {
    // Two values that are kept are never the same, whatever they contain.
    const number = scalarNode(walk.taken.size, span);
    const node = mappingNode(span, new Map([["", { key: scalarNode("", span), node: number }]]));
    walk.taken.set(node, value);
    return node;
  }
  switch (typeof value) {
    case "string":
    case "boolean":
      return scalarNode(value, span);
    case "number":
      return Number.isFinite(value) ? scalarNode(value, span) : { what: String(value), pointer };
    case "object":
      return value === null ? scalarNode(null, span) : containerOf(value, pointer, walk);
    default:
      return { what: value === undefined ? "undefined" : `a ${typeof value}`, pointer };
  }
}

function containerOf(value: object, pointer: string, walk: Walk): YamlNode | NotPlain {
  const span = { file: walk.file, start: 0, end: 0 };
  if (walk.around.includes(value)) return { what: "an object that holds itself", pointer };
  if (walk.around.length >= yamlLimits.depth)
    return { what: "an object that is nested too deeply", pointer };
  const deeper = { ...walk, around: [...walk.around, value] };
  if (Array.isArray(value)) {
    const items: YamlNode[] = [];
    for (const [i, item] of Array.from(value as readonly unknown[]).entries()) {
      const node = nodeOf(item, `${pointer}/${i}`, deeper);
      if ("what" in node) return node;
      items.push(node);
    }
    return sequenceNode(span, items);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return { what: `an object of the class ${classOf(prototype)}`, pointer };
  }
  const entries = new Map<string, MappingEntry>();
  for (const [key, inner] of Object.entries(value)) {
    // An undefined value counts as a missing key.
    if (inner === undefined) continue;
    const node = nodeOf(inner, `${pointer}/${escapeToken(key)}`, deeper);
    if ("what" in node) return node;
    entries.set(key, { key: scalarNode(key, span), node });
  }
  return mappingNode(span, entries);
}

function classOf(prototype: unknown): string {
  const { constructor: made } = prototype as { readonly constructor?: { readonly name?: unknown } };
  return typeof made?.name === "string" ? made.name : "without a name";
}
