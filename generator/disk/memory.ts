// The memory of a finished run: what it read and wrote, so that the next run does nothing if nothing has changed.

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isSourceName, readRegular, recordLimit, statsOf } from "./files.ts";
import { hashOf, isHash, parseJson, recordOf } from "./manifest.ts";
import { isTidy, stateName, workFolder } from "./work-folder.ts";

/** What a run depends on and what it leaves, by absolute paths. */
export interface RunFacts {
  /** The output folders. */
  readonly roots: readonly string[];
  /** The texts that were read, by path. */
  readonly inputs: ReadonlyMap<string, string>;
  /** The folders whose sources were listed, each with their names as the run saw them. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** The folders of which everything was listed, each with all names. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
  /** The files that it leaves. */
  readonly outputs: readonly string[];
  /** What the next run reports if nothing has changed. */
  readonly result: unknown;
}

interface Stored {
  readonly tool: string;
  /** Path → names in it. */
  readonly roots: Readonly<Record<string, readonly string[]>>;
  /** Path → SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Path → names of the sources in it. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
  /** Path → names in it. */
  readonly listed: Readonly<Record<string, readonly string[]>>;
  /** Path → size and time of the last change. */
  readonly outputs: Readonly<Record<string, readonly [size: number, time: number]>>;
  readonly result: unknown;
}

/** Returns the result of the last remembered run, or `undefined` if anything that it read or wrote has changed since, or if the memory is anything that no run keeps; `key` begins with the configuration's absolute path. */
export function recall<Result>(
  key: string,
  isResult: (value: unknown) => value is Result,
): Result | undefined {
  const stored = storedAt(key);
  return stored !== undefined && isResult(stored.result) && isUnchanged(stored)
    ? stored.result
    : undefined;
}

/** Returns what the same tool has remembered. */
function storedAt(key: string): Stored | undefined {
  const path = cachePath(key);
  const text = path !== undefined && isOwn(path) ? textAt(path) : undefined;
  const stored = text === undefined ? undefined : parseJson(text);
  return isStored(stored) && stored.tool === toolStamp() ? stored : undefined;
}

function textAt(path: string): string | undefined {
  try {
    return readRegular(path, recordLimit).toString();
  } catch {
    return undefined;
  }
}

/** Checks the shape of a memory, which anybody may have written. */
function isStored(value: unknown): value is Stored {
  const { tool, roots, inputs, folders, listed, outputs } = recordOf(value) ?? {};
  return (
    typeof tool === "string" &&
    isTable(roots, isListOfTexts) &&
    isTable(inputs, isHash) &&
    isTable(folders, isListOfTexts) &&
    isTable(listed, isListOfTexts) &&
    isTable(outputs, isStamp)
  );
}

function isTable(value: unknown, is: (one: unknown) => boolean): boolean {
  const table = recordOf(value);
  return table !== undefined && Object.values(table).every(is);
}

function isStamp(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}

/** Checks that a value is a list of texts. */
export function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** Remembers what a run read and wrote; does nothing without a `node_modules` folder at or above the configuration. */
export function remember(key: string, facts: RunFacts): void {
  const path = cachePath(key);
  if (path === undefined) return;
  const { roots, inputs, folders, listed, outputs, result } = facts;
  const stored: Stored = {
    tool: toolStamp(),
    roots: Object.fromEntries(roots.map((root) => [root, namesIn(root)])),
    inputs: Object.fromEntries([...inputs].map(([one, text]) => [one, hashOf(text)])),
    folders: Object.fromEntries(folders),
    listed: Object.fromEntries(listed),
    outputs: Object.fromEntries(
      [...outputs, ...roots.map(stateIn)].map((one) => [one, stampOf(one) ?? ([-1, 0] as const)]),
    ),
    result,
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!foldersOf(path).every(isRealFolder)) return;
    const staged = `${path}.${process.pid}`;
    rmSync(staged, { force: true });
    // Nothing is written through a link, nor into whatever stands in the file's place.
    writeFileSync(staged, JSON.stringify(stored), { flag: "wx" });
    renameSync(staged, path);
  } catch {
    // Without it the next run does its work again, which is all that is lost.
  }
}

/** Returns whether no folder on the way from `node_modules` to a memory is a link. */
function isOwn(path: string): boolean {
  try {
    return foldersOf(path).every(isRealFolder);
  } catch {
    return false;
  }
}

/** Returns the folders between `node_modules` and a memory. */
function foldersOf(path: string): readonly string[] {
  return [dirname(path), dirname(dirname(path))];
}

function isRealFolder(path: string): boolean {
  return lstatSync(path).isDirectory();
}

function stateIn(root: string): string {
  return join(root, workFolder, stateName);
}

function isUnchanged({ roots, inputs, folders, listed, outputs }: Stored): boolean {
  const holds = <Value>(
    table: Readonly<Record<string, Value>>,
    is: (path: string, value: Value) => boolean,
  ) => Object.entries(table).every(([path, value]) => is(path, value));
  return (
    // A folder beside the packages may be one that no catalog makes any more.
    holds(roots, (root, names) => isSame(namesIn(root), names)) &&
    Object.keys(roots).every(isTidy) &&
    holds(inputs, (path, hash) => hashAt(path) === hash) &&
    holds(folders, (path, names) => isSame(namesIn(path).filter(isSourceName), names)) &&
    holds(listed, (path, names) => isSame(namesIn(path), names)) &&
    holds(outputs, (path, [size, time]) => {
      const stamp = stampOf(path);
      return stamp !== undefined && stamp[0] === size && stamp[1] === time;
    })
  );
}

/** Returns the path in the usual place for caches: the nearest `node_modules`. */
function cachePath(key: string): string | undefined {
  for (let folder = dirname(key); ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (statsOf(modules)?.isDirectory() === true) {
      return join(modules, ".cache", "faultbook", `${hashOf(key).slice(0, 24)}.json`);
    }
    if (folder === dirname(folder)) return undefined;
  }
}

/** Another build of the tool makes other files. Its loader holds the hash of all its files; without a bundle this module stands for them. */
function toolStamp(): string {
  const path = fileURLToPath(import.meta.url);
  const content = bytesAt(join(dirname(path), "load.cjs")) ?? bytesAt(path) ?? "";
  return [path, hashOf(content), process.versions.node].join(" ");
}

function stampOf(path: string): readonly [size: number, time: number] | undefined {
  const stats = statsOf(path);
  return stats === undefined ? undefined : [stats.size, stats.mtimeMs];
}

function bytesAt(path: string): Buffer | undefined {
  try {
    // Reading a pipe or a device would wait for ever.
    const stats = statsOf(path);
    return stats?.isFile() && stats.size <= recordLimit ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the hash of a text without its byte order mark, which is how texts are read. */
function hashAt(path: string): string | undefined {
  const bytes = bytesAt(path);
  const isMarked = bytes?.subarray(0, 3).equals(byteOrderMark);
  return bytes && hashOf(isMarked ? bytes.subarray(3) : bytes);
}

const byteOrderMark = Buffer.from("\ufeff");

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}

/** Returns the names in a folder, sorted, without those that a run keeps for itself. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name !== workFolder)
      .sort();
  } catch {
    return [];
  }
}
