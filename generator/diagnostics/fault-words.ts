// The words for values, types and bounds in diagnostics.

import type { SchemaError } from "../schema/validators.js";
import type { YamlNode } from "../text/yaml-nodes.ts";

/** Returns what a bound requires, as the end of a sentence. */
export function boundFault({ keyword, params }: SchemaError): string {
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
    case "pattern":
      return "must be a word of letters, digits, dots, hyphens and underscores";
    default:
      return `breaks the rule "${keyword}" of the schema`;
  }
}

/** Returns a value in a few words. */
export function inWords(node: YamlNode): string {
  if (node.kind === "sequence") return "a list";
  if (node.kind === "mapping") return "a map";
  if (typeof node.value === "string") return `the text "${node.value}"`;
  return node.value === null ? "empty (null)" : `the ${typeof node.value} ${node.source}`;
}

/** Returns a value as it is written. */
export function shown(node: YamlNode): string {
  return node.kind === "scalar" ? node.source : inWords(node);
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

/** Returns types as the end of a sentence, `a string or a list`. */
export function typesInWords(types: readonly string[]): string {
  const words = [...new Set(types.map((type) => typeWords[type] ?? type))];
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}
