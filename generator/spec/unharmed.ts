// The last check of a new text: it parses, and everything in it that is not ours says what it said.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { parseYaml } from "../text/yaml.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import type { Part } from "./parts.ts";

/** Gives a diagnostic where a new text of a part breaks it or changes an entry outside those that are ours; such a text is not written. */
export function unharmed(
  part: Part,
  text: string,
  owned: ReadonlySet<string>,
): Diagnostic | undefined {
  const { value: root } = parseYaml({ path: part.file.path, text }, { foreign: true });
  const found =
    root === undefined
      ? { span: part.root.span, way: [] }
      : firstChange(part.root, root, treeOf(owned));
  if (found === undefined) return undefined;
  const pointer = found.way.map((key) => `/${escapeToken(key)}`).join("") || "/";
  return diagnostic("spec-place", { pointer }, { span: found.span });
}

/** What is ours below a place, by keys; pointers of each of many thousand nodes would take longer than all else. */
interface Owned {
  readonly inner: Map<string, Owned>;
  isOurs: boolean;
}

function treeOf(pointers: ReadonlySet<string>): Owned {
  const root: Owned = { inner: new Map(), isOurs: false };
  for (const pointer of pointers) {
    let at = root;
    for (const token of pointerTokens(pointer)) {
      const next = at.inner.get(token) ?? { inner: new Map(), isOurs: false };
      at.inner.set(token, next);
      at = next;
    }
    at.isOurs = true;
  }
  return root;
}

/** Where the old text has what the new one has not the like of. */
interface Change {
  readonly span: Span;
  readonly way: readonly string[];
}

/** Gives the first node that differs; maps that hold only what is ours may come and go. */
function firstChange(
  before: YamlNode,
  after: YamlNode | undefined,
  owned: Owned | undefined,
): Change | undefined {
  if (owned?.isOurs === true) return undefined;
  const change = { span: before.span, way: [] };
  if (after === undefined) return isOnlyOurs(before, owned) ? undefined : change;
  if (before.alias !== after.alias || before.anchor !== after.anchor) return change;
  // What an alias shows is compared where it stands.
  if (before.alias === true) return undefined;
  if (before.kind === "mapping" && after.kind === "mapping")
    return changeInMap(before, after, owned);
  if (before.kind === "sequence" && after.kind === "sequence") {
    if (before.items.length !== after.items.length) return change;
    for (const [i, item] of before.items.entries()) {
      const found = firstChange(item, after.items[i], owned?.inner.get(String(i)));
      if (found !== undefined) return { ...found, way: [String(i), ...found.way] };
    }
    return undefined;
  }
  if (before.kind === "scalar" && after.kind === "scalar")
    return Object.is(before.value, after.value) ? undefined : change;
  // A key without a value became a map of ours, or is one no more.
  const full = before.kind === "scalar" ? after : before;
  const isEmpty = [before, after].some((node) => node.kind === "scalar" && node.value === null);
  return isEmpty && isOnlyOurs(full, owned) ? undefined : change;
}

function changeInMap(
  before: MappingNode,
  after: MappingNode,
  owned: Owned | undefined,
): Change | undefined {
  let kept = 0;
  for (const [key, { node }] of before.entries) {
    const next = after.entries.get(key);
    if (next !== undefined) kept++;
    const found = firstChange(node, next?.node, owned?.inner.get(key));
    if (found !== undefined) return { ...found, way: [key, ...found.way] };
  }
  if (kept === after.entries.size) return undefined;
  for (const [key, { node }] of after.entries) {
    if (before.entries.has(key) || isOnlyOurs(node, owned?.inner.get(key))) continue;
    return { span: before.span, way: [key] };
  }
  return undefined;
}

function isOnlyOurs(node: YamlNode, owned: Owned | undefined): boolean {
  if (owned === undefined) return false;
  if (owned.isOurs) return true;
  if (node.kind !== "mapping") return node.kind === "scalar" && node.value === null;
  for (const [key, { node: inner }] of node.entries)
    if (!isOnlyOurs(inner, owned.inner.get(key))) return false;
  return true;
}
