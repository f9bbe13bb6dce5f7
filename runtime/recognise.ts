// Recognising a response: the steps that decide whether it is an error, and which.

import type { Envelope, Locator, Path, Tables } from "./facts.ts";
import { faultIn } from "./faults.ts";
import { foundCode, isCode, judge, noOthers, nothingFound, rank } from "./found.ts";
import {
  contradicts,
  firstOf,
  hasStar,
  isPlain,
  isThere,
  noElement,
  plainValueAt,
  succeeds,
  textAt,
  valueAt,
  visit,
} from "./locate.ts";
import { readResponse } from "./read.ts";
import { careful, retryOfKind } from "./statuses.ts";
import type { FoundCode, Read, ReadResponse, Recogniser, Recognition, Sighting } from "./steps.ts";

/** Returns what a response is by a catalog's tables, or `undefined` for one that is no error; never throws. */
export function recognise(tables: Recogniser, input: unknown): Recognition | undefined {
  return recogniseRead(tables, readResponse(input, tables.steps), input);
}

/** Returns what a response is that was read of an input already. */
export function recogniseRead(
  tables: Recogniser,
  response: ReadResponse,
  input: unknown,
): Recognition | undefined {
  const error = errorIn(tables, response);
  const read = { tables, response };
  if (error?.found.meanings !== undefined) return recognitionOf(error, read);
  const fault = isDecided(tables, response)
    ? undefined
    : faultIn(input, response, error !== undefined);
  if (fault === undefined) return error && recognitionOf(error, read);
  const { message, kind } = fault;
  const all = recognitionOf(error ?? noError, read);
  if (kind === undefined) return { ...all, fault: message };
  return { ...all, kind, retry: retryOfKind(kind), effect: "unknown", fault: message };
}

/** Checks whether HTTP alone says that a response is no error. */
function isDecided({ errorsBelow400 }: Tables, { status }: ReadResponse): boolean {
  return errorsBelow400 === "never" && status !== undefined && status >= 100 && status < 400;
}

const noError: Sighting = { found: nothingFound, rivals: [] };

function recognitionOf(sighting: Sighting, read: Read): Recognition {
  const { tables, response } = read;
  const { found } = sighting;
  const { envelope, element, wireCode } = found;
  const judged = judge(found, tables, response);
  const { others, facts } = tables.steps.othersIn?.(sighting, read) ?? noOthers;
  const all = facts === undefined ? judged : { ...judged, ...careful(judged, facts) };
  return { response, envelope, element, wireCode, ...all, others };
}

/** Returns what was found of an error, or `undefined` for a response that is none. */
function errorIn(tables: Recogniser, response: ReadResponse): Sighting | undefined {
  const { status } = response;
  const failed = isFailed(status) || (status === undefined && isThrown(response.body));
  const { success, errorsBelow400, steps } = tables;
  if (!failed && status !== undefined && errorsBelow400 === "never") return undefined;
  if (!failed && success !== undefined && steps.succeeds?.(success, response)) return undefined;
  const rivals: FoundCode[] = [];
  for (const envelope of tables.envelopes) {
    const found = findEnvelope(envelope, response, tables);
    if (found !== undefined && (failed || countsBelow400(found, tables, response)))
      rivals.push(found);
  }
  const best = steps.bestOf?.(rivals, response) ?? rivals[0];
  if (best !== undefined) return { found: best, rivals };
  return failed || steps.isContradicted?.(tables, response) ? noError : undefined;
}

/** Checks whether a body without a status is what somebody threw, of any realm. */
function isThrown(body: unknown): boolean {
  try {
    return Object.prototype.toString.call(body) === "[object Error]";
  } catch {
    return false;
  }
}

/** Checks whether a response says the contrary of a success, in a place that a condition reads, and of none that it is one. */
export function isContradicted({ success, envelopes }: Tables, response: ReadResponse): boolean {
  const all = [success, ...envelopes.map((one) => one.success)].filter((one) => one !== undefined);
  return (
    all.some((one) => contradicts(one, response)) && !all.some((one) => succeeds(one, response))
  );
}

/** Checks whether a status is one of errors. */
export function isFailed(status: number | undefined): boolean {
  return status !== undefined && status >= 400;
}

