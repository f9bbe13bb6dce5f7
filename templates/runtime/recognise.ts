// Recognising a response: the steps that decide whether it is an error, and which.

import type {
  DefinitionFacts,
  Effect,
  Envelope,
  Identity,
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
import { allHold, firstOf, noElement, own, readResponse, textAt, valueAt, visit } from "./read.ts";
import {
  carefulEffect,
  carefulRetry,
  effectOfKind,
  kindOfStatus,
  retryOfKind,
} from "./statuses.ts";

/** Gives what a response is by a catalog's tables, or `undefined` for one that is no error; never throws. */
export function recognise(tables: Tables, input: unknown): Recognition | undefined {
  const response = readResponse(input);
  const failed = response.status !== undefined && response.status >= 400;
  const success = tables.success;
  if (!failed && success !== undefined && allHold(success, response, noElement)) return undefined;
  const found = bestEnvelope(tables, response, failed);
  return found === undefined && !failed ? undefined : decide(tables, response, found);
}

/** Gives the plain facts of what was recognised. */
export function identityOf(found: Recognition | undefined): Identity | undefined {
  if (found === undefined) return undefined;
  const { definition, facts, kind, retry, effect } = found;
  if (definition !== undefined && facts?.code !== undefined) {
    return { name: definition.name, code: facts.code, kind, retry, effect };
  }
  const candidates = found.candidates.map((one) => one.name);
  return {
    name: undefined,
    code: undefined,
    wireCode: found.wireCode,
    kind,
    retry,
    effect,
    candidates,
  };
}

interface Found {
  readonly envelope: Envelope;
  readonly element: readonly number[];
  readonly wireCode: WireCode | undefined;
  readonly meanings: readonly Meaning[] | undefined;
}

/** Gives the envelope of an error; of several that fit the one that wins, and none for a body that is no error. */
function bestEnvelope(tables: Tables, response: ReadResponse, failed: boolean): Found | undefined {
  const each = failed || tables.success !== undefined;
  let best: Found | undefined;
  for (const envelope of tables.envelopes) {
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
): Found | undefined {
  const { when } = envelope;
  const found = findCode(envelope, response, tables);
  if (when === undefined) return found;
  if (!allHold(when, response, found?.element ?? noElement)) return undefined;
  return found ?? { envelope, element: noElement, wireCode: undefined, meanings: undefined };
}

/** Gives the first code that the catalog knows, else the first code. */
function findCode(envelope: Envelope, response: ReadResponse, tables: Tables): Found | undefined {
  let first: Found | undefined;
  for (const at of envelope.code) {
    const found = findCodeAt(at, { envelope, response, tables });
    if (found?.meanings !== undefined) return found;
    first ??= found;
  }
  return first;
}

interface Search {
  readonly envelope: Envelope;
  readonly response: ReadResponse;
  readonly tables: Tables;
}

function findCodeAt(at: Locator, search: Search): Found | undefined {
  if (typeof at !== "string" && at.includes("*")) return findAmongElements(at, search);
  const value = valueAt(at, search.response, noElement);
  return isCode(value) ? foundCode(value, noElement, search) : undefined;
}

function findAmongElements(at: Locator, search: Search): Found | undefined {
  let first: Found | undefined;
  let known: Found | undefined;
  visit(at, search.response, (value, element) => {
    if (!isCode(value)) return false;
    const found = foundCode(value, element, search);
    first ??= found;
    if (found.meanings !== undefined) known = found;
    return known !== undefined;
  });
  return known ?? first;
}

function foundCode(code: WireCode, element: readonly number[], search: Search): Found {
  const { envelope, tables } = search;
  // Codes are compared as text, which is what a key is: a number finds what its text finds.
  return { envelope, element, wireCode: code, meanings: tables.codes[code] ?? undefined };
}

function isCode(value: unknown): value is WireCode {
  return typeof value === "string" ? value !== "" : Number.isFinite(value);
}

function wins(one: Found, other: Found, response: ReadResponse): boolean {
  const more = weight(one, response) - weight(other, response);
  if (more !== 0) return more > 0;
  const known = Number(one.meanings !== undefined) - Number(other.meanings !== undefined);
  if (known !== 0) return known > 0;
  return one.envelope.name < other.envelope.name;
}

/** Counts the conditions and the located fields that are there. */
function weight({ envelope, element, wireCode }: Found, response: ReadResponse): number {
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

const noMeanings: readonly Meaning[] = [];
const noCandidates: readonly DefinitionFacts[] = [];

function decide(tables: Tables, response: ReadResponse, found: Found | undefined): Recognition {
  const { envelope, element = noElement, wireCode, meanings = noMeanings } = found ?? {};
  for (const [definition, index, match] of meanings) {
    const facts = definition.codes[index];
    if (facts === undefined) continue;
    if (match !== undefined && !holds(match, response, { envelope, element })) continue;
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
  const undecided = meanings.length > 0;
  return {
    response,
    envelope,
    element,
    wireCode,
    definition: undefined,
    facts: undefined,
    candidates: undecided ? meanings.map(([definition]) => definition) : noCandidates,
    ...(undecided ? mostCareful(meanings) : factsOfStatus(tables, response.status)),
  };
}

interface Place {
  readonly envelope: Envelope | undefined;
  readonly element: readonly number[];
}

function holds(match: Match, response: ReadResponse, { envelope, element }: Place): boolean {
  const { scope, operation, status } = response;
  if (match.scope !== undefined && !(scope !== undefined && match.scope.includes(scope)))
    return false;
  if (
    match.operation !== undefined &&
    !(operation !== undefined && match.operation.includes(operation))
  )
    return false;
  if (match.status !== undefined && !(status !== undefined && match.status.includes(status)))
    return false;
  if (
    match.envelope !== undefined &&
    !(envelope !== undefined && match.envelope.includes(envelope.name))
  )
    return false;
  if (match.body !== undefined && !allHold(match.body, response, element)) return false;
  if (match.message === undefined) return true;
  const message = textAt(envelope?.message, response, element);
  return (
    message !== undefined && match.message.some((parts) => fillings(parts, message) !== undefined)
  );
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
