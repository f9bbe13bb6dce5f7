// What is wrong with a document, a configuration or a run: a value with a stable code, made from the one table.

import { escapeDeceptive, unicodeEscape } from "../text/characters.ts";
import type { Span } from "../text/source.ts";
import { type DiagnosticCode, diagnosticTable } from "./table.ts";

export type { DiagnosticCode } from "./table.ts";

/** How bad it is: an error stops the run with nothing written, a warning does not. */
export type Severity = "error" | "warning";

/** A second place or fact that explains a diagnostic. */
export interface Note {
  /** One sentence. */
  readonly message: string;
  /** Where it stands, if it stands in a text. */
  readonly span?: Span;
}

/** Something wrong, told so that a person can act on it. */
export interface Diagnostic {
  /** The stable code, which is a key of the table. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, naming the thing in quotes. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** Where it stands; absent only where no text is concerned. */
  readonly span?: Span;
  readonly notes: readonly Note[];
}

/** A value where there is one, and all that was found on the way to it; every stage gives one and none throws. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

/** The values that a diagnostic's message and help name, by the holes in their texts. */
export type DiagnosticParams<Code extends DiagnosticCode> = {
  readonly [Hole in Holes<
    (typeof diagnosticTable)[Code]["message"] | (typeof diagnosticTable)[Code]["help"]
  >]: string | number;
};

/** The place of a diagnostic and the second places that explain it. */
export interface DiagnosticPlace {
  readonly span?: Span | undefined;
  readonly notes?: readonly Note[];
}

/** Makes a diagnostic from its row in the table; values are put in as text, shortened to 200 characters (in the help to 1,000), with control characters shown as escapes. */
export function diagnostic<Code extends DiagnosticCode>(
  code: Code,
  params: DiagnosticParams<Code>,
  place: DiagnosticPlace = {},
): Diagnostic {
  const row = diagnosticTable[code];
  const values = params as Readonly<Record<string, string | number>>;
  return {
    code,
    severity: row.severity,
    message: fill(row.message, values),
    help: fill(row.help, values, longestHelp),
    ...(place.span === undefined ? {} : { span: place.span }),
    notes: place.notes ?? [],
  };
}

/** Tells whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === "error");
}

/** Gives text fit for one line of a terminal or log: shortened, and what cannot be seen there as escapes. */
export function printable(text: string, longest = 200): string {
  if (text.length <= longest) return visible(text);
  return `${visible(text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, ""))}…`;
}

/** Returns a text with tabs, line ends and characters that deceive as escapes. */
export function visible(text: string): string {
  return escapeDeceptive(text, unicodeEscape).replace(/[\t\n]/g, unicodeEscape);
}

/** A help may hold a list of names or a description of the tool's own. */
const longestHelp = 1000;

function fill(
  template: string,
  values: Readonly<Record<string, string | number>>,
  longest?: number,
): string {
  return template.replace(/\{(\w+)\}/g, (_, hole: string) =>
    printable(String(values[hole]), longest),
  );
}
