// TypeScript as JavaScript, by an optional compiler: for custom sources that come without it, and for configurations.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { escapeDeceptive, unicodeEscape } from "../text/characters.ts";

/** The compiler, which is an optional peer of the tool. */
export type Compiler = typeof import("oxc-transform");

/** Loads the compiler, or returns nothing if it is not installed. */
export async function loadCompiler(): Promise<Compiler | undefined> {
  try {
    const url = pathToFileURL(createRequire(import.meta.url).resolve("oxc-transform"));
    return (await import(url.href)) as Compiler;
  } catch {
    return undefined;
  }
}

/** The files that one TypeScript source becomes. */
export interface JavaScriptModule {
  /** ECMAScript 2022, as a module. */
  readonly code: string;
  /** The declarations, which consumers' compilers read. */
  readonly declarations: string;
}

/** Returns the JavaScript and the declarations of a source, made on another thread; any error in it is thrown. */
export async function toJavaScript(
  { transform }: Compiler,
  path: string,
  source: string,
): Promise<JavaScriptModule> {
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
  // The compiler prints the characters instead of their escapes.
  return {
    code: escapeDeceptive(code, unicodeEscape),
    declarations: escapeDeceptive(declaration, unicodeEscape),
  };
}

/** A module without its types, or the fault of its syntax. */
export type StrippedModule =
  | { readonly code: string; readonly map: SourceMapData }
  | { readonly reason: string; readonly start: number };

/** A source map as the standard has it. */
export interface SourceMapData {
  readonly version: number;
  readonly mappings: string;
  readonly sources: string[];
  readonly names: string[];
}

/** Returns a TypeScript module as JavaScript that Node.js runs. */
export function stripTypes(
  { transformSync }: Compiler,
  path: string,
  source: string,
): StrippedModule {
  const { code, map, errors } = transformSync(path, source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
  });
  const [error] = errors;
  if (error !== undefined) {
    // The compiler counts bytes.
    const before = Buffer.from(source).subarray(0, error.labels[0]?.start ?? 0);
    return { reason: error.message.replace(/\.$/, ""), start: before.toString().length };
  }
  return { code, map: map ?? { version: 3, mappings: "", sources: [], names: [] } };
}
