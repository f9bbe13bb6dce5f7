// Texts of a catalog as the CommonMark that descriptions of OpenAPI hold.

import type { DefinitionCode, Deprecation, Source, TextList } from "../../catalog/catalog.ts";
import { mapLinks } from "../../text/markdown.ts";
import type { Context } from "./context.ts";
import { schemaRef } from "./names.ts";

/** Returns the paragraphs that there are, with an empty line between them, or `undefined` if there are none. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.flatMap((part) => part?.trim() || []).join("\n\n");
  return text === "" ? undefined : text;
}

/** Returns a text whose links to definitions lead to their schemas. */
export function relinked(text: string, context: Context): string;
export function relinked(text: string | undefined, context: Context): string | undefined;
export function relinked(text: string | undefined, context: Context): string | undefined {
  const { names, definitions } = context;
  return (
    text &&
    mapLinks(text, ({ words, url }) => {
      const name = url.slice(1);
      if (!url.startsWith("#") || !definitions.has(name)) return undefined;
      return `[${words}](${schemaRef(names("definition", name)).$ref})`;
    })
  );
}

/** Returns a heading word and its texts: one text as a paragraph, several as a list; nothing if there is none. */
export function section(heading: string, texts: TextList, marker: "-" | "1."): string | undefined {
  const [only] = texts;
  if (only === undefined) return undefined;
  if (texts.length === 1) return `${heading}:\n\n${only.trim()}`;
  const items = texts.map((text, i) => {
    const sign = marker === "-" ? "-" : `${i + 1}.`;
    return `${sign} ${text.trim().replace(/\n(?!\n)/g, `\n${" ".repeat(sign.length + 1)}`)}`;
  });
  return `${heading}:\n\n${items.join("\n")}`;
}

/** Returns the sentence that says that something is deprecated. */
export function deprecationText(deprecated: Deprecation | undefined): string | undefined {
  if (deprecated === undefined) return undefined;
  const { since, reason, use, sunset } = deprecated;
  const instead = use === undefined ? "" : ` Use ${use} instead.`;
  const until = sunset === undefined ? "" : ` Sunset: ${sunset}.`;
  return `Deprecated since ${since}: ${reason}${instead}${until}`;
}

/** Returns the summary of a code, and since when it is deprecated. */
export function codeSummary({ summary, deprecated }: DefinitionCode): string {
  return [summary, deprecationText(deprecated)].filter(Boolean).join(" ");
}

/** Returns a list of the documents that a catalog was taken from. */
export function sourceList(sources: readonly Source[]): string | undefined {
  const lines = sources.map(({ title, url, read }) => {
    const day = read === undefined ? "" : `, read on ${read}`;
    const target = /[()]/.test(url) ? `<${url}>` : url;
    return `- [${title.replace(/[\\[\]]/g, "\\$&")}](${target})${day}`;
  });
  return lines.length === 0 ? undefined : `Sources:\n\n${lines.join("\n")}`;
}
