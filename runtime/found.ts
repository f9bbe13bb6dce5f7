// A code that is found in a response: what it can mean, and what is known of the error that has it.

import type {
  CodeFacts,
  DefinitionFacts,
  Locator,
  Match,
  Meaning,
  Path,
  Tables,
  WireCode,
} from "./facts.ts";
import { allHold, noElement, textAt } from "./locate.ts";
import { fillings } from "./messages.ts";
import type {
  Found,
  FoundCode,
  Judged,
  Others,
  ReadResponse,
  Recogniser,
  Search,
} from "./steps.ts";
import { underStatus, unknownFactsOf } from "./unknown.ts";

/** An error without a code. */
export const nothingFound: Found = {
  envelope: undefined,
  element: noElement,
  wireCode: undefined,
  meanings: undefined,
  family: undefined,
  known: false,
};

/** What is said of an error that no other comes with. */
export const noOthers: Others = { others: [] };

/** Checks whether the success conditions on a list, if there are any, hold for one of its elements. */
export function isSuccess(
  at: Exclude<Locator, string>,
  element: Path,
  { envelope, response, tables }: Search,
): boolean {
  const success = envelope.success ?? tables.success;
  const own = success?.filter(([place]) => typeof place !== "string" && isInList(place, at));
  return own !== undefined && own.length > 0 && allHold(own, response, element);
}

/** Checks whether a place is in the elements of the list that another place is in. */
export function isInList(place: Path, at: Path): boolean {
  const last = at.lastIndexOf("*");
  return place.lastIndexOf("*") === last && at.every((token, i) => i > last || place[i] === token);
}

/** Returns what a value at the place of a code is found to be, or `undefined` if it can be no code. */
export function foundCode(
  value: unknown,
  {
    at,
    element = noElement,
    ...search
  }: Search & { readonly at: Locator; readonly element?: Path },
): FoundCode | undefined {
  if (!isCode(value)) return undefined;
  const { envelope, tables, response } = search;
  const all = meaningsOf(value, tables);
  const found: FoundCode = {
    envelope,
    element,
    at,
    wireCode: value,
    meanings: all,
    family: undefined,
    known: all !== undefined,
  };
  const { fits, familyOf } = tables.steps;
  const isRuledOut = ([, , match]: Meaning): boolean =>
    match !== undefined && fits?.(match, response, found) === false;
  const meanings = all?.some(isRuledOut) ? all.filter((one) => !isRuledOut(one)) : all;
  if (meanings !== undefined && meanings.length > 0) return { ...found, meanings };
  return { ...found, meanings: undefined, family: familyOf?.(value, tables) };
}

/** Returns the meanings of a code; of an integer that readers of JSON make out of others too, nothing is known. */
export function meaningsOf(code: WireCode, tables: Tables): readonly Meaning[] | undefined {
  if (typeof code === "number" && Math.abs(code) > Number.MAX_SAFE_INTEGER) return undefined;
  // Codes are compared as text, which is what a key is: a number finds what its text finds.
  return tables.codes[code] ?? undefined;
}

/** Checks whether a value can be a code: a text that is not empty, or a finite number. */
export function isCode(value: unknown): value is WireCode {
  return typeof value === "string" ? value !== "" : Number.isFinite(value);
}

/** Orders codes by what is known of them: a meaning, a family, nothing. */
export function rank({ meanings, family }: Found): number {
  return meanings !== undefined ? 2 : family !== undefined ? 1 : 0;
}

const noCandidates: readonly DefinitionFacts[] = [];

/** Returns what is known of an error: by its definition, by those that share its code, or by its family and status. */
export function judge(found: Found, tables: Recogniser, response: ReadResponse): Judged {
  const { meanings } = found;
  const { fits, mostCareful } = tables.steps;
  const { status } = response;
  const meaning = meanings?.find(
    ([, , match]) => match === undefined || fits?.(match, response, found),
  );
  const facts = factsOf(meaning);
  if (meaning !== undefined && facts !== undefined) {
    const [definition] = meaning;
    const { retry, effect } = underStatus(facts, tables, status);
    return { definition, facts, candidates: noCandidates, kind: definition.kind, retry, effect };
  }
  return {
    definition: undefined,
    facts: undefined,
    candidates: meanings?.map(([definition]) => definition) ?? noCandidates,
    ...((meanings && mostCareful?.(meanings, tables, status)) ??
      unknownFactsOf(found, tables, status)),
  };
}

/** Returns the facts of the code that a meaning is of. */
export function factsOf(meaning: Meaning | undefined): CodeFacts | undefined {
  return meaning?.[0].codes[meaning[1]];
}

/** Returns whether a meaning's match holds, or `undefined` if what the caller says of the call does not decide it. */
export function fits(
  match: Match,
  response: ReadResponse,
  { envelope, element }: Found,
): boolean | undefined {
  if (match.envelope !== undefined && !match.envelope.includes(envelope?.name ?? "")) return false;
  if (match.body !== undefined && !allHold(match.body, response, element)) return false;
  if (match.message !== undefined) {
    const message = textAt(envelope?.message, response, element);
    if (message === undefined) return false;
    if (!match.message.some((parts) => fillings(parts, message) !== undefined)) return false;
  }
  const isCalled =
    admits(match.scope, response.scope) &&
    admits(match.operation, response.operation) &&
    admits(match.status, response.status);
  return isCalled || undefined;
}

/** Checks whether a dimension of a match says nothing or has the value. */
function admits<Value>(values: readonly Value[] | undefined, value: Value | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}
