// The occasions on which errors come, each a response of the document: every status, every range, and any other.

import type { Catalog, Definition, Example, Status } from "../../catalog/catalog.ts";
import { addTo } from "../../text/lists.ts";
import { unique } from "./context.ts";

/** An example of a definition. */
export interface DefinitionExample {
  /** The definition that it is an example of. */
  readonly definition: Definition;
  /** The example itself. */
  readonly example: Example;
}

/** What comes with one status, one range of them, or any other status. */
export interface Occasion {
  /** `404`, `5xx` or `default`. */
  readonly key: string;
  /** What the catalog says of the status; an exact one speaks before its range, fact by fact. */
  readonly facts: Partial<Status>;
  /** The definitions that are documented to come with it; under `default` those that come with any status. */
  readonly bound: readonly Definition[];
  /** The definitions that may come besides because they come with any status; none under `default`. */
  readonly others: readonly Definition[];
  /** The examples that came with it. */
  readonly examples: readonly DefinitionExample[];
}

/** Gives the occasions of a catalog: exact statuses by number, then ranges, then the default. */
export function occasionsOf(catalog: Catalog): readonly Occasion[] {
  const rows = new Map(catalog.statuses.map((status) => [status.key, status]));
  const examples = examplesByKey(catalog);
  const byStatus = definitionsByStatus(catalog);
  const exact = unique([
    ...[...byStatus.keys()].map(String),
    ...[...examples.keys()].filter((key) => key !== "default"),
    ...[...rows.keys()].filter((key) => /^[45]\d\d$/.test(key)),
  ]).toSorted();
  const ranges = [...rows.keys()].filter((key) => /^[45]xx$/i.test(key)).toSorted();
  const others = catalog.definitions.filter(comesWithAny);
  const occasions = [...exact, ...ranges].map((key) => ({
    key,
    facts: factsOf(key, rows),
    bound: boundTo(key, byStatus, catalog),
    others,
    examples: examples.get(key) ?? [],
  }));
  const rest = examples.get("default") ?? [];
  return [...occasions, { key: "default", facts: {}, bound: others, others: [], examples: rest }];
}

/** Gives the statuses that say something of responses that are no errors. */
export function quietStatuses(catalog: Catalog): readonly Status[] {
  return catalog.statuses.filter((status) => /^[123]/.test(status.key));
}

/** Tells whether a definition, with one of its codes at least, may come with any status. */
export function comesWithAny(definition: Definition): boolean {
  return definition.codes.some((code) => code.statuses.length === 0);
}

/** Tells whether a status is the key's or lies in its range. */
export function fits(status: number, key: string): boolean {
  return key.endsWith("xx") ? String(status).startsWith(key.charAt(0)) : String(status) === key;
}

function boundTo(
  key: string,
  byStatus: ReadonlyMap<number, readonly Definition[]>,
  catalog: Catalog,
): readonly Definition[] {
  const lists = [...byStatus].filter(([status]) => fits(status, key)).map(([, list]) => list);
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  const bound = new Set(lists.flat());
  return catalog.definitions.filter((definition) => bound.has(definition));
}

function definitionsByStatus(catalog: Catalog): ReadonlyMap<number, readonly Definition[]> {
  const all = new Map<number, Definition[]>();
  for (const definition of catalog.definitions) {
    for (const status of unique(statusesOf(definition))) addTo(all, status, definition);
  }
  return all;
}

function statusesOf(definition: Definition): readonly number[] {
  const shown = comesWithAny(definition)
    ? []
    : definition.examples.flatMap((example) => example.status ?? []);
  return [...definition.statuses, ...shown];
}

function examplesByKey(catalog: Catalog): ReadonlyMap<string, readonly DefinitionExample[]> {
  const all = new Map<string, DefinitionExample[]>();
  for (const definition of catalog.definitions) {
    for (const example of definition.examples) {
      const fallback = comesWithAny(definition) ? undefined : definition.statuses[0];
      const key = String(example.status ?? fallback ?? "default");
      addTo(all, key, { definition, example });
    }
  }
  return all;
}

function factsOf(key: string, rows: ReadonlyMap<string, Status>): Partial<Status> {
  const exact: Partial<Status> = rows.get(key) ?? {};
  const range: Partial<Status> = rows.get(`${key.charAt(0)}xx`) ?? {};
  const [causes, resolution, sources] = [exact.causes, exact.resolution, exact.sources];
  return {
    ...range,
    ...exact,
    causes: (causes?.length ? causes : range.causes) ?? [],
    resolution: (resolution?.length ? resolution : range.resolution) ?? [],
    sources: (sources?.length ? sources : range.sources) ?? [],
  };
}
