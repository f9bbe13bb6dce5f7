// Diagnostics as tests compare them.

import { type Diagnostic, positionOf } from "../generator/index.ts";

/** Gives a diagnostic as one line. */
export function asLine({ span, code, message }: Diagnostic): string {
  if (span === undefined) return `${code} ${message}`;
  const { line, column } = positionOf(span.file, span.start);
  return `${span.file.path}:${line}:${column} ${code} ${message}`;
}
