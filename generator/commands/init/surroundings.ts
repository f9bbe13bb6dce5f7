// The surroundings of a new project: the workspaces that it is part of, and the place where Faultbook is installed.

import { dirname, join, relative, sep } from "node:path";
import { existing, isFolder, readSource, upwards } from "../../disk/files.ts";
import { parseYaml, yamlLimits } from "../../text/yaml.ts";

/** A list of workspaces to which a folder belongs. */
export interface Workspaces {
  /** The file that has the list, relative to the folder. */
  readonly file: string;
  /** The key of the list in it. */
  readonly key: string;
  /** The pattern that takes in the generated packages, relative to the file. */
  readonly pattern: string;
  /** True if the list has them already. */
  readonly isListed: boolean;
}

/** The files in which package managers keep the list, and its key. */
const lists = [
  ["pnpm-workspace.yaml", "packages"],
  ["package.json", "workspaces"],
] as const;

/** Returns the list of workspaces at or above a folder; a repository's root is the last place that is looked at. */
export function workspacesOf(cwd: string, output: string): Workspaces | undefined {
  for (const folder of upwards(cwd)) {
    for (const [name, key] of lists) {
      const patterns = patternsOf(join(folder, name), key);
      if (patterns === undefined) continue;
      const pattern = slashed(relative(folder, join(cwd, output, "*")));
      return {
        file: slashed(relative(cwd, join(folder, name))),
        key,
        pattern,
        isListed: cover(patterns, pattern),
      };
    }
    if (existing([join(folder, ".git")]) !== undefined) return undefined;
  }
  return undefined;
}

/** Returns the path to the folder in which Faultbook's schemas are installed, relative to a file in a folder; package managers install for all workspaces at their root. */
export function schemasFor(cwd: string, file: string): string {
  const installed = "node_modules/faultbook/schema";
  const found = upwards(cwd).find((folder) => isFolder(join(folder, installed)));
  const path = slashed(relative(dirname(join(cwd, file)), join(found ?? cwd, installed)));
  return path.startsWith("../") ? path : `./${path}`;
}

function patternsOf(path: string, key: string): readonly string[] | undefined {
  const { value: source } = readSource(path, path, yamlLimits.bytes);
  const root = source && parseYaml(source, { foreign: true }).value;
  if (root?.kind !== "mapping") return undefined;
  const value = root.value[key];
  // Yarn takes an object with the list in it too.
  const list = Array.isArray(value) ? value : (value as { packages?: unknown } | null)?.packages;
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : undefined;
}

/** Returns whether patterns include what another one does, as far as one folder of a new name shows. */
function cover(patterns: readonly string[], pattern: string): boolean {
  const folder = pattern.replace(/\*$/, "any-package");
  const excluded = patterns.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
  return (
    patterns.some((one) => matches(one, folder)) && !excluded.some((one) => matches(one, folder))
  );
}

function matches(pattern: string, folder: string): boolean {
  const plain = pattern.replace(/^\.\//, "").replace(/\/+$/, "");
  const form = plain.replace(/\*\*\/|\*\*|\*\/|[\s\S]/g, (part) => globs[part] ?? escaped(part));
  return new RegExp(`^${form}$`).test(folder);
}

/** The expressions for any folders, any name, a part of one, and one character. */
const globs: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*/": "[^/]*/",
  "*": "[^/]*",
  "?": "[^/]",
};

function escaped(character: string): string {
  return /[\\^$.|+()[\]{}]/.test(character) ? `\\${character}` : character;
}

/** Returns a path with slashes, as it is written in files. */
export function slashed(path: string): string {
  return path.split(sep).join("/");
}
