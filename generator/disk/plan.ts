// What has to change so that the output folder holds what was made: a pure comparison of paths, hashes and sizes that touches nothing.

import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { type DiskState, obstacle } from "./look.ts";
import { folderOfManifest, foldersOf, pathIn, shownPath } from "./manifest.ts";
import type { Made, MadeFile } from "./stage.ts";
import type { Hashes } from "./state.ts";

/** How to plan. */
export interface PlanOptions {
  /** Whether packages that nothing was made for are deleted; `keep` for a run limited to some catalogs. */
  readonly orphans: "delete" | "keep";
  /** Whether derived files are planned always, or only if their folder is there. */
  readonly derived: "always" | "where-present";
}

/** A file with its new content. */
interface After {
  readonly path: string;
  /** The SHA-256 of the new content, in hexadecimal. */
  readonly after: string;
  /** The bytes of the new content. */
  readonly size: number;
}

/** A file that will be replaced or deleted. */
interface Before {
  readonly path: string;
  /** The SHA-256 of the content, in hexadecimal. */
  readonly before: string;
}

/** One difference between what was made and the disk, or the absence of one; paths are inside the output folder. An update may be of line ends alone. */
export type Change =
  | ({ readonly kind: "create" | "keep" } & After)
  | ({ readonly kind: "update"; readonly isLineEnds?: true } & After & Before)
  | ({ readonly kind: "delete" } & Before);

/** What a run would do to the output folder. */
export interface Plan {
  /** The absolute path of the output folder. */
  readonly root: string;
  /** The output folder as diagnostics show it. */
  readonly shown: string;
  /** One change for each path, sorted by path. */
  readonly changes: readonly Change[];
  /** What the run leaves, by which a later run knows it. */
  readonly leaves: Hashes;
}

/** How many files a plan creates, updates, deletes and keeps. */
export interface Summary {
  /** The files that are not there yet. */
  readonly created: number;
  /** The files that get other content. */
  readonly updated: number;
  /** The files that go. */
  readonly deleted: number;
  /** The files that stay as they are. */
  readonly kept: number;
}

/** Compares what was made with the disk; everything that is in the way is reported, and then there is no plan. */
export function plan(made: Made, disk: DiskState, options: PlanOptions): Outcome<Plan> {
  const { root, shown } = made;
  const diagnostics: Diagnostic[] = [];
  const report = (one: Diagnostic) => diagnostics.push(one);
  const present = made.folders
    .map((folder) => pathIn(folder, "dist"))
    .filter((folder) => disk.entries.get(folder)?.kind === "folder");
  const isWanted = ([path, { isDerived }]: readonly [string, MadeFile]) =>
    !isDerived ||
    options.derived === "always" ||
    present.some((folder) => path.startsWith(`${folder}/`));
  const targets = new Map([...made.files].filter(isWanted));
  const comparison: Comparison = { made, disk, targets, options, report };
  reportObstacles(comparison);
  const changes = [...writesOf(comparison), ...deletesOf(comparison)];
  if (hasErrors(diagnostics)) return { diagnostics };
  changes.sort((first, second) => (first.path < second.path ? -1 : 1));
  return { value: { root, shown, changes, leaves: leavesOf(changes, comparison) }, diagnostics };
}

/** Counts the changes of a plan. */
export function summarise({ changes }: Plan): Summary {
  const count = (kind: Change["kind"]) => changes.filter((one) => one.kind === kind).length;
  return {
    created: count("create"),
    updated: count("update"),
    deleted: count("delete"),
    kept: count("keep"),
  };
}

/** Checks that the disk differs from what was made. */
export function isStale({ changes }: Plan): boolean {
  return changes.some(({ kind }) => kind !== "keep");
}

interface Comparison {
  readonly made: Made;
  readonly disk: DiskState;
  readonly targets: ReadonlyMap<string, MadeFile>;
  readonly options: PlanOptions;
  readonly report: (one: Diagnostic) => void;
}

