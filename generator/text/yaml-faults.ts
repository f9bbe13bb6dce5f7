// Syntax errors of YAML, in words for people who did not write the parser.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { positionOf, type SourceFile } from "./source.ts";

/** Returns the diagnostic of a text that the parser cannot read, from its reason and the offset at which it stopped. */
export function syntaxFault(
  file: SourceFile,
  { offset, reason }: { readonly offset: number; readonly reason: string },
): Diagnostic {
  const { text } = file;
  // If the text ends too early, the last character is all there is to point at.
  const isCharacter = /printable|null byte|JSON character/.test(reason);
  const last = (isCharacter ? text : text.trimEnd()).length - 1;
  const at = Math.max(0, Math.min(offset, last));
  const span = { file, start: at, end: at + 1 };
  const limit = /maxDepth \(([0-9]+)\)/.exec(reason)?.[1];
  if (limit !== undefined)
    return diagnostic("yaml-too-deep", { limit: Number(limit) - 1 }, { span });
  if (isCharacter) {
    const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
    return diagnostic("yaml-character", { character: `U+${code}` }, { span });
  }
  const tab = tabBefore(text, at) ?? (reason.startsWith("tab ") ? at : undefined);
  if (tab !== undefined) {
    return diagnostic("yaml-tab", {}, { span: { file, start: tab, end: tab + 1 } });
  }
  const inWords = reasons.find(([said]) => reason.includes(said))?.[1] ?? reason;
  return diagnostic("yaml-syntax", { reason: inWords }, { span });
}

/** Returns a diagnostic for each merge conflict that git left in a text. */
export function mergeConflicts(file: SourceFile): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let start: number | undefined;
  for (const { index, 0: marker } of file.text.matchAll(/^(?:<{7}|>{7})(?=[ \r\n]|$)/gm)) {
    if (marker.startsWith("<")) start ??= index;
    else if (start !== undefined) {
      const [first, last] = [positionOf(file, start).line, positionOf(file, index).line];
      const notes = [{ message: "It ends here.", span: { file, start: index, end: index + 7 } }];
      const span = { file, start, end: start + 7 };
      found.push(diagnostic("merge-conflict", { first, last }, { span, notes }));
      start = undefined;
    }
  }
  return found;
}

/** Returns the offset of the tab in the indentation of the line around an offset. */
function tabBefore(text: string, at: number): number | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const indentation = /^ *\t/.exec(text.slice(start, at + 1));
  return indentation === null ? undefined : start + indentation[0].length - 1;
}

/** A part of the parser's message, and its meaning. */
const reasons: readonly (readonly [said: string, meant: string])[] = [
  [
    "deficient indentation",
    "a quote or bracket that is opened above is not closed, or its text is indented too little",
  ],
  ["unexpected end", "a quote or bracket that is opened above is not closed"],
  [
    "bad indentation of a mapping",
    "it is not indented like the keys above, or a text that holds a colon or begins with a special character has no quotes",
  ],
  ["bad indentation of a sequence", "it is not indented like the items above"],
  [
    "document separator is expected",
    "it does not continue the lines above; a colon, the space after a colon, or a dash may be missing",
  ],
  ["missed comma", "a comma is missing between two entries in brackets"],
  ["found ','", "an entry is missing before the comma"],
  ["whitespace character is expected", "a space is missing after the colon"],
  ["mapping key", "a colon is missing after the key"],
  ["mapping entry", "a colon is missing after the key"],
  ["unknown escape", "double quotes know no such escape, and a backslash itself is doubled"],
  ["hexadecimal", "an escape has too few hexadecimal digits"],
  ["line break is expected", "the line must end after the sign that begins a block of text"],
];
