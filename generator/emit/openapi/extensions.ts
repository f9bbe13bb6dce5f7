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
  Tagged,
  WaitLocator,
} from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import { isSame, tidy } from "../../text/data.ts";
import type { Writer } from "../../text/writer.ts";
import type { Context } from "./context.ts";
import { schemaObject } from "./dialect.ts";
import { type Plain, unique } from "./objects.ts";
import { quietStatuses } from "./occasions.ts";
import { relinked } from "./prose.ts";

/** What may be done after an error, if that is known. */
type Advice = Pick<Partial<Status>, "retry" | "effect">;

/** What a part of the document has of extensions: what may be done after an error, what the author added, and more of ours. */
interface Extended extends Advice {
  readonly tagged?: Tagged;
  readonly more: () => Plain;
}

/** Writes extensions: by `minimal` what may be done after an error and what the author added, by `all` also what `more` returns, without the empty ones of ours. */
export function writeExtensions(
  { retry, effect, tagged, more }: Extended,
  { extensions }: Context,
  writer: Writer,
): void {
  if (extensions === "none") return;
  const tags = tagged?.tags;
  const wanted: Plain = tidy({ retry, effect, tags, ...(extensions === "all" ? more() : {}) });
  for (const key of Object.keys(wanted)) writer.entry(`x-${key}`, wanted[key], "flow");
  for (const [key, value] of Object.entries(tagged?.extensions ?? {}))
    writer.entry(key, value, "flow");
}

/** Returns what is true of the catalog as a whole. */
export function catalogFacts(context: Context): Plain {
  const { id, prefix, codeType, docsUrl, scopes, success, reserved, sources } = context.catalog;
  const { errorsBelow400, families, http } = context.catalog;
  const quiet = quietStatuses(context.catalog).map((status) => {
    const { key, title, retry, effect } = status;
    const description = relinked(status.description, context);
    return [
      key.toUpperCase(),
      tidy({ title, description, retry, effect, ...statusFacts(status, context) }),
    ];
  });
  return {
    catalog: tidy({
      id,
      prefix,
      codeType,
      docsUrl,
      sources: Object.fromEntries(sources.map(({ id: source, ...facts }) => [source, facts])),
      scopes,
      success: conditionsOf(success),
      errorsBelow400,
      transport: http ? undefined : "other",
      families: families.map((family) => {
        const { prefix, from, to, title, retry, effect } = family;
        const description = relinked(family.description, context);
        const texts = statusFacts(family, context);
        return tidy({ prefix, from, to, title, description, retry, effect, ...texts });
      }),
      statuses: Object.fromEntries(quiet),
      reserved: reserved.map(reservationOf),
    }),
  };
}

/** Returns where the facts of an envelope's body are, and what recognises it. */
export function envelopeFacts(envelope: Envelope): Plain {
  return {
    envelope: tidy({
      name: envelope.name,
      code: locatorsOf(envelope.code),
      message: locatorsOf(envelope.message),
      requestId: locatorsOf(envelope.requestId),
      docsUrl: locatorsOf(envelope.docsUrl),
      retryAfter: envelope.retryAfter.map(waitOf),
      when: conditionsOf(envelope.when),
      success: conditionsOf(envelope.success),
    }),
  };
}

/** Returns what OpenAPI has no field for in a status. */
export function statusFacts(status: Partial<Status>, context: Context): Plain {
  return { kind: status.kind, ...textsOf(status, context) };
}

/** Returns every fact of a definition that has no other home. */
export function definitionFacts(definition: Definition, context: Context): Plain {
  const { name, kind, statuses, scopes, operations, match, since, deprecated } = definition;
  const { causes, resolution, sources } = textsOf(definition, context);
  const params = definition.params.map((param) => [param.name, paramOf(param, context)]);
  const translations = definition.translations.map((one) => [one.locale, one.template.source]);
  return {
    name,
    kind,
    statuses,
    scopes,
    operations,
    match: match && matchOf(match),
    codes: codesOf(definition, context),
    causes,
    resolution,
    params: Object.fromEntries(params),
    messages: definition.messages.map((message) => message.source),
    translations: Object.fromEntries(translations),
    since,
    deprecated,
    sources,
  };
}

/** Returns the addresses of documents, each once. */
export function sourcesOf(sources: readonly Source[]): readonly string[] {
  return unique(sources.map((source) => source.url));
}

/** Returns of each code what differs from its definition; nothing if the only code says no more. */
function codesOf(definition: Definition, context: Context): readonly Plain[] {
  const factsOf = (of: Definition | DefinitionCode): Plain => {
    const { title, summary, retry, effect, statuses, docsUrl, since, deprecated } = of;
    const description = relinked(of.description, context);
    const facts = { title, summary, description, retry, effect, statuses, docsUrl, since };
    return { ...facts, deprecated, ...textsOf(of, context) };
  };
  const { codes } = definition;
  if (codes.length === 1 && codes.every((code) => !code.own)) return [];
  const shared = factsOf(definition);
  return codes.map((code) => {
    const own = Object.entries(factsOf(code)).filter(([key, value]) => {
      return (code.own || key === "docsUrl") && !isSame(value, shared[key]);
    });
    return tidy({ code: code.literal, name: code.name, ...Object.fromEntries(own) });
  });
}

function paramOf({ at, safe, optional, schema }: Param, context: Context): Plain {
  const inBody = at.some((one) => one.kind === "body");
  const shown = inBody ? undefined : schemaObject(schema, context);
  return tidy({ at: locatorsOf(at), safe, optional, schema: shown });
}

function matchOf({ messages, body, ...lists }: Match): Plain {
  return tidy({
    ...lists,
    messages: messages.map(({ source }) => source),
    body: conditionsOf(body),
  });
}

function locatorsOf(locators: readonly Locator[]): readonly string[] {
  return locators.map(showLocator);
}

/** Returns a wait as a catalog has it: a locator, or a map if it says more. */
function waitOf(wait: WaitLocator): Plain | string {
  const { unit, when } = wait;
  const at = showLocator(wait);
  return unit === undefined && when.length === 0
    ? at
    : tidy({ at, unit, when: conditionsOf(when) });
}

function conditionsOf(conditions: readonly Condition[]): Plain {
  return Object.fromEntries(
    conditions.map(({ at, equals, present }) => [
      showLocator(at),
      equals === undefined ? { present } : equals.length === 1 ? equals[0] : equals,
    ]),
  );
}

function reservationOf({ kind: _, ...reservation }: Reservation): Plain {
  if (!("from" in reservation)) return reservation;
  const { from, to, reason } = reservation;
  return { codes: { from, to }, reason };
}

function textsOf(
  {
    causes = [],
    resolution = [],
    sources = [],
  }: Pick<Partial<Status>, "causes" | "resolution" | "sources">,
  context: Context,
) {
  return {
    causes: causes.map((text) => relinked(text, context)),
    resolution: resolution.map((text) => relinked(text, context)),
    sources: sourcesOf(sources),
  };
}
