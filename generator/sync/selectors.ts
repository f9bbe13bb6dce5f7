// Rules of a configuration without effect: values that no operation or error has, and conditions that never hold.

import type { Catalog } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../text/nearest.ts";
import type { Span } from "../text/source.ts";
import { methods, type Operation } from "./operations.ts";
import type { SyncRequest } from "./request.ts";
import {
  fits,
  givenBy,
  isLike,
  type OneOrMore,
  type OperationRule,
  type OperationSelector,
  takes,
} from "./rules.ts";

interface RuleSetting {
  readonly operations: readonly Operation[];
  readonly catalogs: readonly Catalog[];
}

/** Returns the warnings of all rules; for a rule with a value that nothing has, only that value is reported. */
export function ruleFaults(
  { operations: rules, catalogs: given, placeOf = () => undefined }: SyncRequest,
  operations: readonly Operation[],
): readonly Diagnostic[] {
  const setting = { operations, catalogs: given.map(({ catalog }) => catalog) };
  return rules.flatMap((rule, i) => [
    ...faultsOf(operationCheck(rule.for, setting), `/${i}/for`, placeOf),
    ...faultsOf(operationCheck(rule.except ?? "all", setting), `/${i}/except`, placeOf),
    ...faultsOf(errorCheck(rule, setting), `/${i}/errors`, placeOf),
  ]);
}

/** A selector, and what its values are checked against. */
interface Check {
  /** The noun for what is selected. */
  readonly what: string;
  readonly given: Readonly<Record<string, OneOrMore<string | number> | undefined>>;
  /** The possible values of each field; those of methods and statuses in lower case. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Returns whether the selector has an effect. */
  readonly isUsed: () => boolean;
}

function operationCheck(
  selector: "all" | OperationSelector,
  { operations }: RuleSetting,
): Check | undefined {
  if (selector === "all") return undefined;
  return {
    what: "operation of the description",
    given: { ...selector },
    known: {
      operationId: operations.flatMap(({ id }) => id ?? []),
      path: operations.map(({ path }) => path),
      method: methods,
      tag: operations.flatMap(({ tags }) => tags),
    },
    isUsed: () => operations.some((operation) => fits(selector, operation)),
  };
}

function errorCheck(rule: OperationRule, setting: RuleSetting): Check | undefined {
  const { operations, catalogs } = setting;
  if (rule.errors === "all") return undefined;
  const definitions = catalogs.flatMap((catalog) => catalog.definitions);
  const statuses = [
    ...definitions.flatMap((definition) => definition.statuses.map(String)),
    ...catalogs.flatMap((catalog) => catalog.statuses.map(({ key }) => key.toLowerCase())),
  ];
  const taken = operations.filter((operation) => takes(rule, operation));
  return {
    what: "error of the catalogs",
    given: { ...rule.errors },
    known: {
      catalog: catalogs.map(({ id }) => id),
      name: definitions.map(({ name }) => name),
      kind: definitions.map(({ kind }) => kind),
      code: definitions.flatMap(({ codes }) => codes.map(({ text }) => text)),
      tag: definitions.flatMap(({ tags }) => tags),
      status: [...statuses, ...statuses.map((status) => `${status[0]}xx`), "default", "declared"],
    },
    isUsed: () => taken.length === 0 || taken.some((one) => givesAny(one, rule, catalogs)),
  };
}

function givesAny(
  operation: Operation,
  rule: OperationRule,
  catalogs: readonly Catalog[],
): boolean {
  return catalogs.some((catalog) => {
    // Whatever is declared may be meant.
    const given = givenBy({ operation, declared: ["default"] }, catalog, [rule]);
    const keys = ["default", ...catalog.statuses.map(({ key }) => key.toLowerCase())];
    return (
      keys.some((key) => given.rest(key)) ||
      catalog.definitions.some((definition) =>
        [...definition.statuses.map(String), "default"].some((key) => given.error(definition, key)),
      )
    );
  });
}

const caseless: ReadonlySet<string> = new Set(["method", "status"]);
const patterned: ReadonlySet<string> = new Set(["operationId", "path"]);

function faultsOf(
  check: Check | undefined,
  pointer: string,
  placeOf: (pointer: string) => Span | undefined,
): readonly Diagnostic[] {
  if (check === undefined) return [];
  const { what, given, known, isUsed } = check;
  const faults = Object.entries(known).flatMap(([field, values]) => {
    const all = new Set(values);
    return listOf(given[field]).flatMap((value, i) => {
      const text = String(value);
      if (all.has(caseless.has(field) ? text.toLowerCase() : text)) return [];
      if (patterned.has(field) && values.some((one) => isLike(text, one))) return [];
      const hint = suggestion(text, all);
      const item = Array.isArray(given[field]) ? `/${i}` : "";
      const span = placeOf(`${pointer}/${field}${item}`);
      return [diagnostic("spec-selector-unknown", { what, field, value, hint }, { span })];
    });
  });
  if (faults.length > 0 || isUsed()) return faults;
  return [diagnostic("spec-selector-unmatched", { what }, { span: placeOf(pointer) })];
}
