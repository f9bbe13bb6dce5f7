// Lists of codes that are kept equal to a catalog's, item by item, with the comments between them.

import { jsonText } from "../text/characters.ts";
import type { TextEdit } from "../text/source.ts";
import { parseYaml } from "../text/yaml.ts";
import type { MappingEntry, SequenceNode, YamlNode } from "../text/yaml-nodes.ts";
import { printYaml } from "../text/yaml-print.ts";
import {
  behindLineEnd,
  contentEnd,
  entryLineEnd,
  lineEndAfter,
  lineEndBefore,
  lineStart,
} from "./layout.ts";

/** A code as a catalog writes it. */
export type Code = string | number;

/** Returns whether a list has exactly these codes, in any order. */
export function hasCodes(node: YamlNode | undefined, codes: readonly Code[]): boolean {
  if (node?.kind !== "sequence" || node.items.length !== codes.length) return false;
  const values = new Set(node.value.map(String));
  return codes.every((code) => values.has(String(code)));
}

/** Returns the edits that make a list have exactly these codes; a new one goes behind the one that is before it in the catalog. */
export function listEdits(list: SequenceNode, codes: readonly Code[]): readonly TextEdit[] {
  const { text } = list.span.file;
  const wanted = new Set(codes.map(String));
  const isKept = (item: YamlNode | undefined) =>
    item !== undefined && wanted.has(String(item.value));
  const kept = list.items.filter(isKept);
  const isFlow = isInBrackets(list);
  const [first] = list.items;
  if (first === undefined || kept.length === 0) return [wholeList(list, codes)];
  const quote = /["']/.exec(text[first.span.start] ?? "")?.[0];
  const known = new Map(kept.map((item) => [String(item.value), item]));
  const insertions = codes.flatMap((code, i): readonly TextEdit[] => {
    if (known.has(String(code))) return [];
    const before = codes.slice(0, i).findLast((one) => known.has(String(one)));
    const behind = before === undefined ? undefined : known.get(String(before));
    const printed = printedCode(code, { quote, isFlow });
    if (isFlow) {
      const at = behind?.span.end ?? kept[0]?.span.start ?? list.span.end;
      return [{ start: at, end: at, text: behind === undefined ? `${printed}, ` : `, ${printed}` }];
    }
    const prefix = text
      .slice(lineStart(text, first.span.start), first.span.start)
      .replace(/[^-]/g, " ");
    const line = `${/\r\n|\n|\r/.exec(text)?.[0] ?? "\n"}${prefix}${printed}`;
    const at =
      behind === undefined
        ? (lineEndBefore(text, kept[0]?.span.start ?? 0) ?? 0)
        : lineEndAfter(text, behind.span.end);
    return [{ start: at, end: at, text: line }];
  });
  const removals = list.items.flatMap((item, i): readonly TextEdit[] => {
    if (isKept(item)) return [];
    const { start, end } = item.span;
    if (!isFlow) {
      return [{ start: lineEndBefore(text, start) ?? 0, end: lineEndAfter(text, end), text: "" }];
    }
    const isFirst = !list.items.slice(0, i).some(isKept);
    const [previous, next] = [list.items[i - 1], list.items[i + 1]];
    if (isFirst) return [{ start, end: next?.span.start ?? end, text: "" }];
    return [{ start: previous?.span.end ?? start, end, text: "" }];
  });
  return [...insertions, ...removals];
}

function isInBrackets({ span }: SequenceNode): boolean {
  return span.file.text[span.start] === "[";
}

/** Returns the offset after a value and, for a list in a block, after the comment behind its last item. */
export function listEnd(entry: MappingEntry): number {
  const isBlock = entry.node.kind === "sequence" && !isInBrackets(entry.node);
  return (isBlock ? entryLineEnd(entry) : undefined) ?? contentEnd(entry);
}

/** Returns the offset to which a former list takes the place of a present one: comments and blank lines before removed last items are behind the list now. */
export function listEndBefore(entry: MappingEntry, former: string): number {
  const { text } = entry.key.span.file;
  const source = `former:${former}`;
  const { value: root } = parseYaml({ path: "", text: source }, { foreign: true });
  const list = root?.kind === "mapping" ? root.entries.get("former")?.node : undefined;
  if (list?.kind !== "sequence" || isInBrackets(list) || entry.node.kind !== "sequence")
    return contentEnd(entry);
  let end = lineEndAfter(text, contentEnd(entry));
  const present = new Set(entry.node.value.map(String));
  const last = list.items.findLast((item) => present.has(String(item.value)));
  if (last === undefined) return end;
  const lines = source.slice(lineEndAfter(source, last.span.end)).split(/\r\n|\n|\r/);
  for (const line of lines.slice(1).filter((one) => /^\s*(?:#|$)/.test(one))) {
    const start = behindLineEnd(text, end);
    const next = lineEndAfter(text, start);
    if (text.slice(start, next) !== line) break;
    end = next;
  }
  return end;
}

/** A list that keeps nothing is written anew in braces. */
function wholeList({ span: { start, end } }: SequenceNode, codes: readonly Code[]): TextEdit {
  return { start, end, text: `[${codes.map((code) => jsonText(code)).join(", ")}]` };
}

function printedCode(
  code: Code,
  { quote, isFlow }: { readonly quote: string | undefined; readonly isFlow: boolean },
): string {
  if (typeof code === "string" && quote === "'" && !code.includes("'")) return `'${code}'`;
  const plain = printYaml([code]).slice(2, -1);
  return quote === '"' || (isFlow && /[,[\]{}]/.test(plain)) ? jsonText(code) : plain;
}
