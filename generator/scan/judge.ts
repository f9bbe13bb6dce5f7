// What the catalogs know of each use of a code.

import { className, guardName } from "../catalog/names.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { positionOf } from "../text/source.ts";
import type { CodeUse, UseForm } from "./use.ts";
import type { CodeMeaning, Vocabulary } from "./vocabulary.ts";

/** What a catalog knows of a code. */
export type Verdict = "known" | "deprecated" | "reserved" | "unknown";

/** A use of a code, as it is reported. */
export interface JudgedUse {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly form: UseForm;
  readonly code: string;
  readonly verdict: Verdict;
  /** The names of the errors that the code can mean; empty if no catalog has it. */
  readonly errors: readonly string[];
  /** The code that an unknown one nearly is. */
  readonly near?: string;
}

/** A code that nothing uses. */
export interface UnusedCode {
  /** The id of its catalog. */
  readonly catalog: string;
  readonly code: string;
  /** The names of the errors that it can mean. */
  readonly errors: readonly string[];
}

/** What a report can be about besides uses of codes that are known. */
export const concerns = ["unknown", "deprecated", "reserved", "instanceof", "unused"] as const;

/** One of them. */
export type Concern = (typeof concerns)[number];

/** The uses with what the catalogs know of them. */
export interface Judged {
  readonly uses: readonly JudgedUse[];
  readonly unused: readonly UnusedCode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges uses; what they are asked to fail on is an error, and the rest a warning. */
export function judge(
  uses: readonly CodeUse[],
  vocabulary: Vocabulary,
  failOn: ReadonlySet<Concern>,
): Judged {
  const diagnostics: Diagnostic[] = [];
  const judged = uses.map((use): JudgedUse => {
    const { file, start, end, form, code } = use;
    const meanings = meaningsOf(use, vocabulary);
    const verdict = verdictOf(use, meanings, vocabulary);
    const span = { file, start, end };
    const near = verdict === "unknown" ? vocabulary.nearestTo(code) : undefined;
    const found = reported({ use, verdict, near, meanings }, vocabulary, failOn);
    if (found !== undefined) diagnostics.push({ ...found, span });
    const { line, column } = positionOf(file, start);
    const errors = [...new Set(meanings.map(({ definition }) => definition.name))];
    return {
      ...{ path: file.path, line, column, form, code, verdict, errors },
      ...(near === undefined ? {} : { near }),
    };
  });
  const unused = unusedCodes(uses, vocabulary);
  if (failOn.has("unused")) {
    for (const { catalog, code } of unused)
      diagnostics.push(asError(diagnostic("scan-unused", { catalog, code })));
  }
  return { uses: judged, unused, diagnostics };
}

function meaningsOf({ code, definition }: CodeUse, { codes }: Vocabulary): readonly CodeMeaning[] {
  const all = codes.get(code) ?? [];
  return definition === undefined ? all : all.filter((one) => one.definition.name === definition);
}

function verdictOf(
  { code }: CodeUse,
  meanings: readonly CodeMeaning[],
  { reservedFor }: Vocabulary,
): Verdict {
  if (meanings.length === 0) return reservedFor(code) === undefined ? "unknown" : "reserved";
  return meanings.every((one) => deprecationOf(one) !== undefined) ? "deprecated" : "known";
}

function deprecationOf({ code, definition }: CodeMeaning) {
  return code.deprecated ?? definition.deprecated;
}

interface Verdicts {
  readonly use: CodeUse;
  readonly verdict: Verdict;
  readonly near: string | undefined;
  readonly meanings: readonly CodeMeaning[];
}

function reported(
  { use, verdict, near, meanings }: Verdicts,
  { reservedFor }: Vocabulary,
  failOn: ReadonlySet<Concern>,
): Diagnostic | undefined {
  const { code, form, definition } = use;
  const graded = (concern: Concern, found: Diagnostic): Diagnostic =>
    failOn.has(concern) ? asError(found) : found;
  if (verdict === "unknown") {
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    return graded("unknown", diagnostic("scan-unknown", { code, hint }));
  }
  if (verdict === "reserved") {
    const reason = reservedFor(code)?.reason ?? "";
    return graded("reserved", diagnostic("scan-reserved", { code, reason }));
  }
  const [meaning] = meanings;
  const deprecated = meaning === undefined ? undefined : deprecationOf(meaning);
  if (verdict === "deprecated" && deprecated !== undefined) {
    const { since, reason, use: other } = deprecated;
    const instead = other === undefined ? "" : ` Use ${other} instead.`;
    return graded("deprecated", diagnostic("scan-deprecated", { code, since, reason, instead }));
  }
  if (form !== "instanceof" || definition === undefined) return undefined;
  const holes = { class: className(definition), guard: guardName(definition) };
  return graded("instanceof", diagnostic("scan-instanceof", holes));
}

function asError(one: Diagnostic): Diagnostic {
  return { ...one, severity: "error" };
}

/** A declaration uses nothing: it only says that there is a code. */
function unusedCodes(uses: readonly CodeUse[], { codes }: Vocabulary): readonly UnusedCode[] {
  const used = new Set(uses.filter(({ form }) => form !== "declaration").map(({ code }) => code));
  // Who handles an error by its class or guard handles all of its codes.
  const definitions = new Set(uses.flatMap(({ definition }) => definition ?? []));
  return [...codes].flatMap(([code, meanings]) => {
    const errors = [...new Set(meanings.map(({ definition }) => definition.name))];
    if (used.has(code) || errors.some((one) => definitions.has(one))) return [];
    return [...new Set(meanings.map(({ catalog }) => catalog))].map((catalog) => ({
      catalog,
      code,
      errors,
    }));
  });
}
