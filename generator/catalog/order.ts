// The order of codes: numbers by value, then other texts by code units.

import type { Definition } from "./catalog.ts";
import { compareText } from "./locator.ts";

const integer = /^-?[0-9]+$/;

/** Orders the texts of two codes: integers before other texts, integers by value, texts by UTF-16 code units. */
export function compareCodes(a: string, b: string): number {
  const [isA, isB] = [integer.test(a), integer.test(b)];
  if (isA !== isB) return isA ? -1 : 1;
  if (!isA) return compareText(a, b);
  const [one, other] = [BigInt(a), BigInt(b)];
  return one < other ? -1 : one > other ? 1 : compareText(a, b);
}

/** Orders definitions by their first code, then by name. */
export function compareDefinitions(a: Definition, b: Definition): number {
  return (
    compareCodes(a.codes[0]?.text ?? "", b.codes[0]?.text ?? "") || compareText(a.name, b.name)
  );
}
