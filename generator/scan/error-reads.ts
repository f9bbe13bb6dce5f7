// What sources read of errors that they catch or are given: fields, names, and errors that are sent as they are.

import { resolve } from "node:path";
import { isGeneratedSource } from "../import/typescript-files.ts";
import type { ts } from "../import/typescript-syntax.ts";
import { addTo } from "../text/lists.ts";
import { positionOf, type SourceFile } from "../text/source.ts";
import type { Reading } from "./made-values.ts";
import { isErrorName } from "./name-words.ts";
import { around, bare, type Compiler, lastName, literalText, nameText } from "./syntax-parts.ts";

/** A place where sources read something of an error. */
export interface ErrorRead {
  /** The path and the line. */
  readonly place: string;
  /** The class of the error; nothing if it may be any. */
  readonly of?: ts.ClassDeclaration;
}

/** What sources read of errors. */
export interface ErrorReads {
  /** By the names of fields. */
  readonly fields: ReadonlyMap<string, readonly ErrorRead[]>;
  /** By the texts that names of errors are compared with. */
  readonly names: ReadonlyMap<string, readonly ErrorRead[]>;
  /** Where the name of an error goes anywhere but into a log. */
  readonly passed: readonly ErrorRead[];
  /** Where an error is sent or copied as it is. */
  readonly sent: readonly ErrorRead[];
}

const sending = /^(?:json|send|stringify)$/;
const logging = /^(?:console|log(?:ger)?|trace|debug|info|warn|error|fatal)$/i;

/** Returns what sources read of errors. */
export function errorReads(
  sources: readonly SourceFile[],
  { program, cwd, reading }: ReadingErrors,
): ErrorReads {
  const fields = new Map<string, ErrorRead[]>();
  const names = new Map<string, ErrorRead[]>();
  const passed: ErrorRead[] = [];
  const sent: ErrorRead[] = [];
  const { compiler } = reading;
  for (const file of sources) {
    const tree = program.getSourceFile(resolve(cwd, file.path));
    if (tree === undefined || isGeneratedSource(file.text)) continue;
    const readAt = (node: ts.Node, owner: ts.Node | undefined): ErrorRead | undefined => {
      const found = owner && errorIn(owner, reading);
      return found && { ...found, place: placeOf(node, file) };
    };
    const visit = (node: ts.Node): void => {
      compiler.forEachChild(node, visit);
      for (const one of sentIn(node, reading)) {
        const read = readAt(one, one);
        if (read !== undefined) sent.push(read);
      }
      const { name, owner } = fieldRead(node, reading) ?? {};
      const read = readAt(node, owner);
      if (name === undefined || read === undefined) return;
      const texts = name === "name" ? comparedWith(node, reading) : undefined;
      if (name !== "name") addTo(fields, name, read);
      else if (texts === undefined) passed.push(read);
      else for (const text of texts) addTo(names, text, read);
    };
    visit(tree);
  }
  return { fields, names, passed, sent };
}

/** What the sources are read with. */
export interface ReadingErrors {
  readonly program: ts.Program;
  /** The folder that the paths of sources are relative to, absolute. */
  readonly cwd: string;
  readonly reading: Reading;
}

function placeOf(node: ts.Node, file: SourceFile): string {
  return `${file.path}:${positionOf(file, node.getStart()).line}`;
}

/** Returns what is known of the class of an error; nothing if a node is none. */
function errorIn(
  node: ts.Node,
  { compiler, checker }: Reading,
): { readonly of?: ts.ClassDeclaration } | undefined {
  const inner = compiler.isExpression(node) ? bare(node, compiler) : node;
  const isNamed =
    compiler.isIdentifier(inner) &&
    (isErrorName(inner.text) ||
      checker.getSymbolAtLocation(inner)?.valueDeclaration?.parent.kind ===
        compiler.SyntaxKind.CatchClause);
  if (inner !== node && isNamed) return {};
  const type = checker.getTypeAtLocation(node);
  for (const one of type.isUnion() ? type.types : [type]) {
    if ((one.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) !== 0) {
      if (isNamed) return {};
      continue;
    }
    const symbol = one.getSymbol();
    const of = symbol?.declarations?.find(compiler.isClassDeclaration);
    if (of !== undefined && inner.kind !== compiler.SyntaxKind.ThisKeyword) return { of };
    if (symbol?.name === "Error") return {};
  }
  return undefined;
}

interface FieldRead {
  readonly name: string;
  readonly owner: ts.Node;
}

