// YAML 1.2 and JSON as trees of values with their spans.

import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { jsonFault } from "./json.ts";
import { outlineOf } from "./outlined.ts";
import { outlinedRoot } from "./outlined-nodes.ts";
import type { SourceFile } from "./source.ts";
import { mergeConflicts, syntaxFault } from "./yaml-faults.ts";
import type { MappingNode, YamlNode } from "./yaml-nodes.ts";
import { type Reading, readText } from "./yaml-reader.ts";

export {
  keySpanAt,
  type MappingEntry,
  type MappingNode,
  nodeAt,
  type Scalar,
  type ScalarNode,
  type SequenceNode,
  type YamlNode,
} from "./yaml-nodes.ts";

/** How much of a text is read at most, so that a hostile file takes no longer than a large honest one. */
export const yamlLimits = {
  /** The largest file, in bytes of UTF-8. */
  bytes: 33_554_432,
  /** The deepest nesting of lists and maps. */
  depth: 64,
  /** The deepest nesting in the texts of other tools. */
  foreignDepth: 200,
  /** The most line ends, commas, dashes and brackets: every entry follows at least one of them. */
  marks: 1_500_000,
  /** The most faults that are reported for one file. */
  faults: 1000,
} as const;

/** Options of reading a text. */
export interface YamlOptions {
  /** The most marks that the text may have; any number by default. */
  readonly marks?: number;
  /** True for the texts of other tools, which may have anchors, aliases, tags, any keys and deeper nesting; false by default. */
  readonly foreign?: boolean;
  /** True to return the root of a text whose only faults are keys that are given twice, of which the first ones count. */
  readonly partial?: boolean;
}

/** Returns the root node of a text, or why there is none; all faults that leave the rest readable are reported. */
export function parseYaml(file: SourceFile, options: YamlOptions = {}): Outcome<YamlNode> {
  const read = parsed(file, options);
  const conflicts = read.diagnostics.length === 0 ? [] : mergeConflicts(file);
  return conflicts.length === 0 ? read : { diagnostics: conflicts };
}

function parsed(
  file: SourceFile,
  { marks, foreign = false, partial = false }: YamlOptions,
): Outcome<YamlNode> {
  const whole = { file, start: 0, end: 0 };
  if (marks !== undefined && isTooLarge(file.text, marks))
    return { diagnostics: [diagnostic("yaml-too-large", { limit: marks }, { span: whole })] };
  const depth = foreign ? yamlLimits.foreignDepth : yamlLimits.depth;
  const reading = { foreign, depth, faults: yamlLimits.faults, nodes: true };
  const outline = foreign ? outlineOf(file) : undefined;
  if (outline !== undefined) return { value: outlinedRoot(outline), diagnostics: [] };
  if (!foreign) {
    const quick = readText(file, { ...reading, nodes: false });
    if ("root" in quick && quick.diagnostics.length === 0 && quick.documents === 1) {
      const { root } = quick;
      if (root?.kind === "mapping") return { value: lazyRoot(root, reading), diagnostics: [] };
    }
  }
  const read = readText(file, reading);
  if ("reason" in read) return { diagnostics: [syntaxFault(file, read)] };
  const { root, diagnostics, documents } = read;
  if (documents > 1) return { diagnostics: [manyDocuments(file, documents)] };
  if (root === undefined || (root.kind === "scalar" && root.plain && root.source === ""))
    return { diagnostics: [diagnostic("yaml-empty", {}, { span: whole })] };
  const isUsable = diagnostics.every(({ code }) => partial && code === "yaml-duplicate-key");
  return isUsable ? { value: root, diagnostics } : { diagnostics };
}

/** Returns a root that is read again for its entries: few texts have anything to report, and nodes take half of the time and memory. */
function lazyRoot(root: MappingNode, reading: Reading): MappingNode {
  let entries: MappingNode["entries"] | undefined;
  return {
    ...root,
    get entries() {
      if (entries !== undefined) return entries;
      const again = readText(root.span.file, reading);
      const full = "root" in again ? again.root : undefined;
      if (full?.kind !== "mapping") throw new Error("a text that was read cannot be read again");
      entries = full.entries;
      return entries;
    },
  };
}

/** Returns the root node of a catalog or a configuration within the limits; a file whose name ends in ".json" must be JSON. */
export function parseDataFile(
  file: SourceFile,
  { partial = false }: Pick<YamlOptions, "partial"> = {},
): Outcome<YamlNode> {
  const read = parseYaml(file, { ...yamlLimits, partial });
  const isSettled = read.diagnostics.some(({ code }) => wholeText.includes(code));
  const fault = isSettled || !/\.json$/i.test(file.path) ? undefined : jsonFault(file);
  return fault === undefined ? read : { diagnostics: [fault] };
}

/** Faults that say enough about a text in any format. */
const wholeText: readonly string[] = ["yaml-too-large", "yaml-empty", "merge-conflict"];

/** Returns whether a text is small enough to be read. */
export function isReadable(text: string): boolean {
  const { bytes, marks } = yamlLimits;
  // No unit of a text takes more than three bytes.
  const isSmall = 3 * text.length <= bytes || Buffer.byteLength(text) <= bytes;
  return isSmall && !isTooLarge(text, marks);
}

// Every entry follows at least one of them.
const signs = "\n\r,-?[{";

/** Counts the marks, which is quick even if parsing the text is not. */
function isTooLarge(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let left = limit;
  for (const mark of signs)
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
      if (left-- === 0) return true;
  return false;
}

function manyDocuments(file: SourceFile, documents: number): Diagnostic {
  const dashes = [...file.text.matchAll(/^---(?=\s|$)/gm)];
  const start = dashes[dashes.length < documents ? 0 : 1]?.index ?? 0;
  return diagnostic("yaml-many-documents", {}, { span: { file, start, end: start + 3 } });
}
