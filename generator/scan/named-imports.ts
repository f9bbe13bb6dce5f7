// Imports of a source, added and removed as edits of its text, in the form that the others have.

import type { ts } from "../import/typescript-syntax.ts";
import { applyEdits, type TextEdit } from "../text/source.ts";
import type { Compiler } from "./syntax-parts.ts";

/** Parses a text as the source that is edited. */
export type Parse = (text: string) => ts.SourceFile;

/** A name that a source imports. */
export interface ImportedName {
  /** The name in the source, to ask the compiler for its meaning. */
  readonly name: ts.Identifier;
  readonly module: ts.Expression;
  readonly from: string;
  readonly isType: boolean;
}

/** Returns what a source imports, by the local names. */
export function importedFrom(
  tree: ts.SourceFile,
  compiler: Compiler,
): ReadonlyMap<string, ImportedName> {
  const names = new Map<string, ImportedName>();
  for (const { node, clause, from, elements } of importsOf(tree, compiler)) {
    for (const { name, isTypeOnly } of elements) {
      const isType = isTypeOnly || clause.isTypeOnly;
      names.set(name.text, { name, module: node.moduleSpecifier, from, isType });
    }
  }
  return names;
}

/** Returns every local name that a source imports, those of defaults and namespaces included. */
export function localImports(tree: ts.SourceFile, compiler: Compiler): readonly string[] {
  return importsOf(tree, compiler).flatMap(({ clause, elements }) => {
    const { name, namedBindings: rest } = clause;
    const namespace = rest !== undefined && compiler.isNamespaceImport(rest) ? [rest] : [];
    const all = [...(name === undefined ? [] : [clause]), ...namespace, ...elements];
    return all.flatMap((one) => one.name?.text ?? []);
  });
}

/** What an import has another name for. */
interface RenamedImport {
  /** The exported name; "default" for a default import. */
  readonly name: string;
  readonly from: string;
}

/** Returns what a source imports under a name of its own, by that name. */
export function renamedImports(
  tree: ts.SourceFile,
  compiler: Compiler,
): ReadonlyMap<string, RenamedImport> {
  const names = new Map<string, RenamedImport>();
  for (const { clause, from, elements } of importsOf(tree, compiler)) {
    if (clause.name !== undefined) names.set(clause.name.text, { name: "default", from });
    for (const { name, propertyName } of elements) {
      if (propertyName !== undefined) names.set(name.text, { name: propertyName.text, from });
    }
  }
  return names;
}

interface NamedImport {
  readonly node: ts.ImportDeclaration;
  readonly clause: ts.ImportClause;
  readonly from: string;
  readonly elements: readonly ts.ImportSpecifier[];
}

function importsOf(tree: ts.SourceFile, compiler: Compiler): readonly NamedImport[] {
  return tree.statements.flatMap((node) => {
    if (!compiler.isImportDeclaration(node) || !compiler.isStringLiteral(node.moduleSpecifier))
      return [];
    const clause = node.importClause;
    const bindings = clause?.namedBindings;
    if (clause === undefined) return [];
    const elements =
      bindings !== undefined && compiler.isNamedImports(bindings) ? [...bindings.elements] : [];
    return [{ node, clause, from: node.moduleSpecifier.text, elements }];
  });
}

/** Returns how often a name stands in a source, imports left out. */
export function timesNamed(tree: ts.SourceFile, name: string, compiler: Compiler): number {
  let times = 0;
  const visit = (node: ts.Node): void => {
    if (compiler.isImportDeclaration(node)) return;
    if (compiler.isIdentifier(node) && node.text === name) times++;
    compiler.forEachChild(node, visit);
  };
  visit(tree);
  return times;
}

