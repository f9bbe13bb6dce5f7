// Documents to catalogs: every default filled in, every order settled. It cannot fail on a document that its schema accepts.

import { carefulEffect, carefulRetry, effectOfKind, retryOfKind } from "../../runtime/statuses.ts";
import type {
  CatalogDocument,
  CodeEntryDocument,
  DefinitionDocument,
  FamilyDocument,
  MatchDocument,
  ReservationDocument,
  StatusDocument,
} from "../schema/document.ts";
import type {
  Catalog,
  CodeLiteral,
  Definition,
  DefinitionCode,
  Deprecation,
  Effect,
  Example,
  Family,
  Match,
  Reservation,
  Retry,
  Source,
  Status,
} from "./catalog.ts";
import { derive } from "./derive.ts";
import { resolveEnvelope } from "./envelope.ts";
import { envelopeAnswer } from "./envelope-answer.ts";
import { resolveExample } from "./example.ts";
import { taggedOf } from "./extension-keys.ts";
import { english } from "./language.ts";
import { compareText, listOf, parseConditions, parseLocator, type ReadLocator } from "./locator.ts";
import { codeNameFor, docsLink, nameInWords } from "./names.ts";
import { sortedByCode } from "./order.ts";
import { codesOf } from "./owners.ts";
import { type ParamCarrier, paramCarrier, resolveParams } from "./params.ts";
import { cited, type Scope } from "./scope.ts";
import { parseTemplate } from "./template.ts";

/** Returns the catalog of a document that its schema accepts; faults that only rules find leave it complete all the same. */
export function resolveCatalog(document: CatalogDocument): Catalog {
  const sources = byKey(
    document.sources,
    (id, source): Source => ({ id, ...pick(source, "title", "url", "read", "docsUrl") }),
  );
  const schemas = byKey(document.schemas, (name, schema) => ({ name, schema }));
  const shared = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const { codeType } = document;
  const answerScope = { codeType, shared: (name: string) => shared.get(name) };
  const resolved = byKey(document.envelopes, (name, envelope) =>
    resolveEnvelope(name, envelope, answerScope),
  );
  const envelopes = resolved.map(({ envelope }) => envelope);
  const answers = Object.fromEntries(
    envelopes.map((envelope) => [envelope.name, envelopeAnswer(envelope, answerScope)]),
  );
  const taken = new Set(Object.keys(document.definitions).map((name) => name.toLowerCase()));
  const scope: Scope = {
    isTaken: (name) => taken.has(name.toLowerCase()),
    document,
    sources: new Map(sources.map((source) => [source.id, source])),
    answers,
    readers: new Map(resolved.map(({ envelope, read }) => [envelope.name, read])),
    carriers: new Map(
      resolved.map(({ envelope: { name }, read }) => [
        name,
        paramCarrier(name, document.envelopes[name]?.params, read),
      ]),
    ),
    mediaTypes: new Map(envelopes.map(({ name, mediaType }) => [name, mediaType])),
    envelope: document.envelope ?? envelopes[0]?.name ?? "",
  };
  const definitions = sortedByCode(
    Object.entries(document.definitions).map(([name, definition]) =>
      resolveDefinition(name, definition, scope),
    ),
    ({ name, codes }) => ({ name, code: codes[0]?.text ?? "" }),
  );
  const catalog = {
    id: document.id,
    title: document.title,
    version: document.version,
    prefix: document.prefix,
    codeType,
    ...pick(document, "description", "docsUrl", "errorsBelow400"),
    sources,
    scopes: document.scopes ?? [],
    operations: [...new Set(definitions.flatMap((one) => one.operations))].sort(compareText),
    schemas,
    envelopes,
    envelope: scope.envelope,
    success: parseConditions(document.success, parseLocator),
    families: sortedByCode(
      (document.families ?? []).map((family) => resolveFamily(family, scope)),
      ({ prefix, from }) => ({ code: prefix ?? String(from) }),
    ),
    statuses: byKey(document.statuses, (key, status) => ({ key, ...resolveFacts(status, scope) })),
    ...taggedOf(document),
    http: document.transport !== "other",
    definitions,
    codes: codesOf(definitions),
    reserved: (document.reserved ?? []).map(resolveReservation),
    language: english,
    locales: [],
  };
  return derive(catalog, answers);
}

