// What the other definitions with the codes of one are recognised by, which its own responses must not hold.

import type { Catalog, CodeOwner, Condition, Definition, Locator, Match } from "./catalog.ts";
import { showLocator } from "./locator.ts";
import { isInside, matchesAll } from "./match.ts";
import { oncePer } from "./once.ts";
import { constantsAt, isSamePlace } from "./places.ts";

/** A constant of a condition. */
export type Constant = NonNullable<Condition["equals"]>[number];

/** The constants of one place, with how many definitions have each. */
interface Counted {
  readonly at: Locator;
  readonly constants: Map<Constant, number>;
}

/** A code of several definitions. */
export interface SharedCode {
  readonly owners: readonly CodeOwner[];
  /** The constants of all matches, by their places as they are written. */
  readonly counted: ReadonlyMap<string, Counted>;
  /** The matches that ask for nothing at some place. */
  readonly absent: readonly Match[];
}

/** Gives the codes that several definitions have, by their texts. */
export const sharedCodes = oncePer(
  ({ codes }: Catalog): ReadonlyMap<string, SharedCode> =>
    new Map(
      codes
        .filter(({ owners }) => owners.length > 1)
        .map(({ text, owners }) => [text, sharedCode(owners)]),
    ),
);

function sharedCode(owners: readonly CodeOwner[]): SharedCode {
  const matches = owners.flatMap(({ definition }) => definition.match ?? []);
  const counted = new Map<string, Counted>();
  for (const { at, equals } of matches.flatMap(({ body }) => body)) {
    const place = showLocator(at);
    const known = counted.get(place) ?? { at, constants: new Map() };
    counted.set(place, known);
    for (const one of equals ?? []) known.constants.set(one, (known.constants.get(one) ?? 0) + 1);
  }
  const absent = matches.filter(({ body }) => body.some(({ present }) => !present));
  return { owners, counted, absent };
}

/** Tells whether another definition is recognised by a constant at a place. */
export type IsTaken = (at: Locator, constant: Constant) => boolean;

/** Gives what tells which constants other definitions with the codes of one are recognised by. */
export function takenFrom(definition: Definition, catalog: Catalog): IsTaken {
  const shared = sharedOf(definition, catalog);
  if (shared.length === 0) return () => false;
  const own = definition.match?.body ?? [];
  return (at, constant) => {
    const place = showLocator(at);
    const mine = own.some((one) => isSamePlace(one.at, at) && one.equals?.includes(constant));
    return shared.some(
      ({ counted }) => (counted.get(place)?.constants.get(constant) ?? 0) > (mine ? 1 : 0),
    );
  };
}

/** Gives the constants that a place may hold and by which no other definition is recognised, or all that it may hold where there are none. */
export function constantsLeft(
  at: Locator,
  conditions: readonly Condition[],
  isTaken: IsTaken,
): Condition["equals"] {
  const constants = constantsAt(at, conditions);
  const left = constants?.filter((one) => !isTaken(at, one));
  return left === undefined || left.length === 0 ? constants : left;
}

/** Gives the places where the definitions with the codes of one have conditions. */
export function contestedPlaces(definition: Definition, catalog: Catalog): readonly Locator[] {
  return sharedOf(definition, catalog).flatMap(({ counted }) =>
    [...counted.values()].map(({ at }) => at),
  );
}

/** Gives the matches of the other definitions with the codes of one. */
export function otherMatches(definition: Definition, catalog: Catalog): readonly Match[] {
  const matches = sharedOf(definition, catalog)
    .flatMap(({ owners }) => owners)
    .flatMap((owner) => owner.definition.match ?? []);
  return [...new Set(matches)].filter((match) => match !== definition.match);
}

/** Gives the conditions of a definition, and that something stands where another, recognised by that alone, has nothing. */
export function ownConditions(definition: Definition, catalog: Catalog): readonly Condition[] {
  const known = conditionsIn(catalog);
  const found = known.get(definition);
  if (found !== undefined) return found;
  const own = definition.match ?? matchesAll;
  const absent = sharedOf(definition, catalog).flatMap((shared) => shared.absent);
  const missed = absent.flatMap((match) => {
    const [first] = match.body.filter(({ present }) => !present);
    if (first === undefined || own.body.some(({ at }) => isSamePlace(at, first.at))) return [];
    const rest = { ...match, body: match.body.filter(({ present }) => present) };
    return isInside(own, rest) ? [{ at: first.at, present: true }] : [];
  });
  const all = missed.length === 0 ? own.body : [...own.body, ...missed];
  known.set(definition, all);
  return all;
}

const conditionsIn = oncePer((_: Catalog): Map<Definition, readonly Condition[]> => new Map());

function sharedOf({ codes }: Definition, catalog: Catalog): readonly SharedCode[] {
  const shared = sharedCodes(catalog);
  return shared.size === 0 ? [] : codes.flatMap(({ text }) => shared.get(text) ?? []);
}
