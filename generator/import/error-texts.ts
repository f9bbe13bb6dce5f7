// What a piece of Markdown says of an error: a summary, a description, causes, steps and bodies.

import { tidy } from "../text/data.ts";
import { shownObject } from "../text/loose-json.ts";
import { linksOf, mapLinks } from "../text/markdown.ts";
import { piecesOf } from "../text/markdown-pieces.ts";
import type { ErrorTexts, ShownBody } from "./finding.ts";

/** What the lines after a label are. */
type Bucket = "prose" | "causes" | "resolution" | "example";

const labels: readonly (readonly [Bucket, RegExp])[] = [
  ["prose", /^(?:error )?(?:description|meaning|summary|message)$|^(?:错误)?(?:描述|说明|含义)$/i],
  [
    "causes",
    /^(?:(?:common|possible|likely|potential|typical) )?(?:causes?|reasons?|validation issues|errors?)$|^why .*|^(?:可能|常见|错误)?(?:的)?原因(?:分析)?$/i,
  ],
  [
    "resolution",
    /^(?:(?:steps?|how) to (?:resolve|fix|solve|handle)(?: (?:it|this|the error))?|troubleshooting(?: steps?)?|(?:suggested|possible|recommended|proposed)? ?(?:solutions?|resolutions?|fix(?:es)?|actions?|remed(?:y|ies))|what to do|next steps|(?:解决|处理|排查)(?:方案|方法|办法|步骤|建议|方式)|建议)$/i,
  ],
  [
    "example",
    /^(?:(?:error )?(?:examples?|samples?)(?: (?:error )?(?:response|body|payload))?(?: ?\d+)?|(?:error )?response(?: (?:example|body|sample))?|(?:错误|返回|响应)?示例)$/i,
  ],
];

const statusLine =
  /^[ \t]{0,3}(?:[-*+][ \t]+)?(?:\*\*|__)?(?:HTTP(?: status)?(?: code)?|status(?: code)?|(?:HTTP ?)?状态码)[ \t]*(?:(?:\*\*|__)?[:：](?:\*\*|__)?[ \t]*|[ \t])[`*_]*([45]\d\d)\b[`*_]*(?:[ \t]+[A-Z][A-Za-z' -]{0,40})?[.`*_]*[ \t]*$/gim;

/** Returns the statuses that lines of a text are, and the text without these lines. */
export function statusesIn(markdown: string): {
  readonly statuses: readonly number[];
  readonly text: string;
} {
  const statuses = [...markdown.matchAll(statusLine)].map(([, status]) => Number(status));
  return { statuses: [...new Set(statuses)], text: markdown.replace(statusLine, "") };
}

/** Returns what a text says. */
export function textsIn(markdown: string): ErrorTexts {
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  const found: Found = { prose: [], causes: [], resolution: [], samples: [], indents: new Map() };
  let bucket: Bucket = "prose";
  let title: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = endOfFence(lines, at, fence);
      const body = shownObject(lines.slice(at + 1, end).join("\n"));
      if (body !== undefined && !Array.isArray(body)) found.samples.push(sampleOf(body, title));
      else append(found, bucket === "example" ? "prose" : bucket, lines.slice(at, end + 1));
      at = end;
      title = undefined;
      if (bucket === "example") bucket = "prose";
      continue;
    }
    const label = labelOf(line);
    if (label !== undefined) {
      bucket = label.bucket;
      title = bucket === "example" ? label.rest : undefined;
      if (bucket !== "example" && label.rest !== "") append(found, bucket, [label.rest]);
      continue;
    }
    if (bucket !== "prose" && leaves(lines, at, bucket, found)) bucket = "prose";
    append(found, bucket === "example" ? "prose" : bucket, [line]);
  }
  return settled(found);
}

interface Found {
  readonly prose: string[];
  /** The lines of each item. */
  readonly causes: string[][];
  readonly resolution: string[][];
  readonly samples: ShownBody[];
  /** How far the first items are indented. */
  readonly indents: Map<Bucket, number>;
}

function sampleOf(body: object, title: string | undefined): ShownBody {
  const text = title === undefined ? "" : lineOf(title);
  return text === "" ? { body } : { body, title: text };
}

function endOfFence(lines: readonly string[], from: number, fence: string): number {
  const end = lines.findIndex((line, i) => i > from && line.trim().startsWith(fence));
  return end < 0 ? lines.length : end;
}

