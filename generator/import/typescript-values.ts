// What an expression of TypeScript is, as far as it can be read without running it.

import { phraseOf } from "../catalog/reasons.ts";
import { lineOf, textsIn } from "./error-texts.ts";
import { type FoundCode, noReason, noTexts } from "./finding.ts";
import type { ErrorMakers } from "./typescript-makers.ts";
import { declarationOf } from "./typescript-scopes.ts";
import type {
  BindingElement,
  ParameterDeclaration,
  Syntax,
  SyntaxNode,
} from "./typescript-syntax.ts";

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
  /** The path of its file, and its line. */
  readonly place?: string;
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
  /** The classes of errors and the functions that make errors. */
  readonly makers?: ErrorMakers;
  /** What the parameters of classes and functions are called with, if an error is followed into one. */
  readonly bound?: ReadonlyMap<SyntaxNode, Given>;
  /** How many names and calls were followed. */
  readonly depth?: number;
}

/** An expression, and the reader that knows the parameters in it. */
export interface Given {
  readonly node: SyntaxNode;
  readonly reader: ValueReader;
}

const deepest = 8;

/** Returns a reader that follows one name or call more, or nothing if these are too many. */
export function deeper(reader: ValueReader): ValueReader | undefined {
  const depth = (reader.depth ?? 0) + 1;
  return depth > deepest ? undefined : { ...reader, depth };
}

/** Returns the expression that a name stands for: what a parameter is called with, or else its default, or the value of a constant. */
export function givenFor(node: SyntaxNode, reader: ValueReader): Given {
  const { Node } = reader.syntax;
  const bare = bareExpression(node, reader.syntax) ?? node;
  const inner = Node.isIdentifier(bare) ? deeper(reader) : undefined;
  const declared = inner === undefined ? undefined : declarationOf(bare, reader.syntax);
  if (inner === undefined || declared === undefined) return { node: bare, reader };
  const given = reader.syntax.Node.isBindingElement(declared)
    ? fieldGiven(declared, inner)
    : reader.bound?.get(declared);
  if (given !== undefined)
    return givenFor(given.node, { ...given.reader, depth: inner.depth ?? 0 });
  const value = declared.getInitializer();
  return value === undefined ? { node: bare, reader } : givenFor(value, inner);
}

/** Returns what a parameter that is taken apart gets for one of its fields. */
function fieldGiven(field: BindingElement, reader: ValueReader): Given | undefined {
  const { Node } = reader.syntax;
  const owner = field.getFirstAncestor((one) => Node.isParameterDeclaration(one));
  const whole = owner === undefined ? undefined : reader.bound?.get(owner);
  if (whole === undefined) return undefined;
  const given = givenFor(whole.node, whole.reader);
  if (!Node.isObjectLiteralExpression(given.node)) return whole;
  const name = field.getPropertyNameNode()?.getText() ?? field.getName();
  const property = given.node.getProperty(name);
  const node = Node.isPropertyAssignment(property)
    ? property.getInitializer()
    : Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : undefined;
  return node === undefined ? undefined : { node, reader: given.reader };
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
  const joined = textOf(node, reader, () => undefined);
  if (joined !== undefined) return joined;
  const given = givenFor(node, reader);
  if (given.node !== node) return valueOfExpression(given.node, given.reader);
  return isMember(node, reader)
    ? reader.members.get(node.getText().replace(/\s/g, ""))?.value
    : undefined;
}

