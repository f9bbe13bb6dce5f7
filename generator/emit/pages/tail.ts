// What comes after the errors of a page: statuses, kinds, error bodies, and facts of the catalog.

import type {
  Catalog,
  CodeType,
  Condition,
  Envelope,
  Family,
  Reservation,
  Source,
  Status,
  WaitLocator,
} from "../../catalog/catalog.ts";
import { between, type Inline, say } from "../print/inline.ts";
import type { Word } from "../print/said.ts";
import { fieldRows } from "./schemas.ts";
import {
  condition,
  envelopeAnchor,
  facts,
  factsAnchor,
  kindWords,
  literal,
  place,
  places,
  proseView,
  schemaAnchor,
} from "./words.ts";

/** Returns the view of the end of a page. */
export function tailView(catalog: Catalog): object {
  const { http } = catalog;
  const used = new Set(catalog.definitions.map(({ kind }) => kind));
  return {
    statuses: catalog.statuses.map((status) => ({
      key: titled(say("HTTP {statuses}", { statuses: status.key }), status),
      ...factsView(status),
    })),
    families: catalog.families.map((family) => ({
      key: titled(familyWords(family), family),
      ...factsView(family),
    })),
    factsAnchor,
    kinds: Object.entries(kindWords)
      .filter(([kind]) => (used as ReadonlySet<string>).has(kind))
      .map(([kind, meaning]) => ({ kind: { code: kind }, meaning: say(meaning) })),
    envelopes: catalog.envelopes.map((one) => envelopeView(one, catalog)),
    placesIntro: {
      say: "Places in a body are written as JSON Pointers: `/error/code` is the field `code` of the object `error`.",
      isMarkdown: true,
    } satisfies Inline,
    http,
    schemas: catalog.schemas.map(({ name, schema }) => ({
      title: say("Schema {name}", { name }),
      anchor: schemaAnchor(name),
      fields: fieldRows(schema, "the whole value"),
    })),
    success: catalog.success.map(condition),
    scopes: catalog.scopes,
    operations: catalog.operations.map((code) => ({ code })),
    reserved: catalog.reserved.map((one) => ({ what: reservedWords(one), reason: one.reason })),
    sources: catalog.sources.map(sourceWords),
    catalog: [
      say("Catalog: {id}, version {version}", {
        id: { code: catalog.id },
        version: catalog.version,
      }),
      say(typeWords[catalog.codeType]),
      ...(catalog.errorsBelow400 === undefined
        ? []
        : [say("No response with a status below 400 is an error")]),
      say("Names of the generated code begin with {prefix}", { prefix: { code: catalog.prefix } }),
      ...(catalog.docsUrl === undefined
        ? []
        : [say("Link to an error: {url}", { url: { code: catalog.docsUrl } })]),
    ],
  };
}

function titled(key: Inline, { title }: Omit<Status, "key">): Inline {
  return title === undefined ? key : say("{term}: {meaning}", { term: key, meaning: title });
}

function familyWords({ prefix, from, to }: Family): Inline {
  if (prefix !== undefined)
    return say("Codes that begin with {prefix}", { prefix: { code: prefix } });
  const ends = { from: { code: String(from) }, to: { code: String(to) } };
  return say("Codes from {from} to {to}", ends);
}

function factsView(one: Omit<Status, "key">): object {
  const { kind, retry, effect } = one;
  return {
    facts: facts(
      kind && say("kind {kind} if the code is unknown", { kind: { code: kind } }),
      retry && say("retry {retry}", { retry: { code: retry } }),
      effect && say("effect {effect}", { effect: { code: effect } }),
    ),
    ...proseView(one),
  };
}

function envelopeView(
  { name, description = "", ...envelope }: Envelope,
  { http }: Catalog,
): object {
  const waits = envelope.retryAfter.map(waitPlace);
  const both = (conditions: readonly Condition[]): readonly Inline[] =>
    between(conditions.map(condition), say(", and "));
  const located: readonly (readonly [words: Word, at: readonly Inline[]])[] = [
    ["Code: {places}", places(envelope.code)],
    ["Message: {places}", places(envelope.message)],
    ["Request ID: {places}", places(envelope.requestId)],
    ["Link to the documentation: {places}", places(envelope.docsUrl)],
    [
      "Time to wait: {places}",
      waits.length === 0 ? [] : between(http ? [...waits, usualWait] : waits, say(", or ")),
    ],
    ["Recognized if {conditions}", both(envelope.when)],
    [
      http ? "No error below 400 if {conditions}" : "No error if {conditions}",
      both(envelope.success),
    ],
  ];
  return {
    title: say("Error body {name}", { name }),
    bodyTitle: say("Body {name}", { name }),
    anchor: envelopeAnchor(name),
    description,
    places: located
      .filter(([, at]) => at.length > 0)
      .map(([words, at]) => say(words, { places: at, conditions: at })),
    fields: fieldRows(envelope.body, "the whole body"),
  };
}

const usualWait = say("header {header}", { header: { code: "retry-after" } });

function waitPlace(wait: WaitLocator): Inline {
  const { unit, when } = wait;
  const at = place(wait);
  const words = unit && say("{place} ({unit})", { place: at, unit: say(unitWords[unit]) });
  if (when.length === 0) return words ?? at;
  const conditions = between(when.map(condition), say(" and "));
  return say("{place} if {conditions}", { place: words ?? at, conditions });
}

const unitWords: Readonly<Record<NonNullable<WaitLocator["unit"]>, Word>> = {
  seconds: "seconds",
  milliseconds: "milliseconds",
  "epoch-seconds": "Unix time in seconds",
  "epoch-milliseconds": "Unix time in milliseconds",
  duration: "duration",
  date: "date",
};

const typeWords: Readonly<Record<CodeType, Word>> = {
  integer: "Codes: JSON integers",
  string: "Codes: JSON strings",
  mixed: "Codes: JSON integers and strings, as shown",
};

function reservedWords(one: Reservation): Inline {
  switch (one.kind) {
    case "code":
      return say("the code {code}", { code: literal(one.code) });
    case "codes":
      return say("the codes from {from} to {to}", {
        from: literal(one.from),
        to: literal(one.to),
      });
    case "name":
      return say("the name {name}", { name: { code: one.name } });
  }
}

function sourceWords({ id, title, url, read, docsUrl }: Source): Inline {
  const source: Inline = [{ text: title, url }, ` (${id})`];
  const seen = read === undefined ? source : say("{source}, read on {day}", { source, day: read });
  if (docsUrl === undefined) return seen;
  const at = { source: seen, url: { code: docsUrl } };
  return say("{source}, with links to its errors at {url}", at);
}
