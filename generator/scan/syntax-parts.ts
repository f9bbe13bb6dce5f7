// Parts of syntax trees of TypeScript that say the same in several forms.

import type { Syntax, ts } from "../import/typescript-syntax.ts";

/** The compiler's own functions. */
export type Compiler = Syntax["ts"];

/** Returns an expression without brackets, casts and `await`. */
export function bare(node: ts.Expression, compiler: Compiler): ts.Expression {
  if (
    compiler.isParenthesizedExpression(node) ||
    compiler.isAsExpression(node) ||
    compiler.isSatisfiesExpression(node) ||
    compiler.isNonNullExpression(node) ||
    compiler.isTypeAssertionExpression(node) ||
    compiler.isAwaitExpression(node)
  )
    return bare(node.expression, compiler);
  return node;
}

/** Returns the text of a literal as codes are compared: a text, or a number without a fraction. */
export function literalText(node: ts.Node | undefined, compiler: Compiler): string | undefined {
  if (node === undefined) return undefined;
  if (compiler.isStringLiteralLike(node)) return node.text;
  if (compiler.isNumericLiteral(node)) return /^\d+$/.test(node.text) ? node.text : undefined;
  const isMinus =
    compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.MinusToken;
  if (!isMinus || !compiler.isNumericLiteral(node.operand)) return undefined;
  return /^\d+$/.test(node.operand.text) ? `-${node.operand.text}` : undefined;
}

/** Returns the name of a property, a member or a parameter; nothing if it is computed or a pattern. */
export function nameText(
  name: ts.PropertyName | ts.BindingName | undefined,
  compiler: Compiler,
): string | undefined {
  if (name === undefined) return undefined;
  if (compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)) return name.text;
  return compiler.isStringLiteralLike(name) || compiler.isNumericLiteral(name)
    ? name.text
    : undefined;
}

/** Returns the last name of an expression: of a variable, a property, or what is called. */
export function lastName(node: ts.Expression, compiler: Compiler): string | undefined {
  const inner = bare(node, compiler);
  if (compiler.isIdentifier(inner)) return inner.text;
  if (compiler.isPropertyAccessExpression(inner)) return inner.name.text;
  if (compiler.isElementAccessExpression(inner)) {
    const text = literalText(inner.argumentExpression, compiler);
    return text ?? lastName(inner.expression, compiler);
  }
  return compiler.isCallExpression(inner) ? lastName(inner.expression, compiler) : undefined;
}

/** Returns the object literal that an expression is, also frozen or with a type. */
export function objectIn(
  node: ts.Expression | undefined,
  compiler: Compiler,
): ts.ObjectLiteralExpression | undefined {
  if (node === undefined) return undefined;
  const inner = bare(node, compiler);
  if (compiler.isObjectLiteralExpression(inner)) return inner;
  if (compiler.isCallExpression(inner) && lastName(inner.expression, compiler) === "freeze")
    return objectIn(inner.arguments[0], compiler);
  return undefined;
}

/** Returns the name of a class, an interface or an alias that a type is. */
export function typeName(node: ts.TypeNode | undefined, compiler: Compiler): string | undefined {
  if (node === undefined || !compiler.isTypeReferenceNode(node)) return undefined;
  const { typeName: name } = node;
  return compiler.isIdentifier(name) ? name.text : name.right.text;
}

/** Returns the name of the class that a class extends. */
export function baseName(
  declared: ts.ClassLikeDeclaration,
  compiler: Compiler,
): string | undefined {
  const clause = declared.heritageClauses?.find(
    ({ token }) => token === compiler.SyntaxKind.ExtendsKeyword,
  );
  const [base] = clause?.types ?? [];
  return base === undefined ? undefined : lastName(base.expression, compiler);
}

/** Returns the nearest node around a node that is of a form, up to a boundary. */
export function around<Found extends ts.Node>(
  node: ts.Node,
  isForm: (one: ts.Node) => one is Found,
  isEnd: (one: ts.Node) => boolean = () => false,
): Found | undefined {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (isForm(at)) return at;
    if (isEnd(at)) return undefined;
  }
  return undefined;
}
