// Whether two matches can hold for one response, and whether one holds wherever the other does.

import { fillings } from "../../runtime/messages.ts";
import type { Condition, Match } from "./catalog.ts";
import { showLocator } from "./locator.ts";
import { comparedConstants } from "./media-types.ts";
import { isConstant, type Template } from "./template.ts";

/** A match that says nothing: it holds for every response. */
export const matchesAll: Match = {
  scopes: [],
  operations: [],
  statuses: [],
  envelopes: [],
  messages: [],
  body: [],
};

const sets = ["scopes", "operations", "statuses", "envelopes"] as const;

/** Checks whether no response can fulfil both matches. */
export function excludeEachOther(a: Match, b: Match): boolean {
  for (const dimension of sets) {
    const [one, other]: readonly (readonly unknown[])[] = [a[dimension], b[dimension]];
    if (one === undefined || other === undefined) continue;
    if (one.length > 0 && other.length > 0 && !one.some((item) => other.includes(item)))
      return true;
  }
  if (a.messages.length > 0 && b.messages.length > 0) {
    if (a.messages.every((one) => b.messages.every((other) => textsDiffer(one, other))))
      return true;
  }
  return a.body.some((one) => b.body.some((other) => conditionsExclude(one, other)));
}

/** Checks whether a response that fulfils the first match always fulfils the second. */
export function isInside(a: Match, b: Match): boolean {
  for (const dimension of sets) {
    const [one, other]: readonly (readonly unknown[])[] = [a[dimension], b[dimension]];
    if (one === undefined || other === undefined || other.length === 0) continue;
    if (one.length === 0 || !one.every((item) => other.includes(item))) return false;
  }
  if (b.messages.length > 0) {
    if (a.messages.length === 0) return false;
    if (!a.messages.every((one) => b.messages.some((other) => textInside(one, other))))
      return false;
  }
  return b.body.every((other) => a.body.some((one) => conditionImplies(one, other)));
}

/** Checks whether two conditions on one place cannot both hold. */
export function conditionsExclude(a: Condition, b: Condition): boolean {
  if (showLocator(a.at) !== showLocator(b.at)) return false;
  if (a.present !== b.present) return true;
  const [one, other] = [a, b].map(({ at, equals }) => comparedConstants(at, equals));
  return one !== undefined && other !== undefined && !one.some((value) => other.includes(value));
}

/** Checks whether the second condition holds wherever the first does. */
export function conditionImplies(a: Condition, b: Condition): boolean {
  if (showLocator(a.at) !== showLocator(b.at) || a.present !== b.present) return false;
  if (b.equals === undefined) return true;
  const [own, wanted] = [a, b].map(({ at, equals }) => comparedConstants(at, equals));
  return own?.every((value) => wanted?.includes(value)) ?? false;
}

function textsDiffer(a: Template, b: Template): boolean {
  const [headA, tailA] = ends(a);
  const [headB, tailB] = ends(b);
  if (isConstant(a)) return fillings(b.parts, headA) === undefined;
  if (isConstant(b)) return fillings(a.parts, headB) === undefined;
  const headsExclude = !headA.startsWith(headB) && !headB.startsWith(headA);
  return headsExclude || (!tailA.endsWith(tailB) && !tailB.endsWith(tailA));
}

function textInside(a: Template, b: Template): boolean {
  // A character that no template has stands for whatever the holes hold: what fits with it fits with all.
  const any = a.parts.map((part, i) => (i % 2 === 0 ? part : "\u0000")).join("");
  return fillings(b.parts, any) !== undefined;
}

function ends(template: Template): readonly [head: string, tail: string] {
  return [template.parts[0] ?? "", template.parts[template.parts.length - 1] ?? ""];
}
