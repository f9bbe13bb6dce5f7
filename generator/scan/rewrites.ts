// Uses of codes to rewrites that keep the meaning: guards, members of generated enums, and generated classes.

import { className, guardName } from "../catalog/names.ts";
import { isGeneratedSource } from "../import/typescript-files.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { TextEdit } from "../text/source.ts";
import { around, bare, type Compiler, lastName, literalText, nameText } from "./syntax-parts.ts";
import type { CodeUse } from "./use.ts";
import type { CodeMeaning, Vocabulary } from "./vocabulary.ts";

/** What an argument of a hand-written class is; `fields` is an object with properties of these names, and anything else is left out. */
export type ArgumentRole = string;

/** A name that a rewrite needs to be imported. */
export interface NeededName {
  readonly name: string;
  /** The id of the catalog whose package exports it. */
  readonly catalog: string;
}

/** A rewrite of one use. */
export interface Rewrite extends TextEdit {
  readonly use: CodeUse;
  readonly needs: NeededName;
}

/** What rewrites are made by. */
export interface Rewriting {
  readonly compiler: Compiler;
  readonly vocabulary: Vocabulary;
  /** Tells the types of expressions. */
  readonly checker: ts.TypeChecker;
  /** The arguments of hand-written classes that generated ones take the place of, by the names of the classes. */
  readonly classes: ReadonlyMap<string, readonly ArgumentRole[]>;
}

/** Returns the rewrite of a use, or nothing if none is certain to mean the same. */
export function rewriteOf(
  use: CodeUse,
  tree: ts.SourceFile,
  rewriting: Rewriting,
): Rewrite | undefined {
  const { compiler, vocabulary } = rewriting;
  const node = nodeOf(use, tree, compiler);
  const meanings = vocabulary.codes.get(use.code) ?? [];
  const [meaning] = meanings;
  if (node === undefined || meaning === undefined || meanings.length > 1) return undefined;
  const made = (at: ts.Node, text: string, name: string): Rewrite => ({
    ...{ use, start: at.getStart(tree), end: at.end, text },
    needs: { name, catalog: meaning.catalog },
  });
  if (use.form === "instanceof") {
    if (!compiler.isBinaryExpression(node)) return undefined;
    const guard = guardName(meaning.definition.name);
    return made(node, `${guard}(${node.left.getText(tree)})`, guard);
  }
  const written = literalText(node, compiler) !== undefined;
  const member = (): Rewrite | undefined =>
    written ? made(node, `${meaning.holder}.${meaning.member}`, meaning.holder) : undefined;
  if (use.form === "case") return member();
  if (use.form === "throw" || use.form === "expectation") {
    const thrown = thrownAs(node, meaning, rewriting);
    return thrown === undefined
      ? undefined
      : made(thrown.at, thrown.text, className(meaning.definition.name));
  }
  if (use.form !== "comparison") return undefined;
  const { parent } = node;
  if (!compiler.isBinaryExpression(parent)) return undefined;
  const owner = generatedOwner(parent.left === node ? parent.right : parent.left, rewriting);
  if (owner === undefined || meaning.definition.codes.length > 1) return member();
  const guard = guardName(meaning.definition.name);
  const not = parent.operatorToken.getText(tree).startsWith("!") ? "!" : "";
  return made(parent, `${not}${guard}(${owner.getText(tree)})`, guard);
}

/** Returns the node of a use in another tree of the same text. */
function nodeOf(
  { start, end, form }: CodeUse,
  tree: ts.SourceFile,
  compiler: Compiler,
): ts.Expression | undefined {
  const find = (node: ts.Node): ts.Node | undefined => {
    if (node.getStart(tree) === start && node.end === end) {
      const isWanted = form !== "instanceof" || compiler.isBinaryExpression(node);
      if (isWanted && compiler.isExpression(node)) return node;
    }
    return compiler.forEachChild(node, (child) =>
      child.pos <= start && child.end >= end ? find(child) : undefined,
    );
  };
  return find(tree) as ts.Expression | undefined;
}

