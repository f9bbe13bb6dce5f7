// The ledger at the root of a synced description: which catalogs it contains, and which entries are ours.

import { oncePer } from "../catalog/once.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import { pointerTo, type YamlNode } from "../text/yaml-nodes.ts";
import type { Spec } from "./parts.ts";
import { entryAt, parentOf } from "./splice.ts";

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

/** Returns the ledger of a description, or `undefined` if there is no valid one. */
export function readLedger(spec: Spec): Ledger | undefined {
  const node = entryAt(spec.main.root, `/${ledgerKey}`)?.node;
  if (node?.kind !== "mapping" || !node.entries.has("owned")) return undefined;
  const catalogs = node.entries.get("catalogs")?.node.value;
  const pointers = (key: string) => whereWritten(pointersIn(node.entries.get(key)?.node), spec);
  return {
    catalogs: typeof catalogs === "object" && catalogs !== null ? { ...(catalogs as object) } : {},
    owned: pointers("owned"),
    created: pointers("created"),
    filled: pointers("filled"),
  };
}

/** If an anchor was moved since, a pointer leads over an alias to a node elsewhere. */
function whereWritten(pointers: Pointers, spec: Spec): Pointers {
  return new Map(
    [...pointers].map(([path, all]) => {
      const root = spec.part(path).value?.root;
      if (root === undefined || root.hasAliases !== true) return [path, all];
      const written = (pointer: string): string => {
        const around = entryAt(root, parentOf(pointer))?.node;
        if (around === undefined) return pointer;
        return `${pointerTo(root, around)}${pointer.slice(parentOf(pointer).length)}`;
      };
      return [path, new Set([...all].map(written))];
    }),
  );
}

function pointersIn(node: YamlNode | undefined): Pointers {
  const pointers = new Map<string, Set<string>>();
  for (const item of node?.kind === "sequence" ? node.value : []) {
    const [, path, pointer] =
      typeof item === "string" ? (/^([^#]*)#(\/.*)$/s.exec(item) ?? []) : [];
    if (path === undefined || pointer === undefined) continue;
    const file = path.replaceAll("%23", "#").replaceAll("%25", "%");
    const known = pointers.get(file);
    if (known === undefined) pointers.set(file, new Set([pointer]));
    else known.add(pointer);
  }
  return pointers;
}

/** Returns the ledger as written; empty lists are left out, except that of our entries. */
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
  return [...pointers].flatMap(([path, all]) => {
    const file = path.replaceAll("%", "%25").replaceAll("#", "%23");
    return [...all].map((pointer) => `${file}#${pointer}`);
  });
}

/** Returns whether an entry looks like ours: it carries the mark, or is a lone reference that leads to something of ours if there is a ledger. */
export function looksOurs(node: YamlNode, ledger: Ledger | undefined): boolean {
  if (node.kind !== "mapping" || node.alias !== undefined) return false;
  if (hasMark(node)) return true;
  const ref = node.entries.get("$ref")?.node.value;
  if (node.entries.size !== 1 || typeof ref !== "string") return false;
  const [name = ""] = pointerTokens(ref.slice(ref.lastIndexOf("/")));
  return ledger === undefined || namesIn(ledger).has(name);
}

const namesIn = oncePer((ledger: Ledger): ReadonlySet<string> => {
  const pointers = [...ledger.owned.values()].flatMap((all) => [...all]);
  return new Set(pointers.flatMap((pointer) => pointerTokens(pointer).slice(-1)));
});

/** Returns whether an entry carries the mark. */
export function hasMark(node: YamlNode): boolean {
  return node.kind === "mapping" && node.entries.get(ledgerKey)?.node.kind === "scalar";
}

/** Returns the pointers of the entries of a map that carry the mark. */
export function markedIn(root: YamlNode, container: string): readonly string[] {
  // If the text contains no mark, none of the entries need to be checked.
  if (!root.span.file.text.includes(ledgerKey)) return [];
  const node = container === "" ? root : entryAt(root, container)?.node;
  if (node?.kind !== "mapping") return [];
  return [...node.entries]
    .filter(([, { node: inner }]) => hasMark(inner) && inner.alias === undefined)
    .map(([key]) => `${container}/${escapeToken(key)}`);
}