function reportObstacles({ made: { shown }, disk, targets, report }: Comparison): void {
  for (const folder of new Set(["", ...[...targets.keys()].flatMap(foldersOf)])) {
    const entry = disk.entries.get(folder);
    if (entry === undefined || entry.kind === "folder") continue;
    report(obstacle(shownPath(shown, folder), entry, "output-not-a-folder"));
  }
}

function writesOf({ made: { shown }, disk, targets, report }: Comparison): readonly Change[] {
  const changes: Change[] = [];
  for (const [path, { hash: after, size }] of targets) {
    const entry = disk.entries.get(path);
    const target = { path, after, size };
    if (entry === undefined) changes.push({ kind: "create", ...target });
    else if (entry.kind !== "file") {
      report(obstacle(shownPath(shown, path), entry, "output-not-a-file"));
    } else if (entry.hash === after) changes.push({ kind: "keep", ...target });
    else {
      const known = leftAt(path, disk);
      // A manifest is ours by its name alone, so that a merge cannot lock anybody out.
      const isManifest = folderOfManifest(path) !== undefined;
      const isAsLeft = known === entry.hash || (known !== undefined && known === entry.unixHash);
      const isOurs = isManifest || disk.listed.has(path) || entry.isMarked || isAsLeft;
      const holes = { path: shownPath(shown, path) };
      if (!isOurs) report(diagnostic("file-in-the-way", holes));
      else if (!isManifest && entry.isConflicted) report(diagnostic("file-conflicted", holes));
      else if (!isManifest && known !== undefined && !isAsLeft) {
        report(diagnostic("file-edited", holes));
      }
      const lineEnds = entry.unixHash === after ? { isLineEnds: true as const } : {};
      changes.push({ kind: "update", ...target, before: entry.hash, ...lineEnds });
    }
  }
  return changes;
}

/** Deletes what only an earlier run made: a file that is as that run left it, or one that is both listed and marked. */
function deletesOf(comparison: Comparison): readonly Change[] {
  const { made, disk, report } = comparison;
  const changes: Change[] = [];
  for (const path of new Set([...disk.listed.keys(), ...disk.known.keys()])) {
    const entry = disk.entries.get(path);
    if (made.files.has(path) || entry === undefined || !mayDelete(path, comparison)) continue;
    const known = leftAt(path, disk);
    // A merge changes a manifest, and nobody edits one.
    const isManifest = folderOfManifest(path) !== undefined;
    const isMarked =
      entry.kind === "file" &&
      (entry.isMarked || entry.isCommitted === true) &&
      disk.listed.has(path);
    const isAsLeft =
      entry.kind === "file" && known !== undefined && [entry.hash, entry.unixHash].includes(known);
    if (entry.kind === "file" && (isAsLeft || (isMarked && (isManifest || known === undefined)))) {
      changes.push({ kind: "delete", path, before: entry.hash });
    } else if (!isManifest) {
      const code = known === undefined ? "file-unmarked-kept" : "file-edited-kept";
      report(diagnostic(code, { path: shownPath(made.shown, path) }));
    }
  }
  return changes;
}

/** Returns what the last run left at a path; it says nothing of a file that Git has put there since. */
function leftAt(path: string, { entries, known }: DiskState): string | undefined {
  const entry = entries.get(path);
  return entry?.kind === "file" && entry.isCommitted ? undefined : known.get(path);
}

function mayDelete(path: string, { made: { folders }, options }: Comparison): boolean {
  return options.orphans === "delete" || folders.some((one) => path.startsWith(pathIn(one, "")));
}

/** What the last run left elsewhere is known as before. */
function leavesOf(changes: readonly Change[], comparison: Comparison): Hashes {
  const leaves = new Map(
    [...comparison.disk.known].filter(([path]) => !mayDelete(path, comparison)),
  );
  for (const one of changes) if (one.kind !== "delete") leaves.set(one.path, one.after);
  return leaves;
}
