// New definitions at the end of those of a catalog, whose other bytes stay as they are.

import { applyEdits } from "../text/source.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { definitionText } from "./catalog-text.ts";
import type { Draft, DraftDefinition } from "./draft.ts";

/** Returns whether a definition of a catalog can replace a deprecated one. */
function isUsable(node: YamlNode | undefined): boolean {
  return (
    node?.kind === "mapping" && !node.entries.has("deprecated") && !node.entries.has("internal")
  );
}

/** Returns the text of a catalog with more definitions, or `undefined` if its own are not lines of YAML. */
export function withDefinitions(
  root: YamlNode,
  added: readonly DraftDefinition[],
  draft: Draft,
): string | undefined {
  if (root.kind !== "mapping") return undefined;
  const { text } = root.span.file;
  const definitions = root.entries.get("definitions");
  const last =
    definitions?.node.kind === "mapping" ? [...definitions.node.entries].at(-1) : undefined;
  if (
    definitions?.node.kind !== "mapping" ||
    last === undefined ||
    text[definitions.node.span.start] === "{"
  )
    return undefined;
  const known = (key: string): ReadonlySet<string> => {
    const node = root.entries.get(key)?.node;
    return new Set(node?.kind === "mapping" ? node.entries.keys() : []);
  };
  const [sources, envelopes] = [known("sources"), known("envelopes")];
  const existing = definitions.node.entries;
  const place = {
    sources: draft.sources,
    envelopes: draft.envelopes.filter(({ name }) => envelopes.has(name)),
  };
  const lines = added.map((one) => {
    const isKnown = one.envelopes.every((envelope) => envelopes.has(envelope));
    const cited = one.sources.filter((id) => sources.has(id));
    const { use, ...kept } = one;
    const own = {
      ...kept,
      ...(use !== undefined && isUsable(existing.get(use)?.node) ? { use } : {}),
      sources: cited,
      scopes: [],
      envelopes: isKnown ? one.envelopes : [],
    };
    // A body in a shape that the catalog does not have would not be recognised.
    return definitionText(isKnown ? own : { ...own, texts: { ...one.texts, samples: [] } }, place);
  });
  const { start } = last[1].key.span;
  const indent = start - (text.lastIndexOf("\n", start) + 1);
  const end = text.slice(0, last[1].node.span.end).trimEnd().length;
  const line = text.indexOf("\n", end);
  const isWindows = text[line - 1] === "\r";
  const at = line < 0 ? text.length : isWindows ? line - 1 : line;
  const shifted = lines.join("\n").trimEnd().replace(/^ {2}/gm, " ".repeat(indent));
  const more = `\n\n${shifted}${line < 0 ? "\n" : ""}`;
  return applyEdits(text, [
    { start: at, end: at, text: isWindows ? more.replaceAll("\n", "\r\n") : more },
  ]);
}
