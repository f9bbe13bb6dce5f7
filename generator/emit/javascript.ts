// TypeScript sources to the JavaScript and the declarations that are published.

import { transformSync } from "oxc-transform";

/** What one TypeScript source becomes. */
export interface JavaScriptModule {
  /** ECMAScript 2022, as a module. */
  readonly code: string;
  /** The declarations, which consumers' compilers read. */
  readonly declarations: string;
}

/** Gives the JavaScript and the declarations of a source; any error in it is a bug of the emitter that gave it. */
export function toJavaScript(path: string, source: string): JavaScriptModule {
  const { code, declaration, errors } = transformSync(path, source, {
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
  return { code, declarations: declaration };
}
