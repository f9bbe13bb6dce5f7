// How sure it is that an expression is the code of an error: by its names, its types and what it was made of.

import type { ts } from "../import/typescript-syntax.ts";
import { isBodyName, isCodeField, isErrorName, isOtherName, isRaisingName } from "./name-words.ts";
import { declarationOf } from "./scopes.ts";
import type { SourceFacts } from "./source-facts.ts";
import {
  around,
  bare,
  baseName,
  type Compiler,
  lastName,
  literalText,
  nameText,
  typeName,
} from "./syntax-parts.ts";
import type { UseForm } from "./use.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How sure something is: not at all; enough for a code that is hardly written by chance; for every code that is known; for every text. */
export type Evidence = 0 | 1 | 2 | 3;

/** What a place says of a text. */
export interface UseContext {
  readonly form: UseForm;
  readonly evidence: Evidence;
  /** Where the same evidence holds for other texts, so that one code among them is evidence for the rest. */
  readonly group?: string;
}

/** What is known where sources are read. */
export interface Reading {
  readonly compiler: Compiler;
  readonly vocabulary: Vocabulary;
  readonly facts: SourceFacts;
  /** What the file imports under another name, by that name. */
  readonly names: ReadonlyMap<string, string>;
}

/** Returns the greater of two. */
export function atLeast(one: Evidence, other: Evidence): Evidence {
  return one > other ? one : other;
}

/** Returns how sure it is that an expression is the code of an error. */
export function codeEvidence(node: ts.Expression, reading: Reading): Evidence {
  const { compiler, vocabulary } = reading;
  if (compiler.isAsExpression(node) || compiler.isSatisfiesExpression(node)) {
    const typed = typeEvidence(node.type, reading);
    return typed > 0 ? typed : codeEvidence(node.expression, reading);
  }
  const inner = bare(node, compiler);
  if (inner !== node) return codeEvidence(inner, reading);
  if (compiler.isPropertyAccessExpression(inner))
    return fieldEvidence(inner.name.text, inner.expression, reading);
  if (compiler.isElementAccessExpression(inner)) {
    const text = literalText(inner.argumentExpression, compiler);
    return text === undefined ? 0 : fieldEvidence(text, inner.expression, reading);
  }
  if (compiler.isIdentifier(inner)) return variableEvidence(inner, reading);
  if (compiler.isTemplateExpression(inner)) {
    const [span] = inner.templateSpans;
    const isWhole = inner.head.text === "" && inner.templateSpans.length === 1;
    return isWhole && span?.literal.text === "" ? codeEvidence(span.expression, reading) : 0;
  }
  if (compiler.isCallExpression(inner)) {
    const name = lastName(inner.expression, compiler) ?? "";
    const [argument] = inner.arguments;
    if (/^(?:String|Number)$/.test(name) && argument !== undefined)
      return codeEvidence(argument, reading);
    if (/^(?:toString|toLowerCase|toUpperCase|trim|valueOf)$/.test(name)) {
      const { expression } = inner;
      return compiler.isPropertyAccessExpression(expression)
        ? codeEvidence(expression.expression, reading)
        : 0;
    }
    return /(?:err(?:or)?|problem|fault)_?(?:code|type)(?:of|from|for|in)?$/i.test(name) ||
      /^(?:code|errorCode)(?:Of|From|For)$/.test(name)
      ? 3
      : 0;
  }
  if (compiler.isBinaryExpression(inner)) {
    const { BarBarToken, QuestionQuestionToken } = compiler.SyntaxKind;
    const { kind } = inner.operatorToken;
    if (kind === BarBarToken || kind === QuestionQuestionToken)
      return codeEvidence(inner.left, reading);
  }
  if (vocabulary.fields.size > 0 && compiler.isConditionalExpression(inner))
    return atLeast(codeEvidence(inner.whenTrue, reading), codeEvidence(inner.whenFalse, reading));
  return 0;
}

