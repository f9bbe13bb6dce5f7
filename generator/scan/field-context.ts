// What an object says of a code among its properties: whether it is an error, or the body of one.

import type { ts } from "../import/typescript-syntax.ts";
import { formAbove } from "./call-context.ts";
import {
  type Evidence,
  errorEvidence,
  functionName,
  type Reading,
  raises,
  type UseContext,
} from "./evidence.ts";
import { isCodeField, isErrorName, isOtherName } from "./name-words.ts";
import { around, type Compiler, nameText, objectIn } from "./syntax-parts.ts";
import type { UseForm } from "./use.ts";

/** Returns what an object says of a text as the value of a property: `{ code: "not_found" }`. */
export function fieldContext(
  parent: ts.PropertyAssignment,
  reading: Reading,
): UseContext | undefined {
  const { compiler, vocabulary } = reading;
  const name = nameText(parent.name, compiler);
  if (name === undefined) return undefined;
  const path = [name, ...keysAbove(parent, compiler)].reverse();
  const isEnvelope = vocabulary.paths.some(
    (keys) =>
      keys.length <= path.length &&
      keys.every((key, i) => key === path[path.length - keys.length + i]),
  );
  const form = formAbove(parent, reading);
  if (isEnvelope || isCodeField(name)) return { form, evidence: 3 };
  const { declarations } = reading.facts;
  const variable = around(parent, compiler.isVariableDeclaration, compiler.isFunctionLike);
  if (variable !== undefined && declarations.has(variable)) {
    const isMember = objectIn(variable.initializer, compiler) === parent.parent;
    return { form: "declaration", evidence: isMember || vocabulary.fields.has(name) ? 3 : 0 };
  }
  if (!vocabulary.fields.has(name)) return undefined;
  const sure = objectEvidence(parent, form, reading);
  return { form, evidence: name === "code" || sure === 3 ? sure : 0 };
}

/** Returns the names of the properties around a property, from the inside. */
function keysAbove(node: ts.PropertyAssignment, compiler: Compiler): readonly string[] {
  let at: ts.Node = node.parent.parent;
  while (compiler.isArrayLiteralExpression(at) || compiler.isParenthesizedExpression(at))
    at = at.parent;
  if (!compiler.isPropertyAssignment(at)) return [];
  const name = nameText(at.name, compiler);
  return name === undefined ? [] : [name, ...keysAbove(at, compiler)];
}

/** Returns how sure it is that an object with a code is an error or its body. */
function objectEvidence(
  property: ts.PropertyAssignment,
  form: UseForm,
  reading: Reading,
): Evidence {
  const { compiler, vocabulary } = reading;
  if (form === "throw") return 3;
  const object = property.parent;
  const names = object.properties.map((one) => nameText(one.name, compiler) ?? "");
  const hasMessage = names.some((one) => vocabulary.neighbours.has(one));
  const hasStatus = names.some((one) => /^(?:http_?)?status(?:_?code)?$/i.test(one));
  if (hasMessage && hasStatus) return 3;
  const holder = object.parent;
  const outer = keysAbove(property, compiler);
  if (outer.some(isErrorName)) return 3;
  if (compiler.isVariableDeclaration(holder)) {
    const words = [nameText(holder.name as ts.BindingName, compiler), holder.type?.getText()];
    if (words.some((one) => isErrorName(one ?? ""))) return 3;
    if (words.some((one) => isOtherName(one ?? ""))) return 0;
  }
  if (outer.some(isOtherName)) return 0;
  if (compiler.isCallExpression(holder)) {
    if (raises(holder.expression, reading)) return 3;
    const after = errorEvidence(holder, reading);
    if (after === 3 || statusBefore(holder, compiler)) return hasMessage ? 3 : 2;
  }
  if (hasMessage || form === "expectation") return 2;
  return isErrorName(functionName(property, reading)) ? 2 : 1;
}

/** Returns whether a call answers with a status of an error: `response.status(404).json(…)`, `json(…, { status: 404 })`. */
function statusBefore(call: ts.CallExpression, compiler: Compiler): boolean {
  const status = /\b[45]\d\d\b/;
  const rest = call.arguments.slice(1).map((one) => one.getText());
  return (
    status.test(rest.join(" ")) ||
    (compiler.isPropertyAccessExpression(call.expression) &&
      status.test(call.expression.expression.getText()))
  );
}
