// What differs between the disk and what the catalogs give: as paths, as a diff, and as diagnostics.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Work } from "./apply.ts";
import { textAt } from "./look.ts";
import { folderOfManifest, pathIn, shownPath } from "./manifest.ts";
import { type Change, type Plan, type Summary, summarise } from "./plan.ts";
import { madeText } from "./stage.ts";

/** What plans do, or would do. */
export interface Outline extends Summary {
  /** What happens in each output folder, sorted by path. */
  readonly outputs: readonly ShownFolder[];
  /** The paths that differ, each with what happens to it, sorted. */
  readonly changes: readonly ShownChange[];
}

/** What happens in one output folder. */
export interface ShownFolder extends Summary {
  /** The folder, relative to the configuration's. */
  readonly path: string;
}

/** A change as people see it. */
export interface ShownChange {
  /** The path, relative to the configuration's folder. */
  readonly path: string;
  readonly kind: Change["kind"];
}

/** Returns what plans do, in numbers and paths. */
export function outlineOf(plans: readonly Plan[]): Outline {
  const outputs = plans.map((plan) => ({ path: plan.shown, ...summarise(plan) }));
  const sum = (of: keyof Summary) => outputs.reduce((all, one) => all + one[of], 0);
  const changes = plans.flatMap(({ shown, changes }) =>
    stale(changes).map(({ path, kind }) => ({ path: shownPath(shown, path), kind })),
  );
  return {
    created: sum("created"),
    updated: sum("updated"),
    deleted: sum("deleted"),
    kept: sum("kept"),
    outputs: outputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    changes: sorted(changes),
  };
}

/** What finds differences, which only a check loads. */
type Diffs = typeof import("../text/diff.ts");

/** Returns what a check finds: the diff from the disk to what the catalogs give, and each stale file. */
export async function differences(works: readonly Work[]): Promise<{
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const diffs = await import("../text/diff.ts");
  const changes = sorted(works.flatMap((work) => telling(work.plan).map(differenceIn(work))));
  return {
    diff: changes.map((one) => diffs.unifiedDiff(one)).join(""),
    diagnostics: [
      ...works.flatMap(({ plan }) => foreignLineEnds(plan)),
      ...changes.map((one) => staleness(one, diffs)),
    ],
  };
}

/** Reports the files of an output folder that differ by their line ends alone, all at once. */
function foreignLineEnds({ shown, changes }: Plan): readonly Diagnostic[] {
  const all = changes.filter(isLineEnds);
  const [first, ...others] = all.map(({ path }) => shownPath(shown, path));
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const folder = pathIn(shown === "." ? "" : shown, "**");
  return [diagnostic("file-line-ends", { path: first, more, folder })];
}

function isLineEnds(change: Change): boolean {
  return change.kind === "update" && change.isLineEnds === true;
}

interface Difference extends ShownChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function differenceIn({ plan: { root, shown }, made }: Work): (change: Change) => Difference {
  return ({ path, kind }) => ({
    path: shownPath(shown, path),
    kind,
    // Beside a difference that matters, that of the line ends would hide it.
    before: kind === "create" ? undefined : textAt(root, path).replaceAll("\r\n", "\n"),
    after: kind === "delete" ? undefined : madeText(made, path),
  });
}

function sorted<One extends ShownChange>(changes: readonly One[]): readonly One[] {
  return [...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function stale(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ kind }) => kind !== "keep");
}

/** Leaves out what only follows from another stale file: manifests, and `dist/`. */
function telling({ changes }: Plan): readonly Change[] {
  const all = stale(changes).filter((change) => !isLineEnds(change));
  const sources = all.filter(
    ({ path }) => folderOfManifest(path) === undefined && !/^([^/]+\/)?dist\//.test(path),
  );
  return sources.length > 0 ? sources : all;
}

const states: Readonly<Record<Change["kind"], string>> = {
  create: "missing",
  update: "stale",
  delete: "not generated any more",
  keep: "fresh",
};

function staleness(
  { path, kind, before = "", after }: Difference,
  { firstDifference }: Diffs,
): Diagnostic {
  const start = after === undefined ? 0 : firstDifference(before, after);
  const span = { file: { path, text: before }, start, end: start };
  return diagnostic("file-stale", { path, state: states[kind] }, { span });
}
