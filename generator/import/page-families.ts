// Families of codes that the headings of a page name.

import type { FoundCode, FoundFamily } from "./finding.ts";

/** Returns the family that a heading names: codes from a number to another, or with a prefix. */
export function familyOf(heading: string): FoundFamily | undefined {
  const [, sign = "", digits = "", xs = "", title = ""] =
    /^(?:errors?\s+|codes?\s+)*(-?)(\d{1,6})(x{1,4})\b\s*[:：–—-]?\s*(.*)$/i.exec(heading) ?? [];
  if (digits !== "") {
    const factor = 10 ** xs.length;
    const [low, high] = [Number(digits) * factor, Number(digits) * factor + factor - 1];
    const range = sign === "-" ? { from: -high, to: -low } : { from: low, to: high };
    return { title: title === "" ? heading : title, range };
  }
  const prefix =
    /\b(?:starting|begin(?:ning|s)?|start) with\s+[`"']?(-?[\w.]{1,20})[`"']?\s*$|以\s*(\w{1,20})\s*开头/i.exec(
      heading,
    );
  const word = prefix?.[1] ?? prefix?.[2];
  return word === undefined ? undefined : { title: heading, range: { prefix: word } };
}

/** Returns whether a code is one of a family. */
export function isInFamily(code: FoundCode, range: FoundFamily["range"]): boolean {
  if ("prefix" in range) return String(code).startsWith(range.prefix);
  return Number(code) >= range.from && Number(code) <= range.to;
}
