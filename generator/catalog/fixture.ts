// A valid response of a definition: its first example, or one that is built.

import { fillTemplate } from "../../templates/runtime/answers.ts";
import { withValue } from "../../templates/runtime/build.ts";
import { statusOfKind } from "../../templates/runtime/statuses.ts";
import { sampleBody } from "./body.ts";
import type { Catalog, Definition, Json, Param } from "./catalog.ts";
import { completed, isBuilt, sampleOf } from "./samples.ts";

/** A response as parsing takes it. */
export interface Fixture {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly scope?: string;
  readonly operation?: string;
}

/** Gives a valid response of a definition. */
export function fixtureOf(definition: Definition, catalog: Catalog): Fixture {
  const [example] = definition.examples;
  const usual = definition.statuses[0] ?? statusOfKind(definition.kind);
  if (example !== undefined) {
    const { status, headers, body, scope, operation } = example;
    return { status: status ?? usual, headers, body, ...placeOf(scope, operation) };
  }
  const headers = headersOf(definition, catalog);
  const [scope] = definition.scopes;
  const [operation] = definition.operations;
  return {
    status: usual,
    headers,
    body: bodyOf(definition, catalog),
    ...placeOf(scope, operation),
  };
}

function placeOf(
  scope: string | undefined,
  operation: string | undefined,
): Pick<Fixture, "scope" | "operation"> {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(operation === undefined ? {} : { operation }),
  };
}

function headersOf(definition: Definition, catalog: Catalog): Readonly<Record<string, string>> {
  const envelope = catalog.envelopes.find((one) => one.name === definition.envelopes[0]);
  const [code] = definition.codes;
  const inBody = envelope?.code.some((at) => at.kind === "body") ?? true;
  const [header] = envelope?.code ?? [];
  const facts = inBody || header?.kind !== "header" ? [] : [[header.name, code?.text ?? ""]];
  const samples = samplesOf(definition, catalog);
  const params = definition.params.flatMap((param) => {
    const [at] = param.at;
    return at?.kind === "header" ? [[at.name, String(samples[param.name])]] : [];
  });
  // What the definition is recognised by stands over a sample.
  const constants = [...(envelope?.when ?? []), ...(definition.match?.body ?? [])].flatMap(
    ({ at, equals }) =>
      at.kind === "header" && equals !== undefined ? [[at.name, String(equals[0])]] : [],
  );
  return Object.fromEntries([...facts, ...params, ...constants]);
}

function bodyOf(definition: Definition, catalog: Catalog): Json {
  const envelope = catalog.envelopes.find((one) => one.name === definition.envelopes[0]);
  const [code] = definition.codes;
  if (envelope === undefined || code === undefined) return null;
  const samples = samplesOf(definition, catalog);
  const [template] = definition.messages;
  const message =
    template === undefined ? definition.summary : fillTemplate(template.parts, samples);
  let body: unknown = sampleBody(envelope, { code: code.literal, message, docsUrl: code.docsUrl });
  for (const { at, equals } of definition.match?.body ?? []) {
    if (at.kind === "body" && equals !== undefined) body = withValue(body, at.tokens, equals[0]);
  }
  for (const param of definition.params) {
    const place = placeInBody(param);
    if (place !== undefined) body = withValue(body, place, samples[param.name]);
  }
  const whole = completed(body as Json, envelope.body, catalog);
  return isBuilt(whole) ? whole.value : (body as Json);
}

/** Gives a value for each param of a definition; the rules refuse a param that has none. */
export function samplesOf(
  definition: Definition,
  catalog: Catalog,
): { readonly [param: string]: Json } {
  return Object.fromEntries(
    definition.params.flatMap(({ name, schema }) => {
      const sample = sampleOf(schema, catalog);
      return isBuilt(sample) ? [[name, sample.value]] : [];
    }),
  );
}

function placeInBody(param: Param): readonly string[] | undefined {
  const at = param.at.find((one) => one.kind === "body");
  return at?.kind === "body" ? at.tokens : undefined;
}
