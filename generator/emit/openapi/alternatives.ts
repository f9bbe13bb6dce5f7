// The body of one occasion: one of the errors that come with it, told apart by their codes.

import type { Definition } from "../../catalog/catalog.ts";
import { isSame, tidy } from "../../text/data.ts";
import type { Context } from "./context.ts";
import { schemaRef } from "./names.ts";
import { bodySchemas, onlyCodePath, wireCodes } from "./narrowing.ts";
import { entryOf, type Plain } from "./objects.ts";
import type { Occasion } from "./occasions.ts";

/** Returns the schema of an occasion's body: its only choice, `oneOf` if the codes leave exactly one, else `anyOf`. */
export function alternatives({ bound, others }: Occasion, context: Context): Plain {
  const { names } = context;
  const branches = bound.map(({ name }) => schemaRef(names("definition", name)));
  const rest = others.length > 0 ? schemaRef(names("status", "default")) : undefined;
  if (rest !== undefined) branches.push(rest);
  // If no error is tied to the status, the catalog cannot say that its codes are all.
  if (bound.length === 0) branches.push(schemaRef(names("any body")));
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  const place = codePlace([...bound, ...others], context);
  // No body is of two errors if all have their code at one place, and no code is in two of them.
  const isApart = bound.length > 0 && place !== undefined && areApart(bound, others);
  const choices = { bound, others, rest };
  return tidy({
    [isApart ? "oneOf" : "anyOf"]: branches,
    discriminator:
      isApart && place.length === 1 ? discriminatorOf(place[0], choices, context) : undefined,
  });
}

/** Reports whether no code is in two of the definitions of a status, or in one of them and in one that comes with any. */
function areApart(bound: readonly Definition[], others: readonly Definition[]): boolean {
  const textsOf = (definitions: readonly Definition[]) =>
    definitions.flatMap(({ codes }) => codes.map(({ text }) => text));
  const texts = [...textsOf(bound), ...new Set(textsOf(others))];
  return new Set(texts).size === texts.length;
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

interface Choices extends Pick<Occasion, "bound" | "others"> {
  /** The schema of all codes that the mapping does not have. */
  readonly rest: { readonly $ref: string } | undefined;
}

/** Returns a discriminator for a property at the root of all bodies; it is legal if every code is a text. */
function discriminatorOf(
  propertyName: string | undefined,
  { bound, others, rest }: Choices,
  context: Context,
): Plain | undefined {
  // Only 3.2 can say where codes lead that the mapping does not list.
  if (rest !== undefined && context.dialect !== "3.2") return undefined;
  const carried = (definition: Definition) =>
    definition.envelopes.map((name) => ({
      definition,
      envelope: entryOf(context.envelopes, name),
    }));
  const codesOf = (definition: Definition) =>
    carried(definition).flatMap((one) => wireCodes(one, context));
  const isText = [...bound, ...others].every((one) =>
    codesOf(one).every((code) => typeof code === "string"),
  );
  // Redoc shows nothing where a code leads to another choice.
  const isPlain = bound.every((one) => {
    const [body, more] = carried(one).flatMap((each) => bodySchemas(each, context));
    return more === undefined && body?.oneOf === undefined && body?.anyOf === undefined;
  });
  if (!isText || !isPlain) return undefined;
  const mapping = bound.flatMap((one) => {
    const { $ref } = schemaRef(context.names("definition", one.name));
    return codesOf(one).map((code) => [code, $ref]);
  });
  return tidy({ propertyName, mapping: Object.fromEntries(mapping), defaultMapping: rest?.$ref });
}
