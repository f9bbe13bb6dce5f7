// The hand-written lists that a configuration names to be kept equal to the codes of catalogs.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Code } from "./code-lists.ts";
import type { Description } from "./description.ts";
import { targetIn } from "./ownership.ts";
import type { Location } from "./parts.ts";
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
