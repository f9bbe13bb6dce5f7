// Changesets: files that tell a tool of a monorepo which packages need which step, and why; and what catalogs owe, some of it in changesets.

import { dirname, join, relative } from "node:path";
import { packageName } from "../catalog/names.ts";
import { isVersionAbove } from "../catalog/versions.ts";
import type { Change } from "../change/change.ts";
import { changesInWords, type Difference, demandsOf, needingNotes } from "../change/released.ts";
import { isLower, largestStep, steps, versionRaised } from "../change/steps.ts";
import type { Step } from "../diagnostics/change-entries.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { filesBelow, isFolder, readSource } from "../disk/files.ts";
import { digestOf } from "../text/digest.ts";
import { addTo, append } from "../text/lists.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
import type { SourceFile } from "../text/source.ts";
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

/** What becomes of the changesets that the tool writes. */
export interface Changesets {
  readonly added: readonly Changeset[];
  /** The paths of those that it wrote before, and that no longer say what changed. */
  readonly outdated: readonly string[];
}

/** Returns a changeset for each catalog that has changed, in place of those that were written before. Its name follows from its text, which shows whether somebody edited it: an edited one stays, and what it says is not said again. */
export function changesetsOf(
  { config, folder }: Project,
  differences: readonly Difference[],
): Outcome<Changesets> {
  const place = folderAbove(folder);
  if (place === undefined) return { diagnostics: [diagnostic("changeset-folder", {})] };
  const diagnostics: Diagnostic[] = [];
  const added: Changeset[] = [];
  const outdated: string[] = [];
  const pathOf = (name: string) => relative(folder, join(place, name)).replaceAll("\\", "/");
  for (const { now, changes } of differences) {
    const before = writtenBefore(place, now.id);
    const edited = before.filter(({ isEdited }) => isEdited);
    for (const { name } of edited)
      diagnostics.push(diagnostic("changeset-edited", { path: pathOf(name) }));
    const isSaid = (change: Change) => edited.some(({ text }) => text.includes(lineOf(change)));
    const left = changes.filter((change) => !isSaid(change));
    const step = largestStep(left.flatMap((one) => one.step ?? []));
    const names = step === undefined ? [] : packagesWith(now.id, config.outputs);
    if (step !== undefined && names.length === 0)
      diagnostics.push(diagnostic("changeset-package", { id: now.id }));
    const packages = names.map((name) => `${JSON.stringify(name)}: ${step}\n`).join("");
    const text = `---\n${packages}---\n\n${left.map(lineOf).join("")}`;
    const name = names.length === 0 ? undefined : `${now.id}-${digestOf(text)}.md`;
    if (name !== undefined && before.every((one) => one.name !== name))
      added.push({ path: pathOf(name), text });
    const old = before.filter((one) => !one.isEdited && one.name !== name);
    append(
      outdated,
      old.map((one) => pathOf(one.name)),
    );
  }
  return { value: { added, outdated }, diagnostics };
}

function lineOf({ message }: Change): string {
  return `- ${sentenceInMarkdown(message)}\n`;
}

/** A changeset that the tool wrote, as it is now. */
interface WrittenChangeset {
  readonly name: string;
  readonly text: string;
  readonly isEdited: boolean;
}

function writtenBefore(place: string, id: string): readonly WrittenChangeset[] {
  return changesetsIn(place).flatMap(({ path: name, text }) => {
    const [, own, digest] = /^([a-z0-9-]+)-([a-z0-9]{11})\.md$/.exec(name) ?? [];
    if (own !== id) return [];
    const plain = text.replaceAll("\r\n", "\n");
    return [{ name, text: plain, isEdited: digestOf(plain) !== digest }];
  });
}

/** Returns the files in the folder of changesets that may be one. */
function changesetsIn(place: string): readonly SourceFile[] {
  const names = filesBelow(place).filter((name) => name.endsWith(".md") && !name.includes("/"));
  return names.flatMap((name) => readSource(join(place, name), name, yamlLimits.bytes).value ?? []);
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
  for (const { path, text } of place === undefined ? [] : changesetsIn(place)) {
    const [, front] = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text) ?? [];
    const root = front === undefined ? undefined : parseYaml({ path, text: front }).value;
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
