// What tests share: temporary folders, processes, diagnostics as lines, and packages of catalogs, made in memory from a YAML text, written to a temporary folder and imported as users import them.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Catalog } from "../generator/catalog/catalog.ts";
import { catalogNames, className, guardName } from "../generator/catalog/names.ts";
import { report } from "../generator/diagnostics/report.ts";
import { type BuiltInOptions, builtInEmitters } from "../generator/emit/built-in.ts";
import { emit, type ReadyEmitter } from "../generator/emit/emit.ts";
import { moduleOptions, type ResolvedEmitters } from "../generator/emit/options.ts";
import { type Diagnostic, positionOf } from "../generator/index.ts";
import { type LoadedCatalog, loadCatalogs } from "../generator/project/catalogs.ts";
import { parseConfig } from "../generator/project/config.ts";
import type { Effect, Kind, Retry } from "../runtime/facts.ts";
import type { ErrorFixture } from "../runtime/texts.ts";
import { folderVariable } from "./setup.ts";

/** The folder of the project. */
export const projectFolder = fileURLToPath(new URL("../", import.meta.url));

/** The catalogs of the project and the configuration that they are generated with. */
export const shipped = ["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"] as const;

let temporary: string | undefined;

/** Makes a new folder inside that of the run; no link is on its way. */
export function newFolder(): string {
  return mkdtempSync(join(process.env[folderVariable] ?? tmpdir(), "t-"));
}

/** Gives a temporary folder for the tests of this process. */
export function temporaryFolder(): string {
  temporary ??= newFolder();
  return temporary;
}

/** Gives the text of a file of the project. */
export function projectFile(path: string): string {
  return readFileSync(join(projectFolder, path), "utf8");
}

/** What a process said. */
export interface Said {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, without a shell. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Said> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr });
    });
  });
}

/** The compilers that generated code must pass, by the names of their packages. */
export const compilers = ["typescript", "typescript6", "typescript7"] as const;

/** The compilers that must take the declarations of generated packages: the oldest takes nothing else of ours. */
export const consumerCompilers = ["typescript54", ...compilers] as const;

/** Gives the strictest flags of a project that uses packages; one flag is for projects that make them, and unknown to the oldest compiler. */
export function consumerOptions(): object {
  const { compilerOptions } = JSON.parse(projectFile("test/packages/types/tsconfig.base.json")) as {
    readonly compilerOptions: Readonly<Record<string, unknown>>;
  };
  const { isolatedDeclarations: _, ...options } = compilerOptions;
  return { ...options, skipLibCheck: false };
}

/** Compiles a project and gives what the compiler complains about: nothing where all is well. */
export async function typeCheck(
  compiler: (typeof consumerCompilers)[number],
  project: string,
): Promise<string> {
  const program = join(projectFolder, "node_modules", compiler, "bin/tsc");
  const said = await run(
    process.execPath,
    [program, "--project", project, "--pretty", "false"],
    dirname(project),
  );
  return said.code === 0 ? said.stdout : `${said.stdout}${said.stderr}exit code ${said.code}`;
}

/** A file that was made. */
export interface FinishedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A package that was made: what is committed, and what is in `dist/`. */
export interface Output {
  /** Its folder inside the output folder. */
  readonly folder: string;
  readonly files: readonly FinishedFile[];
  /** Paths are relative to `dist/`. */
  readonly derived: readonly FinishedFile[];
}

