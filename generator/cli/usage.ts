// What is wrong with how the command was called, as diagnostics.

import { parseArgs } from "node:util";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { isFormat, type ReportFormat } from "../diagnostics/report.ts";
import { suggestion } from "../text/nearest.ts";

/** A word of a command line that nothing knows. */
export interface UnknownWord {
  /** What it should have been: `command`, or `option` of a command. */
  readonly what: "command" | "option";
  /** The word as it was given, an option with its hyphens. */
  readonly word: string;
  /** The words that are known there. */
  readonly known: readonly string[];
}

/** Returns the diagnostic of an unknown command or option, with the known one that it resembles. */
export function unknownWord(
  { what, word, known }: UnknownWord,
  command: string | undefined,
): Diagnostic {
  const owner = command === undefined ? "" : ` of "${command}"`;
  const near = suggestion(word, known) || ` Known: ${known.join(", ")}.`;
  return wrongUsage(
    `"${word}" is not ${what === "command" ? "a" : "an"} ${what}${owner}.${near}`,
    command,
  );
}

/** Returns the diagnostic of any other wrong use; `command` is the one that was called, if it is known. */
export function wrongUsage(what: string, command: string | undefined): Diagnostic {
  return diagnostic("usage", { what, command: command === undefined ? "" : `${command} ` });
}

/** Returns the format that arguments ask for, whatever is wrong with the rest of them; otherwise text. */
export function askedFormat(args: readonly string[]): ReportFormat {
  const options = { format: { type: "string" } } as const;
  const { format } = parseArgs({ args: [...args], options, strict: false }).values;
  return isFormat(format) ? format : "text";
}
