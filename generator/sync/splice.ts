// Our entries in a hand-written text: which to write, replace or remove, as edits of ranges.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { differenceOf, isSame } from "../text/data.ts";
import { addTo } from "../text/lists.ts";
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
  readonly created: ReadonlySet<string>;
  /** The maps that were `{}` and get their braces back. */
  readonly filled: ReadonlySet<string>;
  /** The maps that several places share and that may take entries; by default none. */
  readonly shareable?: ReadonlySet<string>;
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

interface Work {
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
  const { root, owned, created, filled, wanted } = splicing;
  const work: Work = {
    splicing,
    around: aroundAll(wanted.keys()),
    edits: [],
    changes: [],
    created: new Set([...created].filter((pointer) => entryAt(root, pointer) !== undefined)),
    filled: new Set([...filled].filter((pointer) => entryAt(root, pointer) !== undefined)),
    diagnostics: [],
  };
  const gone = [...owned].filter((pointer) => !wanted.has(pointer));
  removeAll(gone, work);
  for (const [container, pairs] of byContainer(splicing)) writeInto(container, pairs, work);
  const { edits, changes, diagnostics } = work;
  return { edits, changes, created: work.created, filled: work.filled, diagnostics };
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

/** Returns the JSON Pointer of the map that contains an entry. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** Removes entries, and each map of ours that is then empty; empty hand-written maps stay. */
function removeAll(gone: readonly string[], work: Work): void {
  const { root, owned } = work.splicing;
  const removed = new Set(gone.filter((pointer) => entryAt(root, pointer) !== undefined));
  for (const pointer of removed) tellChange("delete", pointer, work);
  // Inner maps first, so that an emptied map can empty the next.
  const makes = [...work.created].toSorted((a, b) => b.split("/").length - a.split("/").length);
  for (const pointer of makes) {
    const node = entryAt(root, pointer)?.node;
    if (node === undefined || (!work.around.has(pointer) && isEmptied(node, pointer, removed))) {
      work.created.delete(pointer);
      removed.add(pointer);
    }
  }
  for (const pointer of removed) {
    const entry = entryAt(root, pointer);
    if (entry !== undefined && owned.has(pointer)) keepNeeded(entry, work);
  }
  // Only our lines of a block are removed, so that comments between them stay.
  const isWhole = (pointer: string) => {
    const node = entryAt(root, pointer)?.node;
    return owned.has(pointer) || node?.kind !== "mapping" || isFlow(node);
  };
  const isInside = (pointer: string): boolean =>
    pointer !== "" && ((removed.has(pointer) && isWhole(pointer)) || isInside(parentOf(pointer)));
  const told = [...removed].filter((pointer) => !isInside(parentOf(pointer)));
  for (const [container, keys] of grouped(told)) {
    const node = container === "" ? root : entryAt(root, container)?.node;
    if (node?.kind !== "mapping") continue;
    const wholly =
      work.filled.has(container) &&
      keys.length === node.entries.size &&
      !work.around.has(container);
    if (wholly) work.filled.delete(container);
    const isOpened = (key: string) => !isWhole(`${container}/${escapeToken(key)}`);
    work.edits.push(...removeEntries(node, new Set(keys), { wholly, isOpened }));
  }
}

/** Returns the pointers of all maps on the paths to the entries. */
function aroundAll(pointers: Iterable<string>): ReadonlySet<string> {
  const around = new Set<string>();
  for (const pointer of pointers) {
    for (let at = parentOf(pointer); !around.has(at); at = parentOf(at)) around.add(at);
  }
  return around;
}

function isEmptied(node: YamlNode, pointer: string, removed: ReadonlySet<string>): boolean {
  if (node.kind !== "mapping") return node.kind === "scalar" && node.value === null;
  return [...node.entries.keys()].every((key) => removed.has(`${pointer}/${escapeToken(key)}`));
}

function grouped(pointers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const pointer of pointers) {
    const [key = ""] = pointerTokens(pointer.slice(pointer.lastIndexOf("/")));
    addTo(groups, parentOf(pointer), key);
  }
  return groups;
}

/** Groups the wanted entries by the innermost map that exists; missing maps become part of the value. */
function byContainer({ root, wanted }: Splicing): ReadonlyMap<string, readonly Pair[]> {
  const groups = new Map<string, Map<string, unknown>>();
  for (const [pointer, value] of wanted) {
    let container = parentOf(pointer);
    while (container !== "" && entryAt(root, container) === undefined)
      container = parentOf(container);
    const tokens = pointerTokens(pointer.slice(container.length));
    const group = groups.get(container) ?? new Map<string, unknown>();
    groups.set(container, group);
    put(group, tokens, value);
  }
  // If an inner and an outer map end at one place, the entries of the inner one come first.
  const depth = (container: string) => container.split("/").length;
  return new Map(
    [...groups]
      .map(([container, group]) => [container, [...group]] as const)
      .toSorted(([a], [b]) => depth(b) - depth(a)),
  );
}

/** Puts a value into nested maps and makes the missing ones. */
function put(into: Map<string, unknown>, tokens: readonly string[], value: unknown): void {
  const [token = "", ...rest] = tokens;
  if (rest.length === 0) {
    into.set(token, value);
    return;
  }
  const inner = into.get(token) ?? new Map<string, unknown>();
  into.set(token, inner);
  put(inner as Map<string, unknown>, rest, value);
}

