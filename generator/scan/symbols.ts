// What names mean: behind imports, generated or written by hand.

import { isGeneratedSource } from "../import/typescript-files.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { Compiler } from "./syntax-parts.ts";

/** Returns what an import or export stands for, and every other symbol as it is. */
export function behindAlias(
  symbol: ts.Symbol | undefined,
  checker: ts.TypeChecker,
  compiler: Compiler,
): ts.Symbol | undefined {
  const isAlias = symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Returns whether something is a class of a generated file. */
export function isGeneratedClass(symbol: ts.Symbol | undefined, compiler: Compiler): boolean {
  const declared = symbol?.declarations?.find(compiler.isClassDeclaration);
  return declared !== undefined && isGeneratedSource(declared.getSourceFile().text);
}

/** Returns whether a name means something that Faultbook did not generate. */
export function isHandWritten(
  symbol: ts.Symbol | undefined,
  { checker, compiler }: { readonly checker: ts.TypeChecker; readonly compiler: Compiler },
): boolean {
  const declared = behindAlias(symbol, checker, compiler)?.declarations ?? [];
  return (
    declared.length > 0 && declared.every((one) => !isGeneratedSource(one.getSourceFile().text))
  );
}
