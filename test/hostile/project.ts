// Projects in temporary folders for the tests of hostile input: made from texts, run in this process or by the command, hashed whole.

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GenerateOptions, generate } from "../../generator/commands/generate.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { newFolder } from "../helpers.ts";

/** Path → content; the path of a folder's file makes the folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a finished run of the command said. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is run. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a run in this process gave. */
export interface Attempt {
  readonly code: number;
  /** The report as people see it. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The command as `npm run build` makes it, which `npm test` does first; FAULTBOOK_CLI names another one, such as an installed one. */
export const command =
  process.env["FAULTBOOK_CLI"] ?? fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

/** The smallest catalog. */
export const tiny = `id: tiny
title: Tiny API
version: 1.0.0
prefix: Tiny
codeType: integer
envelopes:
  Body: { code: /code, message: /message }
definitions:
  InvalidAddress:
    code: 30014
    kind: invalid-argument
    summary: The destination address is invalid.
`;

/** Gives the smallest catalog with one part replaced, and other parts after it. */
export function tinyWith(part: string, by: string, ...more: readonly string[]): string {
  if (!tiny.includes(part)) throw new Error(`"${part}" does not stand in the smallest catalog`);
  return tiny.replace(part, () => by) + more.join("");
}

/** Gives the text of a definition to put after the smallest catalog; `lines` are its own lines. */
export function definition(name: string, ...lines: readonly string[]): string {
  const all = ["kind: internal", `summary: ${JSON.stringify(`About ${name}.`)}`, ...lines];
  return [`  ${name}:`, ...all.map((line) => `    ${line}`), ""].join("\n");
}

/** Makes an empty folder whose path has no link in it. */
export function temporaryFolder(): string {
  return newFolder();
}

/** Makes a project of files; a configuration is added where there is none. */
export function project(files: Files): string {
  const folder = temporaryFolder();
  put(folder, { "faultbook.config.yaml": "{}\n", ...files });
  return folder;
}

/** Writes files into a folder. */
export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Gives all below a folder: a file's path with the hash of its bytes, a link with its target, a folder with nothing. */
export function snapshot(top: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (inner: string): void => {
    for (const name of readdirSync(join(top, inner)).sort()) {
      const path = join(inner, name);
      const stats = lstatSync(join(top, path));
      if (stats.isSymbolicLink()) found[path] = `-> ${readlinkSync(join(top, path))}`;
      else if (stats.isFile()) found[path] = hashOf(readFileSync(join(top, path)));
      else {
        found[`${path}/`] = "";
        if (stats.isDirectory()) walk(path);
      }
    }
  };
  walk("");
  return found;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Starts the command; standard output and error are pipes, and nothing of the caller's colours is kept. */
export function start(
  args: readonly string[],
  { cwd, env = {} }: RunOptions,
): ChildProcess & {
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
} {
  if (!existsSync(command)) {
    throw new Error(`"${command}" is missing: run "npm run build" first, as "npm test" does`);
  }
  const { FORCE_COLOR: _, NO_COLOR: __, NODE_OPTIONS: ___, ...own } = process.env;
  return spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = start(args, options);
  const chunks = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    chunks.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    chunks.stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...chunks };
}

/** Generates in this process. */
export async function attempt(
  cwd: string,
  options: Partial<GenerateOptions> = {},
): Promise<Attempt> {
  const outcome = await generate({ cwd, mode: "write", ...options });
  const { diagnostics } = outcome;
  const text = report(diagnostics, "text");
  return { code: exitCodeOf(outcome), text, diagnostics };
}

/** Gives the YAML or JSON files of a project with one catalog. */
export function oneCatalog(text: string | Uint8Array, name = "tiny.yaml"): Files {
  return { [`catalog/${name}`]: text };
}
