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
  readonly listed: ReadonlyMap<string, readonly string[]>;
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
  locales,
  releases,
}: Project): ProjectInputs | undefined {
  if (configured.texts === undefined) return undefined;
  const texts = [...files, ...locales.files.map(({ file }) => file), ...releases.files];
  const absolute = (names: Iterable<readonly [string, readonly string[]]>) =>
    new Map([...names].map(([one, inside]) => [resolve(folder, one), inside] as const));
  return {
    inputs: new Map([
      ...configured.texts,
      ...texts.map(({ path, text }) => [resolve(folder, path), text] as const),
    ]),
    folders: absolute([...listed, ...locales.folders, [releasesFolder, releases.names]]),
    listed: absolute(locales.around),
  };
}
