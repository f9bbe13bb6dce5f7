// The sources of a scan: the files of a tsconfig.json, or all TypeScript in folders; generated files are left out.

import { dirname, posix, relative, resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { decodeSource, filesBelow, isFile, isFolder, readBytes } from "../disk/files.ts";
import { isOurs } from "../emit/banner.ts";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";

/** The sources of a scan. */
export interface ScanSources {
  /** Sorted by path. */
  readonly sources: readonly SourceFile[];
  /** The options of the compiler: of the first configuration of TypeScript that was read. */
  readonly options: ts.CompilerOptions;
}

/** Where sources are. */
export interface ScanPlaces {
  readonly cwd: string;
  /** Folders or files, relative to the working directory; the working directory by default. */
  readonly folders: readonly string[];
  /** A configuration of TypeScript whose files are scanned. */
  readonly tsconfig: string | undefined;
}

/** The most bytes that are read of a source; none of a person's is as long. */
export const longestSource = 4_000_000;

/** Reads the sources of a scan, sorted by path; files that are no texts are skipped, and named. */
export function readScanSources(
  { cwd, folders, tsconfig }: ScanPlaces,
  { ts }: Pick<Syntax, "ts">,
): Outcome<ScanSources> {
  const diagnostics: Diagnostic[] = [];
  const paths = new Set<string>();
  const add = (found: Outcome<readonly string[]>): void => {
    append(diagnostics, found.diagnostics);
    for (const path of found.value ?? []) {
      // A project may take in files of others, which are not there to be changed.
      if (!isOutside(path) && isScanned(path)) paths.add(path);
    }
  };
  const search: Search = { cwd, ts, seen: new Map() };
  if (tsconfig !== undefined) add(projectFiles(shownPath(tsconfig), search));
  const named = folders.length === 0 && tsconfig === undefined ? ["."] : folders;
  for (const name of named) add(filesIn(shownPath(name), search));
  if (hasErrors(diagnostics)) return { diagnostics };
  const sources = [...paths].sort().flatMap((path) => {
    const read = readTypeScript(resolve(cwd, path), path);
    append(diagnostics, read.diagnostics);
    return read.value ?? [];
  });
  const options = [...search.seen.values()].find((one) => one !== undefined);
  if (sources.length > 0)
    return { value: { sources, options: options ?? usualOptions(cwd, search) }, diagnostics };
  const path = tsconfig ?? named.join(", ");
  return { diagnostics: [...diagnostics, diagnostic("scan-no-sources", { path })] };
}

function shownPath(path: string): string {
  return posix.normalize(path.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");
}

function isOutside(path: string): boolean {
  return (
    path === ".." || path.startsWith("../") || posix.isAbsolute(path) || /^[A-Za-z]:/.test(path)
  );
}

function isScanned(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$|(?:^|\/)node_modules\//.test(path);
}

interface Search {
  readonly cwd: string;
  readonly ts: Syntax["ts"];
  /** The options of the configurations that were read, by absolute paths; none of those that only refer to others. */
  readonly seen: Map<string, ts.CompilerOptions | undefined>;
}

/** Returns the options for folders: those of a configuration in the working directory, or the usual ones. */
function usualOptions(cwd: string, { ts }: Search): ts.CompilerOptions {
  const path = resolve(cwd, "tsconfig.json");
  if (isFile(path)) {
    const { config } = ts.readConfigFile(path, ts.sys.readFile);
    return ts.parseJsonConfigFileContent(config ?? {}, ts.sys, cwd).options;
  }
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
  };
}

/** Returns the files of a folder, relative to the working directory: those of its tsconfig.json, or all TypeScript below. */
function filesIn(name: string, search: Search): Outcome<readonly string[]> {
  const { cwd } = search;
  const path = relativePath(resolve(cwd, name), cwd);
  if (isOutside(path)) return { diagnostics: [diagnostic("scan-outside", { path: name })] };
  if (isFile(resolve(cwd, path))) return { value: [path], diagnostics: [] };
  if (!isFolder(resolve(cwd, path)))
    return { diagnostics: [diagnostic("file-not-found", { path: name })] };
  const config = posix.join(path, "tsconfig.json");
  if (isFile(resolve(cwd, config))) return projectFiles(config, search);
  const all = filesBelow(resolve(cwd, path)).filter((one) => /\.[cm]?tsx?$/.test(one));
  return { value: all.map((one) => posix.join(path, one)), diagnostics: [] };
}

/** Returns the files of a configuration of TypeScript, and of those that it refers to. */
function projectFiles(path: string, search: Search): Outcome<readonly string[]> {
  const { cwd, ts, seen } = search;
  const absolute = resolve(cwd, path);
  if (seen.has(absolute)) return { value: [], diagnostics: [] };
  seen.set(absolute, undefined);
  if (!isFile(absolute)) return { diagnostics: [diagnostic("file-not-found", { path })] };
  const { config, error } = ts.readConfigFile(absolute, ts.sys.readFile);
  const wrong = (message: string | { readonly messageText: string }): Outcome<never> => {
    const reason = typeof message === "string" ? message : message.messageText;
    return { diagnostics: [diagnostic("tsconfig-wrong", { path, reason })] };
  };
  if (error !== undefined) return wrong(error.messageText);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(absolute));
  // What has no files of its own may refer to other projects.
  const noInputs = 18003;
  const noFiles = 18002;
  const fault = parsed.errors.find(({ code }) => code !== noInputs && code !== noFiles);
  if (fault !== undefined) return wrong(fault.messageText);
  if (parsed.fileNames.length > 0) seen.set(absolute, parsed.options);
  const files = parsed.fileNames.map((file) => relativePath(file, cwd));
  const diagnostics: Diagnostic[] = [];
  for (const { path: other } of parsed.projectReferences ?? []) {
    const named = isFolder(other) ? `${other}/tsconfig.json` : other;
    const found = projectFiles(relativePath(named, cwd), search);
    append(diagnostics, found.diagnostics);
    append(files, found.value ?? []);
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: files, diagnostics };
}

function relativePath(path: string, cwd: string): string {
  return relative(cwd, path).replaceAll("\\", "/") || ".";
}

/** Reads a file of TypeScript; nothing if it is generated, or is skipped. */
function readTypeScript(path: string, shown: string): Outcome<SourceFile | undefined> {
  const skipped = (what: string): Outcome<undefined> => ({
    value: undefined,
    diagnostics: [diagnostic("typescript-unread", { path: shown, what })],
  });
  const { value: bytes, diagnostics } = readBytes(path, shown, longestSource);
  if (bytes === undefined) {
    const isLarge = diagnostics.some(({ code }) => code === "file-too-large");
    return isLarge ? skipped("too large") : skipped("not readable");
  }
  if (bytes.subarray(0, 8192).includes(0)) return skipped("a binary file");
  const { value: source } = decodeSource(bytes, shown);
  if (source === undefined) return skipped("not UTF-8");
  return { value: isOurs(shown, source.text) ? undefined : source, diagnostics: [] };
}
