// The members of enums and constant objects of TypeScript.

import type { FoundCode } from "./finding.ts";
import { isCode } from "./shapes-seen.ts";
import { entriesOf, isKeyedByCodes, isObject } from "./typescript-entries.ts";
import { errorWord } from "./typescript-owners.ts";
import type { Syntax, SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
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

/** Returns the members of an enum or of a constant object; none of anything else. */
export function membersOf(declared: SyntaxNode, reader: ValueReader): readonly WrittenMember[] {
  const { Node } = reader.syntax;
  if (Node.isEnumDeclaration(declared)) {
    return declared.getMembers().map((node) => {
      const name = node.getNameNode();
      const plain = Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();
      return { name: plain, value: node.getValue(), node };
    });
  }
  if (!Node.isVariableDeclaration(declared)) return [];
  const initializer = declared.getInitializer();
  const isHolder = isObject(initializer, reader.syntax) || errorWord.test(declared.getName());
  if (!isHolder || isKeyedByCodes(declared, reader)) return [];
  return (entriesOf(initializer, reader) ?? []).flatMap((entry) => {
    const value = valueOfExpression(entry.value, reader);
    // A sentence is a message, and what is neither text nor number is data of another kind.
    if (value === undefined || (typeof value === "string" && /\s/.test(value))) return [];
    return [{ name: String(entry.key), value, node: entry.node }];
  });
}

/** Returns the members of all enums and constant objects of files. */
export function membersIn(files: readonly SyntaxFile[], syntax: Syntax): Members {
  const { Node } = syntax;
  const members = new Map<string, NamedValue>();
  const named: NamedValue[] = [];
  const refused: RefusedMember[] = [];
  const reader: ValueReader = { syntax, members };
  for (const declared of files.flatMap((file) => file.getDescendants())) {
    if (!Node.isEnumDeclaration(declared) && !Node.isVariableDeclaration(declared)) continue;
    const owner = declared.getName();
    for (const { name, value, node } of membersOf(declared, reader)) {
      if (isCode(value)) {
        const one = { owner, name, value, ...commentOn(node) };
        named.push(one);
        members.set(`${owner}.${name}`, one);
      } else refused.push({ owner, name, value, node });
    }
  }
  return { named, members, refused };
}
