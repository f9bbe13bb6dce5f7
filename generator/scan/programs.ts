// Programs of the compiler over sources with other texts than those on the disk, and their errors.

import { posix, resolve } from "node:path";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
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

/** Returns a reader of the compiler's own declarations, such as those of `Array`: the library keeps them in memory, in a folder that need not be on the disk. */
export function libraryReader({ Project }: Pick<Syntax, "Project">): LibraryReader {
  return new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost().readFile;
}

/** Returns the text of one of the compiler's own declarations; nothing for any other path. */
export type LibraryReader = NonNullable<ts.ModuleResolutionHost["readFile"]>;

const libraryFolder = "/node_modules/typescript/lib";

/** What programs are made with. */
export interface ProgramTools {
  readonly compiler: Compiler;
  readonly readLibrary: LibraryReader;
}

/** Returns a program of sources, some with other texts than those on the disk. */
export function programOf(
  { sources, cwd, options }: ProgramSources,
  texts: ReadonlyMap<SourceFile, string>,
  { compiler, readLibrary }: ProgramTools,
  old?: ts.Program,
): ts.Program {
  const checked: ts.CompilerOptions = {
    // Before version 6 all of `@types` belong to a program that does not choose.
    ...(Number.parseInt(compiler.version, 10) >= 6 && { types: ["*"] }),
    ...options,
    ...{ noEmit: true, skipLibCheck: true, incremental: false, composite: false },
  };
  const byPath = new Map(
    sources.map((file) => [shownPath(resolve(cwd, file.path)), texts.get(file) ?? file.text]),
  );
  const host = compiler.createCompilerHost(checked, true);
  const { readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => cwd;
  host.getDefaultLibLocation = () => libraryFolder;
  host.getDefaultLibFileName = (wanted) =>
    `${libraryFolder}/${compiler.getDefaultLibFileName(wanted)}`;
  host.readFile = (path) =>
    byPath.get(shownPath(path)) ??
    (path.startsWith(`${libraryFolder}/lib.`) ? readLibrary(path) : undefined) ??
    readFile(path);
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
      const message = compiler.flattenDiagnosticMessageText(messageText, " ").replace(/\s+/g, " ");
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
