// The ledger at the root of a synced description: which catalogs are in it, and which of its entries are ours.

import { escapeToken } from "../text/pointer.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { entryAt } from "./splice.ts";

/** The key that the ledger has at the root, and the mark on a component, whose value is the catalog's id. */
export const ledgerKey = "x-faultbook";

/** Pointers by the path of the file that they are in; "" is the main file. */
export type Pointers = ReadonlyMap<string, ReadonlySet<string>>;

/** What the ledger says. */
export interface Ledger {
  /** The versions of the catalogs that are in the description, by id. */
  readonly catalogs: Readonly<Record<string, string>>;
  /** The entries that are ours. */
  readonly owned: Pointers;
  /** The maps that we made. */
  readonly created: Pointers;
  /** The maps that stood there as `{}`. */
  readonly filled: Pointers;
}

/** Gives the ledger of a description's root, or nothing where there is none or what is there is not one. */
export function readLedger(root: YamlNode): Ledger | undefined {
  const node = entryAt(root, `/${ledgerKey}`)?.node;
  if (node?.kind !== "mapping" || !node.entries.has("owned")) return undefined;
  const catalogs = node.entries.get("catalogs")?.node.value;
  return {
    catalogs: typeof catalogs === "object" && catalogs !== null ? { ...(catalogs as object) } : {},
    owned: pointersIn(node.entries.get("owned")?.node),
    created: pointersIn(node.entries.get("created")?.node),
    filled: pointersIn(node.entries.get("filled")?.node),
  };
}

function pointersIn(node: YamlNode | undefined): Pointers {
  const pointers = new Map<string, Set<string>>();
  for (const item of node?.kind === "sequence" ? node.value : []) {
    const [, path, pointer] =
      typeof item === "string" ? (/^([^#]*)#(\/.*)$/s.exec(item) ?? []) : [];
    if (path === undefined || pointer === undefined) continue;
    const known = pointers.get(path);
    if (known === undefined) pointers.set(path, new Set([pointer]));
    else known.add(pointer);
  }
  return pointers;
}

/** Gives the ledger as it is written; lists that are empty are left out, but for that of what is ours. */
export function ledgerValue({ catalogs, owned, created, filled }: Ledger): object {
  const listed = (key: string, pointers: Pointers): object => {
    const all = listOfPointers(pointers);
    return all.length === 0 ? {} : { [key]: all };
  };
  return {
    catalogs,
    owned: listOfPointers(owned),
    ...listed("created", created),
    ...listed("filled", filled),
  };
}

function listOfPointers(pointers: Pointers): readonly string[] {
  return [...pointers].flatMap(([path, all]) => [...all].map((pointer) => `${path}#${pointer}`));
}

/** Tells whether an entry looks like one of ours: it carries the mark, or is nothing but a reference. */
export function looksOurs(node: YamlNode): boolean {
  if (hasMark(node)) return true;
  return node.kind === "mapping" && node.entries.size === 1 && node.entries.has("$ref");
}

/** Tells whether an entry carries the mark. */
export function hasMark(node: YamlNode): boolean {
  return node.kind === "mapping" && node.entries.get(ledgerKey)?.node.kind === "scalar";
}

/** Gives the pointers of the entries of a map that carry the mark. */
export function markedIn(root: YamlNode, container: string): readonly string[] {
  const node = container === "" ? root : entryAt(root, container)?.node;
  if (node?.kind !== "mapping") return [];
  return [...node.entries]
    .filter(([, { node: inner }]) => hasMark(inner))
    .map(([key]) => `${container}/${escapeToken(key)}`);
}
