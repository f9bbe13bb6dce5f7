// The body of one occasion: one of the errors that come with it, told apart by their codes.

import type { Definition } from "../../catalog/catalog.ts";
import { isSame, tidy } from "../../text/data.ts";
import type { Context } from "./context.ts";
import { type Group, groupKey, groupsByCode } from "./groups.ts";
import { schemaRef } from "./names.ts";
import { onlyCodePath, wireCodes } from "./narrowing.ts";
import { entryOf, type Plain } from "./objects.ts";
import type { Occasion } from "./occasions.ts";

/** Returns the schema of an occasion's body: its only choice, `oneOf` if the codes leave exactly one, else `anyOf`. */
export function alternatives({ key, bound, others }: Occasion, context: Context): Plain {
  const { names } = context;
  const groups = groupsByCode(bound).map((group) => ({
    group,
    schema: groupSchema(group, context),
  }));
  const branches = groups.map(({ schema }) => schema);
  const rest = others.length > 0 ? schemaRef(names("status", "default")) : undefined;
  if (rest !== undefined) branches.push(rest);
  // If no error is tied to the status, the catalog cannot say that its codes are all.
  if (bound.length === 0) branches.push(schemaRef(names("any body")));
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  const unbound = bound.length > 0 ? "an error that may come with any status" : "any other error";
  const under = `an error under HTTP status ${key.toUpperCase()}`;
  const all = [...bound, ...others];
  const place = codePlace(all, context);
  const besides = new Set(others.flatMap(({ codes }) => codes.map(({ text }) => text)));
  const isTold = bound.every(({ codes }) => codes.every(({ text }) => !besides.has(text)));
  // No body is of two groups if all have their code at one place, and no code is in two of them.
  const isApart = bound.length > 0 && place !== undefined && isTold;
  const choices = { all, groups, rest };
  return tidy({
    description: `The body of ${key === "default" ? unbound : under}.`,
    [isApart ? "oneOf" : "anyOf"]: branches,
    discriminator:
      isApart && place.length === 1 ? discriminatorOf(place[0], choices, context) : undefined,
  });
}

function groupSchema(group: Group, { names, groups }: Context): Plain {
  const [first] = group;
  if (first !== undefined && group.length === 1) return schemaRef(names("definition", first.name));
  const key = groupKey(group);
  return groups.has(key)
    ? schemaRef(names("group", key))
    : { anyOf: group.map(({ name }) => schemaRef(names("definition", name))) };
}

/** Returns the place where the bodies of all definitions have their code, if there is one that a schema can name. */
function codePlace(
  definitions: readonly Definition[],
  { envelopes }: Context,
): readonly string[] | undefined {
  const names = new Set(definitions.flatMap((definition) => definition.envelopes));
  const places = [...names].map((name) => onlyCodePath(entryOf(envelopes, name)));
  const [first] = places;
  return places.every((place) => isSame(place, first)) ? first : undefined;
}

interface Choices {
  readonly all: readonly Definition[];
  readonly groups: readonly { readonly group: Group; readonly schema: Plain }[];
  /** The schema of all codes that no group has. */
  readonly rest: { readonly $ref: string } | undefined;
}

/** Returns a discriminator for a property at the root of all bodies; it is legal if every choice is a component and every code a text. */
function discriminatorOf(
  propertyName: string | undefined,
  { all, groups, rest }: Choices,
  context: Context,
): Plain | undefined {
  // Only 3.2 can say where codes lead that the mapping does not list.
  if (rest !== undefined && context.dialect !== "3.2") return undefined;
  const codesOf = (definition: Definition) =>
    definition.envelopes.flatMap((name) =>
      wireCodes({ definition, envelope: entryOf(context.envelopes, name) }, context),
    );
  const isText = all.every((one) => codesOf(one).every((code) => typeof code === "string"));
  if (!isText || groups.some(({ schema }) => schema["$ref"] === undefined)) return undefined;
  const mapping = groups.flatMap(({ group, schema }) =>
    group.flatMap(codesOf).map((code) => [code, schema["$ref"]]),
  );
  return tidy({ propertyName, mapping: Object.fromEntries(mapping), defaultMapping: rest?.$ref });
}
