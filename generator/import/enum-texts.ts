// What a schema says of the values of its enum: names, sentences, and maps from value to Markdown under any key.

import { addTo } from "../text/lists.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { textsIn } from "./error-texts.ts";
import { type ErrorTexts, type FoundCode, joinTexts, noTexts } from "./finding.ts";

/** What is said of one value. */
export interface ValueTexts {
  readonly name?: string;
  readonly texts: ErrorTexts;
  readonly isDeprecated?: boolean;
}

const nameKeys = /^x-?enum-?(?:var)?(?:names?|keys?)$/i;
const textKeys = /^x-?enum-?descriptions?$/i;

/** Returns what schemas, and the extensions of those around them, say of values. */
export function valueTexts(
  values: readonly FoundCode[],
  nodes: readonly MappingNode[],
  around: readonly MappingNode[],
): ReadonlyMap<string, ValueTexts> {
  const names = new Map<string, string>();
  const chunks = new Map<string, string[]>();
  const deprecated = new Set<string>();
  const known = new Set(values.map(String));
  const say = (value: unknown, text: unknown): void => {
    if (known.has(String(value)) && typeof text === "string" && text.trim() !== "")
      addTo(chunks, String(value), text.trim());
  };
  for (const node of nodes) {
    const { value } = node;
    const list = Array.isArray(value["enum"]) ? value["enum"] : [];
    for (const [key, data] of Object.entries(value)) {
      if (nameKeys.test(key))
        each(data, list, (one, text) => {
          if (typeof text === "string") names.set(String(one), text);
        });
      else if (textKeys.test(key)) each(data, list, say);
      else if (key === "x-ms-enum") microsoft(data, { names, say });
      else if (/^x-deprecated-enum/i.test(key) && Array.isArray(data))
        for (const one of data) deprecated.add(String(one));
      else if (key !== "properties" && key !== "discriminator") mapped(data, known, say);
    }
    const own = value["const"];
    if (own !== undefined && nodes.length > 1) {
      say(own, value["description"]);
      if (typeof value["title"] === "string") names.set(String(own), value["title"]);
      if (value["deprecated"] === true) deprecated.add(String(own));
    }
    if (typeof value["description"] === "string") listed(value["description"], known, say);
  }
  for (const node of around)
    for (const [key, data] of Object.entries(node.value))
      if (key.startsWith("x-")) mapped(data, known, say);
  const found = new Map<string, ValueTexts>();
  for (const value of known) {
    const name = names.get(value);
    const texts = [...new Set(chunks.get(value) ?? [])].map(textsIn).reduce(joinTexts, noTexts);
    found.set(value, {
      ...(name === undefined ? {} : { name }),
      texts,
      ...(deprecated.has(value) ? { isDeprecated: true } : {}),
    });
  }
  return found;
}

/** Calls a function for each value with its text: from a list in the order of the values, or a map. */
function each(
  data: unknown,
  values: readonly unknown[],
  call: (value: unknown, text: unknown) => void,
): void {
  if (Array.isArray(data)) for (const [i, value] of values.entries()) call(value, data[i]);
  else if (typeof data === "object" && data !== null)
    for (const [value, text] of Object.entries(data)) call(value, text);
}

function microsoft(
  data: unknown,
  {
    names,
    say,
  }: { readonly names: Map<string, string>; readonly say: (value: unknown, text: unknown) => void },
): void {
  const { values } = Object(data) as { readonly values?: unknown };
  for (const one of Array.isArray(values) ? values : []) {
    const { value, name, description } = Object(one) as Readonly<Record<string, unknown>>;
    if (typeof name === "string") names.set(String(value), name);
    say(value, description);
  }
}

/** Takes the texts of a map whose keys are mostly values. */
function mapped(
  data: unknown,
  known: ReadonlySet<string>,
  say: (value: unknown, text: unknown) => void,
): void {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return;
  const keys = Object.keys(data);
  if (keys.length === 0 || keys.filter((key) => known.has(key)).length * 2 < keys.length) return;
  for (const [key, text] of Object.entries(data)) {
    const { description, summary, message, resolution, solution } = Object(text) as Readonly<
      Record<string, unknown>
    >;
    for (const one of [text, summary, message, description]) say(key, one);
    const fix = typeof resolution === "string" ? resolution : solution;
    if (typeof fix === "string") say(key, `Solution: ${fix}`);
  }
}

/** Calls a function with the items of a list, or the rows of a table, that begin with a value. */
export function listed(
  markdown: string,
  known: ReadonlySet<string>,
  say: (value: unknown, text: unknown) => void,
): void {
  for (const line of markdown.split("\n")) {
    const [, value = "", text] =
      /^\s*(?:[-*+]|\|)\s*[`"'*]*([^\s`"'*|:]+?)[`"'*]*\s*(?:[:：|—–=]|-\s|\s-+>?\s)\s*(.+?)[\s|]*$/.exec(
        line,
      ) ?? [];
    if (known.has(value)) say(value, text);
  }
}

/** Returns the scalar values of a list, for tests of what a node is. */
export function isEnumNode(node: YamlNode | undefined): node is MappingNode {
  return (
    node?.kind === "mapping" &&
    (node.entries.has("enum") || node.entries.has("const") || node.entries.has("oneOf"))
  );
}
