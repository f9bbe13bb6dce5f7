// Modules of a project, imported anew for every run, and their faults as diagnostics.

import { channel } from "node:diagnostics_channel";
import * as nodeModule from "node:module";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { customCodeChannel } from "../diagnostics/exit-codes.ts";
import { isFile, readSource } from "../disk/files.ts";
import { importsOf, stripTypes, syntaxFault } from "../emit/javascript.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";
import * as hooks from "./module-hooks.ts";
import { isModule, shownFrom } from "./reference.ts";
import { settled } from "./settling.ts";

/** A module to import. */
export interface ModuleRequest {
  /** The absolute path. */
  readonly path: string;
  /** The folder that diagnostics name its paths from. */
  readonly cwd: string;
  /** What its default export must be, for who forgets it: `the configuration`. */
  readonly what: string;
}

/** A module that was imported. */
export interface LoadedModule {
  /** The default export; where that is a promise, what it gave. */
  readonly value: unknown;
  /** The module's own text. */
  readonly file: SourceFile;
  /** The absolute paths of the module and of what it imports by paths. */
  readonly paths: readonly string[];
}

/** Imports a module; what its text, its code or its export gets wrong is told, and never thrown. */
export async function importModule(request: ModuleRequest): Promise<Outcome<LoadedModule>> {
  const { path, cwd, what } = request;
  const read = readAll(path, cwd);
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const [file] = read.value.values();
  const shown = shownFrom(cwd, path);
  const start = { file: file ?? { path: shown, text: "" }, start: 0, end: 0 };
  try {
    await useHooks();
    const imported = { files: read.value, cwd, run: ++runs };
    const loaded = await settled(importMarked(path, imported.run));
    if (loaded === undefined) {
      const { what, span } = await waitingModule(imported);
      return { diagnostics: [diagnostic("module-unsettled", { path: shown, what }, { span })] };
    }
    const module = loaded.value;
    if (!("default" in module)) {
      return {
        diagnostics: [diagnostic("module-no-default", { path: shown, what }, { span: start })],
      };
    }
    const exported = await settled(module["default"]);
    if (exported === undefined) {
      const holes = { path: shown, what: "its default export is" };
      const span = onlyPlace(start.file, /\bexport default\b/g);
      return { diagnostics: [diagnostic("module-unsettled", holes, { span })] };
    }
    // A rejection that nobody waits for is known then, before anything is written.
    await new Promise(setImmediate);
    const { value } = exported;
    return { value: { value, file: start.file, paths: [...read.value.keys()] }, diagnostics: [] };
  } catch (error) {
    const span = placeOf(error, cwd) ?? importPlace(error, cwd) ?? start;
    const reason = `${messageOf(error, cwd)}`;
    return { diagnostics: [diagnostic("module-failed", { path: shown, reason }, { span })] };
  }
}

/** How many modules were imported: a number of its own lets each be read anew. */
let runs = 0;

async function importMarked(path: string, run: number): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(path);
  url.searchParams.set(hooks.runMark, String(run));
  channel(customCodeChannel).publish(true);
  return await import(url.href);
}

interface Imported {
  /** A module and what it imports by paths, the module first. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly cwd: string;
  /** The number that they were imported with. */
  readonly run: number;
}

/** Finds which module waits, where one of them never is ready: the one that imports no other that waits. */
async function waitingModule({ files, cwd, run }: Imported) {
  const [main] = files.keys();
  const able = [...files].filter(([path, { text }]) => isModule(path) && /\bawait\b/.test(text));
  const waiting = await Promise.all(
    able.map(async ([path]) => {
      // What was imported already is not run again, and what it threw is nobody's concern here.
      const done = await settled(importMarked(path, run).catch(() => {}));
      return done === undefined ? [path] : [];
    }),
  ).then((found) => found.flat());
  const first = waiting.find((path) => {
    const imports = moduleFiles(path, cwd);
    return !waiting.some((other) => other !== path && imports.includes(other));
  });
  const path = first ?? waiting[0] ?? main ?? "";
  const file = files.get(path) ?? { path, text: "" };
  if (waiting.length === 0) {
    return { what: "a package that it imports awaits", span: { file, start: 0, end: 0 } };
  }
  const what = path === main ? "it awaits" : `"${file.path}" awaits`;
  return { what, span: onlyPlace(file, /\bawait\b/g) };
}

/** Gives the one place in a file that a pattern fits, or the file's beginning where there are more. */
function onlyPlace(file: SourceFile, pattern: RegExp): Span {
  const [one, other] = file.text.matchAll(pattern);
  if (one === undefined || other !== undefined) return { file, start: 0, end: 0 };
  return { file, start: one.index, end: one.index + one[0].length };
}

let hooked: Promise<void> | undefined;

