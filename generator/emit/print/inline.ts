// A line of a page as data, which each output language prints in its own way.

/** What stands in a line: plain text, a code span, a link, one line of an author's Markdown, or several of them. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly text: Inline; readonly url: string }
  | { readonly strong: Inline }
  | { readonly struck: Inline }
  | { readonly markdown: string }
  | readonly Inline[];

/** Returns pieces with a text between each two. */
export function between(pieces: readonly Inline[], separator: string): readonly Inline[] {
  const all: Inline[] = [];
  for (const piece of pieces) {
    if (all.length > 0) all.push(separator);
    all.push(piece);
  }
  return all;
}
