// Links to definitions in documentation comments.

import { className } from "../../catalog/names.ts";
import { mapLinks } from "../../text/markdown.ts";
import { link } from "../print/typescript.ts";

/** Returns Markdown whose links to definitions lead to their classes. */
export function withLinks(markdown: string): string {
  return mapLinks(markdown, ({ words, url }) => {
    if (!url.startsWith("#")) return undefined;
    const name = url.slice(1);
    return words === name ? link(className(name)) : link(className(name), words);
  });
}
