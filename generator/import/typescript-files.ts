// Files of TypeScript as syntax trees; those with errors of syntax are left out, and named.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import type { Syntax, SyntaxFile, ts } from "./typescript-syntax.ts";

/** Files as trees. */
export interface ParsedTypeScript {
  readonly files: readonly SyntaxFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the trees of files. */
export function parseTypeScript(
  sources: readonly SourceFile[],
  { Project }: Syntax,
): ParsedTypeScript {
  const project = new Project({ useInMemoryFileSystem: true, skipFileDependencyResolution: true });
  const files: SyntaxFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [i, source] of sources.entries()) {
    // Paths of a disk that is none: no file is ever looked for.
    const ending = /\.[cm]?tsx?$/.exec(source.path)?.[0] ?? ".ts";
    const file = project.createSourceFile(`/${i}${ending}`, source.text);
    const fault = syntaxFault(source, file.compilerNode);
    if (fault === undefined) files.push(file);
    else diagnostics.push(fault);
  }
  return { files, diagnostics };
}

interface ParseFault {
  readonly start?: number | undefined;
  readonly length?: number | undefined;
  readonly messageText: string | { readonly messageText: string };
}

/** Returns the first error of syntax, which the compiler keeps with the tree, and otherwise tells for whole programs alone. */
export function syntaxFault(source: SourceFile, tree: ts.SourceFile): Diagnostic | undefined {
  const { parseDiagnostics } = tree as { readonly parseDiagnostics?: readonly ParseFault[] };
  const [fault] = parseDiagnostics ?? [];
  if (fault === undefined) return undefined;
  const { messageText, start = 0, length = 1 } = fault;
  const reason = typeof messageText === "string" ? messageText : messageText.messageText;
  const span = { file: source, start, end: start + Math.max(1, length) };
  return diagnostic("typescript-syntax", { path: source.path, reason }, { span });
}
