// Files of people that are edited in place: read with all that is needed to write them back, and replaced only as they were read.

import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import { codeOf, decodeSource, readSource, reasonOf, refusalOf } from "./files.ts";

/** A file as it was read. */
export interface EditableFile {
  /** The absolute path. */
  readonly path: string;
  readonly source: SourceFile;
  /** The bytes; a new text keeps their byte order mark. */
  readonly bytes: Uint8Array;
  /** The permissions. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Where a file is, and what it may be. */
export interface EditableQuery {
  /** The absolute path. */
  readonly path: string;
  /** The path as diagnostics show it. */
  readonly shown: string;
  /** The folder that it must not lead out of, absolute. */
  readonly folder: string;
  /** The most bytes that are read. */
  readonly limit: number;
}

/** Reads a file to be edited, which must be a file itself and no link, in its folder or below and behind no link there. */
export function readEditable({ path, shown, folder, limit }: EditableQuery): Outcome<EditableFile> {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink() || isBehindLink(path, folder)) {
      return { diagnostics: [diagnostic("spec-link", { path: shown })] };
    }
    if (!stats.isFile() || stats.size > limit) {
      return { diagnostics: readSource(path, shown, limit).diagnostics };
    }
    const bytes = readFileSync(path);
    const { value: source, diagnostics } = decodeSource(bytes, shown);
    if (source === undefined) return { diagnostics };
    const { mode, uid, gid } = stats;
    return { value: { path, source, bytes, mode, uid, gid }, diagnostics };
  } catch (error) {
    return { diagnostics: [refusalOf(error, shown)] };
  }
}

/** Behind a link a file may be outside, or be one that was opened by another path already. */
function isBehindLink(path: string, folder: string): boolean {
  const own = dirname(path);
  return realpathSync(own) !== join(realpathSync(folder), relative(folder, own));
}

/** A file and its new text. */
export interface Edit {
  readonly file: EditableFile;
  readonly text: string;
}

/** Replaces files by their new texts: all are put beside them first, and none is replaced where one of them changed since it was read or cannot be replaced. */
export function writeEdits(all: readonly Edit[]): readonly Diagnostic[] {
  const { edits, torn } = once(all);
  if (torn !== undefined) return [diagnostic("spec-changed", { path: torn })];
  const staged: string[] = [];
  const replaced: EditableFile[] = [];
  try {
    for (const { file, text } of edits) {
      const fault = stage(file, withMark(file, text));
      if (fault !== undefined) return [fault];
      staged.push(stagedPath(file));
    }
    const changed = edits.find(({ file }) => !isAsRead(file));
    if (changed !== undefined)
      return [diagnostic("spec-changed", { path: changed.file.source.path })];
    for (const { file } of edits) {
      const fault = replace(file);
      if (fault !== undefined) return [fault, ...restore(replaced)];
      replaced.push(file);
    }
    return [];
  } finally {
    for (const path of staged) rmSync(path, { force: true });
  }
}

/** Two descriptions may share a file, which gets one text or none. */
function once(all: readonly Edit[]): {
  readonly edits: readonly Edit[];
  readonly torn?: string;
} {
  const byPath = new Map<string, Edit>();
  for (const edit of all) {
    const other = byPath.get(edit.file.path);
    if (other !== undefined && other.text !== edit.text)
      return { edits: [], torn: edit.file.source.path };
    byPath.set(edit.file.path, edit);
  }
  return { edits: [...byPath.values()] };
}

function stagedPath({ path }: EditableFile): string {
  return `${path}.faultbook-${process.pid}`;
}

function withMark({ bytes }: EditableFile, text: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? `\ufeff${text}` : text;
}

function stage(file: EditableFile, content: string | Uint8Array): Diagnostic | undefined {
  const path = stagedPath(file);
  try {
    accessSync(file.path, constants.W_OK);
    // An administrator may write all the same, which is not what the file's owner asked for.
    if ((file.mode & 0o222) === 0) return mustNot(file, "permission is denied");
    writeFileSync(path, content, { flag: "wx", mode: file.mode });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") rmSync(path, { force: true });
    return mustNot(file, reasonOf(error));
  }
  keepOwner(file, path);
  chmodSync(path, file.mode & 0o7777);
  return undefined;
}

/** Only an administrator can give a file to another owner; else it becomes the writer's, as with most editors. */
function keepOwner({ uid, gid }: EditableFile, path: string): void {
  const now = lstatSync(path);
  if (now.uid === uid && now.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    reasonOf(error);
  }
}

function replace(file: EditableFile): Diagnostic | undefined {
  try {
    renameSync(stagedPath(file), file.path);
    return undefined;
  } catch (error) {
    return mustNot(file, reasonOf(error));
  }
}

function restore(files: readonly EditableFile[]): readonly Diagnostic[] {
  return files.flatMap((file) => stage(file, file.bytes) ?? replace(file) ?? []);
}

function mustNot(file: EditableFile, reason: string): Diagnostic {
  return diagnostic("spec-read-only", { path: file.source.path, reason });
}

function isAsRead({ path, bytes }: EditableFile): boolean {
  try {
    return lstatSync(path).isFile() && readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

/** Writes files that must not be there yet, with the folders above them; one that is there stays as it is, and is told. */
export function writeNew(
  folder: string,
  files: readonly (readonly [path: string, text: string])[],
): { readonly written: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const written: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [path, text] of files) {
    try {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, { flag: "wx" });
      written.push(path);
    } catch (error) {
      const reason = reasonOf(error);
      if (codeOf(error) === "EEXIST") diagnostics.push(diagnostic("file-kept", { path }));
      else diagnostics.push(diagnostic("file-not-made", { path, reason }));
    }
  }
  return { written, diagnostics };
}
