// Whether the definitions of a catalog that were read could be read without the others.

import { showLocator } from "../catalog/locator.ts";
import { excerptOf } from "../text/excerpt.ts";
import type { CatalogParts } from "./catalog-parts.ts";
import { wordsOf } from "./fact-keys.ts";
import { type Neighbours, ownersOf } from "./neighbours.ts";
import type { ReadVersion } from "./released.ts";

/** Two versions of a catalog, of which some definitions were read. */
export interface ReadTogether {
  readonly before: ReadVersion;
  readonly now: Required<ReadVersion>;
  /** The definitions that were read, and those that are gone. */
  readonly names: ReadonlySet<string>;
  readonly parts: CatalogParts;
  readonly neighbours: Neighbours;
}

/** Returns whether the other definitions are as valid as they were, and would change nothing about those that were read. */
export function isApart(read: ReadTogether): boolean {
  const { before, now, names } = read;
  const added = [...now.version.facts.keys()]
    .filter((key) => key.startsWith("reserved ") && !before.version.facts.has(key))
    .map((key) => wordsOf(key).slice(1));
  const made = new Set(names);
  for (const [kind, name = ""] of added) if (kind === "name") made.add(name);
  for (const catalog of [now.catalog, before.catalog]) {
    for (const { member, owners } of catalog?.codes ?? []) {
      made.add(member);
      for (const { code } of owners) made.add(code.name);
    }
  }
  for (const [key, value] of before.version.facts) {
    const [, name] = (key.includes(" code ") && /"name":"(\w+)"/.exec(value)) || [];
    if (name !== undefined) made.add(name);
  }
  return (
    !areMade([...made], read) &&
    !added.some(([kind, word = ""]) => kind !== "name" && isUsed(kind, word, read)) &&
    !isCodeFound(read)
  );
}

/** Returns a text as names have it, in lower case. */
function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

/** Returns whether another definition may make one of some names: with its own, with that of a code, or with both. */
function areMade(wanted: readonly string[], { names, parts, neighbours }: ReadTogether): boolean {
  const made = new Set(wanted.map((name) => name.toLowerCase()));
  const others = [...parts.definitions.keys()].filter((name) => !names.has(name));
  if (others.some((name) => made.has(name.toLowerCase()))) return true;
  const { byCode, several } = neighbours;
  const codesOf = new Map(
    others.flatMap((name) => {
      const codes = squeezed(several.get(name) ?? "");
      return codes === "" ? [] : [[name.toLowerCase(), codes] as const];
    }),
  );
  const all = [...codesOf.values()].join(" ");
  const codes = new Set([...made].flatMap(codesInName));
  if ([...codes].some((code) => all.includes(code))) return true;
  const isMadeByOwner = (name: string, length: number) => {
    const code = codeBehind(name.slice(0, length), name);
    return code !== "" && codesOf.get(name.slice(0, length))?.includes(code) === true;
  };
  for (const name of made)
    for (let length = 1; length < name.length; length++)
      if (isMadeByOwner(name, length)) return true;
  // A code that several definitions have, and none names, is called after itself.
  return [...byCode].some(
    ([code, owners]) =>
      owners.length > 1 && owners.some((name) => !names.has(name)) && codes.has(squeezed(code)),
  );
}

/** Returns the texts of codes, as names have them, that may have made a name alone. */
function codesInName(name: string): readonly string[] {
  const behind = name.startsWith("code") ? codeBehind("code", name) : "";
  return [name, name.replace(/code$/, ""), behind].filter((code) => code !== "");
}

/** Returns the text of the code behind the beginning of a name. */
function codeBehind(start: string, name: string): string {
  return name.slice(start.length).replace(/^minus/, "");
}

/** Returns whether another definition has a code that is reserved now. */
function isUsed(kind = "", word: string, { names, neighbours }: ReadTogether): boolean {
  const isOther = (name: string) => !names.has(name);
  if (kind === "code") return ownersOf(word, neighbours).some(isOther);
  const [from = 0, to = 0] = word.split("..").map(Number);
  const isInside = (code: string) => from <= Number(code) && Number(code) <= to;
  const { byCode, several } = neighbours;
  return (
    [...byCode].some(([code, owners]) => isInside(code) && owners.some(isOther)) ||
    [...several].some(
      ([name, codes]) => isOther(name) && (codes.match(/-?\d+/g) ?? []).some(isInside),
    )
  );
}

/** Returns whether a new code is written elsewhere, if the body of an example might be recognised by it there. */
function isCodeFound({ before, now, names, parts }: ReadTogether): boolean {
  const { envelopes, codes } = now.catalog;
  const isPlain = envelopes.every(
    ({ code: [at, ...others] }) =>
      at !== undefined && others.length === 0 && !showLocator(at).includes("*"),
  );
  if (isPlain && envelopes.length === 1) return false;
  const old = new Set(
    [...before.version.facts.keys()].map(
      (key) => wordsOf(key.replace(/^definition \w+ code/, "member"))[1],
    ),
  );
  const added = codes.filter(({ text }) => !old.has(text));
  if (added.length === 0) return false;
  const { file, definitions, around } = parts;
  const others = [...definitions].flatMap(([name, range]) => (names.has(name) ? [] : [range]));
  const { text: rest } = excerptOf(file, [around[0], ...others, around[1]]).file;
  return added.some(
    ({ text }) =>
      /[\s"'\\]/.test(text) ||
      (rest.includes(text) &&
        new RegExp(`(?<!\\w)${text.replace(/\W/g, "\\$&")}(?!\\w)`).test(rest)),
  );
}
