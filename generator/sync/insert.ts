// New entries for a map of a hand-written text, and new text for an entry: one range each, separators included.

import type { TextEdit } from "../text/source.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import {
  behindComments,
  blockPair,
  columnOf,
  contentEnd,
  entryLineEnd,
  flowPair,
  flowSeparator,
  indentAt,
  isFlow,
  type Layout,
  lineEndAfter,
  type Pair,
} from "./layout.ts";

/** The map that entries are inserted into. */
export interface Place {
  /** The map, or the missing value after its key. */
  readonly node: YamlNode;
  /** The entry whose value the map is; `undefined` for the root. */
  readonly entry: MappingEntry | undefined;
  /** The map that contains this entry. */
  readonly parent: MappingNode;
  /** Returns whether an entry of the map is ours and stays. */
  readonly isOurs: (key: string) => boolean;
  /** Returns whether an entry of the map is removed. */
  readonly isGone: (key: string) => boolean;
}

/** An insertion, or `undefined` if every place would change something else; `filled` if it went between bare braces. */
export interface Inserted {
  readonly edit: TextEdit | undefined;
  readonly filled: boolean;
}

/** Returns the insertion of pairs: after our last entry in the map, else after its last entry. */
export function insertEntries(pairs: readonly Pair[], place: Place, layout: Layout): Inserted {
  const { node, entry, parent } = place;
  if (node.kind === "mapping") {
    const full = { ...place, node };
    if (!isFlow(node)) return { edit: intoBlock(pairs, full, layout), filled: false };
    if (node.entries.size === 0) return intoBraces(pairs, full, layout);
    return { edit: intoFlow(pairs, full, layout), filled: false };
  }
  if (entry === undefined || isFlow(parent)) return { edit: undefined, filled: false };
  const { text } = layout.file;
  const indent = columnOf(text, entry.key.span.start) + layout.unit;
  const at = lineEndAfter(text, contentEnd(entry));
  return { edit: insertion(at, blockText(pairs, indent, layout)), filled: false };
}

/** Returns the edit that replaces an entry by a pair in the layout of its map. */
export function replaceEntry(
  entry: MappingEntry,
  pair: Pair,
  { layout, container }: { readonly layout: Layout; readonly container: YamlNode },
): TextEdit {
  const { key } = entry;
  const { text: before } = layout.file;
  const flow = container.kind === "mapping" && isFlow(container);
  const text = flow
    ? flowPair(pair, isSpread(container) ? indentAt(before, key.span.start) : undefined, layout)
    : blockPair(pair, columnOf(before, key.span.start), layout);
  return { start: key.span.start, end: contentEnd(entry), text };
}

type FullPlace = Place & { readonly node: MappingNode };

function intoBlock(pairs: readonly Pair[], place: FullPlace, layout: Layout): TextEdit | undefined {
  const { text } = layout.file;
  const entries = [...place.node.entries.values()];
  const [first] = entries;
  if (first === undefined) return undefined;
  const indent = columnOf(text, first.key.span.start);
  const printed = blockText(pairs, indent, layout);
  const ours = entries.findLast(({ key }) => place.isOurs(key.source));
  const behind = ours ?? entries.at(-1) ?? first;
  const end = entryLineEnd(behind);
  if (end === undefined) return beforeLast(entries, printed, place);
  return insertion(ours === undefined ? behindComments(text, end, indent.length) : end, printed);
}

/** If a block ends the text without a line end, text after it would change its value. */
function beforeLast(
  entries: readonly MappingEntry[],
  printed: string,
  { entry, node }: FullPlace,
): TextEdit | undefined {
  const earlier = entries.at(-2);
  const end = earlier === undefined ? undefined : entryLineEnd(earlier);
  if (end !== undefined) return insertion(end, printed);
  if (entry === undefined) return undefined;
  return insertion(lineEndAfter(node.span.file.text, entry.key.span.end), printed);
}

function intoFlow(pairs: readonly Pair[], place: FullPlace, layout: Layout): TextEdit | undefined {
  const entries = [...place.node.entries.values()];
  const behind = entries.findLast(({ key }) => place.isOurs(key.source)) ?? entries.at(-1);
  const [first] = entries;
  if (behind === undefined || first === undefined) return undefined;
  const spread = isSpread(place.node);
  const indent = spread ? indentAt(layout.file.text, first.key.span.start) : undefined;
  const lead = indent === undefined ? "" : layout.lineEnd + indent;
  const separator = indent === undefined ? flowSeparator(layout) : `,${lead}`;
  const printed = pairs.map((pair) => flowPair(pair, indent, layout)).join(separator);
  // If all other entries are removed, no comma may be left before the first.
  return entries.every(({ key }) => place.isGone(key.source))
    ? insertion(place.node.span.start + 1, lead + printed)
    : insertion(contentEnd(behind), separator + printed);
}

/** Braces are spread over lines if everything around them is, and get the white space that they never had. */
function intoBraces(pairs: readonly Pair[], { node, parent }: FullPlace, layout: Layout): Inserted {
  const { text } = layout.file;
  const { start, end } = node.span;
  const bare = end - start === 2;
  if (isFlow(parent) && !isSpread(parent)) {
    const printed = pairs.map((pair) => flowPair(pair, undefined, layout));
    return { edit: insertion(start + 1, printed.join(flowSeparator(layout))), filled: false };
  }
  // In a block the closing brace must be indented more than the key.
  const outer = indentAt(text, start) + (isFlow(parent) ? "" : layout.unit);
  const lead = `${layout.lineEnd}${outer}${layout.unit}`;
  const printed = pairs.map((pair) => lead + flowPair(pair, outer + layout.unit, layout)).join(",");
  const tail = bare ? layout.lineEnd + outer : "";
  return { edit: insertion(start + 1, printed + tail), filled: bare };
}

/** Returns whether each entry of a map with braces is on a line of its own. */
function isSpread({ span }: YamlNode): boolean {
  const { text } = span.file;
  return /^\{[ \t]*(?:#[^\r\n]*)?[\r\n]/.test(text.slice(span.start, span.start + 1000));
}

function blockText(pairs: readonly Pair[], indent: string, layout: Layout): string {
  return pairs.map((pair) => layout.lineEnd + indent + blockPair(pair, indent, layout)).join("");
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
