// The codes of a catalog with their owners: who means what by a code, and in which order that is tried.

import type { CatalogCode, CodeOwner, Definition, Match } from "./catalog.ts";
import { compareText } from "./locator.ts";
import { isInside, matchesAll } from "./match.ts";
import { anonymousMember } from "./names.ts";
import { sortedByCode } from "./order.ts";

/** Returns every code of the definitions once, sorted, with its meanings and the member that the enum has for it. */
export function codesOf(definitions: readonly Definition[]): readonly CatalogCode[] {
  const owners = new Map<string, CodeOwner[]>();
  for (const definition of definitions) {
    for (const code of definition.codes) {
      const known = owners.get(code.text);
      if (known === undefined) owners.set(code.text, [{ definition, code }]);
      else if (known[known.length - 1]?.definition !== definition) known.push({ definition, code });
    }
  }
  return sortedByCode([...owners], ([code]) => ({ code })).map(([text, meanings]) => {
    const sorted = inOrderOfTrial(meanings);
    const literal = sorted[0]?.code.literal ?? text;
    return { literal, text, member: memberOf(text, meanings), owners: sorted };
  });
}

function memberOf(text: string, owners: readonly CodeOwner[]): string {
  const [only] = owners;
  if (only !== undefined && owners.length === 1) return only.code.name;
  const named = owners.find(
    ({ definition, code }) => code.isNamed && code.name !== definition.name,
  );
  const open = owners.find(({ definition }) => definition.match === undefined);
  return (named ?? open)?.code.name ?? anonymousMember(text);
}

/** How many meanings a code may have, all of which are compared with each other; more of them are refused. */
export const mostMeanings = 500;

function inOrderOfTrial(owners: readonly CodeOwner[]): readonly CodeOwner[] {
  if (owners.length < 2 || owners.length > mostMeanings) return owners;
  const matchOf = ({ definition }: CodeOwner): Match => definition.match ?? matchesAll;
  const depth = new Map(
    owners.map((owner) => [
      owner,
      owners.filter((other) => other !== owner && isInside(matchOf(owner), matchOf(other))).length,
    ]),
  );
  return [...owners].sort(
    (a, b) =>
      Number(a.definition.match === undefined) - Number(b.definition.match === undefined) ||
      (depth.get(b) ?? 0) - (depth.get(a) ?? 0) ||
      compareText(a.definition.name, b.definition.name),
  );
}