/** Returns the text of a template or a sum; `holeOf` returns what is written for a part that cannot be read. */
function textOf(
  node: SyntaxNode,
  reader: ValueReader,
  holeOf: (node: SyntaxNode) => string | undefined,
): string | undefined {
  const { Node } = reader.syntax;
  const textAt = (part: SyntaxNode): string | undefined => {
    const value = textOf(part, reader, holeOf) ?? valueOfExpression(part, reader);
    return value === undefined ? holeOf(part) : String(value);
  };
  const whole = (parts: readonly (string | undefined)[]) =>
    parts.includes(undefined) ? undefined : parts.join("");
  if (Node.isTemplateExpression(node))
    return whole([
      node.getHead().getLiteralText(),
      ...node
        .getTemplateSpans()
        .flatMap((one) => [textAt(one.getExpression()), one.getLiteral().getLiteralText()]),
    ]);
  if (!Node.isBinaryExpression(node) || node.getOperatorToken().getText() !== "+") return undefined;
  const parts = [textAt(node.getLeft()), textAt(node.getRight())];
  return parts.some((one) => /[^\d.-]/.test(one ?? "")) ? whole(parts) : undefined;
}

/** Returns the sentence that an expression is, with the names of what is put into it: `Booking {id} is gone.` */
export function messageOfExpression(
  node: SyntaxNode | undefined,
  reader: ValueReader,
): string | undefined {
  if (node === undefined) return undefined;
  const given = givenFor(node, reader);
  const text =
    valueOfExpression(node, reader) ??
    textOf(given.node, given.reader, (part) => `{${/(\w+)\W*$/.exec(part.getText())?.[1] ?? ""}}`);
  if (typeof text !== "string") return undefined;
  return /\p{L}/u.test(text.replace(/\{\w*\}/g, "")) ? text : undefined;
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
  if (node === undefined) return undefined;
  const given = givenFor(node, reader);
  const value = valueOfExpression(given.node, given.reader);
  if (typeof value === "number") return value >= 400 && value < 600 ? value : undefined;
  const isMemberOf = reader.syntax.Node.isPropertyAccessExpression(given.node);
  if (value !== undefined || !isMemberOf) return undefined;
  return statusNames.get(folded(given.node.getText().replace(/^.*\./s, "")));
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

/** Returns the status that a well-known class or function has by its name: `NotFoundException`, or `notFound` of a package. */
export function statusOfMaker(name: string): number | undefined {
  const [, reason] = /([A-Za-z]+)Exception$/.exec(name) ?? /\.([A-Za-z]+)$/.exec(name) ?? [];
  return reason === undefined ? undefined : statusNames.get(folded(reason));
}

const statusNames: ReadonlyMap<string, number> = new Map([
  ...Array.from(
    { length: 112 },
    (_, i) => [folded(phraseOf(String(400 + i))), 400 + i] as const,
  ).filter(([name]) => !name.includes("httpstatus")),
  // What libraries call them by older RFCs.
  ["payloadtoolarge", 413],
  ["requesttoolong", 413],
  ["requesturitoolong", 414],
  ["requestedrangenotsatisfiable", 416],
  ["unprocessableentity", 422],
]);

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
  const next = node.getNextSibling((one) => one.getKind() === node.getKind());
  const isFirstOfGroup = next !== undefined && next.getLeadingCommentRanges().length === 0;
  // A line comment before an empty line, before a node with a comment behind it, or with few words before several nodes is a heading.
  const isHeading = (comment: string, gap: string) =>
    trailing.length > 0 ||
    /\n[ \t\r]*\n/.test(gap) ||
    (isFirstOfGroup && leading.length === 1 && fewWords.test(comment));
  const before = leading.flatMap(({ comment, gap }) =>
    rule.test(comment) || (comment.startsWith("//") && isHeading(comment, gap)) ? [] : [comment],
  );
  const said = commentTexts([...before, ...trailing]);
  return status === undefined ? said : { ...said, status: Number(status) };
}

/** A comment that begins with a line of signs: `// ── auth ──`. */
const rule = /^\/[/*]+[ \t]*([-=*#~_–—─━═])\1/;

/** A comment that is no sentence: `// Orders and carts`. */
const fewWords = /^\/\/+[ \t]*[^\s.!?。]+(?: [^\s.!?。]+){0,2}[ \t]*$/;

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
