// The occasions on which errors come, each a response of the document: every status, every range, and any other.

import type { Catalog, Definition, Example, Status } from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { addTo } from "../../text/lists.ts";
import { unique } from "./objects.ts";

/** An example of a definition, from the catalog or built. */
export interface DefinitionExample {
  /** The name of the definition and a number, the same for no two. */
  readonly id: string;
  readonly definition: Definition;
  readonly example: Partial<Example> & Pick<Example, "body">;
  /** The key of the occasion that it belongs to. */
  readonly key: string;
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
  readonly examples: readonly DefinitionExample[];
}

/** Returns an example of each definition at least: those of the catalog, else one that is built. */
export function examplesOf(catalog: Catalog): readonly DefinitionExample[] {
  return catalog.definitions.flatMap((definition): readonly DefinitionExample[] => {
    const usual = String(comesWithAny(definition) ? "default" : definition.statuses[0]);
    const { name, examples } = definition;
    const fixture = examples.length > 0 ? undefined : fixtureOf(definition, catalog);
    const all: readonly DefinitionExample["example"][] =
      fixture === undefined ? examples : [{ body: fixture.body }];
    return all.map((example, i) => {
      return { id: `${name} ${i}`, definition, example, key: String(example.status ?? usual) };
    });
  });
}

/** Returns the occasions of a catalog: exact statuses by number, then ranges, then the default. */
export function occasionsOf(
  catalog: Catalog,
  all: readonly DefinitionExample[],
): readonly Occasion[] {
  const rows = new Map(catalog.statuses.map((status) => [status.key, status]));
  const examples = new Map<string, DefinitionExample[]>();
  for (const one of all) addTo(examples, one.key, one);
  const statuses = new Map(catalog.definitions.map((one) => [one, statusesOf(one)]));
  const exact = unique([
    ...[...statuses.values()].flat().map(String),
    ...[...examples.keys()].filter((key) => key !== "default"),
    ...[...rows.keys()].filter((key) => /^[45]\d\d$/.test(key)),
  ]).toSorted();
  const ranges = [...rows.keys()].filter((key) => /^[45]xx$/i.test(key)).toSorted();
  const others = catalog.definitions.filter(comesWithAny);
  const occasions = [...exact, ...ranges].map((key) => {
    const comes = (one: Definition) => statuses.get(one)?.some((is) => fits(is, key)) === true;
    const movable = () => all.filter((one) => comes(one.definition) && isMovable(one, catalog));
    return {
      key,
      facts: factsOf(key, rows),
      bound: catalog.definitions.filter(comes),
      others,
      examples: examples.get(key) ?? (/^\d+$/.test(key) ? movable() : []),
    };
  });
  const rest = examples.get("default") ?? [];
  return [...occasions, { key: "default", facts: {}, bound: others, others: [], examples: rest }];
}

/** Returns the statuses that say something of responses that are no errors. */
export function quietStatuses(catalog: Catalog): readonly Status[] {
  return catalog.statuses.filter((status) => /^[123]/.test(status.key));
}

/** Returns whether a definition, with one of its codes at least, may come with any status. */
export function comesWithAny(definition: Definition): boolean {
  return definition.codes.some((code) => code.statuses.length === 0);
}

/** Returns whether a status is the key's or in its range. */
export function fits(status: number, key: string): boolean {
  return key.endsWith("xx") ? String(status).startsWith(key.charAt(0)) : String(status) === key;
}

/** Returns the statuses that a definition is documented or shown to come with. */
function statusesOf(definition: Definition): readonly number[] {
  const { statuses, examples } = definition;
  if (comesWithAny(definition)) return statuses;
  return unique([...statuses, ...examples.flatMap((example) => example.status ?? [])]);
}

/** Returns whether the body of an example is the same under each status of its definition. */
function isMovable({ definition, example }: DefinitionExample, { derived }: Catalog): boolean {
  const { slots = [] } = derived.answers[example.envelope ?? definition.envelopes[0] ?? ""] ?? {};
  return !slots.some(({ from }) => from === "status");
}

function factsOf(key: string, rows: ReadonlyMap<string, Status>): Partial<Status> {
  const exact: Partial<Status> = rows.get(key) ?? {};
  const range: Partial<Status> = rows.get(`${key.charAt(0)}xx`) ?? {};
  const { causes, resolution, sources } = exact;
  // The title of a range would say less than the reason phrase of the status.
  const { title: _, ...shared } = range;
  return {
    ...shared,
    ...exact,
    causes: (causes?.length ? causes : range.causes) ?? [],
    resolution: (resolution?.length ? resolution : range.resolution) ?? [],
    sources: (sources?.length ? sources : range.sources) ?? [],
  };
}