/** Returns how sure it is that a property of an expression is the code of an error. */
export function fieldEvidence(name: string, owner: ts.Expression, reading: Reading): Evidence {
  if (isCodeField(name)) return 3;
  if (!reading.vocabulary.fields.has(name)) return 0;
  const sure = errorEvidence(owner, reading);
  if (name === "code") return sure;
  // An envelope's own place of the code: `body.error`.
  if (isErrorName(name)) return sure >= 2 ? 2 : 0;
  return sure === 3 ? 3 : 0;
}

function variableEvidence(node: ts.Identifier, reading: Reading): Evidence {
  const { compiler, vocabulary } = reading;
  const name = node.text;
  const declared = declarationOf(name, node, compiler);
  const found = declared === undefined ? 0 : declaredEvidence(declared, reading);
  if (found > 0) return found;
  if (isCodeField(name)) return 3;
  if (!vocabulary.fields.has(name) || name !== "code") return 0;
  const isAbout = isErrorName(functionName(node, reading));
  return isAbout ? 2 : 1;
}

/** Returns how sure it is that a declared variable is a code: by its type, or by what it is made of. */
function declaredEvidence(
  declared: ts.BindingElement | ts.ParameterDeclaration | ts.VariableDeclaration,
  reading: Reading,
): Evidence {
  const { compiler } = reading;
  if (compiler.isBindingElement(declared)) {
    const field = nameText(declared.propertyName ?? (declared.name as ts.BindingName), compiler);
    const holder = declared.parent.parent;
    if (field === undefined) return 0;
    if (isCodeField(field)) return 3;
    if (compiler.isBindingElement(holder)) {
      const outer = nameText(holder.propertyName ?? holder.name, compiler) ?? "";
      return reading.vocabulary.fields.has(field) && isErrorName(outer) ? 3 : 0;
    }
    if (holder.initializer !== undefined && !compiler.isParameter(holder))
      return fieldEvidence(field, holder.initializer, reading);
    const type = typeName(holder.type, compiler) ?? "";
    return reading.vocabulary.fields.has(field) && isErrorName(type) ? 3 : 0;
  }
  const typed = typeEvidence(declared.type, reading);
  if (typed > 0) return typed;
  const { initializer } = declared;
  if (initializer === undefined || compiler.isParameter(declared)) return 0;
  return literalText(bare(initializer, compiler), compiler) === undefined
    ? codeEvidence(initializer, reading)
    : 0;
}

/** Returns how sure it is that the values of a type are codes. */
export function typeEvidence(type: ts.TypeNode | undefined, reading: Reading): Evidence {
  const { compiler, facts } = reading;
  if (type === undefined) return 0;
  if (compiler.isUnionTypeNode(type)) {
    return type.types.reduce<Evidence>((sure, one) => atLeast(sure, typeEvidence(one, reading)), 0);
  }
  if (compiler.isIndexedAccessTypeNode(type)) {
    const field = compiler.isLiteralTypeNode(type.indexType)
      ? literalText(type.indexType.literal, compiler)
      : undefined;
    const owner = typeName(type.objectType, compiler) ?? "";
    return field !== undefined && reading.vocabulary.fields.has(field) && isErrorName(owner)
      ? 3
      : 0;
  }
  return facts.types.has(typeName(type, compiler) ?? "") ? 3 : 0;
}

