// The last check of edits: the new text parses, and everything outside our entries still has its value.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { addTo } from "../text/lists.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { parseYaml } from "../text/yaml.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import type { ByMap } from "./by-map.ts";
import { lineStart } from "./layout.ts";
import type { Part } from "./parts.ts";

/** Returns a diagnostic if the new text of a part is broken or changes an entry that is not ours; such a text is not written. */
export function unharmed(
  part: Part,
  text: string,
  owned: readonly ByMap<unknown>[],
): Diagnostic | undefined {
  const { value: root } = parseYaml({ path: part.file.path, text }, { foreign: true });
  const found =
    root === undefined
      ? { span: part.root.span, way: [] }
      : firstChange(part.root, root, treeOf(owned.flatMap(mapsIn)));
  if (found === undefined) return undefined;
  const pointer = found.way.map((key) => `/${escapeToken(key)}`).join("") || "/";
  return diagnostic("spec-place", { pointer }, { span: found.span });
}

/** What is ours below a place; building the pointers of many thousand nodes would dominate the run time. */
interface Owned {
  /** Returns what is ours below a key, of which most are never looked at. */
  readonly below: (token: string) => Owned | undefined;
  readonly isOurs: boolean;
}

/** A map with entries of ours. */
interface OwnMap {
  /** The tokens of its pointer. */
  readonly way: readonly string[];
  readonly entries: ReadonlyMap<string, unknown>;
}

function mapsIn(all: ByMap<unknown>): readonly OwnMap[] {
  return [...all].map(([map, entries]) => ({ way: pointerTokens(map), entries }));
}

/** Returns what is ours in maps, of whose pointers some tokens are behind already. */
function treeOf(maps: readonly OwnMap[], depth = 0, isOurs = false): Owned {
  let groups: ReadonlyMap<string, readonly OwnMap[]> | undefined;
  const here = maps.filter(({ way }) => way.length === depth);
  return {
    below: (token) => {
      groups ??= groupedBy(maps, depth);
      const inner = groups.get(token);
      const isEntry = here.some(({ entries }) => entries.has(token));
      return inner || isEntry ? treeOf(inner ?? [], depth + 1, isEntry) : undefined;
    },
    isOurs,
  };
}

function groupedBy(maps: readonly OwnMap[], depth: number): ReadonlyMap<string, readonly OwnMap[]> {
  const groups = new Map<string, OwnMap[]>();
  for (const map of maps) {
    const token = map.way[depth];
    if (token !== undefined) addTo(groups, token, map);
  }
  return groups;
}

/** The place in the old text that has no equivalent in the new one. */
interface Change {
  readonly span: Span;
  readonly way: readonly string[];
}

/** Returns the first node that differs; maps that hold only our entries may come and go. */
function firstChange(
  before: YamlNode,
  after: YamlNode | undefined,
  owned: Owned | undefined,
): Change | undefined {
  if (owned?.isOurs === true) return undefined;
  const change = { span: before.span, way: [] };
  if (after === undefined) return isOnlyOurs(before, owned) ? undefined : change;
  const isAlias = before.alias !== undefined;
  if (isAlias !== (after.alias !== undefined) || before.anchor !== after.anchor) return change;
  // The value behind an alias is compared at its anchor.
  if (isAlias) return undefined;
  if (before.kind === "mapping" && after.kind === "mapping")
    return changeInMap(before, after, owned);
  if (before.kind === "sequence" && after.kind === "sequence") {
    if (before.items.length !== after.items.length) return change;
    for (const [i, item] of before.items.entries()) {
      const found = changeBelow(String(i), [item, after.items[i]], owned);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (before.kind === "scalar" && after.kind === "scalar")
    return Object.is(before.value, after.value) ? undefined : change;
  // A key without a value became a map of ours, or the reverse.
  const full = before.kind === "scalar" ? after : before;
  const isEmpty = [before, after].some((node) => node.kind === "scalar" && node.value === null);
  return isEmpty && isOnlyOurs(full, owned) ? undefined : change;
}

/** Returns the first change below a key of the compared maps or lists. */
function changeBelow(
  key: string,
  [before, after]: readonly [YamlNode, YamlNode | undefined],
  owned: Owned | undefined,
): Change | undefined {
  const found = firstChange(before, after, owned?.below(key));
  return found === undefined ? undefined : { ...found, way: [key, ...found.way] };
}

function changeInMap(
  before: MappingNode,
  after: MappingNode,
  owned: Owned | undefined,
): Change | undefined {
  let kept = 0;
  for (const [name, entry] of before.entries) {
    const next = after.entries.get(name);
    if (next !== undefined) kept++;
    if (next !== undefined && isSameText(entry, next)) continue;
    const found = changeBelow(name, [entry.node, next?.node], owned);
    if (found !== undefined) return found;
  }
  if (kept === after.entries.size) return undefined;
  const more = [...after.entries].find(
    ([name, { node }]) => !before.entries.has(name) && !isOnlyOurs(node, owned?.below(name)),
  );
  return more === undefined ? undefined : { span: before.span, way: [more[0]] };
}

/** Returns whether two entries are known to be the same lines, which say the same. */
function isSameText(before: MappingEntry, after: MappingEntry): boolean {
  const text = textOf(before);
  return text !== undefined && text === textOf(after);
}

function textOf({ key: { span }, until }: MappingEntry): string | undefined {
  const { text } = span.file;
  return until === undefined ? undefined : text.slice(lineStart(text, span.start), until);
}

function isOnlyOurs(node: YamlNode, owned: Owned | undefined): boolean {
  if (owned === undefined) return false;
  if (owned.isOurs) return true;
  if (node.kind !== "mapping") return node.kind === "scalar" && node.value === null;
  return [...node.entries].every(([key, inner]) => isOnlyOurs(inner.node, owned.below(key)));
}