function byKey<From, To>(
  map: { readonly [key: string]: From } | undefined,
  resolve: (key: string, value: From) => To,
): readonly To[] {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => resolve(key, value));
}

/** Returns an object with those of the properties that are there, so that absent facts stay absent. */
function pick<From extends object, Key extends keyof From>(
  from: From,
  ...keys: readonly Key[]
): { readonly [K in Key]: From[K] } {
  const found = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(found) as { readonly [K in Key]: From[K] };
}

function resolveFamily(family: FamilyDocument, scope: Scope): Family {
  return { ...pick(family, "prefix", "from", "to"), ...resolveFacts(family, scope) };
}

function resolveFacts(facts: StatusDocument, scope: Scope): Omit<Status, "key"> {
  return {
    ...pick(facts, "title", "description", "kind", "retry", "effect"),
    causes: listOf(facts.causes),
    resolution: listOf(facts.resolution),
    sources: cited(facts.source, scope),
  };
}

function resolveReservation(reservation: ReservationDocument): Reservation {
  const { code, codes, name, reason } = reservation;
  if (code !== undefined) return { kind: "code", code, reason };
  if (codes !== undefined) return { kind: "codes", from: codes.from, to: codes.to, reason };
  return { kind: "name", name: name ?? "", reason };
}

function resolveDefinition(name: string, definition: DefinitionDocument, scope: Scope): Definition {
  const { kind, summary } = definition;
  const named = definition.envelope ?? definition.match?.envelope;
  const read = scope.readers.get(listOf(named)[0] ?? scope.envelope) ?? parseLocator;
  const match = definition.match === undefined ? undefined : resolveMatch(definition.match, read);
  const statuses = ownOr(definition.status, match?.statuses);
  const own = ownOr(definition.envelope, match?.envelopes);
  const envelopes = own.length > 0 ? own : [scope.envelope];
  const sources = cited(definition.source, scope);
  const written = listOf(definition.message).map(parseTemplate);
  const messages = written.length > 0 ? written : (match?.messages ?? []);
  const facts: Inherited = { name, definition, statuses, sources, read };
  const carriers = carriersOf(envelopes, scope);
  const codes = listOf(definition.code).map((code, i) => resolveCode(code, i, { facts, scope }));
  // All have the same properties in the same order, since an engine reads objects of one form several times faster.
  const base = {
    name,
    title: definition.title ?? nameInWords(name),
    kind,
    internal: definition.internal ?? false,
    ...taggedOf(definition),
    summary,
    codes,
    statuses: [...new Set([...statuses, ...codes.flatMap((code) => code.statuses)])],
    scopes: ownOr(definition.scope, match?.scopes),
    operations: ownOr(definition.operation, match?.operations),
    envelopes,
    match,
    ...factsOf(facts, statuses, scope),
    description: definition.description,
    causes: listOf(definition.causes),
    resolution: listOf(definition.resolution),
    docsUrl: docsOf(facts, codes[0]?.text ?? "", scope),
    params: resolveParams(definition.params, carriers, messages),
    constants: parseConditions(definition.body, read),
    messages,
    translations: byKey(definition.translations, (locale, template) => ({
      locale,
      template: parseTemplate(template),
    })),
    examples: noExamples,
    since: definition.since,
    deprecated: definition.deprecated && resolveDeprecation(definition.deprecated),
    sources,
  };
  const examples = (definition.examples ?? []).map((one) => resolveExample(one, base, scope));
  return examples.length === 0 ? base : { ...base, examples };
}

