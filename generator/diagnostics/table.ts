// The diagnostics that no rule owns, in one table; `rules/` adds those of its rules.

import { changeEntries } from "./change-entries.ts";
import { descriptionEntries } from "./description-entries.ts";
import { importEntries } from "./import-entries.ts";
import { localeEntries } from "./locale-entries.ts";
import { moduleEntries } from "./module-entries.ts";
import { outputEntries } from "./output-entries.ts";
import { readingEntries } from "./reading-entries.ts";
import { releaseEntries } from "./release-entries.ts";
import { scanEntries } from "./scan-entries.ts";
import { schemaEntries } from "./schema-entries.ts";
import { usageEntries } from "./usage-entries.ts";

/** All entries that no rule owns. A code never changes its meaning, and a removed code is never used again. */
export const sharedEntries: typeof usageEntries &
  typeof moduleEntries &
  typeof descriptionEntries &
  typeof readingEntries &
  typeof schemaEntries &
  typeof outputEntries &
  typeof importEntries &
  typeof scanEntries &
  typeof releaseEntries &
  typeof localeEntries &
  typeof changeEntries = {
  ...usageEntries,
  ...moduleEntries,
  ...descriptionEntries,
  ...readingEntries,
  ...schemaEntries,
  ...outputEntries,
  ...importEntries,
  ...scanEntries,
  ...releaseEntries,
  ...localeEntries,
  ...changeEntries,
};
