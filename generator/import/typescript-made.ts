// What is said of an error where it is made: the arguments of a class or function, followed into what that does with them.

import { isCodeText } from "./code-words.ts";
import type { FoundCode } from "./finding.ts";
import { entriesOf, isMessage } from "./typescript-entries.ts";
import { codePosition, isMaking, type ParameteredNode } from "./typescript-makers.ts";
import { deepRowOf, emptyRow, fieldNames, joinRows, type Row } from "./typescript-rows.ts";
import { assignedFields, fieldsPutLater } from "./typescript-scopes.ts";
import type { ClassDeclaration, SyntaxNode } from "./typescript-syntax.ts";
import {
  bareExpression,
  deeper,
  type Given,
  givenFor,
  isCodeName,
  isMember,
  messageOfExpression,
  statusOfExpression,
  statusOfMaker,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** Returns what an expression says that makes errors, once for each alternative of its arguments; nothing if it makes none. */
export function madeRows(node: SyntaxNode, reader: ValueReader): readonly Row[] | undefined {
  if (reader.makers === undefined || !isMaking(node, reader.makers, reader.syntax))
    return undefined;
  return alternatives(argumentsIn(node, reader)).map((one) => madeRow(node, one, reader));
}

/** Returns what an expression says that makes an error, with its arguments as given. */
function madeRow(node: SyntaxNode, given: readonly Given[], outer: ValueReader): Row {
  const { Node } = outer.syntax;
  const reader = deeper(outer);
  if (reader === undefined || !(Node.isCallExpression(node) || Node.isNewExpression(node)))
    return emptyRow;
  const name = node.getExpression().getText();
  if (Node.isNewExpression(node)) {
    const later = namedRow(fieldsPutLater(node, reader.syntax), reader);
    return joinRows([later, classNamedRow(name, given, reader)]);
  }
  const called = reader.makers?.functions.get(name);
  if (called === undefined) {
    const [error, ...objects] = given;
    const isAssigned = name === "Object.assign" && Node.isNewExpression(error?.node);
    if (!isAssigned || error === undefined)
      return joinRows([argumentsRow(given), { ...emptyRow, status: statusOfMaker(name) }]);
    const made = madeRow(error.node, argumentsIn(error.node, reader), reader);
    return joinRows([argumentsRow(objects), made]);
  }
  const { declared, results } = called;
  const inner = withArguments(declared, given, reader);
  const rows = results.map((one) => madeRow(one, argumentsIn(one, inner), inner));
  const [first = emptyRow] = rows.filter(({ code }) => code !== undefined);
  const parameter = declared.getParameters()[codePosition(declared, reader.syntax)]?.getName();
  const isGivenCode = results.some((one) =>
    one
      .getDescendantsOfKind(reader.syntax.SyntaxKind.Identifier)
      .some((identifier) => identifier.getText() === parameter),
  );
  return isGivenCode
    ? joinRows([parametersRow(declared, inner), first, ...rows, argumentsRow(given)])
    : first;
}

function argumentsIn(node: SyntaxNode, reader: ValueReader): readonly Given[] {
  const { Node } = reader.syntax;
  const isCall = Node.isCallExpression(node) || Node.isNewExpression(node);
  return isCall ? node.getArguments().map((one) => ({ node: one, reader })) : [];
}

/** Returns a reader that knows what the parameters of a function or constructor are called with. */
function withArguments(
  declared: ParameteredNode,
  given: readonly Given[],
  reader: ValueReader,
): ValueReader {
  const at = codePosition(declared, reader.syntax);
  const hasOwnCode = given[at] !== undefined;
  const bound = declared.getParameters().flatMap((parameter, i) => {
    const one = given[i];
    if (one !== undefined && one.node.getText() !== "undefined") return [[parameter, one] as const];
    // A default message is that of the default code.
    return hasOwnCode && messageName.test(parameter.getName())
      ? [[parameter, { node: parameter, reader }] as const]
      : [];
  });
  return { ...reader, bound: new Map<SyntaxNode, Given>([...(reader.bound ?? []), ...bound]) };
}

/** Returns what a class says of its errors, if it is called with some arguments. */
export function classRow(
  declared: ClassDeclaration,
  given: readonly Given[],
  outer: ValueReader,
): Row {
  const reader = deeper(outer);
  if (reader === undefined) return emptyRow;
  const [own] = declared.getConstructors();
  const inner = own === undefined ? reader : withArguments(own, given, reader);
  const base = declared.getExtends()?.getExpression().getText() ?? "";
  const passed = own === undefined ? given : superArguments(own, inner);
  const plain = given.filter((_, i) => !otherName.test(own?.getParameters()[i]?.getName() ?? ""));
  return joinRows([
    fieldsRow(declared, inner),
    own === undefined ? emptyRow : parametersRow(own, inner),
    classNamedRow(base, passed, inner),
    own === undefined ? emptyRow : argumentsRow(plain),
  ]);
}

/** Names of parameters and constants that hold texts of another kind than codes. */
const otherName =
  /^(?!.*(?:[Ee]rr|[Cc]ode|[Rr]eason)).*(?:^|[a-z])(?:[Ff]ield|[Pp]ath|[Pp]roperty|[Pp]aram|[Kk]ey|[Nn]ame|[Rr]esource|[Ee]ntity|[Mm]odel|[Tt]able|[Cc]olumn|[Uu]ser|[Ii]d)$/;

function classNamedRow(name: string, given: readonly Given[], reader: ValueReader): Row {
  const declared = reader.makers?.classes.get(name);
  if (declared !== undefined) return classRow(declared, given, reader);
  const row = argumentsRow(given);
  return { ...row, status: row.status ?? statusOfMaker(name) };
}

function superArguments(declared: SyntaxNode, reader: ValueReader): readonly Given[] {
  const { SyntaxKind } = reader.syntax;
  const call = declared
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find((one) => one.getExpression().getText() === "super");
  return call === undefined ? [] : argumentsIn(call, reader);
}

/** Returns what the fields of a class say: their values, what getters return, and what the constructor puts there. */
function fieldsRow(declared: ClassDeclaration, reader: ValueReader): Row {
  const { Node } = reader.syntax;
  const fields = [
    ...declared
      .getProperties()
      .map((one) => ({ name: one.getName(), value: one.getInitializer() })),
    ...declared.getGetAccessors().map((one) => {
      const [first] = one.getStatements().slice(-1);
      const value = Node.isReturnStatement(first) ? first.getExpression() : undefined;
      return { name: one.getName(), value };
    }),
    ...declared.getConstructors().flatMap((one) => assignedFields(one, "this", reader.syntax)),
  ];
  return namedRow(fields, reader);
}

/** Returns what fields say by their names. */
function namedRow(
  fields: readonly { readonly name: string; readonly value: SyntaxNode | undefined }[],
  reader: ValueReader,
): Row {
  const first = <Value>(
    form: RegExp,
    read: (node: SyntaxNode | undefined, reader: ValueReader) => Value | undefined,
  ) => fields.flatMap(({ name, value }) => (form.test(name) ? (read(value, reader) ?? []) : []))[0];
  return {
    code:
      first(/^(?:code|errorCode)$/, valueOfExpression) ??
      first(/^(?:errorType|type)$/, valueOfExpression),
    status: first(fieldNames.status, statusOfExpression),
    message: first(/^message$/, messageOfExpression),
  };
}

const messageName = /^(?:message|msg|detail|description|text)$/;

/** Returns what the parameters of a function or constructor are, as far as their names say it. */
function parametersRow(declared: ParameteredNode, reader: ValueReader): Row {
  const parameters = declared.getParameters();
  const named = (form: (name: string) => boolean) => {
    const found = parameters.find((one) => form(one.getName()));
    return found === undefined
      ? undefined
      : (reader.bound?.get(found) ?? { node: found.getInitializer(), reader });
  };
  const code = named(isCodeName);
  const status = named((name) => fieldNames.status.test(name));
  const message = named((name) => messageName.test(name));
  const text = message && messageOfExpression(message.node, message.reader);
  return {
    code: code && valueOfExpression(code.node, code.reader),
    status: status && statusOfExpression(status.node, status.reader),
    message: text !== undefined && isMessage(text) ? text : undefined,
  };
}

const machine = /^[A-Za-z][A-Za-z0-9]*(?:[._:-][A-Za-z0-9]+)*$/;

/** Returns which of some arguments is a code, a status and a message, by their looks. */
function argumentsRow(given: readonly Given[]): Row {
  const [row = emptyRow] = given.flatMap((one) => {
    const { node, reader } = givenFor(one.node, one.reader);
    return deepRowOf(node, reader) ?? [];
  });
  const [status] = given.flatMap((one) => statusOfExpression(one.node, one.reader) ?? []);
  const codes = given.flatMap((one): readonly FoundCode[] => {
    const value = valueOfExpression(one.node, one.reader);
    if (otherName.test(one.node.getText())) return [];
    const isNamed = isNamedCode(one);
    if (typeof value === "number") return value !== status && isNamed ? [value] : [];
    const isLike =
      value !== undefined &&
      machine.test(value) &&
      (isNamed || /[_.:-]|[a-z][A-Z]|^[A-Z\d]+$/.test(value));
    return isLike ? [value] : [];
  });
  const [message] = given.flatMap((one) => {
    const text = messageOfExpression(one.node, one.reader);
    return text !== undefined && /\s/.test(text) ? [text] : [];
  });
  return joinRows([{ code: codes[0], status, message }, row]);
}

/** Returns whether an argument is a member of something, or a constant by its capitals. */
function isNamedCode({ node, reader }: Given): boolean {
  return isMember(node, reader) || isMember(givenFor(node, reader).node, reader);
}

/** Returns arguments once for each value that one of them can have: `isLate ? "too_late" : "too_early"`. */
function alternatives(given: readonly Given[]): readonly (readonly Given[])[] {
  return given.reduce<readonly (readonly Given[])[]>(
    (lists, one) => lists.flatMap((list) => alternativesOf(one).map((other) => [...list, other])),
    [[]],
  );
}

function alternativesOf(one: Given): readonly Given[] {
  const { node, reader } = givenFor(one.node, one.reader);
  const { Node } = reader.syntax;
  const codes = looked(node, reader);
  if (codes.length > 0) return codes.map((part) => ({ node: part, reader }));
  if (!Node.isConditionalExpression(node)) return [one];
  return [node.getWhenTrue(), node.getWhenFalse()].flatMap((part) =>
    alternativesOf({ node: part, reader }),
  );
}

/** Returns the codes of a constant object that a parameter or the like picks one of: `declines[token]`, also with another one behind `??`. */
function looked(node: SyntaxNode, reader: ValueReader): readonly SyntaxNode[] {
  const { Node } = reader.syntax;
  if (Node.isNonNullExpression(node)) return looked(node.getExpression(), reader);
  if (Node.isBinaryExpression(node) && /^(?:\?\?|\|\|)$/.test(node.getOperatorToken().getText())) {
    const left = looked(bareExpression(node.getLeft(), reader.syntax) ?? node, reader);
    return left.length === 0 ? [] : [...left, node.getRight()];
  }
  if (!Node.isElementAccessExpression(node)) return [];
  const owner = givenFor(node.getExpression(), reader);
  const values = (entriesOf(owner.node, owner.reader) ?? []).map(({ value }) => value);
  const isOfCodes = values.every((value) => {
    const text = valueOfExpression(value, owner.reader);
    return typeof text === "string" && isCodeText(text);
  });
  // Maps to sentences and statuses go with a code that is given otherwise.
  return isOfCodes && values.length <= mostCodes ? values : [];
}

const mostCodes = 200;
