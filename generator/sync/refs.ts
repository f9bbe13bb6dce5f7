// The references in a file: of an outlined one only those are read that may matter.

import { indexAt, type Outline, tokensTo } from "../text/outline.ts";
import { nodeOf } from "../text/outlined-nodes.ts";
import { escapeToken } from "../text/pointer.ts";
import { childrenOf, type MappingEntry, type YamlNode } from "../text/yaml-nodes.ts";
import { type ByMap, hasEntry } from "./by-map.ts";

/** Which references are looked for. */
export interface RefQuery {
  /** The entries that are left out. */
  readonly except?: ByMap<MappingEntry> | undefined;
  /** Returns whether a reference is looked for; by default all are. */
  readonly mayMatter?: (ref: string) => boolean;
}

/** Returns the references in a node in the order of the text. */
export function refsIn(node: YamlNode, query: RefQuery = {}): readonly string[] {
  const { mayMatter = () => true } = query;
  const found =
    node.outline === undefined ? refsBelow(node, "", query) : writtenRefs(node.outline, query);
  return found.filter(mayMatter);
}

function refsBelow(node: YamlNode, pointer: string, query: RefQuery): readonly string[] {
  const { except } = query;
  if (node.alias !== undefined || hasEntry(except, pointer)) return [];
  return childrenOf(node).flatMap(([token, child]) => {
    if (child.kind !== "scalar") return refsBelow(child, `${pointer}/${escapeToken(token)}`, query);
    return token === "$ref" && typeof child.value === "string" ? [child.value] : [];
  });
}

/** What is behind a key that may be one of a reference: a text on one line, or something else. */
const ref =
  /\$ref["']?[ \r\n]*:(?=[ \r\n]*(?:"([^"\\\r\n]*)"|'([^'\r\n]*)'|([^"'\\&*!|>{[ \r\n][^,}\] \r\n]*)(?=[ \r\n]|$))?)/g;

/** Reads the entries with a reference that may matter, and nothing else. */
function writtenRefs(outline: Outline, query: RefQuery): readonly string[] {
  const { mayMatter = () => true, except = new Map<string, never>() } = query;
  const ranges = [...except.values()]
    .flatMap((entries) => [...entries.values()])
    .map(({ from, key, node, until }) => ({
      start: from ?? key.span.start,
      end: until ?? node.span.end,
    }))
    .sort((a, b) => a.start - b.start);
  const entries = new Set<number>();
  let next = 0;
  for (const { index, 1: double, 2: single, 3: plain } of outline.file.text.matchAll(ref)) {
    while ((ranges[next]?.end ?? index + 1) <= index) next++;
    if ((ranges[next]?.start ?? index + 1) <= index) continue;
    const known = double ?? single ?? plain;
    if (known === undefined || mayMatter(known)) entries.add(indexAt(outline, index));
  }
  return [...entries].flatMap((index) => {
    // What is in a map of the outline has entries of its own.
    if (index < 0 || outline.nexts[index] !== index + 1) return [];
    const node = nodeOf(outline, index);
    const tokens = tokensTo(outline, index);
    if (node.kind !== "scalar") {
      const pointer = tokens.map((one) => `/${escapeToken(one)}`).join("");
      return refsBelow(node, pointer, query);
    }
    return tokens.at(-1) === "$ref" && typeof node.value === "string" ? [node.value] : [];
  });
}
