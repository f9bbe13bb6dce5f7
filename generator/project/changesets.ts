// Changesets: files that tell a tool of a monorepo which packages need which step, and why.

import { dirname, join, relative } from "node:path";
import { packageName } from "../catalog/names.ts";
import type { Difference } from "../change/released.ts";
import { largestStep } from "../change/steps.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { isFolder } from "../disk/files.ts";
import { digestOf } from "../text/digest.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
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
