// The version of a catalog in a package: one that is installed, or one that npm has packed. Nothing is fetched.

import { dirname, join, resolve } from "node:path";
import { canonical } from "../change/fact-keys.ts";
import type { VersionOfCatalog } from "../change/released.ts";
import { diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFile, readBytes, readSource } from "../disk/files.ts";
import { parseJson, recordOf } from "../disk/manifest.ts";
import { fileInTarball } from "../disk/tarball.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** Returns whether a side of a comparison is a package: `npm:name@version`, or an archive. */
export function isPackage(side: string): boolean {
  return side.startsWith("npm:") || /\.t(?:ar\.)?gz$/.test(side);
}

/** The data of a package, and the file that has it. */
export interface PackageData {
  readonly file: SourceFile;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly version: string;
}

/** Returns the version of a catalog that a package has in its `errors.json`. */
export function packageSide(side: string, cwd: string): Outcome<VersionOfCatalog> {
  const { value, diagnostics } = packageData(side, cwd);
  if (value === undefined) return { diagnostics };
  const { file, data, id, version } = value;
  const values = Object.entries(recordOf(data["facts"]) ?? {}).map(
    ([key, one]) => [key, canonical(one)] as const,
  );
  const facts = new Map([...values, ["catalog id", JSON.stringify(id)] as const]);
  const spanOf = (key: string) => {
    const start = Math.max(0, file.text.indexOf(`${JSON.stringify(key)}:`));
    return { file, start, end: start };
  };
  return { value: { id, version, facts, spanOf }, diagnostics: [] };
}

/** Reads the `errors.json` of a package, which must be of the format that is written today. */
export function packageData(side: string, cwd: string): Outcome<PackageData> {
  const read = side.startsWith("npm:") ? installed(side.slice(4), cwd) : packed(side, cwd);
  const file = read.value;
  if (file === undefined) return { diagnostics: read.diagnostics };
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

function installed(spec: string, cwd: string): Outcome<SourceFile> {
  const at = spec.indexOf("@", 1);
  const [name, wanted] = at < 0 ? [spec, undefined] : [spec.slice(0, at), spec.slice(at + 1)];
  const folder = /^(@[\w.~-]+\/)?[\w.~-]+$/.test(name) ? folderOf(name, cwd) : undefined;
  if (folder === undefined) return { diagnostics: [diagnostic("package-missing", { name })] };
  const manifest = readSource(join(folder, "package.json"), "package.json", yamlLimits.bytes);
  const found = String(recordOf(parseJson(manifest.value?.text ?? ""))?.["version"]);
  if (wanted !== undefined && wanted !== found) {
    return { diagnostics: [diagnostic("package-version", { name, found, wanted })] };
  }
  const path = join(folder, "errors.json");
  const shown = `${name}@${found}/errors.json`;
  return isFile(path)
    ? readSource(path, shown, yamlLimits.bytes)
    : { diagnostics: [diagnostic("package-without-facts", { name })] };
}

function folderOf(name: string, cwd: string): string | undefined {
  const folder = join(cwd, "node_modules", name);
  if (isFile(join(folder, "package.json"))) return folder;
  const above = dirname(cwd);
  return above === cwd ? undefined : folderOf(name, above);
}

function packed(path: string, cwd: string): Outcome<SourceFile> {
  const { value: bytes, diagnostics } = readBytes(resolve(cwd, path), path, yamlLimits.bytes);
  if (bytes === undefined) return { diagnostics };
  const content = fileInTarball(bytes, "package/errors.json");
  return content === undefined
    ? { diagnostics: [diagnostic("package-without-facts", { name: path })] }
    : { value: { path: `${path}/errors.json`, text: content.toString("utf8") }, diagnostics: [] };
}
