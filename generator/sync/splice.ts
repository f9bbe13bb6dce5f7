// Entries of our own in a person's text: which of them to write, replace or take out, as edits of ranges.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { addTo } from "../text/lists.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span, TextEdit } from "../text/source.ts";
import { type MappingEntry, type MappingNode, nodeAt, type YamlNode } from "../text/yaml-nodes.ts";
import { insertEntries, type Place, replaceEntry } from "./insert.ts";
import { isFlow, type Layout, type Pair } from "./layout.ts";
import { removeEntries } from "./remove.ts";
import { isNeeded, mergedNode, sharedOnWay } from "./shared.ts";

/** What stands in a text as ours, and what shall. */
export interface Splicing {
  readonly root: MappingNode;
  readonly layout: Layout;
  /** The JSON Pointers of the entries that are ours now; those that lead nowhere count for nothing. */
  readonly owned: ReadonlySet<string>;
  /** The maps that we made, which go once they are empty again. */
  readonly created: ReadonlySet<string>;
  /** The maps that stood there as `{}` and get their braces back. */
  readonly filled: ReadonlySet<string>;
  /** The maps that several places show, all of which are to have what is put into them; no other such map takes entries, and by default none. */
  readonly shareable?: ReadonlySet<string>;
  /** The value of each entry that shall stand there, by its JSON Pointer, in the order in which they are written. */
  readonly wanted: ReadonlyMap<string, unknown>;
}

/** One difference between what stands there and what shall. */
export interface EntryChange {
  readonly kind: "create" | "update" | "delete";
  readonly pointer: string;
  /** The entry's key; of a new one the place that it goes into. */
  readonly span: Span;
}

/** What a splicing comes to. */
export interface Spliced {
  readonly edits: readonly TextEdit[];
  readonly changes: readonly EntryChange[];
  /** The maps that we made, now and before. */
  readonly created: ReadonlySet<string>;
  /** The maps that stood there as `{}`, now and before. */
  readonly filled: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

interface Work {
  readonly splicing: Splicing;
  /** The maps that something wanted is to stand in, at whatever depth. */
  readonly around: ReadonlySet<string>;
  readonly edits: TextEdit[];
  readonly changes: EntryChange[];
  readonly created: Set<string>;
  readonly filled: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/** Gives the edits that make a text have the wanted entries as ours, and no others; an entry of the same place that is not ours is a conflict. */
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

/** Gives the entry that a JSON Pointer leads to, or nothing. */
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

/** Gives the JSON Pointer of the map that an entry stands in. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** Takes entries out, and each map of ours that is empty then; the maps that are left empty by a person stay. */
function removeAll(gone: readonly string[], work: Work): void {
  const { root, owned } = work.splicing;
  const removed = new Set(gone.filter((pointer) => entryAt(root, pointer) !== undefined));
  for (const pointer of removed) tellChange("delete", pointer, work);
  // Inner maps first, so that one that becomes empty empties the next.
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
  // Of a block of ours only the lines of ours go, so that comments between them stay.
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

/** Gives the pointers of all maps on the ways to some entries. */
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

/** Groups what is wanted by the innermost map that is there; what is not there becomes part of the value. */
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
  // Where an inner map and an outer one end at one place, the inner one's entries come first.
  const depth = (container: string) => container.split("/").length;
  return new Map(
    [...groups]
      .map(([container, group]) => [container, [...group]] as const)
      .toSorted(([a], [b]) => depth(b) - depth(a)),
  );
}

/** Puts a value into nested maps, each of which is made where it is not there. */
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

/** An alias of something in an entry of ours would lead nowhere without it. */
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

/** Turns nested maps into plain data, and notes which maps are made. */
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

/** Only a map can take entries, or a key that nothing at all stands behind. */
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
    alias !== true;
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

/** Tells whether two values are the same data; the order of keys counts for nothing, that of lists does. */
export function isSame(one: unknown, other: unknown): boolean {
  return differenceOf(one, other) === undefined;
}

/** Gives the JSON Pointer of the first place where two values differ, or nothing where they are the same data. */
function differenceOf(one: unknown, other: unknown): string | undefined {
  if (one === other) return undefined;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return "";
  if (Array.isArray(one) !== Array.isArray(other)) return "";
  const inner = other as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(one)) {
    if (!Object.hasOwn(inner, key)) return `/${escapeToken(key)}`;
    const deeper = differenceOf((one as Record<string, unknown>)[key], inner[key]);
    if (deeper !== undefined) return `/${escapeToken(key)}${deeper}`;
  }
  const more = Object.keys(inner).find((key) => !Object.hasOwn(one, key));
  return more === undefined ? undefined : `/${escapeToken(more)}`;
}
