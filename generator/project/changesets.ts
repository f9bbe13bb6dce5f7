// Changesets: files that tell a tool of a monorepo which packages need which step, and why; and what catalogs owe, some of it in changesets.

import { dirname, join, relative } from "node:path";
import { packageName } from "../catalog/names.ts";
import { isVersionAbove } from "../catalog/versions.ts";
import { changesInWords, type Difference, demandsOf, needingNotes } from "../change/released.ts";
import { isLower, largestStep, steps, versionRaised } from "../change/steps.ts";
import type { Step } from "../diagnostics/change-entries.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { filesBelow, isFolder, readSource } from "../disk/files.ts";
import { digestOf } from "../text/digest.ts";
import { addTo } from "../text/lists.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
import { parseYaml, yamlLimits } from "../text/yaml.ts";
import { type KeptPackage, keptPackages } from "./kept-parts.ts";
import type { Project } from "./project.ts";

/** A file that is to be written. */
export interface Changeset {
  /** Relative to the folder of the configuration. */
  readonly path: string;
  readonly text: string;
}

/** The folder that the tool reads, at or above the configuration. */
const folderName = ".changeset";

/** Returns a changeset for each catalog that has changed; its name follows from its text, so that the same changes give the same file. */
export function changesetsOf(
  { config, folder }: Project,
  differences: readonly Difference[],
): Outcome<readonly Changeset[]> {
  const place = folderAbove(folder);
  if (place === undefined) return { diagnostics: [diagnostic("changeset-folder", {})] };
  const diagnostics: Diagnostic[] = [];
  const changesets = differences.flatMap(({ now: { id }, changes }): readonly Changeset[] => {
    const step = largestStep(changes.flatMap((one) => one.step ?? []));
    if (step === undefined) return [];
    const names = packagesWith(id, config.outputs);
    if (names.length === 0) {
      diagnostics.push(diagnostic("changeset-package", { id }));
      return [];
    }
    const packages = names.map((name) => `${JSON.stringify(name)}: ${step}\n`).join("");
    const lines = changes.map(({ message }) => `- ${sentenceInMarkdown(message)}\n`).join("");
    const text = `---\n${packages}---\n\n${lines}`;
    const path = join(relative(folder, place), `${id}-${digestOf(text)}.md`);
    return [{ path: path.replaceAll("\\", "/"), text }];
  });
  return { value: changesets, diagnostics };
}

/** Returns what a catalog owes: if another tool raises the versions of all its packages, each needs a version or, before a release, a changeset that takes the step. */
export function demandsIn(
  project: Project,
  difference: Difference,
  isRelease = false,
): readonly Diagnostic[] {
  const { id } = difference.now;
  const kept = keptPackages(project, id);
  const isKept = kept.length > 0 && kept.length === packagesWith(id, project.config.outputs).length;
  if (!isKept || kept.every(({ present }) => present === undefined && isRelease))
    return demandsOf(difference);
  return demandsOf(difference, () => {
    const ahead = aheadDemands(difference, kept);
    if (ahead.length > 0) return ahead;
    return isRelease
      ? packageDemands(difference, kept)
      : changesetDemands(project, difference, kept);
  });
}

/** Only a release sets the version of such a catalog, so that none is above those of its packages. */
function aheadDemands(
  { now: { id, version, spanOf } }: Difference,
  packages: readonly KeptPackage[],
): readonly Diagnostic[] {
  const made = packages.flatMap(({ name, present }) => (present ? { name, ...present } : []));
  const [first] = made;
  if (first === undefined || !made.every((one) => isVersionAbove(version, one.version))) return [];
  const holes = { id, version, name: first.name, found: first.version };
  const notes = [{ message: "The package has its version here.", span: first.span }];
  return [diagnostic("release-ahead", holes, { span: spanOf("catalog version"), notes })];
}

/** Without changesets to come, the versions of the packages must take the step. */
function packageDemands(
  difference: Difference,
  packages: readonly KeptPackage[],
): readonly Diagnostic[] {
  const { old, now, changes, needed } = difference;
  return packages.flatMap(({ name, present }) => {
    if (present === undefined || !isVersionAbove(needed, present.version)) return [];
    const { version, span } = present;
    const step = stepTo(difference) ?? "patch";
    const holes = { name, version, released: old.version, needed, step };
    const place = { span, notes: needingNotes(changes, now) };
    return [diagnostic("release-package", { ...holes, ...changesInWords(changes) }, place)];
  });
}

/** Returns the smallest step that leads from the old version to the one that is needed. */
function stepTo({ old, needed }: Difference): Step | undefined {
  return steps.findLast((one) => !isLower(versionRaised(old.version, one), needed));
}

function changesetDemands(
  { folder }: Project,
  difference: Difference,
  packages: readonly KeptPackage[],
): readonly Diagnostic[] {
  const { old, now, changes, needed } = difference;
  const step = stepTo(difference);
  if (step === undefined || !isLower(old.version, needed)) return [];
  const written = writtenSteps(folder);
  return packages.flatMap(({ name, present: { version } = { version: "0.0.0" } }) => {
    const largest = largestStep(written.get(name) ?? []);
    const raised = largest === undefined ? old.version : versionRaised(old.version, largest);
    if (![version, now.version, raised].every((one) => isLower(one, needed))) return [];
    const found = largest === undefined ? "none" : `one of "${largest}"`;
    const holes = { name, step, released: old.version, found, ...changesInWords(changes) };
    const place = { span: now.spanOf("catalog version"), notes: needingNotes(changes, now) };
    return [diagnostic("release-changeset", holes, place)];
  });
}

/** Returns the steps that all changesets together give to packages; whatever is no changeset gives none. */
function writtenSteps(folder: string): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  const place = folderAbove(folder);
  for (const name of place === undefined ? [] : filesBelow(place)) {
    if (!name.endsWith(".md") || name.includes("/")) continue;
    const path = join(place ?? "", name);
    const { value: file } = readSource(path, name, yamlLimits.bytes);
    const [, front] = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(file?.text ?? "") ?? [];
    const root = front === undefined ? undefined : parseYaml({ path: name, text: front }).value;
    for (const [one, step] of root?.kind === "mapping" ? Object.entries(root.value) : [])
      for (const known of steps) if (known === step) addTo(found, one, known);
  }
  return found;
}

function folderAbove(folder: string): string | undefined {
  const place = join(folder, folderName);
  if (isFolder(place)) return place;
  const above = dirname(folder);
  return above === folder ? undefined : folderAbove(above);
}

/** Returns the names of the packages that a catalog is in. */
function packagesWith(id: string, outputs: Project["config"]["outputs"]): readonly string[] {
  const names = outputs.flatMap(({ catalogs, joined, emitters }) => {
    if (emitters.package === false || !(catalogs?.includes(id) ?? true)) return [];
    return joined === false ? packageName(id, emitters.package.scope) : joined.name;
  });
  return [...new Set(names)];
}
