// What a reference in a configuration leads to: a file beside it, or a file of an installed package.

import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codeOf, isFolder, readSource } from "../disk/files.ts";

/** The file that a reference leads to, or why there is none. */
export type Found =
  | {
      /** The absolute path. */
      readonly path: string;
      /** True if a package was named. */
      readonly isPackage: boolean;
    }
  | {
      /** The end of a sentence. */
      readonly reason: string;
    };

/** Returns whether a file of this name is imported, and not read as data. */
export function isModule(path: string): boolean {
  return /\.(?:[mc]?js|m?ts)$/.test(path);
}

/** Returns a path as diagnostics show it. */
export function shownFrom(cwd: string, path: string): string {
  return relative(cwd, path).replaceAll("\\", "/");
}

/** Finds what a reference means in a folder; a path is not looked at, a package must be installed there or above. */
export function findReference(reference: string, folder: string): Found {
  if (/^\.{1,2}(?:\/|$)/.test(reference))
    return { path: resolve(folder, reference), isPackage: false };
  const require = createRequire(join(folder, "package.json"));
  const modules = require.resolve.paths(reference) ?? [];
  const imported = importedFile(reference, modules);
  if (imported === null) return { reason: reasons["ERR_PACKAGE_PATH_NOT_EXPORTED"] };
  try {
    const path = require.resolve(reference);
    if (path.startsWith("node:") || path === reference)
      return { reason: "it is a part of Node.js" };
    return { path, isPackage: true };
  } catch (error) {
    const isHidden = codeOf(error) === "ERR_PACKAGE_PATH_NOT_EXPORTED";
    if (isHidden && imported !== undefined) return { path: imported, isPackage: true };
    return { reason: reasons[codeOf(error) as keyof typeof reasons] ?? "it cannot be resolved" };
  }
}

const reasons = {
  MODULE_NOT_FOUND: "no such package is installed, or it has no such file",
  ERR_PACKAGE_PATH_NOT_EXPORTED: 'the "exports" of the package do not have it',
  ERR_INVALID_PACKAGE_CONFIG: "the package.json of the package cannot be read",
  ERR_INVALID_PACKAGE_TARGET: 'the "exports" of the package lead nowhere',
} as const;

const longestManifest = 1 << 20;

/** Finds the file that a package exports to `import`, which `require` may not see; `null` if the package refuses it. */
function importedFile(reference: string, modules: readonly string[]): string | null | undefined {
  const [, name = "", inner = ""] = /^(@[^/]+\/[^/]+|[^/]+)(\/.*)?$/.exec(reference) ?? [];
  const folder = modules.map((one) => join(one, name)).find(isFolder);
  if (folder === undefined) return undefined;
  const manifest = join(folder, "package.json");
  const text = readSource(manifest, manifest, longestManifest).value?.text;
  const target = targetOf(exportsOf(text), `.${inner}`);
  if (typeof target !== "string") return target;
  return targetFile(target, manifest);
}

/** Returns the file that a target of exports leads to, as Node.js reads it: a URL in the folder of the package, of which no part leads out, also with escapes. */
function targetFile(target: string, manifest: string): string | undefined {
  const url = target.startsWith("./") ? pathToFileURL(manifest) : undefined;
  if (url === undefined) return undefined;
  try {
    const parts = target.slice(2).split(/[/\\]/).map(decodeURIComponent);
    if (parts.some((part) => /^\.{1,2}$|^node_modules$|[/\\]/i.test(part))) return undefined;
    return fileURLToPath(new URL(target, url));
  } catch {
    // An escape that is none.
    return undefined;
  }
}

function exportsOf(text: string | undefined): unknown {
  try {
    return (JSON.parse(text ?? "null") as { readonly exports?: unknown } | null)?.exports;
  } catch {
    return undefined;
  }
}

/** Follows exports by their exact names and the conditions of an import; patterns are for `require`, which comes first. */
function targetOf(exports: unknown, path: string): string | null | undefined {
  if (typeof exports === "string") return path === "." ? exports : undefined;
  if (typeof exports !== "object" || exports === null) return undefined;
  const paths = Object.keys(exports).some((key) => key.startsWith("."));
  const own = (exports as Readonly<Record<string, unknown>>)[path];
  return paths ? chosen(own) : path === "." ? chosen(exports) : undefined;
}

/** Follows the conditions; `null` under one that holds refuses the path, and no later one is asked. */
function chosen(target: unknown): string | null | undefined {
  if (typeof target === "string" || target === null) return target;
  if (typeof target !== "object" || Array.isArray(target)) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (!["node", "import", "module-sync", "default"].includes(condition)) continue;
    const found = chosen(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
