// Uses of codes to new texts of the sources: rewrites that are certain, with their imports, as far as the compiler has nothing against them.

import { resolve } from "node:path";
import { compareText } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { isGeneratedSource } from "../import/typescript-files.ts";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import { addTo, append } from "../text/lists.ts";
import { applyEdits, type SourceFile } from "../text/source.ts";
import { askedClasses, behindAlias } from "./asked-classes.ts";
import {
  importedFrom,
  localImports,
  timesNamed,
  withImport,
  withoutImport,
} from "./named-imports.ts";
import { errorsIn, freshErrors, type ProgramSources, programOf } from "./programs.ts";
import {
  type ArgumentRole,
  type Refusal,
  type Rewrite,
  type Rewriting,
  rewriteOf,
  rolesOf,
} from "./rewrites.ts";
import type { Compiler } from "./syntax-parts.ts";
import type { CodeUse } from "./use.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is rewritten, and how. */
export interface FixQuery extends ProgramSources {
  readonly uses: readonly CodeUse[];
  /** The sources that are rewritten. */
  readonly scanned: readonly SourceFile[];
  readonly vocabulary: Vocabulary;
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
  const refusals: Refusal[] = [];
  const seen = new Map<SourceFile, Set<number>>();
  for (const use of query.uses) {
    const { file } = use;
    const tree = before.getSourceFile(resolve(cwd, file.path));
    const found = tree === undefined ? undefined : rewriteOf(use, tree, rewriting);
    if (found === undefined) continue;
    seen.set(file, (seen.get(file) ?? new Set()).add(found.start));
    if ("reason" in found) refusals.push(found);
    else addTo(rewrites, file, found);
  }
  for (const file of rewriting.classes.size === 0 ? [] : query.scanned) {
    const tree = before.getSourceFile(resolve(cwd, file.path));
    if (tree !== undefined)
      append(refusals, madeOtherwise({ file, tree, seen: seen.get(file) }, rewriting));
  }
  const { texts, refused } = accepted(rewrites, { query, before, compiler });
  const fixed = new Set([...rewrites.values()].flat().map(({ use }) => use));
  const left = [...refusals, ...refused].sort(
    (a, b) => compareText(a.file.path, b.file.path) || a.start - b.start,
  );
  return { texts, fixed, diagnostics: [...asked.values(), ...left.map(refusalOf)] };
}

interface Visited {
  readonly file: SourceFile;
  readonly tree: ts.SourceFile;
  /** Where the uses begin that are rewritten or refused. */
  readonly seen: ReadonlySet<number> | undefined;
}

/** Returns what makes errors of classes that are to be replaced, with codes that nobody knows. */
function madeOtherwise(
  { file, tree, seen }: Visited,
  rewriting: Pick<Rewriting, "compiler" | "classes">,
): readonly Refusal[] {
  const { compiler } = rewriting;
  const found: Refusal[] = [];
  const visit = (node: ts.Node): void => {
    const isMade = compiler.isNewExpression(node) && rolesOf(node, rewriting) !== undefined;
    const start = node.getStart(tree);
    if (isMade && seen?.has(start) !== true)
      found.push({ file, start, end: node.end, reason: unknownCode });
    compiler.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const unknownCode = "its code is in no catalog, or known only when the program runs";

interface Accepting {
  readonly query: FixQuery;
  readonly before: ts.Program;
  readonly compiler: Compiler;
}

/** Leaves out, of some rewrites, those that the compiler has something against, until it has nothing against the rest. */
function accepted(
  rewrites: Map<SourceFile, Rewrite[]>,
  { query, before, compiler }: Accepting,
): { readonly texts: ReadonlyMap<SourceFile, string>; readonly refused: readonly Refusal[] } {
  const refused: Refusal[] = [];
  const known = errorsIn(before, query, compiler);
  /** Leaves all rewrites of a file as they are but those that are kept. */
  const keep = (
    file: SourceFile,
    kept: readonly Rewrite[],
    why: (one: Rewrite) => string,
  ): void => {
    for (const one of rewrites.get(file) ?? []) {
      if (kept.includes(one)) continue;
      refused.push({ file, start: one.start, end: one.end, reason: why(one) });
    }
    if (kept.length === 0) rewrites.delete(file);
    else rewrites.set(file, [...kept]);
  };
  for (let program = before; ; ) {
    const made = new Map<SourceFile, NewText>();
    for (const [file, list] of rewrites) {
      const outer = withoutNested(list);
      keep(file, outer, () => nested);
      const { text, left } = newText(file, outer, { query, before, compiler });
      keep(file, left, ({ needs }) => `"${needs.name}" means something else in this file`);
      if (left.length > 0) made.set(file, text);
    }
    const texts = new Map([...made].map(([file, { text }]) => [file, text]));
    if (texts.size === 0) return { texts, refused };
    program = programOf(query, texts, compiler, program);
    const fresh = freshErrors(errorsIn(program, query, compiler), known);
    if (fresh.length === 0) return { texts, refused };
    // Offsets count in the texts of this round, whatever is left out on the way.
    const tried = new Map(rewrites);
    for (const { source: file, start, message } of fresh) {
      const list = tried.get(file);
      if (list === undefined) {
        // A file that is as it was complains of what others became.
        const reason = `${wouldNot} in ${file.path}: ${message}`;
        for (const one of tried.keys()) keep(one, [], () => reason);
      } else {
        const bad = rewriteAt(list, start - (made.get(file)?.shift ?? 0));
        const kept = rewrites.get(file)?.filter((one) => bad !== undefined && one !== bad);
        keep(file, kept ?? [], () => `${wouldNot}: ${message}`);
      }
    }
  }
}

const nested = "it is part of another use, which is rewritten now";
const wouldNot = "the rewrite would not compile";

function refusalOf({ file, start, end, reason }: Refusal): Diagnostic {
  const sentence = reason.replace(/\.?$/, ".");
  const advice = /Cannot find module|rootDir/.test(reason)
    ? "Generate the package and install it, or name its module in from under scan of the configuration."
    : reason === nested
      ? 'Run "faultbook scan --fix" again.'
      : "Rewrite it by hand.";
  return diagnostic("scan-not-fixed", { reason: sentence, advice }, { span: { file, start, end } });
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
