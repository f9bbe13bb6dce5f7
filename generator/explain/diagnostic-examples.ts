// A wrong and a right example for the diagnostics on catalogs.

import written from "../../templates/explain/diagnostics.diff";

/** Two parts of a catalog, or lines of a definition, of which the first gets a diagnostic and the second does not. */
export interface DiagnosticExample {
  readonly wrong: string;
  readonly right: string;
}

/** Returns the examples of a diagnostic, or `undefined` if none is shown in YAML. */
export function exampleOf(code: string): DiagnosticExample | undefined {
  const [, lines] = new RegExp(`\n${code}\n((?:[-+] .*\n)+)`).exec(written) ?? [];
  if (lines === undefined) return undefined;
  const part = (sign: string): string =>
    lines
      .split("\n")
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(2))
      .join("\n");
  return { wrong: part("-"), right: part("+") };
}

/** The codes of the diagnostics that have an example. */
export const exampleCodes: readonly string[] = [...written.matchAll(/^[a-z][a-z0-9-]+$/gm)].map(
  ([code]) => code,
);
