// What stands above the errors: tables by status and kind, and what the catalog says of statuses and bodies.

import type {
  Catalog,
  Definition,
  DefinitionCode,
  Envelope,
  Kind,
  Status,
} from "../../catalog/catalog.ts";
import { addTo } from "../../text/lists.ts";
import type { Inline } from "../print/markdown.ts";
import { type FieldRow, fieldRows } from "./schemas.ts";
import {
  between,
  codeWords,
  condition,
  definitionLink,
  effectWords,
  explained,
  type Fact,
  facts,
  kindWords,
  places,
  retryWords,
  sourceLinks,
  type TextsView,
  texts,
} from "./words.ts";

/** The errors of one status. */
export interface GroupView {
  readonly heading: string;
  readonly rows: readonly ErrorRow[];
}

/** One error with the codes that share all facts. */
export interface ErrorRow {
  readonly codes: Inline;
  readonly error: Inline;
  readonly statuses: Inline;
  readonly kind: Inline;
  readonly retry: Inline;
  readonly effect: Inline;
  readonly summary: Inline;
}

/** Gives a table for each status in order, and one for the errors that may come with any. */
export function groupsByStatus(catalog: Catalog): readonly GroupView[] {
  const byStatus = new Map<number | undefined, ErrorRow[]>();
  for (const definition of catalog.definitions) {
    for (const codes of codesByFacts(definition)) {
      const row = errorRow(definition, codes, catalog);
      const statuses = codes[0]?.statuses ?? [];
      for (const status of statuses.length === 0 ? [undefined] : statuses) {
        addTo(byStatus, status, row);
      }
    }
  }
  const order = (status: number | undefined): number => status ?? Number.POSITIVE_INFINITY;
  return [...byStatus]
    .sort(([a], [b]) => (order(a) < order(b) ? -1 : 1))
    .map(([status, rows]) => ({
      heading: status === undefined ? "Any HTTP status" : `HTTP ${status}`,
      rows,
    }));
}

/** Gives the codes that say nothing of their own together, and each other code alone. */
function codesByFacts(definition: Definition): readonly (readonly DefinitionCode[])[] {
  const common = definition.codes.filter((code) => !code.own);
  const own = definition.codes.filter((code) => code.own).map((code) => [code]);
  return common.length === 0 ? own : [common, ...own];
}

function errorRow(
  definition: Definition,
  codes: readonly DefinitionCode[],
  catalog: Catalog,
): ErrorRow {
  const { retry, effect, summary, statuses } = codes[0] ?? {
    ...definition,
    statuses: definition.statuses,
  };
  return {
    codes: between(
      codes.map((code) => codeWords(code.literal, catalog)),
      ", ",
    ),
    error: definitionLink(definition.name),
    statuses: statuses.length === 0 ? "any" : statuses.join(", "),
    kind: { code: definition.kind },
    retry: { code: retry },
    effect: { code: effect },
    summary,
  };
}

/** The errors of one kind. */
export interface KindRow {
  readonly kind: Inline;
  readonly meaning: string;
  readonly errors: Inline;
}

/** Gives a row for each kind that the catalog uses, in the order of the closed list. */
export function kindRows(catalog: Catalog): readonly KindRow[] {
  const names = new Map<Kind, Inline[]>();
  for (const { kind, name } of catalog.definitions) addTo(names, kind, definitionLink(name));
  return Object.entries(kindWords).flatMap(([kind, meaning]) => {
    const links = names.get(kind as Kind);
    return links === undefined
      ? []
      : [{ kind: { code: kind }, meaning, errors: between(links, ", ") }];
  });
}

/** What is true of a status. */
export interface StatusView {
  readonly key: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly description: string;
  readonly causes: TextsView;
  readonly resolution: TextsView;
  readonly sources: Inline;
}

/** Gives what the page says of a status. */
export function statusView(status: Status): StatusView {
  return {
    key: status.key,
    title: status.title ?? "",
    facts: facts({
      "Kind of an unknown code": explained(status.kind, kindWords),
      Retry: explained(status.retry, retryWords),
      Effect: explained(status.effect, effectWords),
    }),
    description: status.description ?? "",
    causes: texts(status.causes, "bullets"),
    resolution: texts(status.resolution, "steps"),
    sources: sourceLinks(status.sources),
  };
}

/** The shape of an error body. */
export interface EnvelopeView {
  readonly name: string;
  readonly description: string;
  readonly facts: readonly Fact[];
  readonly fields: readonly FieldRow[];
}

/** Gives what the page says of an envelope. */
export function envelopeView(envelope: Envelope): EnvelopeView {
  return {
    name: envelope.name,
    description: envelope.description ?? "",
    facts: facts({
      Code: places(envelope.code),
      Message: places(envelope.message),
      "Request ID": places(envelope.requestId),
      "Link to the documentation": places(envelope.docsUrl),
      "Time to wait": places(
        envelope.retryAfter.length === 0
          ? []
          : [...envelope.retryAfter, { kind: "header", name: "retry-after" }],
      ),
      "Recognised where": between(envelope.when.map(condition), ", and "),
    }),
    fields: fieldRows(envelope.body, "the whole body"),
  };
}
