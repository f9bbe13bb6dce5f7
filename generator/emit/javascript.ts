// TypeScript sources to the JavaScript and the declarations that are published.

import { transform } from "oxc-transform";

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
  return { code, declarations: declaration };
}
