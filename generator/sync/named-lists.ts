// The hand-written lists that a configuration names to be kept equal to the codes of catalogs.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { type Code, hasCodes } from "./code-lists.ts";
import type { Description } from "./description.ts";
import { writtenPlace } from "./ledger.ts";
import { targetIn } from "./ownership.ts";
import type { Location, Part } from "./parts.ts";
import { entryAt } from "./pointers.ts";
import type { SyncRequest } from "./request.ts";
import { sharedOnWay } from "./shared.ts";

/** A list that should have exactly these codes. */
export interface CodeList {
  readonly at: Location;
  readonly codes: readonly Code[];
}

/** Returns the lists that the configuration names; a place that is no list of values is reported. */
export function codeListsOf(
  description: Description,
  { codes, catalogs }: SyncRequest,
): { readonly lists: readonly CodeList[]; readonly diagnostics: readonly Diagnostic[] } {
  const { main } = description.spec;
  const found = codes.map(({ at, catalog: id, span }) => {
    const place = targetIn(at, main, description);
    const node = place && entryAt(place.part.root, place.pointer)?.node;
    const isFree =
      place !== undefined &&
      node?.kind === "sequence" &&
      node.items.every(({ kind, alias }) => kind === "scalar" && alias === undefined) &&
      sharedOnWay(place.part.root, place.pointer) === undefined;
    if (!isFree) return { fault: diagnostic("spec-codes-place", { at }, span && { span }) };
    const from = catalogs.filter(({ catalog }) => id === undefined || catalog.id === id);
    return {
      list: {
        at: place,
        codes: from.flatMap(({ catalog }) => catalog.codes.map(({ literal }) => literal)),
      },
    };
  });
  return {
    lists: found.flatMap(({ list }) => list ?? []),
    diagnostics: found.flatMap(({ fault }) => fault ?? []),
  };
}

/** The description of lists, and the catalogs that their codes are from. */
interface ListSetting {
  readonly description: Description;
  readonly request: SyncRequest;
}

/** Returns the lists of a file with their codes; a list that is not named any more, and is as we left it, gets back what it was. */
export function listsIn(
  part: Part,
  lists: readonly CodeList[],
  setting: ListSetting,
): ReadonlyMap<string, readonly Code[] | undefined> {
  const named = lists.filter(({ at }) => at.part === part);
  const isKept = isAsWritten(setting);
  const left = unnamedIn(part, lists, setting).filter(({ list }) => isKept(list));
  return new Map([
    ...left.map(({ pointer }) => [pointer, undefined] as const),
    ...named.map(({ at, codes }) => [at.pointer, codes] as const),
  ]);
}

/** Warns about lists that are not named any more and differ from the codes that the catalogs have now, so that they stay as they are. */
export function leftLists(lists: readonly CodeList[], setting: ListSetting): readonly Diagnostic[] {
  const isKept = isAsWritten(setting);
  return setting.description.parts.flatMap((part) =>
    unnamedIn(part, lists, setting)
      .filter(({ list }) => !isKept(list))
      .map(({ pointer, list }) => {
        const place = writtenPlace(part.path, pointer);
        return diagnostic("spec-codes-changed", { place }, { span: list.span });
      }),
  );
}

/** Returns the lists of which the ledger has the hand-written form, and which the configuration does not name any more. */
function unnamedIn(
  part: Part,
  lists: readonly CodeList[],
  { description: { ledger } }: ListSetting,
): readonly { readonly pointer: string; readonly list: YamlNode }[] {
  const isNamed = (pointer: string) =>
    lists.some(({ at }) => at.part === part && at.pointer === pointer);
  return [...(ledger?.replaced.get(part.path)?.keys() ?? [])].flatMap((pointer) => {
    const list = entryAt(part.root, pointer)?.node;
    return list?.kind !== "sequence" || isNamed(pointer) ? [] : [{ pointer, list }];
  });
}

/** Returns what finds lists that have the codes of a catalog, or of all. */
function isAsWritten({ request: { catalogs } }: ListSetting): (list: YamlNode) => boolean {
  const all = catalogs.map(({ catalog }) => catalog.codes.map(({ literal }) => literal));
  return (list) => [...all, all.flat()].some((codes) => hasCodes(list, codes));
}
