// Errors that reach nobody: which of them are those of a project's modules, as diagnostics.

import { fileURLToPath } from "node:url";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { messageOf, placeOf } from "../project/modules.ts";

/** Gives the diagnostic of an error that nobody caught, where it is one of a project's module or of a package that it imports; else nothing. */
export function strayFault(error: unknown, cwd: string): Diagnostic | undefined {
  const span = placeOf(error, cwd);
  if (span === undefined && !isForeign(error)) return undefined;
  const found = diagnostic("module-stray-error", { reason: messageOf(error, cwd) });
  return span === undefined ? found : { ...found, span };
}

function isForeign(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  // Nothing of the tool's rejects with anything but an error.
  if (Object(error).code === "ERR_UNHANDLED_REJECTION") return true;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const [first] = frames.filter((line) => !line.includes("node:"));
  // The command is bundled, so that all of it stands in the folder of this file.
  const own = fileURLToPath(new URL(".", import.meta.url));
  return first !== undefined && !first.includes(own);
}