/** Returns the field that a node reads, and of what. */
function fieldRead(node: ts.Node, { compiler }: Reading): FieldRead | undefined {
  const { InKeyword, EqualsToken } = compiler.SyntaxKind;
  const { parent } = node;
  if (compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node)) {
    const isSetting =
      compiler.isBinaryExpression(parent) && parent.operatorToken.kind === EqualsToken;
    // A class names its own errors after itself.
    const isSet = isSetting && (parent.left === node || /^this\.name$/.test(parent.left.getText()));
    const name = compiler.isPropertyAccessExpression(node)
      ? node.name.text
      : literalText(node.argumentExpression, compiler);
    const { expression: owner } = node;
    if (isSet || name === undefined) return undefined;
    const isOfClass =
      compiler.isPropertyAccessExpression(owner) && owner.name.text === "constructor";
    return {
      name: name === "toString" ? "name" : name,
      owner: isOfClass ? owner.expression : owner,
    };
  }
  if (compiler.isBinaryExpression(node) && node.operatorToken.kind === InKeyword) {
    const name = literalText(node.left, compiler);
    return name === undefined ? undefined : { name, owner: node.right };
  }
  const text = asText(node, compiler);
  if (text !== undefined) return { name: "name", owner: text };
  if (!compiler.isBindingElement(node)) return undefined;
  const { parent: declared } = parent;
  const name = nameText(node.propertyName ?? (node.name as ts.BindingName), compiler);
  const isVariable = compiler.isVariableDeclaration(declared) && declared.initializer !== undefined;
  return isVariable && name !== undefined
    ? { name, owner: declared.initializer as ts.Expression }
    : undefined;
}

/** Returns what a node makes a text of, in which the name of an error is: `${error}`, `String(error)`, `"Oops: " + error`. */
function asText(node: ts.Node, compiler: Compiler): ts.Expression | undefined {
  if (compiler.isTemplateSpan(node)) return node.expression;
  if (compiler.isCallExpression(node) && node.expression.getText() === "String")
    return node.arguments[0];
  const isSum =
    compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.PlusToken;
  if (!isSum) return undefined;
  return compiler.isIdentifier(node.right) ? node.right : node.left;
}

/** Returns the texts that a name is compared with, none if it goes into a log; nothing if it goes anywhere else. */
function comparedWith(node: ts.Node, { compiler }: Reading): readonly string[] | undefined {
  const { parent } = node;
  const literals = (one: ts.Node): readonly string[] => {
    const text = compiler.isStringLiteralLike(one) ? [one.text] : [];
    const found: string[] = [...text];
    compiler.forEachChild(one, (child) => {
      for (const inner of literals(child)) found.push(inner);
    });
    return found;
  };
  if (compiler.isSwitchStatement(parent))
    return parent.caseBlock.clauses.flatMap((one) =>
      compiler.isCaseClause(one) ? literals(one.expression) : [],
    );
  if (compiler.isBinaryExpression(parent)) {
    const other = parent.left === node ? parent.right : parent.left;
    if (/^[!=]==?$/.test(parent.operatorToken.getText()) && compiler.isStringLiteralLike(other))
      return [other.text];
  }
  const call = around(node, compiler.isCallExpression, compiler.isFunctionLike);
  if (call === undefined) return undefined;
  const { expression } = call;
  const called = compiler.isPropertyAccessExpression(expression)
    ? [expression.name.text, lastName(expression.expression, compiler) ?? ""]
    : [lastName(expression, compiler) ?? ""];
  if (called.some((one) => logging.test(one))) return [];
  const isTest = /^(?:expect|assert)/.test(expression.getText());
  const isList =
    compiler.isPropertyAccessExpression(expression) &&
    compiler.isArrayLiteralExpression(expression.expression);
  if (!isTest && !isList) return undefined;
  return literals(around(node, compiler.isExpressionStatement) ?? call);
}

/** Returns what a node sends or copies as it is: arguments of `json`, `send` and `stringify`, a body, and what is spread. */
function sentIn(node: ts.Node, { compiler }: Reading): readonly ts.Expression[] {
  const parts = (one: ts.Expression): readonly ts.Expression[] => {
    const inner = bare(one, compiler);
    if (compiler.isConditionalExpression(inner))
      return [inner.whenTrue, inner.whenFalse].flatMap(parts);
    if (!compiler.isObjectLiteralExpression(inner)) return [one];
    return inner.properties.flatMap((property) => {
      if (compiler.isPropertyAssignment(property)) return parts(property.initializer);
      return compiler.isShorthandPropertyAssignment(property) ? [property.name] : [];
    });
  };
  if (compiler.isSpreadAssignment(node)) return [node.expression];
  if (compiler.isCallExpression(node))
    return sending.test(lastName(node.expression, compiler) ?? "")
      ? node.arguments.flatMap(parts)
      : [];
  const isBody =
    compiler.isBinaryExpression(node) &&
    node.operatorToken.kind === compiler.SyntaxKind.EqualsToken &&
    compiler.isPropertyAccessExpression(node.left) &&
    node.left.name.text === "body";
  return isBody ? parts(node.right) : [];
}
