// The workflow of GitHub that checks catalogs and what is generated, as `examples/ci` has it, for the package manager of a repository.

import { dirname, join, relative } from "node:path";
import { existing, readSource, repositoryOf, upwards } from "../../disk/files.ts";
import { parseJson, recordOf } from "../../disk/manifest.ts";
import { yamlLimits } from "../../text/yaml.ts";
import { slashed } from "./surroundings.ts";

/** A workflow, and what must be there for it. */
export interface Workflow {
  /** The path, relative to the folder of the configuration. */
  readonly path: string;
  readonly text: string;
  /** False if there is no lock file to install by. */
  readonly isLocked: boolean;
}

/** How a package manager installs and runs what a project has, and the files that it alone has; the first is taken if nothing says which it is. */
const managers = [
  {
    locks: ["package-lock.json", "npm-shrinkwrap.json"],
    settings: [],
    name: "npm",
    setUp: [],
    cache: "npm",
    install: "npm ci",
    run: "npx --no-install faultbook",
  },
  {
    locks: ["pnpm-lock.yaml"],
    settings: ["pnpm-workspace.yaml"],
    name: "pnpm",
    setUp: ["run: corepack enable"],
    cache: "pnpm",
    install: "pnpm install --frozen-lockfile",
    run: "pnpm exec faultbook",
  },
  {
    locks: ["yarn.lock"],
    settings: [".yarnrc.yml"],
    name: "yarn",
    setUp: ["run: corepack enable"],
    cache: "yarn",
    install: "yarn install --immutable",
    run: "yarn faultbook",
  },
  {
    locks: ["bun.lock", "bun.lockb"],
    settings: ["bunfig.toml"],
    name: "bun",
    setUp: ["uses: oven-sh/setup-bun@v2"],
    // The action that sets up Node.js cannot cache what Bun installs.
    cache: undefined,
    install: "bun install --frozen-lockfile",
    run: "bunx --no-install faultbook",
  },
] as const;

/** Returns the workflow for a folder with a configuration, which belongs at the top of its repository. */
export function githubWorkflow(cwd: string): Workflow {
  const root = repositoryOf(cwd) ?? cwd;
  const folders = upwards(cwd).filter((folder) => !relative(root, folder).startsWith(".."));
  const { manager, folder: managed } = managerOf(folders);
  const lock = existing(folders.flatMap((folder) => pathsIn(folder, manager.locks)));
  const from = (path: string): string => slashed(relative(root, path));
  const own = from(cwd);
  const installing = from(lock === undefined ? (managed ?? cwd) : dirname(lock));
  const step = (command: string, folder: string): string =>
    `      - run: ${command}\n${folder === "" ? "" : `        working-directory: ${JSON.stringify(folder)}\n`}`;
  const faultbook = (command: string): string =>
    step(`${manager.run} ${command} --format github`, own);
  const caching = [
    ...(manager.cache === undefined ? [] : [`cache: ${manager.cache}`]),
    ...(manager.cache === undefined || installing === "" || lock === undefined
      ? []
      : [`cache-dependency-path: ${JSON.stringify(from(lock))}`]),
  ];
  return {
    path: slashed(relative(cwd, join(root, ".github/workflows/faultbook.yml"))),
    isLocked: lock !== undefined,
    text: `# Proves on every change that the catalogs are valid and that what is generated from them is committed.
name: Faultbook

on:
  pull_request:
  push:
    branches: [${branchOf(root)}]

# It reads the repository and nothing else.
permissions:
  contents: read

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v7
        with:
          persist-credentials: false
${manager.setUp.map((one) => `      - ${one}\n`).join("")}      - uses: actions/setup-node@v7
        with:
          node-version: 24
${caching.map((line) => `          ${line}\n`).join("")}${step(manager.install, installing)}${faultbook("validate")}${faultbook("generate --check")}      # Names each change since the release, and fails if the version does not allow it.
${faultbook("diff --require")}      # If the configuration has "specs", add a step with: ${manager.run} sync --check --format github
`,
  };
}

/** Returns the package manager of the innermost folder that says which it is: in its package.json, or by a file that only one has. */
function managerOf(folders: readonly string[]): {
  readonly manager: (typeof managers)[number];
  readonly folder?: string;
} {
  for (const folder of folders) {
    const named = /^[a-z]+(?=@)/.exec(packageManagerIn(folder))?.[0];
    const manager =
      managers.find(({ name }) => name === named) ??
      managers.find(({ locks }) => existing(pathsIn(folder, locks)) !== undefined) ??
      managers.find(({ settings }) => existing(pathsIn(folder, settings)) !== undefined);
    if (manager !== undefined) return { manager, folder };
  }
  return { manager: managers[0] };
}

function packageManagerIn(folder: string): string {
  const path = join(folder, "package.json");
  const { value } = readSource(path, path, yamlLimits.bytes);
  return String(recordOf(parseJson(value?.text ?? ""))?.["packageManager"] ?? "");
}

function pathsIn(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => join(folder, name));
}

/** Returns the branch that is checked when it is pushed to: the one that is checked out, if it has a name of main branches. */
function branchOf(root: string): string {
  const head = join(root, ".git/HEAD");
  const { value } = readSource(head, head, yamlLimits.bytes);
  return /^ref: refs\/heads\/(main|master|trunk)\s*$/.exec(value?.text ?? "")?.[1] ?? "main";
}
