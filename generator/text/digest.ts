// Short digests of texts, which tell whether a text is still the same.

import type { TextRange } from "./excerpt.ts";

/** Returns eleven characters that stand for a text; nobody has a reason to forge one. */
export function digestOf(text: string): string {
  return digestOfAll([[text]]);
}

/** Returns the digest of texts or ranges of texts in a row, without joining them. */
export function digestOfAll(
  all: readonly (readonly [text: string, range?: TextRange | undefined])[],
): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const [text, { start, end } = { start: 0, end: text.length }] of all) {
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return ((high >>> 0) * 0x200000 + (low >>> 11)).toString(36).padStart(11, "0");
}
