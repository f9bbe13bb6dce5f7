// What a run reads: where its configuration is, and the texts and folders that the memory of the run is compared with.

import { resolve } from "node:path";
import { existing } from "../disk/files.ts";
import { configNames, type WorkspaceOptions } from "./config-names.ts";
import type { Project } from "./project.ts";
import { releasesFolder } from "./release-files.ts";

/** The texts that a project was read from by absolute path, and the names in its catalog folders. */
export interface ProjectInputs {
  readonly inputs: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** Returns the absolute path of the configuration, or `undefined` if there is none. */
export function configPath({ cwd, config }: WorkspaceOptions): string | undefined {
  return existing(
    (config === undefined ? configNames : [config]).map((name) => resolve(cwd, name)),
  );
}

/** Returns what a project was read from, or `undefined` if it depends on code. */
export function inputsOf({
  folder,
  files,
  configured,
  listed,
  releases,
}: Project): ProjectInputs | undefined {
  if (configured.texts === undefined) return undefined;
  return {
    inputs: new Map([
      ...configured.texts,
      ...[...files, ...releases.files].map(
        ({ path, text }) => [resolve(folder, path), text] as const,
      ),
    ]),
    folders: new Map(
      [...listed, [releasesFolder, releases.names] as const].map(
        ([one, names]) => [resolve(folder, one), names] as const,
      ),
    ),
  };
}
