// The body of one occasion: one of the errors that come with it, told apart by their codes.

import { showLocator } from "../../catalog/locator.ts";
import { type Context, entryOf, type Plain, tidy } from "./context.ts";
import { type Group, groupKey, groupsByCode } from "./groups.ts";
import { schemaRef } from "./names.ts";
import { onlyCodePath, wireCodes } from "./narrowing.ts";
import type { Occasion } from "./occasions.ts";

/** Gives the schema of an occasion's body: `oneOf` where the codes leave exactly one choice, else `anyOf`. */
export function alternatives({ key, bound, others }: Occasion, context: Context): Plain {
  const { names } = context;
  const status = `The body of an error under HTTP status ${key.toUpperCase()}.`;
  const unbound = bound.length > 0 ? "an error that may come with any status" : "any other error";
  const description = key === "default" ? `The body of ${unbound}.` : status;
  const groups = groupsByCode(bound);
  const branches = groups.map((group) => groupSchema(group, context));
  if (others.length > 0) branches.push(schemaRef(entryOf(names.responses, "default")));
  // Where no error is tied to the status, the catalog cannot say that its codes are all.
  if (bound.length === 0) return { description, anyOf: [...branches, schemaRef(names.anyBody)] };
  const apart = branches.length === 1 || areApart({ bound, others }, context);
  const discriminator = apart && others.length === 0 ? discriminatorOf(groups, context) : undefined;
  return tidy({ description, [apart ? "oneOf" : "anyOf"]: branches, discriminator });
}

function groupSchema(group: Group, { names }: Context): Plain {
  const [first] = group;
  const whole = names.groups.get(groupKey(group));
  if (whole !== undefined) return schemaRef(whole);
  return first !== undefined && group.length === 1
    ? schemaRef(entryOf(names.definitions, first.name))
    : { anyOf: group.map(({ name }) => schemaRef(entryOf(names.definitions, name))) };
}

/** Tells whether no body can be of two groups: all have their code at one place, and no code is in two of them. */
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

/** A discriminator is legal where every choice is a component and its code a text at the root of the body. */
function discriminatorOf(groups: readonly Group[], context: Context): Plain | undefined {
  const mapping: [string, unknown][] = [];
  let propertyName: string | undefined;
  for (const group of groups) {
    const { $ref } = groupSchema(group, context);
    if ($ref === undefined) return undefined;
    for (const definition of group) {
      const [name, more] = definition.envelopes;
      if (name === undefined || more !== undefined) return undefined;
      const envelope = entryOf(context.envelopes, name);
      const path = onlyCodePath(envelope);
      if (path === undefined || path.length !== 1) return undefined;
      propertyName = path[0];
      const codes = wireCodes({ definition, envelope }, context);
      if (!codes.every((code) => typeof code === "string")) return undefined;
      mapping.push(...codes.map((code): [string, unknown] => [code, $ref]));
    }
  }
  return { propertyName, mapping: Object.fromEntries(mapping) };
}
