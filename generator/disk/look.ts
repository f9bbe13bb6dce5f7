// A look at an output folder: what is at each path that a plan depends on, following no symbolic link inside it.

import {
  type BigIntStats,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { mostBytes } from "../text/blocks.ts";
import { codeOf, readRegular, reasonOf, recordLimit } from "./files.ts";
import { gitIndex } from "./git-index.ts";
import {
  folderOfManifest,
  foldersOf,
  hashOf,
  isInside,
  isManifest,
  manifestName,
  parseManifest,
  pathIn,
} from "./manifest.ts";
import type { Hashes } from "./state.ts";
import { workFolder } from "./work-folder.ts";

/** What is at a path; a path with nothing there has no entry. */
export type DiskEntry =
  | {
      readonly kind: "file";
      readonly hash: string;
      /** True if the file bears the mark of generated files, or is as it is to be or was left, which says as much. */
      readonly isMarked: boolean;
      /** The hash that the file would have with the line ends of Unix, if it has those of Windows. */
      readonly unixHash?: string;
      /** True if the file is not as the last run left it, but as Git has it: a checkout or a merge changed it. */
      readonly isCommitted?: true;
      /** True if a merge left the file in conflict. */
      readonly isConflicted?: true;
    }
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly leaves: boolean }
  | { readonly kind: "other" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** What a plan needs to know of the disk. */
export interface DiskState {
  /** What is at each path that was looked at, by its path inside the output folder; the empty path is that folder. */
  readonly entries: ReadonlyMap<string, DiskEntry>;
  /** The paths that manifests list, the manifests' own among them. */
  readonly listed: ReadonlySet<string>;
  /** The hashes of the files that the last run left. */
  readonly known: Hashes;
}

/** A file that was compared: its hash holds as long as the system says the same of it. */
export interface Seen {
  readonly stamp: string;
  readonly hash: string;
}

/** What was made for an output folder, as far as it says where to look. */
export interface LookedFor {
  readonly root: string;
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, { readonly hash: string }>;
  readonly seen: ReadonlyMap<string, Seen>;
}

/** How to look. */
export interface LookOptions {
  /** What the last run left. */
  readonly known: Hashes;
  /** The paths in the output folder that are output folders of their own, which are not looked at. */
  readonly apart?: readonly string[];
  /** Checks by the beginning of its text whether a file was made by Faultbook; the path is inside the output folder. */
  readonly isMarked: (path: string, head: string) => boolean;
  /** Called at each file. */
  readonly touch?: () => unknown;
}

/** Looks at all in an output folder that a plan for what was made depends on. */
export function look(
  { root, folders, files, seen }: LookedFor,
  { known, apart = [], isMarked, touch = () => true }: LookOptions,
): DiskState {
  const isKnown = (path: string, hash: string) =>
    hash === files.get(path)?.hash || hash === known.get(path);
  const isCommitted = gitIndex(root);
  const isApart = (path: string) => apart.some((one) => path === one || path.startsWith(`${one}/`));
  const view: View = {
    root,
    entries: new Map(),
    missing: new Set(),
    seen,
    isMarked,
    isKnown,
    isCommitted,
  };
  const see = (path: string) => {
    touch();
    return isApart(path) ? undefined : entryAt(view, path);
  };
  for (const path of [...files.keys(), ...known.keys()]) see(path);
  for (const folder of folders) see(pathIn(folder, "dist"));
  const listed = new Set<string>();
  // The output folder itself may be a package, or have been one.
  for (const folder of new Set(["", ...folders, ...foldersIn(view)])) {
    const path = pathIn(folder, manifestName);
    if (see(path)?.kind !== "file") continue;
    for (const inner of parseManifest(textAt(root, path))) {
      see(pathIn(folder, inner));
      listed.add(pathIn(folder, inner));
    }
  }
  return { entries: view.entries, listed, known };
}

/**
 * Returns what is at a path inside `root`; nothing below anything but a real folder is looked at.
 * `passed` has the real folders on the way that the present phase of a run has seen, and need not look at again.
 */
export function lookAt(
  root: string,
  path: string,
  passed: Set<string> = new Set(),
): DiskEntry | undefined {
  const none = {
    seen: new Map(),
    isMarked: () => false,
    isKnown: () => true,
    isCommitted: () => false,
  };
  for (const folder of path === "" ? [] : ["", ...foldersOf(path)]) {
    if (passed.has(folder)) continue;
    if (entryOf({ ...none, root }, folder)?.kind !== "folder") return undefined;
    passed.add(folder);
  }
  return entryOf({ ...none, root }, path);
}

/** Checks that a regular file with this hash is there, or nothing if there is no hash. */
export function hasHash(entry: DiskEntry | undefined, hash: string | undefined): boolean {
  return entry === undefined ? hash === undefined : entry.kind === "file" && entry.hash === hash;
}

/** Checks that something else than a folder is on the way to a path, which no run would pass. */
export function leadsAway(root: string, path: string, passed: Set<string> = new Set()): boolean {
  return foldersOf(path).some(
    (folder) =>
      !passed.has(folder) && (lookAt(root, folder, passed)?.kind ?? "folder") !== "folder",
  );
}

/** Returns the text of a file, as it is decoded leniently. */
export function textAt(root: string, path: string): string {
  return readRegular(absolute(root, path), limitOf(path)).toString();
}

function limitOf(path: string): number {
  return folderOfManifest(path) === undefined ? mostBytes : recordLimit;
}

/** Checks that a file has this content already, and notes its hash if so. */
export function holds(
  { root, seen }: { readonly root: string; readonly seen: Map<string, Seen> },
  path: string,
  content: { readonly bytes: Uint8Array; readonly hash: string },
): boolean {
  try {
    const full = absolute(root, path);
    const stats = lstatSync(full, { bigint: true, throwIfNoEntry: false });
    if (stats?.isFile() !== true || Number(stats.size) !== content.bytes.length) return false;
    if (!readFileSync(full).equals(content.bytes)) return false;
    seen.set(path, { stamp: stampOf(stats), hash: content.hash });
    return true;
  } catch (error) {
    // It is looked at once more before anything is written.
    reasonOf(error);
    return false;
  }
}

/** Returns the absolute path of a path inside a folder, both being clean already. */
export function absolute(root: string, path: string): string {
  return path === "" ? root : `${root}/${path}`;
}

interface View extends Looking {
  readonly entries: Map<string, DiskEntry>;
  /** The paths at which there is nothing. */
  readonly missing: Set<string>;
}

/** What looking at one path needs to know. */
interface Looking {
  readonly root: string;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly isMarked: LookOptions["isMarked"];
  /** Checks that a path is to have this hash, or was left with it. */
  readonly isKnown: (path: string, hash: string) => boolean;
  /** Checks that Git has a path with these bytes. */
  readonly isCommitted: (path: string, bytes: Buffer) => boolean;
}

function entryAt(view: View, path: string): DiskEntry | undefined {
  for (const folder of path === "" ? [] : ["", ...foldersOf(path)]) {
    if (entryOnce(view, folder)?.kind !== "folder") return undefined;
  }
  return entryOnce(view, path);
}

function entryOnce(view: View, path: string): DiskEntry | undefined {
  const known = view.entries.get(path);
  if (known !== undefined || view.missing.has(path)) return known;
  const entry = entryOf(view, path);
  if (entry === undefined) view.missing.add(path);
  else view.entries.set(path, entry);
  return entry;
}

function entryOf(view: Looking, path: string): DiskEntry | undefined {
  const full = absolute(view.root, path);
  try {
    // The output folder itself may be a link that its owner made; nothing below it may.
    const see = path === "" ? statSync : lstatSync;
    const stats = see(full, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) return { kind: "folder" };
    if (stats.isSymbolicLink()) return { kind: "link", leaves: leaves(view.root, full) };
    if (!stats.isFile()) return { kind: "other" };
    const seen = view.seen.get(path);
    if (seen?.stamp === stampOf(stats)) return { kind: "file", hash: seen.hash, isMarked: true };
    return fileOf(view, path, readRegular(full, limitOf(path)));
  } catch (error) {
    const reason = reasonOf(error);
    return nothingThere.has(codeOf(error)) ? undefined : { kind: "unreadable", reason };
  }
}

function fileOf(view: Looking, path: string, bytes: Buffer): DiskEntry {
  const hash = hashOf(bytes);
  const file = { kind: "file", hash } as const;
  if (view.isKnown(path, hash)) return { ...file, isMarked: true };
  const isForeign = bytes.includes("\r\n");
  const unix = isForeign ? withUnixEnds(bytes) : bytes;
  const unixHash = isForeign ? hashOf(unix) : hash;
  const isCommitted = view.isCommitted(path, bytes) || (isForeign && view.isCommitted(path, unix));
  return {
    ...file,
    isMarked: view.isKnown(path, unixHash) || isMarked(view, path, bytes),
    ...(isForeign ? { unixHash } : {}),
    ...(isCommitted ? { isCommitted } : {}),
    ...(isConflicted(bytes) ? { isConflicted: true } : {}),
  };
}

function withUnixEnds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** Git begins lines with these marks where two branches differ. */
function isConflicted(bytes: Buffer): boolean {
  return ["<<<<<<< ", ">>>>>>> "].every(
    (mark) => bytes.indexOf(mark) === 0 || bytes.includes(`\n${mark}`),
  );
}

/** What the system says if nothing can be at a path. */
const nothingThere = new Set<string | undefined>(["ENOENT", "ENOTDIR", "ENAMETOOLONG"]);

function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(" ");
}

