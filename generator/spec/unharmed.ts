// The last check of a new text: it parses, and everything in it that is not ours says what it said.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeToken } from "../text/pointer.ts";
import { parseYaml } from "../text/yaml.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import type { Part } from "./parts.ts";

/** Gives a diagnostic where a new text of a part breaks it or changes an entry outside those that are ours; such a text is not written. */
export function unharmed(
  part: Part,
  text: string,
  owned: ReadonlySet<string>,
): Diagnostic | undefined {
  const { value: root } = parseYaml({ path: part.file.path, text }, { foreign: true });
  const changed =
    root === undefined ? part.root : firstChange(part.root, root, { owned, pointer: "" });
  if (changed === undefined) return undefined;
  return diagnostic("spec-place", { pointer: "#" }, { span: changed.span });
}

interface Way {
  readonly owned: ReadonlySet<string>;
  readonly pointer: string;
}

/** Gives the first node of the old text that the new one does not have the like of; maps that hold only what is ours may come and go. */
function firstChange(
  before: YamlNode,
  after: YamlNode | undefined,
  way: Way,
): YamlNode | undefined {
  if (after === undefined) return isOnlyOurs(before, way) ? undefined : before;
  if (before.alias === true && after.alias === true) return undefined;
  if (before.kind === "scalar" || after.kind === "scalar") {
    if (before.kind === "scalar" && after.kind === "scalar")
      return Object.is(before.value, after.value) ? undefined : before;
    // A key without a value became a map of ours, or is one no more.
    const [empty, full] = before.kind === "scalar" ? [before, after] : [after, before];
    return empty.value === null && isOnlyOurs(full, way) ? undefined : before;
  }
  if (before.kind === "sequence" || after.kind === "sequence") {
    if (before.kind !== "sequence" || after.kind !== "sequence") return before;
    if (before.items.length !== after.items.length) return before;
    return first(before.items, (item, i) =>
      firstChange(item, after.items[i], { ...way, pointer: `${way.pointer}/${i}` }),
    );
  }
  const added = [...after.entries].find(([key, { node }]) => {
    const inner = { ...way, pointer: `${way.pointer}/${escapeToken(key)}` };
    return !before.entries.has(key) && !isOnlyOurs(node, inner);
  });
  if (added !== undefined) return before;
  return first([...before.entries], ([key, { node }]) => {
    const pointer = `${way.pointer}/${escapeToken(key)}`;
    if (way.owned.has(pointer)) return undefined;
    return firstChange(node, after.entries.get(key)?.node, { ...way, pointer });
  });
}

function first<Item>(
  items: readonly Item[],
  find: (item: Item, i: number) => YamlNode | undefined,
): YamlNode | undefined {
  for (const [i, item] of items.entries()) {
    const found = find(item, i);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOnlyOurs(node: YamlNode, { owned, pointer }: Way): boolean {
  if (owned.has(pointer)) return true;
  if (node.kind !== "mapping") return node.kind === "scalar" && node.value === null;
  return [...node.entries].every(([key, { node: inner }]) =>
    isOnlyOurs(inner, { owned, pointer: `${pointer}/${escapeToken(key)}` }),
  );
}
