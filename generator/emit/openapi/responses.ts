// The component responses: one for each status, range and the default, with headers and examples.

import { waitSchema } from "../../catalog/body.ts";
import type { Definition, Envelope, Locator } from "../../catalog/catalog.ts";
import { mediaTypesOf, usualMediaType } from "../../catalog/media-types.ts";
import { phraseOf } from "../../catalog/reasons.ts";
import type { Writer } from "../../text/writer.ts";
import { alternatives } from "./alternatives.ts";
import type { Component } from "./components.ts";
import type { Context } from "./context.ts";
import { schemaObject } from "./dialect.ts";
import { sourcesOf, statusFacts, writeExtensions } from "./extensions.ts";
import { schemaRef } from "./names.ts";
import { entryOf, type Plain, unique } from "./objects.ts";
import { type DefinitionExample, fits, type Occasion } from "./occasions.ts";
import { errorList, lineText, paragraphs, relinked, section } from "./prose.ts";

/** Returns all component responses. */
export function* componentResponses(context: Context): Iterable<Component> {
  const { occasions, names } = context;
  for (const occasion of occasions) {
    const schema = schemaRef(names("status", occasion.key));
    yield {
      name: names("response", occasion.key),
      content: (writer) => writeResponse({ ...occasion, schema }, context, writer),
    };
  }
}

/** Returns all component examples. */
export function* componentExamples(context: Context): Iterable<Component> {
  for (const one of context.examples)
    yield {
      name: context.names("example", one.id),
      content: (writer) => writeExample(one, context, writer),
    };
}

/** Writes the response of an occasion with the schema of its body. */
export function writeResponse(
  occasion: Occasion & { readonly schema: Plain },
  context: Context,
  writer: Writer,
): void {
  const { facts } = occasion;
  if (context.dialect === "3.2") writer.entry("summary", facts.title);
  writer.entry("description", describe(occasion, context));
  writer.open("headers");
  for (const [name, header] of headersOf(occasion, context)) writer.entry(name, header, "flow");
  writer.close();
  writer.open("content");
  for (const media of mediaOf(occasion, context)) writeMedia(media, context, writer);
  writer.close();
  // Causes and resolution are in the description already.
  const { retry, effect, causes: _, resolution: __, ...rest } = facts;
  const more = () => statusFacts(rest, context);
  writeExtensions({ ...(retry && { retry }), ...(effect && { effect }), more }, context, writer);
}

/** The bodies of a response in one media type. */
interface Media extends Pick<Occasion, "examples"> {
  readonly type: string;
  readonly schema: Plain;
}

/** Returns the media types of a response; if there are several, each has the errors and examples that come in it. */
function mediaOf(
  occasion: Occasion & { readonly schema: Plain },
  context: Context,
): readonly Media[] {
  const { bound, others, examples, schema } = occasion;
  const carry = (definitions: readonly Pick<Definition, "envelopes">[]) =>
    mediaTypesOf(
      definitions.flatMap((one) => one.envelopes.map((name) => entryOf(context.envelopes, name))),
    );
  // Viewers open the first type, so that those of the errors of the status come first.
  const first = new Set(carry(bound));
  const types = mediaTypesOf(envelopesOf(occasion, context)).toSorted(
    (one, other) => Number(first.has(other)) - Number(first.has(one)),
  );
  const [only = usualMediaType] = types;
  if (types.length < 2) return [{ type: only, schema, examples }];
  return types.map((type) => {
    const comes = (one: Pick<Definition, "envelopes">): boolean => carry([one]).includes(type);
    const part = { ...occasion, bound: bound.filter(comes), others: others.filter(comes) };
    const shown = examples.filter(({ definition, example }) =>
      comes({ envelopes: [example.envelope ?? definition.envelopes[0] ?? ""] }),
    );
    return { type, schema: alternatives(part, context), examples: shown };
  });
}

function writeMedia({ type, schema, examples }: Media, context: Context, writer: Writer): void {
  writer.open(type);
  writer.entry("schema", schema);
  const references = examples.map(({ id }) => {
    const name = context.names("example", id);
    return [name, { $ref: `#/components/examples/${name}` }];
  });
  if (references.length > 0) writer.entry("examples", Object.fromEntries(references), "lines");
  writer.close();
}

