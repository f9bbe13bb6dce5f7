// What a catalog knows and OpenAPI has no field for, as specification extensions.

import type {
  Condition,
  Definition,
  DefinitionCode,
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
import type { Writer } from "../../text/writer.ts";
import type { Context } from "./context.ts";
import { schemaObject } from "./dialect.ts";
import { type Plain, tidy, unique } from "./objects.ts";
import { quietStatuses } from "./occasions.ts";
import { relinked } from "./prose.ts";

/** Extensions by how often they are wanted. */
interface Extensions {
  /** Those of `minimal` and `all`. */
  readonly minimal?: Plain;
  /** Returns those of `all` alone. */
  readonly more: () => Plain;
}

/** Writes the extensions that the configuration asks for, without the empty ones. */
export function writeExtensions(
  { minimal = {}, more }: Extensions,
  { extensions }: Context,
  writer: Writer,
): void {
  if (extensions === "none") return;
  const wanted = tidy({ ...minimal, ...(extensions === "all" ? more() : {}) });
  for (const key of Object.keys(wanted)) writer.entry(key, wanted[key], "flow");
}

/** Returns the extension at the root: what is true of the catalog as a whole. */
export function catalogExtension(context: Context): Plain {
  const { id, prefix, codeType, docsUrl, scopes, success, reserved, sources } = context.catalog;
  const quiet = quietStatuses(context.catalog).map((status) => [
    status.key.toUpperCase(),
    tidy({
      title: status.title,
      description: relinked(status.description, context),
      ...repetition(status),
      ...statusExtensions(status, context),
    }),
  ]);
  return {
    "x-catalog": tidy({
      id,
      prefix,
      codeType,
      docsUrl,
      sources: Object.fromEntries(sources.map(({ id: source, ...facts }) => [source, facts])),
      scopes,
      success: conditionsOf(success),
      statuses: Object.fromEntries(quiet),
      reserved: reserved.map(reservationOf),
    }),
  };
}

/** Returns the extension of an envelope's body: where its facts are, and what recognises it. */
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

/** Returns what may be done after an error, as extensions. */
export function repetition({ retry, effect }: Pick<Partial<Status>, "retry" | "effect">): Plain {
  return { "x-retry": retry, "x-effect": effect };
}

/** Returns the other extensions of a status. */
export function statusExtensions(status: Partial<Status>, context: Context): Plain {
  return {
    "x-kind": status.kind,
    "x-causes": textsOf(status.causes ?? [], context),
    "x-resolution": textsOf(status.resolution ?? [], context),
    "x-sources": sourcesOf(status.sources ?? []),
  };
}

/** Returns the extensions of an error: every fact of its definition that has no other home. */
export function definitionExtensions(definition: Definition, context: Context): Plain {
  const translations = definition.translations.map((one) => [one.locale, one.template.source]);
  const params = definition.params.map((param) => [param.name, paramOf(param, context)]);
  return {
    "x-name": definition.name,
    "x-kind": definition.kind,
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
    "x-deprecated": definition.deprecated,
    "x-sources": sourcesOf(definition.sources),
  };
}

/** Returns the addresses of documents, each once. */
export function sourcesOf(sources: readonly Source[]): readonly string[] {
  return unique(sources.map((source) => source.url));
}

function codesOf(definition: Definition, context: Context): readonly Plain[] {
  const { codes } = definition;
  if (codes.length === 1 && codes.every((code) => !code.own)) return [];
  const facts = (code: DefinitionCode): Plain => ({
    title: code.title,
    summary: code.summary,
    description: relinked(code.description, context),
    causes: textsOf(code.causes, context),
    resolution: textsOf(code.resolution, context),
    retry: code.retry,
    effect: code.effect,
    statuses: code.statuses,
    docsUrl: code.docsUrl,
    since: code.since,
    deprecated: code.deprecated,
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

function textsOf(texts: TextList, context: Context): readonly string[] {
  return texts.map((text) => relinked(text, context));
}
