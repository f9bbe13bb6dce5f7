// What differs between the disk and what the catalogs give: as paths, as a diff, and as diagnostics.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { folderOfManifest } from "./manifest.ts";
import { type Change, type Plan, type Summary, shownPath, summarise } from "./plan.ts";

/** What plans do, or would do. */
export interface Outline extends Summary {
  /** What happens in each output folder, sorted by path. */
  readonly outputs: readonly ShownFolder[];
  /** The paths that differ, each with what happens to it, sorted. */
  readonly changes: readonly { readonly path: string; readonly kind: Change["kind"] }[];
}

/** What happens in one output folder. */
export interface ShownFolder extends Summary {
  /** The folder, relative to the configuration's. */
  readonly path: string;
}

/** Returns what plans do, in numbers and paths. */
export function outlineOf(plans: readonly Plan[]): Outline {
  const outputs = plans.map((plan) => ({ path: plan.shown, ...summarise(plan) }));
  const sum = (of: keyof Summary) => outputs.reduce((all, one) => all + one[of], 0);
  const changes = sorted(plans.flatMap((plan) => shownIn(plan, plan.changes)));
  return {
    created: sum("created"),
    updated: sum("updated"),
    deleted: sum("deleted"),
    kept: sum("kept"),
    outputs: outputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    changes: changes.map(({ path, kind }) => ({ path, kind })),
  };
}

/** What finds differences, which only a check loads. */
type Diffs = typeof import("../text/diff.ts");

/** Returns what a check finds: the diff from the disk to what the catalogs give, and each stale file. */
export async function differences(plans: readonly Plan[]): Promise<{
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const diffs = await import("../text/diff.ts");
  const changes = sorted(plans.flatMap((plan) => shownIn(plan, telling(plan.changes))));
  return {
    diff: changes.map((one) => diffOf(one, diffs)).join(""),
    diagnostics: changes.map((one) => staleness(one, diffs)),
  };
}

/** A change as people see it. */
interface ShownChange {
  /** The path, relative to the configuration's folder. */
  readonly path: string;
  readonly kind: Change["kind"];
  readonly change: Change;
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
