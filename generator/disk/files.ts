// Reading: source files, and what stands in the output folder; nothing is written here.

import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import { journalName } from "./journal.ts";
import { foldersOf, hashOf, isInside, manifestName, parseManifest, pathIn } from "./manifest.ts";
import type { DiskEntry, DiskState, OutputGroup } from "./plan.ts";

/** Which output folder is looked at, and for which outputs. */
export interface OutputsQuery {
  /** The absolute path of the output folder; it need not exist. */
  readonly root: string;
  /** The output folder as diagnostics show it. */
  readonly shown: string;
  /** The outputs that are to be compared with it. */
  readonly groups: readonly OutputGroup[];
  /** The paths in it that are output folders of their own, which are not looked at. */
  readonly apart?: readonly string[];
}

/** Reads a text file of at most `limit` bytes; `shown` is its path as diagnostics show it. */
export function readSource(path: string, shown: string, limit: number): Outcome<SourceFile> {
  const start = { file: { path: shown, text: "" }, start: 0, end: 0 };
  const tooLarge = (size: number) => diagnostic("file-too-large", { size, limit }, { span: start });
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      const reason = reasonNoFile(stats);
      return { diagnostics: [diagnostic("file-unreadable", { path: shown, reason })] };
    }
    if (stats.size > limit) return { diagnostics: [tooLarge(stats.size)] };
    const bytes = readFileSync(path);
    return bytes.length > limit
      ? { diagnostics: [tooLarge(bytes.length)] }
      : decodeSource(bytes, shown);
  } catch (error) {
    return { diagnostics: [refusalOf(error, shown)] };
  }
}

/** Gives the diagnostic of the system's refusal to read a file; anything else is thrown on. */
export function refusalOf(error: unknown, shown: string): Diagnostic {
  const reason = reasonOf(error);
  return codeOf(error) === "ENOENT"
    ? diagnostic("file-not-found", { path: shown })
    : diagnostic("file-unreadable", { path: shown, reason });
}

/** Gives the first of some paths that something stands at. */
export function existing(paths: readonly string[]): string | undefined {
  return paths.find((path) => statsOf(path) !== undefined);
}

/** Gives what the system says of what stands at a path, links followed; nothing where it refuses, which is told when it is read. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

/** Tells whether a path is a folder, or a link to one; what the system refuses here is told when it is read. */
export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

/** Tells whether a path is a file, or a link to one. */
export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

/** Gives a path with all links on its way followed, as far as anything stands there. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    reasonOf(error);
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}

/** Gives the names of the YAML and JSON files that stand directly in a folder, sorted; none where there is no such folder. */
export function listSources(folder: string, shown: string): Outcome<readonly string[]> {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && isSourceName(entry.name));
    return { value: files.map((entry) => entry.name).sort(), diagnostics: [] };
  } catch (error) {
    const reason = reasonOf(error);
    if (codeOf(error) === "ENOENT") return { value: [], diagnostics: [] };
    return { diagnostics: [diagnostic("file-unreadable", { path: shown, reason })] };
  }
}

/** Looks at all in the output folder that a plan for these outputs depends on, following no symbolic link inside it. */
export function readOutputs({ root, shown, groups, apart = [] }: OutputsQuery): DiskState {
  const entries = new Map<string, DiskEntry>();
  const isApart = (path: string) => apart.some((one) => path === one || path.startsWith(`${one}/`));
  const view: View = { root, entries, isApart };
  const see = (path: string) => (isApart(path) ? undefined : look(root, path, entries));
  const folders = groups.map((group) => group.folder).filter(isInside);
  for (const { folder, files } of groups) {
    for (const { path } of files) if (isInside(pathIn(folder, path))) see(pathIn(folder, path));
  }
  // The output folder itself may be a package, or have been one.
  for (const folder of ["", ...folders, ...packagesOf(folders, view)]) {
    const manifest = see(pathIn(folder, manifestName));
    if (manifest?.kind !== "file") continue;
    for (const path of parseManifest(manifest.text)?.keys() ?? []) see(pathIn(folder, path));
  }
  const journal = look(root, journalName, new Map());
  // Of a folder that may not be looked into, that is what is told.
  const unfinished = journal !== undefined && journal.kind !== "unreadable";
  return { root, shown, entries, unfinished };
}

/** Gives the absolute path of a path inside a folder, both being clean already. */
export function absolute(root: string, path: string): string {
  return path === "" ? root : `${root}/${path}`;
}

/** Tells what stands at a path inside `root`, or nothing; what is seen is kept in `seen`, and a path below anything but a real folder is not looked at. */
export function look(
  root: string,
  path: string,
  seen: Map<string, DiskEntry>,
): DiskEntry | undefined {
  for (const folder of path === "" ? [] : ["", ...foldersOf(path)]) {
    if (lookOnce(root, folder, seen)?.kind !== "folder") return undefined;
  }
  return lookOnce(root, path, seen);
}

