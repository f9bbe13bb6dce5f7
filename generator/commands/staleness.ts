// What differs between the disk and what the catalogs give: as paths, as a diff, and as diagnostics.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { folderOfManifest } from "../disk/manifest.ts";
import { type Change, type Plan, shownPath } from "../disk/plan.ts";

/** A change as people see it. */
export interface ShownChange {
  /** The path, relative to the configuration's folder. */
  readonly path: string;
  readonly kind: Change["kind"];
  readonly change: Change;
}

/** Gives the changes of plans, sorted by path. */
export function shownChanges(plans: readonly Plan[]): readonly ShownChange[] {
  return sorted(plans.flatMap((plan) => shownIn(plan, plan.changes)));
}

/** What finds differences, which only a check loads. */
export type Diffs = typeof import("../text/diff.ts");

/** Gives what a check finds: the diff from the disk to what the catalogs give, and each stale file. */
export function differences(
  plans: readonly Plan[],
  diffs: Diffs,
): {
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const changes = sorted(plans.flatMap((plan) => shownIn(plan, telling(plan.changes))));
  return {
    diff: changes.map((one) => diffOf(one, diffs)).join(""),
    diagnostics: changes.map((one) => staleness(one, diffs)),
  };
}

function shownIn({ shown }: Plan, changes: readonly Change[]): readonly ShownChange[] {
  return changes
    .filter(({ kind }) => kind !== "keep")
    .map((change) => ({ path: shownPath(shown, change.path), kind: change.kind, change }));
}

function sorted(changes: readonly ShownChange[]): readonly ShownChange[] {
  return [...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Leaves out what only follows from another stale file: manifests, and `dist/`. */
function telling(changes: readonly Change[]): readonly Change[] {
  const sources = changes.filter(
    ({ kind, path }) =>
      kind !== "keep" && folderOfManifest(path) === undefined && !/^([^/]+\/)?dist\//.test(path),
  );
  return sources.length > 0 ? sources : changes;
}

function diffOf({ path, change }: ShownChange, { unifiedDiff }: Diffs): string {
  const before = "previous" in change ? change.previous : undefined;
  const after = "content" in change ? textOf(change.content) : undefined;
  return unifiedDiff({ path, before, after });
}

function textOf(content: string | Uint8Array): string {
  return typeof content === "string" ? content : Buffer.from(content).toString();
}

const states: Readonly<Record<Change["kind"], string>> = {
  create: "missing",
  update: "stale",
  delete: "not generated any more",
  keep: "fresh",
};

function staleness({ path, kind, change }: ShownChange, { firstDifference }: Diffs): Diagnostic {
  const text = "previous" in change ? change.previous : "";
  const start = "content" in change ? firstDifference(text, textOf(change.content)) : 0;
  const span = { file: { path, text }, start, end: start };
  return diagnostic("file-stale", { path, state: states[kind] }, { span });
}
