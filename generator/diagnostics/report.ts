// Diagnostics for people, programs and CI: text with code frames, JSON, and GitHub annotations.

import { posix } from "node:path";
import { jsonText, withoutMarkers } from "../text/characters.ts";
import { append } from "../text/lists.ts";
import { masked } from "../text/secrets.ts";
import {
  lineAround,
  type Position,
  positionOf,
  type SourceFile,
  type Span,
} from "../text/source.ts";
import { type Diagnostic, type Severity, visible } from "./diagnostic.ts";

/** The forms of a report; in a Markdown document, diagnostics are text beside it. */
export type ReportFormat = "text" | "json" | "github" | "markdown";

/** The forms that every command has. */
export const reportFormats: readonly ReportFormat[] = ["text", "json", "github"];

/** Returns whether a value is the name of one of some forms. */
export function isFormat(
  value: unknown,
  formats: readonly ReportFormat[] = reportFormats,
): value is ReportFormat {
  return formats.some((format) => format === value);
}

/** Styles a piece of text for a terminal; the plain one gives it back as it is. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly quiet: (text: string) => string;
}

/** No styles at all. */
export const plain: Paint = { error: same, warning: same, quiet: same };

function same(text: string): string {
  return text;
}

/** Returns a report that ends with a line end, or an empty text where there is nothing to report in the text forms. */
export function report(
  diagnostics: readonly Diagnostic[],
  format: ReportFormat,
  paint: Paint = plain,
): string {
  switch (format) {
    case "json":
      return `${jsonText(firstOf(diagnostics).map(asData), 2)}\n`;
    case "github":
      return annotations(diagnostics, "");
    default: {
      const rest = restInWords(diagnostics);
      return [...withRepeats(firstOf(diagnostics)).map((one) => asText(one, paint)), ...rest]
        .map((text) => `${text}\n`)
        .join("\n");
    }
  }
}

/** Returns GitHub's annotations, which name files from the top of a repository: `folder` is where paths begin there, with forward slashes. */
export function annotations(diagnostics: readonly Diagnostic[], folder: string): string {
  const rest = restInWords(diagnostics).map((words) => `::notice title=more::${data(words)}`);
  return [...firstOf(diagnostics).map((one) => annotation(one, folder)), ...rest]
    .map((line) => `${line}\n`)
    .join("");
}

/** How many diagnostics a report has in full: more than anybody reads. */
const mostReported = 1000;

/** Returns how many diagnostics of each code a report leaves out, those of the first one first. */
export function leftOut(diagnostics: readonly Diagnostic[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const shown = new Set(firstOf(diagnostics));
  for (const one of diagnostics) {
    if (!shown.has(one)) counts[one.code] = (counts[one.code] ?? 0) + 1;
  }
  return counts;
}

/** Returns the first diagnostics in their order, with warnings only as far as the errors leave room. */
function firstOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostReported) return diagnostics;
  const errors = diagnostics.filter((one) => one.severity === "error");
  const warnings = diagnostics.filter((one) => one.severity === "warning");
  const first = new Set([...errors, ...warnings].slice(0, mostReported));
  return diagnostics.filter((one) => first.has(one));
}

/** Returns the line that stands for what is left out, if anything is. */
function restInWords(diagnostics: readonly Diagnostic[]): readonly string[] {
  const left = diagnostics.length - mostReported;
  if (left <= 0) return [];
  const counts = Object.entries(leftOut(diagnostics)).map(([code, n]) => `${code} × ${n}`);
  return [`and ${left} more: ${counts.join(", ")}`];
}

/** Returns the count of errors and warnings in words, `2 errors, 1 warning`. */
export function countInWords(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((one) => one.severity === "error").length;
  const warnings = diagnostics.length - errors;
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? "error" : "errors"}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ];
  return parts.join(", ") || "no faults";
}

/** A diagnostic with the further places where the same is wrong. */
interface Repeated extends Diagnostic {
  readonly elsewhere: readonly Span[];
}

/** How often the same words are reported in full, and how many further places are listed after that. */
const mostInFull = 3;
const mostPlaces = 20;

/** So many places are counted for the reader. */
const leastCounted = 4;

/** Joins what says the same in the same words, so that one mistake made a thousand times buries no other. */
function withRepeats(diagnostics: readonly Diagnostic[]): readonly Repeated[] {
  const known = new Map<string, { count: number; readonly last: Span[] }>();
  return diagnostics.flatMap((one) => {
    const { code, message, help, span, places = [], notes } = one;
    const key = JSON.stringify([code, message, help, notes.map((note) => note.message)]);
    const same = known.get(key) ?? { count: 0, last: [] };
    known.set(key, same);
    same.count++;
    if (same.count < mostInFull || span === undefined) return [{ ...one, elsewhere: places }];
    append(same.last, same.count === mostInFull ? places : [span, ...places]);
    return same.count === mostInFull ? [{ ...one, elsewhere: same.last }] : [];
  });
}

