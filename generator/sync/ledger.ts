// The ledger at the root of a synced description: the catalogs in it, and what cannot carry a mark.

import { type MappingNode, pointerTo, type YamlNode } from "../text/yaml-nodes.ts";
import type { Spec } from "./parts.ts";
import { entryAt, entryIn, parentOf, refOf } from "./pointers.ts";

/** The key of the ledger at the root, and the mark on an entry of ours, whose value names its catalogs. */
export const ledgerKey = "x-faultbook";

/** Texts or nothing by JSON Pointer, by the path of their file; "" is the main file. */
export type ByPlace<Value> = ReadonlyMap<string, ReadonlyMap<string, Value>>;

/** The content of the ledger. */
export interface Ledger {
  /** The versions of the catalogs in the description, by id. */
  readonly catalogs: Readonly<Record<string, string>>;
  /** The documents that references of ours lead to. */
  readonly documents: readonly string[];
  /** Whether rules put responses into operations. */
  readonly isRuled: boolean;
  /** The maps that we made. */
  readonly created: ByPlace<true>;
  /** What was written before in the place of a value of ours, from the colon on. */
  readonly replaced: ByPlace<string>;
  /** Our entries that cannot carry a mark, since they are nothing but references; earlier versions listed all. */
  readonly owned: ByPlace<true>;
}

/** Returns the ledger of a description, or `undefined` if there is no valid one. */
export function readLedger(spec: Spec, back: ReadonlySet<string>): Ledger | undefined {
  const node = entryAt(spec.main.root, `/${ledgerKey}`)?.node;
  const catalogs = node?.kind === "mapping" ? node.entries.get("catalogs")?.node.value : undefined;
  if (node?.kind !== "mapping" || typeof catalogs !== "object" || catalogs === null)
    return undefined;
  const valueAt = (key: string): unknown => node.entries.get(key)?.node.value;
  const pointers = (key: string) =>
    byPlace(
      listIn(valueAt(key)).map((one) => [one, true as const]),
      spec,
    );
  const texts = Object.entries((valueAt("replaced") as object | null | undefined) ?? {});
  const owned = pointers("owned");
  return {
    catalogs: { ...(catalogs as Readonly<Record<string, string>>) },
    documents: listIn(valueAt("documents")),
    isRuled: valueAt("operations") === true || listIn(valueAt("owned")).some(isAnswer),
    created: pointers("created"),
    replaced: without(
      back,
      new Map([
        ...byPlace(
          listIn(valueAt("filled")).map((one) => [one, "{}"]),
          spec,
        ),
        ...byPlace(
          texts.filter((one): one is [string, string] => typeof one[1] === "string"),
          spec,
        ),
      ]),
    ),
    owned,
  };
}

function without<Value>(places: ReadonlySet<string>, all: ByPlace<Value>): ByPlace<Value> {
  if (places.size === 0) return all;
  const isLeft = (path: string, pointer: string) => !places.has(`${path}#${pointer}`);
  return new Map(
    [...all].map(([path, inner]) => [
      path,
      new Map([...inner].filter(([pointer]) => isLeft(path, pointer))),
    ]),
  );
}

/** Returns whether a pointer leads to a response of an operation; earlier versions listed these. */
function isAnswer(place: string): boolean {
  return /\/(?:\d{3}|\dXX|default)$/.test(place);
}

