// The escaping of Markdown: of text inside a line, and of what would begin a block.

import { escapeDeceptive, pageEscape } from "../../text/characters.ts";
import { withoutEnd } from "../../text/markdown-pieces.ts";

/**
 * Every character that is markup somewhere in a line.
 * Besides CommonMark's: pipes of tables, dollars of formulas, braces of MDX and Vue, a colon or a dot that begins
 * a directive, an emoji or a bare link.
 */
const markup =
  /[\\`*[\]~|$<>{}]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?[A-Za-z0-9]+;)|:(?=\/\/|[A-Za-z:]|[\w+-]+:)|(?<=www)\./giu;

/** Characters for which a backslash is not enough: MDX and Vue read `\<` and `\{` as markup, or print the backslash. */
export const entities: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "{": "&#123;",
  "}": "&#125;",
  "&": "&amp;",
};

/** Escapes text so that it reads as it is anywhere but at the start of a line; line breaks and runs of space become one space. */
export function escapeText(value: string): string {
  if (plainText.test(value)) return value;
  const escaped = value
    .replace(space, " ")
    .replace(markup, (char) => entities[char] ?? `\\${char}`);
  return escapeDeceptive(escaped, pageEscape);
}

/** Most texts have nothing to escape, and the expressions above are dear. */
export const plainText = /^(?:[A-Za-z0-9,;'"()?!%/@-]|\.(?<!www\.)|:(?= |$)| (?! ))*$/i;
const space = /[ \t\n\v\f\r\x85\u2028\u2029]+/g;

/** What begins a block at the start of a line: headings, lists, rules, tables, and the `import` and `export` of MDX. */
const blockStart =
  /^(?:#|[-+=](?![\p{L}\p{N}])|[*_](?=\s|[*_ ]*$)|~(?=~~)|:(?=-)|\d{1,9}(?=[.)](?:\s|$))|(?:import|export)(?= ))/u;

/** A line that begins with none of that, and ends with no space and no sign of a heading. */
const plainLineText = /^(?![-#+=*_~:\d\t ]|(?:import|export) )(?:.*[^ \t#])?$/;

/** Makes one printed line a paragraph's, whatever it begins or ends with. */
export function asLine(printed: string): string {
  if (plainLineText.test(printed)) return printed;
  const words = withoutEnd(printed, " \t").replace(/^[ \t]+/, "");
  const line = words.replace(blockStart, (start) => {
    if (/^\d/.test(start)) return `${start}\\`;
    return /^[a-z]/i.test(start) ? `&#${start.charCodeAt(0)};${start.slice(1)}` : `\\${start}`;
  });
  // A heading would lose them.
  return line.endsWith("#") ? line.replace(/(?<=\s)#+$/, "\\$&") : line;
}
