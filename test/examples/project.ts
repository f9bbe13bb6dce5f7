// Projects of strangers: copies of examples in folders of their own, where commands run as a person would type them.

import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { newFolder } from "../helpers.ts";

/** The folder of the examples. */
export const examples: string = fileURLToPath(new URL("../../examples/", import.meta.url));

/** What a command did. */
export interface Did {
  readonly code: number;
  /** All that it said, on both streams. */
  readonly said: string;
}

/** What npm tells its scripts about the project that they belong to, which these projects are not. */
const ofOurOwn =
  /^(npm_(lifecycle|package|command|execpath|config_local_prefix)|INIT_CWD|NODE_|VITE|GIT_)/i;

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ofOurOwn.test(name));
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_prefer_offline: "true",
  };
}

/** Runs a command line in a folder. */
export function attempt(cwd: string, command: string): Promise<Did> {
  const options = { cwd, env: environment(), maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, said: `${stdout}${stderr}` });
    });
  });
}

/** Runs a command line that has to succeed, and gives what it said. */
export async function run(cwd: string, command: string): Promise<string> {
  const { code, said } = await attempt(cwd, command);
  if (code !== 0) throw new Error(`"${command}" ended with ${code}:\n${said}`);
  return said;
}

/** Copies a folder of the examples into a new one, without what is ignored in it. */
export function copyOf(example: string): string {
  const folder = join(newFolder(), basename(example));
  const derived = ["node_modules", "dist", ".turbo", ".nx", "package-lock.json"];
  cpSync(join(examples, example), folder, {
    recursive: true,
    filter: (path) => !derived.includes(basename(path)),
  });
  return folder;
}

/** Begins a repository in a folder, for commits of somebody who has no settings. */
export async function beginRepository(cwd: string): Promise<void> {
  await run(cwd, "git init --quiet --initial-branch=main");
  await run(cwd, "git config user.name Test && git config user.email test@example.com");
}

/** Puts the packed Faultbook in the place of the published one. */
export function takePacked(manifest: string): void {
  edit(manifest, '"faultbook": "^0.1.0"', `"faultbook": "file:${inject("tarball")}"`);
}

/** Replaces a part of a file, which has to be there. */
export function edit(path: string, part: string, by: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(part)) throw new Error(`"${part}" is not in ${path}`);
  writeFileSync(
    path,
    text.replace(part, () => by),
  );
}

/** Gives the command lines of a fenced block of a README, found by a line of it. */
export function commandsOf(readme: string, line: string): readonly string[] {
  const blocks = readFileSync(readme, "utf8").matchAll(/^```sh\n(.*?)^```$/gms);
  for (const [, text = ""] of blocks) {
    const commands = text.split("\n").map((one) => one.replace(/\s+#.*$/, ""));
    if (commands.includes(line)) return commands.filter((one) => one !== "");
  }
  throw new Error(`no block of ${readme} has the line "${line}"`);
}