/** Returns what the envelope that wins has found, if any has. */
export function bestOf(
  rivals: readonly FoundCode[],
  response: ReadResponse,
): FoundCode | undefined {
  let best = rivals[0];
  for (let i = 1; i < rivals.length; i++) {
    const one = rivals[i] as FoundCode;
    if (best === undefined || wins(one, best, response)) best = one;
  }
  return best;
}

/** Checks whether what was found is an error below 400, or without a status. */
function countsBelow400(found: FoundCode, tables: Recogniser, response: ReadResponse): boolean {
  const { success, when } = found.envelope;
  if (success !== undefined) return !tables.steps.succeeds?.(success, response);
  if (tables.success !== undefined || when !== undefined || found.known) return true;
  return response.status === undefined && found.family !== undefined;
}

function findEnvelope(
  envelope: Envelope,
  response: ReadResponse,
  tables: Recogniser,
): FoundCode | undefined {
  const { when } = envelope;
  const { allHold, findCode = onlyCode } = tables.steps;
  const found = findCode(envelope, response, tables);
  if (when === undefined) return found;
  if (allHold?.(when, response, found?.element ?? noElement) !== true) return undefined;
  return found ?? { ...nothingFound, envelope };
}

/** Returns the code at the only place of an envelope. */
function onlyCode(
  envelope: Envelope,
  response: ReadResponse,
  tables: Recogniser,
): FoundCode | undefined {
  const [at = noElement] = envelope.code;
  return foundCode(codeAt(at, response), { at, envelope, response, tables });
}

/** Returns the first code with a meaning, else the first of a family, else the first; it counts as known if the catalog has any of the codes. */
export function findCode(
  envelope: Envelope,
  response: ReadResponse,
  tables: Recogniser,
): FoundCode | undefined {
  let best: FoundCode | undefined;
  let known = false;
  const see = (found: FoundCode | undefined): boolean => {
    if (found === undefined) return false;
    known ||= found.known;
    if (best === undefined || rank(found) > rank(best)) best = found;
    return found.meanings !== undefined;
  };
  const { isSuccess } = tables.steps;
  const places = envelope.code;
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as Locator;
    if (typeof at === "string" || !hasStar(at)) {
      if (see(foundCode(codeAt(at, response), { at, envelope, response, tables }))) return best;
      continue;
    }
    visit(at, response, (value, element) => {
      if (!isCode(value) || isSuccess?.(at, element, { envelope, response, tables })) return false;
      return see(foundCode(value, { at, envelope, response, tables, element }));
    });
    if (best?.meanings !== undefined) return best;
  }
  return known && best !== undefined ? { ...best, known } : best;
}

function codeAt(at: Locator, response: ReadResponse): unknown {
  return isPlain(at) ? plainValueAt(at, response) : valueAt(at, response, noElement);
}

function wins(one: FoundCode, other: FoundCode, response: ReadResponse): boolean {
  const more = weight(one, response) - weight(other, response) || rank(one) - rank(other);
  return more > 0 || (more === 0 && one.envelope.name < other.envelope.name);
}

/** Counts the conditions and the located fields that are there. */
function weight({ envelope, element, wireCode }: FoundCode, response: ReadResponse): number {
  return (
    (envelope.when?.length ?? 0) +
    (wireCode === undefined ? 0 : 1) +
    fieldsFound(envelope, response, element)
  );
}

/** Counts the located fields besides the code that are there. */
function fieldsFound(
  { message, requestId, docsUrl, retryAfter }: Envelope,
  response: ReadResponse,
  element: Path,
): number {
  const places = [message, requestId, docsUrl, retryAfter?.map(({ at }) => at)];
  return places.filter((at) => isThere(firstOf(at, response, element))).length;
}

/** Returns the envelope that reads most of a response that is in none, first of all its message. */
export function readerOf({ envelopes }: Tables, response: ReadResponse): Envelope | undefined {
  let best: Envelope | undefined;
  let most = 0;
  for (const envelope of envelopes) {
    const words = textAt(envelope.message, response, noElement) === undefined ? 0 : 10;
    const found = words + fieldsFound(envelope, response, noElement);
    if (found > most) [best, most] = [envelope, found];
  }
  return best;
}

/** Returns the headers that any envelope reads a request's id from: in a body, the places of another envelope hold something else. */
export function requestIdHeaders({ envelopes }: Tables): readonly Locator[] {
  return envelopes.flatMap(({ requestId = [] }) =>
    requestId.filter((at) => typeof at === "string"),
  );
}
