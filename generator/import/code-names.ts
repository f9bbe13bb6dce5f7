// Names for definitions, made of what sources call an error.

import { pascalCase, plainLetters, wordsIn } from "../text/words.ts";

/** A name, and whether a person should choose a better one. */
export interface MadeName {
  readonly name: string;
  readonly isMade: boolean;
}

/** What a name is made of. */
export interface NameHints {
  readonly code: string | number;
  readonly name: string | undefined;
  readonly title: string | undefined;
  readonly summary: string | undefined;
}

const longestName = 60;

/** Returns a name of a source's own name, its code, its title or its summary, in this order. */
export function nameOf(hints: NameHints): MadeName {
  const [text = "", name, title, summary] = [
    String(hints.code),
    hints.name,
    hints.title,
    hints.summary,
  ].map((one) => one && plainLetters(one));
  const names = isRunTogether(name, text) ? [text] : [name, text];
  const own = [...names, lastSegment(text), title].flatMap((one) => nameIn(one) ?? [])[0];
  if (own !== undefined) return { name: own, isMade: false };
  const said = nameInSentence(summary ?? title ?? "");
  if (said !== undefined) return { name: said, isMade: true };
  const signs = text.replace(/^-/, "Minus").match(/[A-Za-z0-9]+/g) ?? [];
  const joined = signs.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join("");
  return { name: `Code${joined}`.slice(0, longestName), isMade: true };
}

/** Returns whether a name is the code without what is between its words, as generators of clients write keys. */
function isRunTogether(name: string | undefined, code: string): boolean {
  if (name === undefined || wordsIn(name).length >= wordsIn(code).length) return false;
  const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  return letters(name) === letters(code);
}

function lastSegment(text: string): string | undefined {
  return /[/:#]/.test(text)
    ? text
        .split(/[/:#]/)
        .filter((part) => part !== "")
        .at(-1)
    : undefined;
}

function nameIn(text: string | undefined): string | undefined {
  if (text === undefined || !/[A-Za-z].*[A-Za-z]/.test(text)) return undefined;
  const name = pascalCase(text.trim());
  return name === undefined ? undefined : withoutSuffix(name);
}

/** The class adds the word itself. */
function withoutSuffix(name: string): string | undefined {
  const short = name.replace(/(?:Error|Exception|Err)+$/, "");
  const known = short === "" ? undefined : short;
  return known === undefined || known.length > longestName ? undefined : known;
}

const empty =
  /^(?:a|an|and|are|as|at|be|been|by|can|cannot|could|did|do|does|for|from|has|have|if|in|is|it|its|may|more|of|on|one|only|or|please|provided|specified|request|requests|that|the|their|there|this|to|was|were|when|which|while|will|with|you|your|error|occurs|occurred|due|because|current|given)$/i;

function nameInSentence(sentence: string): string | undefined {
  const [clause = ""] = sentence.split(/[.,;:(–—]| - /);
  const words = (clause.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []).filter((word) => !empty.test(word));
  const name = words
    .slice(0, 4)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join("");
  return name.length < 4 ? undefined : withoutSuffix(name);
}

/** Returns a name that no other definition has in any case. */
export function freeName(
  name: string,
  code: string | number,
  isTaken: (lower: string) => boolean,
): string {
  if (!isTaken(name.toLowerCase())) return name;
  // Two enums may call different codes by one name.
  const said = wordsIn(String(code)).length > 1 ? nameIn(plainLetters(String(code))) : undefined;
  if (said !== undefined && !isTaken(said.toLowerCase())) return said;
  const signs = (
    String(code)
      .replace(/^-/, "Minus")
      .match(/[A-Za-z0-9]+/g) ?? []
  ).join("");
  const own = /^\w*\d/.test(signs) && signs.length < 12 ? `${name}${signs}` : name;
  for (let i = 2; ; i++) {
    const next = own === name ? `${name}${i}` : i === 2 ? own : `${own}N${i}`;
    if (!isTaken(next.toLowerCase())) return next;
  }
}
