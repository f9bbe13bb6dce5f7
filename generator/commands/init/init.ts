// `faultbook init`: a configuration, a first catalog and the scripts, in a folder that has none.

import { basename, dirname, resolve } from "node:path";
import { isNodeModule, packageName, reservedIds } from "../../catalog/names.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../../diagnostics/exit-codes.ts";
import { readEditable, writeEdits, writeNew } from "../../disk/edit.ts";
import { isFile, isFolder, listSources } from "../../disk/files.ts";
import { lookAt } from "../../disk/look.ts";
import { configNames } from "../../project/config-names.ts";
import { recordPath } from "../../project/release-files.ts";
import { listed } from "../../text/lists.ts";
import { parseYaml, type YamlNode, yamlLimits } from "../../text/yaml.ts";
import { firstCatalog, firstConfig, firstEnvelopes, firstRecord } from "./first-files.ts";
import { gitFiles, noGitFiles } from "./git-files.ts";
import { howToRun, type Scripts, scriptsOf } from "./package-scripts.ts";
import { schemasFor, type Workspaces, workspacesOf } from "./surroundings.ts";

/** Where to begin. */
export interface InitOptions {
  /** The folder, absolute. */
  readonly cwd: string;
  /** The envelope of the first catalog: `plain`, `problem` or `google`; `plain` by default. */
  readonly envelope?: string;
}

