// Versions of catalogs and packages, compared and added.

import type { Catalog } from "./catalog.ts";

/** Returns whether a version comes after another in the order of Semantic Versioning. */
export function isVersionAbove(one: string, other: string): boolean {
  const [[core, before], [otherCore, otherBefore]] = [partsOf(one), partsOf(other)];
  const order = firstOrder(core, otherCore);
  if (order !== 0) return order > 0;
  // A version comes after its own previews.
  if (before.length === 0 || otherBefore.length === 0) return before.length < otherBefore.length;
  return firstOrder(before, otherBefore) > 0;
}

type Parts = readonly (string | number)[];

function partsOf(version: string): readonly [core: Parts, before: Parts] {
  const [core = "", ...rest] = (version.split("+")[0] ?? "").split("-");
  const read = (text: string): Parts =>
    text === "" ? [] : text.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return [read(core), read(rest.join("-"))];
}

/** Returns the order of the first parts that differ: numbers before words, and the shorter list first. */
function firstOrder(ones: Parts, others: Parts): number {
  for (const [i, one] of ones.entries()) {
    const other = others[i];
    if (other === undefined) return 1;
    if (one === other) continue;
    if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return ones.length - others.length;
}

/** Returns the sum of the versions of catalogs, number by number; a step of any of them is at least the same step of it: 1.4.2 → 2.0.0 raises the first number. */
export function sumOfVersions(catalogs: readonly Catalog[]): string {
  return [0, 1, 2]
    .map((part) => catalogs.reduce((sum, { version }) => sum + Number(version.split(".")[part]), 0))
    .join(".");
}