function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Sorts what is said of places by their files; only files that the description refers to count. */
function byPlace<Value>(
  places: readonly (readonly [place: string, value: Value])[],
  spec: Spec,
): ByPlace<Value> {
  const parts = new Map(spec.opened().map((part) => [part.path, part.root]));
  const found = new Map<string, Map<string, Value>>();
  for (const [place, value] of places) {
    const [, path, pointer] = /^([^#]*)#(\/.*)$/s.exec(place) ?? [];
    const file = fileOf(path ?? "");
    const root = parts.get(file);
    if (pointer === undefined || root === undefined) continue;
    const inner = found.get(file) ?? new Map<string, Value>();
    found.set(file, inner.set(whereWritten(pointer, root), value));
  }
  return found;
}

/** If an anchor was moved since, a pointer leads over an alias to a node elsewhere. */
function whereWritten(pointer: string, root: MappingNode): string {
  if (root.aliases === undefined) return pointer;
  const parent = parentOf(pointer);
  const around = entryAt(root, parent)?.node;
  return around === undefined ? pointer : pointerTo(root, around) + pointer.slice(parent.length);
}

/** Returns the files outside the description's folder that a ledger names, which only a forged one does. */
export function strayPaths(spec: Spec): readonly string[] {
  const node = entryAt(spec.main.root, `/${ledgerKey}`)?.node;
  if (node?.kind !== "mapping") return [];
  const places = [
    ...["owned", "created", "filled"].flatMap((key) => listIn(node.entries.get(key)?.node.value)),
    ...Object.keys((node.entries.get("replaced")?.node.value as object | null | undefined) ?? {}),
  ];
  return places
    .map((place) => place.replace(/#.*/s, ""))
    .filter((path) => /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/)|\\|(?:^|\/)\.\.(?:\/|$)/.test(path));
}

/** Returns the places of kept values in files that the description does not refer to any more. */
export function placesWithoutFile(spec: Spec): readonly string[] {
  const texts = entryAt(spec.main.root, `/${ledgerKey}/replaced`)?.node.value;
  const known = new Set(spec.opened().map(({ path }) => path));
  return Object.keys((texts as object | null | undefined) ?? {}).filter((place) => {
    const [, path] = /^([^#]*)#\//.exec(place) ?? [];
    return path !== undefined && !known.has(fileOf(path));
  });
}

/** Returns the path of a file as it is, of which a place has the signs "%" and "#" escaped. */
function fileOf(path: string): string {
  return path.replaceAll("%23", "#").replaceAll("%25", "%");
}

/** Returns the ledger as written; what is empty is left out. */
export function ledgerValue({
  catalogs,
  documents,
  isRuled,
  owned,
  created,
  replaced,
}: Ledger): object {
  const listed = (places: ByPlace<true>) => entriesOf(places).map(([place]) => place);
  const [own, made] = [listed(owned), listed(created)];
  const texts = Object.fromEntries(entriesOf(replaced));
  return {
    catalogs,
    ...(documents.length === 0 ? {} : { documents }),
    ...(isRuled ? { operations: true } : {}),
    ...(own.length === 0 ? {} : { owned: own }),
    ...(made.length === 0 ? {} : { created: made }),
    ...(Object.keys(texts).length === 0 ? {} : { replaced: texts }),
  };
}

function entriesOf<Value>(all: ByPlace<Value>): readonly (readonly [string, Value])[] {
  return [...all].flatMap(([path, inner]) =>
    [...inner].map(([pointer, value]) => [writtenPlace(path, pointer), value] as const),
  );
}

/** Returns a place as the ledger writes it. */
export function writtenPlace(path: string, pointer: string): string {
  return `${path.replaceAll("%", "%25").replaceAll("#", "%23")}#${pointer}`;
}

/** Returns the mark of an entry, which names the catalogs that it is from. */
export function markOf(node: YamlNode): string | undefined {
  // Most nodes that are asked are references.
  if (node.kind === "mapping" && node.loneRef !== undefined) return undefined;
  const mark = entryIn(node, ledgerKey)?.node;
  return mark?.kind === "scalar" && node.alias === undefined ? String(mark.value) : undefined;
}

/** Returns where an entry that is nothing but a reference leads, or `undefined`. */
export function loneRef(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== "mapping" || node.alias !== undefined) return undefined;
  if (node.loneRef !== undefined) return node.loneRef;
  const ref = refOf(node);
  return ref === undefined || node.entries.size > 1 ? undefined : ref;
}
