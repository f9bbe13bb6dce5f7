// The component responses: one for each status, range and the default, with headers and examples.

import type { Definition, Envelope, Locator } from "../../catalog/catalog.ts";
import { type Context, entryOf, type Plain, tidy, unique } from "./context.ts";
import { sourcesOf, statusExtensions } from "./extensions.ts";
import { nameGiver, schemaRef } from "./names.ts";
import { type DefinitionExample, fits, type Occasion } from "./occasions.ts";
import { errorLines, paragraphs, relinked, section } from "./prose.ts";
import { schemaObject } from "./schema.ts";

/** Gives all component responses by their names. */
export function componentResponses(occasions: readonly Occasion[], context: Context): Plain {
  const { responses } = context.names;
  return Object.fromEntries(
    occasions.map((occasion) => [
      entryOf(responses, occasion.key),
      response(occasion, context, schemaRef(entryOf(context.names.statuses, occasion.key))),
    ]),
  );
}

/** Gives the response of an occasion with the schema of its body. */
export function response(occasion: Occasion, context: Context, schema: Plain): Plain {
  const { facts, examples } = occasion;
  // Causes and resolution stand in the description already.
  const { causes: _, resolution: __, ...rest } = facts;
  return tidy({
    summary: context.dialect === "3.2" ? facts.title : undefined,
    description: describe(occasion, context),
    headers: headersOf(occasion, context),
    content: { "application/json": tidy({ schema, examples: examplesOf(examples) }) },
    ...statusExtensions(rest, context),
  });
}

function describe({ key, facts, bound, others }: Occasion, context: Context): string | undefined {
  const linked = (texts: readonly string[] = []) => texts.map((text) => relinked(text, context));
  const status = key.toUpperCase();
  const unbound = bound.length > 0 ? "An error that may come with any status." : "Any other error.";
  const usual = key === "default" ? unbound : `HTTP status ${status}.`;
  const lines = bound.flatMap((definition) =>
    errorLines(definition.codes.filter((code) => isUnder(code.statuses, key))),
  );
  const besides = `Errors of \`${entryOf(context.names.responses, "default")}\` may come with this status too.`;
  return paragraphs(
    facts.title ?? usual,
    facts.description && relinked(facts.description, context),
    section("Causes", linked(facts.causes), "-"),
    section("Resolution", linked(facts.resolution), "1."),
    lines.length === 0 ? undefined : `Errors:\n\n${lines.join("\n")}`,
    others.length === 0 ? undefined : besides,
  );
}

function isUnder(statuses: readonly number[], key: string): boolean {
  if (key === "default") return statuses.length === 0;
  return statuses.some((status) => fits(status, key));
}

const located = [
  ["code", "The code of the error."],
  ["message", "What went wrong, in words."],
  ["requestId", "Identifies the request, for the provider's support."],
  ["docsUrl", "Leads to documentation of the error."],
  ["retryAfter", "How long to wait before the request is repeated."],
] as const satisfies readonly (readonly [keyof Envelope, string])[];

const retryAfter: Header = {
  name: "Retry-After",
  description: "How long to wait before the request is repeated: seconds, or an HTTP date.",
  schema: { type: "string" },
};

interface Header {
  readonly name: string;
  readonly description: string;
  readonly schema: Plain;
}

function headersOf(occasion: Occasion, context: Context): Plain {
  const definitions = [...occasion.bound, ...occasion.others];
  const names = unique(definitions.flatMap((definition) => definition.envelopes));
  const envelopes =
    names.length === 0
      ? context.catalog.envelopes
      : names.toSorted().map((name) => entryOf(context.envelopes, name));
  const fromEnvelopes = located.flatMap(([fact, description]) =>
    headerNames(envelopes.flatMap((envelope) => envelope[fact])).map((name): Header => {
      return name === retryAfter.name
        ? retryAfter
        : { name, description, schema: { type: "string" } };
    }),
  );
  const fromParams = definitions.flatMap((definition) => paramHeaders(definition, context));
  const tied = occasion.bound.length > 0 ? occasion.bound : occasion.others;
  const waits = tied.some(({ codes }) => codes.some((code) => code.retry === "after-backoff"));
  const retry = waits || /^(429|503)$/.test(occasion.key) ? [retryAfter] : [];
  const headers = [...fromParams, ...fromEnvelopes, ...retry].toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
  );
  return Object.fromEntries(headers.map(({ name, ...header }) => [name, header]));
}

function paramHeaders({ params }: Definition, context: Context): readonly Header[] {
  return params.flatMap(({ at, name: param, description, schema }) =>
    headerNames(at).map((name) => ({
      name,
      description: description ?? `The detail \`${param}\` of an error.`,
      schema: schemaObject(schema, context),
    })),
  );
}

/** Names of headers, in the case in which they are usually written. */
function headerNames(locators: readonly Locator[]): readonly string[] {
  const names = locators.flatMap((at) => (at.kind === "header" ? [at.name] : []));
  return unique(names).map((name) =>
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase()),
  );
}

function examplesOf(examples: readonly DefinitionExample[]): Plain {
  const free = nameGiver();
  return Object.fromEntries(
    examples.map(({ definition, example }) => [
      free(definition.name),
      {
        summary: example.title ?? definition.title,
        value: example.body,
        ...tidy({
          "x-envelope": example.envelope,
          "x-headers": example.headers,
          "x-scope": example.scope,
          "x-operation": example.operation,
          "x-sources": sourcesOf(example.sources),
        }),
      },
    ]),
  );
}
