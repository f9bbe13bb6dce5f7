// Programs of the compiler over sources with other texts than those on the disk, and their errors.

import { posix, resolve } from "node:path";
import type { ts } from "../import/typescript-syntax.ts";
import type { SourceFile } from "../text/source.ts";
import type { Compiler } from "./syntax-parts.ts";

/** The sources of a program. */
export interface ProgramSources {
  /** The sources of the whole program: those with the uses, and those that may ask for a class. */
  readonly sources: readonly SourceFile[];
  /** The folder that the paths of sources are relative to, absolute. */
  readonly cwd: string;
  /** The options of the compiler. */
  readonly options: ts.CompilerOptions;
}

/** Returns a program of sources, some with other texts than those on the disk. */
export function programOf(
  { sources, cwd, options }: ProgramSources,
  texts: ReadonlyMap<SourceFile, string>,
  compiler: Compiler,
  old?: ts.Program,
): ts.Program {
  const checked: ts.CompilerOptions = {
    ...options,
    ...{ noEmit: true, skipLibCheck: true, incremental: false, composite: false },
  };
  const byPath = new Map(
    sources.map((file) => [shownPath(resolve(cwd, file.path)), texts.get(file) ?? file.text]),
  );
  const host = compiler.createCompilerHost(checked, true);
  const { readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => cwd;
  host.readFile = (path) => byPath.get(shownPath(path)) ?? readFile(path);
  host.getSourceFile = (path, version, onError, isNew) => {
    const known = old?.getSourceFile(path);
    const text = byPath.get(shownPath(path));
    if (known !== undefined && (text === undefined || known.text === text)) return known;
    return getSourceFile(path, version, onError, isNew);
  };
  return compiler.createProgram({
    rootNames: [...byPath.keys()],
    options: checked,
    host,
    ...(old === undefined ? {} : { oldProgram: old }),
  });
}

function shownPath(path: string): string {
  return posix.normalize(path.replaceAll("\\", "/"));
}

/** An error that the compiler finds in a source. */
export interface CompilerError {
  /** The same for all errors of one message in one source. */
  readonly key: string;
  readonly source: SourceFile;
  readonly start: number;
  readonly message: string;
}

/** Returns the errors that the compiler finds in sources. */
export function errorsIn(
  program: ts.Program,
  { sources, cwd }: Omit<ProgramSources, "options">,
  compiler: Compiler,
): readonly CompilerError[] {
  return sources.flatMap((source) => {
    const tree = program.getSourceFile(resolve(cwd, source.path));
    if (tree === undefined) return [];
    const all = [...program.getSyntacticDiagnostics(tree), ...program.getSemanticDiagnostics(tree)];
    return all.map(({ code, messageText, start = 0 }) => {
      const message = compiler.flattenDiagnosticMessageText(messageText, " ");
      return { key: `${source.path} ${code} ${message}`, source, start, message };
    });
  });
}

/** Returns the errors that were not there before. */
export function freshErrors(
  now: readonly CompilerError[],
  before: readonly CompilerError[],
): readonly CompilerError[] {
  const left = new Map<string, number>();
  for (const { key } of before) left.set(key, (left.get(key) ?? 0) + 1);
  return now.filter(({ key }) => {
    const times = left.get(key) ?? 0;
    left.set(key, times - 1);
    return times <= 0;
  });
}
