// The diagnostics that every room may report, and what a stage returns with them.

import { type Diagnosing, type Diagnostic, diagnosing } from "./entry.ts";
import { sharedEntries } from "./table.ts";

export type { DiagnosticCode } from "../schema/codes.ts";
export {
  type Diagnostic,
  type DiagnosticPlace,
  type Note,
  printable,
  type Severity,
  visible,
} from "./entry.ts";

/** A value, if there is one, with everything that was found on the way to it; every stage returns one and none throws. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes one of the diagnostics that no rule owns. */
export const diagnostic: Diagnosing<typeof sharedEntries, Diagnostic> = diagnosing(sharedEntries);

/** The codes of the diagnostics that no rule owns. */
export type SharedCode = keyof typeof sharedEntries;

/** Returns whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === "error");
}
