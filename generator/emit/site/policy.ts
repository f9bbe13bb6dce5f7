// What a page may do: run the script that it holds, load its own two, show its style, and nothing else.

import { createHash } from "node:crypto";

/** Returns the content security policy of a page that holds a style and a script, both known by their hashes. */
export function policyOf(style: string, script: string): string {
  return [
    "default-src 'none'",
    // The parser and the tables of a catalog are files beside the page, loaded when a response is pasted.
    `script-src ${hashOf(script)} 'self'`,
    `style-src ${hashOf(style)}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
