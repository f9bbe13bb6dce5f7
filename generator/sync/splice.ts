// Our entries in a hand-written text: which to write, replace or remove, as edits of ranges.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { differenceOf, isSame } from "../text/data.ts";
import { addTo, append } from "../text/lists.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span, TextEdit } from "../text/source.ts";
import { type MappingEntry, type MappingNode, nodeAt, type YamlNode } from "../text/yaml-nodes.ts";
import { insertEntries, type Place, replaceEntry } from "./insert.ts";
import { isFlow, type Layout, type Pair } from "./layout.ts";
import { removeEntries } from "./remove.ts";
import { isNeeded, mergedNode, sharedOnWay } from "./shared.ts";

/** The entries that are ours in a text now, and those that should be. */
export interface Splicing {
  readonly root: MappingNode;
  readonly layout: Layout;
  /** The JSON Pointers of our present entries; pointers that lead nowhere are ignored. */
  readonly owned: ReadonlySet<string>;
  /** The maps that we made, which are removed once they are empty again. */
  readonly created?: ReadonlySet<string> | undefined;
  /** The maps that were `{}` and get their braces back. */
  readonly filled?: ReadonlySet<string> | undefined;
  /** The maps that several places share and that may take entries. */
  readonly shareable?: ReadonlySet<string> | undefined;
  /** The wanted value of each entry by its JSON Pointer, in writing order. */
  readonly wanted: ReadonlyMap<string, unknown>;
}

/** One difference between the present and the wanted entries. */
export interface EntryChange {
  readonly kind: "create" | "update" | "delete";
  readonly pointer: string;
  /** The key of the entry; for a new entry, the place where it is inserted. */
  readonly span: Span;
}

