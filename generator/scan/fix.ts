// Uses of codes to new texts of the sources: rewrites that are certain, with their imports, as far as the compiler has nothing against them.

import { posix, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { isGeneratedSource } from "../import/typescript-files.ts";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import { addTo } from "../text/lists.ts";
import { applyEdits, type SourceFile } from "../text/source.ts";
import { askedClasses, behindAlias } from "./asked-classes.ts";
import {
  importedFrom,
  localImports,
  timesNamed,
  withImport,
  withoutImport,
} from "./named-imports.ts";
import { type ArgumentRole, type Rewrite, rewriteOf } from "./rewrites.ts";
import type { Compiler } from "./syntax-parts.ts";
import type { CodeUse } from "./use.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is rewritten, and how. */
export interface FixQuery {
  readonly uses: readonly CodeUse[];
  /** The sources of the whole program: those with the uses, and those that may ask for a class. */
  readonly sources: readonly SourceFile[];
  readonly vocabulary: Vocabulary;
  /** The folder that the paths of sources are relative to, absolute. */
  readonly cwd: string;
  /** The options of the compiler. */
  readonly options: ts.CompilerOptions;
  /** What the arguments of hand-written classes are, by the names of the classes. */
  readonly classes: ReadonlyMap<string, readonly ArgumentRole[]>;
  /** The names of classes that generated ones extend, so that sources may go on asking for them. */
  readonly bases: ReadonlySet<string>;
  /** Returns the module that a file imports the package of a catalog from, by the catalog's id and the file's path. */
  readonly moduleOf: (catalog: string, path: string) => string;
}

/** Sources with their new texts. */
export interface FixedSources {
  readonly texts: ReadonlyMap<SourceFile, string>;
  /** The uses that were rewritten. */
  readonly fixed: ReadonlySet<CodeUse>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A new text, and how much longer it became before what was rewritten. */
interface NewText {
  readonly text: string;
  readonly shift: number;
}

/** Returns the new texts of sources; nothing is written. */
export function fixSources(query: FixQuery, { ts: compiler }: Pick<Syntax, "ts">): FixedSources {
  const before = programOf(query, new Map(), compiler);
  const { vocabulary } = query;
  const { sources, cwd } = query;
  const names = new Set([...query.classes.keys()].filter((name) => !query.bases.has(name)));
  const asked = askedClasses(names, { sources, cwd, program: before, compiler });
  const rewriting = {
    compiler,
    vocabulary,
    checker: before.getTypeChecker(),
    // Nothing thrown becomes another class while somebody asks for the class.
    classes: new Map([...query.classes].filter(([name]) => !asked.has(name))),
  };
  const rewrites = new Map<SourceFile, Rewrite[]>();
  for (const use of query.uses) {
    const tree = before.getSourceFile(resolve(query.cwd, use.file.path));
    const found = tree === undefined ? undefined : rewriteOf(use, tree, rewriting);
    if (found !== undefined) addTo(rewrites, use.file, found);
  }
  const { texts, refusals } = accepted(rewrites, { query, before, compiler });
  const fixed = new Set([...rewrites.values()].flat().map(({ use }) => use));
  return { texts, fixed, diagnostics: [...asked.values(), ...refusals] };
}

interface Accepting {
  readonly query: FixQuery;
  readonly before: ts.Program;
  readonly compiler: Compiler;
}

/** Leaves out, of some rewrites, those that the compiler has something against, until it has nothing against the rest. */
function accepted(
  rewrites: Map<SourceFile, Rewrite[]>,
  { query, before, compiler }: Accepting,
): { readonly texts: ReadonlyMap<SourceFile, string>; readonly refusals: readonly Diagnostic[] } {
  const refusals: Diagnostic[] = [];
  const known = errorsIn(before, query, compiler);
  for (let program = before; ; ) {
    const made = new Map<SourceFile, NewText>();
    for (const [file, list] of rewrites) {
      const { text, left } = newText(file, withoutNested(list), { query, before, compiler });
      if (left.length === 0) rewrites.delete(file);
      else {
        rewrites.set(file, [...left]);
        made.set(file, text);
      }
    }
    const texts = new Map([...made].map(([file, { text }]) => [file, text]));
    if (texts.size === 0) return { texts, refusals };
    program = programOf(query, texts, compiler, program);
    const fresh = freshErrors(errorsIn(program, query, compiler), known);
    if (fresh.length === 0) return { texts, refusals };
    for (const error of fresh) {
      const file = error.source;
      const list = file === undefined ? undefined : rewrites.get(file);
      if (file === undefined || list === undefined) {
        // A file that is as it was complains of what others became.
        const others = [...rewrites.keys()].filter((one) => one !== file);
        for (const one of others) rewrites.delete(one);
      } else {
        const at = error.start - (made.get(file)?.shift ?? 0);
        const bad = rewriteAt(list, at);
        refusals.push(refusalOf(bad ?? list[0], error.message));
        const left = bad === undefined ? [] : list.filter((one) => one !== bad);
        if (left.length === 0) rewrites.delete(file);
        else rewrites.set(file, left);
      }
    }
  }
}

function refusalOf(rewrite: Rewrite | undefined, reason: string): Diagnostic {
  const { file, start, end } = rewrite?.use ?? { file: { path: "", text: "" }, start: 0, end: 0 };
  return diagnostic("scan-not-fixed", { reason }, { span: { file, start, end } });
}

/** Of two rewrites of which one contains the other, the outer one counts. */
function withoutNested(list: readonly Rewrite[]): readonly Rewrite[] {
  return list.filter(
    (one) =>
      !list.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          one.end <= other.end &&
          (other.end - other.start > one.end - one.start ||
            list.indexOf(other) < list.indexOf(one)),
      ),
  );
}

/** Returns the rewrite whose new text has an offset, which counts in the text with all of them. */
function rewriteAt(list: readonly Rewrite[], offset: number): Rewrite | undefined {
  let shift = 0;
  for (const one of [...list].sort((a, b) => a.start - b.start)) {
    const start = one.start + shift;
    if (start <= offset && offset <= start + one.text.length) return one;
    shift += one.text.length - (one.end - one.start);
  }
  return undefined;
}

/** Returns the text with rewrites and their imports; those whose names mean something else there are left out. */
function newText(
  file: SourceFile,
  all: readonly Rewrite[],
  { query, before, compiler }: Accepting,
): { readonly text: NewText; readonly left: readonly Rewrite[] } {
  const parse = (text: string): ts.SourceFile =>
    compiler.createSourceFile(file.path, text, compiler.ScriptTarget.Latest, true);
  const old = before.getSourceFile(resolve(query.cwd, file.path)) ?? parse(file.text);
  const checker = before.getTypeChecker();
  const imported = importedFrom(old, compiler);
  const left = all.filter(({ needs: { name } }) => {
    const known = imported.get(name);
    if (known === undefined) return timesNamed(old, name, compiler) === 0;
    return !known.isType && !isHandWritten(checker.getSymbolAtLocation(known.name));
  });
  const rewritten = applyEdits(file.text, left);
  let tree = parse(rewritten);
  const used = localImports(old, compiler).filter((name) => timesNamed(old, name, compiler) > 0);
  const missing = new Map<string, Set<string>>();
  for (const { needs } of left) {
    if (imported.has(needs.name)) continue;
    const beside = [...imported].find(
      ([name, { module }]) => isOf(name, needs.catalog) && isExported(needs.name, module),
    );
    const from = beside?.[1].from ?? query.moduleOf(needs.catalog, file.path);
    missing.set(from, (missing.get(from) ?? new Set()).add(needs.name));
  }
  for (const [from, names] of missing)
    tree = parse(withImport(tree, { names: [...names].sort(), from }, compiler));
  for (const name of used) {
    if (timesNamed(tree, name, compiler) === 0) tree = parse(withoutImport(tree, name, compiler));
  }
  return { text: { text: tree.text, shift: tree.text.length - rewritten.length }, left };

  function isOf(name: string, catalog: string): boolean {
    const { classes, guards } = query.vocabulary;
    return (classes.get(name) ?? guards.get(name))?.catalog === catalog;
  }

  /** Returns whether a name means something that Faultbook did not generate. */
  function isHandWritten(symbol: ts.Symbol | undefined): boolean {
    const declared = behindAlias(symbol, checker, compiler)?.declarations ?? [];
    return (
      declared.length > 0 && declared.every((one) => !isGeneratedSource(one.getSourceFile().text))
    );
  }

  function isExported(name: string, module: ts.Expression): boolean {
    const symbol = checker.getSymbolAtLocation(module);
    const all = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    return all.some((one) => one.name === name && !isHandWritten(one));
  }
}

/** Returns a program of sources, some with other texts than those on the disk. */
function programOf(
  { sources, cwd, options }: FixQuery,
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

interface CompilerError {
  readonly key: string;
  readonly source: SourceFile | undefined;
  readonly start: number;
  readonly message: string;
}

/** Returns the errors that the compiler finds in sources. */
function errorsIn(
  program: ts.Program,
  { sources, cwd }: FixQuery,
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
function freshErrors(
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
