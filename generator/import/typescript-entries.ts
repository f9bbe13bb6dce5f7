// Objects, maps and lists of pairs of TypeScript as entries: each a key and a value.

import type { FoundCode } from "./finding.ts";
import { isNameOfCodes } from "./typescript-owners.ts";
import type { Syntax, SyntaxNode } from "./typescript-syntax.ts";
import {
  bareExpression,
  type CommentTexts,
  commentOn,
  statusOfExpression,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** An entry of an object, a map or a list of pairs, with the comment on it. */
export interface Entry extends CommentTexts {
  readonly key: FoundCode;
  readonly value: SyntaxNode;
  /** The property or the pair. */
  readonly node: SyntaxNode;
}

/** What has the same entries as its first argument. */
const sameEntries = /^(?:Object\.(?:freeze|seal|entries|fromEntries)|Map)$/;

/** Returns the entries of an object literal or a list of pairs, also in a map, frozen or with a type; nothing of anything else. */
export function entriesOf(
  node: SyntaxNode | undefined,
  reader: ValueReader,
): readonly Entry[] | undefined {
  const { Node } = reader.syntax;
  const literal = literalIn(node, reader.syntax);
  if (Node.isObjectLiteralExpression(literal))
    return literal.getProperties().flatMap((property) => {
      if (Node.isShorthandPropertyAssignment(property))
        return entryOf(property.getName(), property.getNameNode(), property);
      if (!Node.isPropertyAssignment(property)) return [];
      return entryOf(keyOf(property.getNameNode(), reader), property.getInitializer(), property);
    });
  if (!Node.isArrayLiteralExpression(literal)) return undefined;
  const items = literal.getElements();
  const pairs = items.flatMap((item) => {
    const pair = bareExpression(item, reader.syntax);
    const parts = Node.isArrayLiteralExpression(pair) ? pair.getElements() : [];
    return parts.length === 2 ? [{ item, parts }] : [];
  });
  if (items.length === 0 || pairs.length < items.length) return undefined;
  return pairs.flatMap(({ item, parts: [key, value] }) =>
    entryOf(valueOfExpression(key, reader), value, item),
  );
}

/** Returns the key that a name of a property is. */
function keyOf(name: SyntaxNode, reader: ValueReader): FoundCode | undefined {
  const { Node } = reader.syntax;
  if (Node.isIdentifier(name)) return name.getText();
  return valueOfExpression(Node.isComputedPropertyName(name) ? name.getExpression() : name, reader);
}

/** Returns the entries of what holds some: a variable, the constants of a namespace or a file, and the static fields of a class that has no other members. */
export function entriesIn(declared: SyntaxNode, reader: ValueReader): readonly Entry[] {
  const { Node } = reader.syntax;
  if (Node.isVariableDeclaration(declared) || Node.isPropertyDeclaration(declared))
    return entriesOf(declared.getInitializer(), reader) ?? [];
  if (Node.isClassDeclaration(declared)) {
    const isHolder =
      declared.getExtends() === undefined && declared.getInstanceMembers().length === 0;
    return (isHolder ? declared.getStaticProperties() : []).flatMap((one) =>
      Node.isPropertyDeclaration(one)
        ? entryOf(keyOf(one.getNameNode(), reader), one.getInitializer(), one)
        : [],
    );
  }
  if (!Node.isModuleDeclaration(declared) && !Node.isSourceFile(declared)) return [];
  return declared
    .getVariableStatements()
    .filter(
      (statement) => statement.hasExportKeyword() && /^[^=]*\bconst\b/.test(statement.getText()),
    )
    .flatMap((statement) =>
      statement
        .getDeclarations()
        // The comment on a statement is about the first that it declares.
        .flatMap((one, i) =>
          entryOf(one.getName(), one.getInitializer(), i === 0 ? statement : one),
        ),
    );
}

function entryOf(
  key: FoundCode | undefined,
  value: SyntaxNode | undefined,
  node: SyntaxNode,
): readonly Entry[] {
  return key === undefined || value === undefined ? [] : [{ key, value, node, ...commentOn(node) }];
}

/** Returns the literal that has the entries of an expression. */
function literalIn(node: SyntaxNode | undefined, syntax: Syntax): SyntaxNode | undefined {
  const { Node } = syntax;
  const bare = bareExpression(node, syntax);
  return (Node.isCallExpression(bare) || Node.isNewExpression(bare)) &&
    sameEntries.test(bare.getExpression().getText())
    ? literalIn(bare.getArguments()[0], syntax)
    : bare;
}

/** Returns whether an expression is an object at runtime whose members have names, also frozen or with a type. */
export function isObject(node: SyntaxNode | undefined, syntax: Syntax): boolean {
  const { Node } = syntax;
  const bare = bareExpression(node, syntax);
  return Node.isCallExpression(bare) &&
    /^Object\.(?:freeze|seal)$/.test(bare.getExpression().getText())
    ? isObject(bare.getArguments()[0], syntax)
    : Node.isObjectLiteralExpression(bare);
}

/** Returns whether a text is for people: a sentence, or one word that begins as one. */
export function isMessage(text: string): boolean {
  return /\s|[^\u0000-\u007f]|^[A-Z][a-z]+[.!]?$/.test(text);
}

/** Returns whether a variable or field maps codes to messages or statuses, by its name, its type and all of its entries. */
export function isKeyedByCodes(declared: SyntaxNode, reader: ValueReader): boolean {
  const { Node } = reader.syntax;
  if (!Node.isVariableDeclaration(declared) && !Node.isPropertyDeclaration(declared)) return false;
  const initializer = declared.getInitializer();
  const entries = entriesIn(declared, reader);
  const isOfCodes =
    isNameOfCodes(declared.getName()) &&
    entries.every(({ key, value }) => isPlain(key) && saysOf(value, reader));
  if (entries.length === 0 || !isOfCodes) return false;
  const mostlyLike = (form: RegExp) =>
    entries.filter(({ key }) => form.test(String(key))).length * 2 > entries.length;
  // The names of an object's members may be names of constants, but the keys of a map are data.
  const isMap =
    !isObject(initializer, reader.syntax) ||
    /^(?:(?:Readonly|Partial)<)*Record</.test(declared.getTypeNode()?.getText() ?? "");
  const isOfStatuses = entries.every(({ value }) => statusOfExpression(value, reader));
  return isMap ? isOfStatuses || mostlyLike(/[_.:\d-]|^[A-Z]+$/) : mostlyLike(/^[^A-Z]+[_.:-]/);
}

function isPlain(key: FoundCode): boolean {
  return typeof key === "number" || /^[A-Za-z\d]+(?:[_.:-][A-Za-z\d]+)*$/.test(key);
}

/** Returns whether a value is a status or a sentence. */
function saysOf(value: SyntaxNode, reader: ValueReader): boolean {
  const text = valueOfExpression(value, reader);
  return typeof text === "string"
    ? /\s/.test(text)
    : statusOfExpression(value, reader) !== undefined;
}
