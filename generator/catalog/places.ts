// Places in a response: where locators lead, and what conditions allow there.

import type { Path, Locator as RuntimeLocator, Slot } from "../../runtime/facts.ts";
import type { Condition, Locator } from "./catalog.ts";

export type { Path } from "../../runtime/facts.ts";

/** A place in an answer: a header's name, or the path into the body, with 0 for the element of a list that has the code. */
export type Place = Slot["at"];

/** Returns the place in an answer that a locator leads to. */
export function placeOf(locator: Locator): Place {
  return locator.kind === "header" ? locator.name : locator.path;
}

/** Checks whether a place is below a key that nobody knows. */
export function isKeyless(place: Place): boolean {
  return typeof place !== "string" && place.includes("*");
}

/** Returns the form of a locator at run time: a header's name, or the tokens of the path into the body. */
export function runtimeLocator(locator: Locator): RuntimeLocator {
  return locator.kind === "header" ? locator.name : locator.tokens;
}

/** Returns the paths of those locators that lead into the body. */
export function bodyPaths(locators: readonly Locator[]): readonly Path[] {
  return locators.flatMap((at) => (at.kind === "body" ? [at.path] : []));
}

/** Checks whether a place is another one or contains it. */
export function covers(place: Place, other: Place): boolean {
  if (typeof place === "string" || typeof other === "string") return place === other;
  return place.every((token, i) => token === other[i]);
}

/** Checks whether two places are the same. */
export function isSame(one: Place, other: Place): boolean {
  return covers(one, other) && covers(other, one);
}

/** Returns the constants allowed at a place by all conditions on it, or `undefined` if any value is. */
export function constantsAt(place: Place, conditions: readonly Condition[]): Condition["equals"] {
  let constants: Condition["equals"];
  for (const { at, equals } of conditions) {
    if (equals === undefined || !isSame(place, placeOf(at))) continue;
    const both: Condition["equals"] = constants?.filter((one) => equals.includes(one)) ?? equals;
    constants = both.length === 0 ? equals : both;
  }
  return constants;
}
