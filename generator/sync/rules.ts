// The rules of a configuration: which errors the operations that they select can give.

import type { Catalog, Definition } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { names, type Operation } from "./operations.ts";

/** One value, or a list of which one must match. */
export type OneOrMore<Value> = Value | readonly Value[];

/** A selector of operations: all conditions must hold, each for one of its values. */
export interface OperationSelector {
  readonly operationId?: OneOrMore<string>;
  readonly path?: OneOrMore<string>;
  readonly method?: OneOrMore<string>;
  readonly tag?: OneOrMore<string>;
}

/** A selector of errors: all conditions must hold, each for one of its values. */
export interface ErrorSelector {
  readonly catalog?: OneOrMore<string>;
  readonly name?: OneOrMore<string>;
  readonly kind?: OneOrMore<string>;
  readonly code?: OneOrMore<string | number>;
  /** `404`, a range such as `5XX`, or `default` for errors with any status. */
  readonly status?: OneOrMore<string | number>;
}

/** A rule: which errors some operations can return. */
export interface OperationRule {
  readonly for: "all" | OperationSelector;
  readonly errors: "all" | ErrorSelector;
}

/** Returns whether a selector matches an operation. */
export function takes(selector: OperationRule["for"], operation: Operation): boolean {
  if (selector === "all") return true;
  const { operationId, path, method, tag } = selector;
  return (
    fitsOne(operationId, (one) => one === operation.id) &&
    fitsOne(path, (one) => one === operation.path) &&
    fitsOne(method, (one) => one.toLowerCase() === operation.method) &&
    fitsOne(tag, (one) => operation.tags.includes(one))
  );
}

/** The errors of a catalog that an operation can return; keys are `404`, `5xx` and `default`. */
export interface Given {
  /** Returns whether a rule selects an error under a status, or under any; errors limited to other operations are not selected. */
  readonly error: (definition: Definition, key: string) => boolean;
  /** Returns whether a rule selects everything under a key, including unknown errors. */
  readonly rest: (key: string) => boolean;
}

/** Returns which errors of a catalog an operation can return by all rules together. */
export function givenBy(
  operation: Operation,
  { id }: Catalog,
  rules: readonly OperationRule[],
): Given {
  const selectors = rules
    .filter((rule) => takes(rule.for, operation))
    .map(({ errors }): ErrorSelector => (errors === "all" ? {} : errors))
    .filter(({ catalog }) => fitsOne(catalog, (one) => one === id));
  return {
    error: (definition, key) => {
      const limits = definition.operations;
      if (limits.length > 0 && !limits.some((one) => names(operation, one))) return false;
      return selectors.some((one) => selects(one, definition) && meansKey(one, key));
    },
    rest: (key) =>
      selectors.some(
        (one) => (one.name ?? one.kind ?? one.code) === undefined && meansKey(one, key),
      ),
  };
}

function fitsOne<Value>(
  wanted: OneOrMore<Value> | undefined,
  is: (value: Value) => boolean,
): boolean {
  return wanted === undefined || listOf(wanted).some(is);
}

function selects({ name, kind, code }: ErrorSelector, definition: Definition): boolean {
  return (
    fitsOne(name, (one) => one === definition.name) &&
    fitsOne(kind, (one) => one === definition.kind) &&
    fitsOne(code, (one) => definition.codes.some(({ text }) => text === String(one)))
  );
}

/** `5XX` means the range and each status in it. */
function meansKey({ status }: ErrorSelector, key: string): boolean {
  return fitsOne(status, (one) => {
    const wanted = String(one).toLowerCase();
    return wanted === key || (/^\dxx$/.test(wanted) && /^\d/.test(key) && wanted[0] === key[0]);
  });
}
