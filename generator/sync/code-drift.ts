// Codes and examples in hand-written error responses that contradict the catalogs.

import { recognise } from "../../runtime/recognise.ts";
import { familyOf } from "../../runtime/unknown.ts";
import { everyStep } from "../catalog/steps.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import {
  type BodyQuery,
  type CodePlace,
  type ExampleBody,
  errorBodies,
  statusOf,
} from "./error-bodies.ts";
import { placeOf } from "./parts.ts";
import type { SpecCatalog } from "./request.ts";
import { covers } from "./rules.ts";

/** Returns one diagnostic for each place and kind of contradiction, with all codes in it. */
export function codeFaults(query: BodyQuery): readonly Diagnostic[] {
  const { codes, examples } = errorBodies(query);
  const all = query.request.catalogs;
  return [
    ...codes.flatMap((place) => (isOfOthers(place) ? [] : placeFaults(place))),
    ...examples.flatMap((example) => exampleFaults(example, all)),
  ];
}

/** Codes that are all of another type than those of the catalogs, or HTTP statuses, are other codes. */
function isOfOthers({ codes, catalogs }: CodePlace): boolean {
  if (codes.some((code) => catalogs.some((one) => knows(one, code)))) return false;
  const isStatus = (code: string | number) => /^[1-5]\d\d$/.test(String(code));
  const isOfType = (code: string | number) =>
    catalogs.some(
      ({ catalog: { codeType } }) =>
        codeType === "mixed" || (codeType === "integer") === (typeof code === "number"),
    );
  return codes.every((code) => isStatus(code) || !isOfType(code));
}

function knows({ catalog }: SpecCatalog, code: string | number): boolean {
  const text = String(code);
  return (
    catalog.codes.some((one) => one.text === text) ||
    familyOf(code, catalog.derived.tables) !== undefined
  );
}

function placeFaults(place: CodePlace): readonly Diagnostic[] {
  const { at, node, codes, catalogs, statuses } = place;
  const shared = (one: SpecCatalog) => codes.filter((code) => knows(one, code)).length;
  const [nearest] = catalogs.toSorted((a, b) => shared(b) - shared(a));
  if (nearest === undefined) return [];
  const pointer = placeOf(at);
  const { id } = nearest.catalog;
  const unknown = codes.filter((code) => !catalogs.some((one) => knows(one, code)));
  const astray = codes.flatMap((code) => {
    const known = catalogs.map((one) => statusesOf(one, code));
    if (known.some((all) => all !== undefined && isUnder(statuses, all))) return [];
    const all = [...new Set(known.flatMap((one) => one ?? []))];
    return all.length === 0 ? [] : [`${code} (${all.join(", ")})`];
  });
  const missing = place.isList ? missingIn(place, nearest) : [];
  const span = { span: node.span };
  return [
    ...(unknown.length === 0
      ? []
      : [
          diagnostic(
            "spec-code-unknown",
            { pointer, catalog: id, codes: unknown.map(String) },
            span,
          ),
        ]),
    ...(astray.length === 0
      ? []
      : [diagnostic("spec-code-status", { pointer, catalog: id, statuses, codes: astray }, span)]),
    ...(missing.length === 0
      ? []
      : [diagnostic("spec-code-missing", { pointer, catalog: id, codes: missing }, span)]),
  ];
}

/** Returns the statuses of a code, none if it may come under any; `undefined` if the catalog does not have it. */
function statusesOf(from: SpecCatalog, code: string | number): readonly number[] | undefined {
  const owners = from.catalog.codes.find(({ text }) => text === String(code))?.owners;
  if (owners === undefined) return knows(from, code) ? [] : undefined;
  const all = owners.map((one) => one.code.statuses);
  return all.some((one) => one.length === 0) ? [] : all.flat();
}

function isUnder(keys: readonly string[], statuses: readonly number[]): boolean {
  return (
    statuses.length === 0 || keys.some((key) => statuses.some((one) => covers(key, String(one))))
  );
}

/** A list that has most of the codes that can come under its statuses should have all; one of a single status may be that of a single operation. */
function missingIn({ codes, statuses }: CodePlace, from: SpecCatalog): readonly string[] {
  if (codes.length < 2 || (statuses.length < 2 && !statuses.includes("default"))) return [];
  const listed = new Set(codes.map(String));
  const expected = from.catalog.codes
    .filter(({ literal }) => isUnder(statuses, statusesOf(from, literal) ?? []))
    .map(({ text }) => text);
  const missing = expected.filter((code) => !listed.has(code));
  return missing.length * 2 > expected.length ? [] : missing;
}

function exampleFaults(
  { at, node, mediaType, statuses, isMeant }: ExampleBody,
  catalogs: readonly SpecCatalog[],
): readonly Diagnostic[] {
  const response = {
    status: statusOf(statuses),
    headers: { "content-type": mediaType },
    body: node.value,
  };
  const read = catalogs.flatMap((from) => {
    const found = recognise({ ...from.catalog.derived.tables, steps: everyStep }, response);
    return found?.envelope === undefined ? [] : [{ from, found }];
  });
  if (read.length === 0) {
    const ids = catalogs.map(({ catalog }) => catalog.id);
    if (!isMeant || ids.length === 0) return [];
    return [diagnostic("spec-body-unknown", { catalogs: ids }, { span: node.span })];
  }
  const codes = read.flatMap(({ found }) => [
    found.wireCode,
    ...found.others.map(({ code }) => code),
  ]);
  return placeFaults({
    at,
    node,
    isList: false,
    codes: [...new Set(codes.filter((code) => code !== undefined))],
    catalogs: read.map(({ from }) => from),
    statuses,
  });
}
