// `faultbook generate`: the work, or nothing where nothing has changed since it was done last.

import { resolve } from "node:path";
import { configNames } from "../config-names.ts";
import { existing, recall } from "../disk/cache.ts";
import type { Change, Summary } from "../disk/plan.ts";
import type { WorkspaceOptions } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";

/** The stages of a run, in their order. */
export type Stage = "check" | "emit" | "write";

/** What to generate, and whether to write it. */
export interface GenerateOptions extends WorkspaceOptions {
  /** The ids of the catalogs to generate; all where it is empty or not given. */
  readonly only?: readonly string[];
  /** `write` writes; `check` writes nothing and finds every stale file; `dry-run` only says what would be written. */
  readonly mode: "write" | "check" | "dry-run";
  /** Called when a stage begins and after each of its steps. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
  /** Called once where the run waits for another one on the same output folder, with the id of its process. */
  readonly onWait?: (pid: number) => void;
}

/** What was generated, or would be. */
export interface GenerateResult extends Summary {
  readonly catalogs: number;
  readonly definitions: number;
  /** The paths that differ, each with what happens to it, sorted. */
  readonly changes: readonly { readonly path: string; readonly kind: Change["kind"] }[];
  /** With `check`: the unified diff from the disk to what the catalogs give; else empty. */
  readonly diff: string;
}

/** Generates the files of the catalogs; where the last run with this configuration saw and left what is there now, nothing is done. */
export async function generate(options: GenerateOptions): Promise<CommandOutcome<GenerateResult>> {
  const isWhole = options.only === undefined || options.only.length === 0;
  const key = options.mode === "write" && isWhole ? configPath(options) : undefined;
  const known = key === undefined ? undefined : recall(key);
  if (known !== undefined) return { value: known as GenerateResult, diagnostics: [] };
  // Loaded here, since knowing that there is nothing to do needs none of it.
  const { generation } = await import("./generation.ts");
  return await generation(options, key);
}

function configPath({ cwd, config }: WorkspaceOptions): string | undefined {
  return existing(
    (config === undefined ? configNames : [config]).map((name) => resolve(cwd, name)),
  );
}
