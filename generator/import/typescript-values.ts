// What an expression of TypeScript is, as far as it can be read without running it.

import { phraseOf } from "../catalog/reasons.ts";
import { lineOf, textsIn } from "./error-texts.ts";
import { type FoundCode, noReason, noTexts } from "./finding.ts";
import type { ParameterDeclaration, Syntax, SyntaxNode } from "./typescript-syntax.ts";

/** What the comments on something say. */
export interface CommentTexts {
  readonly comment: string;
  /** Why it should no longer be relied on, if a comment marks it as deprecated. */
  readonly deprecation?: string;
  /** The HTTP status, if one of the comments is no more than that. */
  readonly status?: number;
}

/** A value by its name: a member of an enum or of a constant object. */
export interface NamedValue extends CommentTexts {
  /** The enum or the object. */
  readonly owner: string;
  readonly name: string;
  readonly value: FoundCode;
}

/** A member that has no code: a text or a number that is none, or nothing that can be read. */
export interface RefusedMember extends Pick<NamedValue, "owner" | "name"> {
  readonly value: FoundCode | undefined;
  readonly node: SyntaxNode;
}

/** Reads expressions of some files. */
export interface ValueReader {
  readonly syntax: Syntax;
  /** The members of enums and constant objects by owner and name, `ErrorCode.NotFound`, and constants by their names. */
  readonly members: ReadonlyMap<string, NamedValue>;
  /** The positions of codes among the arguments of classes and of functions that make errors, by their names. */
  readonly codeAt?: ReadonlyMap<string, number>;
}

/** Returns whether a name is that of a code which is not a status. */
export function isCodeName(name: string): boolean {
  return /code$/.test(folded(name)) && !/^(?:http|status)/.test(folded(name));
}

/** Returns whether a parameter is an object with a code, by its type in the same file. */
export function hasCodeField(parameter: ParameterDeclaration, { Node }: Syntax): boolean {
  const type = parameter.getTypeNode();
  const name = Node.isTypeReference(type) ? type.getTypeName().getText() : undefined;
  const file = parameter.getSourceFile();
  const owner =
    name === undefined ? type : (file.getInterface(name) ?? file.getTypeAlias(name)?.getTypeNode());
  return (
    (Node.isTypeLiteral(owner) || Node.isInterfaceDeclaration(owner)) &&
    owner.getProperties().some((one) => isCodeName(one.getName()))
  );
}

/** Returns the text or number of an expression: a literal, a member, or one of these in brackets or with a type. */
export function valueOfExpression(
  node: SyntaxNode | undefined,
  reader: ValueReader,
): FoundCode | undefined {
  const { Node } = reader.syntax;
  if (node === undefined) return undefined;
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node))
    return node.getLiteralText();
  if (Node.isNumericLiteral(node)) return node.getLiteralValue();
  if (Node.isPrefixUnaryExpression(node)) {
    const value = valueOfExpression(node.getOperand(), reader);
    return typeof value === "number" && node.getText().startsWith("-") ? -value : undefined;
  }
  if (isMember(node, reader)) return reader.members.get(node.getText().replace(/\s/g, ""))?.value;
  const bare = bareExpression(node, reader.syntax);
  return bare === node ? undefined : valueOfExpression(bare, reader);
}

/** Returns whether an expression names a member of something, or a constant by its capitals. */
export function isMember(node: SyntaxNode | undefined, { syntax: { Node } }: ValueReader): boolean {
  return (
    Node.isPropertyAccessExpression(node) ||
    (Node.isIdentifier(node) && /^[A-Z][A-Z\d_]+$/.test(node.getText()))
  );
}

/** Returns an expression without brackets and types around it. */
export function bareExpression(
  node: SyntaxNode | undefined,
  syntax: Syntax,
): SyntaxNode | undefined {
  const { Node } = syntax;
  return Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isParenthesizedExpression(node)
    ? bareExpression(node.getExpression(), syntax)
    : node;
}