function writeInto(container: string, pairs: readonly Pair[], work: Work): void {
  const { root, layout, owned } = work.splicing;
  const entry = entryAt(root, container);
  const node = entry?.node ?? root;
  const fault = uneditable(entry ?? { key: undefined, node: root });
  if (fault !== undefined) {
    work.diagnostics.push(fault);
    return;
  }
  const fresh: Pair[] = [];
  for (const pair of pairs) {
    const pointer = `${container}/${escapeToken(pair[0])}`;
    const existing = node.kind === "mapping" ? node.entries.get(pair[0]) : undefined;
    if (existing === undefined && mergedNode(node, pair[0]) !== undefined) {
      work.diagnostics.push(shared(pair[0], node.span));
    } else if (existing === undefined) fresh.push(madeIn(pointer, pair, work));
    else if (!owned.has(pointer)) work.diagnostics.push(conflict(pointer, existing, pair));
    else if (!isSame(existing.node.value, pair[1])) {
      tellChange("update", pointer, work);
      keepNeeded(existing, work);
      work.edits.push(replaceEntry(existing, pair, { layout, container: node }));
    }
  }
  if (fresh.length > 0) writeFresh(container, fresh, work);
}

function writeFresh(container: string, fresh: readonly Pair[], work: Work): void {
  const { root, layout, owned, wanted, shareable } = work.splicing;
  const entry = entryAt(root, container);
  const node = entry?.node ?? root;
  const elsewhere = shareable?.has(container) === true ? undefined : sharedOnWay(root, container);
  if (elsewhere !== undefined) {
    work.diagnostics.push(shared(elsewhere.key.source, elsewhere.key.span));
    return;
  }
  const isOwned = (key: string) => owned.has(`${container}/${escapeToken(key)}`);
  const isWantedKey = (key: string) => wanted.has(`${container}/${escapeToken(key)}`);
  const place: Place = {
    node,
    entry,
    parent: parentEntry(root, container),
    isOurs: (key) => isOwned(key) && isWantedKey(key),
    isGone: (key) => isOwned(key) && !isWantedKey(key),
  };
  const { edit, filled } = insertEntries(fresh, place, layout);
  if (filled) work.filled.add(container);
  if (edit !== undefined) work.edits.push(edit);
  else
    work.diagnostics.push(
      diagnostic("spec-place", { pointer: shown(container) }, { span: node.span }),
    );
}

/** An alias of something in our entry would be left dangling. */
function keepNeeded(entry: MappingEntry, { splicing: { root }, diagnostics }: Work): void {
  if (isNeeded(root, entry)) diagnostics.push(shared(entry.key.source, entry.key.span));
}

function shared(name: string, span: Span): Diagnostic {
  return diagnostic("spec-shared", { name }, { span });
}

function parentEntry(root: MappingNode, container: string): MappingNode {
  const parent = parentOf(container);
  const node = parent === "" ? root : entryAt(root, parent)?.node;
  return node?.kind === "mapping" ? node : root;
}

/** Turns nested maps into plain data and records which maps are made. */
function madeIn(pointer: string, [key, value]: Pair, work: Work): Pair {
  if (!(value instanceof Map)) {
    const span = spanFor(pointer, work);
    work.changes.push({ kind: "create", pointer, span });
    return [key, value];
  }
  work.created.add(pointer);
  const pairs = [...value].map(([name, inner]) =>
    madeIn(`${pointer}/${escapeToken(name as string)}`, [name as string, inner], work),
  );
  return [key, Object.fromEntries(pairs)];
}

function spanFor(pointer: string, { splicing: { root } }: Work): Span {
  for (let at = pointer; at !== ""; at = parentOf(at)) {
    const entry = entryAt(root, at);
    if (entry !== undefined) return entry.key.span;
  }
  return { file: root.span.file, start: 0, end: 0 };
}

function tellChange(kind: EntryChange["kind"], pointer: string, work: Work): void {
  work.changes.push({ kind, pointer, span: spanFor(pointer, work) });
}

/** Only a map, or a key without any value, can take entries. */
function uneditable({
  key,
  node,
}: {
  readonly key: MappingEntry["key"] | undefined;
  readonly node: YamlNode;
}): Diagnostic | undefined {
  const { anchor, alias } = node;
  const empty =
    node.kind === "scalar" &&
    node.plain &&
    node.source === "" &&
    anchor === undefined &&
    alias === undefined;
  if (node.kind === "mapping" || empty) return undefined;
  const holes = { name: key?.source ?? "the root" };
  return diagnostic("spec-not-a-map", holes, { span: key?.span ?? node.span });
}

function conflict(pointer: string, { key, node }: MappingEntry, [, wanted]: Pair): Diagnostic {
  const way = `${pointer}${differenceOf(node.value, wanted) ?? ""}`;
  const notes = [
    {
      message: `What the catalog gives differs at "${way}".`,
      span: nodeAt(node, way.slice(pointer.length)).span,
    },
  ];
  return diagnostic("spec-conflict", { pointer: shown(pointer) }, { span: key.span, notes });
}

function shown(pointer: string): string {
  return pointer === "" ? "/" : pointer;
}
