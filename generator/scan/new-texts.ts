// Rewrites of a source to its new text, with the imports that they need and without those that nothing uses any more.

import { resolve } from "node:path";
import type { ts } from "../import/typescript-syntax.ts";
import { applyEdits, type SourceFile } from "../text/source.ts";
import {
  importedFrom,
  localImports,
  timesNamed,
  withImport,
  withoutImport,
} from "./named-imports.ts";
import type { Rewrite } from "./rewrites.ts";
import { isHandWritten } from "./symbols.ts";
import type { Compiler } from "./syntax-parts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What new texts are made with. */
export interface TextMaking {
  /** The folder that the paths of sources are relative to, absolute. */
  readonly cwd: string;
  readonly vocabulary: Vocabulary;
  /** Returns the module that a file imports the package of a catalog from, by the catalog's id and the file's path. */
  readonly moduleOf: (catalog: string, path: string) => string;
  /** The program of the sources as they are. */
  readonly before: ts.Program;
  readonly compiler: Compiler;
}

/** A new text. */
export interface NewText {
  readonly tree: ts.SourceFile;
  /** How much longer the text became before what was rewritten. */
  readonly shift: number;
}

/** Returns whether the name that a rewrite needs means nothing else in its file. */
export function isNameFree(
  { needs: { name }, use: { file } }: Rewrite,
  { cwd, before, compiler }: Omit<TextMaking, "vocabulary" | "moduleOf">,
): boolean {
  const old = before.getSourceFile(resolve(cwd, file.path));
  if (old === undefined) return false;
  const known = importedFrom(old, compiler).get(name);
  if (known === undefined) return timesNamed(old, name, compiler) === 0;
  const checker = before.getTypeChecker();
  return (
    !known.isType && !isHandWritten(checker.getSymbolAtLocation(known.name), { checker, compiler })
  );
}

/** Returns the text of a source with rewrites and their imports. */
export function newText(
  file: SourceFile,
  rewrites: readonly Rewrite[],
  { cwd, vocabulary, moduleOf, before, compiler }: TextMaking,
): NewText {
  const parse = (text: string): ts.SourceFile =>
    compiler.createSourceFile(file.path, text, compiler.ScriptTarget.Latest, true);
  const old = before.getSourceFile(resolve(cwd, file.path)) ?? parse(file.text);
  const checker = before.getTypeChecker();
  const imported = importedFrom(old, compiler);
  const rewritten = applyEdits(file.text, rewrites);
  let tree = parse(rewritten);
  const used = localImports(old, compiler).filter((name) => timesNamed(old, name, compiler) > 0);
  const missing = new Map<string, Set<string>>();
  for (const { needs } of rewrites) {
    if (imported.has(needs.name)) continue;
    const beside = [...imported].find(
      ([name, { module }]) => isOf(name, needs.catalog) && isExported(needs.name, module),
    );
    const from = beside?.[1].from ?? moduleOf(needs.catalog, file.path);
    missing.set(from, (missing.get(from) ?? new Set()).add(needs.name));
  }
  for (const [from, names] of missing)
    tree = parse(withImport(tree, { names: [...names].sort(), from }, compiler));
  for (const name of used) {
    if (timesNamed(tree, name, compiler) === 0) tree = parse(withoutImport(tree, name, compiler));
  }
  return { tree, shift: tree.text.length - rewritten.length };

  function isOf(name: string, catalog: string): boolean {
    const { classes, guards } = vocabulary;
    return (classes.get(name) ?? guards.get(name))?.catalog === catalog;
  }

  function isExported(name: string, module: ts.Expression): boolean {
    const symbol = checker.getSymbolAtLocation(module);
    const all = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    return all.some((one) => one.name === name && !isHandWritten(one, { checker, compiler }));
  }
}
