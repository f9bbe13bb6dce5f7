// What a call says of a text among its arguments: that it is given to an error, expected by a test, or asked for in a map.

import type { ts } from "../import/typescript-syntax.ts";
import { codeEvidence, originalName, type Reading, raises, type UseContext } from "./evidence.ts";
import { isAboutCodes } from "./gatherings.ts";
import { isBuiltInError, isCodeField, isErrorName } from "./name-words.ts";
import { declarationOf } from "./scopes.ts";
import { around, bare, baseName, type Compiler, lastName, literalText } from "./syntax-parts.ts";

/** Returns what a call says of one of its arguments. */
export function callContext(
  node: ts.Expression,
  call: ts.CallExpression,
  reading: Reading,
): UseContext | undefined {
  const { compiler, facts } = reading;
  const index = call.arguments.indexOf(node);
  const name = originalName(lastName(call.expression, compiler), reading);
  const root = testRoot(call, compiler);
  if (root !== undefined) return testContext(node, { call, root }, reading);
  if (facts.parameters.get(name)?.has(index) === true) {
    const form = formAbove(node, reading);
    return { form: form === "body" ? "value" : form, evidence: 3 };
  }
  if (call.expression.kind === compiler.SyntaxKind.SuperKeyword) {
    const declared = around(node, compiler.isClassLike);
    const local = declared === undefined ? undefined : baseName(declared, compiler);
    const base = originalName(local, reading);
    if (!isErrorName(base) || isBuiltInError(base)) return undefined;
    const takes = facts.parameters.get(base)?.has(index) === true;
    return { form: "declaration", evidence: takes ? 3 : 2, group: `${base}#${index}` };
  }
  const inner = call.expression;
  if (
    compiler.isPropertyAccessExpression(inner) &&
    /^(?:get|has|includes|indexOf|is)$/.test(name)
  ) {
    const receiver = bare(inner.expression, compiler);
    const isCode = codeEvidence(receiver, reading);
    if (isCode > 0) return { form: "comparison", evidence: isCode };
    const declared = compiler.isIdentifier(receiver)
      ? declarationOf(receiver.text, receiver, compiler)
      : undefined;
    if (declared !== undefined && compiler.isVariableDeclaration(declared)) {
      if (isAboutCodes(declared, reading)) return { form: "key", evidence: 3 };
    }
    return { form: "key", evidence: isErrorName(lastName(receiver, compiler) ?? "") ? 2 : 0 };
  }
  if (!raises(inner, reading)) return undefined;
  const form = formAbove(node, reading);
  return { form: form === "body" ? "throw" : form, evidence: 2, group: `${name}#${index}` };
}

interface TestCall {
  readonly call: ts.CallExpression;
  readonly root: ts.CallExpression | "assert";
}

function testContext(
  node: ts.Expression,
  { call, root }: TestCall,
  reading: Reading,
): UseContext | undefined {
  const { compiler } = reading;
  const form = "expectation";
  const name = lastName(call.expression, compiler) ?? "";
  if (root === "assert") {
    const other = call.arguments.find((one) => one !== node);
    return other === undefined ? undefined : { form, evidence: codeEvidence(other, reading) };
  }
  const [subject] = root.arguments;
  if (subject === undefined || root === call) return undefined;
  if (name === "toHaveProperty") {
    const [path, value] = call.arguments;
    const keys = literalText(path, compiler)?.split(".") ?? [];
    const last = keys.at(-1) ?? "";
    if (value !== node) return undefined;
    const isField = isCodeField(last) || reading.vocabulary.fields.has(last);
    return { form, evidence: isField ? (keys.some(isErrorName) ? 3 : 2) : 0 };
  }
  if (/^toThrow/.test(name)) return { form, evidence: 1 };
  return { form, evidence: codeEvidence(subject, reading) };
}

/** Returns what is said of an argument where something is made. */
export function newContext(
  node: ts.Expression,
  made: ts.NewExpression,
  reading: Reading,
): UseContext | undefined {
  const { compiler, facts } = reading;
  const name = originalName(lastName(made.expression, compiler), reading);
  const index = made.arguments?.indexOf(node) ?? -1;
  const form = formAbove(node, reading);
  const found = form === "body" ? "throw" : form;
  if (facts.parameters.get(name)?.has(index) === true) return { form: found, evidence: 3 };
  if (!isErrorName(name)) return undefined;
  if (isBuiltInError(name)) return { form: found, evidence: 1 };
  return { form: found, evidence: 2, group: `${name}#${index}` };
}

/** Returns the form that a text has by what is around it: in a test, given to an error, or in a body. */
export function formAbove(node: ts.Node, reading: Reading): "expectation" | "throw" | "body" {
  const { compiler } = reading;
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (compiler.isCallExpression(at) && isTestCall(at, compiler)) return "expectation";
    if (
      compiler.isNewExpression(at) &&
      isErrorName(originalName(lastName(at.expression, compiler), reading))
    )
      return "throw";
    if (compiler.isThrowStatement(at)) return "throw";
    if (compiler.isFunctionLike(at) || compiler.isSourceFile(at)) return "body";
  }
  return "body";
}

/** Returns whether a call is one of a library of tests. */
function isTestCall(call: ts.CallExpression, compiler: Compiler): boolean {
  return testRoot(call, compiler) !== undefined;
}

/** Returns the call that begins a chain of a test, `expect(…)`, or the name of an assertion. */
function testRoot(
  call: ts.CallExpression,
  compiler: Compiler,
): ts.CallExpression | "assert" | undefined {
  let at: ts.Expression = call;
  let inside: ts.CallExpression | undefined;
  for (;;) {
    if (compiler.isCallExpression(at)) {
      inside = at;
      at = at.expression;
    } else if (compiler.isPropertyAccessExpression(at)) at = at.expression;
    else break;
  }
  if (!compiler.isIdentifier(at)) return undefined;
  if (at.text === "expect") return inside;
  return at.text === "assert" ? "assert" : undefined;
}
