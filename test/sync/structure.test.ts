// What a sync decides is never changed by what follows: no collection that can change passes from one function to another.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectFile, projectFolder } from "../helpers.ts";

const folder = "generator/sync";
const files = readdirSync(join(projectFolder, folder)).map((name) => `${folder}/${name}`);

/** Gives the lines of a source that name a collection which can change, but for those that make one inside a function. */
function mutableIn(source: string): readonly string[] {
  const code = source.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return code.split("\n").filter((line) => {
    const isLocal =
      /^\s+(?:const|let) [\w{}[\], ]+(?:: [^=]+)? =/.test(line) && !line.includes("=>");
    if (isLocal) return false;
    const left = line
      .replace(/\bnew (?:Map|Set)<[^()]*>+(?=\()/g, "made")
      .replace(/\bReadonly<Record</g, "")
      .replace(/\breadonly (?:\([^)]*\)|[\w.]+(?:<[^<>]*>)?)\[\]/g, "");
    return (
      /(?<![\w.])(?:Map|Set|WeakMap|WeakSet|Array|Record)<|[\w>)\]]\[\]/.test(left) ||
      /^(?:export )?(?:let |const \w+ = (?:new |\[|\{))(?!.* as const;$)/.test(line)
    );
  });
}

test.each(files)("%s", (path) => expect(mutableIn(projectFile(path))).toEqual([]));

test.each([
  "function add(to: Map<string, string>): void {",
  "  into: string[],",
  "  readonly inner: Set<string>;",
  "function put(into: Record<string, unknown>): void {",
  "const known = new Map();",
  "export const found = [];",
  "const visit = (all: string[]) => all;",
  "let last = 0;",
])("%s is found", (line) => expect(mutableIn(line)).toEqual([line]));
