// Recognising a response: the steps that decide whether it is an error, and which.

import type {
  CodeFacts,
  DefinitionFacts,
  Effect,
  Envelope,
  Kind,
  Locator,
  Match,
  Meaning,
  ReadResponse,
  Recognition,
  Retry,
  Tables,
  WireCode,
} from "./facts.ts";
import { fillings } from "./messages.ts";
import {
  allHold,
  firstOf,
  hasStar,
  headerOf,
  noElement,
  own,
  plainValueAt,
  readResponse,
  textAt,
  visit,
} from "./read.ts";
import {
  carefulEffect,
  carefulRetry,
  effectOfKind,
  kindOfStatus,
  retryOfKind,
} from "./statuses.ts";

/** Returns what a response is by a catalog's tables, or `undefined` for one that is no error; never throws. */
export function recognise(tables: Tables, input: unknown): Recognition | undefined {
  const response = readResponse(input);
  const found = errorIn(tables, response);
  if (found === undefined) return undefined;
  const { envelope, element, wireCode } = found;
  const meaning = meaningOf(found, response);
  const facts = factsOf(meaning);
  if (meaning === undefined || facts === undefined) {
    return { response, envelope, element, wireCode, ...undecided(tables, response, found) };
  }
  const definition = meaning[0];
  return {
    response,
    envelope,
    element,
    wireCode,
    definition,
    facts,
    candidates: noCandidates,
    kind: definition.kind,
    retry: facts.retry,
    effect: facts.effect,
  };
}

interface Found {
  readonly envelope: Envelope | undefined;
  readonly element: readonly number[];
  readonly wireCode: WireCode | undefined;
  readonly meanings: readonly Meaning[] | undefined;
}

interface FoundIn extends Found {
  readonly envelope: Envelope;
}

const nothingFound: Found = {
  envelope: undefined,
  element: noElement,
  wireCode: undefined,
  meanings: undefined,
};

/** Returns what was found of an error, or `undefined` for a response that is none. */
export function errorIn(tables: Tables, response: ReadResponse): Found | undefined {
  const failed = isFailed(response.status);
  const { success } = tables;
  if (!failed && success !== undefined && allHold(success, response, noElement)) return undefined;
  return bestEnvelope(tables, response, failed) ?? (failed ? nothingFound : undefined);
}

/** Checks whether a status is one of errors. */
export function isFailed(status: number | undefined): boolean {
  return status !== undefined && status >= 400;
}

/** Returns the envelope of an error; of several that fit the one that wins, and none for a body that is no error. */
function bestEnvelope(
  tables: Tables,
  response: ReadResponse,
  failed: boolean,
): FoundIn | undefined {
  const each = failed || tables.success !== undefined;
  let best: FoundIn | undefined;
  const { envelopes } = tables;
  // Counted loops: of what runs for every response, iterators would be a tenth.
  for (let i = 0; i < envelopes.length; i++) {
    const envelope = envelopes[i] as Envelope;
    const found = findEnvelope(envelope, response, tables);
    if (found === undefined) continue;
    const counts = each || envelope.when !== undefined || found.meanings !== undefined;
    if (counts && (best === undefined || wins(found, best, response))) best = found;
  }
  return best;
}

function findEnvelope(
  envelope: Envelope,
  response: ReadResponse,
  tables: Tables,
): FoundIn | undefined {
  const { when } = envelope;
  const found = findCode(envelope, response, tables);
  if (when === undefined) return found;
  if (!allHold(when, response, found?.element ?? noElement)) return undefined;
  return found ?? { envelope, element: noElement, wireCode: undefined, meanings: undefined };
}

/** Returns the first code that the catalog knows, else the first code. */
function findCode(envelope: Envelope, response: ReadResponse, tables: Tables): FoundIn | undefined {
  let first: FoundIn | undefined;
  const places = envelope.code;
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as Locator;
    const found = hasStar(at)
      ? findAmongElements(at, { envelope, response, tables })
      : foundCode(codeAt(at, response), noElement, envelope, tables);
    if (found?.meanings !== undefined) return found;
    first ??= found;
  }
  return first;
}

function codeAt(at: Locator, { headers, body }: ReadResponse): unknown {
  return typeof at === "string" ? headerOf(headers, at) : plainValueAt(at, body);
}

interface Search {
  readonly envelope: Envelope;
  readonly response: ReadResponse;
  readonly tables: Tables;
}

function findAmongElements(at: Locator, search: Search): FoundIn | undefined {
  const { envelope, response, tables } = search;
  let first: FoundIn | undefined;
  let known: FoundIn | undefined;
  visit(at, response, (value, element) => {
    const found = foundCode(value, element, envelope, tables);
    first ??= found;
    if (found?.meanings !== undefined) known = found;
    return known !== undefined;
  });
  return known ?? first;
}

