// Our entries in a hand-written text: which to write, replace or remove, as edits of ranges.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { differenceOf, isSame } from "../text/data.ts";
import { addTo } from "../text/lists.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span, TextEdit } from "../text/source.ts";
import { type MappingEntry, nodeAt, type YamlNode } from "../text/yaml-nodes.ts";
import { hasEntry, pointerIn } from "./by-map.ts";
import { hasCodes, listEdits, listEndBefore } from "./code-lists.ts";
import { insertEntries, type Place, replaceEntry, type Surroundings } from "./insert.ts";
import {
  behindColon,
  contentEnd,
  isFlow,
  type Layout,
  type Pair,
  type Style,
  styleOf,
} from "./layout.ts";
import { loneRef } from "./ledger.ts";
import {
  byDepth,
  containerOf,
  type Entries,
  goneFrom,
  isWrittenNull,
  mapsAround,
  type Nesting,
  nested,
  removedFrom,
  restoredIn,
} from "./maps.ts";
import { entryAt, entryIn, keyOf, mapAt, parentOf } from "./pointers.ts";
import { removeEntries } from "./remove.ts";
import { isNeeded, mergedNode, sharedOnWay } from "./shared.ts";

/** What is spliced into a text. */
export interface Splicing extends Entries {
  readonly layout: Layout;
  /** The maps that several places share and that may take entries. */
  readonly shareable?: ReadonlySet<string> | undefined;
  /** The order of what the catalogs can put into a map. */
  readonly orders?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** One difference between the present and the wanted entries. */
export interface EntryChange {
  readonly kind: "create" | "update" | "delete";
  readonly pointer: string;
  /** The key of the entry; for a new entry, the place where it is inserted. */
  readonly span: Span;
  /** For an update, the JSON Pointer of the first value that differs. */
  readonly differs?: string;
}

/** The result of a splice. */
export interface Spliced {
  readonly edits: readonly TextEdit[];
  readonly changes: readonly EntryChange[];
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: Spliced = { edits: [], changes: [], diagnostics: [] };

function together(all: readonly Spliced[]): Spliced {
  return {
    edits: all.flatMap(({ edits }) => edits),
    changes: all.flatMap(({ changes }) => changes),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Returns the edits that make the wanted entries, and no others, ours; an entry at the same place that is not ours is a conflict. */
export function splice(splicing: Splicing): Spliced {
  const written = byContainer(splicing).map(([container, pairs]) =>
    writeInto(container, pairs, splicing),
  );
  // A new item of a list at the end of the text comes before new entries there.
  return together([...inPlace(splicing), removeAll(splicing), ...written]);
}

/** Returns what changes in lists of codes. */
function inPlace(splicing: Splicing): readonly Spliced[] {
  return [...(splicing.lists ?? [])].flatMap(([pointer, codes]) => {
    const node = entryAt(splicing.root, pointer)?.node;
    if (node?.kind !== "sequence" || (codes !== undefined && hasCodes(node, codes))) return [];
    const edits = codes === undefined ? revert(pointer, splicing) : listEdits(node, codes);
    return { edits, changes: [changeAt("update", pointer, splicing)], diagnostics: [] };
  });
}

function removeAll(splicing: Splicing): Spliced {
  const { root, owned, wanted, replaced = new Map() } = splicing;
  const removed = removedFrom(splicing);
  const ours = goneFrom(splicing);
  const reverted = ours.filter((pointer) => replaced.has(pointer));
  const around = mapsAround(wanted.keys());
  const restored = restoredIn(splicing, { removed, replaced });
  // Only our lines of a block are removed, so that comments between them stay.
  const isOpened = (pointer: string) => {
    const map = mapAt(root, pointer);
    return map !== undefined && !hasEntry(owned, pointer) && !isFlow(map);
  };
  const isInside = (pointer: string): boolean =>
    pointer !== "" &&
    ((restored.includes(pointer) && !isOpened(pointer)) ||
      (removed.has(pointer) && !isOpened(pointer)) ||
      isInside(parentOf(pointer)));
  const [first] = root.entries.keys();
  const groups = new Map<string, string[]>();
  for (const pointer of removed) {
    const container = parentOf(pointer);
    if (!isInside(container)) addTo(groups, container, keyOf(pointer));
  }
  const edits = [...groups].flatMap(([container, keys]) => {
    const node = mapAt(root, container);
    if (node === undefined) return [];
    const wholly =
      keys.length === node.entries.size && !around.has(container) && replaced.has(container);
    const isOpen = (key: string) => isOpened(`${container}/${escapeToken(key)}`);
    const [top = ""] = pointerTokens(container);
    const isGone = (pointer: string) => removed.has(pointer) && isOpened(pointer);
    const atTop = first === top && isGone(`/${escapeToken(top)}`);
    return removeEntries(node, new Set(keys), { wholly, isOpened: isOpen, atTop });
  });
  return {
    edits: [
      ...restored.flatMap((one) => restore(one, splicing)),
      ...reverted.flatMap((one) => revert(one, splicing)),
      ...edits,
    ],
    changes: ours.map((pointer) => changeAt("delete", pointer, splicing)),
    diagnostics: ours.flatMap((pointer) => neededFault(entryAt(root, pointer), splicing)),
  };
}

/** Returns the edit that puts back a value which gave way to one of ours. */
export function revert(pointer: string, { root, replaced }: Entries): readonly TextEdit[] {
  const entry = entryAt(root, pointer);
  const text = replaced?.get(pointer);
  if (entry === undefined || text === undefined) return [];
  const end = entry.node.kind === "sequence" ? listEndBefore(entry, text) : contentEnd(entry);
  return [{ start: behindColon(entry), end, text }];
}

/** Puts back what was written in the place of a map; a comment on the line of its key stays. */
function restore(pointer: string, { root, replaced }: Splicing): readonly TextEdit[] {
  const entry = entryAt(root, pointer);
  const text = replaced?.get(pointer);
  if (entry?.node.kind !== "mapping" || text === undefined) return [];
  const [start, end] = [behindColon(entry), contentEnd(entry)];
  // The lines of a block are removed one by one, so that comments between them stay.
  if (!isFlow(entry.node)) return [{ start, end: start, text }];
  // Braces have kept the white space before them.
  return [{ start: text.startsWith("{") ? entry.node.span.start : start, end, text }];
}

/** Groups the wanted entries by the innermost map that exists, unless all of a map are there; missing maps become part of the value. */
function byContainer(
  splicing: Splicing,
): readonly (readonly [string, ReadonlyMap<string, unknown>])[] {
  const { root, wanted } = splicing;
  const groups = new Map<string, string[]>();
  for (const map of wanted.keys()) addTo(groups, containerOf(root, `${map}/`), map);
  return [...groups]
    .filter(([, maps]) => !maps.every((one) => isThere(one, splicing)))
    .map(([container, maps]) => {
      const pairs = maps.flatMap((map) => {
        const way = pointerTokens(map.slice(container.length));
        const values = [...(wanted.get(map) ?? [])];
        return values.map(([key, value]): Nesting => [[...way, key], value]);
      });
      return [container, nested(pairs)] as const;
    })
    .toSorted(([a], [b]) => byDepth(a, b));
}

/** Returns whether all wanted entries of a map are ours already and the wanted references, as thousands are in a large description. */
function isThere(map: string, { root, owned, wanted }: Splicing): boolean {
  const own = owned.get(map);
  const node = own && mapAt(root, map);
  if (own === undefined || node === undefined) return false;
  for (const [key, value] of wanted.get(map) ?? []) {
    const { $ref, ...more } = value as { readonly $ref?: unknown };
    const ref = own.has(key) ? loneRef(entryIn(node, key)?.node) : undefined;
    if (ref === undefined || ref !== $ref || Object.keys(more).length > 0) return false;
  }
  return true;
}

function writeInto(container: string, pairs: Iterable<Pair>, splicing: Splicing): Spliced {
  const { root, owned, wanted } = splicing;
  const entry = entryAt(root, container);
  const node = entry?.node ?? root;
  if (!isEditable(node)) {
    const holes = { name: entry?.key.source ?? "the root" };
    const { span } = entry?.key ?? node;
    return { ...nothing, diagnostics: [diagnostic("spec-not-a-map", holes, { span })] };
  }
  const [own, values] = [owned.get(container), wanted.get(container)];
  const style = styleIn(node);
  const known = [...pairs].map((pair) => ({
    pair,
    existing: node.kind === "mapping" ? node.entries.get(pair[0]) : undefined,
    isMerged: mergedNode(node, pair[0]) !== undefined,
  }));
  const present = known.flatMap(({ pair, existing, isMerged }): readonly Spliced[] => {
    if (existing !== undefined && node.kind === "mapping")
      return [
        writeOver(pointerIn(container, pair[0]), existing, {
          pair,
          style,
          container: node,
          splicing,
        }),
      ];
    return isMerged ? [{ ...nothing, diagnostics: [sharedFault(pair[0], node.span)] }] : [];
  });
  const missing = known.filter(({ existing, isMerged }) => existing === undefined && !isMerged);
  if (missing.length === 0) return together(present);
  const place: Place = {
    node,
    entry,
    parent: mapAt(root, parentOf(container)) ?? root,
    isOurs: (key) => own?.has(key) === true && values?.has(key) === true,
    isGone: (key) => own?.has(key) === true && values?.has(key) !== true,
    last: missing.at(-1)?.pair[0],
    order: splicing.orders?.get(container) ?? known.map(({ pair: [key] }) => key),
  };
  const fresh = missing.map(({ pair }) => pair);
  return together([...present, writeFresh(container, { fresh, place }, splicing)]);
}

/** Returns what reads how the entries of a map are written, once and only if it is asked for. */
function styleIn(node: YamlNode): () => Style {
  let style: Style | undefined;
  return () => {
    style ??= styleOf(node.kind === "mapping" ? [...node.entries.values()] : []);
    return style;
  };
}

/** What is written over an entry, and where. */
interface Writing extends Pick<Surroundings, "container" | "style"> {
  readonly pair: Pair;
  readonly splicing: Splicing;
}

function writeOver(
  pointer: string,
  existing: MappingEntry,
  { pair, splicing, ...around }: Writing,
): Spliced {
  const { owned, layout, taken } = splicing;
  if (!hasEntry(owned, pointer) && taken?.has(pointer) !== true)
    return { ...nothing, diagnostics: [conflict(pointer, existing, pair)] };
  const edit = replaceEntry(existing, pair[1], { layout, ...around });
  // Most of the long ones are the same text, and need not be read.
  if (layout.file.text.slice(edit.start, edit.end) === edit.text) return nothing;
  if (isSame(existing.node.value, pair[1])) return nothing;
  const differs = `${pointer}${differenceOf(existing.node.value, pair[1]) ?? ""}`;
  return {
    edits: [edit],
    changes: [{ ...changeAt("update", pointer, splicing), differs }],
    diagnostics: neededFault(existing, splicing),
  };
}

function writeFresh(
  container: string,
  { fresh, place }: { readonly fresh: readonly Pair[]; readonly place: Place },
  splicing: Splicing,
): Spliced {
  const { root, layout, shareable } = splicing;
  const elsewhere = shareable?.has(container) === true ? undefined : sharedOnWay(root, container);
  if (elsewhere !== undefined) {
    const { source, span } = elsewhere.key;
    return { ...nothing, diagnostics: [sharedFault(source, span)] };
  }
  const leaves = fresh.flatMap(([key, value]) =>
    leavesOf(`${container}/${escapeToken(key)}`, value),
  );
  // Nothing of it is there yet, so that all have the place of the map.
  const { kind, span } = changeAt("create", `${container}/`, splicing);
  const edits = insertEntries(fresh, place, layout);
  const holes = { pointer: container === "" ? "/" : container };
  return {
    edits: edits ?? [],
    changes: leaves.map((pointer) => ({ kind, pointer, span })),
    diagnostics:
      edits === undefined ? [diagnostic("spec-place", holes, { span: place.node.span })] : [],
  };
}

/** Returns the entries in maps that are made, at any depth. */
function leavesOf(pointer: string, value: unknown): readonly string[] {
  if (!(value instanceof Map)) return [pointer];
  return [...value].flatMap(([key, inner]) =>
    leavesOf(`${pointer}/${escapeToken(String(key))}`, inner),
  );
}

/** An alias of something in our entry would be left dangling. */
function neededFault(entry: MappingEntry | undefined, { root }: Splicing): readonly Diagnostic[] {
  if (entry === undefined || !isNeeded(root, entry)) return [];
  return [sharedFault(entry.key.source, entry.key.span)];
}

function sharedFault(name: string, span: Span): Diagnostic {
  return diagnostic("spec-shared", { name }, { span });
}

/** Returns a difference at a place; a new entry has the key of the innermost map that exists around it as its place. */
export function changeAt(
  kind: EntryChange["kind"],
  pointer: string,
  { root }: Pick<Entries, "root">,
): EntryChange {
  const at = entryAt(root, pointer) ?? entryAt(root, containerOf(root, pointer));
  return { kind, pointer, span: at?.key.span ?? { file: root.span.file, start: 0, end: 0 } };
}

/** Only a map, or a key without a value other than null, can take entries. */
function isEditable(node: YamlNode): boolean {
  if (node.kind !== "scalar") return node.kind === "mapping";
  const isMarked = node.anchor !== undefined || node.alias !== undefined;
  return isWrittenNull(node) || (node.plain && node.source === "" && !isMarked);
}

function conflict(pointer: string, { key, node }: MappingEntry, [, wanted]: Pair): Diagnostic {
  const way = `${pointer}${differenceOf(node.value, wanted) ?? ""}`;
  const { span } = nodeAt(node, way.slice(pointer.length));
  const notes = [{ message: `It differs from the catalog at "${way}".`, span }];
  return diagnostic("spec-conflict", { pointer }, { span: key.span, notes });
}
