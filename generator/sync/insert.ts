// New entries for a map of a hand-written text, and new text for an entry: one range each, separators included.

import type { TextEdit } from "../text/source.ts";
import type { MappingEntry, MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import {
  behindColon,
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
  lineEndBefore,
  type Pair,
  type Style,
  styleOf,
} from "./layout.ts";
import { ledgerKey } from "./ledger.ts";
import { isBare, isWrittenNull } from "./maps.ts";
import { rankOf } from "./responses.ts";

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
  /** The keys of our entries in the map, in their order; some may not be wanted. */
  readonly order: readonly string[];
  /** The key that is inserted last. */
  readonly last: string | undefined;
}

/** Returns the insertion of pairs, or `undefined` if every place would change something else: each before the entry that it comes before, else after our last entry, else after the last one. */
export function insertEntries(
  pairs: readonly Pair[],
  place: Place,
  layout: Layout,
): readonly TextEdit[] | undefined {
  const { node, entry, parent } = place;
  if (entry !== undefined && (isWrittenNull(node) || isBare(entry)))
    return isFlow(parent)
      ? [bracesFor(pairs, { ...place, entry }, layout)]
      : inPlaceOf(entry, pairs, layout);
  if (node.kind === "mapping") {
    const entries = [...node.entries.values()];
    const staying = entries.filter(({ key }) => !place.isGone(key.source));
    const full = { ...place, node, entries, staying, style: styleOf(entries) };
    if (isFlow(node) && node.entries.size === 0) return [intoBraces(pairs, full, layout)];
    const edits = pairs.map((pair) =>
      isFlow(node) ? intoFlow(pair, full, layout) : intoBlock(pair, full, layout),
    );
    const made = edits.flatMap((edit) => edit ?? []);
    return made.length === edits.length ? made : undefined;
  }
  return entry === undefined || isFlow(parent) ? undefined : inPlaceOf(entry, pairs, layout);
}

/** Returns the edits that put lines below a key in the place of a value without entries; a comment on its line stays. */
function inPlaceOf(
  entry: MappingEntry,
  pairs: readonly Pair[],
  layout: Layout,
): readonly TextEdit[] {
  const { text } = layout.file;
  const indent = columnOf(text, entry.key.span.start) + layout.unit;
  const [start, end] = [behindColon(entry), contentEnd(entry)];
  const lines = insertion(lineEndAfter(text, end), blockText(pairs, indent, layout));
  return start < end ? [{ start, end, text: "" }, lines] : [lines];
}

/** What is around an entry that is replaced. */
export interface Surroundings {
  readonly layout: Layout;
  readonly container: MappingNode;
  /** Returns how the entries of the container are written. */
  readonly style: () => Style;
}

/** Returns the edit that replaces the value of an entry in the layout of its map; the key stays as it is written. */
export function replaceEntry(
  entry: MappingEntry,
  value: unknown,
  { layout, container, style }: Surroundings,
): TextEdit {
  const { start, end } = entry.key.span;
  const { text: before } = layout.file;
  const like = { ...style(), isLedger: entry.key.source === ledgerKey };
  const printed = isFlow(container)
    ? flowPair(["k", value], isSpread(container) ? indentAt(before, start) : undefined, layout)
    : blockPair(["k", value, like], columnOf(before, start), layout);
  return { start: end, end: contentEnd(entry), text: printed.replace(/^"?k"?/, "") };
}

interface FullPlace extends Place {
  readonly node: MappingNode;
  /** The entries of the map. */
  readonly entries: readonly MappingEntry[];
  /** Those of them that stay. */
  readonly staying: readonly MappingEntry[];
  /** How they are written. */
  readonly style: Style;
}

/** Returns the entry that a new one comes before: in a map of statuses by their order, elsewhere by the order of what is wanted. */
function nextOf(key: string, { staying: entries, order }: FullPlace): MappingEntry | undefined {
  if (isStatus(key) && entries.every((entry) => isStatus(entry.key.source))) {
    const ranks = entries.map((entry) => rankOf(entry.key.source));
    if (ranks.every((rank, i) => i === 0 || (ranks[i - 1] ?? "") <= rank))
      return entries.find((_, i) => (ranks[i] ?? "") > rankOf(key));
  }
  const later = new Set(order.slice(order.indexOf(key) + 1));
  return entries.find((entry) => later.has(entry.key.source));
}

function isStatus(key: string): boolean {
  return /^(?:\d{3}|\dXX|default|x-.*)$/i.test(key);
}

