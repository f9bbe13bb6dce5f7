// Packages that need not be made again: a run before made them from the same text, and all their files are as it left them.

import { join } from "node:path";
import type { Kept, LoadedCatalog } from "../compile.ts";
import { filesAsListed, type PackageFacts, recallPackages } from "../disk/cache.ts";
import { hashOf, manifestName } from "../disk/manifest.ts";
import type { Plan } from "../disk/plan.ts";

/** Gives what finds the kept packages in an output folder; `key` names the memory of a configuration, which consists of some texts. */
export function keptPackages(
  key: string,
  configured: ReadonlyMap<string, string>,
): (root: string) => Kept {
  const packages = recallPackages(key, configured);
  return (root) => (loaded) => {
    const { id } = loaded.catalog;
    const folder = join(root, id);
    const facts = packages.get(folder);
    if (facts?.source !== sourceOf(loaded)) return undefined;
    const files = filesAsListed(folder, facts.manifest);
    const derived = files && filesAsListed(join(folder, "dist"), facts.derived);
    return files && derived && { folder: id, files, derived };
  };
}

/** Gives what a later run needs to know of the packages that a plan is about, by their folders. */
export function packagesIn(
  { root, changes }: Plan,
  catalogs: readonly LoadedCatalog[],
): readonly (readonly [folder: string, facts: PackageFacts])[] {
  const hashes = new Map(
    changes.flatMap((one) => (one.kind === "delete" ? [] : [[one.path, one.after] as const])),
  );
  return catalogs.flatMap((loaded) => {
    const { id } = loaded.catalog;
    const manifest = hashes.get(`${id}/${manifestName}`);
    const derived = hashes.get(`${id}/dist/${manifestName}`);
    if (manifest === undefined || derived === undefined) return [];
    return [[join(root, id), { source: sourceOf(loaded), manifest, derived }] as const];
  });
}

/** The banners name the path. */
function sourceOf({ file: { path, text } }: LoadedCatalog): string {
  return hashOf(`${path}\n${text}`);
}