/** Returns a text that imports some names of a module, too. */
export function withImport(
  tree: ts.SourceFile,
  { names, from }: { readonly names: readonly string[]; readonly from: string },
  compiler: Compiler,
): string {
  const { text } = tree;
  const all = importsOf(tree, compiler);
  const known = all.find(
    ({ clause, elements, ...one }) =>
      one.from === from && !clause.isTypeOnly && elements.length > 0,
  );
  const last = known?.elements.at(-1);
  if (known !== undefined && last !== undefined) {
    const [first] = known.elements;
    const lineStart = text.lastIndexOf("\n", last.getStart(tree)) + 1;
    const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
    // A list with a line for each name gets a line for each that is new.
    const isTall = first !== undefined && lineStart > first.getStart(tree);
    const isOwnLine =
      known.elements.length > 1 ? isTall : text.slice(lineStart, last.getStart(tree)).trim() === "";
    const between = isOwnLine ? `,${lineEndOf(text)}${indent}` : ", ";
    return applyEdits(text, [
      { start: last.end, end: last.end, text: names.map((name) => between + name).join("") },
    ]);
  }
  const quote = /^\s*(?:import|export)\b[^;]*?from\s*'/m.test(text) ? "'" : '"';
  const end = /^\s*(?:import|export)\b[^;\n]*?from\s*["'][^"'\n]*["'][ \t]*$/m.test(text)
    ? ""
    : ";";
  const line = `import { ${names.join(", ")} } from ${quote}${from}${quote}${end}`;
  const after = tree.statements.filter(compiler.isImportDeclaration).at(-1);
  if (after !== undefined) {
    const at = endOfLine(text, after.end);
    return applyEdits(text, [{ start: at, end: at, text: `${lineEndOf(text)}${line}` }]);
  }
  const [first] = tree.statements;
  const at = first === undefined ? text.length : headEnd(tree, first, compiler);
  return applyEdits(text, [
    { start: at, end: at, text: `${line}${lineEndOf(text)}${lineEndOf(text)}` },
  ]);
}

/** Returns where the first import goes: behind a script's first line, directives and the comment on the file. */
function headEnd(tree: ts.SourceFile, first: ts.Statement, compiler: Compiler): number {
  const isDirective =
    compiler.isExpressionStatement(first) && compiler.isStringLiteral(first.expression);
  const second = tree.statements[1];
  if (isDirective && second !== undefined) return second.getStart(tree, true);
  return first.getStart(tree, true);
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Returns the end of a line, a comment behind the statement included. */
function endOfLine(text: string, from: number): number {
  const found = /\r?\n/.exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}

/** Returns a text without the import of a name; the whole declaration goes if nothing else is in it. */
export function withoutImport(tree: ts.SourceFile, name: string, compiler: Compiler): string {
  for (const one of importsOf(tree, compiler)) {
    const cut = cutOf(name, one, tree, compiler);
    if (cut !== undefined) return applyEdits(tree.text, [{ ...cut, text: "" }]);
  }
  return tree.text;
}

/** Returns what goes with a name of an import; nothing if the import does not have the name. */
function cutOf(
  name: string,
  { node, clause, elements }: NamedImport,
  tree: ts.SourceFile,
  compiler: Compiler,
): Omit<TextEdit, "text"> | undefined {
  const { name: first, namedBindings: rest } = clause;
  if (first?.text === name) {
    if (rest === undefined) return wholeOf(node, tree);
    return { start: first.getStart(tree), end: rest.getStart(tree) };
  }
  const isNamespace =
    rest !== undefined && compiler.isNamespaceImport(rest) && rest.name.text === name;
  const index = elements.findIndex((one) => one.name.text === name);
  const element = elements[index];
  if (rest === undefined || (element === undefined && !isNamespace)) return undefined;
  if (element === undefined || elements.length === 1)
    return first === undefined ? wholeOf(node, tree) : { start: first.end, end: rest.end };
  const next = elements[index + 1];
  if (next !== undefined) return { start: element.getStart(tree), end: next.getStart(tree) };
  return { start: elements[index - 1]?.end ?? element.pos, end: element.end };
}

/** Returns the place of a declaration, with its line if nothing else is in it. */
function wholeOf(node: ts.ImportDeclaration, tree: ts.SourceFile): Omit<TextEdit, "text"> {
  const { text } = tree;
  const end = endOfLine(text, node.end);
  const start = node.getStart(tree);
  const isAlone = text.slice(node.end, end).trim() === "";
  const isWholeLine = text.lastIndexOf("\n", start - 1) + 1 === start && isAlone;
  const over = isWholeLine ? (/^\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start, end: isWholeLine ? end + over : node.end };
}
