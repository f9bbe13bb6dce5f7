// The component responses: one for each status, range and the default, with headers and examples.

import type { Definition, Envelope, Locator } from "../../catalog/catalog.ts";
import type { Writer } from "../../text/writer.ts";
import type { Component } from "./components.ts";
import type { Context } from "./context.ts";
import { schemaObject } from "./dialect.ts";
import { repetition, sourcesOf, statusExtensions, writeExtensions } from "./extensions.ts";
import { schemaRef, uniqueNames } from "./names.ts";
import { entryOf, type Plain, unique } from "./objects.ts";
import { type DefinitionExample, fits, type Occasion } from "./occasions.ts";
import { paragraphs, relinked, section } from "./prose.ts";
import { phraseOf } from "./reasons.ts";

/** Returns all component responses. */
export function* componentResponses(context: Context): Iterable<Component> {
  const { occasions, names } = context;
  for (const occasion of occasions) {
    const schema = schemaRef(entryOf(names.statuses, occasion.key));
    yield {
      name: entryOf(names.responses, occasion.key),
      content: (writer) => writeResponse({ ...occasion, schema }, context, writer),
    };
  }
}

/** Returns all component examples. */
export function* componentExamples(context: Context): Iterable<Component> {
  for (const [one, name] of context.names.examples)
    yield { name, content: (writer) => writeExample(one, context, writer) };
}

/** Writes the response of an occasion with the schema of its body. */
export function writeResponse(
  occasion: Occasion & { readonly schema: Plain },
  context: Context,
  writer: Writer,
): void {
  const { facts, examples, schema } = occasion;
  if (context.dialect === "3.2") writer.entry("summary", facts.title);
  writer.entry("description", describe(occasion, context));
  writer.open("headers");
  for (const [name, header] of headersOf(occasion, context)) writer.entry(name, header, "flow");
  writer.close();
  writer.open("content");
  writer.open("application/json");
  writer.entry("schema", schema);
  writer.entry("examples", referencesTo(examples, context), "lines");
  writer.close();
  writer.close();
  // Causes and resolution are in the description already.
  const { causes: _, resolution: __, ...rest } = facts;
  const more = () => statusExtensions(rest, context);
  writeExtensions({ minimal: repetition(facts), more }, context, writer);
}

/** Returns what is true of a status: its title or reason phrase, the error if it is the only one, and the texts of the catalog. */
function describe({ key, facts, bound, others }: Occasion, context: Context): string | undefined {
  const linked = (texts: readonly string[] = []) => texts.map((text) => relinked(text, context));
  const unbound = bound.length > 0 ? "An error that may come with any status" : "Any other error";
  const title = facts.title ?? (key === "default" ? unbound : phraseOf(key));
  const [only] = bound;
  const code = only?.codes.find(({ statuses }) => isUnder(statuses, key));
  const isOnly = bound.length === 1 && others.length === 0;
  const head = /[.!?\u3002]$/.test(title) ? title : `${title}.`;
  return paragraphs(
    isOnly && code !== undefined ? `${head} ${code.summary}` : head,
    relinked(facts.description, context),
    section("Causes", linked(facts.causes), "-"),
    section("Resolution", linked(facts.resolution), "1."),
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

function headersOf(
  occasion: Occasion,
  context: Context,
): ReadonlyMap<string, Omit<Header, "name">> {
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
  return new Map(headers.map(({ name, ...header }) => [name, header]));
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

/** Returns the names of headers, in the case in which they are usually written. */
function headerNames(locators: readonly Locator[]): readonly string[] {
  const names = locators.flatMap((at) => (at.kind === "header" ? [at.name] : []));
  return unique(names).map((name) =>
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase()),
  );
}

/** Returns the examples of a response by the names of their definitions; each refers to its component. */
function referencesTo(
  examples: readonly DefinitionExample[],
  { names }: Context,
): Plain | undefined {
  if (examples.length === 0) return undefined;
  const free = uniqueNames();
  const entries = examples.map((one) => [
    free(one.definition.name),
    { $ref: `#/components/examples/${entryOf(names.examples, one)}` },
  ]);
  return Object.fromEntries(entries);
}

function writeExample(
  { definition, example }: DefinitionExample,
  context: Context,
  writer: Writer,
): void {
  writer.entry("summary", example.title ?? definition.title);
  writer.entry("value", example.body, "flow");
  const more = () => ({
    "x-envelope": example.envelope,
    "x-headers": example.headers,
    "x-scope": example.scope,
    "x-operation": example.operation,
    "x-sources": sourcesOf(example.sources ?? []),
  });
  writeExtensions({ more }, context, writer);
}
