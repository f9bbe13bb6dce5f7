// Locators and conditions as written in a catalog, and their resolved forms.

import type {
  Condition as ConditionDocument,
  Conditions,
  LocatorOrList,
  WaitOrList,
} from "../schema/document.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Condition, Locator, WaitLocator } from "./catalog.ts";

/** Returns the resolved form of a locator, `/a/b` or `header:name`. */
export function parseLocator(text: string): Locator {
  return text.startsWith("header:")
    ? { kind: "header", name: text.slice("header:".length).toLowerCase() }
    : { kind: "body", tokens: pointerTokens(text) };
}

/** Returns a locator as it is written in a catalog; equal places have equal texts. */
export function showLocator(locator: Locator): string {
  if (locator.kind === "header") return `header:${locator.name}`;
  let text = "";
  for (const token of locator.tokens) text += `/${escapeToken(token)}`;
  return text;
}

/** Returns the locators of a value that is one, a list or nothing. */
export function parseLocators(value: LocatorOrList | undefined): readonly Locator[] {
  return listOf(value).map(parseLocator);
}

/** Returns the places of a wait. */
export function parseWaits(value: WaitOrList | undefined): readonly WaitLocator[] {
  return listOf(value).map((one) => {
    const { at, unit, when } = typeof one === "string" ? { at: one } : one;
    return { ...parseLocator(at), unit, when: parseConditions(when) };
  });
}

/** Returns the items of a value that is one, a list or nothing. */
export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/** Returns the conditions of a map of them, sorted by locator. */
export function parseConditions(conditions: Conditions | undefined): readonly Condition[] {
  return Object.entries(conditions ?? {})
    .map(([at, condition]) => parseCondition(parseLocator(at), condition))
    .sort((a, b) => compareText(showLocator(a.at), showLocator(b.at)));
}

function parseCondition(at: Locator, condition: ConditionDocument): Condition {
  if (typeof condition === "object" && condition !== null && "present" in condition) {
    return { at, present: condition.present };
  }
  return { at, equals: listOf(condition), present: true };
}

/** Orders texts by UTF-16 code units, in no locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
