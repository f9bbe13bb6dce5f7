// Uses of what a generated package exports: classes, guards, and the arms of a match.

import { className } from "../catalog/names.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { SourceFile } from "../text/source.ts";
import type { Reading } from "./evidence.ts";
import { type Compiler, lastName, nameText } from "./syntax-parts.ts";
import type { CodeUse, UseForm } from "./use.ts";
import type { CodeMeaning } from "./vocabulary.ts";

/** Returns the uses of what generated packages export; `names` has what a file imports under another name. */
export function packageUses(
  { source, tree }: { readonly source: SourceFile; readonly tree: ts.SourceFile },
  names: ReadonlyMap<string, string>,
  { compiler, vocabulary, facts }: Reading,
): readonly CodeUse[] {
  const found: CodeUse[] = [];
  const generated = (local: string | undefined): CodeMeaning | undefined => {
    const name = names.get(local ?? "") ?? local ?? "";
    // A class of the team's own may have the same name.
    return facts.classes.has(name) ? undefined : vocabulary.classes.get(name);
  };
  const add = (node: ts.Node, form: UseForm, meaning: CodeMeaning): void => {
    const { code, definition } = meaning;
    const place = { file: source, start: node.getStart(tree), end: node.end };
    found.push({ ...place, form, code: code.text, definition: definition.name });
  };
  const imported = importedFrom(tree, compiler);
  for (const [node, name] of imported) {
    const meaning = vocabulary.guards.get(name) ?? generated(name);
    if (meaning !== undefined) add(node, "package", meaning);
  }
  const matchers = [...vocabulary.matchers.keys()].some((name) => tree.text.includes(name));
  if (!matchers && !tree.text.includes("instanceof")) return found;
  const visit = (node: ts.Node): void => {
    if (
      compiler.isBinaryExpression(node) &&
      node.operatorToken.kind === compiler.SyntaxKind.InstanceOfKeyword
    ) {
      const meaning = generated(lastName(node.right, compiler));
      if (meaning !== undefined) add(node, "instanceof", meaning);
    } else if (compiler.isCallExpression(node)) {
      const local = lastName(node.expression, compiler) ?? "";
      const catalog = vocabulary.matchers.get(names.get(local) ?? local);
      const [, arms] = node.arguments;
      if (catalog !== undefined && arms !== undefined && compiler.isObjectLiteralExpression(arms)) {
        for (const arm of arms.properties) {
          const name = nameText(arm.name, compiler);
          const meaning = vocabulary.classes.get(className(name ?? ""));
          if (arm.name !== undefined && meaning?.catalog === catalog.id)
            add(arm.name, "package", meaning);
        }
      }
    }
    compiler.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Returns the names that a file imports and uses, as they are exported. */
function importedFrom(
  tree: ts.SourceFile,
  compiler: Compiler,
): readonly (readonly [node: ts.Node, name: string])[] {
  return tree.statements.flatMap((statement) => {
    const bindings = compiler.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : undefined;
    if (bindings === undefined || !compiler.isNamedImports(bindings)) return [];
    return bindings.elements.map((one) => [one, (one.propertyName ?? one.name).text] as const);
  });
}