function intoBlock(pair: Pair, place: FullPlace, layout: Layout): TextEdit | undefined {
  const { text } = layout.file;
  const { entries, style } = place;
  const [first] = entries;
  if (first === undefined) return undefined;
  const indent = columnOf(text, first.key.span.start);
  const printed = blockText([[pair[0], pair[1], style]], indent, layout);
  const next = nextOf(pair[0], place);
  if (next !== undefined) return beforeEntry(next, printed, place);
  const findOurs = (is: (key: string) => boolean) => entries.findLast(({ key }) => is(key.source));
  const ours = findOurs(place.isOurs) ?? findOurs(place.isGone);
  const behind = ours ?? entries.at(-1) ?? first;
  const end = entryLineEnd(behind);
  if (end === undefined) return beforeLast(entries, printed, place);
  return insertion(ours === undefined ? behindComments(text, end, indent.length) : end, printed);
}

/** A comment above an entry stays there, except above one of ours, where it was before ours. */
function beforeEntry(
  next: MappingEntry,
  printed: string,
  { node, entry, isOurs, entries }: FullPlace,
): TextEdit | undefined {
  const { text } = node.span.file;
  const own = lineEndBefore(text, next.key.span.start);
  if (isOurs(next.key.source) && own !== undefined) return insertion(own, printed);
  const before = entries[entries.indexOf(next) - 1];
  const end =
    before === undefined ? entry && lineEndAfter(text, entry.key.span.end) : entryLineEnd(before);
  return end === undefined ? undefined : insertion(end, printed);
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

function intoFlow(pair: Pair, place: FullPlace, layout: Layout): TextEdit | undefined {
  const { entries, style } = place;
  const behind = entries.findLast(({ key }) => place.isOurs(key.source)) ?? entries.at(-1);
  const [first] = entries;
  if (behind === undefined || first === undefined) return undefined;
  const spread = isSpread(place.node);
  const indent = spread ? indentAt(layout.file.text, first.key.span.start) : undefined;
  const lead = indent === undefined ? "" : layout.lineEnd + indent;
  const separator = indent === undefined ? flowSeparator(layout) : `,${lead}`;
  const printed = flowPair([pair[0], pair[1], style], indent, layout);
  const next = nextOf(pair[0], place);
  if (next !== undefined) return insertion(next.key.span.start, printed + separator);
  // If all other entries are removed, no comma may be left before the first.
  if (!entries.every(({ key }) => place.isGone(key.source)))
    return insertion(contentEnd(behind), separator + printed);
  const isLast = pair[0] === place.last;
  const open = place.node.span.start + 1;
  const gap = layout.file.text.slice(open, first.key.span.start);
  const before = gap.trim() === "" ? gap : lead;
  return insertion(open, before + printed + (isLast ? "" : flowSeparator(layout).trimEnd()));
}

/** Returns the edit that puts a map with braces in the place of a value without entries. */
function bracesFor(
  pairs: readonly Pair[],
  { node, parent, entry }: Place & { readonly entry: MappingEntry },
  layout: Layout,
): TextEdit {
  const { start, end } = node.span;
  if (!isSpread(parent)) {
    const printed = pairs.map((pair) => flowPair(pair, undefined, layout));
    return { start, end, text: `{${printed.join(flowSeparator(layout))}}` };
  }
  const outer = indentAt(layout.file.text, entry.key.span.start);
  const inner = outer + layout.unit;
  const lead = layout.lineEnd + inner;
  const printed = pairs.map((pair) => lead + flowPair(pair, inner, layout)).join(",");
  return { start, end, text: `{${printed}${layout.lineEnd}${outer}}` };
}

/** Between braces with a comment or an anchor entries go first; they are spread over lines if everything around them is. */
function intoBraces(pairs: readonly Pair[], { node, parent }: FullPlace, layout: Layout): TextEdit {
  const { text } = layout.file;
  const { start } = node.span;
  const open = text.indexOf("{", start) + 1;
  if (isFlow(parent) && !isSpread(parent)) {
    const printed = pairs.map((pair) => flowPair(pair, undefined, layout));
    return insertion(open, printed.join(flowSeparator(layout)));
  }
  // In a block the closing brace must be indented more than the key.
  const outer = indentAt(text, start) + (isFlow(parent) ? "" : layout.unit);
  const lead = `${layout.lineEnd}${outer}${layout.unit}`;
  const printed = pairs.map((pair) => lead + flowPair(pair, outer + layout.unit, layout)).join(",");
  return insertion(open, printed);
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
