// Folders watched for changes of some of their files; editors replace files, so that watching the files themselves would lose them.

import { type FSWatcher, watch } from "node:fs";
import { codeOf, isSourceName } from "./files.ts";

/** A folder, and which of the names in it matter. */
export interface WatchedFolder {
  /** The absolute path. */
  readonly path: string;
  /** Some names, those of sources, or all. */
  readonly names: readonly string[] | "sources" | "all";
}

/** Calls back at each change of a file that matters, and returns what ends that; a folder that is missing is left out. */
export function watchFolders(folders: readonly WatchedFolder[], onChange: () => void): () => void {
  const watchers = folders.flatMap((folder): FSWatcher[] => {
    try {
      // Some systems do not say which name it was.
      const watcher = watch(folder.path, (_, name) => {
        if (name === null || matters(name, folder)) onChange();
      });
      // A folder that is deleted ends its watching; the next run reports that it is gone.
      watcher.on("error", onChange);
      return [watcher];
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return [];
    }
  });
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

function matters(name: string, { names }: WatchedFolder): boolean {
  if (names === "all") return true;
  return names === "sources" ? isSourceName(name) : names.includes(name);
}
