// Codes that TypeScript lists: unions of literals, arrays of literals, and the arrays of schemas.

import { type Finding, type FoundCode, finding } from "./finding.ts";
import type { ParsedTypeScript } from "./typescript-files.ts";
import { aboutErrors, type CodeList, isNameOfCodes, saysErrors } from "./typescript-owners.ts";
import type { Syntax, SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
import {
  commentOn,
  commentTexts,
  isCodeName,
  saidBeside,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** Returns the codes of the unions and arrays of files whose names speak of codes. */
export function listsIn(
  { files, placeOf }: ParsedTypeScript,
  reader: ValueReader,
): readonly CodeList[] {
  const listOf = (
    name: string,
    node: SyntaxNode,
    findings: readonly Finding[],
  ): readonly CodeList[] =>
    findings.length === 0 ? [] : [{ name, place: placeOf(node), findings }];
  return files.flatMap((file) => {
    const named = file.getTypeAliases().filter((one) => isNameOfCodes(one.getName()));
    // An array is called as the type of its items.
    const typed = new Map(
      named.flatMap((one) => {
        const array = arrayName(one.getTypeNode(), reader.syntax);
        return array === undefined ? [] : [[array, one.getName()] as const];
      }),
    );
    return [
      ...named.flatMap((one) =>
        listOf(one.getName(), one, unionCodes(one, one.getTypeNode(), reader.syntax)),
      ),
      ...file.getVariableDeclarations().flatMap((one) => {
        const name = one.getName();
        const owner = codeList.test(name) && !aboutErrors.test(name) ? name : typed.get(name);
        return owner === undefined
          ? []
          : listOf(owner, one, arrayCodes(one.getInitializer(), reader));
      }),
    ];
  });
}

/** Returns the codes that the types of fields and parameters of errors have. */
export function codesOfFields(file: SyntaxFile, { syntax }: ValueReader): readonly Finding[] {
  return codeFields(file, syntax).flatMap((one) =>
    syntax.Node.isTyped(one) ? unionCodes(one, one.getTypeNode(), syntax) : [],
  );
}

/** Returns the names of enums, objects and types that errors take a code from: in the types of their fields, and where they are made or reported. */
export function namesInErrors(file: SyntaxFile, { syntax }: ValueReader): readonly string[] {
  const { Node, SyntaxKind } = syntax;
  const types = codeFields(file, syntax).flatMap((one) => {
    const type = Node.isTyped(one) ? one.getTypeNode() : undefined;
    return type?.getText().match(/[A-Za-z_$][\w$]*/g) ?? [];
  });
  const used = file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression).flatMap((one) => {
    const call = one.getParent();
    const isGiven =
      (Node.isCallExpression(call) || Node.isNewExpression(call)) &&
      call.getExpression() !== one &&
      saysErrors(call.getExpression().getText());
    return isGiven ? [one.getExpression().getText()] : [];
  });
  return [...types, ...used];
}

function codeFields(file: SyntaxFile, syntax: Syntax): readonly SyntaxNode[] {
  return file.getDescendants().filter((node) => isCodeField(node, syntax));
}

/** Names of arrays that can have nothing but codes. */
const codeList =
  /^\w*(?:err(?:or)?|problem|fault|failure|reason|exception)_?codes?(?:_?(?:schema|enum|list|values))?$/i;

/** Returns the name of the array whose items a type is: `(typeof codes)[number]`. */
function arrayName(type: SyntaxNode | undefined, { Node }: Syntax): string | undefined {
  if (!Node.isIndexedAccessTypeNode(type)) return undefined;
  return /^\(?\s*typeof\s+([\w$]+)\s*\)?$/.exec(type.getObjectTypeNode().getText())?.[1];
}

/** Returns whether a node is the code of an error: a field or a parameter of a class or a type. */
function isCodeField(node: SyntaxNode, { Node }: Syntax): boolean {
  const isField =
    Node.isPropertySignature(node) ||
    Node.isPropertyDeclaration(node) ||
    Node.isParameterDeclaration(node);
  if (!isField || !isCodeName(node.getName())) return false;
  const owner = node.getFirstAncestor(
    (one) =>
      Node.isInterfaceDeclaration(one) ||
      Node.isTypeAliasDeclaration(one) ||
      Node.isClassDeclaration(one),
  );
  const base = Node.isClassDeclaration(owner) ? owner.getExtends()?.getText() : undefined;
  const name = owner !== undefined && Node.hasName(owner) ? owner.getName() : "";
  const isOfErrors = /Error|Exception|Problem|Fault/;
  return (
    isOfErrors.test(base ?? "") || (isOfErrors.test(name ?? "") && !aboutErrors.test(name ?? ""))
  );
}

/** Returns the codes of a type, also of the types in the same file that it names. */
function unionCodes(
  owner: SyntaxNode,
  type: SyntaxNode | undefined,
  syntax: Syntax,
  seen: ReadonlySet<string> = new Set(),
): readonly Finding[] {
  const { Node } = syntax;
  const nodes = Node.isUnionTypeNode(type) ? type.getTypeNodes() : [];
  const parts =
    nodes.length > 0 ? commentedParts(owner, nodes) : [{ node: type, comments: [] as string[] }];
  return parts.flatMap(({ node, comments }) => {
    const codes = codesOfType(node, syntax);
    if (codes.length > 0)
      return codes.map((code) => finding(code, saidBeside(code, commentTexts(comments))));
    const name = Node.isTypeReference(node) ? node.getText() : "";
    const alias = seen.has(name) ? undefined : owner.getSourceFile().getTypeAlias(name);
    return alias === undefined
      ? []
      : unionCodes(alias, alias.getTypeNode(), syntax, new Set([...seen, name]));
  });
}

/** Returns the codes of a literal, or of a template whose parts are literals and unions of these. */
function codesOfType(node: SyntaxNode | undefined, syntax: Syntax): readonly FoundCode[] {
  const { Node } = syntax;
  if (Node.isTemplateLiteralTypeNode(node)) {
    return node.getTemplateSpans().reduce<readonly string[]>(
      (starts, span) => {
        const [part, end] = span.forEachChildAsArray();
        const behind = Node.isTemplateMiddle(end) || Node.isTemplateTail(end) ? end : undefined;
        const ends = partsOfType(part, syntax).map((one) => `${one}${behind?.getLiteralText()}`);
        return starts.length * ends.length > mostTexts
          ? []
          : starts.flatMap((start) => ends.map((one) => start + one));
      },
      [node.getHead().getLiteralText()],
    );
  }
  const literal = Node.isLiteralTypeNode(node) ? node.getLiteral() : undefined;
  if (Node.isStringLiteral(literal)) return [literal.getLiteralText()];
  return Node.isNumericLiteral(literal) ? [literal.getLiteralValue()] : [];
}

const mostTexts = 500;

/** Returns the texts that a part of a template can be: those of literals, unions and types of the same file. */
function partsOfType(
  type: SyntaxNode | undefined,
  syntax: Syntax,
  seen: ReadonlySet<string> = new Set(),
): readonly FoundCode[] {
  const { Node } = syntax;
  if (Node.isUnionTypeNode(type)) {
    const parts = type.getTypeNodes().map((one) => partsOfType(one, syntax, seen));
    // A template with a part that cannot be read has no texts.
    return parts.some((one) => one.length === 0) ? [] : parts.flat();
  }
  const name = Node.isTypeReference(type) ? type.getText() : undefined;
  if (type === undefined || name === undefined) return codesOfType(type, syntax);
  const alias = seen.has(name) ? undefined : type.getSourceFile().getTypeAlias(name);
  return partsOfType(alias?.getTypeNode(), syntax, new Set([...seen, name]));
}

/** Returns the parts of a union, each with the comments before it, and behind it in its line. */
function commentedParts(owner: SyntaxNode, parts: readonly SyntaxNode[]) {
  const text = owner.getSourceFile().getFullText();
  const found = parts.map((node) => ({ node, comments: [] as string[] }));
  for (let i = 0; i <= parts.length; i++) {
    const from = parts[i - 1]?.getEnd() ?? parts[0]?.getParent()?.getPos() ?? 0;
    const line = text.indexOf("\n", owner.getEnd());
    const to = parts[i]?.getStart() ?? (line < 0 ? text.length : line);
    const between = text.slice(from, to);
    for (const { 0: comment, index } of between.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g)) {
      const isBehind = !/[\n|]/.test(between.slice(0, index));
      const about = isBehind ? (found[i - 1] ?? found[i]) : found[i];
      about?.comments.push(comment);
    }
  }
  return found;
}

/** Returns the codes of an array of literals, or of the array of a schema such as `z.enum([…])`. */
function arrayCodes(node: SyntaxNode | undefined, reader: ValueReader): readonly Finding[] {
  const { Node } = reader.syntax;
  if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node))
    return arrayCodes(node.getExpression(), reader);
  if (Node.isCallExpression(node) && /(?:\.enum|\.freeze)$/.test(node.getExpression().getText()))
    return arrayCodes(node.getArguments()[0], reader);
  if (!Node.isArrayLiteralExpression(node)) return [];
  const items = node.getElements().flatMap((one) => {
    const value = valueOfExpression(one, reader);
    return value === undefined || /\s/.test(String(value)) ? [] : [{ one, value }];
  });
  const isStatuses = items.every(
    ({ value }) => typeof value === "number" && value >= 100 && value < 600,
  );
  return isStatuses
    ? []
    : items.map(({ one, value }) => finding(value, saidBeside(value, commentOn(one))));
}
