// What a run has made, before any of it is in its place: each file is hashed, compared with the disk, and written to a folder of this run if it differs.

import { closeSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { blockSize, blocksOf } from "../text/blocks.ts";
import { refusedWrite } from "./files.ts";
import { holds, lookAt, obstacle, type Seen } from "./look.ts";
import {
  foldersOf,
  isInside,
  manifestName,
  newHash,
  pathIn,
  printManifest,
  shownPath,
} from "./manifest.ts";
import { leaveWorkFolder, makeWorkFolder, newRun, stateName, workFolder } from "./work-folder.ts";

/** A file as an emitter returns it. */
export interface NewFile {
  /** The path inside its package, with forward slashes. */
  readonly path: string;
  /** The whole text, or its parts in order. */
  readonly content: string | Iterable<string>;
}

/** A file that is made, and need not be in memory any more. */
export interface MadeFile {
  /** The bytes that it has. */
  readonly size: number;
  /** The SHA-256 of its bytes. */
  readonly hash: string;
  /** True for what follows from other files, and is not committed. */
  readonly isDerived: boolean;
}

/** An output folder that files are made for. */
export interface OutputRoot {
  /** The absolute path; it need not exist. */
  readonly root: string;
  /** The output folder as diagnostics show it. */
  readonly shown: string;
}

/** All that a run has made for one output folder. */
export interface Made extends OutputRoot {
  /** The package folders, as paths inside the output folder; the empty path is the output folder itself. */
  readonly folders: readonly string[];
  /** The run that made it. */
  readonly run: string;
  /** The files and manifests, by their paths inside the output folder. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** What is known of files on the disk that were compared. */
  readonly seen: ReadonlyMap<string, Seen>;
  /** The paths of the files that are in the folder of the run. */
  readonly staged: ReadonlySet<string>;
  /** The bytes of files that differ from the disk, in parts; only a check keeps them. */
  readonly contents: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** What takes the files of one output folder. */
export interface StagedOutput {
  /** Takes a file of a package; what is wrong with it is reported when the output is closed. */
  readonly add: (folder: string, file: NewFile) => void;
  /** Adds the manifests of the package folders, and returns all that was made. */
  readonly close: (folders: readonly string[]) => Outcome<Made>;
}

/** What files are made for. */
export interface StageOptions {
  /** `write` puts files that differ into a folder of this run, `check` keeps them in memory, `dry-run` keeps nothing. */
  readonly mode: "write" | "check" | "dry-run";
  readonly outputs: readonly OutputRoot[];
  /** True to stage files too that do not differ, since the disk changed after they were compared. */
  readonly all?: boolean;
}

/** The files of one run. */
export interface Stage {
  /** The output folders, in the order in which they were named. */
  readonly outputs: readonly StagedOutput[];
  /** Removes what is staged; it must be called however the run ends. */
  readonly discard: () => void;
}

/** The folder in a package for what is not committed. */
const derivedFolder = "dist/";

/** Opens a stage; until it is applied, a run writes nothing but files that differ, into the work folders of its outputs. */
export function openStage({ mode, outputs, all = false }: StageOptions): Stage {
  const run = newRun();
  const makings = outputs.map((output): Making => {
    const made = { ...output, run, files: new Map(), seen: new Map(), staged: new Set<string>() };
    return {
      ...made,
      contents: new Map(),
      mode,
      all,
      around: new Set(),
      ready: new Set(),
      faults: [],
      made: {},
    };
  });
  const discard = (): void => {
    process.off("exit", discard);
    for (const one of makings) remove(one);
  };
  // A process that is ended while it makes files leaves nothing of them.
  process.on("exit", discard);
  return {
    outputs: makings.map((one) => ({
      add: (folder, file) => take(one, folder, file),
      close: (folders) => close(one, folders),
    })),
    discard,
  };
}

/** Returns where a run has the new content of a path, inside the output folder. */
export function stagedPath(run: string, path: string): string {
  return `${workFolder}/${run}/new/${path}`;
}

/** Returns the text of a file that a check found to differ. */
export function madeText({ contents }: Made, path: string): string {
  return Buffer.concat(contents.get(path) ?? []).toString();
}

interface Making extends Omit<Made, "folders"> {
  readonly mode: StageOptions["mode"];
  readonly all: boolean;
  readonly files: Map<string, MadeFile>;
  readonly seen: Map<string, Seen>;
  readonly staged: Set<string>;
  readonly contents: Map<string, readonly Uint8Array[]>;
  /** The folders that the files are in. */
  readonly around: Set<string>;
  /** The folders that were made for staged files. */
  readonly ready: Set<string>;
  readonly faults: Diagnostic[];
  /** The first folder that was made for the work folder. */
  readonly made: { first?: string | undefined };
}

function take(making: Making, folder: string, { path, content }: NewFile): void {
  const whole = pathIn(folder, path);
  const fault = misplaced(making, whole, path);
  if (fault !== undefined) {
    making.faults.push(fault);
    return;
  }
  for (const one of foldersOf(whole)) making.around.add(one);
  const isDerived = path.startsWith(derivedFolder);
  making.files.set(whole, { ...sealed(making, whole, content), isDerived });
}

function misplaced(
  { files, around, shown }: Making,
  whole: string,
  path: string,
): Diagnostic | undefined {
  if (!isInside(whole)) return diagnostic("output-outside", { path });
  const isTaken = files.has(whole) || around.has(whole);
  const isBelow = foldersOf(whole).some((one) => files.has(one));
  const isOurs = whole.split("/")[0]?.toLowerCase() === workFolder;
  if (!isTaken && !isBelow && !isOurs) return undefined;
  return diagnostic("output-clash", { path: shownPath(shown, whole) });
}

/** Hashes a content, and keeps it as the mode asks. */
function sealed(
  making: Making,
  path: string,
  content: NewFile["content"],
): Omit<MadeFile, "isDerived"> {
  const blocks = bytesOf(content);
  const first = blocks.next().value ?? Buffer.alloc(0);
  const second = blocks.next();
  const hash = newHash().update(first);
  if (second.done === true && first.length <= blockSize) {
    const sum = hash.digest("hex");
    const isKept = !making.all && holds(making, path, { bytes: first, hash: sum });
    if (!isKept) keep(making, path, [first]);
    return { size: first.length, hash: sum };
  }
  let size = first.length;
  const rest = function* () {
    yield first;
    for (let block = second; block.done !== true; block = blocks.next()) {
      size += block.value.length;
      hash.update(block.value);
      yield block.value;
    }
  };
  keep(making, path, rest());
  return { size, hash: hash.digest("hex") };
}

/** Yields the bytes of a content in blocks. */
function* bytesOf(content: NewFile["content"]): Generator<Buffer, undefined> {
  for (const block of blocksOf(typeof content === "string" ? [content] : content)) {
    yield Buffer.from(block);
  }
}

function keep(making: Making, path: string, blocks: Iterable<Buffer>): void {
  if (making.mode === "write") write(making, path, blocks);
  else if (making.mode === "check") making.contents.set(path, [...blocks]);
  else for (const _ of blocks);
}

/** Writes a file to the folder of the run; once the system has refused something, nothing more is written. */
function write(making: Making, path: string, blocks: Iterable<Buffer>): void {
  const { root, run, faults, shown, made } = making;
  const attempt = <Value>(step: () => Value): Value | undefined => {
    if (faults.length > 0) return undefined;
    try {
      return step();
    } catch (error) {
      const state = "Nothing was changed.";
      faults.push(refusedWrite(error, { path: shownPath(shown, path), state }));
      return undefined;
    }
  };
  const file = attempt(() => {
    if (making.staged.size === 0) {
      const fault = obstacleOf(making);
      if (fault !== undefined) {
        faults.push(fault);
        return undefined;
      }
      made.first = makeWorkFolder(root);
    }
    making.staged.add(path);
    const target = join(root, stagedPath(run, path));
    const folder = dirname(target);
    if (!making.ready.has(folder)) mkdirSync(folder, { recursive: true });
    making.ready.add(folder);
    return openSync(target, "wx");
  });
  try {
    // What makes the blocks may fail too, and that is not the disk's fault.
    for (const block of blocks) attempt(() => writeFileSync(file ?? -1, block));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Returns what is wrong with the output folder or its work folder, if they are something else, or with a folder in the place of the state. */
export function obstacleOf({ root, shown }: OutputRoot): Diagnostic | undefined {
  for (const path of ["", workFolder]) {
    const entry = lookAt(root, path);
    if (entry === undefined || entry.kind === "folder") continue;
    return obstacle(shownPath(shown, path), entry, "output-not-a-folder");
  }
  const state = `${workFolder}/${stateName}`;
  const entry = lookAt(root, state);
  return entry?.kind === "folder"
    ? obstacle(shownPath(shown, state), entry, "output-not-a-file")
    : undefined;
}

function close(making: Making, folders: readonly string[]): Outcome<Made> {
  const { files, faults } = making;
  for (const folder of folders) {
    const start = pathIn(folder, "");
    const own = [...files].filter(([path, one]) => path.startsWith(start) && !one.isDerived);
    const paths = own.map(([path]) => path.slice(start.length));
    take(making, folder, { path: manifestName, content: printManifest(paths) });
  }
  if (faults.length > 0) return { diagnostics: faults };
  return { value: { ...making, folders }, diagnostics: [] };
}

function remove({ root, run, staged, made }: Making): void {
  if (staged.size === 0) return;
  try {
    const folder = join(root, workFolder);
    // A link in its place would lead to what is not ours.
    if (lstatSync(folder).isDirectory())
      rmSync(join(folder, run), { recursive: true, force: true });
  } catch {
    // It is litter, and the next run removes it.
  }
  leaveWorkFolder(root, made.first);
}
