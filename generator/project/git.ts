// Files of a project as a revision of its git repository has them.

import { execFile } from "node:child_process";
import { posix } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { codeOf, isSourceName, reasonOf } from "../disk/files.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";
import { idIn, recordPath, releasesFolder } from "./release-files.ts";

/** Which files of which revision are read. */
export interface GitQuery {
  /** The folder that paths are relative to, absolute. */
  readonly folder: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  /** Files, and folders whose YAML and JSON files are taken. */
  readonly paths: readonly string[];
  /** The ids of catalogs; one that is not in those files is looked for in all others. */
  readonly ids: readonly string[];
}

/** Returns the catalog files of a revision, with its name before their paths; a path that it does not have gives none. */
export async function filesAt({
  folder,
  revision,
  paths,
  ids,
}: GitQuery): Promise<Outcome<readonly SourceFile[]>> {
  const git = (...args: readonly string[]) => runGit(args, folder);
  const version = await git("rev-parse", "--is-shallow-repository");
  if (typeof version !== "string") return { diagnostics: [version.missing ?? noRepository()] };
  const found = await git(...verify(revision));
  if (typeof found !== "string") {
    const code = version.trim() === "true" ? "git-shallow" : "git-revision";
    return { diagnostics: [diagnostic(code, { revision })] };
  }
  const commit = found.trim();
  const files: SourceFile[] = [];
  const add = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const text = await git("show", `${commit}:./${name}`);
      if (typeof text === "string") files.push({ path: `${revision}:${name}`, text });
    }
  };
  for (const path of paths) await add(await namesAt(git, commit, path));
  for (const id of ids) {
    if (files.some(({ text }) => idIn(text) === id)) continue;
    const form = `^(id|"id"): *"?${id}"?( |,|$)`;
    const found = await git("grep", "-lzE", form, commit, "--", "*.yaml", "*.yml", "*.json");
    const names = typeof found === "string" ? found.split("\0").filter((one) => one !== "") : [];
    await add(names.map((name) => name.slice(commit.length + 1)));
  }
  return { value: files, diagnostics: [] };
}

/** Returns the ids of the catalogs that have a release record in a revision; none if there is no such revision. */
export async function recordedIds(revision: string, folder: string): Promise<readonly string[]> {
  const found = await runGit(verify(revision), folder);
  if (typeof found !== "string") return [];
  const commit = found.trim();
  const form = ["-lzE", "^record: [0-9]", commit, "--", `${releasesFolder}/*.yaml`];
  const listed = await runGit(["grep", ...form], folder);
  const paths = typeof listed === "string" ? listed.split("\0") : [];
  return paths.flatMap((path) => {
    const id = posix.basename(path, ".yaml");
    return path === `${commit}:${recordPath(id)}` ? id : [];
  });
}

/** The arguments that ask for the commit of a revision, whose name may look like an option. */
function verify(revision: string): readonly string[] {
  return ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
}

type Git = (...args: readonly string[]) => Promise<string | Refused>;

/** Returns the path itself if it is a file of the commit, or the sources directly in it if it is a folder. */
async function namesAt(git: Git, commit: string, path: string): Promise<readonly string[]> {
  const kind = await git("cat-file", "-t", `${commit}:./${path}`);
  if (typeof kind !== "string") return [];
  if (kind.trim() === "blob") return [path];
  const clean = path.replace(/\/+$/, "");
  const listed = await git("ls-tree", "-z", "--name-only", `${commit}:./${clean}`);
  const names = typeof listed === "string" ? listed.split("\0") : [];
  return names.filter(isSourceName).map((name) => (clean === "." ? name : `${clean}/${name}`));
}

/** A refusal of git, or the reason why it cannot be run. */
interface Refused {
  readonly missing?: Diagnostic;
}

function noRepository(): Diagnostic {
  return diagnostic("git-no-repository", {});
}

function runGit(args: readonly string[], cwd: string): Promise<string | Refused> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: yamlLimits.bytes, encoding: "utf8" } as const;
    execFile("git", args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      // A number is the exit code of git itself.
      else if (typeof error.code === "number" || codeOf(error) === undefined) resolve({});
      else resolve({ missing: diagnostic("git-missing", { reason: reasonOf(error) }) });
    });
  });
}
