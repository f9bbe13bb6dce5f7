// What to do after a project was begun, a line each.

import { inSentence } from "../../text/lists.ts";
import type { BegunCatalog } from "./begun-catalog.ts";
import type { Workflow } from "./ci-workflow.ts";
import { howToRun, type Scripts } from "./package-scripts.ts";
import type { Workspaces } from "./surroundings.ts";

/** What was begun, and where. */
export interface Situation {
  /** The path of the catalog. */
  readonly catalog: string;
  /** The catalog, if it was made now. */
  readonly begun: BegunCatalog | undefined;
  /** The folder for what is generated. */
  readonly output: string;
  /** True if packages are made, and not sources alone. */
  readonly isPackage: boolean;
  readonly workspaces: Workspaces | undefined;
  readonly scripts: Scripts | undefined;
  readonly workflow: Workflow | undefined;
  readonly isInGit: boolean;
}

/** Returns what to do next. */
export function nextSteps(situation: Situation): readonly string[] {
  const { catalog, begun, output, isPackage, workspaces, scripts, workflow, isInGit } = situation;
  const record = `commit "${inSentence(begun?.compare === undefined ? ["releases/"] : ["releases/", "imports/"], '" and "')}"`;
  return [
    ...(begun?.report === undefined ? [describing(catalog)] : deciding(catalog, begun.report)),
    howToRun(scripts),
    `Run "npx faultbook release" when a version is published, and ${record}: from then on, changes that break callers are refused.`,
    ...(begun?.compare === undefined
      ? []
      : [`Run "${begun.compare}" later to see what changed in the sources.`]),
    ...(!isPackage || workspaces === undefined ? [] : linking(workspaces)),
    ...(workflow === undefined ? [] : checking(workflow)),
    committing(output, { isPackage, isInGit }),
  ];
}

function describing(catalog: string): string {
  return `Describe the errors of your API in ${catalog}; an editor with a YAML language server completes and explains every key.`;
}

function deciding(
  catalog: string,
  { undecided }: NonNullable<BegunCatalog["report"]>,
): readonly string[] {
  const look = lookingForTodo(catalog);
  const count = undecided.length;
  if (count === 0) return [look];
  const have = count === 1 ? "1 error has" : `${count} errors have`;
  const choose = count === 1 ? "Choose its kind" : "Choose a kind for each";
  return [
    look,
    `${have} "kind: unknown". ${choose}: until then, clients must assume that an operation that failed with it may have happened.`,
  ];
}

/** Returns what to do first with a catalog that was imported. */
export function lookingForTodo(catalog: string): string {
  return `Look for TODO in ${catalog}: names, kinds and sentences that follow from guesses, and the places of code and message.`;
}

function linking({ file, key, pattern, isListed }: Workspaces): readonly string[] {
  const install = "Install again, so that the generated packages are linked";
  return isListed
    ? [`${install}: "${key}" in ${file} takes them in.`]
    : [`Add "${pattern}" to "${key}" in ${file}. ${install}.`];
}

function checking({ path, isLocked }: Workflow): readonly string[] {
  return isLocked
    ? []
    : [`Install Faultbook and commit the lock file before ${path} runs: it installs by that file.`];
}

function committing(
  output: string,
  { isPackage, isInGit }: Pick<Situation, "isPackage" | "isInGit">,
): string {
  if (!isPackage) return `Commit "${output}/".`;
  return isInGit
    ? `Commit "${output}/": .gitignore leaves its "dist" folders out.`
    : `Commit "${output}/" without its "dist" folders: add "${output}/*/dist/" to .gitignore.`;
}
