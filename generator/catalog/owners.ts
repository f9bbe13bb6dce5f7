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
  const named = new Set([...owners.values()].map(nameOf));
  return sortedByCode([...owners], ([code]) => ({ code })).map(([text, meanings]) => {
    const sorted = inOrderOfTrial(meanings);
    const literal = sorted[0]?.code.literal ?? text;
    const member = nameOf(meanings) ?? anonymousMember(text, (name) => named.has(name));
    return { literal, text, member, owners: sorted };
  });
}

/** Returns the name that the meanings of a code give it: the only one's, a written one, or that of the meaning without match. */
function nameOf(owners: readonly CodeOwner[]): string | undefined {
  const [only] = owners;
  if (only !== undefined && owners.length === 1) return only.code.name;
  const named = owners.find(
    ({ definition, code }) => code.isNamed && code.name !== definition.name,
  );
  const open = owners.find(({ definition }) => definition.match === undefined);
  return (named ?? open)?.code.name;
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
