// The manifest of a package folder, which is committed: the paths of its generated files, one a line, so that branches merge.

/** The name of the manifest inside the folder that it is about. */
export const manifestName = ".faultbook.json";

/** Returns the text of a manifest: its paths sorted, and after them the manifest itself, so that every other line ends with a comma. */
export function printManifest(paths: Iterable<string>): string {
  const lines = [...[...paths].sort(), manifestName].map((path) => `    ${JSON.stringify(path)}`);
  return `{\n  "$comment": ${JSON.stringify(comment)},\n  "files": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** Returns the paths that a manifest lists, its own among them, also between the conflict markers of Git; paths that lead out of the folder are left out. */
export function parseManifest(text: string): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [literal, , colon] of text.matchAll(/"(?:[^"\\\n]|\\.)*"(\s*(:)?)/g)) {
    const path = colon === undefined ? parseJson(literal.trimEnd()) : undefined;
    if (typeof path === "string" && path !== comment && isInside(path)) paths.add(path);
  }
  return paths;
}

/** Checks that Faultbook wrote a manifest, whatever a merge made of it. */
export function isManifest(text: string): boolean {
  return text.includes(comment);
}

/** Returns the SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return newHash().update(content).digest("hex");
}

/** Returns a hash that takes a content in parts. */
export function newHash() {
  // Loaded here, since it takes long and most commands hash nothing.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256");
}

/** Checks that a value is a SHA-256 in hexadecimal. */
export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** Checks that a path is relative and stays inside its folder on every system: forward slashes, no empty, `.` or `..` part, no drive. */
export function isInside(path: string): boolean {
  if (path.includes("\\") || path.includes("\0") || /^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Returns a path inside a folder, which may be the empty path. */
export function pathIn(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}

/** Returns a path inside the output folder as diagnostics show it. */
export function shownPath(shown: string, path: string): string {
  return path === "" ? shown : pathIn(shown, path);
}

/** Returns the folder of a manifest by the manifest's path, or undefined if no manifest has this path. */
export function folderOfManifest(path: string): string | undefined {
  if (path === manifestName) return "";
  const end = `/${manifestName}`;
  return path.endsWith(end) ? path.slice(0, -end.length) : undefined;
}

/** Returns the folders on the way to a path, the outermost first, without the path itself. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Returns the value of a JSON text, or undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a value as an object with any keys, or undefined if it is no object. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

const comment = "Made by Faultbook: the files that a later run may replace or delete.";
