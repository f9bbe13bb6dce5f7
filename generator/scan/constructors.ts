// What the statements of constructors do: call the base, set members, prepare the instance, or anything else.

import type { ts } from "../import/typescript-syntax.ts";
import { hasEffect, type Reading, type Values } from "./made-values.ts";
import { type Compiler, lastName } from "./syntax-parts.ts";

/** Returns the constructor of a class that has a body. */
export function constructorOf(
  declared: ts.ClassDeclaration,
  compiler: Compiler,
): ts.ConstructorDeclaration | undefined {
  return declared.members.find(
    (one): one is ts.ConstructorDeclaration =>
      compiler.isConstructorDeclaration(one) && one.body !== undefined,
  );
}

/** Returns the call of the base class that a statement is. */
export function superCall(
  statement: ts.Statement,
  compiler: Compiler,
): ts.CallExpression | undefined {
  if (!compiler.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isCall =
    compiler.isCallExpression(expression) &&
    expression.expression.kind === compiler.SyntaxKind.SuperKeyword;
  return isCall ? expression : undefined;
}

interface Assignment {
  readonly name: string;
  readonly value: ts.Expression;
}

/** Returns what a statement sets of its instance: `this.status = status`. */
export function assignment(statement: ts.Node, compiler: Compiler): Assignment | undefined {
  const set = compiler.isExpressionStatement(statement) ? statement.expression : undefined;
  if (set === undefined || !compiler.isBinaryExpression(set)) return undefined;
  const { left, operatorToken, right } = set;
  const isSet =
    operatorToken.kind === compiler.SyntaxKind.EqualsToken &&
    compiler.isPropertyAccessExpression(left) &&
    left.expression.kind === compiler.SyntaxKind.ThisKeyword;
  return isSet ? { name: left.name.text, value: right } : undefined;
}

/** Returns the variables and members that a constructor sets in its branches; "this" if it defines members of any name. */
export function changedIn(
  built: ts.ConstructorDeclaration | undefined,
  compiler: Compiler,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const { FirstAssignment, LastAssignment, ThisKeyword } = compiler.SyntaxKind;
  const visit = (node: ts.Node): void => {
    if (compiler.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      const isSet = FirstAssignment <= kind && kind <= LastAssignment;
      if (isSet) changed.add(lastName(node.left, compiler) ?? "");
    } else if (compiler.isCallExpression(node)) {
      const isDefining = /^(?:assign|define)/.test(lastName(node.expression, compiler) ?? "");
      if (isDefining && node.arguments.some(({ kind }) => kind === ThisKeyword))
        changed.add("this");
    }
    compiler.forEachChild(node, visit);
  };
  for (const statement of built?.body?.statements ?? [])
    visit(assignment(statement, compiler)?.value ?? statement);
  return changed;
}

/** Returns whether a statement of a constructor only calls the base, sets a member or a variable, or prepares the prototype or the stack. */
export function isPlainStatement(statement: ts.Statement, env: Values, reading: Reading): boolean {
  const { compiler } = reading;
  const isInert = (one: ts.Expression | undefined): boolean =>
    one === undefined || !hasEffect(one, env, reading);
  const called = superCall(statement, compiler);
  if (called !== undefined) return called.arguments.every(isInert);
  const set = assignment(statement, compiler);
  if (set !== undefined) return isInert(set.value);
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.every(({ initializer }) => isInert(initializer));
  if (compiler.isIfStatement(statement)) {
    const { expression, thenStatement, elseStatement } = statement;
    const list = compiler.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
    return isInert(expression) && elseStatement === undefined && list.every(isPreparing);
  }
  return isPreparing(statement);

  function isPreparing(one: ts.Statement): boolean {
    if (!compiler.isExpressionStatement(one)) return compiler.isEmptyStatement(one);
    const { expression } = one;
    if (!compiler.isCallExpression(expression)) return isInert(expression);
    const name = lastName(expression.expression, compiler) ?? "";
    return (
      /^(?:setPrototypeOf|captureStackTrace)$/.test(name) && expression.arguments.every(isInert)
    );
  }
}
