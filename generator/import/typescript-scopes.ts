// What a name in TypeScript is declared as, by the places around it.

import type {
  ParameterDeclaration,
  Syntax,
  SyntaxNode,
  VariableDeclaration,
} from "./typescript-syntax.ts";

/** Returns the parameter or the constant that a name stands for; nothing if it comes from another file or can change. */
export function declarationOf(
  name: SyntaxNode,
  { Node }: Syntax,
): ParameterDeclaration | VariableDeclaration | undefined {
  const text = name.getText();
  for (const around of name.getAncestors()) {
    if (Node.isParametered(around)) {
      const parameter = around.getParameters().find((one) => one.getName() === text);
      // The default of a parameter cannot name the parameter itself.
      if (parameter !== undefined && !parameter.containsRange(name.getPos(), name.getEnd()))
        return parameter;
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
