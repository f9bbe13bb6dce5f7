// The rules of a configuration: which errors the operations that they select can give.

import type { Catalog, Definition } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { names, type Operation } from "./operations.ts";

/** One value, or a list of which one must match. */
export type OneOrMore<Value> = Value | readonly Value[];

/** A selector of operations: all conditions must hold, each for one of its values. */
export interface OperationSelector {
  /** An id, or a pattern with `*`. */
  readonly operationId?: OneOrMore<string>;
  /** A path, or a pattern: `*` within a segment, `**` across segments. */
  readonly path?: OneOrMore<string>;
  readonly method?: OneOrMore<string>;
  readonly tag?: OneOrMore<string>;
  /** What the operation has; all of it. */
  readonly has?: OneOrMore<Feature>;
}

/** What an operation may have. */
export type Feature = "body" | "path-params" | "security";

/** A selector of errors: all conditions must hold, each for one of its values. */
export interface ErrorSelector {
  readonly catalog?: OneOrMore<string>;
  readonly name?: OneOrMore<string>;
  readonly kind?: OneOrMore<string>;
  readonly code?: OneOrMore<string | number>;
  readonly tag?: OneOrMore<string>;
  /** `404`, a range such as `5XX`, `default` for errors with any status, or `declared` for what hand-written responses cover. */
  readonly status?: OneOrMore<string | number>;
}

/** What becomes of a hand-written response: it stays, its schema is narrowed, or it gives way. */
export type Adoption = "keep" | "schema" | "replace";

/** A rule: which errors some operations can return. */
export interface OperationRule {
  readonly for: "all" | OperationSelector;
  /** Operations that the rule leaves out. */
  readonly except?: OperationSelector;
  readonly errors: "all" | ErrorSelector;
  /** What becomes of hand-written responses; by default they stay. */
  readonly existing?: Adoption;
}

/** Returns whether a rule takes an operation. */
export function takes({ for: selector, except }: OperationRule, operation: Operation): boolean {
  if (except !== undefined && fits(except, operation)) return false;
  return selector === "all" || fits(selector, operation);
}

/** Returns whether a selector matches an operation. */
export function fits(selector: OperationSelector, operation: Operation): boolean {
  const { operationId, path, method, tag, has } = selector;
  return (
    fitsOne(operationId, (one) => isLike(one, operation.id ?? "")) &&
    fitsOne(path, (one) => isLike(one, operation.path)) &&
    fitsOne(method, (one) => one.toLowerCase() === operation.method) &&
    fitsOne(tag, (one) => operation.tags.includes(one)) &&
    (has === undefined || listOf(has).every((one) => operation.has(one)))
  );
}

/** Returns whether a text is like a pattern, in which `*` stands for anything within a segment and `**` for anything. */
export function isLike(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const source = pattern
    .split(/(\*+)/)
    .map((piece) => {
      if (piece.startsWith("*")) return piece.length > 1 ? ".*" : "[^/]*";
      return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`, "s").test(text);
}

/** The errors of a catalog that an operation can return; keys are `404`, `5xx` and `default`. */
export interface Given {
  /** Returns whether a rule selects an error under a status, or under any; errors limited to other operations are not selected. */
  readonly error: (definition: Definition, key: string) => boolean;
  /** Returns whether a rule selects everything under a key, including unknown errors. */
  readonly rest: (key: string) => boolean;
}

/** An operation with the statuses of its hand-written responses. */
export interface Answering {
  readonly operation: Operation;
  readonly declared: readonly string[];
}

/** Returns which errors of a catalog an operation can return by rules that take it. */
export function givenBy(
  { operation, declared }: Answering,
  { id }: Catalog,
  rules: readonly OperationRule[],
): Given {
  const selectors = rules
    .map(({ errors }): ErrorSelector => (errors === "all" ? {} : errors))
    .filter(({ catalog }) => fitsOne(catalog, (one) => one === id));
  return {
    error: (definition, key) => {
      const limits = definition.operations;
      if (limits.length > 0 && !limits.some((one) => names(operation, one))) return false;
      return selectors.some((one) => selects(one, definition) && meansKey(one, key, declared));
    },
    rest: (key) =>
      selectors.some(
        (one) =>
          (one.name ?? one.kind ?? one.code ?? one.tag) === undefined &&
          meansKey(one, key, declared),
      ),
  };
}

function fitsOne<Value>(
  wanted: OneOrMore<Value> | undefined,
  is: (value: Value) => boolean,
): boolean {
  return wanted === undefined || listOf(wanted).some(is);
}

function selects({ name, kind, code, tag }: ErrorSelector, definition: Definition): boolean {
  return (
    fitsOne(name, (one) => one === definition.name) &&
    fitsOne(kind, (one) => one === definition.kind) &&
    fitsOne(code, (one) => definition.codes.some(({ text }) => text === String(one))) &&
    fitsOne(tag, (one) => definition.tags.includes(one))
  );
}

/** `5XX` means the range and each status in it. */
function meansKey({ status }: ErrorSelector, key: string, declared: readonly string[]): boolean {
  return fitsOne(status, (one) => {
    const wanted = String(one).toLowerCase();
    if (wanted === "declared") return declared.some((range) => covers(range, key));
    return wanted === key || (isRange(wanted) && /^\d/.test(key) && wanted[0] === key[0]);
  });
}

/** Returns whether a response under one status, range or `default` answers for another. */
export function covers(range: string, key: string): boolean {
  const wide = range.toLowerCase();
  return wide === "default" || wide === key.toLowerCase() || (isRange(wide) && wide[0] === key[0]);
}

/** Returns whether a key is a range of statuses. */
export function isRange(key: string): boolean {
  return /^\dxx$/i.test(key);
}
