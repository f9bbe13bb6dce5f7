// Explanations as Markdown.

import { visible } from "../diagnostics/diagnostic.ts";
import { code, text } from "../emit/print/markdown.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
import type { Fact, Sheet } from "./explained.ts";

/** Prints an explanation as a section of Markdown. */
export function inMarkdown({ heading, paragraphs, facts }: Sheet): string {
  const lines = facts.flatMap(([label, texts, form]) => {
    const shown = texts.map((one) => printed(one, form));
    if (shown.length === 0) return [];
    if (form === "lines") {
      const lines = ["```yaml", ...texts.map(visible), "```"];
      return [`- **${label}**`, "", ...lines.map((line) => `  ${line}`)];
    }
    if (shown.length === 1) return [`- **${label}** ${shown[0]}`];
    const items = shown.map((one, i) => `  ${form === "numbered" ? `${i + 1}.` : "-"} ${one}`);
    return [`- **${label}**`, ...items];
  });
  const body = paragraphs.map((one) => `${sentenceInMarkdown(one)}\n\n`).join("");
  return `## ${sentenceInMarkdown(heading)}\n\n${body}${lines.join("\n")}\n`;
}

function printed(one: string, form: Fact[2]): string {
  if (form === "code") return code(one);
  return form === "link" ? text({ text: one, url: one }) : sentenceInMarkdown(one);
}
