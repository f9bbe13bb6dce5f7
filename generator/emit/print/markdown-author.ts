// An author's Markdown, read as blocks and printed again, so that nothing of it leaves the section it stands in.

import { type Block, blocksOf, type Lines, type List } from "../../text/markdown-blocks.ts";
import { asLine } from "./markdown-escape.ts";
import { authorLine, block, type Setting } from "./markdown-inline.ts";

/** Where an author's Markdown is printed. */
export interface Section {
  /** The level of the section's own heading; the author's headings come below it. */
  readonly level: number;
  /** How lines are printed, and what links lead to. */
  readonly setting: Setting;
  /** Whether a heading could have an anchor of the page; it becomes a paragraph. */
  readonly isTaken: (heading: string) => boolean;
}

/** One line of words, which is a paragraph without any look at what else it could be. */
const plainLine = /^[A-Za-z][^\n\r]*[^\s]$/;

/** Prints an author's Markdown as blocks of their own, without a line break at the end. */
export function markdown(source: string, section: Section): string {
  if (plainLine.test(source)) return authorLine(source, section.setting);
  const printed = printAll(blocksOf(source), section);
  return printed.map(({ lines }) => lines.join("\n")).join("\n\n");
}

/** Prints an author's Markdown as one entry of a list: a marker, and every further line indented by its width. */
export function item(source: string, marker: string, section: Section): string {
  if (plainLine.test(source)) return `${marker}${authorLine(source, section.setting)}`;
  return printItem(blocksOf(source), marker, section).join("\n");
}

/** Prints blocks, without those of which nothing is left, such as a heading without a text. */
function printAll(blocks: readonly Block[], section: Section): readonly Printed[] {
  const printed = blocks.map((one) => ({ one, lines: printBlock(one, section) }));
  return printed.filter(({ lines }) => lines.some((line) => line !== ""));
}

interface Printed {
  readonly one: Block;
  readonly lines: Lines;
}

function printBlock(one: Block, section: Section): Lines {
  switch (one.kind) {
    case "paragraph":
      return authorLine(one.text, section.setting)
        .split("\n")
        .filter((line) => line !== "");
    case "heading":
      return [printHeading(one, section)];
    case "code":
      return block(one.text, one.language).split("\n");
    case "rule":
      // Dashes or stars would make another rule, or a list, of the marker before them.
      return ["___"];
    case "quote":
      return separated(one.blocks, section).map((line) => (line === "" ? ">" : `> ${line}`));
    case "list":
      return printList(one, section);
    case "table":
      return printTable(one.rows, one.aligns, section);
  }
}

function printHeading(one: { level: number; text: string }, section: Section): string {
  const printed = asLine(authorLine(one.text, section.setting).replaceAll("\n", " "));
  if (printed === "" || section.isTaken(one.text)) return printed;
  return `${"#".repeat(Math.min(6, section.level + one.level))} ${printed}`;
}

function printList(list: List, section: Section): Lines {
  const ordered = list.sign === "." || list.sign === ")";
  return list.items.flatMap((blocks, i) => {
    const marker = ordered ? `${list.start + i}${list.sign} ` : `${list.sign} `;
    const lines = printItem(blocks, marker, section);
    return i > 0 && list.loose ? ["", ...lines] : lines;
  });
}

function printItem(blocks: readonly Block[], marker: string, section: Section): Lines {
  const indent = " ".repeat(marker.length);
  const lines = separated(blocks, section);
  if (lines.length === 0) return [marker.trimEnd()];
  return lines.map((line, i) =>
    i === 0 ? `${marker}${line}` : line === "" ? "" : `${indent}${line}`,
  );
}

/** Prints blocks inside of a list or a quote, with a blank line between two of them where the author has one or they need it. */
function separated(blocks: readonly Block[], section: Section): Lines {
  const printed = printAll(blocks, section);
  return printed.flatMap(({ one, lines }, i) => {
    const before = printed[i - 1]?.one;
    if (before === undefined) return lines;
    const follows = before.kind === "paragraph" && (one.kind === "list" || one.kind === "code");
    return one.gap || !follows ? ["", ...lines] : lines;
  });
}

function printTable(rows: readonly Lines[], aligns: Lines, section: Section): Lines {
  const setting = { ...section.setting, place: "cell" as const };
  const printed = rows.map(
    (row) => `| ${row.map((one) => authorLine(one, setting)).join(" | ")} |`,
  );
  return [...printed.slice(0, 1), `| ${aligns.join(" | ")} |`, ...printed.slice(1)];
}
