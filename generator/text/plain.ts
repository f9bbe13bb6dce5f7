// Plain data that no text was read for, as a tree whose nodes all stand at the beginning of one file.

import { escapeToken } from "./pointer.ts";
import type { SourceFile, Span } from "./source.ts";
import { yamlLimits } from "./yaml.ts";
import type {
  MappingEntry,
  MappingNode,
  Scalar,
  ScalarNode,
  SequenceNode,
  YamlNode,
} from "./yaml-nodes.ts";

/** Where the values come from, and which of them are no data. */
export interface PlainSource {
  /** The file that the values are told of. */
  readonly file: SourceFile;
  /** Tells whether the value at a JSON Pointer is taken whole, whatever it is. */
  readonly isTaken: (pointer: string) => boolean;
}

/** A tree of plain data, or what in it is none. */
export type PlainTree =
  | {
      readonly root: YamlNode;
      /** The values that were taken whole, by the map that stands for them. */
      readonly taken: ReadonlyMap<YamlNode, unknown>;
    }
  | {
      /** What stands there, in a few words. */
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

/** Gives the tree of a value that consists of texts, finite numbers, truth values, null, lists and plain objects. */
export function plainTree(value: unknown, source: PlainSource): PlainTree {
  const taken = new Map<YamlNode, unknown>();
  try {
    const root = nodeOf(value, "", { ...source, taken, around: [] });
    return "what" in root ? root : { root, taken };
  } catch (error) {
    // A getter or a proxy of the value's may do anything.
    return { what: `a value that cannot be read (${String(error)})`, pointer: "" };
  }
}

/** Gives a scalar in the place of another one. */
export function scalarNode(value: Scalar, span: Span): ScalarNode {
  return { kind: "scalar", span, value, source: String(value), plain: true };
}

/** Gives the node of a list. */
export function sequenceNode(span: Span, items: readonly YamlNode[]): SequenceNode {
  return { kind: "sequence", span, items, value: items.map(({ value }) => value) };
}

/** Gives the node of a map. */
export function mappingNode(span: Span, entries: ReadonlyMap<string, MappingEntry>): MappingNode {
  const value: Record<string, unknown> = Object.create(null);
  for (const [key, { node }] of entries) value[key] = node.value;
  return { kind: "mapping", span, entries, value };
}

function nodeOf(value: unknown, pointer: string, walk: Walk): YamlNode | NotPlain {
  const span = { file: walk.file, start: 0, end: 0 };
  if (walk.isTaken(pointer)) {
    // Two that are taken are never the same, whatever they hold.
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
    // What is undefined says nothing, as where the key is not given.
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
