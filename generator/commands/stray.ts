// Errors that reach nobody: which of them are those of a project's modules, as diagnostics.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { messageOf, placeOf } from "../project/modules.ts";

/** Gives the diagnostic of an error that nobody caught, where it is one of a project's module; else nothing. */
export function strayFault(error: unknown, cwd: string): Diagnostic | undefined {
  const span = placeOf(error, cwd);
  // Nothing of the tool's rejects with anything but an error.
  const isOdd = error instanceof Error && Object(error).code === "ERR_UNHANDLED_REJECTION";
  if (span === undefined && !isOdd) return undefined;
  const found = diagnostic("module-stray-error", { reason: messageOf(error, cwd) });
  return span === undefined ? found : { ...found, span };
}
