// What a run has made against the disk, folder by folder.

import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { append } from "../text/lists.ts";
import { recover, type Work } from "./apply.ts";
import type { Touch } from "./lock.ts";
import { type LookOptions, look } from "./look.ts";
import { plan } from "./plan.ts";
import type { Made, OutputRoot } from "./stage.ts";
import { readState } from "./state.ts";

/** How a run is compared with the disk. */
export interface WorkOptions {
  readonly mode: "write" | "check" | "dry-run";
  /** False for a run on some catalogs, which leaves the packages of the others alone. */
  readonly isWhole: boolean;
  /** All output folders of the project, in which a run that was stopped is finished or undone. */
  readonly folders: readonly OutputRoot[];
  /** The paths in each folder that are folders of other outputs. */
  readonly apart: readonly (readonly string[])[];
  readonly isMarked: LookOptions["isMarked"];
  readonly touch: Touch;
}

/** Returns what each folder needs, or nothing if anything is in the way in one of them. */
export function planAll(made: readonly Made[], options: WorkOptions): Outcome<readonly Work[]> {
  const { mode, isWhole, folders, apart, isMarked, touch } = options;
  const recovered = mode === "write" ? recover(folders, touch) : [];
  if (hasErrors(recovered)) return { diagnostics: recovered };
  const works: Work[] = [];
  const diagnostics: Diagnostic[] = [...recovered];
  for (const [i, one] of made.entries()) {
    const known = readState(one.root).files;
    const disk = look(one, { known, apart: apart[i] ?? [], isMarked, touch });
    const planned = plan(one, disk, {
      orphans: isWhole ? "delete" : "keep",
      derived: mode === "check" ? "where-present" : "always",
    });
    // While checking, a file that was changed is reported as stale.
    const told = planned.diagnostics.filter(
      (fault) => mode !== "check" || fault.severity === "error",
    );
    append(diagnostics, told);
    if (planned.value !== undefined) works.push({ plan: planned.value, made: one });
  }
  return works.length < made.length ? { diagnostics } : { value: works, diagnostics };
}
