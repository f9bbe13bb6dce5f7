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
import { code, plainLine } from "../print/markdown-inline.ts";
import type { Context } from "./context.ts";

/** Returns the paragraphs that there are, with an empty line between them, or `undefined` if there are none. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.flatMap((part) => part?.trim() || []).join("\n\n");
  return text === "" ? undefined : text;
}

/** Every character that is markup of CommonMark in a line; viewers show a backslash before it to nobody. */
const markup =
  /[\\`*[\]<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|^#|^[-+>=~](?!\w)|(?<=^\d{1,9})[.)](?=\s|$)/gu;

/** Returns a line of a catalog as a paragraph, in which only what stands between backticks is markup: code. */
export function lineText(line: string): string {
  const parts = line.split(/(`[^`]+`)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replace(markup, "\\$&"))).join("");
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
export function deprecationText(
  deprecated: Deprecation | undefined,
  print = lineText,
): string | undefined {
  if (deprecated === undefined) return undefined;
  const { since, use, sunset } = deprecated;
  const reason = print(deprecated.reason);
  const instead = use === undefined ? "" : ` Use ${use} instead.`;
  const until = sunset === undefined ? "" : ` Sunset: ${sunset}.`;
  return `Deprecated since ${since}: ${reason}${instead}${until}`;
}

/** Returns the summary of a code, and since when it is deprecated. */
export function codeSummary({ summary, deprecated }: DefinitionCode): string {
  return [lineText(summary), deprecationText(deprecated)].filter(Boolean).join(" ");
}

/** Returns a list of the documents that a catalog was taken from. */
export function sourceList(sources: readonly Source[]): string | undefined {
  const lines = sources.map(({ title, url, read }) => {
    const day = read === undefined ? "" : `, read on ${read}`;
    return `- ${linkTo(lineText(title), url)}${day}`;
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
      addTo(summaries, codeSummary(one), code(one.text, { ...plainLine, place: "description" }));
    return [...summaries].map(([summary, codes]) => `- ${codes.join(", ")}: ${summary}`);
  });
  return lines.join("\n");
}
