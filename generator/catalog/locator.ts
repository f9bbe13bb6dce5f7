// Locators and conditions as written in a catalog, and their resolved forms.

import type { Path } from "../../runtime/facts.ts";
import { pickOf } from "../../runtime/locate.ts";
import type {
  Condition as ConditionDocument,
  Conditions,
  LocatorOrList,
  WaitOrList,
} from "../schema/document.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Condition, Locator, WaitLocator } from "./catalog.ts";
import { choicesOf, type JsonSchema, referredTo } from "./json-schema.ts";
import { openedSchema, type SharedSchema, schemaBelow } from "./opened-schema.ts";

/** Returns the resolved form of a locator, `/a/b` or `header:name`. */
export type ReadLocator = (text: string) => Locator;

/** Returns the resolved form of a locator into bodies that nothing is known of. */
export const parseLocator: ReadLocator = (text) => {
  if (text.startsWith("header:"))
    return { kind: "header", name: text.slice("header:".length).toLowerCase() };
  const tokens = pointerTokens(text).map((token) => (isIndex(token) ? Number(token) : token));
  return { kind: "body", tokens, path: tokens.map((token) => (token === "*" ? 0 : token)) };
};

/** Checks whether a text is an index of a list that a locator may have. */
function isIndex(token: string): boolean {
  return /^(0|[1-9][0-9]?)$/.test(token);
}

/** Returns what resolves locators into bodies of a schema, which says whether a number is a key, and `*` any key of an object. */
export function locatorReader(body: JsonSchema | undefined, shared: SharedSchema): ReadLocator {
  if (body === undefined) return parseLocator;
  return (text) => {
    const locator = parseLocator(text);
    if (locator.kind === "header") return locator;
    const kinds = parentKinds(locator.tokens, body, shared);
    const isKey = (i: number): boolean => kinds[i] === "object";
    const tokens = locator.tokens.map((token, i) => (isKey(i) ? String(token) : token));
    const path = tokens.map((token, i) => (token === "*" && !isKey(i) ? 0 : token));
    return { kind: "body", tokens, path };
  };
}

/** Returns for each token whether a schema makes an object or a list of what it is in; nothing if the schema does not say. */
function parentKinds(
  tokens: Path,
  body: JsonSchema,
  shared: SharedSchema,
): readonly ("object" | "array" | undefined)[] {
  let schema: JsonSchema | undefined = body;
  return tokens.map((token, i) => {
    const opened = schema && openedSchema(schema, tokens.slice(i), shared);
    const kind = opened && kindOf(opened, shared);
    schema = opened && schemaBelow(opened, kind === "object" ? String(token) : token);
    return kind;
  });
}

function kindOf(
  schema: JsonSchema,
  shared: SharedSchema,
  deepest = 5,
): "object" | "array" | undefined {
  const { type, properties, additionalProperties, required, items, ...rest } = referredTo(
    schema,
    shared,
  );
  const types = type === undefined ? [] : listOf(type);
  if (items !== undefined || types.includes("array")) return "array";
  const isObject = properties ?? additionalProperties ?? required;
  if (isObject !== undefined || types.includes("object")) return "object";
  const choices = deepest === 0 ? [] : (choicesOf(rest) ?? []);
  const kinds = choices.map((one) => kindOf(one, shared, deepest - 1));
  return kinds.includes("array") ? "array" : kinds.find((kind) => kind !== undefined);
}

/** Checks whether a token leads to an element of a list, or to any value of an object. */
export function isElement(token: string | number): boolean {
  return typeof token === "number" || token === "*" || pickOf(token) !== undefined;
}

/** Returns the first token of a locator that looks like an index and can be none, in bodies of a schema. */
export function wrongIndex(
  text: string,
  body: JsonSchema | undefined,
  shared: SharedSchema,
): string | undefined {
  const locator = parseLocator(text);
  if (locator.kind === "header") return undefined;
  const kinds = body === undefined ? [] : parentKinds(locator.tokens, body, shared);
  const isWrong = (token: string | number, i: number): boolean =>
    typeof token === "string" && /^-?[0-9]+$/.test(token) && kinds[i] !== "object";
  const found = locator.tokens.find(isWrong);
  return found === undefined ? undefined : String(found);
}

/** Returns a locator as it is written in a catalog; equal places have equal texts. */
export function showLocator(locator: Locator): string {
  if (locator.kind === "header") return `header:${locator.name}`;
  let text = "";
  for (const token of locator.tokens) text += `/${escapeToken(String(token))}`;
  return text;
}

/** Returns the locators of a value that is one, a list or nothing. */
export function parseLocators(
  value: LocatorOrList | undefined,
  read: ReadLocator,
): readonly Locator[] {
  return listOf(value).map(read);
}

/** Returns the places of a wait. */
export function parseWaits(
  value: WaitOrList | undefined,
  read: ReadLocator,
): readonly WaitLocator[] {
  return listOf(value).map((one) => {
    const { at, unit, when } = typeof one === "string" ? { at: one } : one;
    return { ...read(at), unit, when: parseConditions(when, read) };
  });
}

/** Returns the items of a value that is one, a list or nothing. */
export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/** Returns the conditions of a map of them, sorted by locator. */
export function parseConditions(
  conditions: Conditions | undefined,
  read: ReadLocator,
): readonly Condition[] {
  return Object.entries(conditions ?? {})
    .map(([at, condition]) => parseCondition(read(at), condition))
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
