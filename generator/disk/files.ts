// Reading source files and folders, and what the system says when it refuses; nothing is written here.

import { isAscii, isUtf8 } from "node:buffer";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";

/** Reads a text file of at most `limit` bytes; `shown` is its path as diagnostics show it. */
export function readSource(path: string, shown: string, limit: number): Outcome<SourceFile> {
  const { value: bytes, diagnostics } = readBytes(path, shown, limit);
  return bytes === undefined ? { diagnostics } : decodeSource(bytes, shown);
}

/** Reads a file of at most `limit` bytes; `shown` is its path as diagnostics show it. */
export function readBytes(path: string, shown: string, limit: number): Outcome<Buffer> {
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
      : { value: bytes, diagnostics: [] };
  } catch (error) {
    return { diagnostics: [refusalOf(error, shown)] };
  }
}

/** How many bytes are read of what runs keep for later runs: states, manifests and memories. */
export const recordLimit = 2 ** 27;

/** Reads a regular file of at most `limit` bytes, following no link; throws as the system does if it is anything else. */
export function readRegular(path: string, limit: number): Buffer {
  const stats = lstatSync(path);
  if (!stats.isFile()) throw refused(path, stats.isDirectory() ? "EISDIR" : "EFTYPE");
  // Should something else take its place now, no link is followed, and no pipe is waited for.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const opened = fstatSync(file);
    if (!opened.isFile()) throw refused(path, "EFTYPE");
    if (opened.size > limit) throw refused(path, "EFBIG");
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function refused(path: string, code: string): Error {
  return Object.assign(new Error(path), { code });
}

/** Returns the diagnostic of the system's refusal to read a file; any other error is thrown. */
export function refusalOf(error: unknown, shown: string): Diagnostic {
  const reason = reasonOf(error);
  return codeOf(error) === "ENOENT"
    ? diagnostic("file-not-found", { path: shown })
    : diagnostic("file-unreadable", { path: shown, reason });
}

/** Returns the first of the paths that exists. */
export function existing(paths: readonly string[]): string | undefined {
  return paths.find((path) => statsOf(path) !== undefined);
}

/** Returns the top folder of the Git repository that a folder is in; nothing if it is in none. */
export function repositoryOf(cwd: string): string | undefined {
  return upwards(cwd).find((folder) => existing([join(folder, ".git")]) !== undefined);
}

/** Returns a folder and those above it, the innermost first. */
export function upwards(cwd: string): readonly string[] {
  const own = resolve(cwd);
  const above = dirname(own);
  return above === own ? [own] : [own, ...upwards(above)];
}

/** Returns the stats of a path, links followed; `undefined` if it does not exist or the system refuses, which is reported when it is read. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

/** Returns whether a path is a folder, or a link to one. */
export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

/** Returns whether a path is a file, or a link to one. */
export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

/** Returns a path with all links followed, as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    reasonOf(error);
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}

/** Returns the names of the YAML and JSON files directly in a folder, sorted; none if the folder does not exist. */
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

/** Returns all names in a folder, sorted; none if it cannot be read. */
export function listAll(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Returns the diagnostic of the system's refusal to write a file; any other error is thrown again. */
export function refusedWrite(
  error: unknown,
  { path, state }: { readonly path: string; readonly state: string },
): Diagnostic {
  return diagnostic("disk-write-failed", { path, reason: reasonOf(error), state });
}

/** Says in plain words why the system refused something; anything that is not the system's refusal is thrown on. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return reasons.get(code) ?? `the system says ${code}`;
}

/** Returns the system's code of a refusal, such as ENOENT, or `undefined` for any other error. */
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
  ["EFTYPE", "it is not a regular file"],
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

/** Returns whether a file is a catalog by its name. */
export function isSourceName(name: string): boolean {
  // Editors and systems put hidden files beside those that they are about.
  return /^[^.].*\.(?:ya?ml|json)$/s.test(name);
}

/** Returns the text of bytes without their byte order mark, or reports where they are invalid UTF-8; `shown` is the path in diagnostics. */
export function decodeSource(bytes: Buffer, shown: string): Outcome<SourceFile> {
  const isPlain = isAscii(bytes);
  if (isPlain || isUtf8(bytes)) {
    // Several times as quick as the decoder that finds faults.
    const text = bytes.toString(isPlain ? "latin1" : "utf8");
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

/** Returns the files in a folder and below, by paths relative to it with forward slashes, sorted; folders of packages and hidden ones are left out. */
export function filesBelow(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (inner: string): void => {
    for (const entry of readdirSync(join(folder, inner), { withFileTypes: true })) {
      const path = posix.join(inner, entry.name);
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name)) visit(path);
    }
  };
  try {
    visit("");
  } catch {
    return [];
  }
  return found.sort();
}
