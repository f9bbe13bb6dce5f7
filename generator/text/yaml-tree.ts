// The tree of a YAML text, of which each piece is made when it is asked for: of most of a large text it never is.

import { escapeToken } from "./pointer.ts";
import type { Span } from "./source.ts";
import {
  EVENT_ID,
  isPlain,
  isQuoted,
  keepsLineEnds,
  type ScalarEvent,
  scalarText,
  scalarValue,
} from "./yaml-events.ts";
import type {
  MappingEntry,
  MappingNode,
  NodeProperties,
  Scalar,
  ScalarNode,
  SequenceNode,
  YamlNode,
} from "./yaml-nodes.ts";
import { after, anchorOf, keyOf, keysIn, type Reading, spanOf, wayTo } from "./yaml-places.ts";

/** Gives the root node of a text that was found to be without faults. */
export function treeOf(reading: Reading): YamlNode {
  // Before the root stands the event of the document.
  return nodeOf({ reading, anchored: new Map() }, 1);
}

/** Tells whether anything in a text is an alias of something else. */
export function hasAliases(root: YamlNode): boolean {
  return root instanceof ReadNode && root.tree.reading.targets.size > 0;
}

/** Gives the JSON Pointer of the place where a node is written, which for an alias is that of the node that it shows. */
export function pointerTo(node: YamlNode): string {
  if (!(node instanceof ReadNode)) throw new Error("the node is of no text");
  const tokens = wayTo(node.tree.reading, node.index);
  return tokens.map((token) => `/${escapeToken(token)}`).join("");
}

/** A value, and the way to it from the root. */
export interface FoundNode {
  readonly node: YamlNode;
  /** Gives the tokens of its JSON Pointer. */
  readonly way: () => readonly string[];
}

/** Gives all values of a key, in the order of the text; no other nodes are made for it. */
export function valuesOfKey(root: YamlNode, name: string): readonly FoundNode[] {
  if (!(root instanceof ReadNode)) return [];
  const { tree } = root;
  return keysIn(tree.reading, name).map((key) => ({
    node: nodeOf(tree, after(tree.reading, key)),
    way: () => wayTo(tree.reading, after(tree.reading, key)),
  }));
}

interface Tree {
  readonly reading: Reading;
  /** The anchored nodes by their events, which their aliases share. */
  readonly anchored: Map<number, YamlNode>;
}

function nodeOf(tree: Tree, index: number): YamlNode {
  const target = tree.reading.targets.get(index);
  if (target !== undefined) return made(tree, target, index);
  const isAnchored = anchorOf(tree.reading, index) !== undefined;
  return isAnchored ? anchoredNode(tree, index) : made(tree, index, index);
}

function anchoredNode(tree: Tree, index: number): YamlNode {
  const known = tree.anchored.get(index);
  if (known !== undefined) return known;
  const node = made(tree, index, index);
  tree.anchored.set(index, node);
  return node;
}

/** Makes the node of a value, or an alias of it where it stands in another place. */
function made(tree: Tree, index: number, place: number): YamlNode {
  switch (tree.reading.events[index]?.type) {
    case EVENT_ID.SCALAR:
      return new ReadScalar(tree, index, place);
    case EVENT_ID.SEQUENCE:
      return new ReadSequence(tree, index, place);
    case EVENT_ID.MAPPING:
      return new ReadMapping(tree, index, place);
    default:
      throw new Error("the YAML events are out of order");
  }
}

class ReadNode implements NodeProperties {
  declare readonly anchor?: string;
  declare readonly alias?: true;
  readonly tree: Tree;
  readonly index: number;
  private readonly place: number;
  private ownSpan: Span | undefined;

  constructor(tree: Tree, index: number, place: number) {
    this.tree = tree;
    this.index = index;
    this.place = place;
    const anchor = anchorOf(tree.reading, index);
    if (anchor !== undefined) this.anchor = anchor;
    if (place !== index) this.alias = true;
  }

  get span(): Span {
    this.ownSpan ??= spanOf(this.tree.reading, this.place);
    return this.ownSpan;
  }

  /** The node that this one is an alias of, or nothing. */
  protected get target(): YamlNode | undefined {
    return this.alias === true ? anchoredNode(this.tree, this.index) : undefined;
  }
}

class ReadScalar extends ReadNode implements ScalarNode {
  readonly kind = "scalar";
  private ownSource: string | undefined;

  private get event(): ScalarEvent {
    return this.tree.reading.events[this.index] as ScalarEvent;
  }

