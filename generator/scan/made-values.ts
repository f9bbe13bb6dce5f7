// What is known of a value before the program runs: constants, arguments as they are given, and what an expression makes of them.

import type { ts } from "../import/typescript-syntax.ts";
import { behindAlias } from "./symbols.ts";
import { bare, type Compiler, nameText, objectIn } from "./syntax-parts.ts";

/** What is known of a value: it is an argument as it was given, a constant, an object of values, nothing, or anything. */
export type MadeValue =
  | { readonly is: "given"; readonly node: ts.Expression }
  | { readonly is: "constant"; readonly value: string | number }
  | { readonly is: "fields"; readonly fields: Values }
  | { readonly is: "missing" | "unknown" };

/** Values by their names. */
export type Values = ReadonlyMap<string, MadeValue>;

/** What sources are read with. */
export interface Reading {
  readonly compiler: Compiler;
  readonly checker: ts.TypeChecker;
  /** The classes and rows that are being read, since sources may go in circles. */
  readonly within?: readonly ts.Node[];
}

/** Returns what reads inside a node; nothing if the node is being read already. */
export function readingIn(node: ts.Node, reading: Reading): Reading | undefined {
  const { within = [] } = reading;
  return within.includes(node) ? undefined : { ...reading, within: [...within, node] };
}

/** A value that is not there. */
export const missing: MadeValue = { is: "missing" };

/** A value that may be anything. */
export const unknown: MadeValue = { is: "unknown" };

/** Returns what is known of an argument where an error is made. */
export function argumentValue(node: ts.Expression, reading: Reading): MadeValue {
  const { compiler } = reading;
  const value = evaluated(node, new Map(), reading);
  if (value.is !== "unknown") return value;
  if (compiler.isObjectLiteralExpression(node)) {
    const fields = node.properties.map((one): readonly [string, MadeValue] => {
      const name = nameText(one.name, compiler) ?? "";
      if (compiler.isPropertyAssignment(one))
        return [name, argumentValue(one.initializer, reading)];
      const isShort = compiler.isShorthandPropertyAssignment(one);
      return [name, isShort ? argumentValue(one.name, reading) : unknown];
    });
    return { is: "fields", fields: new Map(fields) };
  }
  return { is: "given", node };
}

/** Returns whether there may be nothing in an argument. */
export function mayBeMissing(node: ts.Expression, { compiler, checker }: Reading): boolean {
  const { Undefined, Null, Any, Unknown } = compiler.TypeFlags;
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (Undefined | Null | Any | Unknown)) !== 0);
}

/** What declares variables: a parameter, or an element of a pattern. */
export interface Bindable {
  readonly name: ts.BindingName;
  readonly initializer?: ts.Expression | undefined;
}

/** Returns the variables that a declaration makes of a value, which its default takes the place of if there is none. */
export function bindings(
  { name, initializer }: Bindable,
  given: MadeValue,
  { env, reading }: { readonly env: Values; readonly reading: Reading },
): readonly (readonly [string, MadeValue])[] {
  const { compiler } = reading;
  const value =
    initializer === undefined
      ? given
      : either(given, initializer, { env, reading, isEmpty: mayBeMissing });
  if (compiler.isIdentifier(name)) return [[name.text, value]];
  return name.elements.flatMap((one) => {
    if (compiler.isOmittedExpression(one)) return [];
    const field = nameText(one.propertyName ?? (one.name as ts.BindingName), compiler) ?? "";
    const isPlain = one.dotDotDotToken === undefined && value.is === "fields";
    return bindings(one, isPlain ? (value.fields.get(field) ?? missing) : unknown, {
      env,
      reading,
    });
  });
}

/** Returns whether another value may take the place of an argument. */
type Emptiness = (node: ts.Expression, reading: Reading) => boolean;

/** Returns whether there may be nothing in an argument, or an empty text, zero or false. */
const mayBeFalsy: Emptiness = (node, reading) => {
  const { compiler, checker } = reading;
  const inner = bare(node, compiler);
  if (compiler.isTemplateExpression(inner)) {
    const texts = [inner.head, ...inner.templateSpans.map(({ literal }) => literal)];
    return texts.every(({ text }) => text === "");
  }
  const type = checker.getTypeAtLocation(inner);
  return (type.isUnion() ? type.types : [type]).some((one) =>
    one.isStringLiteral() || one.isNumberLiteral()
      ? !one.value
      : (one.flags & compiler.TypeFlags.Object) === 0,
  );
};

/** Returns a value, or that of an expression if there is none. */
function either(
  value: MadeValue,
  otherwise: ts.Expression,
  {
    env,
    reading,
    isEmpty,
  }: { readonly env: Values; readonly reading: Reading; readonly isEmpty: Emptiness },
): MadeValue {
  if (value.is === "missing") return evaluated(otherwise, env, reading);
  return value.is === "given" && isEmpty(value.node, reading) ? unknown : value;
}

