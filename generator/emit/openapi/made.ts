// The context of a catalog's document: its names and what it holds, made once for all parts.

import type { Catalog } from "../../catalog/catalog.ts";
import type { ResolvedOpenapiOptions } from "../../config.ts";
import type { Context, Dialect } from "./context.ts";
import { type ComponentNames, componentNames, type NameTemplates } from "./names.ts";
import type { Occasion } from "./occasions.ts";

/** Gives the names of all components of a catalog that comes on some occasions. */
export function namesOf(
  catalog: Catalog,
  occasions: readonly Occasion[],
  templates: NameTemplates,
): ComponentNames {
  const keys = occasions.map((occasion) => occasion.key);
  return componentNames(catalog, keys, templates);
}

/** Gives what all parts of a catalog's document share. */
export function contextOf(
  catalog: Catalog,
  { version, names }: ResolvedOpenapiOptions,
  occasions: readonly Occasion[],
): Context {
  return {
    catalog,
    dialect: version.slice(0, 3) as Dialect,
    names: namesOf(catalog, occasions, names),
    definitions: new Map(catalog.definitions.map((one) => [one.name, one])),
    envelopes: new Map(catalog.envelopes.map((one) => [one.name, one])),
    schemas: new Map(catalog.schemas.map(({ name, schema }) => [name, schema])),
  };
}
