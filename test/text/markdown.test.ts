// Links in Markdown: the rules find whatever a reader of Markdown finds, and emitters replace the inline ones.

import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { linksOf, mapLinks } from "../../generator/text/markdown.ts";

const parser = unified().use(remarkParse).use(remarkGfm);

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function urlsIn({ type, url, children = [] }: Node): readonly string[] {
  const own = ["link", "image", "definition"].includes(type) && url !== undefined ? [url] : [];
  return [...own, ...children.flatMap(urlsIn)];
}

const signs = "\\`*_[]()<>#+-.!|~:=\"'/ \n1a".split("");
const parts = ["  ", "\n\n", "```", "~~~", "- ", "> ", "    ", "<b>", "<x:y>", "[a](b)", "`x`"];
const links = ["[a](c 'd')", "![a](e)", "[a]: f", "[a [b](c) d](e)", "(g)", "](h)", "<a b>"];
const hostile = fc
  .array(fc.constantFrom(...signs, ...parts, ...links), { maxLength: 14 })
  .map((some) => some.join(""));

test("every link that CommonMark knows is found, whatever is around it", () => {
  fc.assert(
    fc.property(hostile, (source) => {
      const found = linksOf(source).map((url) => encodeURI(url));
      const known = urlsIn(parser.parse(source)).map((url) => encodeURI(decodeURI(url)));
      expect(found).toEqual(expect.arrayContaining(known));
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ["after indented code", "    ```\n[a](b)```"],
  ["after indented code in a list", "-     ```\n  [a](b)```"],
  ["after a definition with a backtick", "[c]: f`>\n(g)/[a](b)`x`"],
  ["after code behind a tab", "\t`\n[a](b)`"],
])("a link %s is no code", (_, source) => expect(linksOf(source)).toContain("b"));

describe("links are replaced", () => {
  const check = (source: string, expected: string): void =>
    test(source, () => {
      const to = ({ words, url }: { words: string; url: string }) =>
        url.startsWith("#") ? `{${words}|${url}}` : undefined;
      expect(mapLinks(source, to)).toBe(expected);
    });
  check("a [b](#X), [`c` *d*](<#Y> 'title').", "a {b|#X}, {`c` *d*|#Y}.");
  check("- [a\n  b](#X)\n> [c](\n#Y)", "- {a\n  b|#X}\n> {c|#Y}");
  check("[a](https://b.c) ![d](#X) <https://a.b>", "[a](https://b.c) ![d](#X) <https://a.b>");
  check("\\[a](#X) [b\\](#X) [c]: #X", "\\[a](#X) [b\\](#X) [c]: #X");
  check("`[a](#X)`\n\n~~~\n[b](#X)\n~~~\n\n[c](#X)", "`[a](#X)`\n\n~~~\n[b](#X)\n~~~\n\n{c|#X}");
  check("[a [b](#X) c](#Y)", "[a {b|#X} c](#Y)");
  check("[]([a](#X 'd') [b](#Y", "[]({a|#X} [b](#Y");
  check("[a](#X)[b](#Y)\r\n\r\n[c](#Z)", "{a|#X}{b|#Y}\r\n\r\n{c|#Z}");
});