function foundCode(
  value: unknown,
  element: readonly number[],
  envelope: Envelope,
  tables: Tables,
): FoundIn | undefined {
  if (!isCode(value)) return undefined;
  return { envelope, element, wireCode: value, meanings: meaningsOf(value, tables) };
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

function wins(one: FoundIn, other: FoundIn, response: ReadResponse): boolean {
  const more = weight(one, response) - weight(other, response);
  if (more !== 0) return more > 0;
  const known = Number(one.meanings !== undefined) - Number(other.meanings !== undefined);
  if (known !== 0) return known > 0;
  return one.envelope.name < other.envelope.name;
}

/** Counts the conditions and the located fields that are there. */
function weight({ envelope, element, wireCode }: FoundIn, response: ReadResponse): number {
  const isThere = (at: readonly Locator[] | undefined): number =>
    firstOf(at, response, element) === undefined ? 0 : 1;
  return (
    (envelope.when?.length ?? 0) +
    (wireCode === undefined ? 0 : 1) +
    isThere(envelope.message) +
    isThere(envelope.requestId) +
    isThere(envelope.docsUrl) +
    isThere(envelope.retryAfter)
  );
}

const noCandidates: readonly DefinitionFacts[] = [];

/** Returns the first meaning that nothing speaks against. */
export function meaningOf(found: Found, response: ReadResponse): Meaning | undefined {
  const { meanings } = found;
  if (meanings === undefined) return undefined;
  for (let i = 0; i < meanings.length; i++) {
    const meaning = meanings[i] as Meaning;
    const match = meaning[2];
    if (match === undefined || holds(match, response, found)) return meaning;
  }
  return undefined;
}

/** Returns the facts of the code that a meaning is of. */
export function factsOf(meaning: Meaning | undefined): CodeFacts | undefined {
  return meaning?.[0].codes[meaning[1]];
}

/** What is known of an error whose definition is not. */
export interface Undecided extends Facts {
  readonly definition: undefined;
  readonly facts: undefined;
  readonly candidates: readonly DefinitionFacts[];
}

/** Returns what is known of an error whose definition is not: by its candidates, or by its status. */
export function undecided(tables: Tables, response: ReadResponse, { meanings }: Found): Undecided {
  const isShared = meanings !== undefined && meanings.length > 0;
  return {
    definition: undefined,
    facts: undefined,
    candidates: isShared ? meanings.map(([definition]) => definition) : noCandidates,
    ...(isShared ? mostCareful(meanings) : factsOfStatus(tables, response.status)),
  };
}

function holds(match: Match, response: ReadResponse, { envelope, element }: Found): boolean {
  if (!admits(match.scope, response.scope) || !admits(match.operation, response.operation))
    return false;
  if (!admits(match.status, response.status) || !admits(match.envelope, envelope?.name))
    return false;
  if (match.body !== undefined && !allHold(match.body, response, element)) return false;
  if (match.message === undefined) return true;
  const message = textAt(envelope?.message, response, element);
  return (
    message !== undefined && match.message.some((parts) => fillings(parts, message) !== undefined)
  );
}

/** Checks whether a dimension of a match says nothing or has the value. */
function admits<Value>(values: readonly Value[] | undefined, value: Value | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}

interface Facts {
  readonly kind: Kind;
  readonly retry: Retry;
  readonly effect: Effect;
}

function factsOfStatus(tables: Tables, status: number | undefined): Facts {
  const exact = status === undefined ? undefined : own(tables.statuses, String(status));
  const range =
    status === undefined ? undefined : own(tables.statuses, `${Math.floor(status / 100)}xx`);
  const kind = exact?.kind ?? range?.kind ?? kindOfStatus(status);
  return {
    kind,
    retry: exact?.retry ?? range?.retry ?? retryOfKind(kind),
    effect: exact?.effect ?? range?.effect ?? effectOfKind(kind),
  };
}

function mostCareful(meanings: readonly Meaning[]): Facts {
  let kind: Kind | undefined;
  let retry: Retry = "after-backoff";
  let effect: Effect = "none";
  for (const [definition, index] of meanings) {
    const facts = definition.codes[index];
    if (facts === undefined) continue;
    kind = kind === undefined || kind === definition.kind ? definition.kind : "unknown";
    retry = carefulRetry(retry, facts.retry);
    effect = carefulEffect(effect, facts.effect);
  }
  return { kind: kind ?? "unknown", retry, effect };
}
