// Hand-written classes that sources ask for: generated errors are not instances of these classes.

import { resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { SourceFile } from "../text/source.ts";
import { renamedImports } from "./named-imports.ts";
import { behindAlias, isGeneratedClass } from "./symbols.ts";
import { around, type Compiler, lastName } from "./syntax-parts.ts";

interface Asking {
  readonly sources: readonly SourceFile[];
  /** The folder that the paths of sources are relative to, absolute. */
  readonly cwd: string;
  readonly program: ts.Program;
  readonly compiler: Compiler;
}

/** Returns a warning for each class whose value is used other than to make, extend, import or export it, by the names of the classes. */
export function askedClasses(
  names: ReadonlySet<string>,
  { sources, cwd, program, compiler }: Asking,
): ReadonlyMap<string, Diagnostic> {
  const asked = new Map<string, Diagnostic>();
  const checker = program.getTypeChecker();
  for (const file of names.size === 0 ? [] : sources) {
    const tree = program.getSourceFile(resolve(cwd, file.path));
    if (tree === undefined) continue;
    const renamed = renamedImports(tree, compiler);
    const visit = (node: ts.Node): void => {
      if (!isPassive(node, compiler)) compiler.forEachChild(node, visit);
      if (!isValue(node, compiler)) return;
      const local = lastName(node, compiler);
      if (local === undefined || (!names.has(local) && !renamed.has(local))) return;
      const symbol = meantBy(node, checker, compiler);
      const declared = symbol?.declarations?.find(compiler.isClassDeclaration)?.name?.text ?? "";
      const name = names.has(local) ? local : declared;
      if (!names.has(name) || asked.has(name) || isGeneratedClass(symbol, compiler)) return;
      if (isInOwnConstructor(node, name, compiler)) return;
      const span = { file, start: node.getStart(), end: node.end };
      asked.set(name, diagnostic("scan-class-asked", { class: name }, { span }));
    };
    visit(tree);
  }
  return asked;
}

/** Returns whether nothing in a node asks for a class: types, imports, exports, and what a class extends. */
function isPassive(node: ts.Node, compiler: Compiler): boolean {
  return (
    compiler.isImportDeclaration(node) ||
    compiler.isExportDeclaration(node) ||
    compiler.isExportAssignment(node) ||
    compiler.isTypeNode(node)
  );
}

/** Returns whether a node is a name whose value is used, and not what `new` makes. */
function isValue(node: ts.Node, compiler: Compiler): node is ts.Expression {
  const isName =
    compiler.isIdentifier(node) ||
    compiler.isPropertyAccessExpression(node) ||
    compiler.isElementAccessExpression(node);
  if (!isName) return false;
  const { parent } = node;
  if (compiler.isNewExpression(parent)) return parent.expression !== node;
  if (compiler.isShorthandPropertyAssignment(parent)) return true;
  const { name, propertyName } = parent as {
    readonly name?: ts.Node;
    readonly propertyName?: ts.Node;
  };
  return name !== node && propertyName !== node;
}

/** Returns what a name means behind imports. */
function meantBy(
  node: ts.Expression,
  checker: ts.TypeChecker,
  compiler: Compiler,
): ts.Symbol | undefined {
  const symbol = compiler.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return behindAlias(symbol, checker, compiler);
}

/** Returns whether a constructor prepares its own instance by the name of its class, such as with `setPrototypeOf`. */
function isInOwnConstructor(node: ts.Expression, name: string, compiler: Compiler): boolean {
  const { parent } = node;
  const isInstanceof =
    compiler.isBinaryExpression(parent) &&
    parent.operatorToken.kind === compiler.SyntaxKind.InstanceOfKeyword;
  const owner = around(node, compiler.isConstructorDeclaration)?.parent;
  return !isInstanceof && owner?.name?.text === name;
}
