// The known word that a misspelt one was meant to be.

import { distance } from "fastest-levenshtein";

const longest = 200;

/** Returns the known word that is nearest to a misspelt one, or `undefined` if none is reasonably near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const lower = word.toLowerCase();
  let found: string | undefined;
  let least = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > least) continue;
    const steps = distance(lower, candidate.toLowerCase());
    if (steps > least || (steps === least && found !== undefined)) continue;
    found = candidate;
    least = steps;
    if (steps === 0) break;
  }
  return found;
}

/** Returns the nearest known word as a sentence to append, with a space before it, or an empty text. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}
