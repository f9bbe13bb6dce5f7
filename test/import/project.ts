// Projects for imports: files in a folder, and what the command says of them.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ImportOptions } from "../../generator/commands/import.ts";
import { importErrors, report } from "../../generator/index.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { newFolder, projectFile } from "../helpers.ts";

/** Makes a folder with files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const cwd = newFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  return cwd;
}

/** Gives the text of a description among the tests. */
export function specFile(name: string): string {
  return projectFile(`test/import/specs/${name}`);
}

/** Imports sources, and gives the catalog that was written, as text and resolved. */
export async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ImportOptions> = {},
) {
  const cwd = folderWith(files);
  const sources = options.sources ?? Object.keys(files);
  const outcome = await importErrors({ cwd, ...options, sources });
  const { value } = outcome;
  if (value === undefined) throw new Error(report(outcome.diagnostics, "text"));
  const text = readFileSync(join(cwd, value.path), "utf8");
  const loaded = await loadCatalog({ path: value.path, text });
  if (loaded.value === undefined) throw new Error(report(loaded.diagnostics, "text"));
  return { cwd, ...outcome, value, text, catalog: loaded.value, warnings: loaded.diagnostics };
}

/** Gives the errors of a file of TypeScript: code, statuses and summary. */
export async function errorsIn(text: string) {
  const { catalog } = await imported({ "errors.ts": text });
  return catalog.definitions.map(({ codes, statuses, summary }) => [
    codes[0]?.literal,
    ...statuses,
    summary,
  ]);
}

/** Gives the codes of the diagnostics of an import, and what it wrote. */
export async function refused(
  files: Readonly<Record<string, string | Uint8Array>>,
  sources: readonly string[] = Object.keys(files),
) {
  const cwd = folderWith(files);
  const { value, diagnostics } = await importErrors({ cwd, sources });
  return { value, diagnostics, codes: diagnostics.map(({ code }) => code), cwd };
}
