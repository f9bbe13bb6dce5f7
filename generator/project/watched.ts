// The files that a project depends on, as folders to watch and names in them.

import { basename, dirname, posix, resolve } from "node:path";
import type { WatchedFolder } from "../disk/watch.ts";
import { configNames, type WorkspaceOptions } from "./config-names.ts";
import type { Project } from "./project.ts";
import { releasesFolder } from "./release-files.ts";

/** Returns what may change a run: the configuration with all that it names, and the catalogs in their folders. */
export function watchedFolders(
  { folder, config, configured, listed, locales }: Project,
  options: WorkspaceOptions,
): readonly WatchedFolder[] {
  const single = config.catalogs
    .map((path) => posix.normalize(path))
    .filter((path) => !listed.has(path));
  return [
    ownFolder(options),
    ...configured.paths.map((path) => ({ path: dirname(path), names: [basename(path)] })),
    ...[...listed.keys(), releasesFolder, ...locales.folders.keys()].flatMap((path) =>
      listedFolder(resolve(folder, path)),
    ),
    ...[...locales.around.keys()].flatMap((path): readonly WatchedFolder[] => [
      { path: resolve(folder, path), names: "all" },
      { path: resolve(folder, posix.dirname(path)), names: [posix.basename(path)] },
    ]),
    ...single.map((path) => ({
      path: resolve(folder, posix.dirname(path)),
      names: [posix.basename(path)],
    })),
  ];
}

function ownFolder({ cwd, config }: WorkspaceOptions): WatchedFolder {
  const names = config === undefined ? configNames : [posix.basename(config)];
  return { path: resolve(cwd, posix.dirname(config ?? ".")), names };
}

/** A folder of catalogs, and the one around it, which sees when another one takes its place. */
function listedFolder(path: string): readonly WatchedFolder[] {
  return [
    { path, names: "sources" },
    { path: dirname(path), names: [basename(path)] },
  ];
}

/** Returns what may mend a configuration that cannot be read, or that names no readable catalogs: whatever appears beside it. */
export function aroundConfig({ cwd, config }: WorkspaceOptions): readonly WatchedFolder[] {
  const folder = resolve(cwd, posix.dirname(config ?? "."));
  return [
    { path: folder, names: "all" },
    { path: resolve(folder, "catalog"), names: "sources" },
  ];
}
