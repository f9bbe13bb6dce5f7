// `faultbook scan`: the codes that TypeScript sources use, with what the catalogs know of them.

import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { loadSyntax } from "../import/typescript-syntax.ts";
import { loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { openProject } from "../project/project.ts";
import { readScanSources } from "../project/scan-sources.ts";
import { type Concern, concerns, type JudgedUse, judge, type UnusedCode } from "../scan/judge.ts";
import { scanSources } from "../scan/scan.ts";
import { vocabularyOf } from "../scan/vocabulary.ts";

export { concerns };

/** What is scanned. */
export interface ScanOptions extends WorkspaceOptions {
  /** Folders or files, relative to the working directory; by default the files of its tsconfig.json, or all TypeScript in it. */
  readonly folders?: readonly string[];
  /** A configuration of TypeScript whose files are scanned, relative to the working directory. */
  readonly tsconfig?: string | undefined;
  /** What is an error; everything is a warning by default. */
  readonly failOn?: readonly Concern[];
}

/** The codes that sources use. */
export interface ScanResult {
  /** How many files were scanned. */
  readonly files: number;
  /** In the order of the files and of their lines. */
  readonly uses: readonly JudgedUse[];
  /** The codes of the catalogs that no source uses. */
  readonly unused: readonly UnusedCode[];
  /** How many codes the catalogs have together. */
  readonly codes: number;
}

/** Finds the codes that sources use; nothing is written. */
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
  const vocabulary = vocabularyOf(loaded.map(({ catalog }) => catalog));
  const found = scanSources(read.value, vocabulary, syntax);
  const judged = judge(found.uses, vocabulary, new Set(failOn));
  return {
    value: {
      files: read.value.length,
      uses: judged.uses,
      unused: judged.unused,
      codes: vocabulary.codes.size,
    },
    diagnostics: [...read.diagnostics, ...found.diagnostics, ...judged.diagnostics],
  };
}