/** Returns the exception whose code an expression is, if its type is that of generated classes. */
function generatedOwner(
  node: ts.Expression,
  { compiler, checker }: Rewriting,
): ts.Expression | undefined {
  const inner = bare(node, compiler);
  if (!compiler.isPropertyAccessExpression(inner) || inner.name.text !== "code") return undefined;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(inner.expression));
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((one) => isGeneratedClass(one.getSymbol(), compiler))
    ? inner.expression
    : undefined;
}

/** Returns whether something is a class of a generated file. */
export function isGeneratedClass(symbol: ts.Symbol | undefined, compiler: Compiler): boolean {
  const declared = symbol?.declarations?.find(compiler.isClassDeclaration);
  return declared !== undefined && isGeneratedSource(declared.getSourceFile().text);
}

interface Made {
  readonly at: ts.NewExpression;
  readonly text: string;
}

/** Returns what makes a generated exception in the place of a hand-written one. */
function thrownAs(
  node: ts.Expression,
  { code, definition }: CodeMeaning,
  { compiler, classes }: Rewriting,
): Made | undefined {
  const at = around(node, compiler.isNewExpression, compiler.isFunctionLike);
  const roles = classes.get(at === undefined ? "" : (lastName(at.expression, compiler) ?? ""));
  if (at === undefined || roles === undefined || definition.codes.length > 1) return undefined;
  const given = givenParts(at, roles, compiler);
  if (given === undefined || bare(given.get("code") ?? at, compiler) !== bare(node, compiler))
    return undefined;
  const needsParams = definition.params.some(({ optional }) => !optional);
  if (needsParams && !given.has("params")) return undefined;
  const status = given.get("status");
  const usual = code.statuses[0] ?? definition.statuses[0];
  const isUsual = status !== undefined && literalText(status, compiler) === String(usual);
  const init = (["message", "status", "cause", "params", "requestId"] as const).flatMap((role) => {
    const value = given.get(role);
    if (value === undefined || (role === "status" && isUsual)) return [];
    const text = value.getText();
    return text === role ? [role] : [`${role}: ${text}`];
  });
  const text = init.length === 0 ? "" : `{ ${init.join(", ")} }`;
  return { at, text: `new ${className(definition.name)}(${text})` };
}

/** Returns the arguments of a class by what they are; nothing if there is more than the mapping knows of. */
function givenParts(
  made: ts.NewExpression,
  roles: readonly ArgumentRole[],
  compiler: Compiler,
): ReadonlyMap<ArgumentRole, ts.Expression> | undefined {
  const list = made.arguments ?? [];
  if (made.typeArguments !== undefined || list.length > roles.length) return undefined;
  const given = new Map<ArgumentRole, ts.Expression>();
  for (const [i, argument] of list.entries()) {
    const role = roles[i] ?? "-";
    if (compiler.isSpreadElement(argument) || hasComment(argument, compiler)) return undefined;
    if (role === "fields") {
      if (!compiler.isObjectLiteralExpression(argument)) return undefined;
      for (const property of argument.properties) {
        const name = fieldRoles.find((one) => one === nameText(property.name, compiler));
        if (name === undefined || hasComment(property, compiler)) return undefined;
        if (compiler.isPropertyAssignment(property)) given.set(name, property.initializer);
        else if (compiler.isShorthandPropertyAssignment(property)) given.set(name, property.name);
        else return undefined;
      }
    } else if (fieldRoles.some((one) => one === role)) given.set(role, argument);
    // What is left out must do nothing.
    else if (!isPure(argument, compiler)) return undefined;
  }
  return given;
}

const fieldRoles = ["code", "status", "message", "cause", "params", "requestId"] as const;

function isPure(node: ts.Expression, compiler: Compiler): boolean {
  return literalText(node, compiler) !== undefined || compiler.isIdentifier(node);
}

/** Returns whether there is a comment before or behind an argument, which a rewrite would lose. */
function hasComment(node: ts.Node, compiler: Compiler): boolean {
  const { text } = node.getSourceFile();
  return (
    compiler.getLeadingCommentRanges(text, node.pos) !== undefined ||
    compiler.getTrailingCommentRanges(text, node.end) !== undefined
  );
}