const noExamples: readonly Example[] = [];

/** Returns what the envelopes of a definition say of its params; one that is not there says nothing. */
function carriersOf(envelopes: readonly string[], { carriers }: Scope): readonly ParamCarrier[] {
  return envelopes.map((name) => carriers.get(name) ?? paramCarrier(name));
}

/** Returns the items that are written, else the inherited ones. */
function ownOr<Item>(
  own: Item | readonly Item[] | undefined,
  inherited: readonly Item[] = [],
): readonly Item[] {
  return own === undefined ? inherited : listOf(own);
}

function resolveDeprecation({ since, reason, use, sunset }: Deprecation): Deprecation {
  return { since, reason, use, sunset };
}

function resolveMatch(match: MatchDocument, read: ReadLocator): Match {
  return {
    scopes: listOf(match.scope),
    operations: listOf(match.operation),
    statuses: listOf(match.status),
    envelopes: listOf(match.envelope),
    messages: listOf(match.message).map(parseTemplate),
    body: parseConditions(match.body, read),
  };
}

interface Inherited {
  readonly name: string;
  readonly definition: DefinitionDocument;
  readonly statuses: readonly number[];
  readonly sources: readonly Source[];
  readonly read: ReadLocator;
}

function resolveCode(
  code: CodeLiteral | CodeEntryDocument,
  index: number,
  { facts, scope }: { readonly facts: Inherited; readonly scope: Scope },
): DefinitionCode {
  const entry: CodeEntryDocument = typeof code === "object" ? code : { code };
  const { definition } = facts;
  const text = String(entry.code);
  const name =
    entry.name ?? (index === 0 ? facts.name : codeNameFor(facts.name, text, scope.isTaken));
  const statuses = ownOr(entry.status, facts.statuses);
  const sources = entry.source === undefined ? facts.sources : cited(entry.source, scope);
  const inherited = factsOf(facts, statuses, scope);
  const deprecated = entry.deprecated ?? definition.deprecated;
  return {
    literal: entry.code,
    text,
    name,
    title: entry.title ?? definition.title ?? nameInWords(name),
    summary: entry.summary ?? definition.summary,
    description: entry.description ?? definition.description,
    causes: listOf(entry.causes ?? definition.causes),
    resolution: listOf(entry.resolution ?? definition.resolution),
    retry: entry.retry ?? inherited.retry,
    effect: entry.effect ?? inherited.effect,
    statuses,
    docsUrl: entry.docsUrl ?? docsOf({ ...facts, sources }, text, scope),
    since: entry.since ?? definition.since,
    deprecated: deprecated && resolveDeprecation(deprecated),
    sources,
    at: entry.at === undefined ? undefined : facts.read(entry.at),
    isNamed: entry.name !== undefined,
    own: Object.keys(entry).some((key) => key !== "code" && key !== "at"),
  };
}

function factsOf(
  { definition }: Inherited,
  statuses: readonly number[],
  scope: Scope,
): { readonly retry: Retry; readonly effect: Effect } {
  const { kind } = definition;
  let retry: Retry = retryOfKind(kind);
  let effect: Effect = effectOfKind(kind);
  for (const status of statuses) {
    const exact = scope.document.statuses?.[String(status)];
    const range = scope.document.statuses?.[`${Math.floor(status / 100)}xx`];
    retry = carefulRetry(retry, exact?.retry ?? range?.retry ?? retry);
    effect = carefulEffect(effect, exact?.effect ?? range?.effect ?? effect);
  }
  return { retry: definition.retry ?? retry, effect: definition.effect ?? effect };
}

function docsOf(
  { name, definition, sources }: Inherited,
  text: string,
  scope: Scope,
): string | undefined {
  if (definition.docsUrl !== undefined) return definition.docsUrl;
  const rule = sources[0]?.docsUrl ?? scope.document.docsUrl;
  return rule === undefined ? undefined : docsLink(rule, { text, name });
}
