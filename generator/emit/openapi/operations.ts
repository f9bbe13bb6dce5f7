// The responses of one operation that can give some of a catalog's errors: references to the components, or less than those.

import type { Catalog } from "../../catalog/catalog.ts";
import type { ResolvedOpenapiOptions } from "../../config.ts";
import { alternatives } from "./alternatives.ts";
import { entryOf, type Plain } from "./context.ts";
import { contextOf } from "./made.ts";
import { schemaRef } from "./names.ts";
import { type Occasion, occasionsOf } from "./occasions.ts";
import { response } from "./responses.ts";

/**
 * Gives the responses by `404`, `5XX` or `default`.
 * Where an operation can give all errors of a status it is a reference, else a response with a choice of those that it can give.
 */
export function operationResponses(
  catalog: Catalog,
  options: ResolvedOpenapiOptions,
  chosen: ReadonlySet<string>,
): Plain {
  if (chosen.size === 0) return {};
  const occasions = occasionsOf(catalog);
  const context = contextOf(catalog, options, occasions);
  const isWhole = catalog.definitions.every(({ name }) => chosen.has(name));
  const pairs = occasions.flatMap((occasion): [string, Plain][] => {
    const key = occasion.key === "default" ? "default" : occasion.key.toUpperCase();
    const part = partOf(occasion, chosen);
    if (isWhole || (part.bound.length > 0 && isAll(occasion, part))) {
      const name = entryOf(context.names.responses, occasion.key);
      return [[key, { $ref: `#/components/responses/${name}` }]];
    }
    // A range tells of statuses that nobody lists, which no choice of errors includes.
    if (part.bound.length === 0 || occasion.key.endsWith("xx")) return [];
    const [only, more] = part.bound;
    const schema =
      only !== undefined && more === undefined
        ? schemaRef(entryOf(context.names.definitions, only.name))
        : alternatives(part, context);
    const inline = response(part, context, schema);
    return [[key, { ...inline, "x-faultbook": catalog.id }]];
  });
  return Object.fromEntries(pairs);
}

/** What may come with any status counts as bound to each that there is. */
function partOf(occasion: Occasion, chosen: ReadonlySet<string>): Occasion {
  const isChosen = ({ name }: { readonly name: string }) => chosen.has(name);
  const bound = occasion.bound.filter(isChosen);
  return {
    ...occasion,
    bound: bound.length === 0 ? [] : [...bound, ...occasion.others.filter(isChosen)],
    others: [],
    examples: occasion.examples.filter(({ definition }) => chosen.has(definition.name)),
  };
}

function isAll(occasion: Occasion, part: Occasion): boolean {
  return part.bound.length === occasion.bound.length + occasion.others.length;
}
