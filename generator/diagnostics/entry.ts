// What a diagnostic is, and how one is made from its entry: a stable code with a message and help that have typed holes.

import type { DiagnosticCode } from "../schema/codes.ts";
import { escapeDeceptive, unicodeEscape } from "../text/characters.ts";
import { masked } from "../text/secrets.ts";
import type { Span } from "../text/source.ts";

/** How bad a problem is: an error stops the run before anything is written, a warning does not. */
export type Severity = "error" | "warning";

/** A second place or fact that explains a diagnostic. */
export interface Note {
  /** One sentence. */
  readonly message: string;
  /** The place that the note is about, if it is in a text. */
  readonly span?: Span;
}

/** A problem with a document, a configuration or a run. */
export interface Diagnostic {
  /** The stable code. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, naming the thing in quotes. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** The place of the problem, if it is in a text. */
  readonly span?: Span;
  /** The further places of the same problem; absent if there are none. */
  readonly places?: readonly Span[];
  readonly notes: readonly Note[];
}

/** The texts of a diagnostic, with holes in braces. */
export interface Entry {
  /** An error if it is absent. */
  readonly severity?: Severity;
  /** The commands in which a warning is an error. */
  readonly errorIn?: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do, in one or two sentences. */
  readonly help: string;
}

/** Diagnostics by their stable codes. */
export type Entries = Readonly<Record<string, Entry>>;

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

/** The values for the holes of a diagnostic's message and help. */
export type DiagnosticParams<Of extends Entry> = {
  readonly [Hole in Holes<Of["message"] | Of["help"]>]: string | number | readonly string[];
};

/** The place of a diagnostic and the second places that explain it. */
export interface DiagnosticPlace {
  readonly span?: Span | undefined;
  readonly notes?: readonly Note[];
}

/** A function that is called with the code of a diagnostic, the values for its holes, and its place. */
export type Diagnosing<Table extends Entries, Result> = <Code extends keyof Table & DiagnosticCode>(
  code: Code,
  params: DiagnosticParams<Table[Code]>,
  place?: DiagnosticPlace,
) => Result;

/** Returns a function that makes the diagnostics of a table. It inserts values as text, shortened to 200 characters (1,000 in the help), with control characters as escapes; the items of a list are quoted, and none is left out. */
export function diagnosing<const Table extends Entries>(
  table: Table,
): Diagnosing<Table, Diagnostic> {
  return (code, params, place = {}) => {
    const { severity = "error", message, help } = table[code] as Entry;
    return {
      code,
      severity,
      // Filled when they are read: of very many faults, most are only counted.
      get message() {
        return fill(message, params);
      },
      get help() {
        return fill(help, params, longestHelp);
      },
      ...(place.span === undefined ? {} : { span: place.span }),
      notes: place.notes ?? [],
    };
  };
}

/** Returns text for one line of a terminal or log: shortened, without secrets, with invisible characters as escapes. */
export function printable(whole: string, longest = 200): string {
  const text = masked(whole);
  if (text.length <= longest) return visible(text);
  return `${visible(text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, ""))}…`;
}

/** Returns a text with tabs, line ends and characters that deceive as escapes. */
export function visible(text: string): string {
  return escapeDeceptive(text, unicodeEscape).replace(/[\t\n]/g, unicodeEscape);
}

/** A help may contain a list of names or a description from the tool's own schema. */
const longestHelp = 1000;

function fill(
  template: string,
  values: Readonly<Record<string, string | number | readonly string[]>>,
  longest?: number,
): string {
  return template.replace(/\{(\w+)\}/g, (_, hole: string) => {
    const value = values[hole];
    if (typeof value !== "object") return printable(String(value), longest);
    return value.map((one) => `"${printable(one, longest)}"`).join(", ");
  });
}
