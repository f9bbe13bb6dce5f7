// Uses of codes to rewrites that keep the meaning: guards, members of generated enums, and generated classes.

import { className, guardName } from "../catalog/names.ts";
import { isConstant } from "../catalog/template.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { SourceFile, TextEdit } from "../text/source.ts";
import { isSame, madeError } from "./made-errors.ts";
import { argumentValue, type MadeValue, mayBeMissing } from "./made-values.ts";
import { type ClassFacts, whyNotPlain } from "./plain-classes.ts";
import { isGeneratedClass } from "./symbols.ts";
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
  /** The same for what is rewritten together or not at all: the cases of a switch. */
  readonly unit: number;
}

/** An expression that is left as it is, though the configuration says how to rewrite it. */
export interface Refusal {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** What rewrites are made by. */
export interface Rewriting {
  readonly compiler: Compiler;
  readonly vocabulary: Vocabulary;
  /** The compiler's knowledge of types. */
  readonly checker: ts.TypeChecker;
  /** The arguments of hand-written classes that generated ones take the place of, by the names of the classes. */
  readonly classes: ReadonlyMap<string, readonly ArgumentRole[]>;
  /** What is known of the sources around these classes. */
  readonly facts: () => ClassFacts;
}

/** Returns the rewrite of a use; nothing if none is certain to mean the same, and the reason if the use makes an error of a class that is to be replaced. */
export function rewriteOf(
  use: CodeUse,
  tree: ts.SourceFile,
  rewriting: Rewriting,
): Rewrite | Refusal | undefined {
  const { compiler, vocabulary } = rewriting;
  const node = nodeOf(use, tree, compiler);
  const meanings = vocabulary.codes.get(use.code) ?? [];
  const [meaning] = meanings;
  if (node === undefined || meaning === undefined) return undefined;
  const made = (at: ts.Node, text: string, name: string): Rewrite => ({
    ...{ use, start: at.getStart(tree), end: at.end, text },
    needs: { name, catalog: meaning.catalog },
    unit: (use.form === "case" ? (around(at, compiler.isSwitchStatement) ?? at) : at).getStart(
      tree,
    ),
  });
  if (use.form === "throw" || use.form === "expectation") {
    const at = around(node, compiler.isNewExpression, compiler.isFunctionLike);
    const roles = at && rolesOf(at, rewriting);
    if (at === undefined || roles === undefined) return undefined;
    const text =
      meanings.length > 1 ? inSeveral : thrownAs({ at, roles, node }, meaning, rewriting);
    return typeof text === "string"
      ? { file: use.file, start: at.getStart(tree), end: at.end, reason: text }
      : made(at, text.text, className(meaning.definition.name));
  }
  if (meanings.length > 1) return undefined;
  if (use.form === "instanceof") {
    if (!compiler.isBinaryExpression(node)) return undefined;
    const guard = guardName(meaning.definition.name);
    return made(node, `${guard}(${node.left.getText(tree)})`, guard);
  }
  const written = literalText(node, compiler) !== undefined;
  const member = (): Rewrite | undefined =>
    written ? made(node, `${meaning.holder}.${meaning.member}`, meaning.holder) : undefined;
  if (use.form === "case") return member();
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

const inSeveral = "several catalogs have its code";

/** Returns what the arguments of the class are that an expression makes an error of, if the class is to be replaced. */
export function rolesOf(
  { expression }: ts.NewExpression,
  { compiler, classes }: Pick<Rewriting, "compiler" | "classes">,
): readonly ArgumentRole[] | undefined {
  return classes.get(lastName(expression, compiler) ?? "");
}

interface Making {
  readonly at: ts.NewExpression;
  readonly roles: readonly ArgumentRole[];
  /** The code. */
  readonly node: ts.Expression;
}

/** Returns what makes a generated exception in the place of a hand-written one, or why nothing does. */
function thrownAs(
  { at, roles, node }: Making,
  { code, definition }: CodeMeaning,
  rewriting: Rewriting,
): { readonly text: string } | string {
  const { compiler } = rewriting;
  if (definition.codes.length > 1) return `"${definition.name}" has several codes`;
  const given = givenParts(at, roles, compiler);
  if (typeof given === "string") return given;
  const written = given.get("code") ?? at;
  if (bare(written, compiler) !== bare(node, compiler))
    return "the code is not where the configuration says";
  const needed = definition.params.find(({ optional }) => !optional);
  if (needed !== undefined && !given.has("params"))
    return `"${definition.name}" needs the param "${needed.name}"`;
  const made = madeError(at, roles.indexOf("status"), rewriting);
  const owner = `"${lastName(at.expression, compiler)}"`;
  if (made === "hidden") return `the source of ${owner} is not there, but only its declaration`;
  const [message] = definition.messages;
  const usual = {
    message: message === undefined ? code.summary : isConstant(message) ? message.parts[0] : "",
    status: code.statuses[0] ?? definition.statuses[0],
  };
  const init: string[] = [];
  for (const role of ["message", "status", "cause", "params", "requestId"] as const) {
    const hasDefault = role === "message" || role === "status";
    const part = { value: given.get(role), made: hasDefault ? made?.[role] : undefined };
    const text = partText(part, rewriting);
    if (text === undefined)
      return part.value === undefined || mayBeMissing(part.value, rewriting)
        ? `the ${role} that ${owner} gives it is not certain`
        : `${owner} changes its ${role} before it passes it on`;
    const isUsual =
      hasDefault &&
      (role === "status" || part.value === undefined) &&
      text === JSON.stringify(usual[role]);
    if (text !== "" && !isUsual) init.push(text === role ? role : `${role}: ${text}`);
  }
  const reason =
    made &&
    whyNotPlain(
      made,
      { at, code: argumentValue(written, rewriting) },
      rewriting.facts(),
      rewriting,
    );
  if (reason !== undefined) return reason;
  const text = init.length === 0 ? "" : `{ ${init.join(", ")} }`;
  return { text: `new ${className(definition.name)}(${text})` };
}

interface MadePart {
  /** The argument; nothing if it is left out. */
  readonly value: ts.Expression | undefined;
  /** What the class makes of it; nothing if the class is generated, and so has the defaults of the catalog. */
  readonly made: MadeValue | undefined;
}

/** Returns the text of a part of an error, which is empty if neither the argument nor the class says anything; nothing if it is not certain, or not the argument. */
function partText({ value, made }: MadePart, rewriting: Rewriting): string | undefined {
  const text = value?.getText() ?? "";
  if (made === undefined) return text;
  const given: MadeValue =
    value === undefined ? { is: "missing" } : argumentValue(value, rewriting);
  if (isSame(given, made)) return text;
  return given.is === "missing" && made.is === "constant" ? JSON.stringify(made.value) : undefined;
}

/** Returns the arguments of a class by what they are, or why they are not known. */
function givenParts(
  made: ts.NewExpression,
  roles: readonly ArgumentRole[],
  compiler: Compiler,
): ReadonlyMap<ArgumentRole, ts.Expression> | string {
  const list = made.arguments ?? [];
  if (made.typeArguments !== undefined) return "it has type arguments";
  const { length } = roles;
  if (list.length > length)
    return `it has ${list.length} arguments, and the configuration knows ${length}`;
  if (endsInComment(made, list)) return lostComment;
  const given = new Map<ArgumentRole, ts.Expression>();
  for (const [i, argument] of list.entries()) {
    const role = roles[i] ?? "-";
    if (compiler.isSpreadElement(argument)) return "it has a spread argument";
    if (hasComment(argument, compiler)) return lostComment;
    if (role === "fields") {
      const reason = addFields(given, argument, compiler);
      if (reason !== undefined) return reason;
    } else if (fieldRoles.some((one) => one === role)) given.set(role, argument);
    // What is left out must do nothing.
    else if (!isPure(argument, compiler))
      return `its argument ${i + 1} would be left out, and may have an effect`;
  }
  return given;
}

/** Adds the properties of an object to the arguments of a class, or returns why they are not known. */
function addFields(
  given: Map<ArgumentRole, ts.Expression>,
  argument: ts.Expression,
  compiler: Compiler,
): string | undefined {
  if (!compiler.isObjectLiteralExpression(argument)) return "its fields are no object literal";
  if (endsInComment(argument, argument.properties)) return lostComment;
  for (const property of argument.properties) {
    const text = nameText(property.name, compiler);
    const name = fieldRoles.find((one) => one === text);
    if (name === undefined) return `generated exceptions do not have its field "${text ?? "..."}"`;
    if (hasComment(property, compiler)) return lostComment;
    if (compiler.isPropertyAssignment(property)) given.set(name, property.initializer);
    else if (compiler.isShorthandPropertyAssignment(property)) given.set(name, property.name);
    else return `its field "${name}" is no plain property`;
  }
  return undefined;
}

const fieldRoles = ["code", "status", "message", "cause", "params", "requestId"] as const;

function isPure(node: ts.Expression, compiler: Compiler): boolean {
  return literalText(node, compiler) !== undefined || compiler.isIdentifier(node);
}

const lostComment = "a comment in it would be lost";

/** Returns whether there is a comment between the last part of a list in brackets and its end. */
function endsInComment(whole: ts.Node, parts: readonly ts.Node[]): boolean {
  const { text } = whole.getSourceFile();
  const start = parts.at(-1)?.end ?? whole.pos;
  return /\/[/*]/.test(text.slice(start, whole.end));
}

/** Returns whether there is a comment before or behind an argument, which a rewrite would lose. */
function hasComment(node: ts.Node, compiler: Compiler): boolean {
  const { text } = node.getSourceFile();
  return (
    compiler.getLeadingCommentRanges(text, node.pos) !== undefined ||
    // What begins in the line of the comma before an argument counts as behind the comma.
    compiler.getTrailingCommentRanges(text, node.pos) !== undefined ||
    compiler.getTrailingCommentRanges(text, node.end) !== undefined
  );
}
