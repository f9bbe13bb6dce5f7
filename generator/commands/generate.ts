// `faultbook generate`: the work, or nothing where nothing has changed since it was done last.

import { resolve } from "node:path";
import { configNames, type WorkspaceOptions } from "../config-names.ts";
import { recall } from "../disk/cache.ts";
import { existing } from "../disk/files.ts";
import type { CommandOutcome } from "./command.ts";
import type { GenerateOptions, GenerateResult } from "./generation.ts";

export type { GeneratedFolder, GenerateOptions, GenerateResult, Stage } from "./generation.ts";

/** Generates the files of the catalogs; where the last run with this configuration saw and left what is there now, nothing is done. */
export async function generate(options: GenerateOptions): Promise<CommandOutcome<GenerateResult>> {
  const isWhole = options.only === undefined || options.only.length === 0;
  const key = options.mode === "write" && isWhole ? configPath(options) : undefined;
  const known = key === undefined ? undefined : recall(key);
  if (known !== undefined) return { value: known as GenerateResult, diagnostics: [] };
  // Loaded here, since knowing that there is nothing to do needs none of it.
  const { generation } = await import("./generation.ts");
  options.onWork?.();
  return await generation(options, { isWhole, key });
}

function configPath({ cwd, config }: WorkspaceOptions): string | undefined {
  return existing(
    (config === undefined ? configNames : [config]).map((name) => resolve(cwd, name)),
  );
}
