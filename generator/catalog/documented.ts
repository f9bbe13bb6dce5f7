// What documents show of a catalog: everything but its internal definitions, and what only they use.

import type { Tables } from "../../runtime/facts.ts";
import type { Catalog, Definition } from "./catalog.ts";
import { referencesIn } from "./json-schema.ts";

/** Returns the catalog as documents show it; the packages, custom emitters and custom templates have the whole. */
export function documented(catalog: Catalog): Catalog {
  const internal = catalog.definitions.filter((one) => one.internal);
  if (internal.length === 0) return catalog;
  const definitions = catalog.definitions.filter((one) => !one.internal);
  const [used, hidden] = [usesOf(definitions), usesOf(internal)];
  for (const { sources } of [...catalog.statuses, ...catalog.families])
    for (const { id } of sources) used.sources.add(id);
  used.envelopes.add(catalog.envelope);
  const isShown = (what: keyof Uses, name: string): boolean =>
    used[what].has(name) || !hidden[what].has(name);
  const envelopes = catalog.envelopes.filter(({ name }) => isShown("envelopes", name));
  for (const one of catalog.envelopes)
    for (const name of referencesIn(one.body))
      (envelopes.includes(one) ? used : hidden).schemas.add(name);
  for (const { schemas } of [used, hidden]) addReached(schemas, catalog);
  return {
    ...catalog,
    definitions,
    codes: catalog.codes.flatMap((code) => {
      const owners = code.owners.filter(({ definition }) => !definition.internal);
      return owners.length === 0 ? [] : [{ ...code, owners }];
    }),
    envelopes,
    scopes: catalog.scopes.filter((name) => isShown("scopes", name)),
    operations: catalog.operations.filter((name) => isShown("operations", name)),
    sources: catalog.sources.filter(({ id }) => isShown("sources", id)),
    schemas: catalog.schemas.filter(({ name }) => isShown("schemas", name)),
  };
}

/** Returns what responses are recognised by as documents show it: without internal definitions, whose codes are unknown there. */
export function documentedTables(catalog: Catalog): Tables {
  const { tables } = catalog.derived;
  const [names, shapes, schemas] = [catalog.definitions, catalog.envelopes, catalog.schemas].map(
    (all) => new Set(all.map(({ name }) => name)),
  );
  const codes = Object.entries(tables.codes).flatMap(([code, meanings]) => {
    const shown = (meanings ?? []).filter(([{ name }]) => names?.has(name));
    return shown.length === 0 ? [] : [[code, shown] as const];
  });
  return {
    ...tables,
    envelopes: tables.envelopes.filter(({ name }) => shapes?.has(name)),
    codes: Object.fromEntries(codes),
    ...(tables.params && { params: only(tables.params, names) }),
    ...(tables.schemas && { schemas: only(tables.schemas, schemas) }),
  };
}

function only<Value>(
  table: { readonly [name: string]: Value },
  names: ReadonlySet<string> | undefined,
): { readonly [name: string]: Value } {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names?.has(name)));
}

/** The names of what definitions use. */
type Uses = Readonly<
  Record<"envelopes" | "scopes" | "operations" | "sources" | "schemas", Set<string>>
>;

function usesOf(definitions: readonly Definition[]): Uses {
  const uses: Uses = {
    envelopes: new Set(),
    scopes: new Set(),
    operations: new Set(),
    sources: new Set(),
    schemas: new Set(),
  };
  const add = (what: keyof Uses, names: Iterable<string | undefined>): void => {
    for (const name of names) if (name !== undefined) uses[what].add(name);
  };
  for (const { envelopes, scopes, operations, match, codes, params, ...one } of definitions) {
    const { examples } = one;
    add("envelopes", [...envelopes, ...examples.map(({ envelope }) => envelope)]);
    add("envelopes", match?.envelopes ?? []);
    add("scopes", [...scopes, ...examples.map(({ scope }) => scope)]);
    add("operations", [...operations, ...examples.map(({ operation }) => operation)]);
    for (const { sources } of [one, ...codes, ...examples])
      add(
        "sources",
        sources.map(({ id }) => id),
      );
    for (const { schema } of params) add("schemas", referencesIn(schema));
  }
  return uses;
}

/** Adds the names of the schemas that others of a set refer to. */
function addReached(names: Set<string>, { schemas }: Catalog): void {
  const shared = new Map(schemas.map(({ name, schema }) => [name, schema]));
  // A set that grows while it is walked is walked to its new end.
  for (const name of names)
    for (const inner of referencesIn(shared.get(name) ?? {})) names.add(inner);
}
