// Changesets: files that tell a tool of a monorepo which packages need which step, and why; and what catalogs owe, some of it in changesets.

import { dirname, join, relative } from "node:path";
import { packageName } from "../catalog/names.ts";
import { changesInWords, type Difference, demandsOf, needingNotes } from "../change/released.ts";
import { isLower, largestStep, steps, versionRaised } from "../change/steps.ts";
import type { Step } from "../diagnostics/change-entries.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { filesBelow, isFolder, readSource } from "../disk/files.ts";
import { digestOf } from "../text/digest.ts";
import { addTo } from "../text/lists.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
import { parseYaml, yamlLimits } from "../text/yaml.ts";
import { keptPackages } from "./kept-parts.ts";
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

/** Returns what a catalog owes: if another tool raises the versions of all its packages, each needs a version or a changeset that takes the step. */
export function demandsIn(project: Project, difference: Difference): readonly Diagnostic[] {
  const { id } = difference.now;
  const kept = keptPackages(project, id);
  const isKept = kept.length > 0 && kept.length === packagesWith(id, project.config.outputs).length;
  return isKept
    ? demandsOf(difference, () => changesetDemands(project, difference, kept))
    : demandsOf(difference);
}

function changesetDemands(
  { folder }: Project,
  { old, now, changes, needed }: Difference,
  packages: ReturnType<typeof keptPackages>,
): readonly Diagnostic[] {
  const step = steps.findLast((one) => !isLower(versionRaised(old.version, one), needed));
  if (step === undefined || !isLower(old.version, needed)) return [];
  const written = writtenSteps(folder);
  return packages.flatMap(({ name, version = "0.0.0" }) => {
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
