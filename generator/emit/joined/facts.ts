// What is true of a package that joins several catalogs, whether it holds them or depends on them.

import type { Catalog } from "../../catalog/catalog.ts";

/** Gives the sum of the versions, number by number; a step of any catalog is a step of it that is at least as large: 1.4.2 → 2.0.0 raises the first number. */
export function sumOfVersions(catalogs: readonly Catalog[]): string {
  return [0, 1, 2]
    .map((part) => catalogs.reduce((sum, { version }) => sum + Number(version.split(".")[part]), 0))
    .join(".");
}

/** Gives the sentence on what the package is. */
export function descriptionOf({ length }: readonly Catalog[]): string {
  return `Typed errors of ${length} API${length === 1 ? "" : "s"} in one package.`;
}
