// Links in Markdown: which ones a text has, and the text with other ones in their place.

import { linksIn } from "./markdown-pieces.ts";

/** An inline link, `[words](url)`. */
export interface MarkdownLink {
  /** The words between the brackets, as Markdown. */
  readonly words: string;
  /** The destination; a link to a definition has `#` and its name. */
  readonly url: string;
}

/**
 * Returns a Markdown text with each inline link replaced by what `to` returns for it, or kept if that is `undefined`.
 * Code, images and everything else stay byte for byte as written, and the words of a link are not escaped again.
 *
 * @example Links to classes in a comment, where `[a](#Name)` becomes `{@link NameError | a}`
 * mapLinks(text, ({ words, url }) =>
 *   url.startsWith("#") ? `{@link ${className(url.slice(1))} | ${words}}` : undefined);
 * @example Links to the documentation of a definition, or its words alone if it has none
 * mapLinks(text, ({ words, url }) => {
 *   if (!url.startsWith("#")) return undefined;
 *   const docsUrl = definitions.get(url.slice(1))?.docsUrl;
 *   return docsUrl === undefined ? words : `[${words}](<${docsUrl}>)`;
 * });
 */
export function mapLinks(markdown: string, to: (link: MarkdownLink) => string | undefined): string {
  if (!markdown.includes("](")) return markdown;
  let mapped = "";
  let from = 0;
  for (const [start, end] of proseOf(markdown)) {
    mapped += markdown.slice(from, start) + mapProse(markdown.slice(start, end), to);
    from = end;
  }
  return mapped + markdown.slice(from);
}

function mapProse(text: string, to: (link: MarkdownLink) => string | undefined): string {
  let mapped = "";
  let from = 0;
  for (const link of linksIn(text)) {
    // A link around another one is none, and it ends after that.
    if (link.kind !== "link" || link.image || link.start < from) continue;
    const other = to(link);
    if (other === undefined) continue;
    mapped += text.slice(from, link.start) + other;
    from = link.end;
  }
  return mapped + text.slice(from);
}

/**
 * Returns the destinations that any reader of Markdown may find in a text: those of inline links, images and autolinks,
 * and of definitions of reference links. Only what every reader takes for code is left out.
 */
export function linksOf(markdown: string): readonly string[] {
  if (!/[\]<]/.test(markdown)) return [];
  const text = markdown.replace(/\r\n?/g, "\n");
  return proseOf(text).flatMap(([start, end]) =>
    linksIn(text.slice(start, end)).map(({ url }) => url),
  );
}

type Range = readonly [start: number, end: number];

/** Returns the runs of lines between blank lines, without fenced code. */
function proseOf(text: string): readonly Range[] {
  const lines = text.split("\n");
  const ranges: Range[] = [];
  let start = 0;
  let at = 0;
  let fences = true;
  const close = (next: number): void => {
    if (at > start) ranges.push([start, at]);
    start = next;
    at = next;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const next = at + line.length + 1;
    const fence = fences ? fenceOf(line) : undefined;
    const last = fence === undefined ? undefined : endOfFence(lines, i, fence);
    if (last !== undefined && (at === start || (fence?.indent ?? 0) < 4)) {
      const code = lines.slice(i, last + 1);
      close(at + code.reduce((length, one) => length + one.length + 1, 0));
      i = last;
      continue;
    }
    // After a fence that readers may take in two ways, nothing counts as code any more.
    if (mayHoldFence(line)) fences = false;
    if (line.trim() === "") close(next);
    else at = next;
  }
  close(at);
  return ranges;
}

interface Fence {
  readonly indent: number;
  readonly mark: string;
  readonly length: number;
}

function fenceOf(line: string): Fence | undefined {
  const found = /^( *)(`{3,}|~{3,})(.*)$/s.exec(line);
  if (found === null) return undefined;
  const [, spaces = "", marks = "", info = ""] = found;
  const mark = marks.charAt(0);
  if (mark === "`" && info.includes("`")) return undefined;
  return { indent: spaces.length, mark, length: marks.length };
}

function mayHoldFence(line: string): boolean {
  const beginsHtml = /^ {0,3}<(?:[!?]|\/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))/.test(line);
  return beginsHtml || line.includes("```") || line.includes("~~~");
}

/** Returns the line that closes a fence, if it is indented alike and nothing between is indented less. */
function endOfFence(lines: readonly string[], from: number, fence: Fence): number | undefined {
  const spaces = " ".repeat(fence.indent);
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    if (!line.startsWith(spaces)) return undefined;
    const other = fenceOf(line);
    if (other === undefined || other.mark !== fence.mark || other.length < fence.length) continue;
    if (line.trim() !== other.mark.repeat(other.length)) continue;
    return other.indent === fence.indent ? i : undefined;
  }
  return undefined;
}
