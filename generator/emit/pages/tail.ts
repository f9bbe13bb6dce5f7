// What comes after the errors of a page: statuses, kinds, error bodies, and facts of the catalog.

import type {
  Catalog,
  CodeType,
  Envelope,
  Family,
  Reservation,
  Source,
  Status,
  WaitLocator,
} from "../../catalog/catalog.ts";
import { between, type Inline } from "../print/inline.ts";
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
      key: titled([`HTTP ${status.key}`], status),
      ...factsView(status),
    })),
    families: catalog.families.map((family) => ({
      key: titled(familyWords(family), family),
      ...factsView(family),
    })),
    factsAnchor,
    kinds: Object.entries(kindWords)
      .filter(([kind]) => (used as ReadonlySet<string>).has(kind))
      .map(([kind, meaning]) => ({ kind: { code: kind }, meaning })),
    envelopes: catalog.envelopes.map((one) => envelopeView(one, catalog)),
    http,
    schemas: catalog.schemas.map(({ name, schema }) => ({
      name,
      anchor: schemaAnchor(name),
      fields: fieldRows(schema, "the whole value"),
    })),
    success: catalog.success.map(condition),
    scopes: catalog.scopes,
    operations: catalog.operations.map((code) => ({ code })),
    reserved: catalog.reserved.map((one) => ({ what: reservedWords(one), reason: one.reason })),
    sources: catalog.sources.map(sourceWords),
    catalog: [
      ["Catalog: ", { code: catalog.id }, `, version ${catalog.version}`],
      `Codes: ${typeWords[catalog.codeType]}`,
      ...(catalog.errorsBelow400 === undefined
        ? []
        : ["No response with a status below 400 is an error"]),
      ["Names of the generated code begin with ", { code: catalog.prefix }],
      ...(catalog.docsUrl === undefined ? [] : [["Link to an error: ", { code: catalog.docsUrl }]]),
    ],
  };
}

function titled(key: readonly Inline[], { title }: Omit<Status, "key">): Inline {
  return title === undefined ? key : [...key, `: ${title}`];
}

function familyWords({ prefix, from, to }: Family): readonly Inline[] {
  return prefix === undefined
    ? ["Codes from ", { code: String(from) }, " to ", { code: String(to) }]
    : ["Codes that begin with ", { code: prefix }];
}

function factsView(one: Omit<Status, "key">): object {
  const { kind, retry, effect } = one;
  return {
    facts: facts(
      kind && ["kind ", { code: kind }, " if the code is unknown"],
      retry && ["retry ", { code: retry }],
      effect && ["effect ", { code: effect }],
    ),
    ...proseView(one),
  };
}

function envelopeView(
  { name, description = "", ...envelope }: Envelope,
  { http }: Catalog,
): object {
  const waits = envelope.retryAfter.map(waitPlace);
  const located: readonly (readonly [words: string, at: readonly Inline[]])[] = [
    ["Code: ", places(envelope.code)],
    ["Message: ", places(envelope.message)],
    ["Request ID: ", places(envelope.requestId)],
    ["Link to the documentation: ", places(envelope.docsUrl)],
    [
      "Time to wait: ",
      waits.length === 0 ? [] : between(http ? [...waits, usualWait] : waits, ", or "),
    ],
    ["Recognized if ", between(envelope.when.map(condition), ", and ")],
    [
      http ? "No error below 400 if " : "No error if ",
      between(envelope.success.map(condition), ", and "),
    ],
  ];
  return {
    name,
    anchor: envelopeAnchor(name),
    description,
    places: located.filter(([, at]) => at.length > 0).map(([words, at]) => [words, ...at]),
    fields: fieldRows(envelope.body, "the whole body"),
  };
}

const usualWait: Inline = ["header ", { code: "retry-after" }];

function waitPlace(wait: WaitLocator): Inline {
  const { unit, when } = wait;
  const form = unit === undefined ? "" : ` (${unit.replace("epoch-", "Unix time in ")})`;
  const only: readonly Inline[] =
    when.length === 0 ? [] : [" if ", ...between(when.map(condition), " and ")];
  return [place(wait), form, ...only];
}

const typeWords: Readonly<Record<CodeType, string>> = {
  integer: "JSON integers",
  string: "JSON strings",
  mixed: "JSON integers and strings, as shown",
};

function reservedWords(one: Reservation): Inline {
  switch (one.kind) {
    case "code":
      return ["the code ", literal(one.code)];
    case "codes":
      return ["the codes from ", literal(one.from), " to ", literal(one.to)];
    case "name":
      return ["the name ", { code: one.name }];
  }
}

function sourceWords({ id, title, url, read, docsUrl }: Source): Inline {
  return [
    { text: title, url },
    ` (${id})`,
    ...(read === undefined ? [] : [`, read on ${read}`]),
    ...(docsUrl === undefined ? [] : [", with links to its errors at ", { code: docsUrl }]),
  ];
}
