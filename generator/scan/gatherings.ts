// Texts that stand together: keys of a map, elements of a list, cases of a switch. Some that are codes tell of the rest.

import type { ts } from "../import/typescript-syntax.ts";
import {
  codeEvidence,
  type Evidence,
  type Reading,
  typeEvidence,
  type UseContext,
} from "./evidence.ts";
import { isErrorName, isOtherName } from "./name-words.ts";
import { bare, lastName, literalText, nameText } from "./syntax-parts.ts";
import { isDistinctive } from "./vocabulary.ts";

/** Returns what a case says of its text. */
export function switchContext(clause: ts.CaseClause, reading: Reading): UseContext {
  const { compiler } = reading;
  const { expression: subject } = clause.parent.parent;
  const found = codeEvidence(subject, reading);
  if (found === 3) return { form: "case", evidence: found };
  const name = lastName(subject, compiler) ?? "";
  if (found === 0 && isOtherName(name)) return { form: "case", evidence: 0 };
  const texts = clause.parent.clauses.flatMap((one) =>
    compiler.isCaseClause(one) ? (literalText(one.expression, compiler) ?? []) : [],
  );
  return { form: "case", evidence: together(texts, reading) ? 3 : found };
}

/** Returns what an object says of the names of its properties. */
export function mapContext(object: ts.ObjectLiteralExpression, reading: Reading): UseContext {
  const { compiler, facts } = reading;
  const texts = object.properties.flatMap((one) => nameText(one.name, compiler) ?? []);
  const named = nameEvidence(object, texts, reading);
  if (named !== undefined) return { form: "key", evidence: named };
  const isDeclared = facts.declarations.has(outerDeclaration(object, reading) ?? object);
  return { form: "key", evidence: !isDeclared && together(texts, reading) ? 3 : 0 };
}

/** Returns what a list says of its elements; pairs in a list are a map. */
export function listContext(list: ts.ArrayLiteralExpression, reading: Reading): UseContext {
  const { compiler } = reading;
  const { parent } = list;
  if (compiler.isArrayLiteralExpression(parent) && list.elements.length === 2) {
    const keys = parent.elements.flatMap((one) =>
      compiler.isArrayLiteralExpression(one) ? (literalText(one.elements[0], compiler) ?? []) : [],
    );
    const named = nameEvidence(parent, keys, reading);
    return { form: "key", evidence: named ?? (together(keys, reading) ? 3 : 0) };
  }
  const texts = list.elements.flatMap((one) => literalText(one, compiler) ?? []);
  const call = compiler.isPropertyAccessExpression(parent) ? parent.parent : undefined;
  if (call !== undefined && compiler.isCallExpression(call)) {
    const [argument] = call.arguments;
    const isAsked = /^(?:includes|indexOf)$/.test(lastName(call.expression, compiler) ?? "");
    const found = isAsked && argument !== undefined ? codeEvidence(argument, reading) : 0;
    if (found > 0) return { form: "list", evidence: found };
  }
  const named = nameEvidence(list, texts, reading);
  return { form: "list", evidence: named ?? (together(texts, reading) ? 3 : 0) };
}

/** Returns whether texts are codes by themselves: most are known, and one of them is hardly written by chance. */
function together(texts: readonly string[], { vocabulary }: Reading): boolean {
  const known = [...new Set(texts)].filter(vocabulary.has);
  return known.length >= 2 && known.length * 2 >= new Set(texts).size && known.some(isDistinctive);
}

/** Returns what the variable, the property or the type of a list or an object says; nothing if they say nothing. */
function nameEvidence(
  node: ts.Expression,
  texts: readonly string[],
  reading: Reading,
): Evidence | undefined {
  const { compiler, vocabulary } = reading;
  const holder = holderOf(node, reading);
  if (holder === undefined) return undefined;
  const isTyped = compiler.isVariableDeclaration(holder) && isAboutCodes(holder, reading);
  if (isTyped || satisfied(node, reading)) return 3;
  const name = nameText(holder.name as ts.BindingName | ts.PropertyName, compiler) ?? "";
  if (isErrorName(name)) {
    const known = texts.filter(vocabulary.has).length;
    return known * 2 >= texts.length && known > 1 ? 3 : 2;
  }
  return isOtherName(name) ? 0 : undefined;
}

/** Returns the variable or the property that has a list or an object as its value. */
function holderOf(
  node: ts.Expression,
  { compiler }: Reading,
): ts.VariableDeclaration | ts.PropertyAssignment | ts.PropertyDeclaration | undefined {
  const { parent } = node;
  if (
    compiler.isVariableDeclaration(parent) ||
    compiler.isPropertyAssignment(parent) ||
    compiler.isPropertyDeclaration(parent)
  )
    return parent;
  const isWrapped =
    compiler.isNewExpression(parent) ||
    compiler.isCallExpression(parent) ||
    compiler.isPropertyAccessExpression(parent) ||
    compiler.isAsExpression(parent) ||
    compiler.isSatisfiesExpression(parent) ||
    compiler.isParenthesizedExpression(parent);
  return isWrapped ? holderOf(parent, { compiler } as Reading) : undefined;
}

/** Returns whether the type of a variable, or of what is made for it, is about codes. */
export function isAboutCodes(
  { type, initializer }: ts.VariableDeclaration,
  reading: Reading,
): boolean {
  if (type !== undefined) return typeArguments(type, reading);
  if (initializer === undefined || !reading.compiler.isNewExpression(initializer)) return false;
  const [first] = initializer.typeArguments ?? [];
  return first !== undefined && typeEvidence(first, reading) > 0;
}

function satisfied(node: ts.Node, reading: Reading): boolean {
  const { compiler } = reading;
  const { parent } = node;
  if (compiler.isSatisfiesExpression(parent) || compiler.isAsExpression(parent))
    return typeArguments(parent.type, reading) || satisfied(parent, reading);
  return false;
}

/** Returns whether codes are what a type is about: `Record<ErrorCode, string>`, `ErrorCode[]`, `Map<ErrorCode, number>`. */
function typeArguments(type: ts.TypeNode, reading: Reading): boolean {
  const { compiler } = reading;
  if (compiler.isArrayTypeNode(type)) return typeEvidence(type.elementType, reading) > 0;
  if (compiler.isTypeOperatorNode(type)) return typeArguments(type.type, reading);
  if (compiler.isMappedTypeNode(type))
    return typeEvidence(type.typeParameter.constraint, reading) > 0;
  if (!compiler.isTypeReferenceNode(type)) return false;
  const [first] = type.typeArguments ?? [];
  return first !== undefined && (typeEvidence(first, reading) > 0 || typeArguments(first, reading));
}

function outerDeclaration(
  object: ts.ObjectLiteralExpression,
  { compiler }: Reading,
): ts.Node | undefined {
  let at: ts.Node = object.parent;
  while (bare(at as ts.Expression, compiler) !== at || compiler.isCallExpression(at))
    at = at.parent;
  return compiler.isVariableDeclaration(at) ? at : undefined;
}
