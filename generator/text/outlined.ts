// Which texts have an outline.

import type { Outline } from "./outline.ts";
import { outlineOfJson } from "./outline-json.ts";
import { outlineOfYaml } from "./outline-yaml.ts";
import type { SourceFile } from "./source.ts";

// The library refuses these, and halves of characters.
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** Returns the outline of a text, which is then known to be sound and to share nothing; `undefined` if only the parser can judge it. */
export function outlineOf(file: SourceFile): Outline | undefined {
  const { text } = file;
  if (unprintable.test(text) || !text.isWellFormed()) return undefined;
  const isJson = /^[ \r\n]*\{/.test(text);
  const draft = isJson ? outlineOfJson(text) : outlineOfYaml(file);
  return draft && { file, isJson, ...draft };
}
