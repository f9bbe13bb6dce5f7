// The references in a file: of an outlined one only those are read that may matter.

import { indexAt, nodeOf, type Outline, tokensTo } from "../text/outline.ts";
import { escapeToken } from "../text/pointer.ts";
import { childrenOf, type YamlNode } from "../text/yaml-nodes.ts";

/** Which references are looked for. */
export interface RefQuery {
  /** The JSON Pointers of places that are left out. */
  readonly except?: ReadonlySet<string> | undefined;
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
  if (node.alias !== undefined || except?.has(pointer) === true) return [];
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
  const { mayMatter = () => true, except = new Set() } = query;
  const entries = new Set<number>();
  for (const { index, 1: double, 2: single, 3: plain } of outline.file.text.matchAll(ref)) {
    const known = double ?? single ?? plain;
    if (known === undefined || mayMatter(known)) entries.add(indexAt(outline, index));
  }
  return [...entries].flatMap((index) => {
    const tokens = index < 0 ? [] : tokensTo(outline, index);
    const pointers = tokens.map((_, i) =>
      tokens
        .slice(0, i + 1)
        .map((one) => `/${escapeToken(one)}`)
        .join(""),
    );
    // What is in a map of the outline has entries of its own.
    const isMap = outline.nexts[index] !== index + 1;
    if (index < 0 || isMap || pointers.some((one) => except.has(one))) return [];
    const node = nodeOf(outline, index);
    if (node.kind !== "scalar") return refsBelow(node, pointers.at(-1) ?? "", query);
    return tokens.at(-1) === "$ref" && typeof node.value === "string" ? [node.value] : [];
  });
}
