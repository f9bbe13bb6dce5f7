// What all parts of one OpenAPI document share.

import type { Catalog, Definition, Envelope } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { ResolvedOpenapiOptions } from "../options.ts";
import { type ComponentNames, componentNames, type NamedParts } from "./names.ts";
import { examplesOf, occasionsOf } from "./occasions.ts";

/** How schemas are written: `3.0` has a dialect of its own, since `3.1` they are JSON Schema 2020-12; `3.2` adds fields. */
export type Dialect = "3.0" | "3.1" | "3.2";

/** The catalog of a document, what it holds by name, and how it is written. */
export interface Context extends NamedParts {
  readonly dialect: Dialect;
  /** Which specification extensions are written. */
  readonly extensions: ResolvedOpenapiOptions["extensions"];
  /** The name of every component. */
  readonly names: ComponentNames;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly envelopes: ReadonlyMap<string, Envelope>;
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

/** Returns the context of a catalog's document. */
export function contextOf(
  catalog: Catalog,
  { version, names, extensions }: ResolvedOpenapiOptions,
): Context {
  const examples = examplesOf(catalog);
  const occasions = catalog.http ? occasionsOf(catalog, examples) : [];
  return {
    catalog,
    dialect: version.slice(0, 3) as Dialect,
    extensions,
    names: componentNames({ catalog, occasions, examples }, names),
    occasions,
    examples,
    definitions: byName(catalog.definitions),
    envelopes: byName(catalog.envelopes),
    schemas: new Map(catalog.schemas.map(({ name, schema }) => [name, schema])),
  };
}

function byName<Thing extends { readonly name: string }>(things: readonly Thing[]) {
  return new Map(things.map((thing) => [thing.name, thing]));
}
