// The order of codes: numbers by value, then other texts by code units.

import { compareText } from "./locator.ts";

/** Returns items sorted by the texts of their codes: integers before other texts, integers by value, texts by UTF-16 code units; items with the same code by name. */
export function sortedByCode<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => { readonly code: string; readonly name?: string },
): readonly Item[] {
  return items
    .map((item) => {
      const { code, name = "" } = keyOf(item);
      return { item, code, name, value: integerIn(code) };
    })
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) {
        if (a.value !== b.value) return a.value === undefined ? 1 : -1;
      } else if (a.value < b.value) return -1;
      else if (a.value > b.value) return 1;
      return compareText(a.code, b.code) || compareText(a.name, b.name);
    })
    .map(({ item }) => item);
}

/** Integers of so many digits are exact as numbers. */
const mostDigits = 15;

function integerIn(code: string): number | bigint | undefined {
  if (!/^-?[0-9]+$/.test(code)) return undefined;
  return code.length <= mostDigits ? Number(code) : BigInt(code);
}