/** Gives the packages of one output folder, with the files of custom emitters in them. */
export async function emitOutput(
  catalogs: readonly LoadedCatalog[],
  output: BuiltInOptions,
  custom: readonly ReadyEmitter[] = [],
): Promise<readonly Output[]> {
  const made = new Map<string, FinishedFile[]>();
  const emitted = await emit(
    {
      catalogs: catalogs.map(({ catalog, file }) => ({ catalog, source: file.path })),
      emitters: await builtInEmitters(output, custom),
      layout: output.joined === false ? "each" : "joined",
      modules: moduleOptions(output.emitters),
    },
    (folder, { path, content }) => {
      const bytes = Buffer.from([...content].join(""));
      made.set(folder, [...(made.get(folder) ?? []), { path, content: bytes }]);
    },
  );
  if (emitted.value === undefined) throw new Error(report(emitted.diagnostics, "text"));
  return emitted.value.map((folder) => {
    const files = made.get(folder) ?? [];
    const derived = files
      .filter(({ path }) => path.startsWith("dist/"))
      .map(({ path, content }) => ({ path: path.slice("dist/".length), content }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return { folder, files: files.filter(({ path }) => !path.startsWith("dist/")), derived };
  });
}

/** Gives the package of each catalog. */
export async function emitCatalogs(
  catalogs: readonly LoadedCatalog[],
  emitters: ResolvedEmitters,
): Promise<readonly Output[]> {
  const all = await emitOutput(catalogs, { emitters, joined: false });
  return all.filter(({ folder }) => catalogs.some(({ catalog }) => catalog.id === folder));
}

/** A catalog with all that the emitters give for it. */
export interface Compiled {
  readonly catalog: Catalog;
  readonly output: Output;
  /** Every file by its path, those of `dist/` too. */
  readonly files: ReadonlyMap<string, string>;
}

/** Gives the emitters of a configuration, given as its text. */
export async function emittersOf(config: string) {
  const parsed = await parseConfig({ path: "faultbook.config.yaml", text: config });
  if (parsed.value === undefined) throw new Error(report(parsed.diagnostics, "text"));
  return parsed.value.config.emitters;
}

/** Gives the catalog of a text and its files; diagnostics that are errors are thrown as one text. */
export async function compile(text: string, config = "{}\n"): Promise<Compiled> {
  const loaded = await loadCatalogs([{ path: "catalog/test.yaml", text }]);
  const [first] = loaded.value ?? [];
  if (first === undefined) throw new Error(report(loaded.diagnostics, "text"));
  return emitted(first.catalog, config);
}

/** Gives a catalog with its files, whatever the rules say of it. */
export async function emitted(catalog: Catalog, config = "{}\n"): Promise<Compiled> {
  const file = { path: "catalog/test.yaml", text: "" };
  const [output] = await emitCatalogs([{ catalog, file }], await emittersOf(config));
  if (output === undefined) throw new Error("nothing was emitted");
  const files = new Map(output.files.map(({ path, content }) => [path, contentOf(content)]));
  for (const { path, content } of output.derived) files.set(`dist/${path}`, contentOf(content));
  return { catalog, output, files };
}

/** The modules that every generated package has. */
export const packageModules = [
  "codes",
  "definitions",
  "envelopes",
  "errors",
  "fixtures",
  "guards",
  "index",
  "parse",
  "runtime",
] as const;

/** Gives the text of a finished file. */
export function contentOf(content: Uint8Array): string {
  return Buffer.from(content).toString();
}

/** Gives the text of one of several finished files; empty where it is not there. */
export function fileOf(files: Output["files"], path: string): string {
  return contentOf(files.find((file) => file.path === path)?.content ?? new Uint8Array());
}

/** Gives outputs with texts for bytes, which compare quickly and read well. */
export function readable(outputs: readonly Output[]): readonly unknown[] {
  const read = (files: Output["files"]) =>
    files.map(({ path, content }) => ({ path, content: contentOf(content) }));
  return outputs.map(({ folder, files, derived }) => ({
    folder,
    files: read(files),
    derived: read(derived),
  }));
}

/** Writes files into a folder. */
export function writeFiles(
  folder: string,
  files: Iterable<readonly [string, string | Uint8Array]>,
): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** An exception as tests look at it. */
export type AnyError = Error & {
  readonly code: string | number | undefined;
  readonly wireCode: string | number | undefined;
  readonly kind: Kind;
  readonly retry: Retry;
  readonly effect: Effect;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string | undefined;
  readonly retryAfter: number | undefined;
  readonly retryAt: number | undefined;
  readonly others: readonly object[];
  readonly body: unknown;
  readonly params: Readonly<Record<string, unknown>>;
  readonly candidates?: readonly string[];
  readonly toBody: (fields?: unknown) => unknown;
  readonly toResponse: (fields?: unknown) => {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
};

/** Plain facts as tests look at them. */
export interface AnyIdentity {
  readonly name: string | undefined;
  readonly code: string | number | undefined;
  readonly kind: Kind;
  readonly retry: Retry;
  readonly effect: Effect;
  readonly candidates?: readonly string[];
}

type Guard = (value: unknown) => boolean;
type ErrorClass = new (init?: object) => AnyError;

/** A package that was imported: what it exports, by what it is. */
export interface Imported {
  readonly folder: string;
  /** Everything that it exports. */
  readonly all: Readonly<Record<string, unknown>>;
  readonly parse: (response: unknown) => AnyError | undefined;
  readonly identify: (response: unknown) => AnyIdentity | undefined;
  readonly revive: (value: unknown) => AnyError | undefined;
  readonly match: (error: unknown, arms: object) => unknown;
  readonly hasKind: (error: unknown, kind: Kind) => boolean;
  readonly isCode: Guard;
  readonly isBody: Guard;
  readonly isError: Guard;
  readonly isUnknown: Guard;
  /** By the name of the definition. */
  readonly guards: ReadonlyMap<string, Guard>;
  /** By the name of the definition. */
  readonly classes: ReadonlyMap<string, ErrorClass>;
  readonly unknown: ErrorClass;
  /** The data of `./definitions`. */
  readonly definitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly catalog: Readonly<Record<string, unknown>>;
  /** The data of `./fixtures`. */
  readonly fixtures: Readonly<Record<string, ErrorFixture>>;
}

let packages = 0;

/** Writes a package into a `node_modules` of its own, which keeps Vite from touching it, and imports it. */
export async function importPackage({ catalog, files }: Compiled): Promise<Imported> {
  const folder = join(temporaryFolder(), String(packages++), "node_modules", catalog.id);
  writeFiles(folder, files);
  const load = async (path: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href)) as Record<
      string,
      unknown
    >;
  const all = await load("dist/index.js");
  const texts = await load("dist/definitions.js");
  const fixtures = await load("dist/fixtures.js");
  const names = catalogNames(catalog.prefix);
  const get = <Type>(name: string, from = all) => {
    if (!(name in from)) throw new Error(`the package of ${catalog.id} does not export ${name}`);
    return from[name] as Type;
  };
  const byName = <Type>(nameOf: (definition: string) => string) =>
    new Map(catalog.definitions.map(({ name }) => [name, get<Type>(nameOf(name))]));
  return {
    folder,
    all,
    parse: get(names.parse),
    identify: get(names.identify),
    revive: get(names.revive),
    match: get(names.match),
    hasKind: get("hasKind"),
    isCode: get(names.isCode),
    isBody: get(names.isBody),
    isError: get(names.isError),
    isUnknown: get(names.isUnknown),
    guards: byName(guardName),
    classes: byName(className),
    unknown: get(names.unknown),
    definitions: get(names.definitions, texts),
    catalog: get(names.catalog, texts),
    fixtures: get(names.fixtures, fixtures),
  };
}

/** Gives the names of the definitions whose guards accept a value. */
export function accepting(imported: Imported, value: unknown): readonly string[] {
  return [...imported.guards].filter(([, guard]) => guard(value)).map(([name]) => name);
}

/** Returns a diagnostic as one line. */
export function asLine({ span, code, message }: Diagnostic): string {
  if (span === undefined) return `${code} ${message}`;
  const { line, column } = positionOf(span.file, span.start);
  return `${span.file.path}:${line}:${column} ${code} ${message}`;
}

/** A small generator of numbers from 0 to 1 (mulberry32), so that a failure can be had again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
