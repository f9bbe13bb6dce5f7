// Folders watched for changes of some of their files; editors replace files, so that watching the files themselves would lose them.

import { readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { codeOf, isSourceName, statsOf } from "./files.ts";

/** A folder, and which of the names in it matter. */
export interface WatchedFolder {
  /** The absolute path. */
  readonly path: string;
  /** Some names, those of sources, or all. */
  readonly names: readonly string[] | "sources" | "all";
}

/** What to call while folders are watched. */
export interface WatchCalls {
  /** Called at each change of a file that matters. */
  readonly onChange: () => void;
  /** Called if the system watches no more folders, with its reason, so that they are looked at again and again. */
  readonly onPoll: (reason: string) => void;
}

/** How long a folder that the system does not watch is left alone. */
const pollMs = 1000;

/** What the system says if it watches no more. */
const limits: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EMFILE", "ENFILE"]);

/** Watches folders, and returns what ends that; a folder that is missing is looked for again and again. */
export function watchFolders(
  folders: readonly WatchedFolder[],
  { onChange, onPoll }: WatchCalls,
): () => void {
  const ends: (() => void)[] = [];
  const poll = (folder: WatchedFolder): void => {
    let known = stampOf(folder);
    const timer = setInterval(() => {
      const now = stampOf(folder);
      if (now !== known) onChange();
      known = now;
    }, pollMs);
    ends.push(() => clearInterval(timer));
  };
  for (const folder of folders) {
    try {
      // Some systems do not say which name it was.
      const watcher = watch(folder.path, (_, name) => {
        if (name === null || matters(name, folder)) onChange();
      });
      watcher.on("error", (error) => {
        const code = codeOf(error);
        if (code !== undefined && limits.has(code)) {
          onPoll(code);
          poll(folder);
        }
        // A folder that is deleted ends its watching; the next run reports that it is gone.
        else onChange();
      });
      ends.push(() => watcher.close());
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      if (limits.has(code)) onPoll(code);
      // A folder that is missing may come, and there may be nothing else to wait for.
      poll(folder);
    }
  }
  return () => {
    for (const end of ends) end();
  };
}

/** Returns what a change of a file that matters changes. */
function stampOf(folder: WatchedFolder): string {
  try {
    const names = readdirSync(folder.path).filter((name) => matters(name, folder));
    const stamps = names.map((name) => {
      const { ino, size, mtimeMs } = statsOf(join(folder.path, name)) ?? {};
      return [name, ino, size, mtimeMs];
    });
    return JSON.stringify(stamps);
  } catch {
    return "";
  }
}

function matters(name: string, { names }: WatchedFolder): boolean {
  if (names === "all") return true;
  return names === "sources" ? isSourceName(name) : names.includes(name);
}
