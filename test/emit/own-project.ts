// Projects with modules, emitters and templates of their own, and the built tool that runs on them.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { newFolder, projectFile, projectFolder, writeFiles } from "../helpers.ts";

/** The tool as it is built: it imports modules as Node.js does, where the tests' own import goes through Vite. */
export const built = (await import(
  pathToFileURL(join(projectFolder, "dist/index.js")).href
)) as typeof import("../../generator/index.ts");

/** The smallest catalog. */
export const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");

/** Writes a project with the smallest catalog into a new folder and gives the folder. */
export function project(files: Readonly<Record<string, string>>): string {
  const cwd = newFolder();
  writeFiles(cwd, Object.entries({ "catalog/tiny.yaml": tiny, ...files }));
  return cwd;
}

/** A configuration for small outputs: what is not named is off. */
export const quiet = "typescript: false, openapi: false, markdown: false, package: false";
