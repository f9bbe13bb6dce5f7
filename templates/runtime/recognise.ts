// Recognising a response: the steps that decide whether it is an error, and which.

import type {
  DefinitionFacts,
  Effect,
  Envelope,
  Identity,
  Kind,
  Match,
  Meaning,
  ReadResponse,
  Recognition,
  Retry,
  Tables,
  WireCode,
} from "./facts.ts";
import { fillings } from "./messages.ts";
import { allHold, firstOf, noElement, own, readResponse, textAt, visit } from "./read.ts";
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
  let best: Found | undefined;
  for (const envelope of tables.envelopes) {
    const found = findEnvelope(envelope, response, tables);
    if (found === undefined) continue;
    const counts =
      failed ||
      envelope.when !== undefined ||
      found.meanings !== undefined ||
      success !== undefined;
    if (counts && (best === undefined || wins(found, best, response))) best = found;
  }
  if (best === undefined && !failed) return undefined;
  return decide(tables, response, best);
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

function findEnvelope(
  envelope: Envelope,
  response: ReadResponse,
  tables: Tables,
): Found | undefined {
  let any: Found | undefined;
  let known: Found | undefined;
  for (const at of envelope.code) {
    visit(at, response, (value, element) => {
      const text = codeText(value);
      if (text === undefined) return false;
      const meanings = tables.codes[text] ?? undefined;
      const found = { envelope, element, wireCode: value as WireCode, meanings };
      any ??= found;
      if (meanings === undefined) return false;
      known = found;
      return true;
    });
    if (known !== undefined) break;
  }
  const when = envelope.when;
  const found = known ?? any;
  if (when === undefined) return found;
  const candidate = found ?? {
    envelope,
    element: noElement,
    wireCode: undefined,
    meanings: undefined,
  };
  return allHold(when, response, candidate.element) ? candidate : undefined;
}

/** Gives the text that codes are compared by: of a non-empty string or a finite number, else `undefined`. */
function codeText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

function wins(one: Found, other: Found, response: ReadResponse): boolean {
  const more = weight(one, response) - weight(other, response);
  if (more !== 0) return more > 0;
  const known = Number(one.meanings !== undefined) - Number(other.meanings !== undefined);
  if (known !== 0) return known > 0;
  return one.envelope.name < other.envelope.name;
}

function weight({ envelope, element, wireCode }: Found, response: ReadResponse): number {
  const located = [envelope.message, envelope.requestId, envelope.docsUrl, envelope.retryAfter];
  let sum = (envelope.when?.length ?? 0) + (wireCode === undefined ? 0 : 1);
  for (const at of located) {
    if (at !== undefined && firstOf(at, response, element) !== undefined) sum++;
  }
  return sum;
}

function decide(tables: Tables, response: ReadResponse, found: Found | undefined): Recognition {
  const envelope = found?.envelope;
  const element = found?.element ?? noElement;
  const wireCode = found?.wireCode;
  const meanings = found?.meanings ?? [];
  for (const [definition, index, match] of meanings) {
    const facts = definition.codes[index];
    if (facts === undefined) continue;
    if (match === undefined || holds(match, response, { envelope, element })) {
      const { retry, effect } = facts;
      const { kind } = definition;
      const candidates: readonly DefinitionFacts[] = [];
      return {
        response,
        envelope,
        element,
        wireCode,
        definition,
        facts,
        candidates,
        kind,
        retry,
        effect,
      };
    }
  }
  const candidates = meanings.map(([definition]) => definition);
  const unknown =
    candidates.length > 0 ? mostCareful(meanings) : factsOfStatus(tables, response.status);
  return {
    response,
    envelope,
    element,
    wireCode,
    definition: undefined,
    facts: undefined,
    candidates,
    ...unknown,
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