/** Returns the HTTP status that an expression is: a number, or a member that is called like one. */
export function statusOfExpression(
  node: SyntaxNode | undefined,
  reader: ValueReader,
): number | undefined {
  const value = valueOfExpression(node, reader);
  if (typeof value === "number") return value >= 400 && value < 600 ? value : undefined;
  const { Node } = reader.syntax;
  if (value !== undefined || node === undefined || !Node.isPropertyAccessExpression(node))
    return undefined;
  return statusNames.get(folded(node.getName()));
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

const statusNames: ReadonlyMap<string, number> = new Map(
  Array.from(
    { length: 112 },
    (_, i) => [folded(phraseOf(String(400 + i))), 400 + i] as const,
  ).filter(([name]) => !name.includes("httpstatus")),
);

/** Returns the text of the comments directly before or behind a node, and behind its comma. */
export function commentOn(node: SyntaxNode): CommentTexts {
  const text = node.getSourceFile().getFullText();
  const behind = behindComma.exec(text.slice(node.getEnd(), node.getEnd() + 1000))?.[1];
  const after =
    behind === undefined ? node.getTrailingCommentRanges().map((one) => one.getText()) : [behind];
  const [status] = after.flatMap((one) => bareStatus.exec(one)?.[1] ?? []);
  const trailing = after.filter((one) => !bareStatus.test(one));
  const leading = node.getLeadingCommentRanges().map((one) => ({
    comment: one.getText(),
    gap: text.slice(one.getEnd(), node.getStart()),
  }));
  // A line comment before an empty line, or before a node with a comment behind it, is a heading.
  const isHeading = (gap: string) => trailing.length > 0 || /\n[ \t\r]*\n/.test(gap);
  const before = leading.flatMap(({ comment, gap }) =>
    comment.startsWith("//") && isHeading(gap) ? [] : [comment],
  );
  const said = commentTexts([...before, ...trailing]);
  return status === undefined ? said : { ...said, status: Number(status) };
}

/** A comment that is a status, with or without its phrase. */
const bareStatus =
  /^\/[/*]+\s*(?:HTTP\s*)?([45]\d\d)\b[\s:.-]*(?:[A-Z][A-Za-z' -]{0,40})?(?:\*\/)?\s*$/;

/** The rest of a line that has a comma and a comment. */
const behindComma = /^[ \t]*,[ \t]*(\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/)[ \t\r]*(?:\n|$)/;

/** Lines of comments for tools and for the authors. */
const noText =
  /^[ \t]*(?:(?:eslint|biome|prettier|tslint|oxlint|cspell|istanbul|c8|v8)[\w-]*[: ]|#(?:end)?region\b|(?:TODO|FIXME|XXX|HACK)\b|@\w+|[-=*#/_]{3,}[ \t]*$)[^\n]*$/gm;

/** Returns the text of comments without their signs and tags, and the reason of a deprecation apart. */
export function commentTexts(comments: readonly string[]): CommentTexts {
  const text = comments
    .map((comment) => comment.replace(/^\/\*\*?|\*\/$|^\/\/+/g, "").replace(/^[ \t]*\* ?/gm, ""))
    .join("\n")
    .replace(/\{@link\w*\s+([^\s|}]+)[\s|]*([^}]*)\}/g, (_, target, shown) => shown || target);
  const [, reason] = /(?:^|\s)@deprecated\b((?:(?!\n\s*(?:@\w|\n))[\s\S])*)/.exec(text) ?? [];
  const comment = text
    .replace(reason === undefined ? "" : `@deprecated${reason}`, "")
    .replace(noText, "")
    .trim();
  if (reason === undefined) return { comment };
  return { comment, deprecation: lineOf(reason).slice(0, 300) || noReason };
}

/** Returns what the comments on a code say. */
export function saidBeside(code: FoundCode, { comment, deprecation, status }: CommentTexts) {
  const texts = comment === "" ? noTexts : textsIn(comment);
  const deprecated = deprecation === undefined ? [] : [[String(code), deprecation] as const];
  const said = { texts, deprecated: new Map(deprecated) };
  return status === undefined ? said : { ...said, statuses: [status] };
}