  get source(): string {
    this.ownSource ??= scalarText(this.tree.reading.file.text, this.event);
    return this.ownSource;
  }

  get plain(): boolean {
    return isPlain(this.event);
  }

  get value(): Scalar {
    return scalarValue(this.tree.reading.file.text, this.event);
  }

  get block(): number | undefined {
    const event = this.event;
    if (isPlain(event) || isQuoted(event)) return undefined;
    return keepsLineEnds(event) ? event.valueEnd : spanOf(this.tree.reading, this.index).end;
  }
}

class ReadSequence extends ReadNode implements SequenceNode {
  readonly kind = "sequence";
  private ownItems: readonly YamlNode[] | undefined;
  private ownValue: readonly unknown[] | undefined;

  get items(): readonly YamlNode[] {
    this.ownItems ??=
      (this.target as SequenceNode | undefined)?.items ??
      childrenOf(this.tree, this.index).map((child) => nodeOf(this.tree, child));
    return this.ownItems;
  }

  get value(): readonly unknown[] {
    this.ownValue ??=
      (this.target as SequenceNode | undefined)?.value ?? listAt(this.tree, this.index);
    return this.ownValue;
  }
}

class ReadMapping extends ReadNode implements MappingNode {
  readonly kind = "mapping";
  private ownEntries: ReadonlyMap<string, MappingEntry> | undefined;
  private ownValue: Readonly<Record<string, unknown>> | undefined;

  get entries(): ReadonlyMap<string, MappingEntry> {
    this.ownEntries ??=
      (this.target as MappingNode | undefined)?.entries ?? entriesOf(this.tree, this.index);
    return this.ownEntries;
  }

  get value(): Readonly<Record<string, unknown>> {
    this.ownValue ??=
      (this.target as MappingNode | undefined)?.value ?? mapAt(this.tree, this.index);
    return this.ownValue;
  }
}

/** Most maps are asked for one of their keys. */
class ReadEntry implements MappingEntry {
  private readonly tree: Tree;
  private readonly keyIndex: number;
  private readonly valueIndex: number;
  private ownKey: ScalarNode | undefined;
  private ownNode: YamlNode | undefined;

  constructor(tree: Tree, key: number, value: number) {
    this.tree = tree;
    this.keyIndex = key;
    this.valueIndex = value;
  }

  get key(): ScalarNode {
    this.ownKey ??= nodeOf(this.tree, this.keyIndex) as ScalarNode;
    return this.ownKey;
  }

  get node(): YamlNode {
    this.ownNode ??= nodeOf(this.tree, this.valueIndex);
    return this.ownNode;
  }
}

function childrenOf({ reading }: Tree, index: number): readonly number[] {
  const children: number[] = [];
  const end = after(reading, index) - 1;
  for (let at = index + 1; at < end; at = after(reading, at)) children.push(at);
  return children;
}

function entriesOf(tree: Tree, index: number): ReadonlyMap<string, MappingEntry> {
  const entries = new Map<string, MappingEntry>();
  eachPair(tree, index, (name, key, value) => {
    entries.set(name, new ReadEntry(tree, key, value));
  });
  return entries;
}

/** Goes through the entries of a map but for those whose key is no text; of the same key twice only the first counts. */
function eachPair(
  { reading }: Tree,
  index: number,
  take: (name: string, key: number, value: number) => void,
): void {
  const end = after(reading, index) - 1;
  for (let key = index + 1; key < end; ) {
    const value = after(reading, key);
    const name = keyOf(reading, key);
    if (name !== undefined) take(name, key, value);
    key = after(reading, value);
  }
}

/** Gives the plain data of a value without its nodes, but for what aliases share, which is made once. */
function valueAt(tree: Tree, index: number): unknown {
  const { reading } = tree;
  const event = reading.events[index];
  if (event?.type === EVENT_ID.SCALAR) return scalarValue(reading.file.text, event);
  const target = reading.targets.get(index);
  if (target !== undefined) return anchoredNode(tree, target).value;
  if (anchorOf(reading, index) !== undefined) return anchoredNode(tree, index).value;
  return event?.type === EVENT_ID.SEQUENCE ? listAt(tree, index) : mapAt(tree, index);
}

function listAt(tree: Tree, index: number): readonly unknown[] {
  return childrenOf(tree, index).map((child) => valueAt(tree, child));
}

function mapAt(tree: Tree, index: number): Readonly<Record<string, unknown>> {
  const map: Record<string, unknown> = Object.create(null);
  eachPair(tree, index, (name, _, value) => {
    map[name] = valueAt(tree, value);
  });
  return map;
}
