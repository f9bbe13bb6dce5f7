// What the place of a text in a source says of it: in which form it would be the code of an error, and how sure that is.

import type { ts } from "../import/typescript-syntax.ts";
import { callContext, newContext } from "./call-context.ts";
import {
  atLeast,
  codeEvidence,
  type Evidence,
  functionName,
  type Reading,
  typeEvidence,
  type UseContext,
} from "./evidence.ts";
import { fieldContext } from "./field-context.ts";
import { listContext, mapContext, switchContext } from "./gatherings.ts";
import { isCodeField, isErrorName } from "./name-words.ts";
import { type DeclaredVariable, declarationOf } from "./scopes.ts";
import { around, baseName, type Compiler, lastName, nameText } from "./syntax-parts.ts";

/** Returns what the place of an expression says of it; nothing if no code of an error has a meaning there. */
export function contextOf(node: ts.Expression, reading: Reading): UseContext | undefined {
  const { compiler } = reading;
  const { declarations } = reading.facts;
  const { parent } = node;
  if (compiler.isAsExpression(parent) || compiler.isSatisfiesExpression(parent)) {
    const context = contextOf(parent, reading);
    const typed = typeEvidence(parent.type, reading);
    if (typed === 0) return context;
    return { form: "value", ...context, evidence: atLeast(context?.evidence ?? 0, typed) };
  }
  if (compiler.isParenthesizedExpression(parent) || compiler.isNonNullExpression(parent))
    return contextOf(parent, reading);
  if (compiler.isConditionalExpression(parent)) {
    const { condition, whenTrue, whenFalse } = parent;
    if (condition === node) return undefined;
    return besideContext(parent, whenTrue === node ? whenFalse : whenTrue, reading);
  }
  if (compiler.isBinaryExpression(parent)) return binaryContext(node, parent, reading);
  if (compiler.isCaseClause(parent)) return switchContext(parent, reading);
  if (compiler.isPropertyAssignment(parent) && parent.initializer === node)
    return fieldContext(parent, reading);
  if (compiler.isComputedPropertyName(parent) || compiler.isPropertyAssignment(parent)) {
    const object = compiler.isComputedPropertyName(parent) ? parent.parent.parent : parent.parent;
    return compiler.isObjectLiteralExpression(object) ? mapContext(object, reading) : undefined;
  }
  if (compiler.isArrayLiteralExpression(parent)) return listContext(parent, reading);
  if (compiler.isCallExpression(parent) && parent.expression !== node)
    return callContext(node, parent, reading);
  if (compiler.isNewExpression(parent)) return newContext(node, parent, reading);
  if (compiler.isEnumMember(parent))
    return { form: "declaration", evidence: declarations.has(parent.parent) ? 3 : 0 };
  if (compiler.isVariableDeclaration(parent) || compiler.isParameter(parent)) {
    if (declarations.has(parent)) return { form: "declaration", evidence: 3 };
    const name = nameText(parent.name as ts.BindingName, compiler) ?? "";
    const evidence = atLeast(
      typeEvidence(parent.type, reading),
      isCodeField(name) ? 3 : name === "code" ? 1 : 0,
    );
    return { form: "value", evidence: atLeast(evidence, passedEvidence(parent, reading)) };
  }
  if (compiler.isPropertyDeclaration(parent)) {
    const name = nameText(parent.name, compiler) ?? "";
    const names = [parent.parent.name?.text ?? "", baseName(parent.parent, compiler) ?? ""];
    const isField = reading.vocabulary.fields.has(name) && names.some(isErrorName);
    const evidence = isField || isCodeField(name) ? 3 : typeEvidence(parent.type, reading);
    return { form: "declaration", evidence };
  }
  if (compiler.isReturnStatement(parent) || compiler.isArrowFunction(parent))
    return returnContext(parent, reading);
  if (compiler.isElementAccessExpression(parent)) {
    const name = lastName(parent.expression, compiler) ?? "";
    return { form: "key", evidence: isErrorName(name) ? 2 : 0 };
  }
  if (compiler.isJsxAttribute(parent) || compiler.isJsxExpression(parent))
    return jsxContext(parent, reading);
  if (compiler.isLiteralTypeNode(parent)) return typeContext(parent, reading);
  return undefined;
}

