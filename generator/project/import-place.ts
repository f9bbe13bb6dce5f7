// Where an imported catalog goes: the folder of the configuration's catalogs, or `catalog/` without a configuration.

import { dirname, posix, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isFile, isFolder, isSourceName } from "../disk/files.ts";
import { type ConfiguredNames, noneConfigured } from "../import/kept-names.ts";
import { configOf, configuredAliases } from "./config.ts";
import type { WorkspaceOptions } from "./config-names.ts";
import { findConfig } from "./project.ts";
import { readConfig } from "./read.ts";

/** Where catalogs are. */
export interface ImportPlace {
  /** The absolute path of the folder that paths are relative to. */
  readonly folder: string;
  /** The folder for catalogs, relative to it. */
  readonly catalogs: string;
  /** The name of the configuration; nothing if there is none. */
  readonly config?: string;
  /** The names that the configuration has. */
  readonly configured: ConfiguredNames;
  /** Returns whether the configuration takes in a catalog by its path. */
  readonly isTaken: (path: string) => boolean;
}

/** Returns where catalogs are; what is wrong with a configuration is reported. */
export async function importPlace(
  options: WorkspaceOptions,
): Promise<{ readonly value?: ImportPlace; readonly diagnostics: readonly Diagnostic[] }> {
  const found = findConfig(options);
  if (found.value === undefined) {
    const isMissing =
      found.diagnostics[0]?.code === "config-not-found" && options.config === undefined;
    if (!isMissing) return { diagnostics: found.diagnostics };
    const folder = resolve(options.cwd);
    const value = { folder, catalogs: "catalog", configured: noneConfigured, isTaken: () => false };
    return { value, diagnostics: [] };
  }
  const path = resolve(options.cwd, found.value.path);
  const read = await readConfig(found.value, { path, cwd: options.cwd });
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const parsed = await configOf(read.value.root, { placeless: read.value.isModule });
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics };
  const folder = dirname(path);
  const named = parsed.value.config.catalogs.map((one) => posix.normalize(one).replace(/\/$/, ""));
  const folders = named.filter(
    (one) =>
      isFolder(resolve(folder, one)) ||
      !(isSourceName(posix.basename(one)) || isFile(resolve(folder, one))),
  );
  const catalogs = folders[0] ?? posix.dirname(named[0] ?? "catalog/");
  const isTaken = (one: string): boolean =>
    named.includes(posix.normalize(one)) || folders.includes(posix.dirname(one));
  const { config } = parsed.value;
  const aliases = new Map(configuredAliases(config));
  const configured = { aliases, classes: new Set(Object.keys(config.scan.classes)) };
  const value = { folder, catalogs, config: found.value.path, configured, isTaken };
  return { value, diagnostics: [] };
}
