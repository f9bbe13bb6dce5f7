// The keys of an author's own, which begin with `x-`, and those that OpenAPI documents have of Faultbook.

import type { Json, Tagged } from "./catalog.ts";

/** Returns the tags of a part of a document, and its keys that begin with `x-`. */
export function taggedOf(part: object & { readonly tags?: readonly string[] }): Tagged {
  const own = Object.entries(part).filter(([key]) => key.startsWith("x-"));
  return { tags: part.tags ?? [], extensions: Object.fromEntries(own as [string, Json][]) };
}

/** The extensions that the OpenAPI emitter writes, besides those that begin with `x-faultbook`. */
export const writtenExtensions = [
  ...["catalog", "causes", "codes", "deprecated", "effect", "enum-descriptions", "enum-varnames"],
  ...["envelope", "headers", "kind", "match", "messages", "name", "operation", "operations"],
  ...["params", "resolution", "retry", "safe", "scope", "scopes", "since", "sources", "statuses"],
  ...["tags", "translations"],
].map((name) => `x-${name}`);

/** Returns whether a key is one that the OpenAPI emitter writes. */
export function isWritten(key: string): boolean {
  const folded = key.toLowerCase();
  return folded.startsWith("x-faultbook") || writtenExtensions.includes(folded);
}
