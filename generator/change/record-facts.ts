// What the facts of a release record are called, and the values of those that have a closed vocabulary.

import type { Kind } from "../catalog/catalog.ts";
import { keyParts } from "./grouped-facts.ts";

const meaning = ["kind", "retry", "effect", "texts"];
const located = ["code", "message", "requestId", "docsUrl", "retryAfter"];
const limits = ["answer", "status", "scope", "operation", "envelope", "match", "body"];

/** The fields of things, by their groups; a group without one has things of one fact alone. */
const fields: Readonly<Record<string, readonly string[]>> = {
  catalog: ["prefix", "codeType", "errorsBelow400", "success", "texts"],
  definition: [...meaning, ...limits, "internal", "deprecated"],
  envelope: [...located, "when", "success", "mediaType", "body", "texts"],
  family: meaning,
  member: [],
  reserved: [],
  schema: [],
  status: meaning,
};

/** Here and not from the runtime, whose module a comparison of digests would load with much else. */
const kinds: { readonly [kind in Kind]: true } = {
  "invalid-argument": true,
  unauthenticated: true,
  "permission-denied": true,
  "not-found": true,
  "already-exists": true,
  conflict: true,
  "failed-precondition": true,
  "rate-limited": true,
  "quota-exceeded": true,
  "insufficient-funds": true,
  declined: true,
  unsupported: true,
  unavailable: true,
  timeout: true,
  cancelled: true,
  internal: true,
  unknown: true,
};

const oneOf = (...known: readonly unknown[]) => {
  return (value: unknown): boolean => known.includes(value);
};
const isTrue = oneOf(true);

const vocabularies: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: oneOf(...Object.keys(kinds)),
  retry: oneOf("never", "after-fix", "after-backoff"),
  effect: oneOf("none", "unknown"),
  codeType: oneOf("string", "integer", "mixed"),
  place: oneOf("first", "further"),
  errorsBelow400: isTrue,
  internal: isTrue,
  deprecated: isTrue,
};

/** Returns why a fact is none that a release records, or `undefined` if it is one; the value is JSON. */
export function factFault(key: string, value: unknown): string | undefined {
  const { group, field } = keyParts(key);
  const known = Object.hasOwn(fields, group) ? fields[group] : undefined;
  if (known === undefined) return `"${key}" is not the name of a fact`;
  if (known.length === 0) return undefined;
  if (group === "definition" && /^(?:code|param) ./.test(field)) {
    const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return field.startsWith("code ")
      ? parts.map(([name, one]) => wordFault(name, one)).find((fault) => fault !== undefined)
      : undefined;
  }
  if (!known.includes(field)) return `"${key}" is not the name of a fact`;
  return wordFault(field, value);
}

function wordFault(field: string, value: unknown): string | undefined {
  const isKnown = Object.hasOwn(vocabularies, field) ? vocabularies[field] : undefined;
  if (isKnown === undefined || isKnown(value)) return undefined;
  return `${JSON.stringify(value)} is not a value of "${field}"`;
}
