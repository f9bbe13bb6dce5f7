// All rules in their order, and the one table of all diagnostics.

import type { Entry } from "../diagnostics/entry.ts";
import { sharedEntries } from "../diagnostics/table.ts";
import { ruleFiles } from "./files.ts";
import type { Rule } from "./rule.ts";

/** All rules, in the order in which they run. */
export const rules: readonly Rule[] = Object.values(ruleFiles).sort((a, b) => a.number - b.number);

/** Every diagnostic of Faultbook by its code. */
export const diagnosticTable: Readonly<Record<string, Entry>> = Object.assign(
  {},
  sharedEntries,
  ...rules.map(({ diagnostics }) => diagnostics),
);
