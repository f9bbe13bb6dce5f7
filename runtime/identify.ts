// Telling what a response is without making an exception: the commonest case by itself, all others by the steps of recognition.

import type { Identity, Meaning, Tables } from "./facts.ts";
import { factsOf, isCode, meaningsOf } from "./found.ts";
import { hasStar } from "./locate.ts";
import { statusIn } from "./read.ts";
import { isFailed, recognise } from "./recognise.ts";
import { underStatus } from "./unknown.ts";

/** Returns the plain facts of what `recognise` finds, with the catalog's types, and reads nothing else; never throws. */
export function identify<Found extends Identity>(
  tables: Tables,
  input: unknown,
): Found | undefined {
  return (commonIdentity(tables, input) ?? identifyInFull(tables, input)) as Found | undefined;
}

/**
 * Returns what the response is that is by far the commonest: a parsed body, in the only envelope, whose code is known and
 * means one thing. What the steps of `identifyInFull` look at besides could not change that.
 */
function commonIdentity(tables: Tables, input: unknown): Identity | undefined {
  const { envelopes } = tables;
  const envelope = envelopes[0];
  if (envelope === undefined || envelopes.length > 1 || envelope.when !== undefined)
    return undefined;
  const at = envelope.code[0];
  if (at === undefined || typeof at === "string" || hasStar(at)) return undefined;
  if (typeof input !== "object" || input === null) return undefined;
  const hasSuccess = (tables.success ?? envelope.success ?? tables.errorsBelow400) !== undefined;
  try {
    const { status, body } = input as { readonly status?: unknown; readonly body?: unknown };
    const read = statusIn(status);
    if (hasSuccess && !isFailed(read)) return undefined;
    const code = commonValue(at, body);
    const meaning = isCode(code) ? meaningsOf(code, tables)?.[0] : undefined;
    return meaning?.[2] === undefined ? identityOf(meaning, tables, read) : undefined;
  } catch {
    return undefined;
  }
}

/** What every object has without owning it; a name that somebody added to all of them counts for nothing. */
const untouched: { readonly [key: string]: unknown } = {};

/**
 * Returns the value at one or two keys of a plain object, as `plainValueAt` does, and `undefined` for anything less common.
 * Asking for the constructor costs a third of asking for the prototype and for the ownership of each key.
 */
function commonValue(at: readonly string[], body: unknown): unknown {
  const first = at[0];
  const second = at[1];
  if (first === undefined || at.length > 2 || untouched[first] !== undefined) return undefined;
  if (typeof body !== "object" || body === null || body.constructor !== Object) return undefined;
  const outer = (body as { readonly [key: string]: unknown })[first];
  if (second === undefined) return outer;
  if (typeof outer !== "object" || outer === null || outer.constructor !== Object) return undefined;
  if (untouched[second] !== undefined) return undefined;
  return (outer as { readonly [key: string]: unknown })[second];
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

function identifyInFull(tables: Tables, input: unknown): Identity | undefined {
  const found = recognise(tables, input);
  if (found === undefined) return undefined;
  const { definition, facts, kind, retry, effect, wireCode } = found;
  if (definition !== undefined && facts?.code !== undefined)
    return { name: definition.name, code: facts.code, kind, retry, effect };
  const candidates = found.candidates.map(({ name }) => name);
  return { name: undefined, code: undefined, wireCode, kind, retry, effect, candidates };
}