/** Returns whether to evaluate an expression may do anything besides. */
export function hasEffect(node: ts.Node, env: Values, reading: Reading): boolean {
  const { compiler } = reading;
  const { FirstAssignment, LastAssignment, QuestionQuestionToken, BarBarToken } =
    compiler.SyntaxKind;
  if (compiler.isFunctionLike(node)) return false;
  if (compiler.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (FirstAssignment <= kind && kind <= LastAssignment) return true;
    if (kind === QuestionQuestionToken || kind === BarBarToken) {
      const left = evaluated(node.left, env, reading);
      const isThere =
        (left.is === "constant" && Boolean(left.value)) ||
        (left.is === "given" && !mayBeMissing(left.node, reading) && kind !== BarBarToken) ||
        (left.is === "given" && !mayBeFalsy(left.node, reading));
      if (isThere) return hasEffect(node.left, env, reading);
    }
  }
  const isDoing =
    compiler.isCallExpression(node) ||
    compiler.isNewExpression(node) ||
    compiler.isTaggedTemplateExpression(node) ||
    compiler.isAwaitExpression(node) ||
    compiler.isDeleteExpression(node) ||
    compiler.isPostfixUnaryExpression(node) ||
    (compiler.isPrefixUnaryExpression(node) && /^(?:\+\+|--)/.test(node.getText()));
  return (
    isDoing ||
    compiler.forEachChild(node, (one) => hasEffect(one, env, reading) || undefined) === true
  );
}

/** Returns what is known of an expression. */
export function evaluated(node: ts.Expression, env: Values, reading: Reading): MadeValue {
  const { compiler, checker } = reading;
  const inner = bare(node, compiler);
  const again = (one: ts.Expression): MadeValue => evaluated(one, env, reading);
  if (compiler.isStringLiteralLike(inner)) return { is: "constant", value: inner.text };
  if (compiler.isIdentifier(inner)) {
    if (inner.text === "undefined") return missing;
    const known = env.get(inner.text);
    if (known !== undefined) return known;
  }
  if (compiler.isBinaryExpression(inner)) {
    const { BarBarToken, QuestionQuestionToken } = compiler.SyntaxKind;
    const { kind } = inner.operatorToken;
    if (kind !== BarBarToken && kind !== QuestionQuestionToken) return unknown;
    const left = again(inner.left);
    const isNothing = kind === BarBarToken && left.is === "constant" && !left.value;
    const isEmpty = kind === BarBarToken ? mayBeFalsy : mayBeMissing;
    return either(isNothing ? missing : left, inner.right, { env, reading, isEmpty });
  }
  if (compiler.isTemplateExpression(inner)) {
    const parts = inner.templateSpans.map(({ expression, literal }) => {
      const value = again(expression);
      return value.is === "constant" ? `${value.value}${literal.text}` : undefined;
    });
    if (parts.includes(undefined)) return unknown;
    return { is: "constant", value: inner.head.text + parts.join("") };
  }
  if (compiler.isPropertyAccessExpression(inner)) {
    const owner = again(inner.expression);
    if (owner.is === "fields") return owner.fields.get(inner.name.text) ?? missing;
  }
  if (compiler.isElementAccessExpression(inner)) {
    const key = again(inner.argumentExpression);
    const row = key.is === "constant" ? rowIn(inner.expression, key.value, reading) : undefined;
    const inside = row && readingIn(row, reading);
    if (row !== undefined && inside !== undefined) return evaluated(row, new Map(), inside);
  }
  const type = checker.getTypeAtLocation(inner);
  return type.isStringLiteral() || type.isNumberLiteral()
    ? { is: "constant", value: type.value }
    : unknown;
}

/** Returns the value of a key in a constant object. */
function rowIn(
  node: ts.Expression,
  key: string | number,
  reading: Reading,
): ts.Expression | undefined {
  const { compiler, checker } = reading;
  const symbol = behindAlias(checker.getSymbolAtLocation(node), checker, compiler);
  const declared = symbol?.valueDeclaration;
  if (declared === undefined || !compiler.isVariableDeclaration(declared)) return undefined;
  const found = objectIn(declared.initializer, compiler)?.properties.find(({ name }) => {
    if (name === undefined || !compiler.isComputedPropertyName(name))
      return nameText(name, compiler) === String(key);
    const value = evaluated(name.expression, new Map(), reading);
    return value.is === "constant" && String(value.value) === String(key);
  });
  return found !== undefined && compiler.isPropertyAssignment(found)
    ? found.initializer
    : undefined;
}
