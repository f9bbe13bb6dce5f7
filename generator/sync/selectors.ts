// Rules of a configuration without effect: values that no operation or error has, and conditions that never hold.

import type { Catalog } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import {
  type ErrorSelector,
  givenBy,
  methods,
  type OneOrMore,
  type Operation,
  type OperationRule,
  type OperationSelector,
  takes,
} from "./operations.ts";

/** The context that rules are checked against. */
export interface RuleSetting {
  readonly operations: readonly Operation[];
  readonly catalogs: readonly Catalog[];
  /** Returns the span of a rule, or of a part of it, by its JSON Pointer from the list of rules. */
  readonly placeOf: (pointer: string) => Span | undefined;
}

/** Returns the warnings of all rules; for a rule with a value that nothing has, only that value is reported. */
export function ruleFaults(
  rules: readonly OperationRule[],
  setting: RuleSetting,
): readonly Diagnostic[] {
  return rules.flatMap((rule, i) => [
    ...operationFaults(rule, `/${i}/for`, setting),
    ...errorFaults(rule, `/${i}/errors`, setting),
  ]);
}

interface Field {
  readonly field: string;
  /** The noun for what has such values. */
  readonly what: string;
  readonly given: OneOrMore<string | number> | undefined;
  readonly known: readonly string[];
  /** Normalises values for comparison; by default they are compared as written. */
  readonly as?: (value: string) => string;
}

function operationFaults(
  { for: selector }: OperationRule,
  pointer: string,
  setting: RuleSetting,
): readonly Diagnostic[] {
  if (selector === "all") return [];
  const { operations, placeOf } = setting;
  const what = "operation of the description";
  const known: Readonly<Record<keyof OperationSelector, readonly string[]>> = {
    operationId: operations.flatMap(({ id }) => id ?? []),
    path: operations.map(({ path }) => path),
    method: methods,
    tag: operations.flatMap(({ tags }) => tags),
  };
  const faults = (Object.keys(known) as (keyof OperationSelector)[]).flatMap((field) => {
    const as = field === "method" ? { as: (value: string) => value.toLowerCase() } : {};
    return unknownValues(
      { field, what, given: selector[field], known: known[field], ...as },
      { pointer, placeOf },
    );
  });
  if (faults.length > 0 || operations.some((operation) => takes(selector, operation)))
    return faults;
  return [diagnostic("spec-selector-unmatched", { what }, { span: placeOf(pointer) })];
}

function errorFaults(
  rule: OperationRule,
  pointer: string,
  { operations, catalogs, placeOf }: RuleSetting,
): readonly Diagnostic[] {
  const { errors } = rule;
  if (errors === "all") return [];
  const what = "error of the catalogs";
  const definitions = catalogs.flatMap((catalog) => catalog.definitions);
  const statuses = [
    ...definitions.flatMap((definition) => definition.statuses.map(String)),
    ...catalogs.flatMap((catalog) => catalog.statuses.map(({ key }) => key.toLowerCase())),
  ];
  const known: Readonly<Record<keyof ErrorSelector, readonly string[]>> = {
    catalog: catalogs.map(({ id }) => id),
    name: definitions.map(({ name }) => name),
    kind: definitions.map(({ kind }) => kind),
    code: definitions.flatMap(({ codes }) => codes.map(({ text }) => text)),
    status: [...statuses, ...statuses.map((status) => `${status[0]}xx`), "default"],
  };
  const faults = (Object.keys(known) as (keyof ErrorSelector)[]).flatMap((field) => {
    const as = field === "status" ? { as: (value: string) => value.toLowerCase() } : {};
    return unknownValues(
      { field, what, given: errors[field], known: known[field], ...as },
      { pointer, placeOf },
    );
  });
  const taken = operations.filter((operation) => takes(rule.for, operation));
  if (faults.length > 0 || taken.length === 0) return faults;
  return taken.some((operation) => givesAny(operation, rule, catalogs))
    ? []
    : [diagnostic("spec-selector-unmatched", { what }, { span: placeOf(pointer) })];
}

function givesAny(
  operation: Operation,
  rule: OperationRule,
  catalogs: readonly Catalog[],
): boolean {
  return catalogs.some((catalog) => {
    const given = givenBy(operation, catalog, [rule]);
    const keys = ["default", ...catalog.statuses.map(({ key }) => key.toLowerCase())];
    return (
      keys.some((key) => given.rest(key)) ||
      catalog.definitions.some((definition) =>
        [...definition.statuses.map(String), "default"].some((key) => given.error(definition, key)),
      )
    );
  });
}

function unknownValues(
  { field, what, given, known, as = (value) => value }: Field,
  { pointer, placeOf }: { readonly pointer: string; readonly placeOf: RuleSetting["placeOf"] },
): readonly Diagnostic[] {
  if (given === undefined) return [];
  const all = new Set(known);
  const way = `${pointer}/${escapeToken(field)}`;
  return listOf(given).flatMap((value, i) => {
    if (all.has(as(String(value)))) return [];
    const hint = suggestion(String(value), all);
    const span = placeOf(Array.isArray(given) ? `${way}/${i}` : way);
    return [diagnostic("spec-selector-unknown", { what, field, value, hint }, { span })];
  });
}
