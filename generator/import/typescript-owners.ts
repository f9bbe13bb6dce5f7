// Which enums and constant objects of TypeScript have codes, and what of them is not taken.

import { nearest } from "../text/nearest.ts";
import { wordsIn } from "../text/words.ts";
import { isCodeText } from "./code-words.ts";
import type { Finding, FoundCode } from "./finding.ts";
import type { SyntaxNode } from "./typescript-syntax.ts";
import type { NamedValue, RefusedMember } from "./typescript-values.ts";

/** Names of enums, objects and types that have to do with errors. */
export const errorWord = /err|fault|problem|exception|fail|reason|code/i;

/** Names of those whose codes are no errors. */
export const otherCodes =
  /http|country|currency|language|lang|locale|zip|post|area|char|key(?:board)?code|exit|qr|bar|color|country|time|date/i;

/** Names of those that have something about errors, and no codes. */
const aboutErrors =
  /(?:severit(?:y|ies)|levels?|sources?|origins?|icons?|colou?rs?|routes?|paths?|urls?|links?|categor(?:y|ies)|phases?|stages?|handlers?|components?|boundar(?:y|ies))$/i;

type Owner = readonly [name: string, members: readonly NamedValue[]];

/** The enums and objects of a source. */
export interface Owners {
  readonly all: readonly Owner[];
  /** Those whose members are codes. */
  readonly taken: readonly Owner[];
}

/** Returns the enums and objects of members, and those that have codes, by what is thrown and what else is found. */
export function ownersOf(
  members: readonly NamedValue[],
  { thrown, others }: { readonly thrown: readonly Finding[]; readonly others: readonly Finding[] },
): Owners {
  const owners = new Map<string, NamedValue[]>();
  for (const member of members)
    owners.set(member.owner, [...(owners.get(member.owner) ?? []), member]);
  const used = new Set(thrown.map(({ code }) => String(code)));
  const all = [...owners].filter(([owner, list]) => !isMap(owner, list, members));
  const isOnly = all.length === 1 && others.length === 0;
  const taken = all.filter(([owner, list]) => isTaken(owner, list, { used, isOnly }));
  return { all, taken };
}

/** Returns whether an object maps the codes of others to statuses or to messages of one word. */
function isMap(
  owner: string,
  list: readonly NamedValue[],
  members: readonly NamedValue[],
): boolean {
  const isSaid = list.every(
    (one) => isStatusValue(one) || (typeof one.value === "string" && !isCodeText(one.value)),
  );
  if (!isSaid) return false;
  const others = members.filter((one) => one.owner !== owner);
  const known = new Map(others.map(({ value }) => [String(value), value] as const));
  return mostlyCodes(
    list.map(({ name }) => name),
    known,
  );
}

/** Returns the code of some others that was meant, if a code differs from it by its spelling or by a few letters of one word. */
export function meantBy(code: FoundCode, others: Iterable<string>): string | undefined {
  const near = nearest(String(code), others);
  const [words, meant] = [String(code), near ?? ""].map((text) => wordsIn(text.toLowerCase()));
  if (words === undefined || meant === undefined || meant.length === 0) return undefined;
  if (lettersOf(String(code)) === lettersOf(near ?? "")) return near;
  const wrong = words.flatMap((word, i) => (word === meant[i] ? [] : [[word, meant[i] ?? ""]]));
  const [[word = "", right = ""] = []] = wrong;
  const isClose =
    /^[a-z]{4,}$/.test(word) && word[0] === right[0] && nearest(word, [right]) !== undefined;
  return wrong.length === 1 && words.length === meant.length && isClose ? near : undefined;
}

/** Returns the letters and digits of a text, all small. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, "");
}

/** Returns whether at least half of some keys are codes that are known. */
export function mostlyCodes(
  keys: readonly FoundCode[],
  known: ReadonlyMap<string, FoundCode>,
): boolean {
  return keys.length > 0 && keys.filter((key) => known.has(String(key))).length * 2 >= keys.length;
}

/** Returns whether an enum or object has codes: by its name, by what is thrown, or because nothing else has any. */
function isTaken(
  owner: string,
  list: readonly NamedValue[],
  { used, isOnly }: { readonly used: ReadonlySet<string>; readonly isOnly: boolean },
): boolean {
  if (list.every(isStatusValue) && /http|status/i.test(owner)) return false;
  if (
    list.every(({ value }) => typeof value === "number" && value >= 400 && value < 600) &&
    !/code|err/i.test(owner)
  )
    return false;
  if (list.some(({ value }) => used.has(String(value)))) return true;
  if (otherCodes.test(owner) || aboutErrors.test(owner)) return false;
  return errorWord.test(owner) || (isOnly && list.length > 1);
}

function isStatusValue({ value }: NamedValue): boolean {
  return typeof value === "number" && value >= 100 && value < 600;
}

/** Names the enums and objects that are not taken for codes. */
export function untaken(
  { all, taken }: Owners,
  known: ReadonlyMap<string, FoundCode>,
): readonly string[] {
  const names = all
    .filter((one) => !taken.includes(one) && one[1].length > 1)
    .filter(([, list]) => !list.every(({ value }) => known.has(String(value))))
    .filter(([, list]) => !list.every(isStatusValue))
    .map(([owner, list]) => `${owner} (${list.length} values)`);
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  const shown = names.slice(0, 5).join(", ");
  return names.length === 0
    ? []
    : [`Enums and objects that are not taken for codes: ${shown}${more}.`];
}

/** Names the members of enums and objects with codes that have none, each with its place. */
export function leftOut(
  refused: readonly RefusedMember[],
  { owners, placeOf }: { readonly owners: Owners; readonly placeOf: (node: SyntaxNode) => string },
): readonly string[] {
  const taken = new Set(owners.taken.map(([owner]) => owner));
  return refused
    .filter(({ owner }) => taken.has(owner))
    .map(({ owner, name, value, node }) => {
      const member = `${owner}.${name}`;
      const place = placeOf(node);
      return value === undefined
        ? `Left out, since its value is not known without running it: ${member} (${place}).`
        : `Left out, since it is no code: ${member} = ${JSON.stringify(value).slice(0, 60)} (${place}).`;
    });
}
