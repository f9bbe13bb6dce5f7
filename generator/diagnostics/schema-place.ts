// Where a text breaks its schema: the value, and the part of the schema that explains it.

import { escapeToken, pointerTokens } from "../text/pointer.ts";
import { nodeAt, type YamlNode } from "../text/yaml-nodes.ts";

/** A JSON Schema document of the tool's own, as far as its faults are explained by it. */
export interface ToolSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  /** The description of what a reference or the chosen branch leads to; kept here while walking. */
  readonly form?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: { readonly [name: string]: ToolSchema };
  readonly patternProperties?: { readonly [pattern: string]: unknown };
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
  /** True where no text was read for the tree, so that a note must say where in it a fault is. */
  readonly placeless?: boolean;
}

/** A faulty value, with the part of the schema that it breaks. */
export interface Place {
  readonly pointer: string;
  readonly text: RefusedText;
  readonly node: YamlNode;
  readonly schema: ToolSchema;
  /** The keyword in whose value the place is, if it is inside a JSON Schema of a catalog. */
  readonly keyword?: string | undefined;
  /** The value in words: its key in quotes, or an item of the list of that key. */
  readonly name: string;
}

/** Returns the place at a JSON Pointer. */
export function placeOf(pointer: string, text: RefusedText): Place {
  let schema = followed(text.schema, text.schema, text.root);
  let node: YamlNode = text.root;
  let key: string | undefined;
  let item = "";
  let keyword: string | undefined;
  for (const token of pointerTokens(pointer)) {
    const isItem = node.kind === "sequence";
    item = isItem ? `item ${Number(token) + 1} of ` : "";
    if (!isItem) key = token;
    if (!isItem && isKeyword(schema, token)) keyword = token;
    const inner = isItem ? schema.items : propertyOf(schema, token);
    node = nodeAt(node, `/${escapeToken(token)}`);
    schema = followed(inner ?? {}, text.schema, node);
  }
  const name = key === undefined ? text.whole : `${item}"${key}"`;
  return { pointer, text, node, schema, name, keyword };
}

/** The name of the schema that the JSON Schemas inside a catalog keep to. */
const embedded = "EmbeddedSchema";

/** Returns whether a schema is that of the JSON Schemas inside a catalog, or of params, which have its keywords too. */
export function hasKeywords({ title, properties }: ToolSchema): boolean {
  return title === embedded || properties?.["type"]?.$ref?.includes(`/${embedded}/`) === true;
}

function isKeyword({ title, properties }: ToolSchema, key: string): boolean {
  return title === embedded || properties?.[key]?.$ref?.includes(`/${embedded}/`) === true;
}

function propertyOf({ properties, additionalProperties }: ToolSchema, name: string) {
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** Follows references, and picks the branch of a choice that has the node's type. */
export function followed(schema: ToolSchema, root: ToolSchema, node: YamlNode): ToolSchema {
  const { $ref, oneOf, ...beside } = schema;
  if ($ref !== undefined) {
    const target = followed(targetOf($ref, root), root, node);
    return withForm({ ...target, ...beside }, target);
  }
  if (oneOf === undefined || schema.type !== undefined) return schema;
  const branches = oneOf.map((branch) => followed(branch, root, node));
  const fitting = branches.find((branch) => fits(branch, node)) ?? branches[0] ?? {};
  return withForm({ ...fitting, ...beside }, fitting);
}

function targetOf($ref: string, root: ToolSchema): ToolSchema {
  let target: unknown = root;
  for (const token of pointerTokens($ref.slice(1)))
    target = (target as Readonly<Record<string, unknown>> | undefined)?.[token];
  return (target ?? {}) as ToolSchema;
}

function withForm(schema: ToolSchema, target: ToolSchema): ToolSchema {
  const form = target.form ?? target.description;
  return form === undefined ? schema : { ...schema, form };
}

function fits({ type }: ToolSchema, node: YamlNode): boolean {
  const types = [type ?? []].flat();
  if (node.kind === "mapping") return types.includes("object");
  if (node.kind === "sequence") return types.includes("array");
  return !types.includes("object") && !types.includes("array");
}