/** Returns how sure it is that an expression is an error, or a body with one. */
export function errorEvidence(node: ts.Expression, reading: Reading): Evidence {
  const { compiler } = reading;
  if (compiler.isAsExpression(node)) {
    const names = node.type.getText().match(/[A-Za-z_$][\w$]*/g) ?? [];
    return names.some(isErrorName) ? 3 : errorEvidence(node.expression, reading);
  }
  const inner = bare(node, compiler);
  if (inner !== node) return errorEvidence(inner, reading);
  if (inner.kind === compiler.SyntaxKind.ThisKeyword) return classEvidence(inner, reading);
  if (compiler.isCallExpression(inner)) {
    const name = lastName(inner.expression, compiler) ?? "";
    if (isErrorName(name)) return 3;
    return /^(?:json|parse|body)$/.test(name) ? 2 : 1;
  }
  if (compiler.isNewExpression(inner))
    return isErrorName(lastName(inner.expression, compiler) ?? "") ? 3 : 1;
  if (compiler.isElementAccessExpression(inner)) {
    const text = literalText(inner.argumentExpression, compiler);
    return text !== undefined && isErrorName(text) ? 3 : errorEvidence(inner.expression, reading);
  }
  const name = lastName(inner, compiler);
  if (name === undefined) return 0;
  if (isErrorName(name)) return 3;
  if (isOtherName(name)) return 0;
  if (compiler.isPropertyAccessExpression(inner)) {
    const outer = errorEvidence(inner.expression, reading);
    if (outer === 3) return 2;
    return isBodyName(name) ? 2 : outer === 0 ? 0 : 1;
  }
  const sure: Evidence = isBodyName(name) ? 2 : 1;
  return compiler.isIdentifier(inner) ? atLeast(sure, heldEvidence(inner, reading)) : sure;
}

/** Returns how sure it is that a variable holds an error. */
function heldEvidence(node: ts.Identifier, reading: Reading): Evidence {
  const { compiler } = reading;
  const declared = declarationOf(node.text, node, compiler);
  if (declared === undefined || compiler.isBindingElement(declared)) return 0;
  if (compiler.isCatchClause(declared.parent)) return 3;
  if (isErrorName(typeName(declared.type, compiler) ?? "")) return 3;
  if (compiler.isParameter(declared)) {
    // What a function of a list of errors is called with: `errors.some((one) => …)`.
    const call = declared.parent.parent;
    return compiler.isCallExpression(call) && compiler.isPropertyAccessExpression(call.expression)
      ? isErrorName(lastName(call.expression.expression, compiler) ?? "") ||
        call.expression.name.text === "catch"
        ? 3
        : 0
      : 0;
  }
  if (declared.initializer === undefined) return 0;
  const found = errorEvidence(declared.initializer, reading);
  return found >= 2 ? found : 0;
}

function classEvidence(node: ts.Node, { compiler }: Reading): Evidence {
  const declared = around(node, compiler.isClassLike);
  if (declared === undefined) return 1;
  const names = [declared.name?.text ?? "", baseName(declared, compiler) ?? ""];
  return names.some(isErrorName) ? 3 : 0;
}

/** Returns the name of the function around a node, or of the variable or property that holds it. */
export function functionName(node: ts.Node, { compiler }: Reading): string {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    const { parent } = at;
    if (compiler.isFunctionDeclaration(at) || compiler.isMethodDeclaration(at))
      return nameText(at.name, compiler) ?? "";
    const isFunction = compiler.isArrowFunction(at) || compiler.isFunctionExpression(at);
    if (
      isFunction &&
      (compiler.isVariableDeclaration(parent) || compiler.isPropertyAssignment(parent))
    )
      return nameText(parent.name, compiler) ?? "";
  }
  return "";
}

/** Returns the name of a class or a function where it is declared, if that name says more than the one in the file. */
export function originalName(local: string | undefined, { names, facts }: Reading): string {
  const original = names.get(local ?? "");
  const saysMore =
    original !== undefined && (facts.parameters.has(original) || isRaisingName(original));
  return saysMore ? original : (local ?? "");
}

/** Returns whether what is called by an expression raises or makes errors. */
export function raises(callee: ts.Expression, reading: Reading): boolean {
  const { compiler } = reading;
  const name = originalName(lastName(callee, compiler), reading);
  const inner = bare(callee, compiler);
  const owner = compiler.isPropertyAccessExpression(inner)
    ? (lastName(inner.expression, compiler) ?? "")
    : "";
  return isRaisingName(name) && !isOtherName(owner);
}
