// What a name in TypeScript is declared as, by the places around it.

import type {
  BindingElement,
  ParameterDeclaration,
  Syntax,
  SyntaxNode,
  VariableDeclaration,
} from "./typescript-syntax.ts";

/** Returns the parameter, the field of a parameter or the constant that a name stands for; nothing if it comes from another file or can change. */
export function declarationOf(
  name: SyntaxNode,
  syntax: Syntax,
): ParameterDeclaration | BindingElement | VariableDeclaration | undefined {
  const { Node } = syntax;
  const text = name.getText();
  for (const around of name.getAncestors()) {
    if (Node.isParametered(around)) {
      const parameter = around.getParameters().find((one) => one.getName() === text);
      // The default of a parameter cannot name the parameter itself.
      if (parameter !== undefined && !parameter.containsRange(name.getPos(), name.getEnd()))
        return parameter;
      const field = around
        .getParameters()
        .flatMap((one) => fieldsOf(one, syntax))
        .find((one) => one.getName() === text);
      if (field !== undefined && !field.containsRange(name.getPos(), name.getEnd())) return field;
    }
    if (!Node.isStatemented(around)) continue;
    const statement = around
      .getVariableStatements()
      .find((one) => one.getDeclarations().some((declared) => declared.getName() === text));
    if (statement === undefined) continue;
    const declared = statement.getDeclarations().find((one) => one.getName() === text);
    return /\bconst\b/.test(statement.getDeclarationKind()) ? declared : undefined;
  }
  return undefined;
}

/** Returns the fields that a parameter is taken apart into: `({ code, status = 400 })`. */
export function fieldsOf(
  parameter: ParameterDeclaration,
  { Node }: Syntax,
): readonly BindingElement[] {
  const name = parameter.getNameNode();
  return Node.isObjectBindingPattern(name) ? name.getElements() : [];
}

/** A field, and what is put there. */
export interface PutField {
  readonly name: string;
  readonly value: SyntaxNode;
}

/** Returns what is put into the fields of `this` or of a constant: `error.code = "not_found"`. */
export function assignedFields(
  around: SyntaxNode,
  owner: string,
  { Node, SyntaxKind }: Syntax,
): readonly PutField[] {
  return around.getDescendantsOfKind(SyntaxKind.BinaryExpression).flatMap((one) => {
    const left = one.getLeft();
    const isPut = one.getOperatorToken().getText() === "=";
    if (!isPut || !Node.isPropertyAccessExpression(left)) return [];
    const [, name] = /^\(?(\w+)(?:\s+as\s[^()]*\))?$/.exec(left.getExpression().getText()) ?? [];
    return name === owner ? [{ name: left.getName(), value: one.getRight() }] : [];
  });
}

/** Returns what is put into the fields of what an expression makes, if that is a constant. */
export function fieldsPutLater(node: SyntaxNode, syntax: Syntax): readonly PutField[] {
  const { Node } = syntax;
  const parent = node.getParent();
  if (Node.isAsExpression(parent)) return fieldsPutLater(parent, syntax);
  const around = parent?.getFirstAncestor((one) => Node.isStatemented(one));
  return Node.isVariableDeclaration(parent) && around !== undefined
    ? assignedFields(around, parent.getName(), syntax)
    : [];
}