/** Returns how sure it is that a variable is a code, because errors are made of it: `new AppError(code, 400)`. */
function passedEvidence(declared: DeclaredVariable, reading: Reading): Evidence {
  const { compiler } = reading;
  const name = nameText(declared.name as ts.BindingName, compiler);
  const scope = compiler.isParameter(declared)
    ? declared.parent
    : around(
        declared,
        (one): one is ts.Node => compiler.isBlock(one) || compiler.isSourceFile(one),
      );
  let found: Evidence = 0;
  const visit = (node: ts.Node): void => {
    compiler.forEachChild(node, visit);
    if (!compiler.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    const isNew = compiler.isNewExpression(parent);
    if ((!isNew && !compiler.isCallExpression(parent)) || parent.expression === node) return;
    if (declarationOf(name, node, compiler) !== declared) return;
    const context = isNew ? newContext(node, parent, reading) : callContext(node, parent, reading);
    if (context?.form === "throw") found = atLeast(found, context.evidence);
  };
  if (scope !== undefined) visit(scope);
  return found;
}

const equality = /^[!=]==?$/;

function binaryContext(
  node: ts.Expression,
  parent: ts.BinaryExpression,
  reading: Reading,
): UseContext | undefined {
  const { compiler } = reading;
  const sign = parent.operatorToken.getText();
  if (equality.test(sign)) {
    const other = parent.left === node ? parent.right : parent.left;
    const evidence = codeEvidence(other, reading);
    if (evidence === 0) return undefined;
    const subject = other.getText().replace(/[?!\s]/g, "");
    return { form: "comparison", evidence, group: `${functionStart(node, compiler)} ${subject}` };
  }
  if (sign === "??" || sign === "||")
    return parent.right === node ? besideContext(parent, parent.left, reading) : undefined;
  if (sign === "=" && parent.right === node) {
    const { left } = parent;
    const declared = compiler.isIdentifier(left) && declarationOf(left.text, left, compiler);
    const passed = declared ? passedEvidence(declared, reading) : 0;
    return { form: "value", evidence: atLeast(codeEvidence(left, reading), passed) };
  }
  if (sign === "in" && parent.left === node) {
    const name = lastName(parent.right, compiler) ?? "";
    return { form: "key", evidence: isErrorName(name) ? 2 : 0 };
  }
  return undefined;
}

/** A text that takes the place of another expression, which may be a code: `error.code ?? "internal"`. */
function besideContext(
  whole: ts.Expression,
  other: ts.Expression,
  reading: Reading,
): UseContext | undefined {
  const context = contextOf(whole, reading);
  const evidence = codeEvidence(other, reading);
  if (evidence === 0) return context;
  return { form: "value", ...context, evidence: atLeast(context?.evidence ?? 0, evidence) };
}

function functionStart(node: ts.Node, compiler: Compiler): string {
  const found = around(node, (one): one is ts.Node => compiler.isFunctionLike(one));
  return `${node.getSourceFile().fileName}:${found?.pos ?? 0}`;
}

function returnContext(
  parent: ts.ReturnStatement | ts.ArrowFunction,
  reading: Reading,
): UseContext | undefined {
  const { compiler } = reading;
  const declared = compiler.isArrowFunction(parent)
    ? parent
    : around(parent, (one): one is ts.FunctionLikeDeclaration => compiler.isFunctionLike(one));
  if (declared === undefined) return undefined;
  const name = functionName(compiler.isArrowFunction(parent) ? parent.body : parent, reading);
  const isNamed = /(?:err(?:or)?|problem|fault)_?code/i.test(name);
  return {
    form: "value",
    evidence: atLeast(typeEvidence(declared.type, reading), isNamed ? 2 : 0),
  };
}

function jsxContext(
  parent: ts.JsxAttribute | ts.JsxExpression,
  reading: Reading,
): UseContext | undefined {
  const { compiler } = reading;
  const attribute = compiler.isJsxExpression(parent) ? parent.parent : parent;
  if (!compiler.isJsxAttribute(attribute)) return undefined;
  const name = attribute.name.getText();
  const tag = attribute.parent.parent.tagName.getText();
  const isField = isCodeField(name) || (name === "code" && isErrorName(tag));
  return { form: "value", evidence: isField ? 3 : 0 };
}

/** A text as a type: in a union of codes, or the type of a property with one. */
function typeContext(node: ts.LiteralTypeNode, reading: Reading): UseContext | undefined {
  const { compiler, facts, vocabulary } = reading;
  const outer = compiler.isUnionTypeNode(node.parent) ? node.parent.parent : node.parent;
  if (facts.declarations.has(outer)) return { form: "declaration", evidence: 3 };
  if (!compiler.isPropertySignature(outer)) return undefined;
  const name = nameText(outer.name, compiler) ?? "";
  const holder = around(
    outer,
    (one): one is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      compiler.isInterfaceDeclaration(one) || compiler.isTypeAliasDeclaration(one),
  );
  const isAbout = isErrorName(holder?.name.text ?? "") && vocabulary.fields.has(name);
  return { form: "declaration", evidence: isAbout || isCodeField(name) ? 3 : 0 };
}
