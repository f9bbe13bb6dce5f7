// The files of the release records, beside the configuration.

import { resolve } from "node:path";
import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { listSources, readSource } from "../disk/files.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** The folder of the release records, beside the configuration. */
export const releasesFolder = "releases";

/** Returns the path of a catalog's release record, relative to the configuration. */
export function recordPath(id: string): string {
  return `${releasesFolder}/${id}.yaml`;
}

/** The file by which git keeps the lines of both sides when it merges records, relative to the configuration. */
export const mergeAttributes = {
  path: `${releasesFolder}/.gitattributes`,
  text: "*.yaml merge=union\n",
};

/** Returns the id that a catalog has at the beginning of one of its lines, without reading the rest of it. */
export function idIn(text: string): string | undefined {
  return /^id: *"?([a-z0-9-]+)"? *(?:#.*)?$/m.exec(text)?.[1];
}

/** The files in the folder of the release records. */
export interface ReleaseFiles {
  readonly files: readonly SourceFile[];
  /** The names in the folder, for those who watch it. */
  readonly names: readonly string[];
}

/** Reads the files in the folder of the release records; none if there is no such folder. */
export function readReleaseFiles(folder: string): Outcome<ReleaseFiles> {
  const { value: names = [], ...listed } = listSources(
    resolve(folder, releasesFolder),
    releasesFolder,
  );
  const diagnostics: Diagnostic[] = [...listed.diagnostics];
  const files = names.flatMap((name) => {
    if (!name.endsWith(".yaml")) return [];
    const path = `${releasesFolder}/${name}`;
    const read = readSource(resolve(folder, path), path, yamlLimits.bytes);
    append(diagnostics, read.diagnostics);
    return read.value ?? [];
  });
  return hasErrors(diagnostics) ? { diagnostics } : { value: { files, names }, diagnostics };
}
