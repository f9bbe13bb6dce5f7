// What packages have on the disk: some versions stay, and none is lowered; a licence that a person wrote stays.

import { join, posix, resolve } from "node:path";
import { packageName } from "../catalog/names.ts";
import { isVersionAbove, sumOfVersions } from "../catalog/versions.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFile, readSource } from "../disk/files.ts";
import { manifestName, parseManifest } from "../disk/manifest.ts";
import { type KeptParts, licenseName } from "../emit/options.ts";
import type { Span } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";
import { spanIn } from "./catalogs.ts";
import type { OutputFolder } from "./outputs.ts";
import type { Project } from "./project.ts";

/** Returns what the packages of an output keep, by folder in it; reports versions that would be lowered. */
export function keptParts(folder: OutputFolder): Outcome<ReadonlyMap<string, KeptParts>> {
  const { output, root } = folder;
  const options = output.emitters.package;
  const diagnostics: Diagnostic[] = [];
  const kept = new Map<string, KeptParts>();
  for (const { name, wanted, span } of options === false ? [] : packagesIn(folder)) {
    const present = versionAt(root, posix.join(name, "package.json"))?.version;
    const isKept = options !== false && options.version === "keep";
    const hasLicense = hasOwnLicense(join(root, name));
    kept.set(name, { version: isKept ? present : undefined, hasLicense });
    if (!isKept && present !== undefined && isVersionAbove(present, wanted)) {
      const path = [output.path, name, "package.json"].filter((part) => part !== "").join("/");
      diagnostics.push(diagnostic("version-lowered", { path, present, wanted }, { span }));
    }
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: kept, diagnostics };
}

/** Returns the packages of an output with the versions that they get, and the places that say so. */
function packagesIn({ output: { joined }, catalogs }: OutputFolder) {
  if (joined === false) {
    return catalogs.map(({ catalog: { id, version }, file }) => ({
      name: id,
      wanted: version,
      span: spanIn(file, "/version"),
    }));
  }
  const wanted = joined.version ?? sumOfVersions(catalogs.map(({ catalog }) => catalog));
  return [{ name: "", wanted, span: undefined }];
}

/** Checks that a folder has a licence that no run has made. */
function hasOwnLicense(folder: string): boolean {
  if (!isFile(join(folder, licenseName))) return false;
  const path = join(folder, manifestName);
  const manifest = readSource(path, path, yamlLimits.bytes).value?.text ?? "";
  return !parseManifest(manifest).has(licenseName);
}

/** A package whose version another tool raises. */
export interface KeptPackage {
  readonly name: string;
  /** Its version, and where its package.json has it; missing if the package was never made. */
  readonly present?: PresentVersion | undefined;
}

/** The version of a package on the disk. */
export interface PresentVersion {
  readonly version: string;
  readonly span: Span;
}

/** Returns each package that a catalog has for itself, if another tool raises its version. */
export function keptPackages(
  { config, folder }: Pick<Project, "config" | "folder">,
  id: string,
): readonly KeptPackage[] {
  return config.outputs.flatMap(({ path, catalogs, joined, emitters: { package: options } }) => {
    if (options === false || options.version !== "keep" || joined !== false) return [];
    if (!(catalogs?.includes(id) ?? true)) return [];
    const shown = posix.join(path, id, "package.json");
    return [{ name: packageName(id, options.scope), present: versionAt(folder, shown) }];
  });
}

/** Returns the version of a generated package.json, of two sides of a conflict the higher one. */
function versionAt(folder: string, shown: string): PresentVersion | undefined {
  const file = readSource(resolve(folder, shown), shown, yamlLimits.bytes).value;
  if (file === undefined || !/^ *"faultbook": \{/m.test(file.text)) return undefined;
  const form = /(?<=^ *"version": ")\d+\.\d+\.\d+(?:[-+][\w.+-]+)?(?=",?\r?$)/gm;
  const all = [...file.text.matchAll(form)].map(({ 0: version, index }) => {
    return { version, span: { file, start: index, end: index + version.length } };
  });
  return all.reduce<PresentVersion | undefined>(
    (best, one) => (best === undefined || isVersionAbove(one.version, best.version) ? one : best),
    undefined,
  );
}
