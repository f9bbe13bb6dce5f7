// What a catalog keeps reserved, read from its facts, and the lines that reserve something.

import { codeIn, keyOf, wordsOf } from "./fact-keys.ts";
import { type GroupedFacts, thingsOf } from "./grouped-facts.ts";

/** Returns whether what a reservation of an earlier version was about is still reserved; `name` is how the facts name it. */
export function isStillReserved(name: string, facts: GroupedFacts): boolean {
  const reserved = thingsOf(facts, "reserved");
  if (reserved.has(name)) return true;
  const [kind = "", word = ""] = wordsOf(name);
  if (kind === "name") return false;
  const [from, to] = kind === "codes" ? rangeIn(word) : [Number(word), Number(word)];
  return [...reserved.keys()].some((other) => {
    const [itsKind = "", itsWord = ""] = wordsOf(other);
    if (itsKind === "code") return kind === "code" && itsWord === word;
    const [first, last] = itsKind === "codes" ? rangeIn(itsWord) : [1, 0];
    return isCanonical(word, kind) && first <= from && to <= last;
  });
}

/** Ranges are of integers, and hold for codes that are written as one. */
function isCanonical(word: string, kind: string): boolean {
  return kind === "codes" || /^-?\d{1,16}$/.test(word);
}

function rangeIn(word: string): readonly [number, number] {
  const [from = "", to = ""] = word.split("..");
  return [Number(from), Number(to)];
}

/** Returns whether a name is reserved. */
export function isNameReserved(name: string, facts: GroupedFacts): boolean {
  return isStillReserved(`name ${name}`, facts);
}

/** Returns whether a code is reserved, whatever its JSON type is. */
export function isCodeReserved(code: string | number, facts: GroupedFacts): boolean {
  return isStillReserved(keyOf("code", { code }), facts);
}

/** Returns what a reservation is about, as the beginning of a sentence; `key` is that of its fact. */
export function reservedInWords(key: string): string {
  const [, kind, word = ""] = wordsOf(key);
  if (kind === "name") return `The name "${word}"`;
  return kind === "code" ? `The code ${JSON.stringify(codeIn(key))}` : `The range of codes ${word}`;
}

/** Returns a reservation as a catalog has it; `key` is that of its fact. */
export function reservationOf(key: string, reason: string): Readonly<Record<string, unknown>> {
  const [, kind, word = ""] = wordsOf(key);
  if (kind === "name") return { name: word, reason };
  if (kind === "code") return { code: codeIn(key), reason };
  const [from, to] = rangeIn(word);
  return { codes: { from, to }, reason };
}

/** Returns the line of YAML that makes a reservation; `key` is that of its fact. */
export function reservationLine(key: string, reason: string): string {
  const [, kind, word = ""] = wordsOf(key);
  const said = JSON.stringify(reason);
  if (kind === "name") return `{ name: ${word}, reason: ${said} }`;
  if (kind === "code") return `{ code: ${JSON.stringify(codeIn(key))}, reason: ${said} }`;
  const [from, to] = rangeIn(word);
  return `{ codes: { from: ${from}, to: ${to} }, reason: ${said} }`;
}
