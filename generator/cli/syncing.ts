// What the options of `sync` ask for.

import type { SyncOptions } from "../commands/sync.ts";
import type { Values } from "./arguments.ts";
import { synced } from "./summary.ts";

/** Syncs as the options of the command line say, and returns the outcome with its words. */
export async function runSync(
  place: Pick<SyncOptions, "cwd" | "config" | "specs">,
  values: Values,
) {
  const is = (option: string): boolean => values[option] === true;
  const modes = ["remove", "check", "dry-run"] as const;
  const mode = modes.find(is) ?? "write";
  const [dryRun, strict, verbose] = [is("dry-run"), is("strict"), is("verbose")];
  const overlay = typeof values["overlay"] === "string" ? values["overlay"] : undefined;
  // Loaded here, since what every command loads stays small.
  const { syncSpecs } = await import("../commands/sync.ts");
  const outcome = await syncSpecs({ ...place, mode, dryRun, strict, overlay });
  return { outcome, text: synced(outcome, { mode, dryRun, verbose, overlay }) };
}
