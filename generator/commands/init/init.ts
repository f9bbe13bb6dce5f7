// `faultbook init`: a configuration, a first catalog and the scripts, in a folder that has none; all is made and checked before anything is written.

import { basename, dirname, resolve } from "node:path";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  type Outcome,
} from "../../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../../diagnostics/exit-codes.ts";
import { type Edit, readEditable, writeEdits, writeNew } from "../../disk/edit.ts";
import { isFile, isFolder, listSources } from "../../disk/files.ts";
import { lookAt } from "../../disk/look.ts";
import type { ImportReport } from "../../import/imported-catalog.ts";
import { noNames } from "../../import/kept-names.ts";
import { parseConfig } from "../../project/config.ts";
import { configNames } from "../../project/config-names.ts";
import { parseYaml, yamlLimits } from "../../text/yaml.ts";
import { type Answers, answersOf, type Beginning } from "./answers.ts";
import type { AskInit, GivenAnswers } from "./asking.ts";
import { begunCatalog } from "./begun-catalog.ts";
import { githubWorkflow } from "./ci-workflow.ts";
import { firstConfig } from "./first-files.ts";
import { gitFiles } from "./git-files.ts";
import { nextSteps } from "./next-steps.ts";
import { type Scripts, scriptsOf } from "./package-scripts.ts";
import { manifestOf, namesOf } from "./project-names.ts";
import { schemasFor, workspacesOf } from "./surroundings.ts";

export type { AskInit, GivenAnswers, InitQuestion } from "./asking.ts";

/** Where to begin, and what is known before anything is asked. */
export interface InitOptions extends GivenAnswers {
  /** The folder, absolute. */
  readonly cwd: string;
  /** Asks a person what is not given; without it, what is proposed is taken. */
  readonly ask?: AskInit | undefined;
}

