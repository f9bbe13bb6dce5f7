// The one table of changes between two versions of a catalog: what each is called, whom it concerns, and which step of the version it needs.

import { catalogChangeEntries } from "./catalog-change-entries.ts";
import { definitionChangeEntries } from "./definition-change-entries.ts";
import type { Entry } from "./entry.ts";

/** The step of a version: what semantic versioning calls it. */
export type Step = "major" | "minor" | "patch";

/** Whom a change concerns: deployed clients, TypeScript that compiles, what clients do after an error, or readers of documents. */
export type ChangeReader = "wire" | "types" | "behaviour" | "documents";

/** The heading that a change has in a changelog, as Keep a Changelog has them. */
export type ChangelogSection = "Added" | "Changed" | "Deprecated" | "Removed";

/** One kind of change. */
export interface ChangeEntry extends Entry {
  /** The step that it needs, unless the configuration says another. */
  readonly step: Step;
  readonly reader: ChangeReader;
  readonly section: ChangelogSection;
}

/** Every kind of change by its stable id. An id never changes its meaning, and a removed id is never used again. */
export const changeEntries: typeof definitionChangeEntries & typeof catalogChangeEntries = {
  ...definitionChangeEntries,
  ...catalogChangeEntries,
};

/** The stable id of a kind of change. */
export type ChangeKind = keyof typeof changeEntries;
