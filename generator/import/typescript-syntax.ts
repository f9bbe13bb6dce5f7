// Syntax trees of TypeScript, by an optional peer that nothing else loads.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export type {
  BindingElement,
  CallExpression,
  ClassDeclaration,
  Expression,
  NewExpression,
  Node as SyntaxNode,
  ObjectLiteralExpression,
  ParameterDeclaration,
  SourceFile as SyntaxFile,
  ts,
  VariableDeclaration,
} from "ts-morph";

/** The library of syntax trees. */
export type Syntax = typeof import("ts-morph");

/** Loads the library from beside the tool or from a project, or returns nothing if it is in neither. */
export async function loadSyntax(cwd: string): Promise<Syntax | undefined> {
  for (const from of [import.meta.url, join(cwd, "package.json")]) {
    try {
      const url = pathToFileURL(createRequire(from).resolve("ts-morph"));
      const loaded = (await import(url.href)) as Syntax & { readonly default?: Syntax };
      return loaded.Project === undefined ? loaded.default : loaded;
    } catch {
      // It may be in the other place.
    }
  }
  return undefined;
}
