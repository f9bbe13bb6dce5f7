// The outcome of a command, and its exit code.

import type { Span } from "../text/source.ts";
import { type Diagnostic, hasErrors } from "./diagnostic.ts";

/** The outcome of a command or of one of its stages: its result, if there is one, and all that was found. */
export interface CommandOutcome<Result> {
  readonly value?: Result;
  readonly diagnostics: readonly Diagnostic[];
  /** True if the call or the configuration is wrong, and not a catalog or an output. */
  readonly wrongUse?: boolean;
}

/** The exit codes of the command line; after a signal it is 128 and the signal's number. */
export const exitCodes = {
  /** All is well. */
  done: 0,
  /** A catalog is invalid, or an output is stale or in the way. */
  findings: 1,
  /** The call or the configuration is wrong. */
  wrongUse: 2,
  /** A bug of the tool. */
  bug: 70,
  /** Standard output or standard error cannot be written to. */
  unwritable: 74,
} as const;

/** Custom code that runs from now on. */
export interface CustomCode {
  /** What it is, as the subject of a sentence. */
  readonly what: string;
  /** The place that names it. */
  readonly span: Span;
  /** Returns the place in it that an error came from. */
  readonly placeOf: (error: unknown) => Span | undefined;
  /** Checks whether an error came from the tool and not from it, as far as the stack shows. */
  readonly isOfTool: (error: unknown) => boolean;
  /** Returns what was thrown, on one line. */
  readonly inWords: (error: unknown) => string;
}

/** The channel of Node.js on which a run says which custom code runs from now on, which may block, or `false` if none will. */
export const customCodeChannel = "faultbook.custom-code";

/** Returns the exit code of an outcome. */
export function exitCodeOf(outcome: CommandOutcome<unknown>): number {
  if (!hasErrors(outcome.diagnostics)) return exitCodes.done;
  return outcome.wrongUse === true ? exitCodes.wrongUse : exitCodes.findings;
}
