// What a hand-written class makes of its arguments, read from its constructors: the message and the status of the error.

import { fieldNames } from "../import/typescript-rows.ts";
import type { ts } from "../import/typescript-syntax.ts";
import {
  argumentValue,
  type Bindable,
  bindings,
  evaluated,
  type MadeValue,
  missing,
  type Reading,
  readingIn,
  unknown,
  type Values,
} from "./made-values.ts";
import { isBuiltInError } from "./name-words.ts";
import { behindAlias, isGeneratedClass } from "./symbols.ts";
import { type Compiler, lastName, nameText } from "./syntax-parts.ts";

/** The parts of an error that a generated class has defaults of its own for. */
export interface MadeError {
  readonly message: MadeValue;
  readonly status: MadeValue;
}

/** Returns what a class makes of its arguments, of which one may be the status; nothing if the class is generated. */
export function madeError(
  made: ts.NewExpression,
  statusAt: number,
  reading: Reading,
): MadeError | undefined {
  const { compiler, checker } = reading;
  const symbol = behindAlias(checker.getSymbolAtLocation(made.expression), checker, compiler);
  if (isGeneratedClass(symbol, compiler)) return undefined;
  const declared = classOf(made.expression, reading);
  if (declared === undefined) return { message: unknown, status: unknown };
  const values = (made.arguments ?? []).map((one) => argumentValue(one, reading));
  const { members, message, parameters, others } = instanceOf(declared, values, reading);
  const named = [...members].flatMap(([name, value]) =>
    fieldNames.status.test(name) ? [value] : [],
  );
  const own = parameters[statusAt] ?? missing;
  const status = [own, ...named].find(({ is }) => is !== "missing") ?? others;
  return { message, status };
}

/** Returns the class that an expression names, if its source is there. */
function classOf(
  node: ts.Expression,
  { compiler, checker }: Reading,
): ts.ClassDeclaration | undefined {
  const symbol = behindAlias(checker.getSymbolAtLocation(node), checker, compiler);
  const found = symbol?.declarations?.find(compiler.isClassDeclaration);
  return found?.getSourceFile().isDeclarationFile === false ? found : undefined;
}

interface Instance {
  readonly message: MadeValue;
  readonly members: Values;
  /** The values of the constructor's parameters, defaults included. */
  readonly parameters: readonly MadeValue[];
  /** What is known of all other members. */
  readonly others: MadeValue;
}

const unknownInstance = { message: unknown, members: new Map(), parameters: [], others: unknown };

function instanceOf(
  declared: ts.ClassDeclaration,
  values: readonly MadeValue[],
  reading: Reading,
): Instance {
  const { compiler } = reading;
  const built = declared.members.find(
    (one): one is ts.ConstructorDeclaration =>
      compiler.isConstructorDeclaration(one) && one.body !== undefined,
  );
  const statements = built?.body?.statements ?? [];
  const changed = changedIn(built, compiler);
  if (changed.has("this")) return unknownInstance;
  const env = variablesIn(built, values, reading);
  const known = (node: ts.Expression): MadeValue => evaluated(node, env, reading);
  const [called] = statements.flatMap((one) => superCall(one, compiler) ?? []);
  const passed = built === undefined ? values : called?.arguments.map(known);
  const base = baseInstance(declared, passed, reading);
  const own = built?.parameters ?? [];
  const parameters = own.map(({ name }) => env.get(nameText(name, compiler) ?? "") ?? missing);
  const members = new Map([
    ...base.members,
    ...declared.members.flatMap((one): readonly (readonly [string, MadeValue])[] => {
      const name = nameText(one.name as ts.PropertyName | undefined, compiler) ?? "";
      if (compiler.isGetAccessorDeclaration(one)) return [[name, unknown]];
      const value = compiler.isPropertyDeclaration(one) ? one.initializer : undefined;
      return value === undefined ? [] : [[name, evaluated(value, new Map(), reading)]];
    }),
    ...own.flatMap((one, i): readonly (readonly [string, MadeValue])[] =>
      compiler.isParameterPropertyDeclaration(one, one.parent)
        ? [[nameText(one.name, compiler) ?? "", parameters[i] ?? unknown]]
        : [],
    ),
    ...statements.flatMap((one): readonly (readonly [string, MadeValue])[] => {
      const set = assignment(one, compiler);
      return set === undefined ? [] : [[set.name, known(set.value)]];
    }),
    ...[...changed].map((name) => [name, unknown] as const),
  ]);
  const message = members.get("message") ?? base.message;
  return { message, members, parameters, others: base.others };
}

