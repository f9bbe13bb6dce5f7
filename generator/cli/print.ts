// The outcome of a run on the standard streams, in the format that was asked for.

import { relative } from "node:path";
import { styleText } from "node:util";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type CommandOutcome, exitCodeOf, exitCodes } from "../diagnostics/exit-codes.ts";
import {
  annotations,
  countInWords,
  leftOut,
  type Paint,
  plain,
  type ReportFormat,
  report,
} from "../diagnostics/report.ts";
import { jsonText } from "../text/characters.ts";
import { isTerminal, say, sayCommands, tell } from "./streams.ts";

/** A run of one command: its outcome, and its result in words for standard output. */
export interface Ran {
  readonly outcome: CommandOutcome<unknown>;
  readonly text: string;
  /** Annotations of its result for GitHub; `folder` is where paths begin in the repository. */
  readonly notices?: (folder: string) => string;
}

/** How an outcome is printed. */
export interface Printing {
  readonly format: ReportFormat;
  /** True to print only what was found. */
  readonly quiet: boolean;
}

/** Prints the outcome of a run. */
export function print({ outcome, text, notices }: Ran, { format, quiet }: Printing): void {
  const { diagnostics, value } = outcome;
  if (format === "json") {
    const findings: unknown = JSON.parse(report(diagnostics, "json"));
    const left = leftOut(diagnostics);
    const data = {
      exitCode: exitCodeOf(outcome),
      diagnostics: findings,
      ...(Object.keys(left).length === 0 ? {} : { leftOut: left }),
      result: value ?? null,
    };
    say(`${jsonText(data, 2)}\n`);
    return;
  }
  if (format === "github") {
    const folder = folderOfRepository();
    sayCommands(`${notices?.(folder) ?? ""}${annotations(diagnostics, folder)}`);
  } else if (diagnostics.length > 0) tell(inColour(diagnostics));
  if (!quiet || exitCodeOf(outcome) !== exitCodes.done) say(text);
  if (diagnostics.length > 0 && !quiet) tell(`\n${countInWords(diagnostics)}\n`);
}

/** Returns, on GitHub, the working directory as annotations name it: from the top of the repository. */
function folderOfRepository(): string {
  const top = process.env["GITHUB_WORKSPACE"] ?? "";
  const folder = top === "" ? "" : relative(top, process.cwd()).replaceAll("\\", "/");
  return folder.startsWith("..") ? "" : folder;
}

function inColour(diagnostics: readonly Diagnostic[]): string {
  if (!isTerminal("error") || (process.env["NO_COLOR"] ?? "") !== "") {
    return report(diagnostics, "text", plain);
  }
  const paint: Paint = {
    error: (text) => styleText("red", text),
    warning: (text) => styleText("yellow", text),
    quiet: (text) => styleText("dim", text),
  };
  return report(diagnostics, "text", paint);
}

/** Prints what is wrong with a call, and returns the exit code. */
export function refuse(found: Diagnostic, format: ReportFormat): number {
  const outcome = { diagnostics: [found], wrongUse: true };
  print({ outcome, text: "" }, { format, quiet: true });
  return exitCodeOf(outcome);
}

/** Reports an error that nobody anticipated, and returns its exit code. */
export function toldBug(error: unknown): number {
  const stack = error instanceof Error ? error.stack : String(error);
  const cause =
    error instanceof Error && error.cause instanceof Error
      ? `\ncaused by ${error.cause.stack}`
      : "";
  tell(
    `This is a bug of Faultbook. Please report it with the lines below. If files were being written, the next run finishes that.\n${stack}${cause}\n`,
  );
  return exitCodes.bug;
}
