// The declaration that a name refers to, as far as it is in the same file.

import type { ts } from "../import/typescript-syntax.ts";
import type { Compiler } from "./syntax-parts.ts";

/** What declares a variable. */
export type DeclaredVariable = ts.BindingElement | ts.ParameterDeclaration | ts.VariableDeclaration;

/** Returns the nearest declaration of a variable around a node. */
export function declarationOf(
  name: string,
  node: ts.Node,
  compiler: Compiler,
): DeclaredVariable | undefined {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    for (const declared of declaredBy(at, compiler)) {
      const found = bindingOf(name, declared, compiler);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function declaredBy(
  node: ts.Node,
  compiler: Compiler,
): readonly (ts.ParameterDeclaration | ts.VariableDeclaration)[] {
  if (compiler.isFunctionLike(node)) return node.parameters as readonly ts.ParameterDeclaration[];
  if (compiler.isCatchClause(node))
    return node.variableDeclaration === undefined ? [] : [node.variableDeclaration];
  if (
    (compiler.isForOfStatement(node) || compiler.isForStatement(node)) &&
    node.initializer !== undefined &&
    compiler.isVariableDeclarationList(node.initializer)
  )
    return node.initializer.declarations;
  const hasStatements =
    compiler.isBlock(node) ||
    compiler.isSourceFile(node) ||
    compiler.isCaseClause(node) ||
    compiler.isModuleBlock(node);
  if (!hasStatements) return [];
  return node.statements.flatMap((statement) =>
    compiler.isVariableStatement(statement) ? statement.declarationList.declarations : [],
  );
}

function bindingOf(
  name: string,
  declared: DeclaredVariable,
  compiler: Compiler,
): DeclaredVariable | undefined {
  if (compiler.isIdentifier(declared.name))
    return declared.name.text === name ? declared : undefined;
  for (const element of declared.name.elements) {
    if (compiler.isOmittedExpression(element)) continue;
    const found = bindingOf(name, element, compiler);
    if (found !== undefined) return found;
  }
  return undefined;
}