/** Returns what the base class makes of its arguments; they are unknown if it is called in a branch. */
function baseInstance(
  declared: ts.ClassDeclaration,
  values: readonly MadeValue[] | undefined,
  reading: Reading,
): Instance {
  const { compiler } = reading;
  const { ExtendsKeyword } = compiler.SyntaxKind;
  const [base] =
    declared.heritageClauses?.find(({ token }) => token === ExtendsKeyword)?.types ?? [];
  const none = { message: missing, members: new Map(), parameters: [], others: missing };
  if (base === undefined) return none;
  if (values === undefined) return unknownInstance;
  const found = classOf(base.expression, reading);
  const inside = readingIn(declared, reading);
  if (found !== undefined && inside !== undefined) return instanceOf(found, values, inside);
  const isBuiltIn = isBuiltInError(lastName(base.expression, compiler) ?? "");
  return isBuiltIn ? { ...none, message: values[0] ?? missing } : unknownInstance;
}

/** Returns the values of the variables of a constructor: its parameters, and what it declares. */
function variablesIn(
  built: ts.ConstructorDeclaration | undefined,
  values: readonly MadeValue[],
  reading: Reading,
): Values {
  const { compiler } = reading;
  let env: Values = new Map();
  const changed = changedIn(built, compiler);
  const add = (declared: Bindable, value: MadeValue): void => {
    const found = bindings(declared, value, { env, reading });
    env = new Map([
      ...env,
      ...found.map(([name, one]) => [name, changed.has(name) ? unknown : one] as const),
    ]);
  };
  built?.parameters.forEach((one, i) => {
    add(one, one.dotDotDotToken === undefined ? (values[i] ?? missing) : unknown);
  });
  for (const statement of built?.body?.statements ?? []) {
    if (!compiler.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      add({ name }, initializer === undefined ? missing : evaluated(initializer, env, reading));
  }
  return env;
}

function superCall(statement: ts.Statement, compiler: Compiler): ts.CallExpression | undefined {
  if (!compiler.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isCall =
    compiler.isCallExpression(expression) &&
    expression.expression.kind === compiler.SyntaxKind.SuperKeyword;
  return isCall ? expression : undefined;
}

interface Assignment {
  readonly name: string;
  readonly value: ts.Expression;
}

/** Returns what a statement sets of its instance: `this.status = status`. */
function assignment(statement: ts.Node, compiler: Compiler): Assignment | undefined {
  const set = compiler.isExpressionStatement(statement) ? statement.expression : undefined;
  if (set === undefined || !compiler.isBinaryExpression(set)) return undefined;
  const { left, operatorToken, right } = set;
  const isSet =
    operatorToken.kind === compiler.SyntaxKind.EqualsToken &&
    compiler.isPropertyAccessExpression(left) &&
    left.expression.kind === compiler.SyntaxKind.ThisKeyword;
  return isSet ? { name: left.name.text, value: right } : undefined;
}

/** Returns the variables and members that a constructor sets in its branches; "this" if it defines members of any name. */
function changedIn(
  built: ts.ConstructorDeclaration | undefined,
  compiler: Compiler,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const { FirstAssignment, LastAssignment, ThisKeyword } = compiler.SyntaxKind;
  const visit = (node: ts.Node): void => {
    if (compiler.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      const isSet = FirstAssignment <= kind && kind <= LastAssignment;
      if (isSet) changed.add(lastName(node.left, compiler) ?? "");
    } else if (compiler.isCallExpression(node)) {
      const isDefining = /^(?:assign|define)/.test(lastName(node.expression, compiler) ?? "");
      if (isDefining && node.arguments.some(({ kind }) => kind === ThisKeyword))
        changed.add("this");
    }
    compiler.forEachChild(node, visit);
  };
  for (const statement of built?.body?.statements ?? [])
    visit(assignment(statement, compiler)?.value ?? statement);
  return changed;
}