function asText(
  { code, severity, message, help, span, notes, elsewhere }: Repeated,
  paint: Paint,
): string {
  const head = `${paint[severity](severity)}[${code}]: ${message}`;
  return [
    head,
    ...(span === undefined ? [] : [place(span), ...frame(span, paint)]),
    ...(help === "" ? [] : [`  ${paint.quiet("help:")} ${help}`]),
    ...notes.flatMap((note) => [
      `  ${paint.quiet("note:")} ${note.message}`,
      ...(note.span === undefined ? [] : [place(note.span), ...frame(note.span, paint)]),
    ]),
    ...(elsewhere.length === 0 ? [] : [`  ${paint.quiet("also:")} ${placesInWords(elsewhere)}`]),
  ].join("\n");
}

function placesInWords(spans: readonly Span[]): string {
  const shown = spans.slice(0, mostPlaces).map(position).join(", ");
  const left = spans.length - mostPlaces;
  const words = left > 0 ? `${shown} and ${left} more` : shown;
  return spans.length < leastCounted ? words : `at ${spans.length} more places: ${words}`;
}

function place(span: Span): string {
  return `  --> ${position(span)}`;
}

function position({ file, start }: Span): string {
  const { line, column } = positionOf(file, start);
  return `${visible(file.path)}:${line}:${column}`;
}

const widest = 120;

/** A line of the source with a mark below; a long line is cut around the place. */
function frame(span: Span, paint: Paint): readonly string[] {
  const { line, column } = positionOf(span.file, span.start);
  const whole = lineAround(withoutSecrets(span.file), span.start);
  if (whole.trim() === "") return [];
  const start = whole.slice(0, column - 1);
  const from = start.length > widest / 2 ? whole.length - widest : 0;
  const before = start.slice(atCharacter(start, Math.min(from, start.length - widest / 2)));
  const after = whole.slice(start.length);
  const rest = after.slice(0, atCharacter(after, Math.max(1, widest - before.length)));
  const marked = rest.slice(0, Math.max(1, span.end - span.start));
  const [left, right] = [before === start ? "" : "…", rest === after ? "" : "…"];
  const gutter = String(line);
  const margin = " ".repeat(gutter.length);
  const indent = " ".repeat(left.length + columnsOf(shown(before)));
  const mark = "^".repeat(Math.max(1, columnsOf(shown(marked))));
  return [
    `  ${paint.quiet(`${gutter} |`)} ${left}${shown(before + rest)}${right}`,
    `  ${paint.quiet(`${margin} |`)} ${indent}${paint.error(mark)}`,
  ];
}

const maskedFiles = new WeakMap<SourceFile, SourceFile>();

/** Returns a file with a star for each character of a secret, which may begin lines before the one that is shown. */
function withoutSecrets(file: SourceFile): SourceFile {
  const known = maskedFiles.get(file);
  if (known !== undefined) return known;
  const text = masked(file.text);
  const safe = text === file.text ? file : { ...file, text };
  maskedFiles.set(file, safe);
  return safe;
}

/** Moves an offset that would cut a character in two before that character. */
function atCharacter(text: string, offset: number): number {
  const at = Math.max(0, Math.floor(offset));
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

function shown(text: string): string {
  return visible(text.replaceAll("\t", " "));
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Counts the columns that a terminal takes for a text: two for wide characters, none for combining marks. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += wide.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1;
  return columns;
}

function placeData(span: Span | undefined): object {
  if (span === undefined) return {};
  const start = positionOf(span.file, span.start);
  const end = positionOf(span.file, span.end);
  const { line, column } = start;
  return { file: visible(span.file.path), line, column, endLine: end.line, endColumn: end.column };
}

function asData({ code, severity, message, help, span, places, notes }: Diagnostic): object {
  return {
    code,
    severity,
    message,
    help,
    ...placeData(span),
    ...(places === undefined ? {} : { places: places.map(placeData) }),
    notes: notes.map((note) => ({ message: note.message, ...placeData(note.span) })),
  };
}

function annotation(
  { code, severity, message, help, span, places = [], notes }: Diagnostic,
  folder: string,
): string {
  const place =
    span === undefined ? undefined : { file: span.file.path, ...positionOf(span.file, span.start) };
  const elsewhere = notes.map((note) =>
    note.span === undefined ? note.message : `${note.message} (${position(note.span)})`,
  );
  const also = places.length === 0 ? [] : [`Also: ${places.map(position).join(", ")}`];
  const lines = [message, help, ...elsewhere, ...also];
  return annotationLine({ severity, place, title: code, lines }, folder);
}

/** What GitHub shows at a place. */
export interface Annotation {
  readonly severity: Severity | "notice";
  readonly place: (Position & { readonly file: string }) | undefined;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Returns GitHub's workflow command for an annotation, with its own escapes. */
export function annotationLine(
  { severity, place, title, lines }: Annotation,
  folder: string,
): string {
  const at =
    place === undefined
      ? []
      : [
          `file=${property(visible(posix.join(folder, place.file)))}`,
          `line=${place.line}`,
          `col=${place.column}`,
        ];
  const properties = [...at, `title=${property(title)}`].join(",");
  return `::${severity} ${properties}::${data(lines.join("\n"))}`;
}

function data(text: string): string {
  const clear = text.split("\n").map(visible).join("\n");
  return withoutMarkers(clear).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
