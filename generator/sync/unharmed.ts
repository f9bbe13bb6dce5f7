// The last check of edits: the new text parses, and everything outside our entries still has its value.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import { applyEdits, type Span, type TextEdit } from "../text/source.ts";
import { parseYaml } from "../text/yaml.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import type { Part } from "./parts.ts";
import { thinned } from "./thin.ts";

/**
 * Returns a diagnostic if the edits of a part break it or change an entry that is not ours; such a text is not written.
 * Entries away from all edits are the same lines at the same place, and are not read again.
 */
export function unharmed(
  part: Part,
  edits: readonly TextEdit[],
  owned: ReadonlySet<string>,
): Diagnostic | undefined {
  const { edits: thinning, left } = thinned(part.root, edits);
  const text = applyEdits(part.file.text, [...edits, ...thinning]);
  const { value: root } = parseYaml({ path: part.file.path, text }, { foreign: true });
  const found =
    root === undefined
      ? { span: part.root.span, way: [] }
      : firstChange(part.root, root, { owned: treeOf(owned), left });
  if (found === undefined) return undefined;
  const pointer = found.way.map((key) => `/${escapeToken(key)}`).join("") || "/";
  return diagnostic("spec-place", { pointer }, { span: found.span });
}

/** What is ours below a place, by key; building the pointers of many thousand nodes would dominate the run time. */
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

/** The place in the old text that has no equivalent in the new one. */
interface Change {
  readonly span: Span;
  readonly way: readonly string[];
}

/** What may differ at a place. */
interface Allowed {
  readonly owned: Owned | undefined;
  /** The offsets of the keys that were left out of the new text. */
  readonly left: ReadonlySet<number>;
}

/** Returns the first node that differs; maps that hold only our entries may come and go. */
function firstChange(
  before: YamlNode,
  after: YamlNode | undefined,
  allowed: Allowed,
): Change | undefined {
  const { owned } = allowed;
  if (owned?.isOurs === true) return undefined;
  const change = { span: before.span, way: [] };
  if (after === undefined) return isOnlyOurs(before, owned) ? undefined : change;
  const isAlias = before.alias !== undefined;
  if (isAlias !== (after.alias !== undefined) || before.anchor !== after.anchor) return change;
  // The value behind an alias is compared at its anchor.
  if (isAlias) return undefined;
  if (before.kind === "mapping" && after.kind === "mapping")
    return changeInMap(before, after, allowed);
  if (before.kind === "sequence" && after.kind === "sequence") {
    if (before.items.length !== after.items.length) return change;
    for (const [i, item] of before.items.entries()) {
      const found = changeBelow(String(i), [item, after.items[i]], allowed);
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
  { owned, left }: Allowed,
): Change | undefined {
  const found = firstChange(before, after, { owned: owned?.inner.get(key), left });
  return found === undefined ? undefined : { ...found, way: [key, ...found.way] };
}

function changeInMap(
  before: MappingNode,
  after: MappingNode,
  allowed: Allowed,
): Change | undefined {
  let kept = 0;
  for (const [name, { key, node }] of before.entries) {
    const next = after.entries.get(name);
    if (allowed.left.has(key.span.start)) {
      // The entry still exists, so a second one would be one too many.
      if (next !== undefined) return { span: key.span, way: [name] };
      continue;
    }
    if (next !== undefined) kept++;
    const found = changeBelow(name, [node, next?.node], allowed);
    if (found !== undefined) return found;
  }
  if (kept === after.entries.size) return undefined;
  const more = [...after.entries].find(
    ([name, { node }]) =>
      !before.entries.has(name) && !isOnlyOurs(node, allowed.owned?.inner.get(name)),
  );
  return more === undefined ? undefined : { span: before.span, way: [more[0]] };
}

function isOnlyOurs(node: YamlNode, owned: Owned | undefined): boolean {
  if (owned === undefined) return false;
  if (owned.isOurs) return true;
  if (node.kind !== "mapping") return node.kind === "scalar" && node.value === null;
  return [...node.entries].every(([key, inner]) => isOnlyOurs(inner.node, owned.inner.get(key)));
}
