// Hand-written responses that rules narrow: which schemas give way, each to a reference to a component of ours.

import { addTo } from "../text/lists.ts";
import type { Description } from "./description.ts";
import { keysOf } from "./operations.ts";

import { below, follow, type Location, placeOf } from "./parts.ts";
import { entryAt } from "./pointers.ts";
import type { SyncRequest } from "./request.ts";
import { type Answer, type NarrowedSchema, schemaOf, typesOf } from "./responses.ts";
import { isNeeded, sharedOnWay } from "./shared.ts";
import type { Kept } from "./turns.ts";

/** A hand-written response, and what it should be narrowed to. */
export interface Narrowing {
  /** The place of the response in the operation. */
  readonly response: Location;
  readonly answers: readonly Answer[];
  /** What is reported if it cannot be narrowed. */
  readonly kept: Kept;
}

/** A schema that gives way to one of ours. */
export interface NarrowedPlace {
  readonly at: Location;
  readonly schema: NarrowedSchema;
}

/** What becomes of hand-written responses. */
export interface Adopted {
  readonly narrowed: readonly NarrowedPlace[];
  readonly kept: readonly Kept[];
}

/** Returns the schemas that give way in maps of responses; a response that several operations refer to is narrowed if all want the same of it. */
export function adopted(
  narrowings: readonly Narrowing[],
  written: readonly Location[],
  { description: { spec }, request }: AdoptionSetting,
): Adopted {
  if (narrowings.length === 0) return { narrowed: [], kept: [] };
  const targetOf = (at: Location) => follow(spec, at).value;
  const users = new Map<string, number>();
  const responses = written.flatMap((map) => keysOf(map).map((key) => below(map, key)));
  for (const at of responses.flatMap((one) => targetOf(one) ?? []))
    users.set(placeOf(at), (users.get(placeOf(at)) ?? 0) + 1);
  const groups = new Map<string, Narrowing[]>();
  for (const one of narrowings) {
    const target = targetOf(one.response);
    addTo(groups, target === undefined ? "" : placeOf(target), one);
  }
  const done = [...groups].map(([place, group]): Adopted => {
    const [first] = group;
    const target = first && targetOf(first.response);
    const wishes = new Set(group.map(({ answers }) => answers.map(({ name }) => name).join(" ")));
    const isShared = wishes.size > 1 || group.length < (users.get(place) ?? 0);
    const narrowed =
      target === undefined || isShared || first === undefined
        ? []
        : placesIn(target, first.answers, request);
    const kept = narrowed.length === 0 ? group.map((one) => ({ ...one.kept, isShared })) : [];
    return { narrowed, kept };
  });
  return {
    narrowed: done.flatMap(({ narrowed }) => narrowed),
    kept: done.flatMap(({ kept }) => kept),
  };
}

/** What responses are adopted in. */
export interface AdoptionSetting {
  readonly description: Description;
  readonly request: SyncRequest;
}

/** Returns the schemas of a response in the media types of errors, or in its only one of JSON. */
function placesIn(
  response: Location,
  answers: readonly Answer[],
  { catalogs }: SyncRequest,
): readonly NarrowedPlace[] {
  const content = below(response, "content");
  const types = keysOf(content);
  const ofJson = types.filter((type) => /[/+]json\b/i.test(type));
  return typesOf(answers).flatMap((type) => {
    const [only] = ofJson.length === 1 ? ofJson : [];
    const into = types.includes(type) ? type : only;
    if (into === undefined) return [];
    const at = below(below(content, into), "schema");
    return isReplaceable(at) ? [{ at, schema: schemaOf(answers, type, catalogs) }] : [];
  });
}

/** A schema that an alias shows elsewhere cannot give way. */
function isReplaceable({ part: { root }, pointer }: Location): boolean {
  const entry = entryAt(root, pointer);
  return entry !== undefined && sharedOnWay(root, pointer) === undefined && !isNeeded(root, entry);
}
