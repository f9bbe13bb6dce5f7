// Where errors of TypeScript take their codes: the constructors of classes, and functions that make such errors.

import type { ParameterDeclaration, Syntax, SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
import { hasCodeField, isCodeName } from "./typescript-values.ts";

/** Returns whether a class is one of errors by its name, and not one of the language. */
export function isErrorClass(name: string): boolean {
  return (
    /(?:Error|Exception|Problem|Fault)$/.test(name) &&
    !/^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|)Error$/.test(name)
  );
}

/** Returns where classes and functions take a code, by the names of their parameters and of the fields of these. */
export function codePositions(
  files: readonly SyntaxFile[],
  syntax: Syntax,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const declared of files.flatMap((file) => file.getClasses())) {
    const [parameters = []] = declared.getConstructors().map((one) => one.getParameters());
    const at = positionIn(parameters, syntax);
    if (at >= 0) found.set(declared.getName() ?? "", at);
  }
  // A name that several functions have says only what is true of all.
  const others = new Set<string>();
  for (const [name, declared] of functionsIn(files, syntax)) {
    const parameters = declared.getParameters();
    const at = positionIn(parameters, syntax);
    const isMaker = makesError(declared, parameters[at]?.getName(), syntax);
    if (isMaker && (found.get(name) ?? at) === at) found.set(name, at);
    else others.add(name);
  }
  for (const name of others) found.delete(name);
  return found;
}

function positionIn(parameters: readonly ParameterDeclaration[], syntax: Syntax): number {
  const own = parameters.findIndex((one) => isCodeName(one.getName()));
  return own >= 0 ? own : parameters.findIndex((one) => hasCodeField(one, syntax));
}

/** A function by the name with which it is called. */
type NamedFunction = readonly [
  name: string,
  declared: SyntaxNode & { readonly getParameters: () => readonly ParameterDeclaration[] },
];

/** Returns the functions of files and the static methods of classes. */
function functionsIn(files: readonly SyntaxFile[], { Node }: Syntax): readonly NamedFunction[] {
  const nodes = files.flatMap((file) => file.getDescendants());
  return nodes.flatMap((node): readonly NamedFunction[] => {
    if (Node.isFunctionDeclaration(node)) return [[node.getName() ?? "", node]];
    if (Node.isMethodDeclaration(node) && node.isStatic()) {
      const owner = node.getParent();
      const name = Node.isClassDeclaration(owner) ? owner.getName() : "";
      return [[`${name}.${node.getName()}`, node]];
    }
    const value = Node.isVariableDeclaration(node) ? node.getInitializer() : undefined;
    const isFunction = Node.isArrowFunction(value) || Node.isFunctionExpression(value);
    return isFunction && Node.isVariableDeclaration(node) ? [[node.getName(), value]] : [];
  });
}

/** Returns whether a function returns or throws an error that is made with one of its parameters. */
function makesError(
  declared: SyntaxNode,
  parameter: string | undefined,
  { Node, SyntaxKind }: Syntax,
): boolean {
  return declared.getDescendantsOfKind(SyntaxKind.NewExpression).some((made) => {
    const parent = made.getParent();
    const isResult =
      parent === declared || Node.isReturnStatement(parent) || Node.isThrowStatement(parent);
    return (
      isResult &&
      isErrorClass(made.getExpression().getText()) &&
      made.getDescendantsOfKind(SyntaxKind.Identifier).some((one) => one.getText() === parameter)
    );
  });
}
