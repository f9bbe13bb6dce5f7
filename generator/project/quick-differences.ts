// What changed in the catalogs of a project since their releases or a revision of git, without loading them whole.

import { quickDifference } from "../change/quick-difference.ts";
import { isRecord } from "../change/record.ts";
import type { Difference } from "../change/released.ts";
import { loadCatalog } from "../rules/load.ts";
import type { SourceFile } from "../text/source.ts";
import type { Project } from "./project.ts";
import { idIn, recordPath } from "./release-files.ts";

/** Returns what changed in each catalog since its record, sorted by id; `undefined` if it takes the whole catalogs to tell, or if there is anything to report. */
export async function quickSinceReleases(
  project: Project,
): Promise<readonly Difference[] | undefined> {
  const { files } = project.releases;
  const records = project.files.map(({ text }) =>
    files.find(({ path }) => path === recordPath(idIn(text) ?? "")),
  );
  const own = project.files.map(({ path }) => path);
  const isOdd = (file: SourceFile) =>
    isRecord(file) !== records.includes(file) || own.includes(file.path);
  return files.some(isOdd) ? undefined : quickDifferences(project, records);
}

/** Returns what changed in each catalog since the file at its place in a list. */
export async function quickDifferences(
  { files, config }: Pick<Project, "files" | "config">,
  olds: readonly (SourceFile | undefined)[],
): Promise<readonly Difference[] | undefined> {
  const { steps } = config.releases;
  const found = new Map<string, Difference>();
  for (const [i, now] of files.entries()) {
    const old = olds[i];
    if (old === undefined) return undefined;
    // Named only where it is called, so that the bundle loads it only then.
    const load = (file: SourceFile) => loadCatalog(file);
    const one = await quickDifference({ old, now, steps, load });
    // The record of another catalog, or two catalogs with one id.
    if (one === undefined || one.old.id !== one.now.id || found.has(one.now.id)) return undefined;
    found.set(one.now.id, one);
  }
  return [...found.values()].sort((a, b) => (a.now.id < b.now.id ? -1 : 1));
}
