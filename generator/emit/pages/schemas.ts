// JSON Schemas of a catalog as tables of fields.

import { choicesOf, type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { escapeToken } from "../../text/pointer.ts";
import { between, type Inline } from "../print/inline.ts";
import { literal, schemaAnchor } from "./words.ts";

/** One row of a table of fields. */
export interface FieldRow {
  /** The place of the field as a JSON Pointer. */
  readonly field: Inline;
  readonly type: Inline;
  readonly required: string;
  readonly description: Inline;
}

/** Returns a row for a value and for everything inside it. */
export function fieldRows(schema: JsonSchema, whole: string): readonly FieldRow[] {
  return [fieldRow(whole, "", schema), ...innerRows(schema, "")];
}

/** Returns a row for everything inside of a value that stands at a path. */
export function innerRows(schema: JsonSchema, path: string): readonly FieldRow[] {
  const { properties = {}, required = [], items, additionalProperties } = schema;
  const names = [...new Set([...Object.keys(properties), ...required])];
  const fields = names.flatMap((name) => {
    const at = `${path}/${escapeToken(name)}`;
    const inner = Object.hasOwn(properties, name) ? (properties[name] ?? {}) : {};
    const needed = required.includes(name) ? "yes" : "no";
    return [fieldRow({ code: at }, needed, inner), ...innerRows(inner, at)];
  });
  const entries = items === undefined ? [] : withInner({ code: `${path}/*` }, `${path}/*`, items);
  const others =
    typeof additionalProperties === "object"
      ? withInner([{ code: `${path}/` }, " and any other name"], `${path}/…`, additionalProperties)
      : [];
  const choices = (choicesOf(schema) ?? []).flatMap((inner, i) => {
    const at: readonly Inline[] = path === "" ? [] : [{ code: path }, ", "];
    return withInner([...at, `choice ${i + 1}`], path, inner);
  });
  return [...fields, ...entries, ...others, ...choices];
}

function withInner(field: Inline, path: string, schema: JsonSchema): readonly FieldRow[] {
  return [fieldRow(field, "", schema), ...innerRows(schema, path)];
}

function fieldRow(field: Inline, required: string, schema: JsonSchema): FieldRow {
  return { field, type: typeWords(schema), required, description: schemaWords(schema) };
}

/** Returns the type of a schema with its bounds in words, without the fields inside. */
export function typeWords(schema: JsonSchema): Inline {
  const { $ref, type, enum: values, items, oneOf, anyOf, additionalProperties } = schema;
  const parts: Inline[] = [];
  if ($ref !== undefined) parts.push(schemaLink($ref.slice(schemaRefPrefix.length)));
  // A constant shows its type itself.
  if (schema.const !== undefined) parts.push(["always ", literal(schema.const)]);
  else if (values !== undefined) parts.push(between(values.map(literal), " or "));
  else if (type !== undefined) {
    const words = [type].flat().join(" or ");
    parts.push(items === undefined ? words : [`${words} of `, typeWords(items)]);
  }
  if (oneOf !== undefined) parts.push(`one of ${oneOf.length} choices`);
  if (anyOf !== undefined) parts.push(`at least one of ${anyOf.length} choices`);
  if (schema.format !== undefined) parts.push(["format ", { code: schema.format }]);
  if (schema.pattern !== undefined) parts.push(["pattern ", { code: schema.pattern }]);
  for (const [keyword, words] of Object.entries(boundWords)) {
    const bound = schema[keyword as keyof JsonSchema];
    if (bound !== undefined) parts.push(words.replace("#", String(bound)));
  }
  if ("default" in schema) parts.push(["default ", literal(schema.default)]);
  if (additionalProperties === false) parts.push("no other fields");
  return parts.length === 0 ? "any value" : between(parts, ", ");
}

const boundWords = {
  minimum: "at least #",
  maximum: "at most #",
  exclusiveMinimum: "more than #",
  exclusiveMaximum: "less than #",
  minLength: "at least # characters",
  maxLength: "at most # characters",
  minItems: "at least # entries",
  maxItems: "at most # entries",
};

/** Returns what a schema says about itself: title, description and examples. */
export function schemaWords({ title, description, examples = [] }: JsonSchema): Inline {
  const parts: Inline[] = [];
  if (title !== undefined) parts.push({ strong: title });
  if (description !== undefined) parts.push({ markdown: description });
  if (examples.length > 0) parts.push(["Example: ", ...between(examples.map(literal), ", ")]);
  return between(parts, " ");
}

/** Returns a link to the section of a shared schema. */
export function schemaLink(name: string): Inline {
  return { text: name, url: `#${schemaAnchor(name)}` };
}
