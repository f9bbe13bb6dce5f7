// `faultbook scan`: the codes that TypeScript sources use, with what the catalogs know of them.

import { dirname, relative, resolve } from "node:path";
import { packageName } from "../catalog/names.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { loadSyntax, type Syntax } from "../import/typescript-syntax.ts";
import { loadCatalogs } from "../project/catalogs.ts";
import { configuredAliases, type OutputConfig } from "../project/config.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { openProject, type Project } from "../project/project.ts";
import { longestSource, readScanSources, type ScanSources } from "../project/scan-sources.ts";
import { type Concern, concerns, type JudgedUse, judge, type UnusedCode } from "../scan/judge.ts";
import { scanSources } from "../scan/scan.ts";
import type { CodeUse } from "../scan/use.ts";
import { type Vocabulary, vocabularyOf } from "../scan/vocabulary.ts";
import { append } from "../text/lists.ts";

export { concerns };

/** What is scanned. */
export interface ScanOptions extends WorkspaceOptions {
  /** Folders or files, relative to the working directory; by default the files of its tsconfig.json, or all TypeScript in it. */
  readonly folders?: readonly string[];
  /** A configuration of TypeScript whose files are scanned, relative to the working directory. */
  readonly tsconfig?: string | undefined;
  /** What is an error; everything is a warning by default. */
  readonly failOn?: readonly Concern[];
  /** True to rewrite what is certain. */
  readonly fix?: boolean;
  /** With `fix`: true to write nothing and return the difference. */
  readonly dryRun?: boolean;
}

/** The codes that sources use. */
export interface ScanResult {
  /** How many files were scanned. */
  readonly files: number;
  /** In the order of the files and of their lines. */
  readonly uses: readonly JudgedUse[];
  /** The uses that were rewritten, or would be; they are not among the others. */
  readonly fixed: readonly JudgedUse[];
  /** With `dryRun`: the unified diff to what would be written; else empty. */
  readonly diff: string;
  /** The codes of the catalogs that no source uses. */
  readonly unused: readonly UnusedCode[];
  /** How many codes the catalogs have together. */
  readonly codes: number;
}

/** Finds the codes that sources use, and rewrites what is certain if asked for. */
export async function scan(options: ScanOptions): Promise<CommandOutcome<ScanResult>> {
  const { cwd, folders = [], tsconfig, failOn = [] } = options;
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const { value: loaded, diagnostics } = await loadCatalogs(project.files);
  if (loaded === undefined) return { diagnostics };
  const syntax = await loadSyntax(cwd);
  if (syntax === undefined)
    return { diagnostics: [diagnostic("typescript-missing", {})], wrongUse: true };
  const read = readScanSources({ cwd, folders, tsconfig }, syntax);
  if (read.value === undefined) return { diagnostics: read.diagnostics, wrongUse: true };
  const { sources } = read.value;
  const vocabulary = vocabularyOf(
    loaded.map(({ catalog }) => catalog),
    configuredAliases(project.config),
  );
  const scanned = scanSources(sources, vocabulary, syntax);
  const ignored = new Set(project.config.scan.ignore.map(String));
  const uses = scanned.uses.filter(({ code }) => vocabulary.has(code) || !ignored.has(code));
  const found: FoundCodes = { uses, vocabulary, read: read.value, project, syntax };
  const fixed = options.fix === true ? await fixedIn(found, options) : noFixes;
  if (hasErrors(fixed.diagnostics)) return { diagnostics: fixed.diagnostics };
  const judged = judge(uses, vocabulary, new Set(failOn));
  const isFixed = (_: JudgedUse, i: number): boolean => {
    const use = uses[i];
    return use !== undefined && fixed.uses.has(use);
  };
  return {
    value: {
      files: sources.length,
      uses: judged.uses.filter((use, i) => !isFixed(use, i)),
      fixed: judged.uses.filter(isFixed),
      diff: fixed.diff,
      unused: judged.unused,
      codes: vocabulary.codes.size,
    },
    diagnostics: [
      ...read.diagnostics,
      ...scanned.diagnostics,
      ...judged.diagnostics.filter((one) => !isAbout(one, fixed.uses)),
      ...fixed.diagnostics,
    ],
  };
}

