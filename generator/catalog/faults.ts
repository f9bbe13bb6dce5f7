// What a schema validator says, as diagnostics at the places where it stands.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { SchemaError } from "../schema/validators.js";
import { nearest } from "../text/nearest.ts";
import { keySpanAt, nodeAt, pointerTokens, type YamlNode } from "../text/yaml.ts";

/** A JSON Schema document of the tool's own, as far as its faults are explained by it. */
export interface ToolSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [name: string]: ToolSchema };
  readonly additionalProperties?: boolean | ToolSchema;
  readonly items?: ToolSchema;
  readonly oneOf?: readonly ToolSchema[];
  readonly required?: readonly string[];
  readonly propertyNames?: ToolSchema;
  readonly $defs?: { readonly [name: string]: ToolSchema };
}

/** A text that its schema refused: its root node, the schema, and what the whole is called. */
export interface RefusedText {
  readonly root: YamlNode;
  readonly schema: ToolSchema;
  /** What the whole is called in messages, `the catalog`. */
  readonly whole: string;
}

/** Gives one diagnostic for each fault, without those that only follow from another. */
export function schemaFaults(
  errors: readonly SchemaError[],
  text: RefusedText,
): readonly Diagnostic[] {
  const places = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const known = places.get(error.instancePath);
    if (known === undefined) places.set(error.instancePath, [error]);
    else known.push(error);
  }
  const deeper = withFaultsBelow(places);
  return [...places].flatMap(([pointer, all]) => {
    const place = placeOf(pointer, text);
    return telling(all, place, deeper.has(pointer)).flatMap((error) => explain(error, place) ?? []);
  });
}

function withFaultsBelow(places: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const above = new Set<string>();
  for (const pointer of places.keys()) {
    for (let cut = pointer.lastIndexOf("/"); cut >= 0; cut = pointer.lastIndexOf("/", cut - 1)) {
      above.add(pointer.slice(0, cut));
      if (cut === 0) break;
    }
  }
  return above;
}

interface Place {
  readonly pointer: string;
  readonly text: RefusedText;
  readonly node: YamlNode;
  readonly schema: ToolSchema;
  /** The last token of the pointer, or what the whole is called. */
  readonly name: string;
}