/** Returns the envelopes that carry the errors of an occasion, or all of them if nothing is known to come. */
function envelopesOf({ bound, others }: Occasion, { catalog }: Context): readonly Envelope[] {
  const names = new Set([...bound, ...others].flatMap(({ envelopes }) => envelopes));
  return catalog.envelopes.filter(({ name }) => names.size === 0 || names.has(name));
}

/** The most errors that a description lists. */
const mostListed = 20;

/** Returns what is true of a status: its title or reason phrase, its errors if they are few, and the texts of the catalog. */
function describe({ key, facts, bound, others }: Occasion, context: Context): string | undefined {
  const linked = (texts: readonly string[] = []) => texts.map((text) => relinked(text, context));
  const unbound = bound.length > 0 ? "An error that may come with any status" : "Any other error";
  const title = facts.title ?? (key === "default" ? unbound : phraseOf(key));
  const [only] = bound;
  const [code, more] = only?.codes.filter(({ statuses }) => isUnder(statuses, key)) ?? [];
  const isOnly = bound.length === 1 && others.length === 0 && more === undefined;
  // A range repeats what its statuses say.
  const isListed = !isOnly && bound.length <= mostListed && !key.endsWith("xx");
  const head = lineText(/[.!?\u3002]$/.test(title) ? title : `${title}.`);
  const summary = isOnly && code !== undefined ? lineText(code.summary) : undefined;
  // What is true of a range says less than the summary of the only error.
  const own = context.catalog.statuses.find((status) => status.key === key)?.description;
  return paragraphs(
    summary === undefined ? head : `${head} ${summary}`,
    relinked(summary === undefined ? facts.description : own, context),
    isListed ? errorList(bound, ({ statuses }) => isUnder(statuses, key)) : undefined,
    section("Causes", linked(facts.causes), "-"),
    section("Resolution", linked(facts.resolution), "1."),
  );
}

function isUnder(statuses: readonly number[], key: string): boolean {
  if (key === "default") return statuses.length === 0;
  return statuses.some((status) => fits(status, key));
}

const wait = "How long to wait before the request is repeated";

/** The facts that envelopes may have in headers. */
const located = [
  ["code", "The code of the error."],
  ["message", "What went wrong, in words."],
  ["requestId", "Identifies the request, for the provider's support."],
  ["docsUrl", "Leads to documentation of the error."],
] as const satisfies readonly (readonly [keyof Envelope, string])[];

/** Returns the headers of a response by name: those of params, of envelopes, and the time to wait. */
function headersOf(occasion: Occasion, context: Context): readonly [string, Plain][] {
  const { bound, others } = occasion;
  const found = new Map<string, Plain>();
  const add = (locators: readonly Locator[], description: string, schema: Plain): void => {
    for (const name of headerNames(locators)) found.set(name, { description, schema });
  };
  const definitions = [...bound, ...others];
  for (const { params } of definitions)
    for (const { at, name, description, schema } of params)
      add(at, description ?? `The detail \`${name}\` of an error.`, schemaObject(schema, context));
  for (const envelope of envelopesOf(occasion, context)) {
    for (const [fact, description] of located) add(envelope[fact], description, { type: "string" });
    for (const at of envelope.retryAfter) {
      const { description = usualWait(at), type } = waitSchema(at);
      add([at], description, { type: at.unit === undefined ? "string" : type });
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

function usualWait(at: Locator): string {
  const isUsual = at.kind === "header" && at.name === "retry-after";
  return isUsual ? `${wait}: seconds, or an HTTP date.` : `${wait}.`;
}

/** Returns the names of headers, in the case in which they are usually written. */
function headerNames(locators: readonly Locator[]): readonly string[] {
  const names = locators.flatMap((at) => (at.kind === "header" ? [at.name] : []));
  return unique(names).map((name) =>
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase()),
  );
}

function writeExample(
  { definition, example }: DefinitionExample,
  context: Context,
  writer: Writer,
): void {
  writer.entry("summary", example.title ?? definition.title);
  writer.entry("value", example.body, "flow");
  const more = () => ({
    envelope: example.envelope,
    headers: example.headers,
    scope: example.scope,
    operation: example.operation,
    sources: sourcesOf(example.sources ?? []),
  });
  writeExtensions({ more }, context, writer);
}