/** Returns whether a diagnostic is about an `instanceof` that is none any more. */
function isAbout({ code, span }: Diagnostic, fixed: ReadonlySet<CodeUse>): boolean {
  return (
    code === "scan-instanceof" &&
    [...fixed].some(({ file, start }) => file === span?.file && start === span.start)
  );
}

interface FoundCodes {
  readonly uses: readonly CodeUse[];
  readonly vocabulary: Vocabulary;
  readonly read: ScanSources;
  readonly project: Project;
  readonly syntax: Syntax;
}

interface Fixes {
  readonly uses: ReadonlySet<CodeUse>;
  readonly diff: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the name of the class that an output's exceptions extend, if it is not `Error`. */
function baseOf({ emitters: { typescript } }: OutputConfig): string | readonly string[] {
  return (typescript || {}).baseClass?.name ?? [];
}

const noFixes: Fixes = { uses: new Set(), diff: "", diagnostics: [] };

/** Rewrites what is certain, all files or none. */
async function fixedIn(
  { uses, vocabulary, read, project, syntax }: FoundCodes,
  { cwd, dryRun = false }: ScanOptions,
): Promise<Fixes> {
  // Loaded here, since most scans fix nothing.
  const { fixSources } = await import("../scan/fix.ts");
  const { options } = read;
  const sources = wholeProgram(read, cwd, syntax);
  const { texts, fixed, diagnostics } = fixSources(
    {
      ...{ uses, sources, vocabulary, cwd, options, scanned: read.sources },
      classes: new Map(Object.entries(project.config.scan.classes)),
      bases: new Set(project.config.outputs.flatMap(baseOf)),
      moduleOf: (catalog, path) => moduleFor(project, catalog, resolve(cwd, path)),
    },
    syntax,
  );
  if (dryRun) {
    const { unifiedDiff } = await import("../text/diff.ts");
    const diffs = [...texts].map(([{ path, text }, after]) =>
      unifiedDiff({ path, before: text, after }),
    );
    return { uses: fixed, diff: diffs.join(""), diagnostics };
  }
  const { readEditable, writeEdits } = await import("../disk/edit.ts");
  const refused: Diagnostic[] = [];
  const edits = [...texts].flatMap(([source, text]) => {
    const { path } = source;
    const query = { path: resolve(cwd, path), shown: path, folder: cwd, limit: longestSource };
    const { value: file, diagnostics: found } = readEditable(query);
    append(refused, found);
    if (file === undefined) return [];
    if (file.source.text !== source.text) refused.push(diagnostic("spec-changed", { path }));
    return [{ file, text }];
  });
  if (hasErrors(refused)) return { ...noFixes, diagnostics: refused };
  return {
    uses: fixed,
    diff: "",
    diagnostics: [...diagnostics, ...(await writeEdits(edits))],
  };
}

/** Returns the scanned sources and those that a scan of the working directory reads, which may use what is rewritten. */
function wholeProgram({ sources }: ScanSources, cwd: string, syntax: Syntax) {
  const all = readScanSources({ cwd, folders: [], tsconfig: undefined }, syntax).value?.sources;
  const scanned = new Set(sources.map(({ path }) => path));
  return [...sources, ...(all ?? []).filter(({ path }) => !scanned.has(path))];
}

/** Returns the module that a file imports the package of a catalog from. */
function moduleFor({ config, folder }: Project, catalog: string, path: string): string {
  const named = config.scan.from[catalog];
  if (named === undefined) {
    const { package: published } = config.emitters;
    return packageName(catalog, published === false ? undefined : published.scope);
  }
  if (!named.startsWith(".")) return named;
  const way = relative(dirname(path), resolve(folder, named)).replaceAll("\\", "/");
  return way.startsWith(".") ? way : `./${way}`;
}