function placeOf(pointer: string, text: RefusedText): Place {
  const tokens = pointerTokens(pointer);
  const node = nodeAt(text.root, pointer);
  let schema = followed(text.schema, text.schema, text.root);
  let at: YamlNode = text.root;
  for (const token of tokens) {
    const inner =
      at.kind === "sequence"
        ? schema.items
        : (schema.properties?.[token] ??
          (typeof schema.additionalProperties === "object"
            ? schema.additionalProperties
            : undefined));
    at = nodeAt(at, `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    schema = followed(inner ?? {}, text.schema, at);
  }
  const last = tokens[tokens.length - 1] ?? text.whole;
  const name = /^[0-9]+$/.test(last) ? (tokens[tokens.length - 2] ?? last) : last;
  return { pointer, text, node, schema, name };
}

/** Follows references and picks the branch of a choice that has the node's type. */
function followed(schema: ToolSchema, root: ToolSchema, node: YamlNode): ToolSchema {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.slice("#/$defs/".length)] ?? {};
    const { $ref: _, ...beside } = schema;
    return { ...followed(target, root, node), ...beside };
  }
  if (schema.oneOf === undefined || schema.type !== undefined) return schema;
  const branches = schema.oneOf.map((branch) => followed(branch, root, node));
  const fitting = branches.find((branch) => fits(branch.type, node)) ?? {};
  const { oneOf: _, ...beside } = schema;
  return { ...fitting, ...beside };
}

function fits(type: ToolSchema["type"], node: YamlNode): boolean {
  const types = typeof type === "string" ? [type] : (type ?? []);
  if (node.kind === "mapping") return types.includes("object");
  if (node.kind === "sequence") return types.includes("array");
  return !types.includes("object") && !types.includes("array");
}

/** Leaves out what only follows: the other branches of a choice, and what was said of a key in other words. */
function telling(
  all: readonly SchemaError[],
  place: Place,
  below: boolean,
): readonly SchemaError[] {
  const exactlyOne = choiceOfProperties(place);
  const choice = all.find((error) => error.keyword === "oneOf");
  const about = all.filter((error) => {
    if (error.keyword === "required" && error.schemaPath.includes("/oneOf/")) return false;
    if (place.node.kind !== "mapping") return true;
    return !["pattern", "minLength", "maxLength"].includes(error.keyword);
  });
  if (choice === undefined) return about;
  const others = about.filter((error) => error.keyword !== "oneOf" && error.keyword !== "type");
  if (exactlyOne !== undefined) return [choice, ...others];
  if (others.length > 0 || below) return others;
  const [first] = about.filter((error) => error.keyword === "type");
  const types = about.flatMap((error) => (error.keyword === "type" ? error.params["type"] : []));
  return first === undefined ? [choice] : [{ ...first, params: { type: types } }];
}

function choiceOfProperties({ schema }: Place): readonly string[] | undefined {
  const names = schema.oneOf?.map((branch) => branch.required?.[0]);
  return names?.every((name) => name !== undefined) ? (names as readonly string[]) : undefined;
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "a map",
};

function explain(error: SchemaError, place: Place): Diagnostic | undefined {
  const { name, node, schema } = place;
  const { params } = error;
  const span = node.span;
  const about = schema.description ?? "The schema says what can stand here.";
  switch (error.keyword) {
    case "additionalProperties":
      return unknownProperty(String(params["additionalProperty"]), place);
    case "required":
      return missingProperty(String(params["missingProperty"]), place);
    case "type": {
      const expected = [params["type"]]
        .flat()
        .map((type) => typeWords[String(type)] ?? String(type));
      const words = [...new Set(expected)].join(" or ");
      return diagnostic(
        "wrong-type",
        { name, expected: words, actual: inWords(node), about },
        { span },
      );
    }
    case "enum":
    case "const":
      return notOneOf(error, place);
    case "pattern":
      return diagnostic("bad-form", { value: shown(node), name, about }, { span });
    case "propertyNames":
      return badKey(String(params["propertyName"]), place);
    case "oneOf":
      return chooseOne(place);
    case "uniqueItems": {
      const positions = { first: Number(params["j"]) + 1, second: Number(params["i"]) + 1 };
      const twin = nodeAt(node, `/${String(params["i"])}`);
      const first = nodeAt(node, `/${String(params["j"])}`);
      const notes = [{ message: "It is first given here.", span: first.span }];
      return diagnostic("duplicate-item", { name, ...positions }, { span: twin.span, notes });
    }
    default:
      return diagnostic("out-of-bounds", { name, fault: boundFault(error), about }, { span });
  }
}

function ownerOf({ pointer, text, name }: Place): string {
  const [collection, key, ...rest] = pointerTokens(pointer);
  if (collection === undefined) return text.whole;
  const kinds: Readonly<Record<string, string>> = {
    definitions: "definition",
    envelopes: "envelope",
    sources: "source",
    statuses: "status",
    schemas: "schema",
  };
  const kind = kinds[collection];
  const entry = kind === undefined || key === undefined ? undefined : `the ${kind} "${key}"`;
  if (entry !== undefined && rest.length === 0) return entry;
  return entry === undefined ? `"${name}"` : `"${name}" of ${entry}`;
}

function unknownProperty(property: string, place: Place): Diagnostic {
  const known = Object.keys(place.schema.properties ?? {});
  const pointer = `${place.pointer}/${property.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const span = keySpanAt(place.text.root, pointer);
  const params = {
    name: property,
    owner: ownerOf(place),
    suggestion: suggestion(property, known),
    known: known.join(", "),
  };
  return diagnostic("unknown-property", params, { span });
}

function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}

function missingProperty(property: string, place: Place): Diagnostic {
  const { schema, text, node, pointer } = place;
  const inner = followed(schema.properties?.[property] ?? {}, text.schema, node);
  const span =
    pointer === "" ? { ...node.span, end: node.span.start } : keySpanAt(text.root, pointer);
  const params = {
    owner: sentence(ownerOf(place)),
    name: property,
    about: inner.description ?? "",
  };
  return diagnostic("missing-property", params, { span });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function notOneOf({ params }: SchemaError, place: Place): Diagnostic {
  const allowed = [params["allowedValues"] ?? params["allowedValue"]].flat().map(String);
  const value = shown(place.node);
  const known = allowed.join(", ");
  const near = suggestion(value, allowed);
  const holes = { value, name: place.name, suggestion: near, known };
  return diagnostic("not-one-of", holes, { span: place.node.span });
}

function badKey(key: string, { text, pointer, name, schema }: Place): Diagnostic {
  const rule = followed(schema.propertyNames ?? {}, text.schema, text.root);
  const about = rule.description ?? schema.description ?? "";
  const escapedKey = key.replaceAll("~", "~0").replaceAll("/", "~1");
  const span = keySpanAt(text.root, `${pointer}/${escapedKey}`);
  return diagnostic("bad-key", { key, name, about }, { span });
}

function chooseOne(place: Place): Diagnostic {
  const names = choiceOfProperties(place) ?? [];
  const choices = names.map((name) => `"${name}"`).join(", ");
  const about = place.schema.description ?? "";
  const holes = { owner: sentence(ownerOf(place)), choices, about };
  return diagnostic("choose-one", holes, { span: place.node.span });
}

function boundFault({ keyword, params }: SchemaError): string {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "minimum":
      return `must be at least ${limit}`;
    case "maximum":
      return `must be at most ${limit}`;
    case "minLength":
      return limit === "1" ? "must not be empty" : `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
    case "minProperties":
      return limit === "1" ? "must not be empty" : `must hold at least ${limit}`;
    case "maxItems":
    case "maxProperties":
      return `must hold at most ${limit}`;
    default:
      return `breaks the rule "${keyword}" of the schema`;
  }
}

function inWords(node: YamlNode): string {
  if (node.kind === "sequence") return "a list";
  if (node.kind === "mapping") return "a map";
  if (typeof node.value === "string") return `the text "${node.value}"`;
  return node.value === null ? "empty (null)" : `the ${typeof node.value} ${node.source}`;
}

function shown(node: YamlNode): string {
  return node.kind === "scalar" ? node.source : inWords(node);
}
