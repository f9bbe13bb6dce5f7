// Responses of a definition: the first example, else one that is built as its class would answer, with samples for what only a server knows.

import { buildAnswer } from "../../runtime/answers.ts";
import { messageOf } from "../../runtime/messages.ts";
import type { Catalog, Definition, Fixture, Json } from "./catalog.ts";
import { covers, isKeyless, placeOf } from "./places.ts";
import { definitionFacts } from "./recognition.ts";
import { completed, isBuilt, type SharedSamples, sampleOf } from "./samples.ts";

/** Returns the valid response of a definition that its catalog has; nothing if no body can be built for it. */
export function fixtureOf({ name }: Definition, { derived }: Catalog): Fixture | undefined {
  return derived.fixtures[name];
}

/** Checks whether the bodies of a definition cannot be built, because only an example would show the keys on the way to the code. */
export function isUnplaced(definition: Definition, catalog: Catalog): boolean {
  const { answer = [], codes } = definitionFacts(definition, catalog);
  const slots = catalog.derived.answers[definition.envelopes[0] ?? ""]?.slots ?? [];
  const usual = slots.find(({ from }) => from === "code");
  if (usual === undefined || !isKeyless(usual.at) || codes[0].moved !== undefined) return false;
  return !answer.some(({ from }) => from === "code");
}

/** Returns a valid response of a definition, if there is one. */
export function exampleOrBuilt(definition: Definition, catalog: Catalog): Fixture | undefined {
  const [example] = definition.examples;
  if (example === undefined)
    return isUnplaced(definition, catalog) ? undefined : builtResponse(definition, 0, catalog);
  const [facts] = definitionFacts(definition, catalog).codes;
  const { status = facts.status, headers, body, scope, operation } = example;
  return { status, headers, body, ...called(scope, operation) };
}

/** Builds a response for one of a definition's codes, given by its place among them. */
export function builtResponse(definition: Definition, index: number, catalog: Catalog): Fixture {
  const row = definitionFacts(definition, catalog);
  const facts = row.codes[index] ?? row.codes[0];
  const [name = ""] = definition.envelopes;
  const envelope = catalog.envelopes.find((one) => one.name === name);
  // A sample is left out where the definition's own conditions want nothing.
  const own = definition.match?.body ?? [];
  const empty = own.filter(({ present }) => !present).map(({ at }) => placeOf(at));
  const slots = catalog.derived.answers[name]?.samples.filter(
    ({ at, is }) => is === undefined || !empty.some((one) => covers(one, at)),
  );
  const samples = catalog.derived.samples;
  const params = paramSamples(definition, samples);
  const known = { ...facts, message: messageOf(row, facts, params), params };
  const { headers, body } = buildAnswer([...(slots ?? []), ...(row.answer ?? [])], known);
  const whole = completed(body as Json, envelope?.body ?? {}, samples);
  return {
    status: facts.status,
    headers,
    body: isBuilt(whole) ? whole.value : (body as Json),
    ...called(definition.scopes[0], definition.operations[0]),
  };
}

function called(
  scope: string | undefined,
  operation: string | undefined,
): Pick<Fixture, "scope" | "operation"> {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** Returns a value for each param of a definition; the rules refuse a param that has none. */
export function paramSamples(
  { params }: Definition,
  samples: SharedSamples,
): { readonly [param: string]: Json } {
  return Object.fromEntries(
    params.flatMap(({ name, schema }) => {
      const sample = sampleOf(schema, samples);
      return isBuilt(sample) ? [[name, sample.value]] : [];
    }),
  );
}
