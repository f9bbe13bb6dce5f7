// A valid response of a definition: its first example, or one that is built, of all that can be the first that is recognised.

import { atPath } from "../../runtime/build.ts";
import type { Recognition } from "../../runtime/facts.ts";
import { recognise } from "../../runtime/recognise.ts";
import { statusOfKind } from "../../runtime/statuses.ts";
import { answerMessage, answerStatus, schemaAt } from "./answer.ts";
import type { Catalog, Definition, DefinitionCode, Json } from "./catalog.ts";
import type { JsonSchema } from "./json-schema.ts";
import { oncePer } from "./once.ts";
import { constantsAt } from "./places.ts";
import { recognitionTables } from "./recognition.ts";
import { type Choice, envelopeOf, type Fixture, responseOf, type Subject } from "./response.ts";
import { type Constant, contestedPlaces, takenFrom } from "./rivals.ts";

/** A response that was built for a code of a definition, and what it is recognised as. */
export interface BuiltResponse {
  readonly response: Fixture;
  /** What recognition finds in it. */
  readonly found: Recognition | undefined;
  /** True where that is the code and the definition that it was built for. */
  readonly isRecognised: boolean;
}

/** Gives a valid response of a definition. */
export function fixtureOf(definition: Definition, catalog: Catalog): Fixture {
  const [example] = definition.examples;
  const [code] = definition.codes;
  const usual = definition.statuses[0] ?? statusOfKind(definition.kind);
  if (example === undefined && code !== undefined)
    return builtResponse({ definition, code, catalog }).response;
  const { status = usual, headers = {}, body = null, scope, operation } = example ?? {};
  return {
    status,
    headers,
    body,
    ...(scope === undefined ? {} : { scope }),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** Gives the first response that can be built for a code and is recognised as its definition, or the first of all where none is. */
export function builtResponse(subject: Subject): BuiltResponse {
  const built = builtIn(subject.catalog);
  const known = built.get(subject.code);
  if (known !== undefined) return known;
  const made = firstRecognised(subject);
  built.set(subject.code, made);
  return made;
}

const builtIn = oncePer((_: Catalog): Map<DefinitionCode, BuiltResponse> => new Map());

/** How many responses are tried for one code. */
const mostTries = 24;

function firstRecognised(subject: Subject): BuiltResponse {
  const first = tried(subject, usualChoice(subject));
  if (first.isRecognised) return first;
  for (const choice of otherChoices(subject, first).slice(0, mostTries)) {
    const other = tried(subject, choice);
    if (other.isRecognised) return other;
  }
  return first;
}

function tried(subject: Subject, choice: Choice): BuiltResponse {
  const { definition, code, catalog } = subject;
  const response = responseOf(subject, choice);
  const found = recognise(recognitionTables(catalog), response);
  const isRecognised =
    found?.definition?.name === definition.name && found.facts?.code === code.literal;
  return { response, found, isRecognised };
}

function usualChoice({ definition, code, catalog }: Subject): Choice {
  const [scope] = definition.scopes;
  const [operation] = definition.operations;
  return {
    status: answerStatus(definition, code, catalog),
    ...(scope === undefined ? {} : { scope }),
    ...(operation === undefined ? {} : { operation }),
    message: answerMessage(definition, catalog),
    samples: "all",
  };
}

/** Gives what else the catalog documents of a definition: with fewer samples, with others, and with each other fact. */
function otherChoices(subject: Subject, { response, found }: BuiltResponse): readonly Choice[] {
  const { definition, code } = subject;
  const usual = usualChoice(subject);
  // An error that passes for a success at one of its statuses is a fault of the catalog, whatever it is at the others.
  const statuses = found === undefined ? [] : [...code.statuses, ...definition.statuses];
  const facts: readonly Choice[] = [
    usual,
    ...definition.scopes.slice(1).map((scope) => ({ ...usual, scope })),
    ...definition.operations.slice(1).map((operation) => ({ ...usual, operation })),
    ...[...new Set(statuses)].map((status) => ({ ...usual, status })),
    ...definition.messages.map((_, message) => ({ ...usual, message })),
  ];
  const instead = otherSamples(subject, response);
  return facts.flatMap((choice): readonly Choice[] => [
    choice,
    { ...choice, samples: "required" },
    ...(instead.length === 0 ? [] : [{ ...choice, instead }]),
  ]);
}

/** Gives other samples for the places by which other definitions with the code are recognised. */
function otherSamples(
  { definition, catalog }: Subject,
  { body }: Fixture,
): NonNullable<Choice["instead"]> {
  const envelope = envelopeOf(definition, catalog);
  if (envelope === undefined) return [];
  const isTaken = takenFrom(definition, catalog);
  const own = [...envelope.when, ...(definition.match?.body ?? [])];
  return contestedPlaces(definition, catalog).flatMap((at) => {
    if (at.kind === "header" || !isTaken(at, atPath(body, at.tokens) as Constant)) return [];
    if (constantsAt(at, own) !== undefined) return [];
    const samples = samplesIn(schemaAt(envelope.spelled, at.tokens));
    const is = samples.find((one) => !isTaken(at, one as Constant));
    return is === undefined ? [] : [{ at: at.tokens, is }];
  });
}

function samplesIn({ examples = [], enum: choices = [], type }: JsonSchema): readonly Json[] {
  const both = type === "boolean" ? [true, false] : [];
  return [...examples, ...choices, ...both] as readonly Json[];
}
