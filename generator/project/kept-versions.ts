// The versions that packages have on the disk: some stay, and none is lowered.

import { join } from "node:path";
import { isVersionAbove, sumOfVersions } from "../catalog/versions.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { readSource } from "../disk/files.ts";
import { yamlLimits } from "../text/yaml.ts";
import { spanIn } from "./catalogs.ts";
import type { OutputFolder } from "./outputs.ts";

/** Returns the versions that the packages of an output keep, by folder in it; reports those that would be lowered. */
export function keptVersions(folder: OutputFolder): Outcome<ReadonlyMap<string, string>> {
  const { output, root } = folder;
  const options = output.emitters.package;
  const diagnostics: Diagnostic[] = [];
  const kept = new Map<string, string>();
  for (const { name, wanted, span } of options === false ? [] : packagesIn(folder)) {
    const present = versionAt(join(root, name, "package.json"));
    if (present === undefined) continue;
    if (options !== false && options.version === "keep") kept.set(name, present);
    else if (isVersionAbove(present, wanted)) {
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
