// The schemas of error responses as shapes: their fields through references, parts and choices.

import { below, follow, type Location, type Spec } from "../sync/parts.ts";
import { escapeToken } from "../text/pointer.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { proseTexts } from "./error-texts.ts";
import type { FoundCode } from "./finding.ts";
import { isCode } from "./shapes-seen.ts";

/** A field of a schema, and the schemas that describe it. */
export interface SchemaField {
  readonly tokens: readonly string[];
  readonly nodes: readonly MappingNode[];
  /** The values that all of these allow and that may be codes. */
  readonly values: readonly FoundCode[];
  /** The schemas around it, in which texts on its values may be. */
  readonly around: readonly MappingNode[];
}

/** One of the shapes that a schema allows. */
export interface SchemaShape {
  /** What the component is called. */
  readonly name: string | undefined;
  /** The schema, which two shapes may share. */
  readonly node: MappingNode;
  readonly fields: readonly SchemaField[];
  readonly locations: readonly Location[];
}

const deepest = 5;
const mostFields = 400;
const mostShapes = 60;

interface Parts {
  readonly own: readonly Location[];
  /** The choices, of which a value fits one each. */
  readonly choices: readonly (readonly Location[])[];
}

/** Returns the shapes that a schema allows: one for each choice at its root. */
export function shapesOf(spec: Spec, at: Location): readonly SchemaShape[] {
  const found: SchemaShape[] = [];
  const add = (
    location: Location,
    around: readonly Location[],
    seen: readonly YamlNode[],
  ): void => {
    const parts = partsOf(spec, location, seen);
    const own = [...around, ...parts.own];
    const [first, ...others] = parts.choices;
    if (first !== undefined && !isEnumChoice(first)) {
      const shared = [...own, ...others.flat()];
      for (const choice of first) {
        if (found.length < mostShapes)
          add(choice, shared, [...seen, ...own.flatMap(({ node }) => node ?? [])]);
      }
      return;
    }
    const main = parts.own[0] ?? own[0];
    if (main?.node?.kind !== "mapping") return;
    found.push({
      name: componentName(main) ?? around.flatMap((one) => componentName(one) ?? [])[0],
      node: main.node,
      fields: fieldsOf(spec, own),
      locations: own,
    });
  };
  add(at, [], []);
  return found;
}

function componentName({ pointer, part }: Location): string | undefined {
  const inComponents = /\/(?:schemas|responses)\/([^/]+)$/.exec(pointer)?.[1];
  if (inComponents !== undefined) return inComponents;
  return pointer === "" ? /([^/]+)\.\w+$/.exec(part.path)?.[1] : undefined;
}

function isEnumChoice(choice: readonly Location[]): boolean {
  return choice.every(({ node }) => node?.kind === "mapping" && node.entries.has("const"));
}

/** Returns the schemas that all hold for a value, and the choices among them. */
function partsOf(spec: Spec, at: Location, seen: readonly YamlNode[]): Parts {
  const target = follow(spec, at).value;
  const { node } = target ?? {};
  if (target === undefined || node?.kind !== "mapping" || seen.includes(node))
    return { own: [], choices: [] };
  const deeper = [...seen, node];
  const inner = itemsOf(target, "allOf").map((one) => partsOf(spec, one, deeper));
  const choices = ["oneOf", "anyOf"]
    .map((key) => itemsOf(target, key))
    .filter((list) => list.length > 0);
  return {
    own: [target, ...inner.flatMap(({ own }) => own)],
    choices: [...choices, ...inner.flatMap((one) => one.choices)],
  };
}

function itemsOf(at: Location, key: string): readonly Location[] {
  const list = below(at, key);
  if (list.node?.kind !== "sequence") return [];
  return list.node.items.map((node, i) => ({
    part: at.part,
    pointer: `${list.pointer}/${i}`,
    node,
  }));
}

/** Returns the schemas of a value with those of all its choices. */
function allParts(spec: Spec, at: Location, seen: readonly YamlNode[]): readonly Location[] {
  const { own, choices } = partsOf(spec, at, seen);
  const deeper = [...seen, ...own.flatMap(({ node }) => node ?? [])];
  return [...own, ...choices.flat().flatMap((one) => allParts(spec, one, deeper))];
}

function fieldsOf(spec: Spec, own: readonly Location[]): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const visit = (
    locations: readonly Location[],
    tokens: readonly string[],
    seen: readonly YamlNode[],
  ): void => {
    if (tokens.length > deepest || fields.length > mostFields) return;
    const properties = new Map<string, Location[]>();
    const items: Location[] = [];
    for (const location of locations) {
      const map = follow(spec, below(location, "properties")).value;
      for (const key of map?.node?.kind === "mapping" ? map.node.entries.keys() : []) {
        if (map === undefined) continue;
        properties.set(key, [...(properties.get(key) ?? []), below(map, key)]);
      }
      const item = below(location, "items");
      if (item.node !== undefined) items.push(item);
    }
    const around = nodesOf(locations);
    const within = [...seen, ...around];
    const step = (inner: readonly Location[], next: readonly string[]): void => {
      const each = inner.map((one) => allParts(spec, one, within));
      const parts = each.flat();
      const nodes = nodesOf(parts);
      const isLeaf =
        nodes.length > 0 &&
        nodes.every((node) => !node.entries.has("properties") && !node.entries.has("items"));
      const lists = each.map((one) => valuesIn(nodesOf(one)));
      if (isLeaf) fields.push({ tokens: next, nodes, values: inAll(lists), around });
      else visit(parts, next, within);
    };
    for (const [key, inner] of properties) step(inner, [...tokens, key]);
    if (items.length > 0) step(items, [...tokens, "*"]);
  };
  visit(own, [], []);
  return fields.filter(({ tokens }) => tokens.at(-1) !== "*");
}

