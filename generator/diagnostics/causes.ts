// One cause that hits many places is one diagnostic.

import { addTo } from "../text/lists.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Joins the diagnostics of one text that say the same in the same words into the first of each, with the places of the others. */
export function byCause(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = new Map<unknown, Diagnostic[]>();
  for (const one of diagnostics) addTo(causes, causeOf(one), one);
  if (causes.size === diagnostics.length) return diagnostics;
  return [...causes.values()].map(([first, ...others]) => {
    const places = others.flatMap(({ span }) => span ?? []);
    return places.length === 0 ? (first as Diagnostic) : { ...(first as Diagnostic), places };
  });
}

/** Returns what equal causes have in common; what has no place, or another second place, has a cause of its own. */
function causeOf(diagnostic: Diagnostic): unknown {
  const { code, message, help, span, notes } = diagnostic;
  if (span === undefined) return diagnostic;
  const second = notes.map((note) => [note.message, note.span?.start]);
  return JSON.stringify([code, message, help, second]);
}
