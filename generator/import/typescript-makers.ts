// What makes errors in TypeScript: the classes of errors, and functions that return or throw an error.

import { declarationOf, fieldsOf, fieldsPutLater } from "./typescript-scopes.ts";
import type {
  ClassDeclaration,
  ParameterDeclaration,
  Syntax,
  SyntaxFile,
  SyntaxNode,
} from "./typescript-syntax.ts";
import { hasCodeField, isCodeName } from "./typescript-values.ts";

/** What the sources declare that makes errors, by the names with which it is called. */
export interface ErrorMakers {
  readonly classes: ReadonlyMap<string, ClassDeclaration>;
  readonly functions: ReadonlyMap<string, ErrorFunction>;
  /** The names of functions of well-known packages. */
  readonly known: ReadonlySet<string>;
}

/** A function with parameters. */
export type ParameteredNode = SyntaxNode & {
  readonly getParameters: () => readonly ParameterDeclaration[];
};

/** A function that makes errors, and the expressions in it that make one. */
export interface ErrorFunction {
  readonly declared: ParameteredNode;
  readonly results: readonly SyntaxNode[];
}

/** Returns whether a class is one of errors by its name, and not one of the language. */
export function isErrorClass(name: string): boolean {
  return /(?:Error|Exception|Problem|Fault)$/.test(name) && !isLanguageError(name);
}

/** Returns whether a class is one of errors of the language, by its name. */
export function isLanguageError(name: string): boolean {
  return /^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|)Error$/.test(name);
}

/** Returns the classes of errors and the functions that make errors. */
export function errorMakers(files: readonly SyntaxFile[], syntax: Syntax): ErrorMakers {
  const classes = errorClasses(files);
  const known = new Set(files.flatMap(knownMakers));
  const functions = new Map<string, ErrorFunction>();
  const isMade = (node: SyntaxNode) => isMaking(node, { classes, known, functions }, syntax);
  const all = functionsIn(files, syntax);
  // A function may return what another one makes.
  for (let before = -1; before < functions.size; ) {
    before = functions.size;
    for (const [name, declared] of all) {
      const results = functions.has(name) ? [] : resultsOf(declared, isMade, syntax);
      if (results.length > 0) functions.set(name, { declared, results });
    }
  }
  // A name that several functions have says only what is true of all.
  for (const [name, declared] of all) {
    const first = functions.get(name)?.declared;
    if (first === undefined || first === declared) continue;
    const isSame =
      resultsOf(declared, isMade, syntax).length > 0 &&
      codePosition(first, syntax) === codePosition(declared, syntax);
    if (!isSame) functions.delete(name);
  }
  return { classes, functions, known };
}

/** Returns which argument of a class or function is a code, or an object with one; -1 if the names of its parameters do not say it. */
export function codePosition(
  declared: ParameteredNode | ClassDeclaration | undefined,
  syntax: Syntax,
): number {
  const [owner] =
    declared === undefined || !("getConstructors" in declared)
      ? [declared]
      : declared.getConstructors();
  const parameters = owner?.getParameters() ?? [];
  const own = parameters.findIndex((one) => isCodeName(one.getName()));
  return own >= 0 ? own : parameters.findIndex((one) => hasCodeField(one, syntax));
}

/** Returns the classes that extend an error: by the name of what they extend, or because that extends one. */
function errorClasses(files: readonly SyntaxFile[]): ReadonlyMap<string, ClassDeclaration> {
  const found = new Map<string, ClassDeclaration>();
  const all = files.flatMap((file) => file.getClasses());
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const one of all) {
      const base = one.getExtends()?.getExpression().getText() ?? "";
      const isError = /(?:Error|Exception|Problem|Fault)$/.test(base) || found.has(base);
      if (isError) found.set(one.getName() ?? "", one);
    }
  }
  return found;
}

/** Packages whose functions make errors. */
const packagesOfMakers = /^(?:@fastify\/error|http-errors|h3|@hapi\/boom)$/;