/** What was begun. */
export interface InitResult {
  /** The files that were made or changed, relative to the folder. */
  readonly written: readonly string[];
  /** What was imported, if anything was. */
  readonly imported?: ImportReport | undefined;
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

const configName = "faultbook.config.yaml";

/** Writes the first files; what is there already stays as it is, and after any fault nothing is written. */
export async function init(options: InitOptions): Promise<CommandOutcome<InitResult>> {
  const { cwd, ask, ...given } = options;
  const looked = lookAround(cwd);
  if (looked.value === undefined) return { diagnostics: looked.diagnostics, wrongUse: true };
  const answers = await answersOf(looked.value, given, ask);
  if (answers.value === undefined) return { diagnostics: answers.diagnostics, wrongUse: true };
  const made = await filesFor(looked.value, answers.value);
  const diagnostics = [...answers.diagnostics, ...made.diagnostics];
  if (made.value === undefined) return { diagnostics, wrongUse: made.wrongUse ?? false };
  const { files, edits, result } = made.value;
  const written = writeNew(cwd, files);
  const faults = hasErrors(written.diagnostics) ? [] : await writeEdits(edits);
  const all = [...diagnostics, ...written.diagnostics, ...faults];
  if (hasErrors(all)) {
    written.undo();
    return { diagnostics: all };
  }
  const changed = edits.map(({ file }) => file.source.path);
  return {
    value: { ...result, written: [...written.written.toReversed(), ...changed] },
    diagnostics: all,
  };
}

interface Surroundings extends Beginning {
  /** What a package.json has of the scripts, if there is one. */
  readonly scripts: Scripts | undefined;
}

/** Returns what a project is begun with, or why none can be begun here. */
function lookAround(cwd: string): Outcome<Surroundings> {
  const other = configNames.find((name) => isFile(resolve(cwd, name)));
  if (other !== undefined) return { diagnostics: [diagnostic("init-exists", { path: other })] };
  const inTheWay = obstacle(cwd, configNames);
  if (inTheWay !== undefined) return { diagnostics: [inTheWay] };
  const path = resolve(cwd, "package.json");
  const read =
    lookAt(cwd, "package.json") === undefined
      ? undefined
      : readEditable({ path, shown: "package.json", folder: cwd, limit: yamlLimits.bytes });
  if (read !== undefined && read.value === undefined) return { diagnostics: read.diagnostics };
  const [first] = listSources(resolve(cwd, "catalog"), "catalog").value ?? [];
  const manifest = manifestOf(read?.value && parseYaml(read.value.source, { foreign: true }).value);
  const known = first === undefined ? undefined : `catalog/${first}`;
  const scripts = read?.value && scriptsOf(read.value);
  return { value: { cwd, manifest, known, scripts }, diagnostics: [] };
}

interface Files {
  /** The new files, the configuration last: without it, a run that was killed can be repeated. */
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly edits: readonly Edit[];
  readonly result: Omit<InitResult, "written">;
}

/** Returns all files that were agreed on, or what is wrong with them. */
async function filesFor(
  surroundings: Surroundings,
  answers: Answers,
): Promise<CommandOutcome<Files>> {
  const { cwd, manifest, known, scripts } = surroundings;
  const isPackage = answers.as === "package";
  const needsCatalog = known === undefined || answers.sources.length > 0;
  const names = namesOf(manifest, basename(cwd));
  const catalog = needsCatalog ? await begunCatalog(surroundings, answers, names) : undefined;
  if (catalog !== undefined && catalog.value === undefined)
    return { diagnostics: catalog.diagnostics };
  const begun = catalog?.value;
  // Sources among others are where the compiler finds them.
  const output = isPackage || !isFolder(resolve(cwd, "src")) ? "generated" : "src/generated";
  const config = firstConfig({
    schemas: schemasFor(cwd, configName),
    output,
    id: basename(begun?.path ?? "", ".yaml"),
    kept: begun?.report?.kept ?? noNames,
    published: isPackage ? publishedBy(surroundings, answers) : undefined,
  });
  const checked = await parseConfig({ path: configName, text: config });
  if (checked.value === undefined) return { diagnostics: checked.diagnostics };
  const workflow = answers.ci === "github" ? githubWorkflow(cwd) : undefined;
  const forGit = gitFiles(cwd, { output, isBuilt: isPackage });
  if (hasErrors(forGit.diagnostics)) return { diagnostics: forGit.diagnostics };
  const files = [
    ...forGit.made,
    ...(workflow === undefined ? [] : [[workflow.path, workflow.text] as const]),
    ...(begun?.files ?? []).toReversed(),
    [configName, config] as const,
  ];
  const inTheWay = obstacle(cwd, begun?.files.map(([path]) => path) ?? []);
  if (inTheWay !== undefined) return { diagnostics: [inTheWay], wrongUse: true };
  const next = nextSteps({
    catalog: begun?.path ?? known ?? "",
    begun,
    output,
    isPackage,
    workspaces: workspacesOf(cwd, output),
    scripts,
    workflow,
    isInGit: forGit.isInGit,
  });
  return {
    value: {
      files,
      edits: [...(scripts?.edit === undefined ? [] : [scripts.edit]), ...forGit.edits],
      result: { imported: begun?.report, next },
    },
    diagnostics: [...(catalog?.diagnostics ?? []), ...forGit.diagnostics],
  };
}

/** Returns what the packages have; what npm does by itself is not written down. */
function publishedBy({ manifest }: Surroundings, { scope, access }: Answers) {
  const usual = scope === undefined ? "public" : "restricted";
  const { license, isPrivate } = manifest;
  return {
    scope,
    license,
    access: access === usual ? undefined : access,
    isPrivate: isPrivate && access === "private",
  };
}

/** Reports what is in the way of first files, or of their folders. */
function obstacle(cwd: string, paths: readonly string[]): Diagnostic | undefined {
  const inTheWay = (path: string, what: string) => diagnostic("init-in-the-way", { path, what });
  for (const path of paths) {
    const kind = lookAt(cwd, path)?.kind;
    if (kind === "file") return inTheWay(path, "there already");
    if (kind === "link") return inTheWay(path, "a link to no file");
    if (kind !== undefined) return inTheWay(path, "no file");
  }
  for (const folder of paths.map(dirname)) {
    const isThere = lookAt(cwd, folder) !== undefined;
    if (isThere && !isFolder(resolve(cwd, folder))) return inTheWay(folder, "no folder");
  }
  return undefined;
}
