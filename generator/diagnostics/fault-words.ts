// What a fault of a schema is called in words.

import type { SchemaError } from "../schema/validators.js";
import type { YamlNode } from "../text/yaml.ts";

/** Gives what a bound asks for, as the end of a sentence. */
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
    default:
      return `breaks the rule "${keyword}" of the schema`;
  }
}

/** Gives a value in a few words. */
export function inWords(node: YamlNode): string {
  if (node.kind === "sequence") return "a list";
  if (node.kind === "mapping") return "a map";
  if (typeof node.value === "string") return `the text "${node.value}"`;
  return node.value === null ? "empty (null)" : `the ${typeof node.value} ${node.source}`;
}

/** Gives a value as it is written. */
export function shown(node: YamlNode): string {
  return node.kind === "scalar" ? node.source : inWords(node);
}
