// A page as headings, texts and tables, whatever it is written in.

import { blocksOf } from "../text/markdown-blocks.ts";
import { htmlBlocks } from "./html-blocks.ts";

/** A part of a page; texts and cells are Markdown. */
export type PageBlock =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** Returns the parts of a page of Markdown or MDX, which may have tables of HTML in it. */
export function markdownBlocks(source: string): readonly PageBlock[] {
  const { front, body } = frontMatter(source.replace(/\r\n?/g, "\n"));
  const lines = withoutModules(body).split("\n");
  const blocks: PageBlock[] = [...front];
  let text: string[] = [];
  const close = (): void => {
    const joined = text.join("\n");
    if (joined.trim() !== "") for (const block of textBlocks(joined)) blocks.push(block);
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = fenceOf(line);
    if (fence !== undefined) {
      const end = lines.findIndex((one, i) => i > at && one.trim().startsWith(fence));
      const last = end < 0 ? lines.length : end;
      for (const one of lines.slice(at, last + 1)) text.push(one);
      at = last;
      continue;
    }
    const heading = headingOf(line, lines[at + 1]);
    if (heading !== undefined) {
      close();
      blocks.push(heading.block);
      at += heading.more;
      continue;
    }
    const html = /^\s*<table[\s>]/i.test(line)
      ? lines.findIndex((one, i) => i >= at && /<\/table\s*>/i.test(one))
      : -1;
    if (html >= 0) {
      close();
      for (const block of htmlBlocks(lines.slice(at, html + 1).join("\n"))) blocks.push(block);
      at = html;
      continue;
    }
    text.push(line);
  }
  close();
  return blocks;
}

/** Returns the title and the address that a page has before its text. */
function frontMatter(text: string): {
  readonly front: readonly PageBlock[];
  readonly body: string;
} {
  const found = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  if (found === null) return { front: [], body: text };
  const [whole, head = ""] = found;
  const valueFor = (key: string) =>
    new RegExp(`^${key}:\\s*["']?(.+?)["']?\\s*$`, "m").exec(head)?.[1];
  const title = valueFor("title");
  const url = valueFor("(?:url|canonical|canonical_url|og:url)");
  return {
    front: [
      ...(title === undefined ? [] : [{ kind: "title", text: title } as const]),
      ...(url === undefined ? [] : [{ kind: "url", text: url } as const]),
    ],
    body: text.slice(whole.length),
  };
}

/** Removes what makes MDX code, and adds a heading to components that have a title. */
function withoutModules(text: string): string {
  return text
    .replace(/^(?:import|export)\s[^\n]*(?:from\s+["'][^"'\n]*["'];?|;|\})\s*$/gm, "")
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, "")
    .replace(
      /^\s*<(?:Accordion|Expandable|Tab|Step|Card)\b[^>\n]*?\btitle=["'{]+([^"'}\n]+)["'}]+[^>\n]*>\s*$/gm,
      "###### $1",
    )
    .replace(/^\s*<\/?[A-Z][\w.]*(?:\s[^<>\n]*)?>\s*$/gm, "");
}

function headingOf(
  line: string,
  next: string | undefined,
): { readonly block: PageBlock; readonly more: number } | undefined {
  const [, signs = "", text] = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line) ?? [];
  if (text !== undefined)
    return { block: { kind: "heading", level: signs.length, text: withoutId(text) }, more: 0 };
  const under = /^ {0,3}(=+|-{3,})[ \t]*$/.exec(next ?? "")?.[1];
  const isText = /^ {0,3}[^\s>|*+-]/.test(line) && !line.includes("|");
  if (under === undefined || !isText) return undefined;
  return {
    block: { kind: "heading", level: under.startsWith("=") ? 1 : 2, text: withoutId(line.trim()) },
    more: 1,
  };
}

/** An id of a heading is no part of its text. */
function withoutId(text: string): string {
  return text.replace(/\s*\{#[^}]*\}\s*$/, "");
}

/** Returns a text with the tables in it apart; one in code only shows how to write one. */
function textBlocks(text: string): readonly PageBlock[] {
  if (!/^[^\n]*\|[^\n]*\n[ \t|:-]+$/m.test(text)) return [{ kind: "text", text }];
  const lines = text.split("\n");
  const isCode = codeLines(lines);
  const blocks: PageBlock[] = [];
  let kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const isTable =
      isCode[at] === false &&
      (lines[at] ?? "").includes("|") &&
      /^[ \t|:-]*-[ \t|:-]*$/.test(lines[at + 1] ?? "") &&
      (lines[at + 1] ?? "").includes("|");
    if (!isTable) {
      kept.push(lines[at] ?? "");
      continue;
    }
    let end = at + 2;
    while (end < lines.length && (lines[end] ?? "").includes("|")) end++;
    const [table] = blocksOf(
      lines
        .slice(at, end)
        .map((line) => line.trim())
        .join("\n"),
    );
    if (table?.kind !== "table") {
      kept.push(lines[at] ?? "");
      continue;
    }
    if (kept.join("").trim() !== "") blocks.push({ kind: "text", text: kept.join("\n") });
    kept = [];
    blocks.push({ kind: "table", rows: table.rows.map((row) => row.map(cellText)) });
    at = end - 1;
  }
  if (kept.join("").trim() !== "") blocks.push({ kind: "text", text: kept.join("\n") });
  return blocks;
}

/** Returns for each line whether it is in a fence, or in code by its indentation outside of lists. */
function codeLines(lines: readonly string[]): readonly boolean[] {
  let fence: string | undefined;
  let isCode = false;
  let isInList = false;
  return lines.map((line, at) => {
    const sign = fenceOf(line);
    if (fence !== undefined) {
      if (line.trim().startsWith(fence)) fence = undefined;
      return true;
    }
    fence = sign;
    if (fence !== undefined || line.trim() === "") return fence !== undefined || isCode;
    const isIndented = /^(?: {4}|\t)/.test(line);
    if (!isIndented && !/^ /.test(line)) isInList = /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line);
    const isBehindGap = (lines[at - 1] ?? "").trim() === "";
    isCode = isIndented && !isInList && (isCode || isBehindGap);
    return isCode;
  });
}

/** Returns the signs that begin a fence. */
function fenceOf(line: string): string | undefined {
  return /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
}

/** Returns a cell as Markdown with lines. */
function cellText(cell: string): string {
  return cell
    .replace(/<li>\s*/gi, "\n- ")
    .replace(/<\/(?:li|ul|ol|p)>\s*|<(?:ul|ol|p)>/gi, "\n")
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/(?:^|\s)•\s*/g, "\n- ")
    .replace(/\n[ \t]+/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