function knownMakers(file: SyntaxFile): readonly string[] {
  return file
    .getImportDeclarations()
    .filter((one) => packagesOfMakers.test(one.getModuleSpecifierValue()))
    .flatMap((one) => [
      ...[one.getDefaultImport(), one.getNamespaceImport()].flatMap(
        (name) => name?.getText() ?? [],
      ),
      ...one
        .getNamedImports()
        .filter((name) => /^(?:createError|Boom|boomify)$/.test(name.getName()))
        .map((name) => name.getAliasNode()?.getText() ?? name.getName()),
    ]);
}

/** A function by the name with which it is called. */
type NamedFunction = readonly [name: string, declared: ParameteredNode];

/** Returns the functions of files, the methods of classes, and those of constant objects. */
function functionsIn(files: readonly SyntaxFile[], { Node }: Syntax): readonly NamedFunction[] {
  const ownerOf = (node: SyntaxNode): string => {
    const owner = node.getParent();
    if (!Node.isClassDeclaration(owner))
      return node.getFirstAncestor((one) => Node.isVariableDeclaration(one))?.getName() ?? "";
    const isStatic =
      (Node.isMethodDeclaration(node) || Node.isPropertyDeclaration(node)) && node.isStatic();
    return isStatic ? (owner.getName() ?? "") : "this";
  };
  const nodes = files.flatMap((file) => file.getDescendants());
  return nodes.flatMap((node): readonly NamedFunction[] => {
    if (Node.isFunctionDeclaration(node)) return [[node.getName() ?? "", node]];
    if (Node.isMethodDeclaration(node)) return [[`${ownerOf(node)}.${node.getName()}`, node]];
    const isNamed =
      Node.isVariableDeclaration(node) ||
      Node.isPropertyDeclaration(node) ||
      Node.isPropertyAssignment(node);
    const value = isNamed ? node.getInitializer() : undefined;
    if (!isNamed || !(Node.isArrowFunction(value) || Node.isFunctionExpression(value))) return [];
    const owner = Node.isVariableDeclaration(node) ? "" : `${ownerOf(node)}.`;
    return [[`${owner}${node.getName()}`, value]];
  });
}

/** Returns whether an expression makes an error: a class, a function of the sources or of a package, or `Object.assign(new Error(…), { code })`. */
export function isMaking(node: SyntaxNode, makers: ErrorMakers, syntax: Syntax): boolean {
  const { Node } = syntax;
  if (Node.isNewExpression(node)) {
    const name = node.getExpression().getText();
    const isGivenCode =
      isLanguageError(name) && fieldsPutLater(node, syntax).some((one) => isCodeName(one.name));
    return isErrorClass(name) || makers.classes.has(name) || isKnown(name, makers) || isGivenCode;
  }
  if (!Node.isCallExpression(node)) return false;
  const name = node.getExpression().getText();
  if (name !== "Object.assign") return makers.functions.has(name) || isKnown(name, makers);
  const [error] = node.getArguments();
  return (
    Node.isNewExpression(error) &&
    (isLanguageError(error.getExpression().getText()) || isMaking(error, makers, syntax))
  );
}

/** Returns whether a name is that of a well-known package or of something in it: `Boom.notFound`. */
function isKnown(name: string, { known }: ErrorMakers): boolean {
  return known.has(name.replace(/\.\w+$/, ""));
}

/** Returns the expressions in a function that make an error of its parameters, which the function returns or throws. */
function resultsOf(
  declared: ParameteredNode,
  isMade: (node: SyntaxNode) => boolean,
  syntax: Syntax,
): readonly SyntaxNode[] {
  const { Node, SyntaxKind } = syntax;
  const names = new Set(
    declared
      .getParameters()
      .flatMap((one) => [one, ...fieldsOf(one, syntax)].map((named) => named.getName())),
  );
  if (names.size === 0) return [];
  return declared.getDescendants().flatMap((node) => {
    const parent = node.getParent();
    const isResult =
      parent === declared || Node.isReturnStatement(parent) || Node.isThrowStatement(parent);
    if (!isResult) return [];
    // What is returned may be a constant that was made before.
    const made = Node.isIdentifier(node) ? declarationOf(node, syntax)?.getInitializer() : node;
    const bare = Node.isAsExpression(made) ? made.getExpression() : made;
    const isUsed = bare
      ?.getDescendantsOfKind(SyntaxKind.Identifier)
      .some((one) => names.has(one.getText()));
    return bare !== undefined && isUsed === true && isMade(bare) ? [bare] : [];
  });
}
