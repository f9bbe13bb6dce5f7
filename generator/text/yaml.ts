// YAML 1.2 and JSON to a tree of values that know where they stand, and values back to YAML.

import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { jsonFault } from "./json.ts";
import type { SourceFile } from "./source.ts";
import { check } from "./yaml-check.ts";
import { EVENT_ID, type Event, eventsOf } from "./yaml-events.ts";
import { syntaxFault } from "./yaml-fault.ts";
import type { YamlNode } from "./yaml-nodes.ts";
import { treeOf } from "./yaml-tree.ts";

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

/** How much of a text is read at most, so that a hostile file costs no more than a large honest one. */
export const yamlLimits = {
  /** The largest file, in bytes of UTF-8. */
  bytes: 33_554_432,
  /** The deepest nesting of lists and maps. */
  depth: 64,
  /** The deepest nesting in texts of others' tools. */
  foreignDepth: 200,
  /** The most line ends, commas, dashes and brackets, of which one or more stand before every entry. */
  marks: 1_500_000,
  /** The most faults that are told of one file. */
  faults: 1000,
} as const;

/** How a text is read. */
export interface YamlOptions {
  /** The most marks that it may have; by default any number. */
  readonly marks?: number;
  /** True for texts of others' tools, which may have anchors, aliases, tags, any keys and deeper nesting; false by default. */
  readonly foreign?: boolean;
}

/** Gives the root node of a text, or the diagnostics that say why there is none; duplicate keys are all told. */
export function parseYaml(
  file: SourceFile,
  { marks: limit, foreign = false }: YamlOptions = {},
): Outcome<YamlNode> {
  if (limit !== undefined && isTooLarge(file.text, limit)) {
    const span = { file, start: 0, end: 0 };
    return { diagnostics: [diagnostic("yaml-too-large", { limit }, { span })] };
  }
  const depth = foreign ? yamlLimits.foreignDepth : yamlLimits.depth;
  const read = eventsOf(file.text, depth + 1);
  if ("fault" in read) {
    return { diagnostics: [syntaxFault(file, read.fault.offset, read.fault.reason)] };
  }
  const checked = check(file, read.events, { foreign, limit: yamlLimits.faults });
  if (checked.goesOn) return { diagnostics: [manyDocuments(file, read.events)] };
  const first = read.events[1];
  if (first === undefined || (first.type === EVENT_ID.SCALAR && first.valueStart < 0))
    return { diagnostics: [diagnostic("yaml-empty", {}, { span: { file, start: 0, end: 0 } })] };
  const { reading, diagnostics } = checked;
  return diagnostics.length > 0 ? { diagnostics } : { value: treeOf(reading), diagnostics };
}

/** Gives the root node of a catalog or a configuration within the limits; where its name ends in ".json", nothing but JSON is read. */
export function parseDataFile(file: SourceFile): Outcome<YamlNode> {
  const read = parseYaml(file, yamlLimits);
  const isSettled = read.diagnostics.some(({ code }) => wholeText.includes(code));
  const fault = isSettled || !/\.json$/i.test(file.path) ? undefined : jsonFault(file);
  return fault === undefined ? read : { diagnostics: [fault] };
}

/** Faults of a text that say enough, whatever it is. */
const wholeText: readonly string[] = ["yaml-too-large", "yaml-empty"];

/** Tells whether a text of another's tool can be read, as far as its size goes. */
export function isReadable(text: string): boolean {
  const { bytes, marks } = yamlLimits;
  return Buffer.byteLength(text) <= bytes && !isTooLarge(text, marks);
}

/** Tells whether there are more marks than may be, which is quick where parsing a hostile text is not. */
function isTooLarge(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let marks = 0;
  for (const mark of "\n\r,-?[{") marks += countOf(text, mark);
  return marks > limit;
}

function countOf(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
  return count;
}

function manyDocuments(file: SourceFile, events: readonly Event[]): Diagnostic {
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
  const dashes = [...file.text.matchAll(/^---(?=\s|$)/gm)];
  const start = dashes[dashes.length < documents ? 0 : 1]?.index ?? 0;
  return diagnostic("yaml-many-documents", {}, { span: { file, start, end: start + 3 } });
}
