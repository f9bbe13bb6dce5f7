// Files of people that are edited in place: read with all that is needed to write them back, and replaced only as they were read.

import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import { apply, recover } from "./apply.ts";
import { codeOf, decodeSource, readSource, realPath, reasonOf, refusalOf } from "./files.ts";
import { locked } from "./lock.ts";
import { hashOf } from "./manifest.ts";
import type { Change, Plan } from "./plan.ts";
import { type Made, openStage } from "./stage.ts";
import { readState } from "./state.ts";

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
    return { value: { path, source, bytes, mode: stats.mode }, diagnostics };
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

/** Replaces files by their new texts, all or none; a file that changed since it was read stays as it is. */
export async function writeEdits(all: readonly Edit[]): Promise<readonly Diagnostic[]> {
  const { edits, torn } = once(all);
  if (torn !== undefined) return [diagnostic("spec-changed", { path: torn })];
  const denied = edits.flatMap(({ file }) => denial(file) ?? []);
  if (denied.length > 0 || edits.length === 0) return denied;
  const root = edits.map(({ file }) => realPath(dirname(file.path))).reduce(commonFolder);
  const folder = { root, shown: shownFolder(root, edits) };
  const stage = openStage({ mode: "write", outputs: [folder], all: true });
  try {
    const [output] = stage.outputs;
    for (const { file, text } of edits) {
      output?.add("", { path: pathFrom(root, file), content: withMark(file, text) });
    }
    const { value: made, diagnostics } = output?.close([]) ?? { diagnostics: [] };
    if (made === undefined) return diagnostics;
    return await locked([root], {}, (touch) => {
      const recovered = recover([folder], touch);
      if (hasErrors(recovered)) return recovered;
      return [...recovered, ...apply([{ plan: planFor(edits, made), made }], touch)];
    });
  } finally {
    stage.discard();
  }
}

function planFor(edits: readonly Edit[], { root, shown, files }: Made): Plan {
  const changes = edits.flatMap(({ file }): readonly Change[] => {
    const path = pathFrom(root, file);
    const made = files.get(path);
    const before = hashOf(file.bytes);
    if (made === undefined || made.hash === before) return [];
    return [{ kind: "update", path, before, after: made.hash, size: made.size }];
  });
  return { root, shown, changes, leaves: readState(root).files };
}

/** What the user calls a folder that files are in, as far as it can be told from what the files are called. */
function shownFolder(root: string, [first]: readonly Edit[]): string {
  const end = first === undefined ? "" : `/${pathFrom(root, first.file)}`;
  const shown = first?.file.source.path ?? "";
  return shown.endsWith(end) ? shown.slice(0, -end.length) : "";
}

function pathFrom(root: string, { path }: EditableFile): string {
  return relative(root, join(realPath(dirname(path)), basename(path))).replaceAll("\\", "/");
}

function commonFolder(one: string, other: string): string {
  return `${other}${sep}`.startsWith(`${one}${sep}`.replace(/\/\/$/, "/"))
    ? one
    : commonFolder(dirname(one), other);
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

function withMark({ bytes }: EditableFile, text: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? `\ufeff${text}` : text;
}

/** An administrator may write any file, which is not what the owner of a read-only file asked for. */
function denial(file: EditableFile): Diagnostic | undefined {
  try {
    accessSync(file.path, constants.W_OK);
  } catch (error) {
    return mustNot(file, reasonOf(error));
  }
  return (file.mode & 0o222) === 0 ? mustNot(file, "permission is denied") : undefined;
}

function mustNot(file: EditableFile, reason: string): Diagnostic {
  return diagnostic("spec-read-only", { path: file.source.path, reason });
}

/** Files that were written. */
export interface Written {
  readonly written: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Removes the files again, and the folders that were made for them. */
  readonly undo: () => void;
}

/** Writes files that must not be there yet, with the folders above them, all or none; a file that exists stays as it is and is reported. */
export function writeNew(
  folder: string,
  files: readonly (readonly [path: string, text: string])[],
): Written {
  const written: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const folders: (readonly [deepest: string, top: string])[] = [];
  const undo = (): void => {
    for (const path of written) isRemoved(() => unlinkSync(join(folder, path)));
    for (const [deepest, top] of folders.toReversed()) removeEmpty(deepest, top);
  };
  for (const [path, text] of files) {
    try {
      const own = dirname(join(folder, path));
      const top = mkdirSync(own, { recursive: true });
      if (top !== undefined) folders.push([own, top]);
      writeFileSync(join(folder, path), text, { flag: "wx" });
      written.push(path);
    } catch (error) {
      const reason = reasonOf(error);
      if (codeOf(error) === "EEXIST") diagnostics.push(diagnostic("file-kept", { path }));
      else {
        undo();
        const found = [...diagnostics, diagnostic("file-not-made", { path, reason })];
        return { written: [], diagnostics: found, undo: () => {} };
      }
    }
  }
  return { written, diagnostics, undo };
}

/** Deletes files that only the tool wrote, and returns the paths of those that the system let it delete. */
export function deleteFiles(folder: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => isRemoved(() => unlinkSync(join(folder, path))));
}

/** Removes a folder and those above it, up to the last one that is named, as far as they are empty. */
function removeEmpty(folder: string, last: string): void {
  if (isRemoved(() => rmdirSync(folder)) && folder !== last) removeEmpty(dirname(folder), last);
}

/** Removes something, and returns whether the system let it. */
function isRemoved(remove: () => void): boolean {
  try {
    remove();
    return true;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}