/** A mark is at the beginning of a file, or the file is small. */
function isMarked({ isMarked: isOurs }: Looking, path: string, bytes: Buffer): boolean {
  const head = bytes.toString("utf8", 0, 64 * 1024);
  return folderOfManifest(path) === undefined ? isOurs(path, head) : isManifest(head);
}

/** Returns what is wrong with something that is not what is needed at a path. */
export function obstacle(
  path: string,
  entry: DiskEntry,
  code: "output-not-a-folder" | "output-not-a-file",
): Diagnostic {
  if (entry.kind === "unreadable") {
    return diagnostic("file-unreadable", { path, reason: entry.reason });
  }
  return diagnostic(entry.kind === "link" && entry.leaves ? "output-link" : code, { path });
}

/** Returns the folders directly in the output folder that may be packages of an earlier run. */
function foldersIn(view: View): readonly string[] {
  if (entryAt(view, "")?.kind !== "folder") return [];
  try {
    const entries = readdirSync(view.root, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return names.filter((name) => name !== workFolder && isInside(name)).sort();
  } catch (error) {
    view.entries.set("", { kind: "unreadable", reason: reasonOf(error) });
    return [];
  }
}

function leaves(root: string, link: string): boolean {
  try {
    const way = relative(realpathSync(root), realpathSync(link));
    return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  } catch (error) {
    // If a link leads nowhere, or in a circle, writing through it could end anywhere.
    reasonOf(error);
    return true;
  }
}
