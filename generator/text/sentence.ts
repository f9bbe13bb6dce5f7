// Sentences as Markdown.

import { escapeDeceptive, pageEscape } from "./characters.ts";

/** Returns a URL as a Markdown link to it; no character of it ends the link. */
export function linkInMarkdown(url: string): string {
  const target = url
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[^\w.~:/?#@!$&'*+,;=%-]/gu, (sign) =>
      encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"),
    );
  return `[${sentenceInMarkdown(url)}](${target})`;
}

/** Returns a sentence as Markdown, with simple words in quotes as code, and nothing in it as markup. */
export function sentenceInMarkdown(sentence: string): string {
  return escapeDeceptive(sentence, pageEscape)
    .split(/"([\w.-]+)"/)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : part.replace(/[\\`*_[\]<>#!|~&]/g, "\\$&")))
    .join("");
}
