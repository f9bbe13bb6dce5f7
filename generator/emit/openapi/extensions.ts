// What a catalog knows and OpenAPI has no field for, as specification extensions.

import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Deprecation,
  Envelope,
  Locator,
  Match,
  Param,
  Reservation,
  Source,
  Status,
  TextList,
} from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import { type Context, type Plain, tidy, unique } from "./context.ts";
import { quietStatuses } from "./occasions.ts";
import { relinked } from "./prose.ts";
import { schemaObject } from "./schema.ts";

/** Gives the extension at the root: what is true of the catalog as a whole. */
export function catalogExtension(catalog: Catalog, context: Context): Plain {
  const { id, prefix, codeType, docsUrl, scopes, success, reserved } = catalog;
  const sources = catalog.sources.map(({ id: source, ...facts }) => [source, facts]);
  const quiet = quietStatuses(catalog).map((status) => [
    status.key.toUpperCase(),
    tidy({
      title: status.title,
      description: marked(status.description, context),
      ...statusExtensions(status, context),
    }),
  ]);
  return {
    "x-catalog": tidy({
      id,
      prefix,
      codeType,
      docsUrl,
      sources: Object.fromEntries(sources),
      scopes,
      success: conditionsOf(success),
      statuses: Object.fromEntries(quiet),
      reserved: reserved.map(reservationOf),
    }),
  };
}

/** Gives the extension of an envelope's body: where its facts stand, and what recognises it. */
export function envelopeExtension(envelope: Envelope): Plain {
  return {
    "x-envelope": tidy({
      name: envelope.name,
      code: locatorsOf(envelope.code),
      message: locatorsOf(envelope.message),
      requestId: locatorsOf(envelope.requestId),
      docsUrl: locatorsOf(envelope.docsUrl),
      retryAfter: locatorsOf(envelope.retryAfter),
      when: conditionsOf(envelope.when),
    }),
  };
}

/** Gives the extensions of a response: the facts of its status. */
export function statusExtensions(status: Partial<Status>, context: Context): Plain {
  return tidy({
    "x-kind": status.kind,
    "x-retry": status.retry,
    "x-effect": status.effect,
    "x-causes": textsOf(status.causes ?? [], context),
    "x-resolution": textsOf(status.resolution ?? [], context),
    "x-sources": sourcesOf(status.sources ?? []),
  });
}

/** Gives the extensions of an error: every fact of its definition that has no other home. */
export function definitionExtensions(definition: Definition, context: Context): Plain {
  const translations = definition.translations.map((one) => [one.locale, one.template.source]);
  const params = definition.params.map((param) => [param.name, paramOf(param, context)]);
  return tidy({
    "x-name": definition.name,
    "x-kind": definition.kind,
    "x-retry": definition.retry,
    "x-effect": definition.effect,
    "x-statuses": definition.statuses,
    "x-scopes": definition.scopes,
    "x-operations": definition.operations,
    "x-match": definition.match && matchOf(definition.match),
    "x-codes": codesOf(definition, context),
    "x-causes": textsOf(definition.causes, context),
    "x-resolution": textsOf(definition.resolution, context),
    "x-params": Object.fromEntries(params),
    "x-messages": definition.messages.map((message) => message.source),
    "x-translations": Object.fromEntries(translations),
    "x-since": definition.since,
    "x-deprecated": deprecationOf(definition.deprecated),
    "x-sources": sourcesOf(definition.sources),
  });
}

/** Gives the addresses of documents, each once. */
export function sourcesOf(sources: readonly Source[]): readonly string[] {
  return unique(sources.map((source) => source.url));
}

function codesOf(definition: Definition, context: Context): readonly Plain[] {
  const { codes } = definition;
  if (codes.length === 1 && codes.every((code) => !code.own)) return [];
  const facts = (code: DefinitionCode): Plain => ({
    title: code.title,
    summary: code.summary,
    description: marked(code.description, context),
    causes: textsOf(code.causes, context),
    resolution: textsOf(code.resolution, context),
    retry: code.retry,
    effect: code.effect,
    statuses: code.statuses,
    docsUrl: code.docsUrl,
    since: code.since,
    deprecated: deprecationOf(code.deprecated),
    sources: sourcesOf(code.sources),
  });
  const shared = new Map(
    Object.entries(facts({ ...definition, literal: "", text: "", own: false })),
  );
  return codes.map((code) => {
    const own = Object.entries(facts(code)).filter(([field, value]) => {
      const differs = JSON.stringify(value) !== JSON.stringify(shared.get(field));
      return differs && (code.own || field === "docsUrl");
    });
    return tidy({ code: code.literal, name: code.name, ...Object.fromEntries(own) });
  });
}

function paramOf(param: Param, context: Context): Plain {
  const { at, safe, optional } = param;
  const inBody = at.some((one) => one.kind === "body");
  return tidy({
    at: locatorsOf(at),
    safe,
    optional,
    schema: inBody ? undefined : schemaObject(param.schema, context),
  });
}

function matchOf(match: Match): Plain {
  return tidy({
    scopes: match.scopes,
    operations: match.operations,
    statuses: match.statuses,
    envelopes: match.envelopes,
    messages: match.messages.map((message) => message.source),
    body: conditionsOf(match.body),
  });
}

function locatorsOf(locators: readonly Locator[]): readonly string[] {
  return locators.map(showLocator);
}

function conditionsOf(conditions: readonly Condition[]): Plain {
  return Object.fromEntries(
    conditions.map(({ at, equals, present }) => [
      showLocator(at),
      equals === undefined ? { present } : equals.length === 1 ? equals[0] : equals,
    ]),
  );
}

function reservationOf(reservation: Reservation): Plain {
  const { reason } = reservation;
  switch (reservation.kind) {
    case "code":
      return { code: reservation.code, reason };
    case "codes":
      return { codes: { from: reservation.from, to: reservation.to }, reason };
    case "name":
      return { name: reservation.name, reason };
  }
}

function deprecationOf(deprecated: Deprecation | undefined): Plain | undefined {
  return deprecated && tidy({ ...deprecated });
}

function marked(text: string | undefined, context: Context): string | undefined {
  return text === undefined ? undefined : relinked(text, context);
}

function textsOf(texts: TextList, context: Context): readonly string[] {
  return texts.map((text) => relinked(text, context));
}