/** The result of a splice. */
export interface Spliced {
  readonly edits: readonly TextEdit[];
  readonly changes: readonly EntryChange[];
  /** The maps that we made, now and before. */
  readonly created: ReadonlySet<string>;
  /** The maps that were `{}`, now and before. */
  readonly filled: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

interface Work extends Spliced {
  readonly splicing: Splicing;
  /** The maps that contain a wanted entry, at any depth. */
  readonly around: ReadonlySet<string>;
  readonly edits: TextEdit[];
  readonly changes: EntryChange[];
  readonly created: Set<string>;
  readonly filled: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/** Returns the edits that make the wanted entries, and no others, ours; an entry at the same place that is not ours is a conflict. */
export function splice(splicing: Splicing): Spliced {
  const { root, owned, created = [], filled = [], wanted } = splicing;
  const isThere = (pointer: string): boolean => entryAt(root, pointer) !== undefined;
  const work: Work = {
    splicing,
    around: aroundAll(wanted.keys()),
    edits: [],
    changes: [],
    created: new Set([...created].filter(isThere)),
    filled: new Set([...filled].filter(isThere)),
    diagnostics: [],
  };
  removeAll(new Set([...owned].filter((one) => !wanted.has(one) && isThere(one))), work);
  for (const [container, pairs] of byContainer(splicing)) writeInto(container, pairs, work);
  return work;
}

/** Returns the entry at a JSON Pointer, or `undefined`. */
export function entryAt(root: YamlNode, pointer: string): MappingEntry | undefined {
  let entry: MappingEntry | undefined;
  let node = root;
  for (const token of pointerTokens(pointer)) {
    entry = node.kind === "mapping" ? node.entries.get(token) : undefined;
    if (entry === undefined) return undefined;
    node = entry.node;
  }
  return entry;
}

/** Returns the map at a JSON Pointer, or `undefined`. */
export function mapAt(root: MappingNode, pointer: string): MappingNode | undefined {
  const node = pointer === "" ? root : entryAt(root, pointer)?.node;
  return node?.kind === "mapping" ? node : undefined;
}

/** Returns the JSON Pointer of the map that contains an entry. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** Returns the key of the entry at a JSON Pointer. */
export function keyOf(pointer: string): string {
  return pointerTokens(pointer.slice(pointer.lastIndexOf("/")))[0] ?? "";
}

/** Removes entries, and each map of ours that is then empty; empty hand-written maps stay. */
function removeAll(removed: Set<string>, work: Work): void {
  const { root, owned } = work.splicing;
  for (const pointer of removed) {
    tellChange("delete", pointer, work);
    const entry = entryAt(root, pointer);
    if (entry !== undefined) keepNeeded(entry, work);
  }
  for (const pointer of [...work.created].toSorted(byDepth)) {
    const node = entryAt(root, pointer)?.node;
    if (work.around.has(pointer) || !isEmptied(node, pointer, removed)) continue;
    work.created.delete(pointer);
    removed.add(pointer);
  }
  // Only our lines of a block are removed, so that comments between them stay.
  const isOpened = (pointer: string) => {
    const map = mapAt(root, pointer);
    return map !== undefined && !owned.has(pointer) && !isFlow(map);
  };
  const isInside = (pointer: string): boolean =>
    pointer !== "" && ((removed.has(pointer) && !isOpened(pointer)) || isInside(parentOf(pointer)));
  const groups = new Map<string, string[]>();
  for (const pointer of removed) {
    const container = parentOf(pointer);
    if (!isInside(container)) addTo(groups, container, keyOf(pointer));
  }
  for (const [container, keys] of groups) {
    const node = mapAt(root, container);
    if (node === undefined) continue;
    const isAll = keys.length === node.entries.size && !work.around.has(container);
    const wholly = isAll && work.filled.delete(container);
    const isOpen = (key: string) => isOpened(`${container}/${escapeToken(key)}`);
    append(work.edits, removeEntries(node, new Set(keys), { wholly, isOpened: isOpen }));
  }
}

/** Inner maps first: an emptied one can empty the next, and at one place its entries come before those of the outer. */
function byDepth(a: string, b: string): number {
  return b.split("/").length - a.split("/").length;
}

/** Returns the pointers of all maps on the paths to the entries. */
function aroundAll(pointers: Iterable<string>): ReadonlySet<string> {
  const around = new Set<string>();
  for (const pointer of pointers) {
    for (let at = parentOf(pointer); !around.has(at); at = parentOf(at)) around.add(at);
  }
  return around;
}

function isEmptied(
  node: YamlNode | undefined,
  pointer: string,
  removed: ReadonlySet<string>,
): boolean {
  if (node?.kind !== "mapping") return node?.kind === "scalar" && node.value === null;
  return [...node.entries.keys()].every((key) => removed.has(`${pointer}/${escapeToken(key)}`));
}

/** Groups the wanted entries by the innermost map that exists; missing maps become part of the value. */
function byContainer({
  root,
  wanted,
}: Splicing): readonly (readonly [string, ReadonlyMap<string, unknown>])[] {
  const groups = new Map<string, Map<string, unknown>>();
  for (const [pointer, value] of wanted) {
    let container = parentOf(pointer);
    while (container !== "" && entryAt(root, container) === undefined)
      container = parentOf(container);
    put(groups, [container, ...pointerTokens(pointer.slice(container.length))], value);
  }
  return [...groups].toSorted(([a], [b]) => byDepth(a, b));
}

/** Puts a value into nested maps and makes the missing ones. */
function put(into: Map<string, unknown>, tokens: readonly string[], value: unknown): void {
  const [token = "", ...rest] = tokens;
  const known = into.get(token);
  const inner = known instanceof Map ? known : new Map<string, unknown>();
  into.set(token, rest.length === 0 ? value : inner);
  if (rest.length > 0) put(inner, rest, value);
}

function writeInto(container: string, pairs: Iterable<Pair>, work: Work): void {
  const { root, layout, owned, wanted } = work.splicing;
  const entry = entryAt(root, container);
  const node = entry?.node ?? root;
  if (!isEditable(node)) {
    const holes = { name: entry?.key.source ?? "the root" };
    const { span } = entry?.key ?? node;
    work.diagnostics.push(diagnostic("spec-not-a-map", holes, { span }));
    return;
  }
  const fresh: Pair[] = [];
  for (const pair of pairs) {
    const pointer = `${container}/${escapeToken(pair[0])}`;
    const existing = node.kind === "mapping" ? node.entries.get(pair[0]) : undefined;
    if (existing === undefined && mergedNode(node, pair[0]) !== undefined) {
      tellShared(pair[0], node.span, work);
    } else if (existing === undefined) fresh.push(madeIn(pointer, pair, work));
    else if (!owned.has(pointer)) work.diagnostics.push(conflict(pointer, existing, pair));
    else if (!isSame(existing.node.value, pair[1])) {
      tellChange("update", pointer, work);
      keepNeeded(existing, work);
      work.edits.push(replaceEntry(existing, pair, { layout, container: node }));
    }
  }
  if (fresh.length === 0) return;
  const isOwned = (key: string) => owned.has(`${container}/${escapeToken(key)}`);
  const isWanted = (key: string) => wanted.has(`${container}/${escapeToken(key)}`);
  const place: Place = {
    node,
    entry,
    parent: mapAt(root, parentOf(container)) ?? root,
    isOurs: (key) => isOwned(key) && isWanted(key),
    isGone: (key) => isOwned(key) && !isWanted(key),
  };
  writeFresh(container, { fresh, place }, work);
}

function writeFresh(
  container: string,
  { fresh, place }: { readonly fresh: readonly Pair[]; readonly place: Place },
  work: Work,
): void {
  const { root, layout, shareable } = work.splicing;
  const elsewhere = shareable?.has(container) === true ? undefined : sharedOnWay(root, container);
  if (elsewhere !== undefined) {
    tellShared(elsewhere.key.source, elsewhere.key.span, work);
    return;
  }
  const { edit, filled } = insertEntries(fresh, place, layout);
  if (filled) work.filled.add(container);
  if (edit !== undefined) work.edits.push(edit);
  else {
    const holes = { pointer: shown(container) };
    work.diagnostics.push(diagnostic("spec-place", holes, { span: place.node.span }));
  }
}

/** An alias of something in our entry would be left dangling. */
function keepNeeded(entry: MappingEntry, work: Work): void {
  const { source, span } = entry.key;
  if (isNeeded(work.splicing.root, entry)) tellShared(source, span, work);
}

function tellShared(name: string, span: Span, { diagnostics }: Work): void {
  diagnostics.push(diagnostic("spec-shared", { name }, { span }));
}

/** Turns nested maps into plain data and records which maps are made. */
function madeIn(pointer: string, [key, value]: Pair, work: Work): Pair {
  if (!(value instanceof Map)) {
    tellChange("create", pointer, work);
    return [key, value];
  }
  work.created.add(pointer);
  const pairs = [...value].map(([name, inner]) =>
    madeIn(`${pointer}/${escapeToken(name as string)}`, [name as string, inner], work),
  );
  return [key, Object.fromEntries(pairs)];
}

/** A new entry has the key of the innermost map that exists around it as its place. */
function tellChange(kind: EntryChange["kind"], pointer: string, work: Work): void {
  const { root } = work.splicing;
  let at = pointer;
  while (at !== "" && entryAt(root, at) === undefined) at = parentOf(at);
  const span = entryAt(root, at)?.key.span ?? { file: root.span.file, start: 0, end: 0 };
  work.changes.push({ kind, pointer, span });
}

/** Only a map, or a key without any value, can take entries. */
function isEditable(node: YamlNode): boolean {
  if (node.kind !== "scalar") return node.kind === "mapping";
  const isMarked = node.anchor !== undefined || node.alias !== undefined;
  return node.plain && node.source === "" && !isMarked;
}

function conflict(pointer: string, { key, node }: MappingEntry, [, wanted]: Pair): Diagnostic {
  const way = `${pointer}${differenceOf(node.value, wanted) ?? ""}`;
  const { span } = nodeAt(node, way.slice(pointer.length));
  const notes = [{ message: `What the catalog gives differs at "${way}".`, span }];
  return diagnostic("spec-conflict", { pointer: shown(pointer) }, { span: key.span, notes });
}

function shown(pointer: string): string {
  return pointer === "" ? "/" : pointer;
}