/** Returns what the following lines are, if a line says so, and what it has behind its colon. */
function labelOf(line: string): { readonly bucket: Bucket; readonly rest: string } | undefined {
  const heading = /^\s{0,3}#{1,6}\s+/.test(line);
  const plain = line.replace(/^\s{0,3}(?:#{1,6}\s+|[-*+]\s+(?=\*\*|__))/, "").trim();
  const bold = /^(\*\*|__)(.+?)[:：]?\1[:：]?\s*(.*)$/.exec(plain);
  const [head, rest] =
    bold !== null && !/[:：]/.test(bold[2] ?? "")
      ? [bold[2] ?? "", bold[3] ?? ""]
      : (/^([^:：]{2,40})[:：]\s*(.*)$/.exec(bold?.[2] ?? plain)?.slice(1, 3) ?? [
          heading ? plain : "",
          "",
        ]);
  const word = head?.replace(/[*_`:：]/g, "").trim() ?? "";
  const bucket = labels.find(([, form]) => form.test(word))?.[0];
  return bucket === undefined ? undefined : { bucket, rest: rest ?? "" };
}

const marker = /^(\s*)(?:[-*+•]|\d{1,3}[.)、])\s+(.*)$/;

/** Returns whether the list under a label has ended, and prose goes on. */
function leaves(lines: readonly string[], at: number, bucket: Bucket, found: Found): boolean {
  const line = lines[at] ?? "";
  if (line.trim() === "" || bucket === "example") return false;
  if (
    /^\s{0,3}#{1,6}\s|^\s*>|^(?:\*\*)?(?:note|important|warning|security note|注意)\b/i.test(line)
  )
    return true;
  const items = bucket === "causes" ? found.causes : found.resolution;
  const isBehindGap = (lines[at - 1] ?? "").trim() === "";
  return items.length > 0 && isBehindGap && !/^\s/.test(line) && !marker.test(line);
}

function append(found: Found, bucket: Bucket, lines: readonly string[]): void {
  if (bucket === "prose" || bucket === "example") {
    for (const line of lines) found.prose.push(line);
    return;
  }
  const items = found[bucket];
  for (const line of lines) {
    const [, indent = "", text] = marker.exec(line) ?? [];
    const last = items.at(-1);
    if (text !== undefined && last === undefined) found.indents.set(bucket, indent.length);
    const isItem = indent.length < (found.indents.get(bucket) ?? 0) + 2;
    if (text !== undefined && (isItem || last === undefined)) items.push([text]);
    else if (last === undefined) {
      if (line.trim() !== "") items.push([line.trim()]);
    } else last.push(line.replace(/^ {1,4}|^\t/, ""));
  }
}

function settled({ prose, causes, resolution, samples }: Found): ErrorTexts {
  const items = (lists: readonly (readonly string[])[]) =>
    [...new Set(lists.map((lines) => cleanMarkdown(lines.join("\n"))))]
      .filter((text) => text !== "")
      .slice(0, 100);
  const text = cleanMarkdown(prose.join("\n"));
  return { ...proseTexts(text), causes: items(causes), resolution: items(resolution), samples };
}

/** Returns a text as its first sentence and what is left. */
export function proseTexts(markdown: string): Pick<ErrorTexts, "summary" | "description"> {
  const [first = "", ...more] = markdown.split(/\n\s*\n/);
  if (markdown.trim() === "") return {};
  // What begins with a list or a table has no sentence to take.
  if (/^\s*(?:[-*+|>]|\d+[.)]|```|#)/.test(first)) return describedList(markdown);
  const end = sentenceEnd(first);
  const summary = lineOf(first.slice(0, end));
  const rest = [first.slice(end).trim(), ...more].filter((part) => part.trim() !== "").join("\n\n");
  if (summary.length > longestLine || summary === "") {
    return { ...tidy({ summary: shortened(summary) }), description: markdown };
  }
  return rest === "" ? { summary } : { summary, description: rest };
}

function describedList(markdown: string): Pick<ErrorTexts, "summary" | "description"> {
  const [, , item] = marker.exec(markdown.split("\n")[0] ?? "") ?? [];
  const isOne = markdown.trim().split("\n").length === 1;
  const summary = item === undefined ? undefined : shortened(lineOf(item));
  return isOne ? tidy({ summary }) : { ...tidy({ summary }), description: markdown };
}

const longestLine = 300;

function shortened(line: string): string | undefined {
  if (line === "") return undefined;
  return line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine - 1).replace(/[\ud800-\udbff]$|\s+\S*$/, "")}…`;
}

/** Returns the offset after the first sentence. */
function sentenceEnd(text: string): number {
  for (const { index, 0: sign } of text.matchAll(/[.!?](?=\s)|[。！？]/g)) {
    const before = text.slice(0, index);
    const isShort = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|no|approx)$/i.test(before);
    if (!isShort) return index + sign.length;
  }
  return text.length;
}

/** Returns Markdown as one line of plain text. */
export function lineOf(markdown: string): string {
  return plainText(markdown)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, " ")
    .trim();
}

function plainText(markdown: string): string {
  return piecesOf(markdown)
    .map((piece) => {
      switch (piece.kind) {
        case "link":
          return piece.image ? "" : plainText(piece.words);
        case "mark":
          // Inside of a word, or with spaces around it, it is a sign like any other.
          return isBare(markdown, piece) ? piece.text : "";
        case "definition":
          return "";
        case "break":
          return " ";
        case "entity":
          return entities.get(piece.text) ?? piece.text;
        case "autolink":
        case "bare":
          return piece.url;
        default:
          return piece.text;
      }
    })
    .join("");
}

function isBare(
  markdown: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const around = `${markdown.charAt(start - 1) || " "}${markdown.charAt(end) || " "}`;
  return (
    /^\s\s$/.test(around) || (markdown.charAt(start) === "_" && /^[\p{L}\p{N}]{2}$/u.test(around))
  );
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
  ["&quot;", '"'],
  ["&#39;", "'"],
  ["&apos;", "'"],
  ["&nbsp;", " "],
]);

/** A tag, or what may look like one and is code or escaped. */
const tagOrCode =
  /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|\\[^\n]|<\/?[A-Za-z][\w.-]*(?:\s[^<>]*)?\/?>/g;

const longestText = 20_000;

/** Returns Markdown that a catalog may have: no links that lead nowhere from there, no tags and no control characters. */
export function cleanMarkdown(markdown: string): string {
  const text = markdown
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(tagOrCode, (whole) =>
      /^[`\\]/.test(whole) ? whole : /^<br\b/i.test(whole) ? "\n" : "",
    )
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const linked = mapLinks(text, ({ words, url }) => (isKept(url) ? undefined : words));
  const plain = linksOf(linked).every(isKept) ? linked : linked.replace(/[[\]<]/g, "\\$&");
  return plain.length > longestText ? `${plain.slice(0, longestText - 1)}…` : plain;
}

function isKept(url: string): boolean {
  return /^(?:https?:\/\/[^\s"'<>{}]+|mailto:\S+)$/.test(url) && URL.canParse(url);
}
