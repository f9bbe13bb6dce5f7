// JSON Schemas of a catalog as tables of fields.

import { choicesOf, type JsonSchema, schemaRefPrefix } from "../../catalog/json-schema.ts";
import { escapeToken } from "../../text/pointer.ts";
import { between, type Inline, say } from "../print/inline.ts";
import type { Word } from "../print/said.ts";
import { literal, schemaAnchor } from "./words.ts";

/** One row of a table of fields. */
export interface FieldRow {
  /** The place of the field as a JSON Pointer. */
  readonly field: Inline;
  readonly type: Inline;
  readonly required: Inline;
  readonly description: Inline;
}

/** Returns a row for a value and for everything inside it. */
export function fieldRows(schema: JsonSchema, whole: Word): readonly FieldRow[] {
  return [fieldRow(say(whole), "", schema), ...innerRows(schema, "")];
}

/** Returns a row for everything inside of a value that stands at a path. */
export function innerRows(schema: JsonSchema, path: string): readonly FieldRow[] {
  const { properties = {}, required = [], items, additionalProperties } = schema;
  const names = [...new Set([...Object.keys(properties), ...required])];
  const fields = names.flatMap((name) => {
    const at = `${path}/${escapeToken(name)}`;
    const inner = Object.hasOwn(properties, name) ? (properties[name] ?? {}) : {};
    const needed: Word = required.includes(name) ? "yes" : "no";
    return [fieldRow({ code: at }, say(needed), inner), ...innerRows(inner, at)];
  });
  const entries = items === undefined ? [] : withInner({ code: `${path}/*` }, `${path}/*`, items);
  const others =
    typeof additionalProperties === "object"
      ? withInner(
          say("{place} and any other name", { place: { code: `${path}/` } }),
          `${path}/…`,
          additionalProperties,
        )
      : [];
  const choices = (choicesOf(schema) ?? []).flatMap((inner, i) => {
    const at: readonly Inline[] = path === "" ? [] : [{ code: path }, say(", ")];
    return withInner([...at, say("choice {number}", { number: `${i + 1}` })], path, inner);
  });
  return [...fields, ...entries, ...others, ...choices];
}

function withInner(field: Inline, path: string, schema: JsonSchema): readonly FieldRow[] {
  return [fieldRow(field, "", schema), ...innerRows(schema, path)];
}

function fieldRow(field: Inline, required: Inline, schema: JsonSchema): FieldRow {
  return { field, type: typeWords(schema), required, description: schemaWords(schema) };
}

/** Returns the type of a schema with its bounds in words, without the fields inside. */
export function typeWords(schema: JsonSchema): Inline {
  const { $ref, type, enum: values, items, oneOf, anyOf, additionalProperties } = schema;
  const parts: Inline[] = [];
  if ($ref !== undefined) parts.push(schemaLink($ref.slice(schemaRefPrefix.length)));
  // A constant shows its type itself.
  if (schema.const !== undefined)
    parts.push(say("always {value}", { value: literal(schema.const) }));
  else if (values !== undefined) parts.push(between(values.map(literal), say(" or ")));
  else if (type !== undefined) {
    const words = between([type].flat(), say(" or "));
    const of = items && typeWords(items);
    parts.push(of === undefined ? words : say("{type} of {items}", { type: words, items: of }));
  }
  if (oneOf !== undefined) parts.push(choices("one of {count} choices", oneOf));
  if (anyOf !== undefined) parts.push(choices("at least one of {count} choices", anyOf));
  if (schema.format !== undefined)
    parts.push(say("format {format}", { format: { code: schema.format } }));
  if (schema.pattern !== undefined)
    parts.push(say("pattern {pattern}", { pattern: { code: schema.pattern } }));
  for (const [keyword, words] of Object.entries(boundWords)) {
    const bound = schema[keyword as keyof JsonSchema];
    if (bound !== undefined) parts.push(say(words, { bound: String(bound) }));
  }
  if ("default" in schema) parts.push(say("default {value}", { value: literal(schema.default) }));
  if (additionalProperties === false) parts.push(say("no other fields"));
  return parts.length === 0 ? say("any value") : between(parts, say(", "));
}

function choices(words: Word, { length }: readonly JsonSchema[]): Inline {
  return say(words, { count: String(length) });
}

const boundWords: Readonly<Record<string, Word>> = {
  minimum: "at least {bound}",
  maximum: "at most {bound}",
  exclusiveMinimum: "more than {bound}",
  exclusiveMaximum: "less than {bound}",
  minLength: "at least {bound} characters",
  maxLength: "at most {bound} characters",
  minItems: "at least {bound} entries",
  maxItems: "at most {bound} entries",
};

/** Returns what a schema says about itself: title, description and examples. */
export function schemaWords({ title, description, examples = [] }: JsonSchema): Inline {
  const parts: Inline[] = [];
  if (title !== undefined) parts.push({ strong: title });
  if (description !== undefined) parts.push({ markdown: description });
  if (examples.length > 0) {
    const values = between(examples.map(literal), say(", "));
    parts.push(say("Example: {values}", { values }));
  }
  return between(parts, " ");
}

/** Returns a link to the section of a shared schema. */
export function schemaLink(name: string): Inline {
  return { text: name, url: `#${schemaAnchor(name)}` };
}
