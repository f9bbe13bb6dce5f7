// The responses of one operation that can give some of a catalog's errors: components of a status, or of less than that.

import type { Definition } from "../../catalog/catalog.ts";
import { sumOf } from "../../text/words.ts";
import { plainWriter } from "../../text/writer.ts";
import { alternatives } from "./alternatives.ts";
import type { Context } from "./context.ts";
import { schemaRef } from "./names.ts";
import type { Plain } from "./objects.ts";
import type { Occasion } from "./occasions.ts";
import { writeResponse } from "./responses.ts";

/** Which errors an operation can give; keys are `404`, `5xx` and `default`. */
export interface GivenErrors {
  /** Returns whether it can give an error under a status, or under any. */
  readonly error: (definition: Definition, key: string) => boolean;
  /** Returns whether it can give all that comes under a key, also what no error of the catalog says. */
  readonly rest: (key: string) => boolean;
}

/** A component response by its name. */
export interface NamedResponse {
  readonly name: string;
  /** What it says, if it is not one of the components of the whole catalog. */
  readonly part?: Plain;
  /** The errors that it can be; none for a range, which speaks of errors that nobody lists. */
  readonly definitions: readonly Definition[];
}

/**
 * Returns the component responses of one operation by `404`, `5XX` or `default`.
 * If an operation can give all errors of a status it is the component of the status, else one with a choice of those that it can give.
 */
export function operationResponses(
  given: GivenErrors,
  context: Context,
): Readonly<Record<string, NamedResponse>> {
  const pairs = context.occasions.flatMap((occasion): [string, NamedResponse][] => {
    const key = occasion.key === "default" ? "default" : occasion.key.toUpperCase();
    const part = partOf(occasion, given);
    if (isWhole(occasion, part, given)) {
      const name = context.names("response", occasion.key);
      return [[key, { name, definitions: occasion.bound }]];
    }
    const [only, more] = part.bound;
    // A range covers statuses that nobody lists, which no choice of errors includes.
    if (only === undefined || occasion.key.endsWith("xx")) return [];
    const schema =
      more === undefined
        ? schemaRef(context.names("definition", only.name))
        : alternatives(part, context);
    const writer = plainWriter();
    writeResponse({ ...part, schema }, context, writer);
    writer.entry("x-faultbook", context.catalog.id);
    const name = context.names("response", occasion.key) + choiceName(part.bound, occasion);
    return [[key, { name, part: writer.root, definitions: part.bound }]];
  });
  return Object.fromEntries(pairs);
}

/** The most errors that a name lists. */
const mostNamed = 3;

/** Returns what a choice of errors is called after its status: by the errors in it, or those that are missing, or the first two and a sum over all. */
function choiceName(chosen: readonly Definition[], { bound, others }: Occasion): string {
  const missing = [...bound, ...others].filter((one) => !chosen.includes(one));
  const [named, lead] = chosen.length <= mostNamed ? [chosen, ""] : [missing, "Except"];
  const names = named.map(({ name }) => name);
  const isClear = !names.some((name) => /Or[A-Z\d]/.test(name));
  if (names.length <= mostNamed && isClear) return lead + names.join("Or");
  const all = chosen.map(({ name }) => name);
  return `${all.slice(0, 2).join("Or")}Or${all.length - 2}More${sumOf(all.join(" "))}`;
}

/** What may come with any status counts as bound to each that there is. */
function partOf(occasion: Occasion, given: GivenErrors): Occasion {
  const bound = occasion.bound.filter((one) => given.error(one, occasion.key));
  const others = occasion.others.filter((one) => given.error(one, "default"));
  const all = bound.length === 0 ? [] : [...bound, ...others];
  const shown = new Set(all);
  return {
    ...occasion,
    bound: all,
    others: [],
    examples: occasion.examples.filter(({ definition }) => shown.has(definition)),
  };
}

/** A range speaks of errors that nobody lists, and is meant only if all of it is. */
function isWhole({ key, bound, others }: Occasion, part: Occasion, given: GivenErrors): boolean {
  const isExact = /^\d+$/.test(key);
  if ((!isExact || bound.length === 0) && given.rest(key)) return true;
  if (key.endsWith("xx")) return false;
  return bound.length > 0 && part.bound.length === bound.length + others.length;
}
