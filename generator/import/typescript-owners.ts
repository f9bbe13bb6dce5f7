// Which enums and constant objects of TypeScript have codes, and what of them is not taken.

import { constants } from "node:os";
import { addTo } from "../text/lists.ts";
import { nearest } from "../text/nearest.ts";
import { wordsIn } from "../text/words.ts";
import { isCodeText } from "./code-words.ts";
import type { Finding, FoundCode } from "./finding.ts";
import type { SyntaxNode } from "./typescript-syntax.ts";
import type { NamedValue, RefusedMember } from "./typescript-values.ts";

/** Returns whether a name or a path has a word that means errors; "default" and "territory" are none. */
export function saysErrors(name: string): boolean {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.some((word) =>
    /error|exception|problem|reason|reject|^fault|^fail|^err(?:s|no|codes?|msgs?)?$/i.test(word),
  );
}

/** Returns whether a name has to do with errors or with codes. */
export function saysCodes(name: string): boolean {
  return saysErrors(name) || /code/i.test(name);
}

/** Returns whether the name of an enum, an object or a type says that it has codes: of errors, or of anything that is not known to be something else. */
export function isNameOfCodes(name: string): boolean {
  return !aboutErrors.test(name) && (saysErrors(name) || isDoubtful(name));
}

/** Returns whether a name says codes, and not of what. */
function isDoubtful(name: string): boolean {
  return !saysErrors(name) && /code/i.test(name) && !otherCodes.test(name);
}

/** Names of those whose codes are no errors. */
export const otherCodes =
  /http|country|currency|language|lang|locale|zip|post|area|char|key(?:board)?code|exit|qr|bar|color|country|time|date/i;

/** Names of those that have something about errors, and no codes. */
export const aboutErrors =
  /(?:events?|metrics?|views?|pages?|screens?|topics?|queues?|channels?|logs?|themes?|templates?|severit(?:y|ies)|levels?|sources?|origins?|icons?|colou?rs?|routes?|paths?|urls?|links?|categor(?:y|ies)|phases?|stages?|handlers?|components?|boundar(?:y|ies))$/i;

type Owner = readonly [name: string, members: readonly NamedValue[]];

/** The enums and objects of a source. */
export interface Owners {
  readonly all: readonly Owner[];
  /** Those whose members are codes. */
  readonly taken: readonly Owner[];
  /** The unions and arrays. */
  readonly lists: readonly CodeList[];
  /** Those whose items are codes. */
  readonly takenLists: readonly CodeList[];
}

/** A union or an array, or a field of a class or a type that has one. */
export interface CodeList {
  readonly name: string;
  /** The path of its file, and its line. */
  readonly place: string;
  readonly findings: readonly Finding[];
}

/** What tells the enums, objects and types with codes from the others. */
interface Signs {
  readonly thrown: readonly Finding[];
  /** The unions and arrays whose names speak of codes. */
  readonly lists: readonly CodeList[];
  /** What else is found. */
  readonly others: readonly Finding[];
  /** The names of enums, objects and types that errors take a code from. */
  readonly inErrors: ReadonlySet<string>;
  /** The names of those that have codes for sure. */
  readonly asked: ReadonlySet<string>;
}

