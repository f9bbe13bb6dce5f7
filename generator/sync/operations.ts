// The operations of a description, and which errors each can return by the rules of a configuration.

import type { Catalog, Definition } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import type { Span } from "../text/source.ts";
import { pointerTo } from "../text/yaml-nodes.ts";
import { below, follow, type Location, locate, type Spec } from "./parts.ts";
import { entryAt } from "./splice.ts";

/** One operation of a description. */
export interface Operation {
  /** The name for people, such as `GET /pets`. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** The `operationId`, if there is one. */
  readonly id: string | undefined;
  readonly tags: readonly string[];
  /** The location of the operation object. */
  readonly at: Location;
  /** The span of the method's key. */
  readonly span: Span;
}

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

/** The keys of a path item that are operations. */
export const methods: readonly string[] = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
];

/** Returns all operations of a description in text order; path items in other documents are left out. */
export function operationsOf(spec: Spec): readonly Operation[] {
  const paths = locate(spec, ["paths"]).value;
  return keysOf(paths)
    .filter((path) => path.startsWith("/"))
    .flatMap((path) => operationsIn(spec, paths, path));
}

/** Returns the operations that no rule can select: those of webhooks and of all callbacks. */
export function bystandersOf(spec: Spec, operations: readonly Operation[]): readonly Operation[] {
  const webhooks = locate(spec, ["webhooks"]).value;
  const found = keysOf(webhooks).flatMap((name) => operationsIn(spec, webhooks, name));
  const seen = new Set<unknown>();
  const callbacksOf = ({ at }: Operation): readonly Operation[] => {
    const callbacks = follow(spec, below(at, "callbacks")).value;
    // A callback may contain itself.
    if (callbacks?.node?.kind !== "mapping" || seen.has(callbacks.node.entries)) return [];
    seen.add(callbacks.node.entries);
    return keysOf(callbacks).flatMap((name) => {
      const callback = follow(spec, below(callbacks, name)).value;
      const inner = keysOf(callback).flatMap((way) => operationsIn(spec, callback, way));
      return [...inner, ...inner.flatMap(callbacksOf)];
    });
  };
  return [...found, ...[...operations, ...found].flatMap(callbacksOf)];
}

/** Returns the keys of the map at a place; none if there is no map. */
export function keysOf(at: Location | undefined): readonly string[] {
  return at?.node?.kind === "mapping" ? [...at.node.entries.keys()] : [];
}

/** Returns the operations of each path item in a map. */
function operationsIn(spec: Spec, items: Location | undefined, path: string): readonly Operation[] {
  const item = items === undefined ? undefined : follow(spec, below(items, path)).value;
  if (item?.node?.kind !== "mapping") return [];
  const { entries } = item.node;
  return methods.flatMap((method) => {
    const entry = entries.get(method);
    if (entry?.node.kind !== "mapping") return [];
    const at = below(item, method);
    const operationId = below(at, "operationId").node?.value;
    const tags = below(at, "tags").node?.value;
    return {
      label: `${method.toUpperCase()} ${path}`,
      method,
      path,
      id: typeof operationId === "string" ? operationId : undefined,
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [],
      at,
      span: entry.key.span,
    };
  });
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

/** Returns whether a text names an operation, by its id or as `GET /pets`. */
export function names(operation: Operation, text: string): boolean {
  return text === operation.id || text === operation.label;
}

/** Returns the place of an operation's responses, which may not exist yet; `undefined` if it is in another document. */
export function responsesOf(spec: Spec, { at }: Operation): Location | undefined {
  return follow(spec, below(at, "responses")).value;
}

/** Returns where an operation's responses are written, or would be, past aliases and merge keys. */
export function whereWritten({ at: operation }: Operation, at: Location): Location {
  const { part, pointer, node } = at;
  const isHere = node === undefined || entryAt(part.root, pointer)?.node === node;
  if (part.root.aliases === undefined && isHere) return at;
  if (node !== undefined) return { ...at, pointer: pointerTo(part.root, node) };
  if (operation.node === undefined) return at;
  return { ...at, pointer: `${pointerTo(part.root, operation.node)}/responses` };
}
