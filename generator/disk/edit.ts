// Files of people that are edited in place: read with all that is needed to write them back, and replaced only as they were read.

import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import { codeOf, decodeSource, readSource, reasonOf } from "./files.ts";

/** A file as it was read. */
export interface EditableFile {
  /** The absolute path. */
  readonly path: string;
  readonly source: SourceFile;
  /** The bytes; a new text keeps their byte order mark. */
  readonly bytes: Uint8Array;
  /** The permissions. */
  readonly mode: number;
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

/** Reads a file to be edited, which must be a file itself and no link, in its folder or below. */
export function readEditable({ path, shown, folder, limit }: EditableQuery): Outcome<EditableFile> {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink() || leadsOut(path, folder)) {
      return { diagnostics: [diagnostic("spec-link", { path: shown })] };
    }
    if (!stats.isFile() || stats.size > limit) {
      return { diagnostics: readSource(path, shown, limit).diagnostics };
    }
    const bytes = readFileSync(path);
    const { value: source, diagnostics } = decodeSource(bytes, shown);
    if (source === undefined) return { diagnostics };
    return { value: { path, source, bytes, mode: stats.mode }, diagnostics };
  } catch (error) {
    const reason = reasonOf(error);
    const missing = codeOf(error) === "ENOENT";
    const fault = missing
      ? diagnostic("file-not-found", { path: shown })
      : diagnostic("file-unreadable", { path: shown, reason });
    return { diagnostics: [fault] };
  }
}

function leadsOut(path: string, folder: string): boolean {
  const real = realpathSync(dirname(path));
  const root = realpathSync(folder);
  return real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** A file and its new text. */
export interface Edit {
  readonly file: EditableFile;
  readonly text: string;
}

/** Replaces files by their new texts: all are put beside them first, and none is replaced where one of them changed since it was read. */
export function writeEdits(edits: readonly Edit[]): readonly Diagnostic[] {
  const staged: string[] = [];
  try {
    for (const { file, text } of edits) {
      const fault = stage(file, text);
      if (fault !== undefined) return [fault];
      staged.push(stagedPath(file));
    }
    const changed = edits.find(({ file }) => !isAsRead(file));
    if (changed !== undefined)
      return [diagnostic("spec-changed", { path: changed.file.source.path })];
    for (const { file } of edits) renameSync(stagedPath(file), file.path);
    return [];
  } finally {
    for (const path of staged) rmSync(path, { force: true });
  }
}

function stagedPath({ path }: EditableFile): string {
  return `${path}.faultbook-${process.pid}`;
}

function stage(file: EditableFile, text: string): Diagnostic | undefined {
  try {
    accessSync(file.path, constants.W_OK);
    const hasMark = file.bytes[0] === 0xef && file.bytes[1] === 0xbb && file.bytes[2] === 0xbf;
    const content = hasMark ? `\ufeff${text}` : text;
    writeFileSync(stagedPath(file), content, { flag: "wx", mode: file.mode });
    return undefined;
  } catch (error) {
    const holes = { path: file.source.path, reason: reasonOf(error) };
    return diagnostic("spec-read-only", holes);
  }
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
      else diagnostics.push(diagnostic("spec-read-only", { path, reason }));
    }
  }
  return { written, diagnostics };
}