/** Returns the enums and objects of members, and those that have codes, by their names, by what is thrown and by what else is found. */
export function ownersOf(members: readonly NamedValue[], signs: Signs): Owners {
  const owners = new Map<string, NamedValue[]>();
  for (const member of members) addTo(owners, member.owner, member);
  const all = [...owners].filter(([owner, list]) => !isMap(owner, list, members));
  const doubtful = new Set(
    [...all.map(([owner]) => owner), ...signs.lists.map(({ name }) => name)].filter(isDoubtful),
  );
  const hasOthers =
    signs.others.length > 0 ||
    [...all.map(([owner]) => owner), ...signs.lists.map(({ name }) => name)].some(
      (name) => isNameOfCodes(name) && !isDoubtful(name),
    );
  const used = new Set(signs.thrown.map(({ code }) => String(code)));
  const isMeant = (name: string, place: string): boolean =>
    !isDoubtful(name) ||
    saysErrors(place) ||
    signs.inErrors.has(name) ||
    (doubtful.size === 1 &&
      !hasOthers &&
      (signs.thrown.length === 0 ||
        /^(?:Api|Result|Biz|Business|Response|Return|Ret)?_?Codes?$/i.test(name)));
  const isOnly = all.length === 1 && signs.others.length === 0 && signs.lists.length === 0;
  const isThrown = (code: FoundCode) => used.has(String(code));
  return {
    all,
    taken: all.filter(
      ([owner, list]) =>
        signs.asked.has(owner) || isTaken(owner, list, { isThrown, isMeant, isOnly }),
    ),
    lists: signs.lists,
    takenLists: signs.lists.filter(
      ({ name, place, findings }) =>
        signs.asked.has(name) ||
        findings.some(({ code }) => isThrown(code)) ||
        (isMeant(name, place) &&
          !isOfOthers(
            name,
            findings.map(({ code }) => code),
          )),
    ),
  };
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
  {
    isThrown,
    isMeant,
    isOnly,
  }: {
    readonly isThrown: (code: FoundCode) => boolean;
    readonly isMeant: (name: string, place: string) => boolean;
    readonly isOnly: boolean;
  },
): boolean {
  if (list.every(isStatusValue) && /http|status/i.test(owner)) return false;
  if (
    list.every(({ value }) => typeof value === "number" && value >= 400 && value < 600) &&
    !/code|err/i.test(owner)
  )
    return false;
  if (list.some(({ value }) => isThrown(value))) return true;
  if (
    aboutErrors.test(owner) ||
    isOfOthers(
      owner,
      list.map(({ value }) => value),
    ) ||
    isOfActions(list)
  )
    return false;
  if (!isNameOfCodes(owner)) return isOnly && list.length > 1 && !otherCodes.test(owner);
  return list.some(({ place = "" }) => isMeant(owner, place));
}

/** Returns whether values are paths of pages, or codes of Node.js or of Postgres that an API only handles. */
export function isOfOthers(name: string, values: readonly FoundCode[]): boolean {
  const isEach = (is: (text: string) => boolean) =>
    values.length > 0 && values.every((value) => is(String(value)));
  return (
    isEach((text) => /^(?:https?:|\.{0,2}\/)/.test(text)) ||
    isEach(
      (text) => text in constants.errno || /^(?:ENOTFOUND|ECONNABORTED|EAI_|UND_ERR_)/.test(text),
    ) ||
    (/^pg|_pg|Pg|PG|postgres|sql/i.test(name) && isEach((text) => /^[\dA-Z]{5}$/.test(text)))
  );
}

/** Returns whether members are types of actions of a store: they repeat their names, and one that begins alike is a request or a success. */
export function isOfActions(list: readonly Pick<NamedValue, "name" | "value">[]): boolean {
  const names = new Set(list.map(({ name }) => name));
  const isAction = ({ name, value }: Pick<NamedValue, "name" | "value">): boolean => {
    const stem = name.replace(/_(?:ERROR|FAILURE|FAILED|FAIL|REJECTED)$/, "");
    return (
      stem !== name &&
      String(value).split("/").at(-1) === name &&
      ["REQUEST", "SUCCESS", "START", "PENDING", "LOADING", "FULFILLED"].some((end) =>
        names.has(`${stem}_${end}`),
      )
    );
  };
  return list.some(isAction);
}

function isStatusValue({ value }: NamedValue): boolean {
  return typeof value === "number" && value >= 100 && value < 600;
}

/** Names the enums, objects and unions that are not taken for codes; first those whose names could mean codes. */
export function untaken(
  { all, taken, lists, takenLists }: Owners,
  known: ReadonlyMap<string, FoundCode>,
): readonly string[] {
  const isKnown = ({ value }: Pick<NamedValue, "value">) => known.has(String(value));
  const left = all
    .filter((one) => !taken.includes(one) && one[1].length > 1)
    .filter(([, list]) => !list.every(isKnown) && !list.every(isStatusValue))
    .map(([owner, list]) => [owner, list.length] as const);
  const unions = lists
    .filter((one) => !takenLists.includes(one))
    .map(({ name, findings }) => [name, findings.length] as const);
  return [
    ...remark("Enums and objects that are not taken for codes", left),
    ...remark("Unions and arrays that are not taken for codes", unions),
  ];
}

function remark(
  what: string,
  left: readonly (readonly [name: string, count: number])[],
): readonly string[] {
  const names = [...left]
    .sort(([one], [other]) => Number(saysCodes(other)) - Number(saysCodes(one)))
    .map(([name, count]) => `${name} (${count} ${count === 1 ? "value" : "values"})`);
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return names.length === 0 ? [] : [`${what}: ${names.slice(0, mostNames).join(", ")}${more}.`];
}

const mostNames = 10;

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
