// What a hand-written class makes of its arguments, read from its constructors: the message and the status of the error.

import { fieldNames } from "../import/typescript-rows.ts";
import type { ts } from "../import/typescript-syntax.ts";
import {
  assignment,
  changedIn,
  constructorOf,
  isPlainStatement,
  superCall,
} from "./constructors.ts";
import {
  argumentValue,
  type Bindable,
  bindings,
  evaluated,
  hasEffect,
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

/** What a class sets of its instances. */
export interface Member {
  readonly name: string;
  readonly value: MadeValue;
  /** What the value is written as. */
  readonly node: ts.Node;
}

/** One class of an error: its own, or one that it extends. */
export interface Layer {
  readonly declared: ts.ClassDeclaration;
  readonly members: readonly Member[];
  /** Whether its constructor does nothing besides what is read of it. */
  readonly isInert: boolean;
}

/** What a hand-written class makes of its arguments. */
export interface MadeError {
  readonly message: MadeValue;
  readonly status: MadeValue;
  /** What is known of the arguments. */
  readonly values: readonly MadeValue[];
  /** Its class first, then those that it extends, as far as their sources are there. */
  readonly layers: readonly Layer[];
}

/** Returns what a class makes of its arguments, of which one may be the status; nothing if the class is generated, and "hidden" if its source is not there. */
export function madeError(
  made: ts.NewExpression,
  statusAt: number,
  reading: Reading,
): MadeError | "hidden" | undefined {
  const { compiler, checker } = reading;
  const symbol = behindAlias(checker.getSymbolAtLocation(made.expression), checker, compiler);
  if (isGeneratedClass(symbol, compiler)) return undefined;
  const declared = classOf(made.expression, reading);
  if (declared === undefined) return "hidden";
  const values = (made.arguments ?? []).map((one) => argumentValue(one, reading));
  const { message, parameters, others, layers } = instanceOf(declared, values, reading);
  const named = layers
    .flatMap(({ members }) => members)
    .flatMap(({ name, value }) => (fieldNames.status.test(name) ? [value] : []));
  const [first = others.is === "missing" ? (parameters[statusAt] ?? missing) : others] = named;
  const status = named.every((one) => isSame(one, first)) ? first : unknown;
  return { message, status, values, layers };
}

/** Returns whether values are certainly the same. */
export function isSame(one: MadeValue, other: MadeValue): boolean {
  if (one.is === "given") return other.is === "given" && one.node === other.node;
  if (one.is === "constant") return other.is === "constant" && one.value === other.value;
  return one.is === "missing" && other.is === "missing";
}

/** Returns whether a class passes its first argument on as the message, whatever else is missing. */
export function takesMessage(
  declared: ts.ClassDeclaration,
  node: ts.Expression,
  reading: Reading,
): boolean {
  const given: MadeValue = { is: "given", node };
  return isSame(instanceOf(declared, [given], reading).message, given);
}

/** Returns the class that an expression names, if its source is there. */
function classOf(
  node: ts.Expression,
  { compiler, checker }: Reading,
): ts.ClassDeclaration | undefined {
  const symbol = behindAlias(checker.getSymbolAtLocation(node), checker, compiler);
  const found = symbol?.declarations?.find(compiler.isClassDeclaration);
  const { DeclareKeyword } = compiler.SyntaxKind;
  const isHidden =
    found?.getSourceFile().isDeclarationFile !== false ||
    found.modifiers?.some(({ kind }) => kind === DeclareKeyword) === true;
  return isHidden ? undefined : found;
}

interface Instance {
  readonly message: MadeValue;
  readonly layers: readonly Layer[];
  /** The values of the constructor's parameters, defaults included. */
  readonly parameters: readonly MadeValue[];
  /** What is known of all other members. */
  readonly others: MadeValue;
}

const unknownInstance = { message: unknown, layers: [], parameters: [], others: unknown };

function instanceOf(
  declared: ts.ClassDeclaration,
  values: readonly MadeValue[],
  reading: Reading,
): Instance {
  const { compiler } = reading;
  const built = constructorOf(declared, compiler);
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
  const set: readonly Member[] = [
    ...declared.members.flatMap((one): readonly Member[] => {
      const { name: named } = one;
      if (named === undefined || isStatic(one, compiler)) return [];
      const name = nameText(named, compiler) ?? named.getText();
      if (compiler.isGetAccessorDeclaration(one)) return [{ name, value: unknown, node: one }];
      const node = compiler.isPropertyDeclaration(one) ? one.initializer : undefined;
      return node === undefined ? [] : [{ name, value: evaluated(node, new Map(), reading), node }];
    }),
    ...own.flatMap((node, i): readonly Member[] => {
      const name = nameText(node.name, compiler) ?? "";
      const isMember = compiler.isParameterPropertyDeclaration(node, node.parent);
      return isMember ? [{ name, value: parameters[i] ?? unknown, node }] : [];
    }),
    ...statements.flatMap((one): readonly Member[] => {
      const { name, value: node } = assignment(one, compiler) ?? {};
      return name === undefined || node === undefined ? [] : [{ name, value: known(node), node }];
    }),
  ];
  // What comes last counts, and what a branch sets is not certain.
  const members = [...new Map(set.map((one) => [one.name, one])).values()].map((one) =>
    changed.has(one.name) ? { ...one, value: unknown } : one,
  );
  const isInert =
    statements.every((one) => isPlainStatement(one, env, reading)) &&
    own.every(
      ({ initializer }, i) =>
        initializer === undefined ||
        (values[i] ?? missing).is !== "missing" ||
        !hasEffect(initializer, env, reading),
    );
  const message = changed.has("message")
    ? unknown
    : (members.find(({ name }) => name === "message")?.value ?? base.message);
  const layers = [{ declared, members, isInert }, ...base.layers];
  return { message, layers, parameters, others: base.others };
}

/** Returns whether a member belongs to the class and not to its instances. */
export function isStatic(node: ts.Node, compiler: Compiler): boolean {
  const { StaticKeyword } = compiler.SyntaxKind;
  return (
    compiler.canHaveModifiers(node) &&
    compiler.getModifiers(node)?.some(({ kind }) => kind === StaticKeyword) === true
  );
}

/** Returns the expression of the class that a class extends. */
export function baseOf(
  declared: ts.ClassDeclaration,
  compiler: Compiler,
): ts.Expression | undefined {
  const { ExtendsKeyword } = compiler.SyntaxKind;
  const clause = declared.heritageClauses?.find(({ token }) => token === ExtendsKeyword);
  return clause?.types[0]?.expression;
}

/** Returns what the base class makes of its arguments; they are unknown if it is called in a branch. */
function baseInstance(
  declared: ts.ClassDeclaration,
  values: readonly MadeValue[] | undefined,
  reading: Reading,
): Instance {
  const { compiler } = reading;
  const base = baseOf(declared, compiler);
  const none = { message: missing, layers: [], parameters: [], others: missing };
  if (base === undefined) return none;
  if (values === undefined) return unknownInstance;
  const found = classOf(base, reading);
  const inside = readingIn(declared, reading);
  if (found !== undefined && inside !== undefined) return instanceOf(found, values, inside);
  const isBuiltIn = isBuiltInError(lastName(base, compiler) ?? "");
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
