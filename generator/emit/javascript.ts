// TypeScript sources to the JavaScript and the declarations that are published.

import { transform, transformSync } from "oxc-transform";
import { escapeDeceptive, unicodeEscape } from "../text/characters.ts";

/** What one TypeScript source becomes. */
export interface JavaScriptModule {
  /** ECMAScript 2022, as a module. */
  readonly code: string;
  /** The declarations, which consumers' compilers read. */
  readonly declarations: string;
}

/** Gives the JavaScript and the declarations of a source, made on another thread; any error in it is a bug of the emitter that gave it. */
export async function toJavaScript(path: string, source: string): Promise<JavaScriptModule> {
  const { code, declaration, errors } = await transform(path, source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    typescript: { declaration: {}, onlyRemoveTypeImports: true },
  });
  const [error] = errors;
  if (error !== undefined || declaration === undefined) {
    throw new Error(
      `${path} does not compile: ${error?.codeframe ?? error?.message ?? "no output"}`,
    );
  }
  // The compiler prints what an escape stands for.
  return {
    code: escapeDeceptive(code, unicodeEscape),
    declarations: escapeDeceptive(declaration, unicodeEscape),
  };
}

/** A module without its types. */
export interface PlainModule {
  /** The JavaScript. */
  readonly code: string;
  /** The source map from it to the source. */
  readonly map: SourceMapData;
}

/** A source map as the standard has it. */
export interface SourceMapData {
  readonly version: number;
  readonly mappings: string;
  readonly sources: string[];
  readonly names: string[];
}

/** Where a source cannot be read, and why. */
export interface SyntaxFault {
  /** What was found, in a few words. */
  readonly reason: string;
  /** The offset in the source. */
  readonly start: number;
}

/** Gives a user's module as JavaScript that Node.js runs, with every line end and comment where the printer puts it. */
export function stripTypes(path: string, source: string): PlainModule {
  const { code, map } = stripped(path, source);
  return { code, map: map ?? { version: 3, mappings: "", sources: [], names: [] } };
}

/** Gives the place where a source cannot be read, or nothing where it can. */
export function syntaxFault(path: string, source: string): SyntaxFault | undefined {
  const [error] = stripped(path, source).errors;
  if (error === undefined) return undefined;
  // The compiler counts bytes.
  const before = Buffer.from(source).subarray(0, error.labels[0]?.start ?? 0);
  return { reason: error.message.replace(/\.$/, ""), start: before.toString().length };
}

/** Gives the specifiers that a module imports or exports from, dynamic imports of a constant included. */
export function importsOf(path: string, source: string): readonly string[] {
  const statement =
    /^(?:import|export)\b[^"';]*?\bfrom "([^"\\]+)"|^import "([^"\\]+)"|\bimport\("([^"\\]+)"\)/gm;
  const { code } = stripped(path, source);
  return [...code.matchAll(statement)].map(([, one, other, last]) => one ?? other ?? last ?? "");
}

function stripped(path: string, source: string) {
  const isTyped = /\.m?ts$/.test(path);
  return transformSync(path, source, {
    lang: isTyped ? "ts" : "js",
    // What a file of JavaScript is may depend on the package.json above it.
    sourceType: /\.c?js$/.test(path) ? "unambiguous" : "module",
    target: "es2022",
    sourcemap: true,
  });
}
