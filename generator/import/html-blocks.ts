// A page of HTML as headings, texts and tables; whatever is no text is left out, and nothing is ever executed.

import type { PageBlock } from "./page-blocks.ts";

/** A tag, a text, or what is skipped. */
const tokens =
  /<!--[\s\S]*?(?:-->|$)|<!?(script|style|svg|noscript|template|iframe|nav|footer)\b[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)([A-Za-z][\w:-]*)((?:\s+(?:"[^"]*"|'[^']*'|[^<>"'])*)?)\/?>|<![^>]*>|[^<]+|</gi;

interface Cell {
  text: string;
  readonly rows: number;
  readonly columns: number;
}

interface Reader {
  readonly blocks: PageBlock[];
  /** The text of what is open: the page, a heading or a cell. */
  text: string;
  /** What the text becomes. */
  place: "page" | "title" | "cell" | `h${string}`;
  readonly lists: ("ul" | "ol")[];
  rows: Cell[][] | undefined;
  /** True in code of several lines. */
  isCode: boolean;
  /** True in code in a line. */
  isWord: boolean;
  href: string | undefined;
}

/** Returns the parts of a page of HTML. */
export function htmlBlocks(source: string): readonly PageBlock[] {
  const reader: Reader = {
    blocks: [],
    text: "",
    place: "page",
    lists: [],
    rows: undefined,
    isCode: false,
    isWord: false,
    href: undefined,
  };
  for (const [whole, , slash, name, attributes = ""] of source.matchAll(tokens)) {
    if (name !== undefined) {
      if (slash === "/") close(reader, name.toLowerCase());
      else open(reader, name.toLowerCase(), attributes);
    } else if (!/^<[!a-z]/i.test(whole)) {
      const text = unescaped(whole);
      const line = reader.isCode ? text : text.replace(/\s+/g, " ");
      reader.text += reader.isCode || reader.isWord ? line : line.replaceAll("<", "\\<");
    }
  }
  flush(reader);
  return reader.blocks;
}

function flush(reader: Reader): void {
  const text = reader.text
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n[ \t]+(?![-\d ])/g, "\n")
    .replace(/\n{3,}/g, "\n\n");
  if (reader.place === "page" && text.trim() !== "")
    reader.blocks.push({ kind: "text", text: text.trim() });
  reader.text = "";
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    "i",
  ).exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : unescaped(value);
}

function open(reader: Reader, name: string, attributes: string): void {
  if (/^h[1-6]$/.test(name) && reader.place === "page") {
    flush(reader);
    reader.place = name as `h${string}`;
    return;
  }
  switch (name) {
    case "title":
      if (reader.place !== "page") return;
      flush(reader);
      reader.place = "title";
      return;
    case "link":
      if (attribute(attributes, "rel") === "canonical")
        reader.blocks.push({ kind: "url", text: attribute(attributes, "href") ?? "" });
      return;
    case "table":
      if (reader.rows !== undefined) return;
      flush(reader);
      reader.rows = [];
      return;
    case "tr":
      endCell(reader);
      reader.rows?.push([]);
      return;
    case "td":
    case "th": {
      endCell(reader);
      if (reader.rows === undefined) return;
      if (reader.rows.length === 0) reader.rows.push([]);
      const span = (key: string) =>
        Math.max(1, Math.min(1000, Number(attribute(attributes, key)) || 1));
      reader.rows.at(-1)?.push({ text: "", rows: span("rowspan"), columns: span("colspan") });
      reader.place = "cell";
      reader.text = "";
      return;
    }
    case "ul":
    case "ol":
      reader.lists.push(name);
      reader.text += "\n";
      return;
    case "li":
      reader.text += `\n${"  ".repeat(Math.max(0, reader.lists.length - 1))}${reader.lists.at(-1) === "ol" ? "1. " : "- "}`;
      return;
    case "br":
      reader.text += "\n";
      return;
    case "pre":
      reader.text += "\n\n```\n";
      reader.isCode = true;
      return;
    case "a":
      reader.href = attribute(attributes, "href");
      if (reader.href !== undefined && /^https?:/.test(reader.href) && !reader.isCode)
        reader.text += "[";
      return;
    default:
      mark(reader, name, true);
  }
}

/** What stands at both ends of an element, outside of code. */
const marks: ReadonlyMap<string, string> = new Map([
  ["code", "`"],
  ["strong", "**"],
  ["b", "**"],
  ["del", "~~"],
  ["s", "~~"],
]);

function mark(reader: Reader, name: string, isOpen: boolean): void {
  if (name === "code") reader.isWord = isOpen;
  if (!reader.isCode) reader.text += marks.get(name) ?? "";
  if (/^(?:p|div|section|article|dt|dd|blockquote)$/.test(name)) reader.text += "\n\n";
}

function close(reader: Reader, name: string): void {
  if (name === reader.place && /^h[1-6]$/.test(name)) {
    const text = reader.text.replace(/\s+/g, " ").replaceAll("**", "").trim();
    reader.blocks.push({ kind: "heading", level: Number(name.slice(1)), text });
    reader.text = "";
    reader.place = "page";
    return;
  }
  switch (name) {
    case "title":
      if (reader.place !== "title") return;
      reader.blocks.push({ kind: "title", text: reader.text.trim() });
      reader.text = "";
      reader.place = "page";
      return;
    case "table": {
      endCell(reader);
      const { rows } = reader;
      reader.rows = undefined;
      if (rows !== undefined && rows.length > 0)
        reader.blocks.push({ kind: "table", rows: filled(rows) });
      reader.text = "";
      reader.place = "page";
      return;
    }
    case "td":
    case "th":
      endCell(reader);
      return;
    case "ul":
    case "ol":
      reader.lists.pop();
      reader.text += "\n";
      return;
    case "pre":
      reader.isCode = false;
      reader.text += "\n```\n\n";
      return;
    case "a":
      if (reader.href !== undefined && /^https?:/.test(reader.href) && !reader.isCode)
        reader.text += `](${reader.href})`;
      reader.href = undefined;
      return;
    default:
      mark(reader, name, false);
  }
}

function endCell(reader: Reader): void {
  if (reader.place !== "cell") return;
  const cell = reader.rows?.at(-1)?.at(-1);
  if (cell !== undefined)
    cell.text = reader.text
      .replace(/[ \t]+\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  reader.text = "";
  reader.place = "page";
}

/** Returns the rows of a table in which a cell over several rows or columns stands in each of them. */
function filled(rows: readonly (readonly Cell[])[]): readonly (readonly string[])[] {
  const result: string[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const { text, rows: height, columns } of row) {
      while (result[y]?.[x] !== undefined) x++;
      for (let dy = 0; dy < height && y + dy < rows.length; dy++)
        for (let dx = 0; dx < columns && x + dx < 100; dx++) {
          const line = result[y + dy];
          // A cell over several columns is one value, and not several.
          if (line !== undefined) line[x + dx] = dx === 0 ? text : "";
        }
      x += columns;
    }
  }
  return result.map((row) => Array.from(row, (cell) => cell ?? ""));
}

const named: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["bull", "•"],
  ["copy", "©"],
  ["times", "×"],
  ["rarr", "→"],
]);

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]+));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named.get(name) ?? whole;
      const point = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
        ? String.fromCodePoint(point)
        : whole;
    },
  );
}
