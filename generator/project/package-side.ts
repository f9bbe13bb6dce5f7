// The versions of catalogs in a package: one that is installed, or one that npm has packed. Nothing is fetched.

import { dirname, join, resolve } from "node:path";
import { canonical } from "../change/fact-keys.ts";
import type { VersionOfCatalog } from "../change/released.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFile, isFolder, readBytes, readSource, recordLimit } from "../disk/files.ts";
import { isInside, parseJson, pathIn, recordOf } from "../disk/manifest.ts";
import { filesInTarball } from "../disk/tarball.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** Returns whether a name is that of a package: `npm:name@version`, or an archive. */
export function isPackage(side: string): boolean {
  return side.startsWith("npm:") || /\.t(?:ar\.)?gz$/.test(side);
}

/** The data of a catalog in a package, and the file that has it. */
export interface PackageData {
  readonly file: SourceFile;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly version: string;
}

/** Returns the versions of the catalogs that a package has in its `errors.json`, one for each catalog. */
export function packageSide(side: string, cwd: string): Outcome<readonly VersionOfCatalog[]> {
  const { value, diagnostics } = packageData(side, cwd);
  return value === undefined ? { diagnostics } : { value: value.map(versionIn), diagnostics };
}

function versionIn({ file, data, id, version }: PackageData): VersionOfCatalog {
  const values = Object.entries(recordOf(data["facts"]) ?? {}).map(
    ([key, one]) => [key, canonical(one)] as const,
  );
  const facts = new Map([...values, ["catalog id", JSON.stringify(id)] as const]);
  const spanOf = (key: string) => {
    const start = Math.max(0, file.text.indexOf(`${JSON.stringify(key)}:`));
    return { file, start, end: start };
  };
  const omits = data["omits"];
  const omitsInternal = Array.isArray(omits) && omits.includes("internal");
  return { id, version, facts, spanOf, omitsInternal };
}

/** Reads the `errors.json` of a package, or of each catalog in it; each must be of the format that is written today. */
export function packageData(side: string, cwd: string): Outcome<readonly PackageData[]> {
  const opened = openedPackage(side, cwd);
  if (opened.value === undefined) return { diagnostics: opened.diagnostics };
  const { name, read } = opened.value;
  const found: PackageData[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const folder of foldersOf(opened.value)) {
    const file = read(pathIn(folder, "errors.json"));
    const data = file.value && dataIn(file.value);
    if (data === undefined) append(diagnostics, file.diagnostics);
    else if (data.value !== undefined) found.push(data.value);
    else append(diagnostics, data.diagnostics);
  }
  if (diagnostics.length > 0) return { diagnostics };
  if (found.length > 0) return { value: found, diagnostics };
  const missing = isFolder(resolve(cwd, side))
    ? diagnostic("diff-folder", { path: name })
    : diagnostic("package-without-facts", { name });
  return { diagnostics: [missing] };
}

function openedPackage(side: string, cwd: string): Outcome<OpenedPackage> {
  if (side.startsWith("npm:")) return installed(side.slice(4), cwd);
  const folder = resolve(cwd, side);
  if (!isFolder(folder)) return packed(side, cwd);
  const shown = side.replaceAll("\\", "/").replace(/\/+$/, "");
  return { value: { name: shown, read: readerIn(folder, shown) }, diagnostics: [] };
}

/** Returns the folders of catalogs in a package: a package of one is its folder. */
function foldersOf({ read }: OpenedPackage): readonly string[] {
  const manifest = recordOf(parseJson(read("package.json").value?.text ?? ""));
  const catalogs = recordOf(manifest?.["faultbook"])?.["catalogs"];
  if (!Array.isArray(catalogs)) return [""];
  return catalogs.map(String).filter(isInside).sort();
}

function dataIn(file: SourceFile): Outcome<PackageData> {
  const data = recordOf(parseJson(file.text));
  const catalog = recordOf(data?.["catalog"]);
  const [id, version] = [catalog?.["id"], catalog?.["version"]];
  const isRight =
    data?.["format"] === 1 && [data["facts"], data["recognition"]].every((one) => recordOf(one));
  if (data === undefined || !isRight || typeof id !== "string" || typeof version !== "string") {
    return { diagnostics: [diagnostic("package-unreadable", { path: file.path })] };
  }
  return { value: { file, data, id, version }, diagnostics: [] };
}

/** A package whose files can be read. */
interface OpenedPackage {
  readonly name: string;
  /** Reads a file by its path in the package; nothing is found and nothing is wrong if there is none. */
  readonly read: (path: string) => Outcome<SourceFile>;
}

function installed(spec: string, cwd: string): Outcome<OpenedPackage> {
  const at = spec.indexOf("@", 1);
  const [name, wanted] = at < 0 ? [spec, undefined] : [spec.slice(0, at), spec.slice(at + 1)];
  const folder = /^(@[\w.~-]+\/)?[\w.~-]+$/.test(name) ? folderOf(name, cwd) : undefined;
  if (folder === undefined) return { diagnostics: [diagnostic("package-missing", { name })] };
  const manifest = readSource(join(folder, "package.json"), "package.json", yamlLimits.bytes);
  const found = String(recordOf(parseJson(manifest.value?.text ?? ""))?.["version"]);
  if (wanted !== undefined && wanted !== found) {
    return { diagnostics: [diagnostic("package-version", { name, found, wanted })] };
  }
  return { value: { name, read: readerIn(folder, `${name}@${found}`) }, diagnostics: [] };
}

function readerIn(folder: string, shown: string): OpenedPackage["read"] {
  return (path) =>
    isFile(join(folder, path))
      ? readSource(join(folder, path), `${shown}/${path}`, recordLimit)
      : { diagnostics: [] };
}

function folderOf(name: string, cwd: string): string | undefined {
  const folder = join(cwd, "node_modules", name);
  if (isFile(join(folder, "package.json"))) return folder;
  const above = dirname(cwd);
  return above === cwd ? undefined : folderOf(name, above);
}

function packed(path: string, cwd: string): Outcome<OpenedPackage> {
  const { value: bytes, diagnostics } = readBytes(resolve(cwd, path), path, recordLimit);
  if (bytes === undefined) return { diagnostics };
  const files = filesInTarball(bytes);
  if ("reason" in files) {
    return { diagnostics: [diagnostic("package-archive", { path, reason: files.reason })] };
  }
  const read = (inner: string): Outcome<SourceFile> => {
    const text = files.value.get(`package/${inner}`)?.toString("utf8");
    if (text === undefined) return { diagnostics: [] };
    return { value: { path: `${path}/${inner}`, text }, diagnostics: [] };
  };
  return { value: { name: path, read }, diagnostics: [] };
}
