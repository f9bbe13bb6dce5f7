// Sentences as Markdown.

import { escapeDeceptive, pageEscape } from "./characters.ts";

/** Returns a sentence as Markdown, with simple words in quotes as code, and nothing in it as markup. */
export function sentenceInMarkdown(sentence: string): string {
  return escapeDeceptive(sentence, pageEscape)
    .split(/"([\w.-]+)"/)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : part.replace(/[\\`*_[\]<>#!|~&]/g, "\\$&")))
    .join("");
}
