// A code that no error has, and that is in a family of codes, to what the catalog says of the family.

import { familyOf, unknownFactsOf } from "../../runtime/unknown.ts";
import { everyStep } from "../catalog/steps.ts";
import { tidy } from "../text/data.ts";
import {
  adviceInWords,
  type FamilyExplanation,
  happenedInWords,
  type KnownErrors,
} from "./explanation.ts";

/** Returns the explanation of a code by its family; nothing if an error has the code, or no family. */
export function explainFamily(
  word: string,
  { catalog, tables, errors, families }: KnownErrors,
): FamilyExplanation | undefined {
  const family = errors.some(({ codes }) => codes.includes(word))
    ? undefined
    : familyOf(word, tables);
  if (family === undefined) return undefined;
  const { prefix, from, to } = family;
  const said = families.find((one) => one.prefix === prefix && one.from === from && one.to === to);
  const { title, description, causes = [], resolution = [] } = said ?? {};
  const seen = { wireCode: word, family };
  const { kind, retry, effect } = unknownFactsOf(seen, { ...tables, steps: everyStep }, undefined);
  return {
    what: "family",
    catalog,
    code: prefix === undefined ? Number(word) : word,
    family:
      prefix === undefined ? `from ${from} to ${to}` : `that begin with ${JSON.stringify(prefix)}`,
    ...tidy({ title, description }),
    ...{ causes, resolution, kind, retry, effect },
    happened: happenedInWords(effect),
    advice: adviceInWords(retry, effect),
  };
}
