// What Git has of the files in an output folder: nothing of it is lost if a run replaces it.

import { recordLimit } from "./files.ts";

/** Returns what checks whether Git has a file of a folder with these bytes; Git is asked only if there is such a file. */
export function gitIndex(root: string): (path: string, bytes: Buffer) => boolean {
  let blobs: ReadonlyMap<string, string> | undefined;
  return (path, bytes) => {
    blobs ??= blobsIn(root);
    const blob = blobs.get(path);
    return blob !== undefined && blob === blobOf(bytes, blob.length);
  };
}

/** Returns the names of Git's copies of the files below a folder, by path in it; none outside of a repository, or without Git. */
function blobsIn(root: string): ReadonlyMap<string, string> {
  const { execFileSync } = process.getBuiltinModule("node:child_process");
  // Reading the index runs no program that a repository names, if its watcher is left out.
  const args = ["-c", "core.fsmonitor=false", "ls-files", "--stage", "-z"];
  const options = { cwd: root, encoding: "utf8", maxBuffer: recordLimit } as const;
  try {
    const said = execFileSync("git", args, { ...options, stdio: ["ignore", "pipe", "ignore"] });
    const files = said.matchAll(/\d+ ([0-9a-f]+) 0\t([^\0]*)\0/g);
    return new Map([...files].map(([, blob = "", path = ""]) => [path, blob]));
  } catch {
    return new Map();
  }
}

/** Returns the name that Git gives to a content, whose length tells the kind of hash. */
function blobOf(bytes: Buffer, length: number): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const hash = createHash(length === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
