// The errors of TypeScript of which no code can be read, so that nothing is left out in silence.

import type { ParsedTypeScript } from "./typescript-files.ts";
import { classRow } from "./typescript-made.ts";
import { codePosition, isLanguageError, isMaking } from "./typescript-makers.ts";
import type { ClassDeclaration, SyntaxNode } from "./typescript-syntax.ts";
import { bareExpression, isCodeName, type ValueReader } from "./typescript-values.ts";

/** What was read of the errors of some files. */
interface ReadErrors {
  /** The expressions that make errors and have a code. */
  readonly read: ReadonlySet<SyntaxNode>;
  /** True if no code was found at all, so that plain errors are worth a word as well. */
  readonly isNothing: boolean;
}

/** Says how many throws and classes have no code that can be read, and where the first are. */
export function unreadErrors(
  { files, placeOf }: ParsedTypeScript,
  reader: ValueReader,
  { read, isNothing }: ReadErrors,
): readonly string[] {
  const { makers, syntax } = reader;
  if (makers === undefined) return [];
  const { Node, SyntaxKind } = syntax;
  const inMakers = new Set(
    [...makers.functions.values()].flatMap(({ results }) =>
      results.filter((one) => !isLookedUp(one, reader)),
    ),
  );
  const thrown = files
    .flatMap((file) => file.getDescendantsOfKind(SyntaxKind.ThrowStatement))
    .flatMap((one) => bareExpression(one.getExpression(), syntax) ?? [])
    .filter((one) => !read.has(one) && !inMakers.has(one))
    .filter(
      (one) =>
        isMaking(one, makers, syntax) ||
        (isNothing && Node.isNewExpression(one) && isLanguageError(one.getExpression().getText())),
    );
  const madeNames = new Set(
    [...read, ...inMakers, ...thrown].flatMap((one) =>
      Node.isNewExpression(one) ? one.getExpression().getText() : [],
    ),
  );
  const bases = new Set(
    [...makers.classes.values()].map((one) => one.getExtends()?.getExpression().getText()),
  );
  const classes = [...makers.classes].flatMap(([name, one]) =>
    madeNames.has(name) || bases.has(name) || hasCode(one, reader) ? [] : [one],
  );
  const places = [...thrown, ...classes].map(placeOf);
  const more = places.length > 3 ? ` and ${places.length - 3} more` : "";
  const what = places.length === 1 ? "throw or class" : "throws and classes";
  return places.length === 0
    ? []
    : [
        `No code can be read from ${places.length} ${what} of errors: ${places.slice(0, 3).join(", ")}${more}.`,
      ];
}

/** Returns whether an expression makes an error whose code is looked up somewhere: `new ApiError(codes[name])`. */
function isLookedUp(node: SyntaxNode, { makers, syntax }: ValueReader): boolean {
  const { Node } = syntax;
  if (!Node.isNewExpression(node)) return false;
  const at = codePosition(makers?.classes.get(node.getExpression().getText()), syntax);
  const code = node.getArguments()[at];
  const parts = code === undefined ? [] : [code, ...code.getDescendants()];
  return parts.some(Node.isElementAccessExpression);
}

/** Returns whether a class has a code, or takes one. */
function hasCode(declared: ClassDeclaration, reader: ValueReader): boolean {
  const above = reader.makers?.classes.get(declared.getExtends()?.getExpression().getText() ?? "");
  return (
    classRow(declared, [], reader).code !== undefined ||
    codePosition(declared, reader.syntax) >= 0 ||
    declared.getProperties().some((one) => isCodeName(one.getName())) ||
    (declared.getConstructors().length === 0 && above !== undefined && hasCode(above, reader))
  );
}
