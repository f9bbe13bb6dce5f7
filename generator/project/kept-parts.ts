// What packages have on the disk: some versions stay, and none is lowered; a licence that a person wrote stays.

import { join } from "node:path";
import { packageName } from "../catalog/names.ts";
import { isVersionAbove, sumOfVersions } from "../catalog/versions.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFile, readSource } from "../disk/files.ts";
import { manifestName, parseManifest } from "../disk/manifest.ts";
import { type KeptParts, licenseName } from "../emit/options.ts";
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
    const present = versionAt(join(root, name, "package.json"));
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

/** Returns the name and version of each package that a catalog has for itself, if another tool raises its version; no version if it was never made. */
export function keptPackages(
  { config, folder }: Pick<Project, "config" | "folder">,
  id: string,
): readonly { readonly name: string; readonly version: string | undefined }[] {
  return config.outputs.flatMap(({ path, catalogs, joined, emitters: { package: options } }) => {
    if (options === false || options.version !== "keep" || joined !== false) return [];
    if (!(catalogs?.includes(id) ?? true)) return [];
    const version = versionAt(join(folder, path, id, "package.json"));
    return [{ name: packageName(id, options.scope), version }];
  });
}

/** Returns the version of a generated package.json, of two sides of a conflict the higher one. */
function versionAt(path: string): string | undefined {
  const text = readSource(path, path, yamlLimits.bytes).value?.text ?? "";
  if (!/^ *"faultbook": \{/m.test(text)) return undefined;
  const form = /^ *"version": "(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)",?\r?$/gm;
  const all = [...text.matchAll(form)].map(([, version = ""]) => version);
  return all.reduce<string | undefined>(
    (best, one) => (best === undefined || isVersionAbove(one, best) ? one : best),
    undefined,
  );
}