/** Makes Node.js load marked modules by the hooks, once in a process. */
function useHooks(): Promise<void> {
  hooked ??= (async () => {
    const { registerHooks } = nodeModule as { readonly registerHooks?: (hooks: object) => void };
    // Where it is there, no other thread is needed.
    if (registerHooks !== undefined) registerHooks({ resolve: hooks.resolve, load: hooks.load });
    else nodeModule.register(new URL("./module-hooks.js", import.meta.url));
  })();
  return hooked;
}

/** Reads a module and what it imports by paths, the module first; a text that cannot be read as a module is told with its place. */
function readAll(path: string, cwd: string): Outcome<ReadonlyMap<string, SourceFile>> {
  const files = new Map<string, SourceFile>();
  const diagnostics: Diagnostic[] = [];
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (files.has(next)) continue;
    const read = readSource(next, shownFrom(cwd, next), yamlLimits.bytes);
    if (read.value === undefined) return { diagnostics: read.diagnostics };
    files.set(next, read.value);
    if (!isModule(next)) continue;
    const { text } = read.value;
    const fault = syntaxFault(next, text);
    if (fault === undefined) waiting.push(...importedPaths(next, text));
    else {
      const span = { file: read.value, start: fault.start, end: fault.start + 1 };
      diagnostics.push(diagnostic("module-syntax", { reason: fault.reason }, { span }));
    }
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: files, diagnostics };
}

/** Gives the absolute paths of a module and of what it imports by paths; where one of them cannot be read, of the module alone. */
export function moduleFiles(path: string, cwd: string): readonly string[] {
  return isModule(path) ? [...(readAll(path, cwd).value?.keys() ?? [path])] : [path];
}

/** What is not there is left for Node.js to tell. */
function importedPaths(path: string, text: string): readonly string[] {
  return importsOf(path, text)
    .filter((specifier) => /^\.{1,2}\//.test(specifier))
    .flatMap((specifier) => {
      const found = hooks
        .candidates(specifier)
        .map((one) => resolve(dirname(path), one))
        .find(isFile);
      return found === undefined ? [] : [found];
    });
}

/** Gives the first place in a project's module that an error came from, as its stack has it. */
export function placeOf(error: unknown, cwd: string): Span | undefined {
  const stack = readStack(error);
  const place = new RegExp(`(file://[^\\s()?]+)\\?${hooks.runMark}=\\d+:(\\d+)(?::(\\d+))?`).exec(
    stack,
  );
  if (place === null) return undefined;
  const path = fileURLToPath(place[1] ?? "");
  const file = readSource(path, shownFrom(cwd, path), yamlLimits.bytes).value;
  if (file === undefined) return undefined;
  const start = offsetOf(file, path, { line: Number(place[2]), column: Number(place[3] ?? 1) });
  return { file, start, end: start };
}

/** Gives the place of the import that Node.js found nothing for: it names the file, and not the line. */
function importPlace(error: unknown, cwd: string): Span | undefined {
  const missing = /^Error: Cannot find (?:module|package) '(.+?)' imported from (.+)$/;
  const [, name, from] = missing.exec(textOf(error)) ?? [];
  if (name === undefined || from === undefined) return undefined;
  const file = readSource(from, shownFrom(cwd, from), yamlLimits.bytes).value;
  const written = basename(name).replace(/[^\w]/g, "\\$&");
  const found = new RegExp(`["'][^"'\\n]*${written}["']`).exec(file?.text ?? "");
  if (file === undefined || found === null) return undefined;
  return { file, start: found.index, end: found.index + found[0].length };
}

function offsetOf(
  file: SourceFile,
  path: string,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  const at = { line: line - 1, column: column - 1 };
  if (hooks.isTypeScript(path)) {
    // Lines and columns are those of the JavaScript that was run.
    const map = new nodeModule.SourceMap(
      stripTypes(path, file.text).map as nodeModule.SourceMapPayload,
    );
    const entry = map.findEntry(at.line, at.column);
    if (!("originalLine" in entry)) return 0;
    at.line = entry.originalLine;
    at.column = entry.originalColumn;
  }
  const lines = file.text.split("\n").slice(0, at.line);
  return Math.min(
    lines.reduce((sum, one) => sum + one.length + 1, 0) + at.column,
    file.text.length,
  );
}

/** Gives what an error says, on one line, with paths as they are seen from a folder. */
export function messageOf(error: unknown, cwd: string): string {
  const folder = `${cwd}/`.replaceAll("\\", "/").replace(/\/+$/, "/");
  const [line = ""] = textOf(error).trim().split("\n");
  const text = line
    .replaceAll(pathToFileURL(folder).href, "")
    .replaceAll(folder, "")
    .replace(new RegExp(`\\?${hooks.runMark}=\\d+`, "g"), "");
  return /[.!?]$/.test(text) ? text : `${text === "" ? "it says nothing" : text}.`;
}

/** What is thrown may be anything, and may throw when it is looked at. */
function textOf(error: unknown): string {
  try {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    return typeof error === "string" ? error : `it throws ${String(error)}`;
  } catch {
    return "it throws what cannot be shown";
  }
}

function readStack(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : "";
  } catch {
    return "";
  }
}
