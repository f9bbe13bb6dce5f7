// The members of enums and constant objects of TypeScript.

import { isCodeText, isSuccess } from "./code-words.ts";
import type { FoundCode } from "./finding.ts";
import { isCode } from "./shapes-seen.ts";
import {
  type Entry,
  entriesIn,
  entriesOf,
  isKeyedByCodes,
  isMessage,
  isObject,
} from "./typescript-entries.ts";
import type { ParsedTypeScript } from "./typescript-files.ts";
import { isOfActions, lettersOf, saysCodes, saysErrors } from "./typescript-owners.ts";
import { isRow, rowOf } from "./typescript-rows.ts";
import type { Syntax, SyntaxNode, VariableDeclaration } from "./typescript-syntax.ts";
import {
  commentOn,
  type NamedValue,
  type RefusedMember,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** The members of enums and constant objects. */
export interface Members {
  /** Those with a code; owners in several files may have one name. */
  readonly named: readonly NamedValue[];
  /** The same by owner and name, the last of each. */
  readonly members: ReadonlyMap<string, NamedValue>;
  readonly refused: readonly RefusedMember[];
}

/** A member of an enum or a constant object as it is written. */
interface WrittenMember {
  readonly name: string;
  readonly value: FoundCode | undefined;
  readonly node: SyntaxNode;
}

/** Returns the members of an enum, of a constant object or of what holds constants like one; none of anything else. */
export function membersOf(declared: SyntaxNode, reader: ValueReader): readonly WrittenMember[] {
  const { Node } = reader.syntax;
  if (Node.isEnumDeclaration(declared)) {
    return declared.getMembers().map((node) => {
      const name = node.getNameNode();
      const plain = Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();
      return { name: plain, value: node.getValue(), node };
    });
  }
  if (Node.isVariableDeclaration(declared)) {
    const initializer = declared.getInitializer();
    const isHolder = isObject(initializer, reader.syntax) || saysCodes(declared.getName());
    if (!isHolder || isRow(initializer, reader) || isKeyedByCodes(declared, reader)) return [];
  }
  const members = entriesIn(declared, reader).flatMap((entry) => memberOf(entry, declared, reader));
  if (Node.isSourceFile(declared)) return groupIn(members, declared.getBaseName());
  return Node.isVariableDeclaration(declared) ? members : ofOneKind(members);
}

/** Leaves out the constants of a class or a namespace that are no codes as most of the others are. */
function ofOneKind(members: readonly WrittenMember[]): readonly WrittenMember[] {
  const texts = members.filter(({ value }) => typeof value === "string" && isCodeText(value));
  const isOdd = ({ value }: WrittenMember) =>
    typeof value === "number" || /^(?:https?:|\/|\d+(?:\.\d+)+$)/.test(value ?? "");
  return texts.length * 2 > members.length ? members.filter((one) => !isOdd(one)) : members;
}

/** Returns the member that an entry is, or those of an object in it, which are named by all keys on the way: `auth.expired`. */
function memberOf(
  { key, value: node, node: place }: Pick<Entry, "key" | "value" | "node">,
  declared: SyntaxNode,
  reader: ValueReader,
): readonly WrittenMember[] {
  const value = valueOfExpression(node, reader);
  const isGroup =
    value === undefined &&
    reader.syntax.Node.isVariableDeclaration(declared) &&
    isObject(node, reader.syntax) &&
    saysCodes(declared.getName()) &&
    rowOf(node, reader)?.message === undefined &&
    rowOf(node, reader)?.status === undefined;
  if (isGroup)
    return (entriesOf(node, reader) ?? [])
      .flatMap((entry) => memberOf(entry, declared, reader))
      .filter((one) => isGrouped(one, declared.getName()))
      .map((one) => ({ ...one, name: `${key}.${one.name}` }));
  // A sentence is a message, and what is neither text nor number is data of another kind.
  if (value === undefined || (typeof value === "string" && /\s/.test(value))) return [];
  return [{ name: String(key), value, node: place }];
}

/** Returns whether a member of a group is a code: by the name of the whole object, or because its value repeats its name. */
function isGrouped({ name, value }: WrittenMember, owner: string): boolean {
  const [own = ""] = name.split(".").slice(-1);
  if (/code/i.test(owner)) return typeof value === "number" || isCodeText(String(value));
  return !isMessage(String(value)) && lettersOf(String(value)).endsWith(lettersOf(own));
}

/** Returns those constants of a file that are codes because they are several, and their names repeat their values. */
function groupIn(constants: readonly WrittenMember[], file: string): readonly WrittenMember[] {
  const plain = constants.flatMap(({ name, value }) =>
    value === undefined ? [] : [{ name, value }],
  );
  const texts = isOfActions(plain) ? [] : constants;
  const group = texts.filter(
    ({ name, value }) =>
      typeof value === "string" &&
      withoutErrorWords(name) === withoutErrorWords(value) &&
      (saysErrors(file) || withoutErrorWords(name) !== lettersOf(name)),
  );
  return [group, numbersIn(constants)].flatMap((one) => (one.length < 3 ? [] : one));
}

/** Returns the constants that are numbers of errors: `ERR_` before their names, all different, and no measures. */
function numbersIn(constants: readonly WrittenMember[]): readonly WrittenMember[] {
  const numbers = constants.filter(
    ({ name, value }) =>
      typeof value === "number" &&
      !(value >= 100 && value < 600) &&
      errorAffix.test(name) &&
      !measureWord.test(name),
  );
  if (new Set(numbers.map(({ value }) => value)).size < numbers.length) return [];
  return numbers.map((one) => ({ ...one, name: one.name.replace(errorAffix, "") }));
}

const errorAffix = /^(?:ERR|ERROR|E)_|_ERR(?:OR)?$/;

const measureWord =
  /(?:^|_)(?:MAX|MIN|MS|MILLIS|SECONDS?|COUNT|DELAY|SIZE|LENGTH|WIDTH|HEIGHT|INTERVAL|THRESHOLD|RETRIES|BASE|RANGE|START|END|FIRST|LAST)(?:_|$)/;

function withoutErrorWords(name: string): string {
  const words = name.replace(/([a-z\d])(?=[A-Z])/g, "$1_").split(/[^A-Za-z\d]+/);
  return lettersOf(words.filter((word) => !/^(?:err|error|code)$/i.test(word)).join(""));
}

/** Returns the members of all enums, constant objects and the like of files. */
export function membersIn({ files, placeOf }: ParsedTypeScript, syntax: Syntax): Members {
  const { Node } = syntax;
  const members = new Map<string, NamedValue>();
  const named: NamedValue[] = [];
  const refused: RefusedMember[] = [];
  const reader: ValueReader = { syntax, members };
  const addConstant = (declared: VariableDeclaration) => {
    const owner = declared.getName();
    const value = valueOfExpression(declared.getInitializer(), reader);
    if (isCode(value)) members.set(owner, { owner, name: owner, value, comment: "" });
  };
  const all = files.flatMap((file) => [file, ...file.getDescendants()]);
  const constants = all.filter(Node.isVariableDeclaration);
  // A member may be made of a constant in a file that comes later.
  for (const declared of constants) addConstant(declared);
  for (const declared of all) {
    const owner = Node.isSourceFile(declared) ? "error constants" : ownerName(declared, syntax);
    if (owner === undefined) continue;
    for (const { name, value, node } of membersOf(declared, reader)) {
      if (isSuccess(value ?? "", { name })) continue;
      if (isCode(value)) {
        const one = { owner, name, value, place: placeOf(node), ...commentOn(node) };
        named.push(one);
        members.set(`${owner}.${name}`, one);
      } else refused.push({ owner, name, value, node });
    }
  }
  // By now the members are known that a constant may be.
  for (const declared of constants) addConstant(declared);
  return { named, members, refused };
}

function ownerName(declared: SyntaxNode, { Node }: Syntax): string | undefined {
  return Node.isEnumDeclaration(declared) ||
    Node.isVariableDeclaration(declared) ||
    Node.isClassDeclaration(declared) ||
    Node.isModuleDeclaration(declared)
    ? declared.getName()
    : undefined;
}
