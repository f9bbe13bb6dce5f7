// What is wrong with the keywords of a JSON Schema inside a catalog.

import type { SchemaError } from "../schema/validators.js";
import { escapeToken } from "../text/pointer.ts";
import { keySpanAt } from "../text/yaml-nodes.ts";
import { diagnostic } from "./diagnostic.ts";
import type { Diagnostic } from "./entry.ts";
import { boundFault, shown, typesInWords } from "./fault-words.ts";
import { meantProperty, meantValue, wrongTypes } from "./guesses.ts";
import { hasKeywords, type Place } from "./schema-place.ts";

/** Returns the diagnostic on an error at or inside a keyword, or `undefined` for any other error. */
export function keywordFault(error: SchemaError, place: Place): Diagnostic | undefined {
  const { keyword, node, schema, text } = place;
  if (error.keyword === "additionalProperties" && hasKeywords(schema)) {
    const unknown = String(error.params["additionalProperty"]);
    const known = Object.keys(schema.properties ?? {});
    const span = keySpanAt(text.root, `${place.pointer}/${escapeToken(unknown)}`);
    const near = meantProperty(unknown, known);
    const holes = { keyword: unknown, suggestion: near, known: known.join(", ") };
    return diagnostic("schema-keyword", holes, { span });
  }
  if (keyword === undefined) return undefined;
  const { span } = node;
  if (error.keyword === "pattern" && keyword === "$ref")
    return diagnostic("schema-ref", { ref: shown(node) }, { span });
  return diagnostic("schema-invalid", { keyword, fault: inKeyword(error, place) }, { span });
}

function inKeyword(error: SchemaError, { node, schema, name, keyword }: Place): string {
  const at = name === `"${keyword}"` ? "" : `has a wrong value (${name}): it `;
  if (error.keyword === "enum") {
    const known = (schema.enum ?? []).map(String);
    const word = shown(node);
    const hint = meantValue(word, known).trim() || `Use ${known.join(", ")}.`;
    return `has the unknown type "${word}" (${hint.charAt(0).toLowerCase()}${hint.slice(1).replace(/\.$/, "")})`;
  }
  if (error.keyword === "uniqueItems") return `${at}contains a value twice`;
  if (error.keyword !== "type") return `${at}${boundFault(error)}`;
  if (hasKeywords(schema)) return `${at}must be a schema; write {} for any value`;
  const guess = at === "" ? wrongTypes[name.slice(1, -1)] : undefined;
  if (guess !== undefined) return guess;
  return `${at}must be ${typesInWords([error.params["type"]].flat().map(String))}`;
}
