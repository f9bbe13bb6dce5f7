// Two versions of a catalog, as facts, to the changes between them.

import { type ChangeEntry, changeEntries } from "../diagnostics/change-entries.ts";
import { diagnosing } from "../diagnostics/entry.ts";
import type { Change, ChangedSteps, TellChange } from "./change.ts";
import { compareDefinitions } from "./compare-definitions.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { Facts } from "./fact-keys.ts";
import { groupedFacts } from "./grouped-facts.ts";
import { steps } from "./steps.ts";

const diagnostic = diagnosing(changeEntries);

/** Returns the changes from one version to another, those with the largest step first. */
export function compareFacts(
  old: Facts,
  now: Facts,
  changed: ChangedSteps = {},
): readonly Change[] {
  const found: Change[] = [];
  const tell: TellChange = (kind, holes, place) => {
    const { step, reader, section }: ChangeEntry = changeEntries[kind];
    const { message, help } = diagnostic(kind, holes);
    const own = changed[kind] ?? step;
    found.push({
      ...{ kind, step: own === "none" ? undefined : own, reader, section, message, help },
      ...place,
    });
  };
  const [before, after] = [groupedFacts(old), groupedFacts(now)];
  const renamed = compareShapes(before, after, tell);
  compareDefinitions(renamed, after, tell);
  const rank = ({ step }: Change) => (step === undefined ? steps.length : steps.indexOf(step));
  return found
    .map((change, i) => ({ change, i }))
    .sort((a, b) => rank(a.change) - rank(b.change) || a.i - b.i)
    .map(({ change }) => change);
}
