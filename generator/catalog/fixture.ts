// A valid response of a definition: its first example, or one that is built.

import { fillTemplate } from "../../templates/runtime/answers.ts";
import { withValue } from "../../templates/runtime/build.ts";
import { statusOfKind } from "../../templates/runtime/statuses.ts";
import { sampleBody } from "./body.ts";
import type { Catalog, Definition, Json, Param } from "./catalog.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaRefPrefix } from "./json-schema.ts";

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
  const params = definition.params.flatMap((param) => {
    const [at] = param.at;
    return at?.kind === "header" ? [[at.name, String(sampleOf(param.schema, catalog))]] : [];
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
  return completed(body, envelope.body, catalog);
}

/** Gives a value for each param of a definition. */
export function samplesOf(
  definition: Definition,
  catalog: Catalog,
): { readonly [param: string]: Json } {
  return Object.fromEntries(
    definition.params.map((param) => [param.name, sampleOf(param.schema, catalog)]),
  );
}

function placeInBody(param: Param): readonly string[] | undefined {
  const at = param.at.find((one) => one.kind === "body");
  return at?.kind === "body" ? at.tokens : undefined;
}

/** Gives the body with a sample for every required field that has none yet. */
function completed(body: unknown, schema: JsonSchema, catalog: Catalog): Json {
  let whole = body;
  for (const name of schema.required ?? []) {
    const property = schema.properties?.[name] ?? {};
    const known = (whole as Readonly<Record<string, unknown>> | null)?.[name];
    const value =
      known === undefined ? sampleOf(property, catalog) : completedInside(known, property, catalog);
    whole = withValue(whole, [name], value);
  }
  return whole as Json;
}

function completedInside(value: unknown, schema: JsonSchema, catalog: Catalog): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? completed(value, schema, catalog) : value;
}

/** Gives a value that a schema accepts: its constant, first choice or sample, else the smallest of its type. */
export function sampleOf(schema: JsonSchema, catalog: Catalog): Json {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schemaRefPrefix.length);
    return sampleOf(catalog.schemas.find((one) => one.name === name)?.schema ?? {}, catalog);
  }
  const [stated] = [schema.const, ...(schema.examples ?? []), ...(schema.enum ?? [])].filter(
    (value) => value !== undefined,
  );
  if (stated !== undefined) return stated as Json;
  if (schema.oneOf !== undefined) return sampleOf(schema.oneOf[0] ?? {}, catalog);
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type ?? (schema.properties === undefined ? "string" : "object")) {
    case "integer":
    case "number":
      return smallest(schema);
    case "boolean":
      return false;
    case "null":
      return null;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        sampleOf(schema.items ?? {}, catalog),
      );
    case "object":
      return completed({}, schema, catalog);
    default:
      return "example".padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength ?? 1000);
  }
}

function smallest({ minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  if (minimum !== undefined) return Math.ceil(minimum);
  if (exclusiveMinimum !== undefined) return Math.floor(exclusiveMinimum) + 1;
  return maximum === undefined ? 1 : Math.min(1, Math.floor(maximum));
}
