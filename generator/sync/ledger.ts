// The ledger at the root of a synced description: which catalogs it contains, and which entries are ours.

import { escapeToken } from "../text/pointer.ts";
import { type MappingNode, pointerTo, type YamlNode } from "../text/yaml-nodes.ts";
import type { Spec } from "./parts.ts";
import { entryAt, keyOf, mapAt, parentOf } from "./splice.ts";

/** The key of the ledger at the root, and the mark on a component, whose value is the catalog's id. */
export const ledgerKey = "x-faultbook";

/** Pointers by the path of their file; "" is the main file. */
export type Pointers = ReadonlyMap<string, ReadonlySet<string>>;

/** The content of the ledger. */
export interface Ledger {
  /** The versions of the catalogs in the description, by id. */
  readonly catalogs: Readonly<Record<string, string>>;
  /** The entries that are ours. */
  readonly owned: Pointers;
  /** The maps that we made. */
  readonly created: Pointers;
  /** The maps that were `{}`. */
  readonly filled: Pointers;
}

/** A ledger that was read, with the last tokens of the pointers to our entries. */
export interface KnownLedger extends Ledger {
  readonly names: ReadonlySet<string>;
}

/** Adds a pointer to those of a file. */
export function addPointer(pointers: Map<string, Set<string>>, path: string, one: string): void {
  pointers.set(path, (pointers.get(path) ?? new Set<string>()).add(one));
}

/** Returns the ledger of a description, or `undefined` if there is no valid one. */
export function readLedger(spec: Spec): KnownLedger | undefined {
  const node = entryAt(spec.main.root, `/${ledgerKey}`)?.node;
  if (node?.kind !== "mapping" || !node.entries.has("owned")) return undefined;
  const catalogs = node.entries.get("catalogs")?.node.value;
  const pointers = (key: string) => pointersIn(node.entries.get(key)?.node, spec);
  const owned = pointers("owned");
  return {
    catalogs: typeof catalogs === "object" && catalogs !== null ? { ...(catalogs as object) } : {},
    owned,
    created: pointers("created"),
    filled: pointers("filled"),
    names: new Set([...owned.values()].flatMap((all) => [...all].map(keyOf))),
  };
}

function pointersIn(node: YamlNode | undefined, spec: Spec): Pointers {
  const pointers = new Map<string, Set<string>>();
  for (const item of node?.kind === "sequence" ? node.value : []) {
    const text = typeof item === "string" ? item : "";
    const [, path, pointer] = /^([^#]*)#(\/.*)$/s.exec(text) ?? [];
    if (path === undefined || pointer === undefined) continue;
    const file = path.replaceAll("%23", "#").replaceAll("%25", "%");
    addPointer(pointers, file, whereWritten(pointer, spec.part(file).value?.root));
  }
  return pointers;
}

/** If an anchor was moved since, a pointer leads over an alias to a node elsewhere. */
function whereWritten(pointer: string, root: MappingNode | undefined): string {
  if (root?.aliases === undefined) return pointer;
  const parent = parentOf(pointer);
  const around = entryAt(root, parent)?.node;
  return around === undefined ? pointer : pointerTo(root, around) + pointer.slice(parent.length);
}

/** Returns the ledger as written; empty lists are left out, except that of our entries. */
export function ledgerValue({ catalogs, owned, created, filled }: Ledger): object {
  const [made, full] = [listOfPointers(created), listOfPointers(filled)];
  return {
    catalogs,
    owned: listOfPointers(owned),
    ...(made.length === 0 ? {} : { created: made }),
    ...(full.length === 0 ? {} : { filled: full }),
  };
}

function listOfPointers(pointers: Pointers): readonly string[] {
  return [...pointers].flatMap(([path, all]) => {
    const file = path.replaceAll("%", "%25").replaceAll("#", "%23");
    return [...all].map((pointer) => `${file}#${pointer}`);
  });
}

/** Returns whether an entry looks like ours: it carries the mark, or is a lone reference that leads to something of ours if there is a ledger. */
export function looksOurs(node: YamlNode, ledger: KnownLedger | undefined): boolean {
  if (node.kind !== "mapping" || node.alias !== undefined) return false;
  if (hasMark(node)) return true;
  const ref = node.entries.get("$ref")?.node.value;
  if (node.entries.size !== 1 || typeof ref !== "string") return false;

  return ledger === undefined || ledger.names.has(keyOf(ref));
}

/** Returns whether an entry carries the mark. */
export function hasMark(node: YamlNode): boolean {
  return node.kind === "mapping" && node.entries.get(ledgerKey)?.node.kind === "scalar";
}

/** Returns the pointers of the entries of a map that carry the mark. */
export function markedIn(root: MappingNode, container: string): readonly string[] {
  // If the text contains no mark, none of the entries need to be checked.
  if (!root.span.file.text.includes(ledgerKey)) return [];
  return [...(mapAt(root, container)?.entries ?? [])]
    .filter(([, { node: inner }]) => hasMark(inner) && inner.alias === undefined)
    .map(([key]) => `${container}/${escapeToken(key)}`);
}