/** Returns the values that are in all lists which have some, or in any of them if none is in all. */
function inAll(lists: readonly (readonly FoundCode[])[]): readonly FoundCode[] {
  const listing = lists.filter(({ length }) => length > 0);
  const all = [...new Set(listing.flat())];
  const shared = all.filter((value) => listing.every((list) => list.includes(value)));
  return shared.length > 0 ? shared : all;
}

function nodesOf(locations: readonly Location[]): readonly MappingNode[] {
  return locations.flatMap(({ node }) => (node?.kind === "mapping" ? [node] : []));
}

/** Returns the types of a schema. */
export function typesIn(nodes: readonly MappingNode[]): readonly string[] {
  return nodes.flatMap((node) =>
    [node.value["type"]].flat().filter((one) => typeof one === "string"),
  );
}

/** Returns the values that schemas list and that may be codes. */
export function valuesIn(nodes: readonly MappingNode[]): readonly FoundCode[] {
  return listedIn(nodes).filter(isCode);
}

/** Returns the values that schemas list, each once. */
export function listedIn(nodes: readonly MappingNode[]): readonly unknown[] {
  const found = nodes.flatMap(({ value }) => [
    ...(Array.isArray(value["enum"]) ? value["enum"] : []),
    ...(value["const"] === undefined ? [] : [value["const"]]),
  ]);
  return [...new Set(found)];
}

/** Returns the examples of schemas. */
export function examplesIn(nodes: readonly MappingNode[]): readonly unknown[] {
  return nodes.flatMap(({ value }) => [
    ...(value["example"] === undefined ? [] : [value["example"]]),
    ...(Array.isArray(value["examples"]) ? value["examples"] : []),
    ...(value["default"] === undefined ? [] : [value["default"]]),
  ]);
}

const kept = ["string", "number", "integer", "boolean", "null", "array", "object"];

/** Returns the first sentence of a description, if it is short and before any list or table. */
function shortDescription(text: string): string | undefined {
  const [prose = ""] = text.split(/^[ \t]*(?:[-*+] |\|)/m);
  const line = proseTexts(prose).summary ?? "";
  return line === "" || line.length > 120 ? undefined : line;
}

/** Returns a schema of a body with the keywords that a catalog has; deep parts are any value. */
export function catalogSchema(
  spec: Spec,
  locations: readonly Location[],
  depth = 0,
): Readonly<Record<string, unknown>> {
  const nodes = nodesOf(locations);
  const types = [...new Set(typesIn(nodes))].filter((type) => kept.includes(type));
  const isNullable = nodes.some((node) => node.value["nullable"] === true);
  const hasChoices = nodes.some((node) => node.entries.has("oneOf") || node.entries.has("anyOf"));
  const type =
    hasChoices && depth > 0
      ? undefined
      : types.length === 1 && !isNullable
        ? types[0]
        : [...types, ...(isNullable && types.length > 0 ? ["null"] : [])];
  const said = nodes.flatMap((node) => node.value["description"] ?? [])[0];
  const description = typeof said === "string" && depth > 0 ? shortDescription(said) : undefined;
  const schema: Record<string, unknown> = {};
  if (type !== undefined && type.length > 0) schema["type"] = type;
  if (description) schema["description"] = description;
  if (depth > 3 || hasChoices) return schema;
  const properties = new Map<string, Location[]>();
  for (const location of locations) {
    const map = follow(spec, below(location, "properties")).value;
    for (const key of map?.node?.kind === "mapping" ? map.node.entries.keys() : []) {
      if (map !== undefined) properties.set(key, [...(properties.get(key) ?? []), below(map, key)]);
    }
  }
  if (properties.size > 0 && properties.size <= 40) {
    const required = nodes.flatMap((node) =>
      Array.isArray(node.value["required"]) ? node.value["required"] : [],
    );
    const names = [...new Set(required)].filter(
      (name) => typeof name === "string" && properties.has(name),
    );
    schema["type"] = "object";
    if (names.length > 0) schema["required"] = names;
    schema["properties"] = Object.fromEntries(
      [...properties].map(([key, inner]) => [
        key,
        catalogSchema(
          spec,
          inner.flatMap((one) => partsOf(spec, one, nodes).own),
          depth + 1,
        ),
      ]),
    );
  }
  const items = locations
    .map((one) => below(one, "items"))
    .filter(({ node }) => node !== undefined);
  if (items.length > 0 && schema["type"] === "array")
    schema["items"] = catalogSchema(
      spec,
      items.flatMap((one) => partsOf(spec, one, nodes).own),
      depth + 1,
    );
  return schema;
}

/** Returns the place that a pointer leads to in a file of a description. */
export function placeAt(spec: Spec, tokens: readonly string[]): Location {
  let at: Location = { part: spec.main, pointer: "", node: spec.main.root };
  for (const token of tokens) {
    const from = follow(spec, at).value ?? at;
    at =
      from.node?.kind === "sequence"
        ? {
            part: from.part,
            pointer: `${from.pointer}/${escapeToken(token)}`,
            node: from.node.items[Number(token)],
          }
        : below(from, token);
  }
  return follow(spec, at).value ?? at;
}
