// Telling what a response is without making an exception: the commonest case by itself, all others by the steps of recognition.

import type { Identity, Meaning, Path, Tables } from "./facts.ts";
import { factsOf, isCode, meaningsOf } from "./found.ts";
import { isPlain, keepRead, step } from "./locate.ts";
import { bodyOf, callOf, isParsed, readFields, readResponse, statusOf } from "./read.ts";
import { isFailed, recogniseRead } from "./recognise.ts";
import type { ReadResponse, Recogniser } from "./steps.ts";
import { underStatus } from "./unknown.ts";

/**
 * Returns the plain facts of what `recognise` finds, with the catalog's types, and reads nothing else; never throws.
 * The response that is by far the commonest comes first: a parsed body in the only envelope, whose code is known and means
 * one thing. What `recognise` looks at besides could not change that, and what was read of another is not read again.
 */
export function identify<Found extends Identity>(
  tables: Recogniser,
  input: unknown,
): Found | undefined {
  const at = commonPlace(tables);
  if (at === undefined)
    return identityIn(tables, readResponse(input, tables.steps), input) as Found | undefined;
  const status = statusOf(input);
  const body = bodyOf(input, status);
  let seen: ReadResponse["seen"];
  if (isParsed(body)) {
    const [first = "", second] = at;
    const outer = step(body, first, undefined);
    const code = second === undefined ? outer : step(outer, second, undefined);
    const common = commonIdentity(code, tables, status);
    if (common !== undefined) return common as Found;
    seen = new Map();
    keepRead(seen, [body, first, outer]);
    if (second !== undefined && typeof outer === "object" && outer !== null)
      keepRead(seen, [outer, second, code]);
  }
  const response = readFields({ status, body, ...callOf(input) }, tables.steps, seen);
  return identityIn(tables, response, input) as Found | undefined;
}

/** Returns the place of the code, of at most two keys, if the catalog has no more to look at. */
function commonPlace({ envelopes }: Tables): Path | undefined {
  const envelope = envelopes[0];
  if (envelope === undefined || envelopes.length > 1 || envelope.when !== undefined)
    return undefined;
  const at = envelope.code[0];
  if (at === undefined || !isPlain(at) || at.length === 0 || at.length > 2) return undefined;
  return envelope.code.length === 1 ? at : undefined;
}

function commonIdentity(
  code: unknown,
  tables: Tables,
  status: number | undefined,
): Identity | undefined {
  const { success, errorsBelow400, envelopes } = tables;
  const isOpen = (success ?? errorsBelow400 ?? envelopes[0]?.success) === undefined;
  if (!isCode(code) || !(isOpen || isFailed(status))) return undefined;
  const meaning = meaningsOf(code, tables)?.[0];
  return meaning?.[2] === undefined ? identityOf(meaning, tables, status) : undefined;
}

function identityOf(
  meaning: Meaning | undefined,
  tables: Tables,
  status: number | undefined,
): Identity | undefined {
  const facts = factsOf(meaning);
  if (meaning === undefined || facts?.code === undefined) return undefined;
  const { name, kind } = meaning[0];
  const { retry, effect } = underStatus(facts, tables, status);
  return { name, code: facts.code, kind, retry, effect };
}

function identityIn(
  tables: Recogniser,
  response: ReadResponse,
  input: unknown,
): Identity | undefined {
  const found = recogniseRead(tables, response, input);
  if (found === undefined) return undefined;
  const { definition, facts, kind, retry, effect, wireCode } = found;
  if (definition !== undefined && facts?.code !== undefined)
    return { name: definition.name, code: facts.code, kind, retry, effect };
  const candidates = found.candidates.map(({ name }) => name);
  return { name: undefined, code: undefined, wireCode, kind, retry, effect, candidates };
}
