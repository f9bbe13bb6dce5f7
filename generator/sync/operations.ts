// The operations of a description, with the places of their responses.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import { pointerTo, type YamlNode } from "../text/yaml-nodes.ts";
import { below, follow, type Location, locate, type Spec } from "./parts.ts";
import { entryAt, refOf } from "./pointers.ts";
import type { Feature } from "./rules.ts";

/** One operation of a description. */
export interface Operation {
  /** The name for people, such as `GET /pets`. */
  readonly label: string;
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  /** The `operationId`, if there is one. */
  readonly id: string | undefined;
  readonly tags: readonly string[];
  /** The location of the operation object. */
  readonly at: Location;
  /** Returns whether it has what a rule asks for; no more than that is read. */
  readonly has: (feature: Feature) => boolean;
  /** The location of its responses by their path, or of what leads there by a `$ref`; `undefined` if that cannot be edited. */
  readonly responses: Location | undefined;
  /** Where they are written, or would be, past aliases and merge keys. */
  readonly written: Location | undefined;
  /** The span of the method's key. */
  readonly span: Span;
}

/** Operations, and what is wrong with those that cannot be read. */
export interface Operations {
  readonly operations: readonly Operation[];
  readonly diagnostics: readonly Diagnostic[];
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

/** Returns all operations of a description in text order. */
export function operationsOf(spec: Spec): Operations {
  const paths = locate(spec, ["paths"]);
  const inner = keysOf(paths.value)
    .filter((path) => path.startsWith("/"))
    .map((path) => operationsIn(spec, paths.value, path));
  const faults = [...unread(paths.diagnostics), ...noMap(paths.value, "paths", spec.main.root)];
  const all = joined([{ operations: [], diagnostics: faults }, ...inner]);
  openResponses(spec, all.operations);
  return all;
}

/** Opens the files of all responses, which rules may narrow, so that all are known before anything is planned. */
function openResponses(spec: Spec, operations: readonly Operation[]): void {
  const found = new Map<string, Location>();
  for (const { responses } of operations) {
    if (responses?.node?.kind !== "mapping") continue;
    for (const [status, { node }] of responses.node.entries) {
      const ref = refOf(node);
      const way = `${responses.part.path} ${ref}`;
      if (ref !== undefined && !found.has(way)) found.set(way, below(responses, status));
    }
  }
  for (const at of found.values()) follow(spec, at);
}

/** Returns the operations that no rule can select: those of webhooks and of all callbacks; what cannot be read there is no fault. */
export function bystandersOf(spec: Spec, operations: readonly Operation[]): readonly Operation[] {
  const webhooks = locate(spec, ["webhooks"]).value;
  const found = keysOf(webhooks).flatMap((name) => operationsIn(spec, webhooks, name).operations);
  const seen = new Set<unknown>();
  const callbacksOf = ({ at }: Operation): readonly Operation[] => {
    const callbacks = follow(spec, below(at, "callbacks")).value;
    // A callback may contain itself.
    if (callbacks?.node?.kind !== "mapping" || seen.has(callbacks.node.entries)) return [];
    seen.add(callbacks.node.entries);
    return keysOf(callbacks).flatMap((name) => {
      const callback = follow(spec, below(callbacks, name)).value;
      const ways = keysOf(callback).map((way) => operationsIn(spec, callback, way));
      const inner = ways.flatMap((way) => way.operations);
      return [...inner, ...inner.flatMap(callbacksOf)];
    });
  };
  return [...found, ...[...operations, ...found].flatMap(callbacksOf)];
}

/** Returns the keys of the map at a place; none if there is no map. */
export function keysOf(at: Location | undefined): readonly string[] {
  return at?.node?.kind === "mapping" ? [...at.node.entries.keys()] : [];
}

/** Returns whether a name that a catalog or a rule gives is that of an operation: its id, or its method and path. */
export function names({ label, id }: Operation, name: string): boolean {
  return name === id || name === label;
}

function joined(all: readonly Operations[]): Operations {
  return {
    operations: all.flatMap(({ operations }) => operations),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** What leads to another document is left alone with a warning; what is wrong with a file of the description is an error. */
function unread(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.map((one) =>
    one.code === "spec-ref"
      ? diagnostic("spec-part-unread", {}, one.span === undefined ? {} : { span: one.span })
      : one,
  );
}

/** Reports a value that should be a map with operations in it; an empty one has none. */
function noMap(
  at: Location | undefined,
  name: string,
  around: YamlNode | undefined,
): readonly Diagnostic[] {
  const { node } = at ?? {};
  // The value of a map would read all that is in it.
  if (node === undefined || node.kind === "mapping") return [];
  if (node.kind === "sequence" ? node.items.length === 0 : node.value === null) return [];
  const key = around?.kind === "mapping" ? around.entries.get(name)?.key : undefined;
  return [diagnostic("spec-not-a-map", { name }, { span: key?.span ?? node.span })];
}

/** Returns the operations of a path item in a map. */
function operationsIn(spec: Spec, items: Location | undefined, path: string): Operations {
  if (items === undefined) return { operations: [], diagnostics: [] };
  const { value: item, diagnostics } = follow(spec, below(items, path));
  const more = item && below(item, "additionalOperations");
  const known = keysOf(item);
  const inMap = (around: Location | undefined, keys: readonly string[]) =>
    around === undefined ? [] : keys.map((method) => operationAt(spec, { around, method, path }));
  const faults = [
    ...unread(diagnostics),
    ...noMap(item, path, items.node),
    ...noMap(more, "additionalOperations", item?.node),
  ];
  return joined([
    { operations: [], diagnostics: faults },
    ...inMap(
      item,
      methods.filter((method) => known.includes(method)),
    ),
    ...inMap(more, keysOf(more)),
  ]);
}

interface Place {
  /** The map that contains the operation. */
  readonly around: Location;
  readonly method: string;
  readonly path: string;
}

function operationAt(spec: Spec, { around, method, path }: Place): Operations {
  const { value: at, diagnostics } = follow(spec, below(around, method));
  const key = around.node?.kind === "mapping" ? around.node.entries.get(method)?.key : undefined;
  if (at?.node?.kind !== "mapping" || key === undefined)
    return {
      operations: [],
      diagnostics: [...unread(diagnostics), ...noMap(at, method, around.node)],
    };
  const operationId = below(at, "operationId").node?.value;
  const { value: responses, diagnostics: astray } = follow(spec, below(at, "responses"));
  const operation = {
    label: `${method.toUpperCase()} ${path}`,
    method: method.toLowerCase(),
    path,
    id: typeof operationId === "string" ? operationId : undefined,
    // Few rules ask for these.
    get tags() {
      return textsIn(below(at, "tags").node?.value);
    },
    has: (feature: Feature) => features[feature](spec, { at, path }),
    at,
    responses,
    written: responses && whereWritten(at, responses),
    span: key.span,
  };
  return { operations: [operation], diagnostics: unread([...diagnostics, ...astray]) };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

interface Featured {
  readonly at: Location;
  readonly path: string;
}

/** What rules can ask for, and how it is found. */
const features: Readonly<Record<Feature, (spec: Spec, operation: Featured) => boolean>> = {
  body: (_, { at }) => below(at, "requestBody").node !== undefined,
  // A path parameter stands in the path's template (OpenAPI 3.1, 4.8.12.1), so that no list of parameters is read.
  "path-params": (_, { path }) => path.includes("{"),
  security: ({ main: part }, { at }) => {
    const main = { part, pointer: "", node: part.root };
    const security = (below(at, "security").node ?? below(main, "security").node)?.value;
    // An empty requirement makes the others optional.
    const isDemanding = (one: unknown) => Object.keys(Object(one)).length > 0;
    return Array.isArray(security) && security.length > 0 && security.every(isDemanding);
  },
};

function whereWritten(operation: Location, at: Location): Location {
  const { part, pointer, node } = at;
  const isHere = node === undefined || entryAt(part.root, pointer)?.node === node;
  if (part.root.aliases === undefined && isHere) return at;
  if (node !== undefined) return { ...at, pointer: pointerTo(part.root, node) };
  if (operation.node === undefined) return at;
  return { ...at, pointer: `${pointerTo(part.root, operation.node)}/responses` };
}
