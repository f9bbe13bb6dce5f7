// `faultbook init`: a configuration, a first catalog and the scripts, in a folder that has none.

import { basename, resolve } from "node:path";
import { isNodeModule, packageName, reservedIds } from "../catalog/names.ts";
import { configNames } from "../config-names.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { type Edit, type EditableFile, readEditable, writeEdits, writeNew } from "../disk/edit.ts";
import { existing } from "../disk/files.ts";
import { layoutOf } from "../spec/layout.ts";
import { splice } from "../spec/splice.ts";
import { applyEdits } from "../text/source.ts";
import { parseYaml, type YamlNode, yamlLimits } from "../text/yaml.ts";
import type { CommandOutcome } from "./command.ts";
import { firstCatalog, firstConfig } from "./init-files.ts";
import { schemasFor, type Workspaces, workspacesOf } from "./surroundings.ts";

/** Where to begin. */
export interface InitOptions {
  /** The folder, absolute. */
  readonly cwd: string;
}

/** What was begun. */
export interface InitResult {
  /** The files that were made or changed, relative to the folder. */
  readonly written: readonly string[];
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

const scripts = {
  generate: "faultbook generate",
  "generate:check": "faultbook generate --check",
};

/** Writes the first files; what is there already stays as it is. */
export async function init({ cwd }: InitOptions): Promise<CommandOutcome<InitResult>> {
  const known = existing(configNames.map((name) => resolve(cwd, name)));
  if (known !== undefined) {
    return { diagnostics: [diagnostic("init-exists", { path: basename(known) })], wrongUse: true };
  }
  const path = resolve(cwd, "package.json");
  const read =
    existing([path]) === undefined
      ? undefined
      : readEditable({ path, shown: "package.json", folder: cwd, limit: yamlLimits.bytes });
  if (read !== undefined && read.value === undefined) return { diagnostics: read.diagnostics };
  const root = read?.value && parseYaml(read.value.source, { foreign: true }).value;
  const name = nameOf(root);
  const scope = scopeOf(name);
  const word = wordOf(name ?? basename(cwd));
  const plain = packageName(word, scope);
  // Two workspaces of one name cannot be installed, and one like a module of Node.js cannot be imported.
  const id = plain === name || isNodeModule(plain) ? `${word}-errors` : word;
  const first = { id, prefix: prefixOf(word), scope, schemas: schemasFor(cwd) };
  const catalog = `catalog/${id}.yaml`;
  const made = writeNew(cwd, [
    ["faultbook.config.yaml", firstConfig(first)],
    [catalog, firstCatalog(first)],
  ]);
  const edited = read?.value && withScripts(read.value, root);
  const diagnostics = [...made.diagnostics, ...(edited === undefined ? [] : writeEdits([edited]))];
  const written = [...made.written, ...(edited === undefined ? [] : ["package.json"])];
  const workspaces = workspacesOf(cwd, "generated");
  const next = nextSteps({ catalog, workspaces, hasScripts: read !== undefined });
  return { value: { written, next }, diagnostics };
}

function nameOf(root: YamlNode | undefined): string | undefined {
  if (root?.kind !== "mapping") return undefined;
  const { name } = root.value;
  return typeof name === "string" ? name : undefined;
}

/** Gives the text of a package.json with the scripts that it does not have yet; nothing where it has them all, or cannot be edited. */
function withScripts(file: EditableFile, root: YamlNode | undefined): Edit | undefined {
  if (root?.kind !== "mapping") return undefined;
  const own = root.entries.get("scripts")?.node;
  const missing = Object.entries(scripts).filter(
    ([name]) => !(own?.kind === "mapping" && own.entries.has(name)),
  );
  const none = new Set<string>();
  const { edits, diagnostics } = splice({
    root,
    layout: layoutOf(root),
    owned: none,
    created: none,
    filled: none,
    wanted: new Map(missing.map(([name, command]) => [`/scripts/${name}`, command])),
  });
  if (edits.length === 0 || diagnostics.length > 0) return undefined;
  return { file, text: applyEdits(file.source.text, edits) };
}

/** Names that say nothing of an API. */
const empty: readonly string[] = ["", "catalog", ...reservedIds];

/** Gives the word for an API, in kebab-case, of the name of a package or folder. */
function wordOf(name: string): string {
  const words =
    name
      .replace(/^@[^/]*\//, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const word = words
    .filter((part) => /^[a-z]/.test(part))
    .join("-")
    .slice(0, 40)
    .replace(/-$/, "");
  return empty.includes(word) ? "my-api" : word;
}

function prefixOf(word: string): string {
  return word
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

function scopeOf(name: string | undefined): string | undefined {
  return /^(@[a-z0-9~-][a-z0-9._~-]*)\//.exec(name ?? "")?.[1];
}

interface Situation {
  readonly catalog: string;
  readonly workspaces: Workspaces | undefined;
  readonly hasScripts: boolean;
}

function nextSteps({ catalog, workspaces, hasScripts }: Situation): readonly string[] {
  return [
    `Describe the errors of your API in ${catalog}; an editor with a YAML language server completes and explains every key.`,
    hasScripts
      ? 'Run "npm run generate", and "npm run generate:check" in CI.'
      : 'Run "npx faultbook generate", and "npx faultbook generate --check" in CI.',
    ...(workspaces === undefined ? [] : linking(workspaces)),
    'Commit "generated/" without its "dist" folders: add "generated/*/dist/" to .gitignore.',
  ];
}

function linking({ file, key, pattern, isListed }: Workspaces): readonly string[] {
  const install = "Install again, so that the generated packages are linked";
  return isListed
    ? [`${install}: "${key}" in ${file} takes them in.`]
    : [`Add "${pattern}" to "${key}" in ${file}. ${install}.`];
}
