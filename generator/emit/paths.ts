// The paths of output files: which of them are allowed, which are taken, and their places in a package of several catalogs.

/** The paths of one package that are taken; some file systems distinguish names by case, and some do not. */
export interface Claims {
  /** The emitters of files, by the files' paths in lower case. */
  readonly owners: Map<string, string>;
  /** Folders as they are written, by their paths in lower case. */
  readonly folders: Map<string, string>;
}

/** Returns the claims of a package without files. */
export function noClaims(): Claims {
  return { owners: new Map(), folders: new Map() };
}

/** Takes a path for an emitter, or returns why it cannot have it. */
export function claim(
  path: string,
  emitter: string,
  { owners, folders }: Claims,
): string | undefined {
  const folded = path.toLowerCase();
  const other = owners.get(folded);
  if (other !== undefined) return `"${path}" is given by "${other}" and by "${emitter}"`;
  if (folders.has(folded)) return `"${path}" is a folder of other files`;
  const around = foldersAbove(path);
  for (const folder of around) {
    const known = folders.get(folder.toLowerCase()) ?? folder;
    if (known !== folder) return `"${path}" is in "${folder}", and others in "${known}"`;
    if (owners.has(folder.toLowerCase())) return `"${path}" is below a file`;
  }
  owners.set(folded, emitter);
  for (const folder of around) folders.set(folder.toLowerCase(), folder);
  return undefined;
}

function foldersAbove(path: string): readonly string[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return folder === "" ? [] : [folder, ...foldersAbove(folder)];
}

/** Names that Windows reserves, with any ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** How many characters a path has at most, and each name in it: file systems take no more. */
const longestPath = 1000;
const longestName = 255;

/** Returns why an emitter may not use a path, or nothing if it may. */
export function pathFault(path: string): string | undefined {
  if (path.length > longestPath) {
    return `a path has ${path.length} characters, and ${longestPath} is the most: "${path.slice(0, longestName)}"`;
  }
  const refused = `"${path}" is not a path that an emitter may give`;
  for (const segment of path.split("/")) {
    if (segment.length > longestName) {
      return `a path has a name of ${segment.length} characters, and ${longestName} is the most: "${segment}"`;
    }
    if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(segment)) return refused;
    if (segment.endsWith(".")) return `${refused}: Windows drops the dot at its end`;
    const [name = ""] = segment.split(".");
    if (devices.test(name)) return `${refused}: "${name}" is a device on Windows`;
  }
  return path.endsWith(".d.ts") && !path.startsWith("dist/")
    ? `${refused}: declarations are made of the .ts file, so give that`
    : undefined;
}

/** Returns the path that a file has in a package of several catalogs, below a name: the sources together, all else together. */
export function joinedPath(path: string, below: string): string {
  const [, kind, name] = /^(src|dist)\/(.*)$/.exec(path) ?? [];
  return name === undefined ? `${below}/${path}` : `${kind}/${below}/${name}`;
}
