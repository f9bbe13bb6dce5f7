// The facts that hold where no definition speaks alone: of unknown codes, of candidates, and of codes under another status.

import type { CodeFacts, Family, Kind, Meaning, StatusFacts, Tables, WireCode } from "./facts.ts";
import { careful, carefulEffect, effectOfKind, kindOfStatus, retryOfKind } from "./statuses.ts";
import type { ErrorFacts, Recogniser, StatusRows } from "./steps.ts";
import { own } from "./values.ts";

/** Returns the first family that a code is in; of an integer that readers of JSON make out of others too, nothing is known. */
export function familyOf(code: WireCode, { families }: Tables): Family | undefined {
  if (families === undefined) return undefined;
  if (typeof code === "number" && Math.abs(code) > Number.MAX_SAFE_INTEGER) return undefined;
  const text = String(code);
  const number = /^(0|-?[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return families.find(({ prefix, from = Number.NaN, to = Number.NaN }) =>
    prefix === undefined ? from <= number && number <= to : text.startsWith(prefix),
  );
}

/** Returns the facts of an error whose code nobody knows, or that has none: by the family of its code, and by its status. */
export function unknownFactsOf(
  {
    wireCode,
    family,
  }: { readonly wireCode: WireCode | undefined; readonly family: Family | undefined },
  tables: Recogniser,
  status: number | undefined,
): ErrorFacts {
  const usual = factsOfStatus(tables, status);
  const rows = statusRows(tables, status);
  // What a code means that is newer than the catalog is unknown, unless the catalog says otherwise of just these.
  const effect = wireCode === undefined || rows.exact?.effect === "none" ? usual.effect : "unknown";
  const facts = { ...usual, effect };
  return (family && tables.steps.factsOfFamily?.(family, facts, rows)) ?? facts;
}

/** Returns the facts of a family of codes, by what those of its status are, and what the catalog says of that. */
export function factsOfFamily(
  family: Family,
  usual: ErrorFacts,
  { exact, range }: StatusRows,
): ErrorFacts {
  const { kind } = family;
  const { retry, effect } = usual;
  const ofKind =
    kind === undefined
      ? { retry, effect }
      : { retry: retryOfKind(kind), effect: carefulEffect(effect, effectOfKind(kind)) };
  const ofFamily =
    kind === undefined
      ? careful(ofKind, { ...ofKind, ...writtenFacts(family) })
      : { ...ofKind, ...writtenFacts(family) };
  const ofStatus = { ...ofFamily, ...writtenFacts(range), ...writtenFacts(exact) };
  return { kind: kind ?? usual.kind, ...careful(ofFamily, ofStatus) };
}

function writtenFacts({ retry, effect }: StatusFacts = {}): Pick<StatusFacts, "retry" | "effect"> {
  return { ...(retry && { retry }), ...(effect && { effect }) };
}

function statusRows({ statuses }: Tables, status: number | undefined): StatusRows {
  if (status === undefined) return {};
  return {
    exact: own(statuses, String(status)),
    range: own(statuses, `${Math.floor(status / 100)}xx`),
  };
}

/** Returns the facts of a status: an exact one is believed, a range only makes the defaults of the kind more careful. */
function factsOfStatus(tables: Tables, status: number | undefined): ErrorFacts {
  const { exact, range } = statusRows(tables, status);
  const usual = kindOfStatus(status);
  const kind = exact?.kind ?? range?.kind ?? usual;
  const byKind = (one: Kind) => ({ retry: retryOfKind(one), effect: effectOfKind(one) });
  const ofKind = byKind(kind);
  const least = exact?.kind === undefined ? careful(ofKind, byKind(usual)) : ofKind;
  return { kind, ...careful(least, { ...least, ...writtenFacts(range) }), ...writtenFacts(exact) };
}

/** Returns what the facts of a code are under a status: under one that it is not documented to come with, the more careful of both. */
export function underStatus(
  known: CodeFacts,
  tables: Tables,
  status: number | undefined,
): Pick<CodeFacts, "retry" | "effect"> {
  const { statuses } = known;
  if (status === undefined || statuses === undefined || statuses.includes(status)) return known;
  return careful(known, factsOfStatus(tables, status));
}

/** Returns the most careful facts of several meanings; their kind if they agree on it. */
export function mostCareful(
  meanings: readonly Meaning[],
  tables: Tables,
  status: number | undefined,
): ErrorFacts {
  let kind: Kind | undefined;
  let all: Pick<CodeFacts, "retry" | "effect"> = { retry: "after-backoff", effect: "none" };
  for (const [definition, index] of meanings) {
    const known = definition.codes[index];
    if (known === undefined) continue;
    kind = kind === undefined || kind === definition.kind ? definition.kind : "unknown";
    all = careful(all, underStatus(known, tables, status));
  }
  return { kind: kind ?? "unknown", ...all };
}
