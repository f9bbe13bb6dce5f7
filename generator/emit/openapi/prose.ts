// Texts of a catalog as the CommonMark that descriptions of OpenAPI hold.

import type { DefinitionCode, Deprecation, Source, TextList } from "../../catalog/catalog.ts";
import type { Context } from "./context.ts";

/** Gives the paragraphs that there are, with an empty line between them. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined).map((part) => part.trim());
  return there.some((part) => part !== "")
    ? there.filter((part) => part !== "").join("\n\n")
    : undefined;
}

/** Gives a text whose links to definitions lead to their documentation, or are plain words where there is none. */
export function relinked(markdown: string, context: Context): string {
  return markdown.replace(
    /\[([^\][]*)\]\(#([A-Z][A-Za-z0-9]*)\)/g,
    (_, words: string, name: string) => {
      const url = context.definitions.get(name)?.docsUrl;
      return url === undefined ? words : `[${words}](${target(url)})`;
    },
  );
}

/** Gives a heading word and its texts: one text as a paragraph, several as a list; nothing where there is none. */
export function section(heading: string, texts: TextList, marker: "-" | "1."): string | undefined {
  const [only] = texts;
  if (only === undefined) return undefined;
  if (texts.length === 1) return `${heading}:\n\n${only.trim()}`;
  const items = texts.map((text, i) => item(marker === "-" ? "-" : `${i + 1}.`, text));
  return `${heading}:\n\n${items.join("\n")}`;
}

/** Gives the sentence that says that something is deprecated. */
export function deprecationText(deprecated: Deprecation | undefined): string | undefined {
  if (deprecated === undefined) return undefined;
  const { since, reason, use } = deprecated;
  const instead = use === undefined ? "" : ` Use ${use} instead.`;
  return `Deprecated since ${since}: ${reason}${instead}`;
}

/** Gives the summary of a code, and since when it is deprecated. */
export function codeSummary(code: DefinitionCode): string {
  return [code.summary, deprecationText(code.deprecated)].filter(Boolean).join(" ");
}

/** Gives a list item for each meaning: its codes, its name and its summary. */
export function errorLines(codes: readonly DefinitionCode[]): readonly string[] {
  const line = (some: readonly DefinitionCode[]): string => {
    const [first] = some;
    if (first === undefined) return "";
    return item(
      "-",
      `${some.map((code) => codeSpan(code.text)).join(", ")} ${first.name}: ${codeSummary(first)}`,
    );
  };
  const common = codes.filter((code) => !code.own);
  const own = codes.filter((code) => code.own).map((code) => line([code]));
  return common.length === 0 ? own : [line(common), ...own];
}

/** Gives a list of the documents that a catalog was taken from. */
export function sourceList(sources: readonly Source[]): string | undefined {
  const lines = sources.map(({ title, url, read }) => {
    const day = read === undefined ? "" : `, read on ${read}`;
    return `- [${title.replace(/[\\[\]]/g, "\\$&")}](${target(url)})${day}`;
  });
  return lines.length === 0 ? undefined : `Sources:\n\n${lines.join("\n")}`;
}

function target(url: string): string {
  return /[()]/.test(url) ? `<${url}>` : url;
}

function item(marker: string, text: string): string {
  const indent = " ".repeat(marker.length + 1);
  return `${marker} ${text.trim().replace(/\n(?!\n)/g, `\n${indent}`)}`;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}
