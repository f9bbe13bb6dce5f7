// The body of one occasion: one of the errors that come with it, told apart by their codes.

import type { Definition } from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import type { Context } from "./context.ts";
import { type Group, groupKey, groupsByCode } from "./groups.ts";
import { schemaRef } from "./names.ts";
import { onlyCodePath, wireCodes } from "./narrowing.ts";
import { entryOf, type Plain, tidy } from "./objects.ts";
import type { Occasion } from "./occasions.ts";

/** Returns the schema of an occasion's body: its only choice, `oneOf` if the codes leave exactly one, else `anyOf`. */
export function alternatives({ key, bound, others }: Occasion, context: Context): Plain {
  const { names } = context;
  const groups = groupsByCode(bound);
  const branches = groups.map((group) => groupSchema(group, context));
  if (others.length > 0) branches.push(schemaRef(entryOf(names.statuses, "default")));
  // If no error is tied to the status, the catalog cannot say that its codes are all.
  if (bound.length === 0) branches.push(schemaRef(names.anyBody));
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  const unbound = bound.length > 0 ? "an error that may come with any status" : "any other error";
  const under = `an error under HTTP status ${key.toUpperCase()}`;
  const apart = bound.length > 0 && areApart({ bound, others }, context);
  return tidy({
    description: `The body of ${key === "default" ? unbound : under}.`,
    [apart ? "oneOf" : "anyOf"]: branches,
    discriminator: apart ? discriminatorOf({ groups, others }, context) : undefined,
  });
}

function groupSchema(group: Group, { names }: Context): Plain {
  const [first] = group;
  if (first !== undefined && group.length === 1)
    return schemaRef(entryOf(names.definitions, first.name));
  const whole = names.groups.get(groupKey(group));
  return whole === undefined
    ? { anyOf: group.map(({ name }) => schemaRef(entryOf(names.definitions, name))) }
    : schemaRef(whole);
}

/** Returns whether no body can be of two groups: all have their code at one place, and no code is in two of them. */
function areApart(
  { bound, others }: { readonly bound: Group; readonly others: Group },
  context: Context,
): boolean {
  const besides = new Set(others.flatMap(({ codes }) => codes.map(({ text }) => text)));
  if (bound.some(({ codes }) => codes.some(({ text }) => besides.has(text)))) return false;
  const envelopes = new Set([...bound, ...others].flatMap((definition) => definition.envelopes));
  const places = [...envelopes].map((name) => onlyCodePath(entryOf(context.envelopes, name)));
  const shown = places.map((tokens) => tokens && showLocator({ kind: "body", tokens }));
  return new Set(shown).size === 1 && !shown.includes(undefined);
}

/** A discriminator is legal if every choice is a component and its code a text at the root of the body, for all at one place. */
function discriminatorOf(
  { groups, others }: { readonly groups: readonly Group[]; readonly others: Group },
  context: Context,
): Plain | undefined {
  // Only 3.2 can say where codes lead that the mapping does not list.
  if (others.length > 0 && context.dialect !== "3.2") return undefined;
  const mapping: [string, unknown][] = [];
  const places = new Set(others.map((definition) => rootCodes(definition, context)?.property));
  for (const group of groups) {
    const { $ref } = groupSchema(group, context);
    for (const definition of group) {
      const { property, codes } = rootCodes(definition, context) ?? { codes: [] };
      places.add($ref === undefined ? undefined : property);
      mapping.push(...codes.map((code): [string, unknown] => [code, $ref]));
    }
  }
  const [propertyName] = places;
  if (places.size !== 1 || propertyName === undefined) return undefined;
  const rest = others.length > 0 ? entryOf(context.names.statuses, "default") : undefined;
  return tidy({
    propertyName,
    mapping: Object.fromEntries(mapping),
    defaultMapping: rest && schemaRef(rest).$ref,
  });
}

/** Returns the property at the root of every body of a definition that holds its code, and the codes, if all are texts. */
function rootCodes(
  definition: Definition,
  context: Context,
): { readonly property: string; readonly codes: readonly string[] } | undefined {
  const [name, more] = definition.envelopes;
  if (name === undefined || more !== undefined) return undefined;
  const envelope = entryOf(context.envelopes, name);
  const [property, deeper] = onlyCodePath(envelope) ?? [];
  if (property === undefined || deeper !== undefined) return undefined;
  const codes = wireCodes({ definition, envelope }, context);
  return codes.every((code) => typeof code === "string") ? { property, codes } : undefined;
}
