// A module in TypeScript on a Node.js that cannot strip types: its own text is compiled, and what it imports is JavaScript.

import { register } from "node:module";
import { diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { loadCompiler, type SourceMapData, stripTypes } from "../emit/javascript.ts";
import type { SourceFile } from "../text/source.ts";

/** Returns whether a file holds TypeScript. */
export function isTypeScript(path: string): boolean {
  return /\.m?ts$/.test(path);
}

/** A module whose JavaScript was made of it. */
export interface CompiledModule {
  /** The absolute path. */
  readonly path: string;
  readonly map: SourceMapData;
}

/** Makes Node.js load one URL as JavaScript, unless it takes the types out itself; the outcome without a fault is a module or nothing. */
export async function stripOnLoad(
  url: string,
  path: string,
  file: SourceFile,
): Promise<Outcome<CompiledModule | false>> {
  const { typescript } = process.features as { readonly typescript?: unknown };
  if (typescript) return { value: false, diagnostics: [] };
  const span = { file, start: 0, end: 0 };
  const compiler = await loadCompiler();
  if (compiler === undefined) {
    const what = `The module "${file.path}"`;
    const otherwise = "use Node.js 22.18 or later, or write the module in JavaScript";
    return { diagnostics: [diagnostic("compiler-missing", { what, otherwise }, { span })] };
  }
  const stripped = stripTypes(compiler, path, file.text);
  if ("reason" in stripped) {
    const { reason, start } = stripped;
    const place = { file, start, end: start + 1 };
    return { diagnostics: [diagnostic("module-syntax", { reason }, { span: place })] };
  }
  const data = { url, source: stripped.code };
  register(`data:text/javascript,${encodeURIComponent(hook)}`, { data });
  return { value: { path, map: stripped.map }, diagnostics: [] };
}

const hook = `let own;
export function initialize(data) { own = data; }
export function load(url, context, next) {
  if (url !== own.url) return next(url, context);
  return { format: "module", source: own.source, shortCircuit: true };
}`;
