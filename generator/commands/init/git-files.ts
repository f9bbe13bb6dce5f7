// The lines of `.gitignore` and `.gitattributes` that generated files need in a Git repository.

import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type Edit, readEditable } from "../../disk/edit.ts";
import { existing, repositoryOf } from "../../disk/files.ts";
import { append } from "../../text/lists.ts";
import { yamlLimits } from "../../text/yaml.ts";

/** The files that are made, and those that get a line more. */
export interface GitFiles {
  /** True if the folder is in a repository. */
  readonly isInGit: boolean;
  readonly made: readonly (readonly [path: string, text: string])[];
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is generated, and where. */
export interface GeneratedFiles {
  /** The folder, relative to that of the configuration. */
  readonly output: string;
  /** True if packages are built, which are not committed. */
  readonly isBuilt: boolean;
}

/** Returns the lines that a folder in a Git repository is missing: what is built is not committed, and Git keeps line ends. */
export function gitFiles(cwd: string, { output, isBuilt }: GeneratedFiles): GitFiles {
  if (repositoryOf(cwd) === undefined)
    return { isInGit: false, made: [], edits: [], diagnostics: [] };
  const lines = {
    ...(isBuilt ? { ".gitignore": `${output}/*/dist/` } : {}),
    ".gitattributes": `${output}/** text eol=lf linguist-generated`,
  };
  const made: (readonly [string, string])[] = [];
  const edits: Edit[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [name, line] of Object.entries(lines)) {
    const path = join(cwd, name);
    if (existing([path]) === undefined) {
      made.push([name, `${line}\n`]);
      continue;
    }
    const read = readEditable({ path, shown: name, folder: cwd, limit: yamlLimits.bytes });
    append(diagnostics, read.diagnostics);
    const text = read.value?.source.text ?? "";
    if (read.value === undefined || text.split(/\r?\n/).includes(line)) continue;
    const end = text === "" || text.endsWith("\n") ? "" : "\n";
    edits.push({ file: read.value, text: `${text}${end}${line}\n` });
  }
  return { isInGit: true, made, edits, diagnostics };
}
