// A catalog as the facts that its callers depend on.

import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Described,
  Envelope,
  Match,
  Param,
  Reservation,
  WaitLocator,
} from "../catalog/catalog.ts";
import { type JsonSchema, visit } from "../catalog/json-schema.ts";
import { showLocator } from "../catalog/locator.ts";
import { nameInWords } from "../catalog/names.ts";
import { bareSchema } from "../catalog/recognition.ts";
import { holeNames } from "../catalog/template.ts";
import { isSame, tidy } from "../text/data.ts";
import { digestOf } from "../text/digest.ts";
import { canonical, type Facts, keyOf } from "./fact-keys.ts";

/** Adds a fact, unless there is nothing to say. */
type Add = (key: string, value: unknown) => void;

/** Returns the facts of a catalog; what is as it is by default has none, and texts are digests. */
export function factsOf(catalog: Catalog): Facts {
  const facts = new Map<string, string>();
  const add: Add = (key, value) => {
    if (!isNothing(value)) facts.set(key, canonical(value));
  };
  addCatalog(catalog, add);
  for (const { name, schema } of catalog.schemas) add(keyOf("schema", name), bareSchema(schema));
  for (const envelope of catalog.envelopes) addEnvelope(envelope, add);
  for (const definition of catalog.definitions) addDefinition(definition, catalog, add);
  for (const { literal, member } of catalog.codes) add(keyOf("member", { code: literal }), member);
  for (const one of catalog.reserved) add(reservationKey(one), one.reason);
  return facts;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function addCatalog(catalog: Catalog, add: Add): void {
  add("catalog prefix", catalog.prefix);
  add("catalog codeType", catalog.codeType);
  add("catalog errorsBelow400", catalog.errorsBelow400);
  add("catalog success", conditions(catalog.success));
  const { title, description, docsUrl } = catalog;
  const schemas = catalog.schemas.map(({ name, schema }) => [name, notesIn(schema)] as const);
  const noted = Object.fromEntries(schemas.filter(([, notes]) => notes.length > 0));
  const sources = catalog.sources.map((one) => [one.id, one.title, one.url]);
  const texts = { title, description, docsUrl, schemas: noted, sources };
  add("catalog texts", textsOf(texts, ["title", "description", "docsUrl", "schemas", "sources"]));
  for (const one of catalog.statuses) addFallback(keyOf("status", one.key), one, add);
  for (const one of catalog.families) {
    const { prefix, from, to } = one;
    const name = prefix === undefined ? `${from}..${to}` : { code: prefix };
    addFallback(keyOf("family", name), one, add);
  }
}

function addFallback(
  key: string,
  one: Catalog["statuses"][number] | Catalog["families"][number],
  add: Add,
): void {
  add(`${key} kind`, one.kind);
  add(`${key} retry`, one.retry);
  add(`${key} effect`, one.effect);
  add(`${key} texts`, textsOf(one, ["title", "description", "causes", "resolution"]));
}

const located = ["code", "message", "requestId", "docsUrl"] as const;

function addEnvelope(envelope: Envelope, add: Add): void {
  const key = keyOf("envelope", envelope.name);
  for (const fact of located) add(`${key} ${fact}`, envelope[fact].map(showLocator));
  add(`${key} retryAfter`, envelope.retryAfter.map(waitOf));
  add(`${key} when`, conditions(envelope.when));
  add(`${key} success`, conditions(envelope.success));
  add(`${key} mediaType`, envelope.mediaType);
  add(`${key} body`, bareSchema(envelope.body));
  const texts = { description: envelope.description, body: notesIn(envelope.body) };
  add(`${key} texts`, textsOf(texts, ["description", "body"]));
}

function waitOf(wait: WaitLocator): unknown {
  const more = tidy({ unit: wait.unit, when: conditions(wait.when) });
  const at = showLocator(wait);
  return Object.keys(more).length === 0 ? at : { at, ...more };
}

function conditions(all: readonly Condition[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    all.map(({ at, equals, present }) => [showLocator(at), equals ?? { present }]),
  );
}

function addDefinition(definition: Definition, catalog: Catalog, add: Add): void {
  const { name, codes } = definition;
  const key = keyOf("definition", name);
  add(`${key} kind`, definition.kind);
  add(`${key} retry`, definition.retry);
  add(`${key} effect`, definition.effect);
  const row = catalog.derived.facts[name];
  add(`${key} answer`, row?.codes[0].status);
  add(
    `${key} status`,
    [...definition.statuses].sort((a, b) => a - b),
  );
  add(`${key} scope`, definition.scopes);
  add(`${key} operation`, definition.operations);
  add(`${key} envelope`, definition.envelopes);
  add(`${key} match`, definition.match && matchOf(definition.match));
  add(`${key} body`, conditions(definition.constants));
  add(`${key} internal`, definition.internal);
  add(`${key} deprecated`, definition.deprecated !== undefined);
  add(`${key} texts`, definitionTexts(definition));
  for (const [i, code] of codes.entries()) {
    const answer = row?.codes[i]?.status;
    const own = { ...codeOf(code, i, definition), ...tidy({ answer: ownAnswer(answer, row) }) };
    add(keyOf("definition", name, "code", { code: code.literal }), own);
  }
  for (const param of definition.params) {
    add(keyOf("definition", name, "param", param.name), paramOf(param, definition));
  }
}

function matchOf({ scopes, operations, statuses, envelopes, messages, body }: Match): object {
  const sources = messages.map(({ source }) => source);
  return tidy({
    scopes,
    operations,
    statuses,
    envelopes,
    messages: sources,
    body: conditions(body),
  });
}

/** The status of a code's answers, if it is not that of the first code. */
function ownAnswer(
  status: number | undefined,
  row: Catalog["derived"]["facts"][string] | undefined,
): number | undefined {
  return status === row?.codes[0].status ? undefined : status;
}

/** What a code has of its own, and whether it is the first, which bodies are built with. */
function codeOf(code: DefinitionCode, index: number, definition: Definition): object {
  const own = (key: "name" | "retry" | "effect"): string | undefined => {
    const said: string = code[key];
    return said === definition[key] ? undefined : said;
  };
  // The link of a code that says nothing else follows from a rule of the catalog.
  const names = code.own ? ([...codeTexts, "docsUrl"] as const) : codeTexts;
  const texts = names.filter((name) => !isSame(code[name], definition[name]));
  return {
    place: index === 0 ? "first" : "further",
    ...tidy({
      name: own("name"),
      retry: own("retry"),
      effect: own("effect"),
      at: code.at && showLocator(code.at),
      texts: textsOf(written(code), texts),
    }),
  };
}

/** The texts that a code may have in place of its definition's. */
const ownTexts = ["title", "summary", "description", "causes", "resolution"] as const;
const codeTexts = [...ownTexts, "deprecated"] as const;

/** Leaves out a title that only follows from the name. */
function written<Of extends Described>(of: Of): Of & { readonly title: string | undefined } {
  return { ...of, title: of.title === nameInWords(of.name) ? undefined : of.title } as Of & {
    readonly title: string | undefined;
  };
}

function paramOf(
  { name, schema, at, safe, optional, description }: Param,
  { messages }: Definition,
): object {
  const holders = messages.filter((one) => at.length === 0 && holeNames(one).includes(name));
  return {
    type: bareSchema(schema),
    ...tidy({
      at: at.map(showLocator),
      messages: holders.map(({ source }) => digestOf(source)),
      safe: safe || undefined,
      optional: optional || undefined,
      text: textOf(description, notesIn(schema)),
    }),
  };
}

function textOf(description: string | undefined, notes: readonly unknown[]): string | undefined {
  if (notes.length === 0) return description && digestOf(description);
  return digestOf(canonical([description ?? null, notes]));
}

/** What a schema says to readers and nothing checks at run time, with where it is. */
function notesIn(schema: JsonSchema): readonly unknown[] {
  const notes: unknown[] = [];
  visit(schema, ({ title, description, examples, format, pattern, default: usual }, at) => {
    const own = tidy({ title, description, examples, format, pattern, usual });
    if (!isNothing(own)) notes.push([at, own]);
  });
  return notes;
}

/** Digests of the texts of something, by their names; a text that is missing has none. */
function textsOf<Of extends object>(
  of: Of,
  names: readonly (keyof Of & string)[],
): Readonly<Record<string, string>> {
  const texts = names.flatMap((name) => {
    const text = of[name];
    return isNothing(text) ? [] : [[name, digestOf(canonical(text))]];
  });
  return Object.fromEntries(texts);
}

function definitionTexts(definition: Definition): object {
  const { messages, translations, examples, deprecated } = definition;
  const texts = {
    ...written(definition),
    message: messages.map(({ source }) => source),
    translations: translations.map(({ locale, template }) => [locale, template.source]),
    examples: examples.map(({ title, headers, body }) =>
      title === undefined && isNothing(headers) ? body : [title ?? null, headers, body],
    ),
    deprecated: deprecated && [deprecated.reason, deprecated.use, deprecated.sunset],
  };
  return textsOf(texts, [
    ...ownTexts,
    "docsUrl",
    "message",
    "translations",
    "examples",
    "deprecated",
  ]);
}

/** Returns the key of a reservation. */
export function reservationKey(one: Reservation): string {
  switch (one.kind) {
    case "name":
      return keyOf("reserved", "name", one.name);
    case "code":
      return keyOf("reserved", "code", { code: one.code });
    case "codes":
      return keyOf("reserved", "codes", `${one.from}..${one.to}`);
  }
}
