// HTML from templates that were compiled ahead of time: nothing but what a template says is markup.

import { escapeDeceptive, unicodeEscape } from "../../text/characters.ts";
import { type Block, blocksOf, type Lines, type List } from "../../text/markdown-blocks.ts";
import { escapeHtml } from "./html-escape.ts";
import { authorLine, code, type LineSetting, type LinkTo, line } from "./html-inline.ts";
import { say } from "./inline.ts";
import { url } from "./markdown-inline.ts";
import {
  type Hash,
  inlineOf,
  reading,
  type Template,
  type TemplatePrinter,
  textOf,
  wordOf,
} from "./printer.ts";

/**
 * Returns a function that renders compiled templates over views as HTML.
 * A hole is one of `text`, `word`, `code`, `attribute`, `url`, `block`, `markdown` and `item`; `{{markdown x level=3}}` has the
 * level of the heading that the text is below.
 */
export function htmlRenderer(setting: LineSetting): (template: Template, view: object) => string {
  const { linkTo } = setting;
  const section = ({ level }: Hash): Section => {
    if (typeof level === "number") return { level, linkTo };
    throw new TypeError("A template must say at which level its heading is.");
  };
  const printer: TemplatePrinter = {
    ...reading,
    text: (value) => line(inlineOf(value), setting),
    word: (value) => line(say(wordOf(value)), setting),
    code: (value) => code(textOf(value)),
    attribute: (value) => escapeHtml(textOf(value)),
    url: (value) => url(textOf(value)),
    block: (value) => block(textOf(value)),
    markdown: (value, more: Hash = {}) => printAll(blocksOf(textOf(value)), section(more)),
    item: (value, more: Hash = {}) => printItem(blocksOf(textOf(value)), section(more)),
  };
  return (template, view) => template(printer, view);
}

/** Where an author's Markdown is printed. */
interface Section {
  /** The level of the section's own heading; the author's headings come below it. */
  readonly level: number;
  readonly linkTo: LinkTo;
}

/** Prints code as a block that scrolls, and that the keyboard reaches for it. */
function block(text: string): string {
  // An escape in JSON and in code is the same text again, which a reference in HTML would not show.
  const content = escapeDeceptive(text.replace(/\r\n?/g, "\n"), unicodeEscape);
  return `<pre tabindex="0"><code>${escapeHtml(content)}</code></pre>`;
}

function printAll(blocks: readonly Block[], section: Section): string {
  return blocks.map((one) => printBlock(one, section)).join("\n");
}

function printBlock(one: Block, section: Section): string {
  switch (one.kind) {
    case "paragraph":
      return `<p>${authorLine(one.text, section.linkTo)}</p>`;
    case "heading": {
      const level = Math.min(6, section.level + one.level);
      return `<h${level}>${authorLine(one.text, section.linkTo)}</h${level}>`;
    }
    case "code":
      return block(one.text);
    case "rule":
      return "<hr>";
    case "quote":
      return `<blockquote>\n${printAll(one.blocks, section)}\n</blockquote>`;
    case "list":
      return printList(one, section);
    case "table":
      return printTable(one.rows, one.aligns, section);
  }
}

function printList({ sign, start, items }: List, section: Section): string {
  const isOrdered = sign === "." || sign === ")";
  const opening = isOrdered && start !== 1 ? `<ol start="${start}">` : isOrdered ? "<ol>" : "<ul>";
  const all = items.map((blocks) => `<li>${printItem(blocks, section)}</li>`);
  return `${opening}\n${all.join("\n")}\n</${isOrdered ? "ol" : "ul"}>`;
}

/** Prints the blocks of a list's entry, of which a first paragraph needs no element. */
function printItem([first, ...rest]: readonly Block[], section: Section): string {
  if (first === undefined) return "";
  if (first.kind !== "paragraph") return printAll([first, ...rest], section);
  const words = authorLine(first.text, section.linkTo);
  return rest.length === 0 ? words : `${words}\n${printAll(rest, section)}`;
}

function printTable(rows: readonly Lines[], aligns: Lines, section: Section): string {
  const [head = [], ...body] = rows;
  const row = (cells: Lines, element: string): string => {
    const all = cells.map((cell, i) => {
      const align = alignOf(aligns[i] ?? "");
      return `<${element}${align}>${authorLine(cell, section.linkTo)}</${element}>`;
    });
    return `<tr>${all.join("")}</tr>`;
  };
  const lines = body.map((cells) => row(cells, "td"));
  return `<table tabindex="0">\n<thead>${row(head, "th")}</thead>\n<tbody>\n${lines.join("\n")}\n</tbody>\n</table>`;
}

function alignOf(mark: string): string {
  if (!mark.endsWith(":")) return "";
  return mark.startsWith(":") ? ' class="center"' : ' class="end"';
}
