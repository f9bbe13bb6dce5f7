// The manifest of a generated folder: which files were generated, and the SHA-256 of each.

/** The name of the manifest inside the folder that it is about. */
export const manifestName = ".faultbook.json";

/** The generated files of one folder: path inside that folder → SHA-256 in hexadecimal. */
export type Manifest = ReadonlyMap<string, string>;

/** Gives the text of a manifest: one line a file, sorted, so that it merges and reads well. */
export function printManifest(manifest: Manifest): string {
  const lines = [...manifest]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([path, hash]) => `    ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  const files = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
  return `{\n  "$comment": ${JSON.stringify(comment)},\n  "files": ${files}\n}\n`;
}

/** Gives the manifest that a text holds, or nothing where it is not one; paths that lead out of the folder are left out. */
export function parseManifest(text: string): Manifest | undefined {
  const files = recordOf(recordOf(parseJson(text))?.["files"]);
  if (files === undefined) return undefined;
  const manifest = new Map<string, string>();
  for (const [path, hash] of Object.entries(files)) {
    if (!isHash(hash)) return undefined;
    if (isInside(path)) manifest.set(path, hash);
  }
  return manifest;
}

/** Gives the SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  // Loaded here, since it takes long and most commands hash nothing.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(content).digest("hex");
}

/** Tells whether a value is a SHA-256 in hexadecimal. */
export function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** Tells whether a path is relative and stays inside its folder on every system: forward slashes, no empty, `.` or `..` part, no drive. */
export function isInside(path: string): boolean {
  if (path.includes("\\") || path.includes("\0") || /^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** Gives a path inside a folder, which may be the empty path. */
export function pathIn(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}

/** Gives the folder of a manifest by the manifest's path, or nothing where it is no manifest's path. */
export function folderOfManifest(path: string): string | undefined {
  if (path === manifestName) return "";
  const end = `/${manifestName}`;
  return path.endsWith(end) ? path.slice(0, -end.length) : undefined;
}

/** Gives the folders on the way to a path, the outermost first, without the path itself. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Gives the value of a JSON text, or nothing where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Gives a value as an object with any keys, or nothing where it is not an object. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

const comment =
  "Made by Faultbook. The SHA-256 of each generated file: by it a later run knows what it may replace or delete.";
