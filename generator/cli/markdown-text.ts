// Sentences as Markdown.

/** Returns a sentence as Markdown, with simple words in quotes as code, and nothing in it as markup. */
export function inMarkdown(message: string): string {
  return message
    .split(/"([\w.-]+)"/)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : part.replace(/[\\`*_[\]<>#!|~&]/g, "\\$&")))
    .join("");
}