/** Says in plain words why the system refused something; anything that is not the system's refusal is thrown on. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return reasons.get(code) ?? `the system says ${code}`;
}

/** Gives the system's code of a refusal, such as ENOENT, or nothing where the error is of another origin. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission is denied"],
  ["EBUSY", "it is in use by another program"],
  ["EDQUOT", "the disk quota is used up"],
  ["EEXIST", "something else stands there already"],
  ["EFBIG", "it is too large"],
  ["EIO", "the disk reports a fault"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its symbolic links go in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its path is too long"],
  ["ENFILE", "too many files are open"],
  ["ENOENT", "it does not exist"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["ENOTEMPTY", "the folder is not empty"],
  ["EPERM", "permission is denied"],
  ["EROFS", "the disk is read-only"],
  ["ETXTBSY", "it is in use by another program"],
  ["ERR_FS_EISDIR", "it is a folder"],
  ["ERR_FS_FILE_TOO_LARGE", "it is too large"],
  ["ERR_INVALID_ARG_VALUE", "its path holds a character that no path can hold"],
  ["ERR_STRING_TOO_LONG", "it is too large"],
]);

function reasonNoFile(stats: Stats): string {
  return stats.isDirectory() ? "it is a folder" : "it is not a regular file";
}

/** Tells whether a file is taken for a catalog by its name. */
export function isSourceName(name: string): boolean {
  // Editors and systems put hidden files beside those that they are about.
  return /^[^.].*\.(?:ya?ml|json)$/s.test(name);
}

/** Gives the text of bytes without their byte order mark, or the place where they are no UTF-8; `shown` is the path as diagnostics show it. */
export function decodeSource(bytes: Buffer, shown: string): Outcome<SourceFile> {
  if (isUtf8(bytes)) {
    // Several times as quick as the decoder that finds faults.
    const text = bytes.toString("utf8");
    const unmarked = text.startsWith("\ufeff") ? text.slice(1) : text;
    return { value: { path: shown, text: unmarked }, diagnostics: [] };
  }
  const text = new TextDecoder().decode(bytes);
  const file = { path: shown, text };
  const { at, offset } = firstFault(bytes, text);
  const span = { file, start: at, end: at + 1 };
  return { diagnostics: [diagnostic("file-not-utf8", { offset }, { span })] };
}

/** Finds the first replacement character of the decoded text that the bytes do not hold themselves. */
function firstFault(bytes: Buffer, text: string): { readonly at: number; readonly offset: number } {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let offset = hasMark ? 3 : 0;
  let from = 0;
  let at = text.indexOf("\ufffd");
  while (at >= 0) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + 3).equals(replacement)) return { at, offset };
    from = at;
    at = text.indexOf("\ufffd", at + 1);
  }
  throw new Error("bytes that are not UTF-8 decode without a replacement character");
}

const replacement = Buffer.from("\ufffd");

interface View {
  readonly root: string;
  readonly entries: Map<string, DiskEntry>;
  readonly isApart: (path: string) => boolean;
}

/** Gives the folders that may hold a manifest: the packages, and the folders directly inside a package. */
function packagesOf(named: readonly string[], view: View): readonly string[] {
  const found: string[] = [];
  for (const name of foldersIn("", view)) {
    const manifest = look(view.root, `${name}/${manifestName}`, view.entries);
    // A folder that is no package is somebody else's, and so is all inside it.
    if (manifest === undefined && !named.includes(name)) continue;
    found.push(name, ...foldersIn(name, view));
  }
  return found;
}

function foldersIn(path: string, { root, entries: seen, isApart }: View): readonly string[] {
  if (look(root, path, seen)?.kind !== "folder") return [];
  try {
    const entries = readdirSync(absolute(root, path), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return names
      .map((name) => (path === "" ? name : `${path}/${name}`))
      .filter((one) => isInside(one) && !isApart(one))
      .sort();
  } catch (error) {
    seen.set(path, { kind: "unreadable", reason: reasonOf(error) });
    return [];
  }
}

function lookOnce(root: string, path: string, seen: Map<string, DiskEntry>): DiskEntry | undefined {
  const known = seen.get(path);
  if (known !== undefined) return known;
  const entry = lookAt(root, path);
  if (entry !== undefined) seen.set(path, entry);
  return entry;
}

function lookAt(root: string, path: string): DiskEntry | undefined {
  const full = absolute(root, path);
  try {
    // The output folder itself may be a link that its owner made; nothing below it may.
    const see = path === "" ? statSync : lstatSync;
    const stats = see(full, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) return { kind: "folder" };
    if (stats.isSymbolicLink()) return { kind: "link", leaves: leaves(root, full) };
    if (!stats.isFile()) return { kind: "other" };
    const bytes = readFileSync(full);
    // Of most files nobody asks for the text.
    return {
      kind: "file",
      hash: hashOf(bytes),
      get text() {
        return bytes.toString();
      },
    };
  } catch (error) {
    const reason = reasonOf(error);
    return nothingThere.has(codeOf(error)) ? undefined : { kind: "unreadable", reason };
  }
}

/** What the system says where nothing can stand at a path. */
const nothingThere = new Set<string | undefined>(["ENOENT", "ENOTDIR", "ENAMETOOLONG"]);

function leaves(root: string, link: string): boolean {
  try {
    const way = relative(realpathSync(root), realpathSync(link));
    return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  } catch (error) {
    // Where a link leads nowhere, or in a circle, writing through it could end anywhere.
    reasonOf(error);
    return true;
  }
}
