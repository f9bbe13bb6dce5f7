// Texts of a catalog as the CommonMark that descriptions of OpenAPI hold.

import type {
  Definition,
  DefinitionCode,
  Deprecation,
  Source,
  TextList,
} from "../../catalog/catalog.ts";
import { addTo } from "../../text/lists.ts";
import { mapLinks } from "../../text/markdown.ts";
import { code } from "../print/markdown-inline.ts";
import type { Context } from "./context.ts";

/** Returns the paragraphs that there are, with an empty line between them, or `undefined` if there are none. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.flatMap((part) => part?.trim() || []).join("\n\n");
  return text === "" ? undefined : text;
}

/** Returns a text whose links to definitions lead to their documentation; those without any are only named, since no viewer follows a link to a schema. */
export function relinked(text: string, context: Context): string;
export function relinked(text: string | undefined, context: Context): string | undefined;
export function relinked(text: string | undefined, context: Context): string | undefined {
  const { definitions } = context;
  return (
    text &&
    mapLinks(text, ({ words, url }) => {
      const definition = url.startsWith("#") ? definitions.get(url.slice(1)) : undefined;
      if (definition === undefined) return undefined;
      const { docsUrl } = definition;
      return docsUrl === undefined ? words : linkTo(words, docsUrl);
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
    return `- ${linkTo(title.replace(/[\\[\]]/g, "\\$&"), url)}${day}`;
  });
  return lines.length === 0 ? undefined : `Sources:\n\n${lines.join("\n")}`;
}

function linkTo(words: string, url: string): string {
  return `[${words}](${/[()]/.test(url) ? `<${url}>` : url})`;
}

/** Returns a list of errors by the codes that they have: what a response of several can be. */
export function errorList(
  definitions: readonly Definition[],
  isMeant: (code: DefinitionCode) => boolean,
): string {
  const lines = definitions.flatMap((definition) => {
    const summaries = new Map<string, string[]>();
    for (const one of definition.codes.filter(isMeant))
      addTo(summaries, codeSummary(one), code(one.text));
    return [...summaries].map(([summary, codes]) => `- ${codes.join(", ")}: ${summary}`);
  });
  return lines.join("\n");
}
