// What has to change so that the output folder holds the outputs: a pure comparison that touches nothing.

import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { journalName, stagedSuffix } from "./journal.ts";
import {
  folderOfManifest,
  foldersOf,
  hashOf,
  isInside,
  manifestName,
  parseManifest,
  pathIn,
  printManifest,
} from "./manifest.ts";

/** A file as an emitter gives it. */
export interface GroupFile {
  /** The path inside the group's folder, with forward slashes. */
  readonly path: string;
  /** The whole text, or its bytes as UTF-8. */
  readonly content: string | Uint8Array;
}

/** The files of one folder that has a manifest of its own. */
export interface OutputGroup {
  /** The folder's path inside the output folder, `coinw` or `coinw/dist`; the empty path is the output folder itself. */
  readonly folder: string;
  /** True where the files follow from others and need not be there. */
  readonly derived: boolean;
  /** What the folder is to hold. */
  readonly files: readonly GroupFile[];
}

/** What stands at a path; a path with nothing there has no entry. */
export type DiskEntry =
  | { readonly kind: "file"; readonly hash: string; readonly text: string }
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly leaves: boolean }
  | { readonly kind: "other" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** What a plan needs to know of the disk. */
export interface DiskState {
  /** The absolute path of the output folder. */
  readonly root: string;
  /** The output folder as diagnostics show it. */
  readonly shown: string;
  /** What stands at each path that was looked at, by its path inside the output folder; the empty path is that folder. */
  readonly entries: ReadonlyMap<string, DiskEntry>;
  /** True where an earlier run was stopped while it wrote. */
  readonly unfinished: boolean;
}

/** What a plan is made from. */
export interface PlanRequest {
  /** The outputs. */
  readonly groups: readonly OutputGroup[];
  /** What is there, as `readOutputs` gives it for the same groups. */
  readonly disk: DiskState;
  /** Tells by the text alone whether a file was made by Faultbook; the path is inside the output folder. */
  readonly isOurs: (path: string, text: string) => boolean;
  /** Whether folders with a manifest that no group names are deleted; `keep` for a run limited to some catalogs. */
  readonly orphans: "delete" | "keep";
  /** Whether derived groups are planned always, or only where their folder is there. */
  readonly derived: "always" | "where-present";
}

/** What a file is to hold. */
export interface NewContent {
  /** The path inside the output folder. */
  readonly path: string;
  /** The whole text, or its bytes as UTF-8. */
  readonly content: string | Uint8Array;
  /** The SHA-256 of the text, in hexadecimal. */
  readonly after: string;
}

/** What a file holds that will be replaced or deleted. */
export interface OldContent {
  /** The path inside the output folder. */
  readonly path: string;
  /** The whole text, as it is decoded leniently. */
  readonly previous: string;
  /** The SHA-256 of the bytes, in hexadecimal. */
  readonly before: string;
}

/** One difference between outputs and disk, or the absence of one. */
export type Change =
  | ({ readonly kind: "create" | "keep" } & NewContent)
  | ({ readonly kind: "update" } & NewContent & OldContent)
  | ({ readonly kind: "delete" } & OldContent);

/** What a run would do to the output folder. */
export interface Plan {
  /** The absolute path of the output folder. */
  readonly root: string;
  /** The output folder as diagnostics show it. */
  readonly shown: string;
  /** One change for each path, sorted by path. */
  readonly changes: readonly Change[];
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

/** Compares outputs with the disk; there is no plan where anything is in the way, and all of that is told at once. */
export function planOutputs(request: PlanRequest): Outcome<Plan> {
  const { root, shown, entries, unfinished } = request.disk;
  if (unfinished) return { diagnostics: [diagnostic("run-unfinished", { path: shown })] };
  const groups = request.groups.filter(
    (group) =>
      !group.derived ||
      request.derived === "always" ||
      entries.get(group.folder)?.kind === "folder",
  );
  const diagnostics: Diagnostic[] = [];
  const report = (one: Diagnostic) => diagnostics.push(one);
  const comparison: Comparison = { request, listed: listedFiles(entries), report };
  const targets = targetsOf(groups, comparison);
  reportObstacles(targets, comparison);
  const changes = [...writesOf(targets, comparison), ...deletesOf(targets, comparison)];
  if (hasErrors(diagnostics)) return { diagnostics };
  changes.sort((first, second) => (first.path < second.path ? -1 : 1));
  return { value: { root, shown, changes }, diagnostics };
}

/** Counts the changes of a plan. */
export function summarise(plan: Plan): Summary {
  const count = (kind: Change["kind"]) => plan.changes.filter((one) => one.kind === kind).length;
  return {
    created: count("create"),
    updated: count("update"),
    deleted: count("delete"),
    kept: count("keep"),
  };
}

/** Tells whether the disk differs from the outputs. */
export function isStale(plan: Plan): boolean {
  return plan.changes.some((change) => change.kind !== "keep");
}

/** Gives a path inside the output folder as diagnostics show it. */
export function shownPath(shown: string, path: string): string {
  return path === "" ? shown : `${shown}/${path}`;
}

/** A file of a manifest that is on disk. */
interface Listed {
  readonly hash: string;
  /** The folder of the manifest. */
  readonly folder: string;
}

interface Comparison {
  readonly request: PlanRequest;
  readonly listed: ReadonlyMap<string, Listed>;
  readonly report: (one: Diagnostic) => void;
}

type Targets = ReadonlyMap<string, NewContent>;

function listedFiles(entries: DiskState["entries"]): ReadonlyMap<string, Listed> {
  const listed = new Map<string, Listed>();
  // Sorted, so that where two manifests list one file the inner one has the word.
  for (const path of [...entries.keys()].sort()) {
    const folder = folderOfManifest(path);
    const entry = entries.get(path);
    if (folder === undefined || entry?.kind !== "file") continue;
    for (const [inner, hash] of parseManifest(entry.text) ?? []) {
      listed.set(pathIn(folder, inner), { hash, folder });
    }
  }
  return listed;
}

function targetsOf(groups: readonly OutputGroup[], { request, report }: Comparison): Targets {
  const targets = new Map<string, NewContent>();
  const add = (path: string, content: string | Uint8Array): string => {
    const shown = shownPath(request.disk.shown, path);
    const isTaken = path.endsWith(stagedSuffix) || path === journalName || targets.has(path);
    if (isTaken) report(diagnostic("output-clash", { path: shown }));
    const after = hashOf(content);
    if (!isTaken) targets.set(path, { path, content, after });
    return after;
  };
  for (const { folder, files } of groups) {
    if (folder !== "" && !isInside(folder)) {
      report(diagnostic("output-outside", { path: folder }));
      continue;
    }
    const hashes = new Map<string, string>();
    for (const { path, content } of files) {
      if (isInside(path)) hashes.set(path, add(pathIn(folder, path), content));
      else report(diagnostic("output-outside", { path }));
    }
    add(pathIn(folder, manifestName), printManifest(hashes));
  }
  return targets;
}

function reportObstacles(targets: Targets, { request, report }: Comparison): void {
  const folders = new Set([""]);
  for (const path of targets.keys()) {
    for (const folder of foldersOf(path)) folders.add(folder);
  }
  for (const folder of folders) {
    const path = shownPath(request.disk.shown, folder);
    const entry = request.disk.entries.get(folder);
    if (targets.has(folder)) report(diagnostic("output-clash", { path }));
    else if (entry === undefined || entry.kind === "folder") continue;
    else if (entry.kind === "unreadable") {
      report(diagnostic("file-unreadable", { path, reason: entry.reason }));
    } else if (entry.kind === "link" && entry.leaves) report(diagnostic("output-link", { path }));
    else report(diagnostic("output-not-a-folder", { path }));
  }
}

function writesOf(targets: Targets, comparison: Comparison): readonly Change[] {
  const { disk } = comparison.request;
  const changes: Change[] = [];
  for (const [path, target] of targets) {
    const entry = disk.entries.get(path);
    if (entry === undefined) changes.push({ kind: "create", ...target });
    else if (entry.kind !== "file") reportNoFile(path, entry, comparison);
    else if (entry.hash === target.after) changes.push({ kind: "keep", ...target });
    else {
      reportReplaced(path, entry, comparison);
      changes.push({ kind: "update", ...target, previous: entry.text, before: entry.hash });
    }
  }
  return changes;
}

type FileEntry = Extract<DiskEntry, { kind: "file" }>;

function reportNoFile(
  path: string,
  entry: Exclude<DiskEntry, FileEntry>,
  { request, report }: Comparison,
): void {
  const shown = shownPath(request.disk.shown, path);
  if (entry.kind === "unreadable") {
    report(diagnostic("file-unreadable", { path: shown, reason: entry.reason }));
  } else if (entry.kind === "link" && entry.leaves) {
    report(diagnostic("output-link", { path: shown }));
  } else report(diagnostic("output-not-a-file", { path: shown }));
}

function reportReplaced(path: string, entry: FileEntry, comparison: Comparison): void {
  const { request, listed, report } = comparison;
  const shown = shownPath(request.disk.shown, path);
  const known = listed.get(path);
  // A manifest that a merge has spoilt must lock nobody out: its name alone makes it ours.
  const isManifest = folderOfManifest(path) !== undefined;
  if (isManifest) {
    if (parseManifest(entry.text) === undefined) report(diagnostic("file-edited", { path: shown }));
  } else if (known !== undefined) {
    if (known.hash !== entry.hash) report(diagnostic("file-edited", { path: shown }));
  } else if (!request.isOurs(path, entry.text)) {
    report(diagnostic("file-in-the-way", { path: shown }));
  }
}

function deletesOf(targets: Targets, { request, listed, report }: Comparison): readonly Change[] {
  const { entries, shown } = request.disk;
  const named = new Set(request.groups.map((group) => group.folder));
  const mayDelete = (folder: string) => named.has(folder) || request.orphans === "delete";
  const changes = new Map<string, Change>();
  const add = (path: string, { hash: before, text: previous }: FileEntry): void => {
    changes.set(path, { kind: "delete", path, previous, before });
  };
  for (const [path, { hash, folder }] of listed) {
    const entry = entries.get(path);
    if (targets.has(path) || entry === undefined || !mayDelete(folder)) continue;
    if (entry.kind === "file" && entry.hash === hash) add(path, entry);
    else report(diagnostic("file-edited-kept", { path: shownPath(shown, path) }));
  }
  for (const [path, entry] of entries) {
    const folder = folderOfManifest(path);
    if (folder === undefined || named.has(folder) || entry.kind !== "file") continue;
    if (targets.has(path) || !mayDelete(folder)) continue;
    if (parseManifest(entry.text) !== undefined) add(path, entry);
  }
  return [...changes.values()];
}
