// Where facts and constants go in a body: what the conditions of an envelope ask for there, and what they forbid.

import type { Condition, Envelope, Locator } from "./catalog.ts";
import { oncePer } from "./once.ts";

/** A fact of an error that an envelope locates. */
export type Fact = "code" | "message" | "requestId" | "docsUrl" | "retryAfter";

/** A path of keys into a body. */
export type Path = readonly string[];

/** What goes to a place. */
export interface Placed {
  /** The fact that goes there. */
  readonly from?: Fact;
  /** The texts that a condition allows there; a fact that is none of them gives way to the first. */
  readonly among?: readonly string[];
  /** The constant that goes there where no fact does. */
  readonly is?: unknown;
}

/** What the conditions and locators of an envelope say of the places in its bodies. */
export interface BodyPlaces {
  /** What goes where, by the key of the path. */
  readonly placed: ReadonlyMap<string, Placed>;
  /** Places where anything must stand. */
  readonly wanted: readonly Path[];
  /** Places where nothing may stand. */
  readonly absent: readonly Path[];
}

const facts: readonly Fact[] = ["retryAfter", "docsUrl", "requestId", "message", "code"];

/** Gives what an envelope says of the places in its bodies. */
export const bodyPlaces = oncePer((envelope: Envelope): BodyPlaces => {
  const { when } = envelope;
  const placed = new Map<string, Placed>();
  const wanted = pathsWanted(when);
  const absent = pathsAbsent(when);
  for (const { at, equals } of when) {
    if (at.kind === "body" && equals !== undefined)
      placed.set(placeKey(at.tokens), { is: equals[0] });
  }
  for (const fact of facts) {
    const [first, ...others] = bodyPaths(envelope[fact]).filter((path) => !isWithin(path, absent));
    const asked = others.filter((path) => isAmong(path, wanted));
    for (const path of first === undefined ? [] : [first, ...asked]) {
      const put = factAt(fact, constantsAt({ kind: "body", tokens: path }, when));
      if (put !== undefined) placed.set(placeKey(path), put);
    }
  }
  return { placed, wanted, absent };
});

/** Gives what goes to the place of a fact where a condition may allow only constants; `undefined` where these win. */
export function factAt(fact: Fact, constants: Condition["equals"]): Placed | undefined {
  if (constants === undefined || fact === "code") return { from: fact };
  const among = constants.filter((one): one is string => typeof one === "string");
  return fact === "message" && among.length > 0 ? { from: fact, among } : undefined;
}

/** Gives the constants of which one must stand at a place by all conditions on it, or `undefined` where any value may. */
export function constantsAt(at: Locator, conditions: readonly Condition[]): Condition["equals"] {
  let constants: Condition["equals"];
  for (const { at: other, equals } of conditions) {
    if (equals === undefined || !isSamePlace(at, other)) continue;
    const both: Condition["equals"] = constants?.filter((one) => equals.includes(one)) ?? equals;
    constants = both.length === 0 ? equals : both;
  }
  return constants;
}

/** Tells whether two locators lead to one place. */
export function isSamePlace(a: Locator, b: Locator): boolean {
  if (a.kind === "header" || b.kind === "header")
    return a.kind === "header" && b.kind === "header" && a.name === b.name;
  return isSamePath(a.tokens, b.tokens);
}

/** Gives the paths into the body of those locators that lead there. */
export function bodyPaths(locators: readonly Locator[]): readonly Path[] {
  return locators.flatMap((at) => (at.kind === "body" ? [at.tokens] : []));
}

/** Gives the paths where conditions ask for anything at all. */
export function pathsWanted(conditions: readonly Condition[]): readonly Path[] {
  return bodyPaths(
    conditions.filter((one) => one.present && one.equals === undefined).map((one) => one.at),
  );
}

/** Gives the paths where conditions allow nothing. */
export function pathsAbsent(conditions: readonly Condition[]): readonly Path[] {
  return bodyPaths(conditions.filter((one) => !one.present).map((one) => one.at));
}

/** Gives what paths are compared by. */
export function placeKey(path: Path): string {
  return JSON.stringify(path);
}

/** Tells whether a path leads to one of some places. */
export function isAmong(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => isSamePath(place, path));
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

/** Tells whether a path leads to one of some places, or to something inside it. */
export function isWithin(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => place.every((token, i) => token === path[i]));
}
