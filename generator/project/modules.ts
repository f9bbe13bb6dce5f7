// Modules of a project, imported by Node.js itself, and their faults as diagnostics.

import { channel } from "node:diagnostics_channel";
import { SourceMap, type SourceMapPayload } from "node:module";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { type CustomCode, customCodeChannel } from "../diagnostics/exit-codes.ts";
import { isFile, readSource } from "../disk/files.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { stackOf, thrownText } from "../text/thrown.ts";
import { yamlLimits } from "../text/yaml.ts";
import { isModule, shownFrom } from "./reference.ts";
import { type CompiledModule, isTypeScript, stripOnLoad } from "./typescript-module.ts";

/** A module to import. */
export interface ModuleRequest {
  /** The absolute path. */
  readonly path: string;
  /** The folder that diagnostics name its paths from. */
  readonly cwd: string;
  /** What its default export must be, for those who forget it: `the configuration`. */
  readonly what: string;
}

/** A module that was imported. */
export interface LoadedModule {
  /** The default export, awaited. */
  readonly value: unknown;
  /** The module's own text. */
  readonly file: SourceFile;
  /** The absolute paths of the module and of what it imports by paths. */
  readonly paths: readonly string[];
  /** Where its lines were in its text, if it was compiled. */
  readonly compiled: CompiledModule | undefined;
}

/** How many modules were imported: a number of its own lets each be read anew. */
let imports = 0;

/** Imports a module; the faults of its text, its code or its export are reported, and never thrown. */
export async function importModule(request: ModuleRequest): Promise<Outcome<LoadedModule>> {
  const { path, cwd, what } = request;
  const shown = shownFrom(cwd, path);
  const { value: file, ...read } = readSource(path, shown, yamlLimits.bytes);
  if (file === undefined) return read;
  const start = { file, start: 0, end: 0 };
  const url = pathToFileURL(path);
  url.searchParams.set("faultbook", String(++imports));
  const stripped = isTypeScript(path)
    ? await stripOnLoad(url.href, path, file)
    : { value: false as const, diagnostics: [] };
  if (stripped.value === undefined) return { diagnostics: stripped.diagnostics };
  const compiled = stripped.value || undefined;
  tellCustomCode(`the module "${shown}"`, { cwd, compiled, span: start });
  try {
    const module = (await import(url.href)) as Readonly<Record<string, unknown>>;
    if (!("default" in module)) {
      const holes = { path: shown, what };
      return { diagnostics: [diagnostic("module-no-default", holes, { span: start })] };
    }
    const value = await module["default"];
    // A rejection that nobody waits for ends the process here, before anything is written.
    await new Promise(setImmediate);
    return { value: { value, file, paths: moduleFiles(path), compiled }, diagnostics: [] };
  } catch (error) {
    const span = placeOf(error, { cwd, compiled }) ?? importPlace(error, cwd) ?? start;
    const holes = { path: shown, reason: messageOf(error, cwd) };
    return { diagnostics: [diagnostic("module-failed", holes, { span })] };
  }
}

/** What is known of custom code before it runs. */
export interface CustomCodePlace extends StackPlace {
  /** The place that names it. */
  readonly span: Span;
}

/** Says which custom code runs from now on, for those who report how it ends. */
export function tellCustomCode(what: string, at: CustomCodePlace): void {
  const code: CustomCode = {
    what,
    span: at.span,
    placeOf: (error) => placeOf(error, at),
    isOfTool,
    inWords: (error) => messageOf(error, at.cwd).replace(/\.$/, ""),
  };
  channel(customCodeChannel).publish(code);
}

/** Returns the absolute paths of a module and of what it imports by paths, as far as its text shows them. */
export function moduleFiles(path: string): readonly string[] {
  const files = new Set<string>();
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (files.has(next)) continue;
    files.add(next);
    const text = isModule(next) ? readSource(next, next, yamlLimits.bytes).value?.text : undefined;
    for (const [, specifier = ""] of (text ?? "").matchAll(/["'](\.{1,2}\/[^"'\n]+)["']/g)) {
      const found = resolve(dirname(next), specifier);
      if (isFile(found)) waiting.push(found);
    }
  }
  return [...files];
}

/** The folder of the tool's own code. */
const own = fileURLToPath(new URL(".", import.meta.url));

/** What is known of the modules in a stack. */
export interface StackPlace {
  /** The folder that diagnostics name paths from. */
  readonly cwd: string;
  /** The module that was compiled, if any was. */
  readonly compiled: CompiledModule | undefined;
}

/** Returns the first place in a project's module that an error came from, as its stack has it. */
export function placeOf(error: unknown, { cwd, compiled }: StackPlace): Span | undefined {
  const frame = /(file:\/\/[^\s()?]+?)(?:\?[^\s():]*)?:(\d+)(?::(\d+))?(?:\)|$)/;
  for (const text of stackOf(error).split("\n")) {
    // What is below the tool in the stack called it.
    if (text.includes(own)) return undefined;
    const [, url, line, column] = frame.exec(text) ?? [];
    if (url === undefined || url.includes("/node_modules/")) continue;
    const path = fileURLToPath(url);
    const file = readSource(path, shownFrom(cwd, path), yamlLimits.bytes).value;
    if (file === undefined) return undefined;
    const at = { line: Number(line) - 1, column: Number(column ?? 1) - 1 };
    const start = offsetOf(file.text, compiled?.path === path ? originalOf(compiled, at) : at);
    return { file, start, end: start };
  }
  return undefined;
}

/** Checks whether the stack of an error has no code but that of the tool and of Node.js. */
function isOfTool(error: unknown): boolean {
  const frames = stackOf(error)
    .split("\n")
    .filter((line) => /^ +at .*[\\/].*:\d+\)?$/.test(line) && !line.includes("node:"));
  return frames.length > 0 && frames.every((line) => line.includes(own));
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns of a stack are those of the JavaScript that was run. */
function originalOf({ map }: CompiledModule, { line, column }: Place): Place {
  const entry = new SourceMap(map as SourceMapPayload).findEntry(line, column);
  return "originalLine" in entry
    ? { line: entry.originalLine, column: entry.originalColumn }
    : { line: 0, column: 0 };
}

function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split("\n").slice(0, line);
  return Math.min(lines.reduce((sum, one) => sum + one.length + 1, 0) + column, text.length);
}

/** Returns the place of the import that Node.js found nothing for: its error names the file, and not the line. */
function importPlace(error: unknown, cwd: string): Span | undefined {
  const missing = /^Error: Cannot find (?:module|package) '(.+?)' imported from (.+)$/;
  const [, name, from] = missing.exec(thrownText(error)) ?? [];
  if (name === undefined || from === undefined) return undefined;
  const file = readSource(from, shownFrom(cwd, from), yamlLimits.bytes).value;
  const written = basename(name).replace(/[^\w]/g, "\\$&");
  const found = new RegExp(`["'][^"'\\n]*${written}["']`).exec(file?.text ?? "");
  if (file === undefined || found === null) return undefined;
  return { file, start: found.index, end: found.index + found[0].length };
}

/** Returns the message of an error on one line, with paths as they are seen from a folder. */
export function messageOf(error: unknown, cwd: string): string {
  const folder = `${cwd}/`.replaceAll("\\", "/").replace(/\/+$/, "/");
  const [line = ""] = thrownText(error).trim().split("\n");
  const text = line
    .replaceAll(pathToFileURL(folder).href, "")
    .replaceAll(folder, "")
    .replace(/\?faultbook=\d+/g, "");
  return /[.!?]$/.test(text) ? text : `${text === "" ? "it says nothing" : text}.`;
}
