// What a server answers with: the body and the headers of an error, and what may be said in them.

import {
  atPath,
  type BodyFacts,
  buildBody,
  constantHeaders,
  fillTemplate,
  headersOf,
  headerValue,
  onlyHeader,
  withValue,
} from "./build.ts";
import type { CodeFacts, DefinitionFacts, Envelope, WireCode } from "./facts.ts";
import { child, isArray } from "./read.ts";

/** What an error shows of itself that goes into an answer. */
interface Sent {
  readonly code: WireCode | undefined;
  readonly wireCode: WireCode | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string | undefined;
  readonly retryAfter: string | number | undefined;
}

/** What a catalog's base class knows of its catalog. */
export interface CatalogFacts {
  readonly id: string;
  /** The shapes of bodies, sorted by name. */
  readonly envelopes: readonly Envelope[];
  /** The name of the envelope that answers have where a definition names none. */
  readonly envelope: string;
}

/** What an answer is made from, besides what its error shows. */
export interface AnswerParts {
  readonly catalog: CatalogFacts;
  readonly definition: DefinitionFacts;
  readonly params: object;
  readonly message: string | undefined;
}

function envelopeOf({ catalog, definition }: AnswerParts): Envelope | undefined {
  const name = definition.envelope ?? catalog.envelope;
  return catalog.envelopes.find((one) => one.name === name);
}

function factsToSend(error: Sent, parts: AnswerParts): BodyFacts {
  const { wireCode: code, requestId, docsUrl, retryAfter } = error;
  const facts = factsOfCode(parts.definition, error.code);
  const message = parts.message ?? messageOf(parts.definition, facts, parts.params);
  return { code, message, requestId, docsUrl, retryAfter };
}

/** Gives the body that an error is answered with. */
export function bodyOf(error: Sent, parts: AnswerParts, fields: unknown): unknown {
  const envelope = envelopeOf(parts);
  let body = buildBody(envelope?.build ?? [], factsToSend(error, parts), fields);
  for (const [at, is] of parts.definition.fixed ?? []) {
    if (typeof at !== "string" && typeof is !== "boolean") body = withValue(body, at, is[0]);
  }
  for (const { name, at } of parts.definition.params ?? []) {
    const place = at?.find((one) => typeof one !== "string");
    const value = child(parts.params, name);
    if (typeof place === "object" && value !== undefined) {
      body = withValue(body, place, around(atPath(body, place), value));
    }
  }
  return body;
}

/** Gives a value with what stood at its place kept inside it: a param may be the object that holds the code. */
function around(known: unknown, value: unknown): unknown {
  if (typeof known !== "object" || known === null || typeof value !== "object" || value === null)
    return value;
  if (isArray(known) !== isArray(value)) return value;
  let whole: unknown = value;
  for (const key of Object.keys(known)) {
    const inner = child(value, key);
    const kept = child(known, key);
    whole = withValue(whole, [key], typeof inner === "object" ? around(kept, inner) : kept);
  }
  return whole;
}

/** Gives the header fields that an error is answered with. */
export function answerHeaders(error: Sent, parts: AnswerParts): { [name: string]: string } {
  const headers = headersOf(envelopeOf(parts), factsToSend(error, parts));
  Object.assign(headers, constantHeaders(parts.definition.fixed));
  for (const { name, at } of parts.definition.params ?? []) {
    const header = onlyHeader(at);
    const value = child(parts.params, name);
    if (header !== undefined && (typeof value === "string" || typeof value === "number")) {
      headers[header] = headerValue(value);
    }
  }
  return headers;
}

/** Gives the message that follows from a definition: its first template with the params filled in, else its summary. */
export function messageOf(definition: DefinitionFacts, facts: CodeFacts, params: object): string {
  const [template] = definition.messages ?? [];
  return template === undefined ? facts.summary : fillTemplate(template, params);
}

/** Gives those of the params that may be shown. */
export function safeParams(definition: DefinitionFacts, params: object | undefined): object {
  const safe: { [name: string]: unknown } = {};
  for (const { name, safe: mayBeShown } of definition.params ?? []) {
    const value = child(params, name);
    if (mayBeShown === true && value !== undefined) safe[name] = value;
  }
  return safe;
}

const nothingKnown: CodeFacts = {
  code: undefined,
  retry: "after-fix",
  effect: "unknown",
  summary: "Unknown error",
};

/** Gives the facts of one code of a definition: of the given one, or of the first. */
export function factsOfCode(definition: DefinitionFacts, code: WireCode | undefined): CodeFacts {
  const [first = nothingKnown, ...others] = definition.codes;
  if (code === undefined) return first;
  return others.find((one) => one.code === code) ?? first;
}

/** Gives the status that is documented for a code of a definition: its own, else the definition's. */
export function statusOf(
  definition: DefinitionFacts,
  code: WireCode | undefined,
): number | undefined {
  return factsOfCode(definition, code).status ?? definition.status;
}