/** What was begun. */
export interface InitResult {
  /** The files that were made or changed, relative to the folder. */
  readonly written: readonly string[];
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

const configName = "faultbook.config.yaml";

/** Writes the first files; what is there already stays as it is. */
export async function init({
  cwd,
  envelope: wanted = "plain",
}: InitOptions): Promise<CommandOutcome<InitResult>> {
  const envelope = firstEnvelopes.find((name) => name === wanted);
  if (envelope === undefined) {
    const known = listed(firstEnvelopes, firstEnvelopes.length);
    return { diagnostics: [diagnostic("init-envelope", { name: wanted, known })], wrongUse: true };
  }
  const other = configNames.find((name) => isFile(resolve(cwd, name)));
  if (other !== undefined) {
    return { diagnostics: [diagnostic("init-exists", { path: other })], wrongUse: true };
  }
  const path = resolve(cwd, "package.json");
  const read =
    lookAt(cwd, "package.json") === undefined
      ? undefined
      : readEditable({ path, shown: "package.json", folder: cwd, limit: yamlLimits.bytes });
  if (read !== undefined && read.value === undefined) return { diagnostics: read.diagnostics };
  const root = read?.value && parseYaml(read.value.source, { foreign: true }).value;
  const { name, license, isPrivate } = manifestOf(root);
  const scope = scopeOf(name);
  const word = wordOf(name ?? basename(cwd));
  const id = idOf(word, { name, scope });
  const published = { scope, license, isPrivate };
  const first = {
    id,
    prefix: prefixOf(word),
    published,
    schemasFor: (file: string) => schemasFor(cwd, file),
    envelope,
  };
  // Whoever imported a catalog needs no example.
  const known = (listSources(resolve(cwd, "catalog"), "catalog").value ?? [])[0];
  const catalog = `catalog/${known ?? `${id}.yaml`}`;
  const record = recordPath(id);
  const inTheWay = obstacle(cwd, known === undefined ? [catalog, record] : [catalog]);
  if (inTheWay !== undefined) return { diagnostics: [inTheWay], wrongUse: true };
  const made = writeFirst(cwd, [
    // The record of a catalog that was there already would be one of another catalog.
    ...(known === undefined
      ? [[catalog, firstCatalog(first)] as const, [record, firstRecord(id)] as const]
      : []),
    [configName, firstConfig(first)],
  ]);
  const scripts = read?.value && scriptsOf(read.value);
  const forGit = hasErrors(made.diagnostics) ? noGitFiles : gitFiles(cwd);
  const added = writeNew(cwd, forGit.made);
  const scriptEdits =
    scripts?.edit === undefined || hasErrors(made.diagnostics) ? [] : [scripts.edit];
  const edits = [...scriptEdits, ...forGit.edits];
  const diagnostics = [
    ...made.diagnostics,
    ...forGit.diagnostics,
    ...added.diagnostics,
    ...(await writeEdits(edits)),
  ];
  if (hasErrors(diagnostics)) return { value: { written: made.written, next: [] }, diagnostics };
  const changed = edits.map(({ file }) => file.source.path);
  const written = [...made.written, ...added.written, ...changed];
  const workspaces = workspacesOf(cwd, "generated");
  return {
    value: { written, next: nextSteps({ catalog, workspaces, scripts, isInGit: forGit.isInGit }) },
    diagnostics,
  };
}

/** Reports what is in the way of the first files, or of the folder of one. */
function obstacle(cwd: string, paths: readonly string[]): Diagnostic | undefined {
  const unread = [...configNames, ...paths].filter((path) => !isFile(resolve(cwd, path)));
  const inTheWay = (path: string, what: string) => diagnostic("init-in-the-way", { path, what });
  for (const path of unread) {
    const kind = lookAt(cwd, path)?.kind;
    if (kind === "link") return inTheWay(path, "a link to no file");
    if (kind !== undefined) return inTheWay(path, "no file");
  }
  for (const folder of paths.map(dirname)) {
    const isThere = lookAt(cwd, folder) !== undefined;
    if (isThere && !isFolder(resolve(cwd, folder))) return inTheWay(folder, "no folder");
  }
  return undefined;
}

type Made = ReturnType<typeof writeNew>;

/** Writes files up to the first that cannot be made; the configuration is the last, so that a run that failed can be repeated. */
function writeFirst(cwd: string, files: Parameters<typeof writeNew>[1]): Made {
  const [file, ...rest] = files;
  if (file === undefined) return { written: [], diagnostics: [] };
  const made = writeNew(cwd, [file]);
  if (hasErrors(made.diagnostics)) return made;
  const more = writeFirst(cwd, rest);
  return {
    written: [...more.written, ...made.written],
    diagnostics: [...made.diagnostics, ...more.diagnostics],
  };
}

interface Manifest {
  readonly name: string | undefined;
  readonly license: string | undefined;
  readonly isPrivate: boolean;
}

/** Returns what a package.json says of its package, as far as the generated packages share it. */
function manifestOf(root: YamlNode | undefined): Manifest {
  const value = root?.kind === "mapping" ? root.value : {};
  const text = (given: unknown) => (typeof given === "string" && given !== "" ? given : undefined);
  const { name, license, private: isPrivate } = value;
  return { name: text(name), license: text(license), isPrivate: isPrivate === true };
}

/** Names that say nothing of an API. */
const empty: readonly string[] = ["", ...reservedIds];

/** Words at the end of a name that the names of a package of errors have anyway. */
const suffix = /-(?:api|apis|catalog|error|errors)$/;

/** Returns the word for an API, in kebab-case, of the name of a package or folder; the scope if the name says nothing. */
function wordOf(name: string): string {
  const [, scope = "", own = ""] = /^(?:@([^/]*)\/)?(.*)$/s.exec(name) ?? [];
  const words = [own, scope].map((text) => {
    const parts = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const all = parts.filter((part) => /^[a-z]/.test(part)).join("-");
    const short = `-${all.slice(0, 40)}`.replace(/-$/, "").replace(suffix, "").replace(suffix, "");
    return short.slice(1);
  });
  return words.find((word) => !empty.includes(word)) ?? "my-api";
}

function prefixOf(word: string): string {
  return word
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

interface Naming {
  readonly name: string | undefined;
  readonly scope: string | undefined;
}

/** Returns the id of a catalog: two workspaces of one name cannot be installed, and one like a module of Node.js cannot be imported. */
function idOf(word: string, { name, scope }: Naming): string {
  const both = [word, `${word}-errors`];
  const ids = [...(name === undefined ? both : both.reverse()), `${word}-api`];
  const isFree = (full: string) => full !== name && !isNodeModule(full);
  return ids.find((id) => isFree(packageName(id, scope))) ?? word;
}

function scopeOf(name: string | undefined): string | undefined {
  return /^(@[a-z0-9~-][a-z0-9._~-]*)\//.exec(name ?? "")?.[1];
}

interface Situation {
  readonly catalog: string;
  readonly workspaces: Workspaces | undefined;
  readonly scripts: Scripts | undefined;
  readonly isInGit: boolean;
}

function nextSteps({ catalog, workspaces, scripts, isInGit }: Situation): readonly string[] {
  return [
    `Describe the errors of your API in ${catalog}; an editor with a YAML language server completes and explains every key.`,
    howToRun(scripts),
    'Run "npx faultbook release" when a version is published, and commit "releases/": from then on, changes that break callers are refused.',
    ...(workspaces === undefined ? [] : linking(workspaces)),
    isInGit
      ? 'Commit "generated/": .gitignore leaves its "dist" folders out.'
      : 'Commit "generated/" without its "dist" folders: add "generated/*/dist/" to .gitignore.',
  ];
}

function linking({ file, key, pattern, isListed }: Workspaces): readonly string[] {
  const install = "Install again, so that the generated packages are linked";
  return isListed
    ? [`${install}: "${key}" in ${file} takes them in.`]
    : [`Add "${pattern}" to "${key}" in ${file}. ${install}.`];
}
