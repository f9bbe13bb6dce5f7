// Folders watched for changes of some of their files; editors replace files, so that watching the files themselves would lose them.

import { type FSWatcher, watch } from "node:fs";
import { codeOf } from "./files.ts";

/** A folder, and which of the names in it matter. */
export interface WatchedFolder {
  /** The absolute path. */
  readonly path: string;
  readonly matters: (name: string) => boolean;
}

/** Folders that are being watched. */
export interface Watching {
  /** Lets Node.js live on for nothing but the next change; until then it ends where nothing else is left to do. */
  readonly hold: () => void;
  readonly stop: () => void;
}

/** Calls back at each change of a file that matters, until it is told to stop; a folder that is not there is left out. */
export function watchFolders(folders: readonly WatchedFolder[], onChange: () => void): Watching {
  const watchers = folders.flatMap(({ path, matters }): FSWatcher[] => {
    try {
      // Some systems do not say which name it was.
      const watcher = watch(path, (_, name) => {
        if (name === null || matters(name)) onChange();
      });
      // A folder that is deleted ends its watching; the next run tells that it is gone.
      watcher.on("error", onChange);
      watcher.unref();
      return [watcher];
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return [];
    }
  });
  return {
    hold: () => {
      for (const watcher of watchers) watcher.ref();
    },
    stop: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}
